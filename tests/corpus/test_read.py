"""Folders and files to documents: nothing lost, nothing in silence."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import SHARED
from toolkit.corpus import read, segment
from toolkit.errors import DataError, SourceError, UsageError
from toolkit.records import Document, Rejected

FR = (
    "Les salariés relisent chaque matin ce que le logiciel a rédigé pendant la nuit, et la "
    "direction compte les heures gagnées sans les rendre à personne."
)
EN = (
    "The workers read every morning what the software has written during the night, and the "
    "management counts the hours that were saved without giving them back to anyone."
)


def documents(items: Iterator[Document | Rejected]) -> dict[str, Document]:
    return {item.id: item for item in items if isinstance(item, Document)}


def both(path: Path, **options: object) -> tuple[dict[str, Document], list[Rejected]]:
    items = list(read([path], **options))  # type: ignore[arg-type]
    return documents(iter(items)), [item for item in items if isinstance(item, Rejected)]


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_folder_is_read_to_the_bottom_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sous/dossier/c.txt"):
        write(tmp_path / name, FR)
    for name in (".cache/x.txt", ".hidden.txt", "README.md", "LICENSE", "gold/g.txt", "~$a.txt"):
        write(tmp_path / name, FR)
    found, rejected = both(tmp_path)
    assert list(found) == ["a.txt", "b.txt", "sous/dossier/c.txt"]
    assert rejected == []


def test_a_file_is_known_by_its_name_and_a_text_is_kept_exactly(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", b"\xef\xbb\xbf" + f"  {FR}\r\n\r\n{FR}\n".encode())
    [document] = documents(read([path])).values()
    assert document.id == "a.txt"
    assert document.text == f"  {FR}\r\n\r\n{FR}\n"
    assert (document.path, document.format, document.language) == (str(path), "text", "fr")


def test_a_missing_path_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nulle-part") as caught:
        read([tmp_path / "nulle-part"])
    assert "\n" not in str(caught.value)


def test_a_folder_without_articles_says_what_was_looked_for(tmp_path: Path) -> None:
    write(tmp_path / "README.md", "rien")
    with pytest.raises(SourceError) as caught:
        list(read([tmp_path]))
    assert str(tmp_path) in str(caught.value)
    assert ".txt" in str(caught.value) and ".html" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_every_unusable_file_is_a_row_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path / "bon.txt", FR)
    write(tmp_path / "vide.txt", b"")
    write(tmp_path / "blanc.txt", " \n \n")
    write(tmp_path / "image.png", b"\x89PNG\r\n\x1a\n" + bytes(200))
    write(tmp_path / "binaire.txt", b"Le robot\x00\x01\x02" * 90)
    write(tmp_path / "anglais.txt", EN * 4)
    write(tmp_path / "frame.html", "<html><body><script>x()</script></body></html>")
    (tmp_path / "mort.txt").symlink_to(tmp_path / "absent.txt")
    found, rejected = both(tmp_path)
    assert list(found) == ["bon.txt"]
    assert {row.place for row in rejected} == {
        "vide.txt", "blanc.txt", "image.png", "binaire.txt", "anglais.txt", "frame.html",
        "mort.txt",
    }
    assert all(row.reason and row.advice and row.kind for row in rejected)
    assert [row.place for row in rejected if row.kind == "language"] == ["anglais.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_opened_is_a_row(tmp_path: Path) -> None:
    write(tmp_path / "bon.txt", FR)
    write(tmp_path / "secret.txt", FR).chmod(0)
    _, rejected = both(tmp_path)
    assert [row.place for row in rejected] == ["secret.txt"]


def test_links_that_turn_in_circles_are_read_once(tmp_path: Path) -> None:
    write(tmp_path / "a" / "un.txt", FR)
    (tmp_path / "a" / "boucle").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert list(both(tmp_path)[0]) == ["a/un.txt"]


def test_any_language_can_be_kept(tmp_path: Path) -> None:
    write(tmp_path / "anglais.txt", EN * 4)
    found, rejected = both(tmp_path, language=None)
    assert found["anglais.txt"].language == "en"
    assert rejected == []


def test_a_short_text_is_kept_as_unknown(tmp_path: Path) -> None:
    write(tmp_path / "mot.txt", "Bonjour.")
    assert both(tmp_path)[0]["mot.txt"].language == "unknown"


def test_strict_stops_at_the_first_unusable_file_but_not_at_a_language(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", EN * 4)
    write(tmp_path / "b.txt", FR)
    write(tmp_path / "c.txt", b"")
    items = read([tmp_path], strict=True)
    assert isinstance(next(items), Rejected)
    assert isinstance(next(items), Document)
    with pytest.raises(DataError, match=r"c\.txt"):
        next(items)


def test_two_articles_never_share_an_id(tmp_path: Path) -> None:
    for name in ("nord", "sud"):
        write(tmp_path / name / "a.txt", f"{FR} Au {name}.")
    items = documents(read([tmp_path / "nord", tmp_path / "sud", tmp_path / "sud" / "a.txt"]))
    assert list(items) == ["a.txt", "sud/a.txt", "sud/a.txt (2)"]


def test_the_same_input_gives_the_same_documents(tmp_path: Path) -> None:
    for name in "cab":
        write(tmp_path / f"{name}.txt", f"{FR}\n{EN}\n{FR}")
    assert list(read([tmp_path])) == list(read([tmp_path]))


def test_a_foreign_paragraph_is_told(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", f"{FR}\n{EN}\n{FR}\n{FR}")
    [document] = both(tmp_path)[0].values()
    assert any('in "en"' in warning for warning in document.warnings)


METADATA = (
    "file,title,author,date,source,genre,url,collecte\n"
    "a.txt,Le robot,Claire Roy,3 mars 2024,Le Quai,presse,https://exemple.fr/a,K. Blin\n"
    "sous/b,Le bureau,,9/5/2025,Le Quai,blog,,\n"
    "perdu.txt,Perdu,,,,,,\n"
    "a.txt,Encore,,,,,,\n"
)


def test_metadata_are_joined_by_path_name_or_stem(tmp_path: Path) -> None:
    write(tmp_path / "metadata.csv", METADATA)
    for name in ("a.txt", "sous/b.txt", "c.txt"):
        write(tmp_path / name, FR)
    found, rejected = both(tmp_path)
    a, b, c = found["a.txt"], found["sous/b.txt"], found["c.txt"]
    assert (a.title, a.author, a.date, a.date_raw) == ("Le robot", "Claire Roy", "2024-03-03",
                                                       "3 mars 2024")
    assert (a.source, a.genre, a.url) == ("Le Quai", "presse", "https://exemple.fr/a")
    assert a.meta == (("collecte", "K. Blin"),)
    assert (b.title, b.date, b.date_raw) == ("Le bureau", None, "9/5/2025")
    assert any("ambiguous" in warning for warning in b.warnings)
    assert any("no row" in warning for warning in c.warnings)
    assert [(row.kind, row.place) for row in rejected] == [
        ("metadata", "line 5"), ("metadata", "line 4"),
    ]


def test_a_metadata_table_without_file_names_is_told(tmp_path: Path) -> None:
    write(tmp_path / "metadata.csv", "titre,date\nLe robot,2024\n")
    write(tmp_path / "a.txt", FR)
    found, rejected = both(tmp_path)
    assert list(found) == ["a.txt"]
    assert [row.kind for row in rejected] == ["metadata"]
    assert "titre, date" in rejected[0].reason


def test_the_page_head_fills_what_metadata_leave_out(tmp_path: Path) -> None:
    long = f"{FR} {FR}"
    write(tmp_path / "a.txt", f"Les heures rendues\nPar Claire Roy\nLe 3 mars 2024\n{long}\n{long}")
    [document] = both(tmp_path)[0].values()
    assert (document.title, document.author, document.date) == (
        "Les heures rendues", "Claire Roy", "2024-03-03",
    )


TABLES = {
    "corpus.csv": f'titre,texte,journal\nLe robot,"{FR}",Le Quai\n',
    "points.csv": f"titre;texte;journal\nLe robot;{FR};Le Quai\n",
    "corpus.tsv": f"titre\ttexte\tjournal\nLe robot\t{FR}\tLe Quai\n",
    "corpus.jsonl": json.dumps({"titre": "Le robot", "texte": FR, "journal": "Le Quai"}) + "\n",
    "liste.json": json.dumps([{"titre": "Le robot", "texte": FR, "journal": "Le Quai"}]),
    "sans_suffixe": f"titre\ttexte\tjournal\nLe robot\t{FR}\tLe Quai\n",
}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_table_of_articles(tmp_path: Path, name: str, encoding: str) -> None:
    path = write(tmp_path / name, TABLES[name].encode(encoding))
    [document] = documents(read([path])).values()
    assert document.id == f"{name}#1"
    assert (document.text, document.title, document.source) == (FR, "Le robot", "Le Quai")
    assert document.format == "table"
    assert any("cp1252" in told for told in document.warnings) == (
        encoding == "cp1252" and path.read_bytes() != TABLES[name].encode()
        and not name.endswith(".json")
    )


def test_rows_keep_their_ids_and_other_columns(tmp_path: Path) -> None:
    path = write(tmp_path / "c.csv", (
        "id,headline,category,text,date,langue,mots,note\n"
        f'n7,"Le ""robot""",tech,"{FR}\n\nEt puis.",11/09/2024,fr,1 200 mots,lu\n'
        f"n7,Le double,,{FR.replace(',', '')},2024-09-11,,,\n"
    ))
    found = documents(read([path]))
    assert list(found) == ["c.csv#n7", "c.csv#n7.2"]
    first, second = found.values()
    assert first.text == f"{FR}\n\nEt puis."
    assert (first.title, first.section, first.word_count) == ('Le "robot"', "tech", 1200)
    assert (first.date, first.date_raw) == (None, "11/09/2024")
    assert first.meta == (("note", "lu"),)
    assert second.date == "2024-09-11"


