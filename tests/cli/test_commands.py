"""The command line: help with examples, one-line errors, exit codes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from toolkit.cli import cli

COMMANDS = cli.list_commands(None)  # type: ignore[arg-type]


def toolkit(*args: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "toolkit.cli", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True)


def test_every_verb_is_there() -> None:
    assert {"run", "ingest", "claims", "topics", "compare", "report", "export", "kwic",
            "model"} <= set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_says_what_a_command_does_with_an_example(name: str) -> None:
    result = CliRunner().invoke(cli, [name, "--help"])
    assert result.exit_code == 0, result.output
    assert f"toolkit {name}" in result.output or f"{name} [OPTIONS]" in result.output
    if name != "model":
        assert "Examples:" in result.output


def one_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    assert len(lines) == 1, text
    return lines[0]


def test_a_missing_path_is_a_usage_error(tmp_path: Path) -> None:
    done = toolkit("run", tmp_path / "nowhere", "--out", tmp_path / "run", "-q")
    assert done.returncode == 2
    assert str(tmp_path / "nowhere") in one_line(done.stderr)
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize("content", [None, "photo.png"])
def test_a_folder_without_articles_is_a_data_error(tmp_path: Path, content: str | None) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    if content:
        (folder / content).write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    done = toolkit("run", folder, "--out", tmp_path / "run", "-q")
    assert done.returncode == 1
    assert str(folder) in one_line(done.stderr)


@pytest.mark.parametrize("command", ["claims", "topics", "compare", "report", "ingest"])
def test_a_folder_that_is_no_run_is_named(tmp_path: Path, command: str) -> None:
    done = toolkit(command, tmp_path, "-q")
    assert done.returncode == 1
    assert "run.json" in one_line(done.stderr)


def test_an_unknown_engine_names_the_known_ones(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Les robots changent le travail des ouvriers de l'usine.", "utf-8")
    done = toolkit("run", article, "--out", tmp_path / "run", "--engine", "lda", "-q")
    assert done.returncode == 2
    assert "bertopic" in one_line(done.stderr)


def test_out_is_never_a_folder_of_other_files(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("Le travail de terrain a duré trois ans.", "utf-8")
    done = toolkit("run", tmp_path / "thesis.txt", "--out", tmp_path, "-q")
    assert done.returncode == 1
    assert "--out" in one_line(done.stderr)
