"""Office files, PDF, libraries, feeds, web archives and XML texts, made here and read back."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.corpus.test_readers_exports import documents, items
from toolkit.corpus import read
from toolkit.records import Document, Rejected

docx = pytest.importorskip("docx")


def save_docx(path: Path, lines: list[tuple[str, str]], title: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = "Camille Essai"
    for style, text in lines:
        document.add_paragraph(text, style=style or None)
    document.save(str(path))
    return path.read_bytes()


def test_a_word_document_with_table_and_split_runs(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "Un essai"
    paragraph = document.add_paragraph("Le tra")
    paragraph.add_run("vail").bold = True
    paragraph.add_run(" change.")
    document.add_table(1, 1).cell(0, 0).text = "Une cellule."
    document.add_paragraph("Fin.")
    path = tmp_path / "a.docx"
    document.save(str(path))
    name, found = items(tmp_path, "a.docx", path.read_bytes())
    (article,) = documents(found)
    assert name == "docx" and article.id == "a.docx"
    assert article.text == "Le travail change.\nUne cellule.\nFin." and article.title == "Un essai"


NEXIS = [
    ("Heading 1", "{t}"), ("", "Le Relais"), ("", "11 septembre 2024 mercredi"),
    ("", "Copyright 2024 Le Relais Tous droits réservés"), ("", "Section: ÉCONOMIE; Pg. 4"),
    ("", "Length: 512 words"), ("", "Byline: Claude Essai"), ("", "Body"),
    ("", "Les ateliers s'équipent."), ("", "Sujet : les équipes les essaient."),
    ("", "Classification"), ("", "Language: FRENCH; FRANÇAIS"),
    ("", "Load-Date: September 12, 2024"),
    ("", "End of Document"),
]
COVER = [("", "Date and Time: Thursday, September 12, 2024 9:00:00 AM CEST"),
         ("", "Job Number: 123456"), ("", "Documents (2)"), ("", "1. Premier titre"),
         ("", "2. Second titre")]


def nexis_lines() -> list[tuple[str, str]]:
    first = [(s, t.replace("{t}", "Premier titre")) for s, t in NEXIS]
    # The first article's heading style can be another one.
    first[0] = ("", "Premier titre")
    return COVER + first + [(s, t.replace("{t}", "Second titre")) for s, t in NEXIS]


def expect_nexis(found: list[Document]) -> None:
    assert [article.title for article in found] == ["Premier titre", "Second titre"]
    for article in found:
        assert article.format == "nexis"
        assert article.text == "Les ateliers s'équipent.\nSujet : les équipes les essaient."
        assert (article.source, article.date) == ("Le Relais", "2024-09-11")
        assert (article.author, article.word_count) == ("Claude Essai", 512)
        assert article.section == "ÉCONOMIE; Pg. 4"


def test_a_nexis_export_in_word(tmp_path: Path) -> None:
    content = save_docx(tmp_path / "n.docx", nexis_lines())
    expect_nexis(documents(items(tmp_path, "n.docx", content)[1]))


def test_a_nexis_export_in_rtf(tmp_path: Path) -> None:
    text = "\\par\n".join(
        "".join(c if ord(c) < 128 else f"\\'{c.encode('cp1252').hex()}" for c in line)
        for _, line in nexis_lines()
    )
    name, found = items(tmp_path, "n.rtf", "{\\rtf1\\ansi\\ansicpg1252 " + text + "\\par}")
    assert name == "rtf"
    expect_nexis(documents(found))


def test_a_nexis_export_cut_in_its_last_article(tmp_path: Path) -> None:
    content = save_docx(tmp_path / "n.docx", nexis_lines()[:-4])
    _, found = items(tmp_path, "n.docx", content)
    assert isinstance(found[0], Document) and isinstance(found[1], Rejected)


def test_a_sheet_with_dates_and_shared_strings(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    from datetime import datetime

    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active.append(["rien ici"])
    sheet = book.create_sheet("Articles")
    sheet.append(["Titre", "Texte", "Date", "Journal", "Cote"])
    sheet.append(["Un", "Les ateliers s'équipent.", datetime(2024, 9, 11), "Le Relais", 12])
    sheet.append(["Vide", None, None, None, None])
    sheet.append(["Deux", "Les équipes essaient.", "9/5/2025", None, 1.5])
    path = tmp_path / "a.xlsx"
    book.save(path)
    name, found = items(tmp_path, "a.xlsx", path.read_bytes())
    first, empty, second = found
    assert name == "xlsx" and isinstance(first, Document) and isinstance(second, Document)
    assert (first.title, first.date, first.source) == ("Un", "2024-09-11", "Le Relais")
    assert dict(first.meta) == {"Cote": "12"} and isinstance(empty, Rejected)
    assert second.date is None and second.date_raw == "9/5/2025" and second.warnings


def save_pdf(path: Path, pages: list[list[str]], password: str = "") -> bytes:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    encrypt = None
    if password:
        from reportlab.lib.pdfencrypt import StandardEncryption

        encrypt = StandardEncryption(password)
    made = canvas.Canvas(str(path), encrypt=encrypt)
    made.setTitle("Un essai en PDF")
    for page in pages:
        text = made.beginText(50, 780)
        for line in page:
            text.textLine(line)
        made.drawText(text)
        made.showPage()
    made.save()
    return path.read_bytes()


def test_a_pdf_gives_paragraphs_without_running_heads(tmp_path: Path) -> None:
    pages = [
        ["La Gazette d'essai", "Les ateliers de la ville essaient depuis le mois de mars des logi-",
         "ciels qui rédigent les comptes rendus et classent les dossiers des agents.",
         f"Court paragraphe {name}.", str(n)]
        for n, name in enumerate(("premier", "deuxième", "troisième", "dernier"), 1)
    ]
    _, found = items(tmp_path, "a.pdf", save_pdf(tmp_path / "a.pdf", pages))
    (article,) = documents(found)
    assert article.title == "Un essai en PDF" and "Gazette" not in article.text
    lines = article.text.split("\n")
    assert lines[0].startswith("Les ateliers") and "des logiciels qui rédigent" in lines[0]
    assert [line for line in lines if line.startswith("Court")] == [
        f"Court paragraphe {name}." for name in ("premier", "deuxième", "troisième", "dernier")
    ]


def test_pdfs_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    content = save_pdf(tmp_path / "a.pdf", [["Bonjour à tous."]], password="secret")
    (locked,) = read([tmp_path / "a.pdf"])
    assert isinstance(locked, Rejected) and "password" in locked.reason
    (tmp_path / "cut.pdf").write_bytes(content[:300])
    (cut,) = read([tmp_path / "cut.pdf"])
    assert isinstance(cut, Rejected) and "cut short" in cut.reason
    save_pdf(tmp_path / "empty.pdf", [[]])
    (empty,) = read([tmp_path / "empty.pdf"])
    assert isinstance(empty, Rejected) and "OCR" in empty.advice


ZOTERO = ('"Key","Item Type","Publication Year","Author","Title","Publication Title","Url",'
          '"Abstract Note","Date","File Attachments"\n')


def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    (folder / "files" / "12").mkdir(parents=True)
    page = ("<html><head><title>Autre</title></head><body><article><p>Les ateliers s'équipent de "
            "logiciels depuis mars.</p><p>Les équipes les essaient.</p></article></body></html>")
    (folder / "files" / "12" / "snapshot.html").write_text(page, "utf-8")
    return folder


def test_zotero_tables_take_the_text_of_the_attachment(tmp_path: Path) -> None:
    folder = library(tmp_path)
    (folder / "export.csv").write_text(
        ZOTERO + '"AB12","newspaperArticle","2024","Essai, Camille; Test, Claude","Un titre",'
        '"Le Relais","https://exemple.org","","2024-09-11","files/12/snapshot.html"\n'
        '"CD34","journalArticle","2023","","Résumé seul","Revue","","Un résumé.","2023",""\n'
        '"EF56","book","2020","","Sans rien","","","","2020","files/13/perdu.pdf"\n', "utf-8",
    )
    whole, short, nothing = read([folder], language=None)
    assert isinstance(whole, Document) and isinstance(short, Document)
    assert "Les équipes les essaient." in whole.text and whole.id == "export.csv#AB12"
    assert (whole.title, whole.author) == ("Un titre", "Camille Essai; Claude Test")
    assert (whole.date, whole.source) == ("2024-09-11", "Le Relais")
    assert short.text == "Un résumé." and "abstract" in " ".join(short.warnings)
    assert isinstance(nothing, Rejected) and "Sans rien" in nothing.reason


def test_ris_records(tmp_path: Path) -> None:
    folder = library(tmp_path)
    (folder / "export.ris").write_text(
        "TY  - NEWS\nTI  - Un titre\nAU  - Essai, Camille\nAU  - Test, Claude\nT2  - Le Relais\n"
        "DA  - 2024/09/11/\nPY  - 2024\nL1  - files/12/snapshot.html\nID  - AB12\nER  - \n\n"
        "TY  - NEWS\nTI  - Résumé\nAB  - Un résumé.\nER  - \n", "utf-8",
    )
    whole, short = read([folder / "export.ris"], language=None)
    assert isinstance(whole, Document) and isinstance(short, Document)
    assert (whole.date, whole.author) == ("2024-09-11", "Camille Essai; Claude Test")
    assert "s'équipent" in whole.text and short.text == "Un résumé."


def test_tei_and_txm_texts(tmp_path: Path) -> None:
    tei = """<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="t1"><teiHeader>