def test_broken_rows_are_told_by_line(tmp_path: Path) -> None:
    path = write(tmp_path / "c.tsv", (
        f"id\ttext\n1\t{FR}\n2\n3\t{FR}\textra\n4\t \n5\tLe robot\x00.\n6\t{FR}\n"
    ))
    items = list(read([path]))
    assert list(documents(iter(items))) == ["c.tsv#1", "c.tsv#6"]
    rejected = [item for item in items if isinstance(item, Rejected)]
    assert [row.place for row in rejected] == ["line 3", "line 4", "line 5", "line 6"]
    assert {row.kind for row in rejected} == {"row"}


def test_a_giant_cell_is_told_and_the_rest_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolkit.corpus.readers.table.MAX_CELL", 1000)
    giant = "x" * 5000
    for name, content in (
        ("c.csv", f'id,text\n1,"{FR}"\n2,{giant}\n3,"{giant}"\n4,"{FR}"\n'),
        ("c.jsonl", "\n".join(json.dumps({"text": text}) for text in (FR, giant, giant, FR))),
    ):
        items = list(read([write(tmp_path / name, content)]))
        assert list(documents(iter(items))) == [f"{name}#1", f"{name}#4"]
        assert len(items) == 4


def test_quotation_marks_that_wrap_nothing_are_text(tmp_path: Path) -> None:
    text = f'"Je pars", dit-elle. {FR}'
    path = write(tmp_path / "c.tsv", f'id\ttext\n1\t{text}\n2\t"Non. {FR}\n3\t{FR}\n')
    found = documents(read([path]))
    assert [document.text for document in found.values()] == [text, f'"Non. {FR}', FR]


