"""The run folder: tables appear whole or not at all, and read back as written."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import RunError
from toolkit.records import Assignment, Claim, Document, Evidence, Horizon, Quantity, Sentence
from toolkit.workflow.convert import (
    by_document,
    claim_from,
    claim_row,
    document_from,
    document_row,
    plain_row,
)
from toolkit.workflow.folder import RunFolder, cell

DOCUMENT = Document(
    "a.txt", "L’IA 🤖 aide.\nFin.", title="Titre", date="2024-05", meta=(("rubrique", "éco"),),
    warnings=("date ambiguë",),
)
CLAIM = Claim(
    "a.txt:0-13", "a.txt", 0, 0, 13, "L’IA 🤖 aide.", kinds=("causal",), frames=("augmentation",),
    quantities=(Quantity("77 %", 0, 4, "percent", 77.0, 77.0),),
    horizon=Horizon("d'ici 2030", 0, 10, "absolute", 2024, 2030),
    evidence=(Evidence("kinds.causal", "causal.verb", 7, 11, "aide"),),
)


def test_records_survive_the_tables(tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path / "run")
    folder.write("documents", [document_row(DOCUMENT, words=2)])
    folder.write("claims", [claim_row(CLAIM)])
    assert document_from(next(folder.rows("documents"))) == DOCUMENT
    back = claim_from(next(folder.rows("claims")))
    assert back == CLAIM and back.evidence == CLAIM.evidence


def test_an_interrupted_table_leaves_the_old_one(tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path / "run")
    folder.write("assignments", [plain_row(Assignment("p", 1, 0.5))])

    def breaking():
        yield plain_row(Assignment("q", 2, 0.1))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        folder.write("assignments", breaking())
    assert [row["passage"] for row in folder.rows("assignments")] == ["p"]
    assert not list(folder.path.glob(".*.part")) and not list((folder.path / "tables").glob(".*"))


def test_tables_that_belong_together_appear_together(tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path / "run")
    with pytest.raises(ZeroDivisionError), folder.writing("topics", "assignments") as (first, _):
        first.add([])
        raise ZeroDivisionError
    assert not folder.has("topics") and not folder.has("assignments")


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    folders = [RunFolder.create(tmp_path / name) for name in ("a", "b")]
    for folder in folders:
        folder.write("claims", [claim_row(CLAIM)] * 3)
    assert folders[0].file("claims").read_bytes() == folders[1].file("claims").read_bytes()


def test_csv_stands_beside_the_table(tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path / "run")
    folder.write("claims", [claim_row(CLAIM)])
    text = (folder.path / "tables" / "claims.csv").read_text("utf-8")
    assert "causal" in text and "L’IA 🤖 aide." in text


@pytest.mark.parametrize(
    ("value", "written"),
    [(None, ""), (["a", "b"], "a | b"), (True, "true"), ({"a": "é"}, '{"a": "é"}'), (1.5, 1.5)],
)
def test_cells(value: object, written: object) -> None:
    assert cell(value) == written


def test_a_folder_with_other_files_is_not_taken_over(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("x")
    with pytest.raises(RunError, match="no run wrote"):
        RunFolder.create(tmp_path)


@pytest.mark.parametrize("content", [None, "{", '{"format": 99}'])
def test_a_folder_that_is_no_run_is_named(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "run.json").write_text(content)
    with pytest.raises(RunError, match=str(tmp_path)):
        RunFolder.open(tmp_path)


def test_a_table_not_yet_written_names_its_stage(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="toolkit claims"):
        list(RunFolder.create(tmp_path / "run").rows("claims"))


def test_rows_are_paired_with_their_document_even_where_there_are_none() -> None:
    rows = [plain_row(Sentence(doc, i, 0, 1, "x", "body")) for i, doc in enumerate("aac")]
    pairs = list(by_document([{"id": "a"}, {"id": "b"}, {"id": "c"}], rows))
    assert [(document["id"], len(found)) for document, found in pairs] == [
        ("a", 2), ("b", 0), ("c", 1),
    ]