<fileDesc><titleStmt><title>Un titre</title><author>Camille Essai</author></titleStmt><sourceDesc>
<bibl><publisher>Le Relais</publisher><date when="2024-09-11"/></bibl></sourceDesc></fileDesc>
</teiHeader><text><body><head>Un titre</head><p>Le <hi>travail</hi>
change.<note>Une note</note></p><p>Fin.</p></body></text></TEI>"""
    name, found = items(tmp_path, "a.xml", tei)
    (article,) = documents(found)
    assert name == "txm" and article.text == "Un titre\nLe travail change.\nFin."
    assert (article.title, article.author) == ("Un titre", "Camille Essai")
    assert (article.source, article.date) == ("Le Relais", "2024-09-11")
    words = ["L'", "atelier", "s'", "équipe", ",", "vite", "."]
    ana = "<txm:ana type='#pos'>X</txm:ana>"
    body = "".join(f"<w><txm:form>{word}</txm:form>{ana}</w>\n" for word in words)
    xml = f'<text id="t2" date="2024-09-11" source="Le Relais"><p><s>{body}</s></p></text>'
    name, found = items(tmp_path, "b.xml", xml)
    (article,) = documents(found)
    assert name == "txm" and article.text == "L'atelier s'équipe, vite."
    assert (article.date, article.source) == ("2024-09-11", "Le Relais")


def test_rss_and_atom(tmp_path: Path) -> None:
    rss = """<?xml version="1.0"?><rss version="2.0"><channel><title>Le Relais</title>