def test_a_broken_json_line_is_told_and_the_rest_read(tmp_path: Path) -> None:
    good = json.dumps({"text": FR, "tags": ["a", "b"]})
    lines = [good, '{"text": ', "[1]", json.dumps({"text": FR})]
    path = write(tmp_path / "c.jsonl", "\n".join(lines))
    items = list(read([path]))
    assert list(documents(iter(items))) == ["c.jsonl#1", "c.jsonl#4"]
    assert documents(iter(items))["c.jsonl#1"].meta == (("tags", "a; b"),)


def test_the_text_column_can_be_named_and_is_asked_for(tmp_path: Path) -> None:
    path = write(tmp_path / "c.csv", f"a,b\n1,{FR.replace(',', '')}\n")
    [row] = [item for item in read([path]) if isinstance(item, Rejected)]
    assert "a, b" in row.reason and "--column text=" in row.advice
    [document] = documents(read([path], text_column="b")).values()
    assert document.text == FR.replace(",", "")
    with pytest.raises(UsageError, match='no column "z"'):
        list(read([path], text_column="z"))


PAGE = f"""<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">
<title>Le robot | Le Quai</title>
<meta property="og:site_name" content="Le Quai">
<meta property="og:title" content="Le robot &amp; nous">
<link rel="canonical" href="https://exemple.fr/a">
<script type="application/ld+json">{{"@graph":[{{"@type":"WebSite","name":"Le Quai"}},
{{"@type":"NewsArticle","headline":"Le robot & nous","datePublished":"2024-03-03T08:00:00+01:00",
"author":[{{"name":"Claire Roy"}},{{"name":"Paul Blin"}}],"articleSection":"Travail",
"isAccessibleForFree":false}}]}}</script></head>
<body><nav><a href="/">Accueil</a> <a href="/t">Travail</a></nav>
<article><h1>Le robot &amp; nous</h1>
<p>{FR}</p><p>{FR} Elles sont nombreuses.</p><h2>Une peur ancienne</h2><p>{FR} Rien ne change.</p>
<p>« On nous a promis du temps&nbsp;», dit une salariée. {FR}</p></article>
<footer>Mentions légales</footer></body></html>"""


