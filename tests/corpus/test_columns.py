"""Columns of tables: guessed, named by the user, different from row to row, dates in three."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from toolkit.corpus import read
from toolkit.corpus.source import Item
from toolkit.errors import UsageError
from toolkit.records import Document, Rejected

TEXT = ("Les équipes de l'atelier essaient depuis mars un logiciel qui classe les dossiers. "
        "Personne ne sait encore ce que deviendront les deux postes du service.")
HEADER = ["Intitulé", "Jour", "Support", "Signature", "Cahier", "Adresse web", "Format", "N",
          "Corps"]
ROW = ["Le tri", "3 mars 2024", "Le Quai", "Ana Rey", "Éco", "https://exemple.fr/tri", "portrait",
       "A7", TEXT]
GIVEN = {
    "title": "Intitulé", "date": "Jour", "source": "Support", "author": "Signature",
    "section": "Cahier", "url": "Adresse web", "genre": "Format", "id": "N", "text": "Corps",
}


def got(path: Path, **columns: str) -> list[Item]:
    return list(read([path], columns=columns, language=None))


def one(path: Path, **columns: str) -> Document:
    [item] = got(path, **columns)
    assert isinstance(item, Document), item
    return item


def workbook(path: Path, rows: list[list[str]]) -> Path:
    lines = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row)
        + "</row>" for row in rows
    )
    sheet = ('<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
             f"<sheetData>{lines}</sheetData></worksheet>")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return path


def written(folder: Path, kind: str) -> Path:
    path = folder / f"t.{kind}"
    if kind == "xlsx":
        return workbook(path, [HEADER, ROW])
    if kind == "jsonl":
        path.write_text(json.dumps(dict(zip(HEADER, ROW))) + "\n", encoding="utf-8")
    else:
        mark = "\t" if kind == "tsv" else ";"
        path.write_text("\n".join(mark.join(row) for row in (HEADER, ROW)), encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", ["csv", "tsv", "xlsx", "jsonl"])
def test_every_column_can_be_named(tmp_path: Path, kind: str) -> None:
    document = one(written(tmp_path, kind), **GIVEN)
    assert document.id == f"t.{kind}#A7"
    assert document.text == TEXT
    assert (document.title, document.date, document.source) == ("Le tri", "2024-03-03", "Le Quai")
    assert (document.author, document.section) == ("Ana Rey", "Éco")
    assert (document.url, document.genre) == ("https://exemple.fr/tri", "portrait")
    assert document.meta == ()


@pytest.mark.parametrize("kind", ["csv", "tsv", "xlsx", "jsonl"])
def test_a_missing_column_is_told_with_those_there_are(tmp_path: Path, kind: str) -> None:
    with pytest.raises(UsageError) as told:
        got(written(tmp_path, kind), text="Corps", author="Plume")
    assert 'no column "Plume" for author' in str(told.value)
    assert all(name in str(told.value) for name in HEADER)


def test_a_column_is_found_without_case_and_accents(tmp_path: Path) -> None:
    assert one(written(tmp_path, "csv"), text="corps", title="INTITULE").title == "Le tri"


def test_an_unknown_field_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r'unknown field "titre".*title'):
        read([written(tmp_path, "csv")], columns={"titre": "Intitulé"})


def test_the_named_column_wins_over_the_guessed_one(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f'title,titre_court,text\nLong,Court,"{TEXT}"\n', encoding="utf-8")
    document = one(path, title="titre_court")
    assert document.title == "Court" and document.meta == (("title", "Long"),)


def test_inside_a_folder_a_table_without_the_column_is_one_rejected_row(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x;y\n1;2\n", encoding="utf-8")
    written(tmp_path, "tsv")
    first, second = got(tmp_path, text="Corps")
    assert isinstance(first, Rejected) and first.code == "column_missing"
    assert "x, y" in first.reason
    assert isinstance(second, Document)


def test_rows_of_json_need_not_have_the_same_names(tmp_path: Path) -> None:
    rows = [{"titre": "Sans texte"}, {"texte": TEXT}, {"texte": TEXT, "auteur": "Ana Rey"},
            {"titre": "Rien"}, {"content": TEXT, "titre": "Autre"}]
    path = tmp_path / "t.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    items = got(path)
    assert [type(item).__name__ for item in items] == [
        "Rejected", "Document", "Document", "Rejected", "Document"]
    assert [item.author for item in items if isinstance(item, Document)] == [None, "Ana Rey", None]
    assert [item.place for item in items if isinstance(item, Rejected)] == ["line 1", "line 4"]


def test_json_lines_that_are_no_articles_are_one_rejected_file(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"a": 1, "b": 2}\n' * 1000, encoding="utf-8")
    [item] = got(path)
    assert isinstance(item, Rejected) and item.code == "no_text_column" and "a, b" in item.reason


def test_a_named_column_may_be_missing_in_some_rows_of_json(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    rows = [{"corps": TEXT}, {"corps": TEXT, "plume": "Ana Rey"}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = got(path, text="corps", author="plume")
    assert [getattr(item, "author", "?") for item in found] == [None, "Ana Rey"]


@pytest.mark.parametrize(("names", "cells", "date"), [
    ("publication_year\tpublication_month\tpublication_day", "2024\t3\t9", "2024-03-09"),
    ("annee\tmois\tjour", "2023\tmars\t1", "2023-03-01"),
    ("year\tmonth", "2022\t11", "2022-11"),
    ("annee", "2021", "2021"),
])
def test_dates_in_three_columns(tmp_path: Path, names: str, cells: str, date: str) -> None:
    path = tmp_path / "t.tsv"
    path.write_text(f"title\t{names}\ttext\nTri\t{cells}\t{TEXT}\n", encoding="utf-8")
    document = one(path)
    assert document.date == date and document.meta == ()


def test_an_abstract_is_the_last_resort_and_is_told(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    path.write_text(f"title\tabstract\nTri\t{TEXT}\n", encoding="utf-8")
    assert "abstract" in one(path).warnings[0]
    assert one(path, text="abstract").warnings == ()


def test_answers_of_web_services(tmp_path: Path) -> None:
    posts = [{"title": {"rendered": "L&#8217;atelier"}, "date": "2024-03-09T10:00:00",
              "content": {"rendered": f"<p>{TEXT}</p>\n<p>Deux.</p>", "protected": False}}]
    path = tmp_path / "posts.json"
    for value in (posts, {"status": "ok", "articles": posts}):
        path.write_text(json.dumps(value), encoding="utf-8")
        document = one(path)
        assert document.text == f"{TEXT}\nDeux."
        assert (document.title, document.date) == ("L’atelier", "2024-03-09")


def test_the_columns_of_a_metadata_table(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "metadata.csv").write_text(
        "piece;support;mandant\na.txt;Le Quai;Ana Rey\n", encoding="utf-8"
    )
    document = one(tmp_path, file="piece", source="support", author="mandant")
    assert (document.source, document.author, document.meta) == ("Le Quai", "Ana Rey", ())


def test_csl_json_as_zotero_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "z.json"
    path.write_text(json.dumps([{
        "id": "x1", "title": "Tri", "container-title": "Le Quai", "abstract": TEXT,
        "author": [{"family": "Rey", "given": "Ana"}, {"family": "Vinet"}],
        "issued": {"date-parts": [[2024, 3, 9]]},
    }]), encoding="utf-8")
    document = one(path)
    assert (document.id, document.source, document.date) == ("z.json#x1", "Le Quai", "2024-03-09")
    assert document.author == "Ana Rey; Vinet"


def test_the_zone_of_an_hour_is_no_number_of_words(tmp_path: Path) -> None:
    path = tmp_path / "e.html"
    path.write_text(
        '<html><body><article><span class="DocPublicationName">Le Quai</span>'
        '<span class="DocTitreSousSection">Éco</span>'
        "<span>mardi 4 février 2020 - 10:12:00 UTC +0100 812 mots</span>"
        '<p class="titreArticleVisu">Tri</p><div class="DocText"><div class="docOcurrContainer">'
        f"<p>{TEXT}</p></div></div></article></body></html>", encoding="utf-8",
    )
    document = one(path)
    assert (document.word_count, document.date, document.section) == (812, "2020-02-04", "Éco")
    assert dict(document.meta)["time"].startswith("10:12:00")