<item><title>Un &amp; deux</title><link>https://exemple.org/1</link><guid>g1</guid>
<pubDate>Wed, 11 Sep 2024 08:00:00 +0200</pubDate><dc:creator>Camille Essai</dc:creator>
<category>Économie</category><description>Début…</description>
<content:encoded><![CDATA[<p>Le <b>travail</b> change.</p><p>Fin.</p>]]></content:encoded></item>
<item><title>Court</title><description>&lt;p&gt;Un début.&lt;/p&gt;</description></item>
</channel></rss>"""
    name, found = items(tmp_path, "flux", rss)
    whole, short = documents(found)
    assert name == "feed" and whole.text == "Le travail change.\nFin."
    assert (whole.title, whole.author, whole.source) == ("Un & deux", "Camille Essai", "Le Relais")
    assert (whole.date, whole.url) == ("2024-09-11", "https://exemple.org/1")
    assert short.text == "Un début." and any("cut" in w for w in short.warnings)
    atom = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Le Relais</title><entry><id>e1</id>
<title>Un titre</title><link rel="self" href="x"/><link href="https://exemple.org/2"/>
<published>2024-09-11T08:00:00Z</published><author><name>Camille Essai</name></author>
<content type="xhtml"><div><p>Le <i>travail</i> change.</p></div></content></entry></feed>"""
    (article,) = documents(items(tmp_path, "a.atom", atom)[1])
    assert article.text == "Le travail change." and article.url == "https://exemple.org/2"
    assert (article.author, article.date) == ("Camille Essai", "2024-09-11")


def record(kind: str, url: str, body: bytes) -> bytes:
    head = (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n")
    return head.encode() + body + b"\r\n\r\n"


PAGE = ("<html><head><title>Un titre</title></head><body><article><p>Les ateliers s'équipent de "
        "logiciels depuis le mois de mars.</p></article></body></html>").encode()
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


def test_web_archives(tmp_path: Path) -> None:
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    records = [
        record("warcinfo", "", b"software: essai"),
        record("response", "https://exemple.org/1", OK + b"\r\n" + PAGE),
        record("request", "https://exemple.org/1", b"GET / HTTP/1.1\r\n\r\n"),
        record("response", "https://exemple.org/2",
               OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE)),
        record("response", "https://exemple.org/3",
               OK + b"Transfer-Encoding: chunked\r\n\r\n" + chunked),
        record("response", "https://exemple.org/i", b"HTTP/1.1 200 OK\r\nContent-Type: image/png"
               b"\r\n\r\n\x89PNG"),
        record("response", "https://exemple.org/vide", OK + b"\r\n<html></html>"),
    ]
    for content in (b"".join(records), b"".join(map(gzip.compress, records))):
        name, found = items(tmp_path, "a.warc.gz", content)
        assert name == "warc" and [type(item) for item in found] == [*[Document] * 3, Rejected]
        assert all("mois de mars" in item.text for item in found if isinstance(item, Document))
        assert found[0].id == "a.warc.gz#https://exemple.org/1"  # type: ignore[union-attr]
        _, cut = items(tmp_path, "b.warc", content[: len(content) // 2])
        assert isinstance(cut[0], Document) and isinstance(cut[-1], Rejected)