@pytest.mark.parametrize("name", ["a.html", "page.txt"])
def test_a_web_page_gives_its_article_and_its_metadata(tmp_path: Path, name: str) -> None:
    [document] = documents(read([write(tmp_path / name, PAGE)])).values()
    assert document.format == "html"
    assert (document.title, document.author) == ("Le robot & nous", "Claire Roy; Paul Blin")
    assert (document.date, document.source) == ("2024-03-03", "Le Quai")
    assert document.section == "Travail"
    assert document.url == "https://exemple.fr/a"
    assert "Mentions" not in document.text and "Accueil" not in document.text
    assert "Une peur ancienne" in document.text.splitlines()
    assert any("not free" in warning for warning in document.warnings)
    assert ("heading", "Une peur ancienne") in [(s.zone, s.text) for s in segment(document)]


def test_a_page_is_read_in_the_encoding_it_declares(tmp_path: Path) -> None:
    page = PAGE.replace('charset="utf-8"', 'charset="iso-8859-1"').encode("cp1252")
    [document] = documents(read([write(tmp_path / "a.html", page)])).values()
    assert "« On nous a promis" in document.text
    assert FR in document.text


def test_markdown_says_its_titles_and_its_front_matter(tmp_path: Path) -> None:
    front = '---\ntitle: "Le robot"\ndate: 2024-03-03\n---\n'
    text = f"{front}# Le robot\n\n{FR}\n\n## La peur\n\n{FR}\n"
    [document] = documents(read([write(tmp_path / "a.md", text)])).values()
    assert (document.title, document.date, document.text) == ("Le robot", "2024-03-03", text)
    zones = [s.zone for s in segment(document)]
    assert zones == 4 * ["boilerplate"] + ["heading", "body", "heading", "body"]


@pytest.mark.skipif(not (SHARED / "press").exists(), reason="needs ../shared")
def test_the_press_table_is_read_row_by_row() -> None:
    path = SHARED / "press" / "masakhanews-fra-dev.tsv"
    items = list(read([path]))
    assert len(items) == 211
    found = documents(iter(items))
    assert found["masakhanews-fra-dev.tsv#1"].title
    assert all(document.section and document.url for document in found.values())
