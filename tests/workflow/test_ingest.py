"""Reading on the command line: columns named by option and by settings, and what is told."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
from click.testing import CliRunner, Result

from toolkit.cli import cli
from toolkit.settings import load_settings
from toolkit.workflow.stages import ingest

TEXT = ("Les équipes de l'atelier essaient depuis mars un logiciel qui classe les dossiers. "
        "Personne ne sait encore ce que deviendront les deux postes du service.")


def table(folder: Path) -> Path:
    path = folder / "presse.csv"
    path.write_text(
        f'Manchette;Jour;Support;Corps\nLe tri;3 mars 2024;Le Quai;"{TEXT}"\n', encoding="utf-8"
    )
    return path


def command(*args: str | Path) -> Result:
    return CliRunner().invoke(cli, ["ingest", *map(str, args), "-q"])


def documents(run: Path) -> list[dict[str, object]]:
    return list(pq.read_table(run / "documents.parquet").to_pylist())


def test_columns_by_option(tmp_path: Path) -> None:
    done = command(tmp_path / "RUN", table(tmp_path), "--text-column", "Corps",
                   "--column", "title=Manchette", "--column", "date=Jour",
                   "--column", "source=Support")
    assert done.exit_code == 0, done.output
    [row] = documents(tmp_path / "RUN")
    assert (row["title"], row["date"], row["source"]) == ("Le tri", "2024-03-03", "Le Quai")
    assert (row["text"], row["meta"]) == (TEXT, [])
    noted = json.loads((tmp_path / "RUN" / "run.json").read_text("utf-8"))
    assert noted["settings"]["corpus"]["columns"] == {
        "title": "Manchette", "date": "Jour", "source": "Support"}


def test_columns_by_settings_and_option_over_it(tmp_path: Path) -> None:
    settings = tmp_path / "s.toml"
    settings.write_text('[corpus.columns]\ntext = "Corps"\ntitle = "Support"\n', encoding="utf-8")
    done = command(tmp_path / "RUN", table(tmp_path), "--settings", settings,
                   "--column", "title=Manchette")
    assert done.exit_code == 0, done.output
    assert documents(tmp_path / "RUN")[0]["title"] == "Le tri"


def test_columns_in_a_notebook(tmp_path: Path) -> None:
    chosen = load_settings(options={"corpus.columns": {"text": "Corps", "date": "Jour"}})
    run = ingest(table(tmp_path), tmp_path / "RUN", settings=chosen)
    assert run.documents["date"].tolist() == ["2024-03-03"]


def test_a_wrong_column_is_one_line_with_the_right_ones(tmp_path: Path) -> None:
    done = command(tmp_path / "RUN", table(tmp_path), "--column", "text=Texte")
    assert done.exit_code != 0
    assert "Manchette, Jour, Support, Corps" in str(done.exception) + done.output
    done = command(tmp_path / "RUN", table(tmp_path), "--column", "titre=Manchette")
    assert "unknown field" in str(done.exception) + done.output
    done = command(tmp_path / "RUN", table(tmp_path), "--column", "Manchette")
    assert "FIELD=NAME" in str(done.exception) + done.output


def test_reading_again_remembers_the_text_column(tmp_path: Path) -> None:
    first = command(tmp_path / "RUN", table(tmp_path), "--text-column", "Corps")
    again = command(tmp_path / "RUN")
    assert first.exit_code == again.exit_code == 0, again.output
    assert len(documents(tmp_path / "RUN")) == 1
