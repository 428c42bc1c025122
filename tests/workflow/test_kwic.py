"""Concordances: case, apostrophes and blanks do not matter, offsets do."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import UsageError
from toolkit.records import Document, Sentence
from toolkit.workflow.convert import document_row, plain_row
from toolkit.workflow.folder import RunFolder
from toolkit.workflow.kwic import kwic

TEXT = "L’IA remplace. L'intelligence\u00a0artificielle aide l’humain.\nLire aussi : l'IA."


@pytest.fixture()
def folder(tmp_path: Path) -> RunFolder:
    run = RunFolder.create(tmp_path / "run")
    run.write("documents", [document_row(Document("a.txt", TEXT, source="Le Pays"), words=8)])
    cuts = [(0, 14, "body"), (15, 60, "body"), (61, len(TEXT), "boilerplate")]
    run.write("sentences", [
        plain_row(Sentence("a.txt", i, start, end, TEXT[start:end], zone))
        for i, (start, end, zone) in enumerate(cuts)
    ])
    return run


@pytest.mark.parametrize(
    ("pattern", "zone", "found"),
    [
        ("l'ia", "body", ["L’IA"]),
        ("l'ia", "all", ["L’IA", "l'IA"]),
        ("intelligence artificielle", "body", ["intelligence\u00a0artificielle"]),
        ("L'HUMAIN", "body", ["l’humain"]),
        ("a.d", "body", []),
        ("robot", "all", []),
    ],
)
def test_patterns(folder: RunFolder, pattern: str, zone: str, found: list[str]) -> None:
    lines = list(kwic(folder, pattern, zone=zone))
    assert [line.keyword for line in lines] == found
    assert all(TEXT[line.start : line.end] == line.keyword for line in lines)


def test_regular_expressions_on_request(folder: RunFolder) -> None:
    assert [line.keyword for line in kwic(folder, r"rempla\w+|aide", regex=True)] == [
        "remplace", "aide",
    ]


def test_context_has_the_width_asked_for(folder: RunFolder) -> None:
    (line,) = kwic(folder, "remplace", width=4)
    assert (line.left, line.right) == ("’IA ", ". L'")


@pytest.mark.parametrize(("pattern", "regex"), [("", False), ("  ", True), ("(", True)])
def test_bad_patterns_are_told(folder: RunFolder, pattern: str, regex: bool) -> None:
    with pytest.raises(UsageError):
        list(kwic(folder, pattern, regex=regex))
