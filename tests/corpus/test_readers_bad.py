"""Dirty, hostile and broken files: told, bounded, and nothing of the rest is lost."""

from __future__ import annotations

import os
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from tests.corpus.test_readers_exports import europresse, page
from tests.corpus.test_readers_files import OK, PAGE, record
from toolkit.corpus import read
from toolkit.corpus.readers import readers
from toolkit.corpus.source import Item, Source
from toolkit.errors import ReadError
from toolkit.records import Document, Rejected

LOL = ('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "lol">'
       + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)) + "]>")
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
ITEM = ("<rss><channel><item><title>Un</title><description>Avant {x} après.</description></item>"
        "</channel></rss>")
TEI = "<TEI><text><body><p>Avant {x} après.</p></body></text></TEI>"
FACTIVA = ("<PPSResponse><article><headline><paragraph>Un</paragraph></headline><leadParagraph>"
           "<paragraph>Avant {x} après.</paragraph></leadParagraph></article></PPSResponse>")


def all_of(path: Path) -> list[Item]:
    return list(read([path], language=None))


@pytest.mark.parametrize("body", [ITEM, TEI, FACTIVA])
@pytest.mark.parametrize(("head", "entity"), [(LOL, "&l9;"), (OUTSIDE, "&x;")])
def test_entities_are_never_expanded(tmp_path: Path, body: str, head: str, entity: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text(head + body.format(x=entity), "utf-8")
    started = time.perf_counter()
    for item in all_of(path):
        text = item.text if isinstance(item, Document) else item.reason
        assert "lollol" not in text and len(text) < 500
        assert Path("/etc/hostname").read_text().strip() not in text
    assert time.perf_counter() - started < 5


def test_a_word_file_that_declares_entities_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("word/document.xml", LOL + "<a>&l9;</a>")
    (item,) = all_of(path)
    assert isinstance(item, Rejected) and "entities" in item.reason


def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", b" " * (40 * 1024 * 1024))
    tracemalloc.start()
    (item,) = all_of(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(item, Rejected) and "unpacks to" in item.reason
    assert peak < 8 * 1024 * 1024


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_a_truncated_office_file_is_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("word/document.xml" if "docx" in name else "xl/workbook.xml", "<a/>" * 500)
    path.write_bytes(path.read_bytes()[:900])
    (item,) = all_of(path)
    assert isinstance(item, Rejected) and "cut short" in item.reason


def test_an_article_without_end_is_passed_over_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    huge = europresse("Sans fin", body="<p>Les mots. </p>" * 1_500_000, number="news·20240911·LC·9")
    path.write_text(page(europresse(), huge, europresse(number="news·20240911·LC·3")), "utf-8")
    first, long, last = all_of(path)
    assert isinstance(first, Document) and isinstance(last, Document)
    assert isinstance(long, Rejected) and "without an end" in long.reason


def test_nul_bytes_in_one_article_leave_the_others_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    bad = europresse(body="<p>Un \x00 caract\x00ère.</p>", number="news·20240911·LC·2")
    path.write_text(page(europresse(), bad, europresse(number="news·20240911·LC·3")), "utf-8")
    first, odd, last = all_of(path)
    assert isinstance(first, Document) and isinstance(last, Document)
    assert isinstance(odd, Document) and "\x00" not in odd.text
    assert any("U+FFFD" in warning for warning in odd.warnings)


def test_a_nul_in_an_iramuteq_text_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"**** *x_1\nUn texte.\n**** *x_2\nUn \x00 octet.\n**** *x_3\nUn autre.\n")
    kinds = [type(item) for item in all_of(path)]
    assert kinds == [Document, Rejected, Document]


def test_a_csv_with_a_cell_of_200_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8") as handle:
        handle.write("id,titre,texte\n1,Un,Les ateliers s'équipent.\n2,Deux,\"")
        for _ in range(200):
            handle.write("mot " * (256 * 1024))
        handle.write('"\n3,Trois,Les équipes essaient.\n')
    found = all_of(path)
    assert [item.id for item in found if isinstance(item, Document)] == ["a.csv#1", "a.csv#3"]
    assert any(isinstance(item, Rejected) for item in found)


def test_loops_of_links_end(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    (folder / "un.txt").write_text("Les ateliers s'équipent.", "utf-8")
    os.symlink(folder, folder / "encore")
    os.symlink(folder / "soi", folder / "soi")
    found = all_of(folder)
    assert sum(isinstance(item, Document) for item in found) == 1
    assert any(isinstance(item, Rejected) and "link" in item.reason for item in found)


def test_a_web_archive_that_explodes_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import gzip

    from toolkit.corpus.readers import warc

    monkeypatch.setattr(warc, "LARGE", 1024 * 1024)
    monkeypatch.setattr(warc, "MAX_RATIO", 2)
    path = tmp_path / "a.warc.gz"
    good = gzip.compress(record("response", "https://exemple.org/1", OK + b"\r\n" + PAGE))
    bomb = gzip.compress(record("response", "https://exemple.org/2", b" " * 2**22))
    path.write_bytes(good + bomb)
    first, last = all_of(path)
    assert isinstance(first, Document)
    assert isinstance(last, Rejected) and "unpacks" in last.reason


@pytest.mark.parametrize("name", readers())
@pytest.mark.parametrize("content", [
    b"", b"\x00" * 5000, bytes(range(256)) * 40, b"<" * 5000, b"{\\rtf1" + b"{" * 5000,
    b"PK\x03\x04" + b"word/xl/" * 50, b"%PDF-1.4\n" + b"x" * 500, b"**** \n" * 100,
    b"WARC/1.0\r\nContent-Length: 99999\r\n\r\nx", b"TY  - NEWS\n" * 50, b"<item>" * 500,
    b"<article>" * 500, b"\xff\xfe<\x00h\x00", b"[" * 5000,
])
def test_no_reader_fails_but_by_saying_so(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / "fichier"
    path.write_bytes(content)
    try:
        for item in readers()[name].read(Source.of(path, path.name)):
            assert isinstance(item, Document | Rejected)
    except ReadError as error:
        assert error.found


def test_a_pipe_in_a_folder_does_not_stop_the_reading(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Les robots changent le travail de l'atelier.", "utf-8")
    os.mkfifo(tmp_path / "b.txt")
    found = list(read([tmp_path], language=None))
    assert [(item.code, item.path) for item in found if isinstance(item, Rejected)] == [
        ("not_text", "b.txt")]
    assert len(found) == 2
