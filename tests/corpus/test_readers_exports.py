"""Press databases: small exports of every layout, in sentences of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.corpus.readers import choose
from toolkit.corpus.source import Item, Source
from toolkit.records import Document, Rejected

BODY = ("Les ateliers s'équipent de logiciels.", "Les équipes les essaient depuis mars.")


def items(tmp_path: Path, name: str, content: str | bytes) -> tuple[str, list[Item]]:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    source = Source.of(path, name)
    chosen = choose(source)
    assert chosen is not None
    return chosen[0], list(chosen[1].read(source))


def documents(found: list[Item]) -> list[Document]:
    assert not [item for item in found if isinstance(item, Rejected)], found
    return [item for item in found if isinstance(item, Document)]


def europresse(title: str = "Des logiciels à l'atelier", *, header: str = "", body: str = "",
               number: str = "news·20240911·LC·0001") -> str:
    header = header or (
        '<span class="DocHeader">Économie, mercredi 11 septembre 2024 134 mots, p. 11</span>'
    )
    body = body or "".join(f"<p>{line}</p>" for line in BODY)
    return f"""<article><header>
<div class="rdp__DocPublicationName"><span class="DocPublicationName">La Gazette d'essai, no. 43018
<br>Autre ligne</span></div><div>{header}</div>
<div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">{title}
</p><p class="rdp__subtitle">Un essai</p></div>
<div class="docAuthors">Camille Essai</div></header>
<section><div class="DocText clearfix"><div class="docOcurrContainer">{body}</div></div></section>
<footer><small>© 2024 La Gazette. Tous droits réservés.</small>
<div class="publiC-lblNodoc">{number}</div></footer>
<div><a href="https://exemple.org/a">Cet article est paru dans La Gazette (site web)</a></div>
</article>"""


def page(*articles: str) -> str:
    return "<html><title>Europresse</title><body>" + "\n".join(articles) + "</body></html>"


def test_europresse_gives_every_fact_of_an_article(tmp_path: Path) -> None:
    name, found = items(tmp_path, "export.html", page(europresse()))
    (article,) = documents(found)
    assert name == article.format == "europresse"
    assert article.text == "\n".join(BODY)
    assert (article.title, article.author) == ("Des logiciels à l'atelier", "Camille Essai")
    assert (article.source, article.section) == ("La Gazette d'essai", "Économie")
    assert (article.date, article.word_count) == ("2024-09-11", 134)
    assert article.url == "https://exemple.org/a"
    assert article.id == "export.html#news·20240911·LC·0001"
    meta = dict(article.meta)
    assert meta["page"] == "11" and meta["raw_source"] == "La Gazette d'essai, no. 43018"
    assert meta["subtitle"] == "Un essai" and meta["rights"].startswith("© 2024")


@pytest.mark.parametrize(("header", "date", "section", "words"), [
    ("Économie, mercredi 11 septembre 2024 134 mots, p. 11", "2024-09-11", "Économie", 134),
    ("mercredi 1er mai 2024 - 08:15:02 UTC 1 250 mots", "2024-05-01", None, 1250),
    ("Idées; Wednesday, September 11, 2024 512 words", "2024-09-11", "Idées", 512),
    ("p. A2, Une, 3 août 2023", "2023-08-03", "Une", None),
    ("2024-09-11, Sciences, santé", "2024-09-11", "Sciences, santé", None),
])
def test_europresse_headers_come_in_any_order(
    tmp_path: Path, header: str, date: str, section: str | None, words: int | None
) -> None:
    markup = europresse(header=f'<span class="DocHeader">{header}</span>')
    (article,) = documents(items(tmp_path, "e.html", page(markup))[1])
    assert (article.date, article.section, article.word_count) == (date, section, words)


def test_inline_markup_never_cuts_a_sentence(tmp_path: Path) -> None:
    body = ("<p>Le <mark>travail</mark> <i>change</i>, <b>dit</b>-on&amp;nbsp;: "
            '<span class="occurrence">vite</span>.</p><aside>Publicité</aside>'
            '<p>Lire aussi : <a href="x">Un autre article</a></p>'
            "<p>La suite (lien : https://exemple.org/suite) vient.</p>")
    (article,) = documents(items(tmp_path, "e.html", page(europresse(body=body)))[1])
    assert article.text == "Le travail change, dit-on\u00a0: vite.\nLa suite vient."


def test_an_article_without_text_is_told_and_the_next_is_read(tmp_path: Path) -> None:
    empty = europresse("Sans texte", body="<p> </p>", number="news·20240910·LC·0002")
    _, found = items(tmp_path, "e.html", page(empty, europresse()))
    assert isinstance(found[0], Rejected) and "Sans texte" in found[0].reason
    assert isinstance(found[1], Document)


def test_a_date_that_is_not_printed_comes_from_the_number(tmp_path: Path) -> None:
    markup = europresse(header='<span class="DocHeader">Économie</span>')
    (article,) = documents(items(tmp_path, "e.html", page(markup))[1])
    assert article.date == "2024-09-11" and "number" in article.warnings[0]


def test_an_export_cut_in_an_article_keeps_all_others(tmp_path: Path) -> None:
    whole = page(*(europresse(number=f"news·20240911·LC·{i}") for i in range(40)))
    cut = whole[: whole.rindex("docOcurrContainer") + 40]
    _, found = items(tmp_path, "e.html", cut)
    assert sum(isinstance(item, Document) for item in found) == 39
    assert isinstance(found[-1], Rejected) and "ends in the middle" in found[-1].reason


def test_the_same_number_twice_gives_two_ids(tmp_path: Path) -> None:
    found = documents(items(tmp_path, "e.html", page(europresse(), europresse()))[1])
    assert len({article.id for article in found}) == 2


def test_windows_bytes_are_read_as_such(tmp_path: Path) -> None:
    content = page(europresse(number="news-1")).replace("\u00b7", "-").encode("cp1252")
    (article,) = documents(items(tmp_path, "e.html", content)[1])
    assert "équipent" in article.text and "cp1252" in article.warnings[0]


OLD = """<table><tr><td><span class="DocPublicationName">Le Relais</span><br>
<span class="DocHeader">Société, </span><span class="DocHeader">lundi </span>
<span class="DocHeader">3 mars 2014</span><br><br><span class="TitreArticleVisu">Un atelier</span>
<br><br>{author}Les machines<font style="x"> arrivent. On les règle.</font><p></p>Fin.<p></p>
<b><i>© 2014 Le Relais. Tous droits réservés.</i></b><p></p>
Numéro de document : news·20140303·LR·{n}<br><table><tr><td>Certificat</td></tr></table>
</td></tr></table>"""


def test_the_oldest_europresse_layout(tmp_path: Path) -> None:
    content = page(OLD.format(author="Dominique Essai<br><p></p>", n=1), OLD.format(author="", n=2))
    first, second = documents(items(tmp_path, "e.html", content)[1])
    assert (first.author, second.author) == ("Dominique Essai", None)
    assert first.text == second.text == "Les machines arrivent. On les règle.\nFin."
    assert (first.date, first.section) == ("2014-03-03", "Société")


def factiva_rows(n: int = 1) -> list[tuple[str, str]]:
    return [
        ("SE", "Économie"), ("HD", f"Un titre {n}"), ("BY", "Claude Essai"), ("WC", "512 mots"),
        ("PD", "11 septembre 2024"), ("ET", "08:30"), ("SN", "Le Relais"), ("SC", "RELAIS"),
        ("PG", "4"), ("LA", "Français"), ("CY", "© 2024 Le Relais"), ("LP", BODY[0]),
        ("TD", BODY[1]), ("RE", "fra : France | eurz : Europe"),
        ("AN", f"Document RELAIS0020240911{n:05}"),
    ]


def expect_factiva(article: Document, n: int = 1) -> None:
    assert article.format == "factiva" and article.text == "\n".join(BODY)
    assert (article.title, article.author) == (f"Un titre {n}", "Claude Essai")
    assert (article.date, article.source) == ("2024-09-11", "Le Relais")
    assert (article.section, article.word_count) == ("Économie", 512)
    assert article.id.endswith(f"#RELAIS0020240911{n:05}")


def test_factiva_pages_with_codes(tmp_path: Path) -> None:
    blocks = "".join(
        '<div class="article frArticle"><table>' + "".join(
            f"<tr><td class='index'><b>{code}</b>&nbsp;</td><td>{value}</td></tr>"
            for code, value in factiva_rows(n)
        ) + "</table><br/></div>" for n in (1, 2)
    )
    content = f"<html><title>Factiva</title><body>{blocks}</body></html>"
    name, found = items(tmp_path, "f.html", content)
    for n, article in enumerate(documents(found), 1):
        expect_factiva(article, n)
    assert name == "factiva" and len(found) == 2


def test_factiva_pages_without_codes(tmp_path: Path) -> None:
    content = """<html><body><div class="article frArticle"><div id="hd">
<span class="frHeadline">Un titre 1</span></div><div>Économie</div><div>Claude Essai</div>
<div>512 mots</div><div>11 septembre 2024</div><div>08:30</div><div>Le Relais</div>
<div>RELAIS</div><div>4</div><div>Français</div><div>© 2024 Le Relais</div>
<p class="articleParagraph frarticleParagraph">Les ateliers <b>s'équipent</b> de logiciels.</p>
<p class="articleParagraph frarticleParagraph">Les équipes les essaient depuis mars.</p>
<p>Document RELAIS002024091100001</p></div></body></html>"""
    (article,) = documents(items(tmp_path, "f.html", content)[1])
    expect_factiva(article)


def test_factiva_rtf_in_both_layouts(tmp_path: Path) -> None:
    def escaped(text: str) -> str:
        return "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text)

    rows = "".join(
        f"\\trowd {code}\\cell {escaped(value)}\\cell\\row\n"
        for n in (1, 2) for code, value in factiva_rows(n)
    )
    name, found = items(tmp_path, "f.rtf", "{\\rtf1\\ansi\\ansicpg1252 " + rows + "}")
    assert name == "rtf" and len(found) == 2
    for n, article in enumerate(documents(found), 1):
        expect_factiva(article, n)
    plain = ["Un titre 1", "Économie", "Claude Essai", "512 mots", "11 septembre 2024", "08:30",
             "Le Relais", "RELAIS", "4", "Français", "© 2024 Le Relais", *BODY,
             "Document RELAIS002024091100001"]
    text = "{\\rtf1\\ansi " + "\\par ".join(map(escaped, plain)) + "\\par }"
    (article,) = documents(items(tmp_path, "g.rtf", text)[1])
    expect_factiva(article)


def test_factiva_text_with_padded_codes(tmp_path: Path) -> None:
    content = "\n\n".join(
        "\n".join(f"{code}   {value}" for code, value in factiva_rows(n)) for n in (1, 2)
    )
    name, found = items(tmp_path, "f.txt", content)
    assert name == "factiva"
    for n, article in enumerate(documents(found), 1):
        expect_factiva(article, n)


def factiva_xml(n: int, date: str) -> str:
    return f"""<article><accessionNo>RELAIS{n}</accessionNo><headline><paragraph><hlt>Un</hlt> titre
</paragraph></headline><byline>Claude Essai</byline><leadParagraph><paragraph>Le <hlt>travail</hlt>
change.</paragraph></leadParagraph><publicationDate>{date}</publicationDate>
<sourceName>Le Relais</sourceName><tailParagraphs><paragraph>Vite &amp; bien.</paragraph>
</tailParagraphs><wordCount>40</wordCount></article>"""


def test_factiva_xml_with_either_form_of_date(tmp_path: Path) -> None:
    content = ('<?xml version="1.0"?><PPSResponse xmlns="http://global.factiva.com/pps/2.0">'
               + factiva_xml(1, "<dateTime>2024-09-11T01:00:00Z</dateTime>")
               + factiva_xml(2, "<date>2024-09-12T00:00:00</date>")
               + factiva_xml(3, "<date>2024")[:200])
    _, found = items(tmp_path, "f.xml", content)
    first, second = found[0], found[1]
    assert isinstance(first, Document) and isinstance(second, Document)
    assert first.title == "Un titre"
    assert first.text.splitlines()[-1] == "Vite & bien."
    assert " ".join(first.text.split()) == "Le travail change. Vite & bien."
    assert (first.date, second.date) == ("2024-09-11", "2024-09-12")
    assert isinstance(found[2], Rejected)


NEXIS = """Document {n} de 120

Le Relais

11 septembre 2024 mercredi

Un titre de presse

AUTEUR: Par Claude Essai

RUBRIQUE: ÉCONOMIE; Pg. 4

LONGUEUR: 512 mots

Les ateliers s'équipent
de logiciels.

Note : les équipes les essaient.

LANGUE: FRENCH; FRANÇAIS

TYPE-PUBLICATION: Journal

Copyright 2024 Le Relais
"""


def test_old_nexis_text_in_french(tmp_path: Path) -> None:
    name, found = items(tmp_path, "n.txt", NEXIS.format(n=3) + "\n" + NEXIS.format(n=4))
    articles = documents(found)
    assert name == "nexis" and len(articles) == 2
    for article in articles:
        assert article.text == (
            "Les ateliers s'équipent de logiciels.\nNote : les équipes les essaient."
        )
        assert (article.title, article.author) == ("Un titre de presse", "Claude Essai")
        assert (article.source, article.date) == ("Le Relais", "2024-09-11")
        assert (article.section, article.word_count) == ("ÉCONOMIE; Pg. 4", 512)


def test_iramuteq_variables_fill_the_fields_they_name(tmp_path: Path) -> None:
    content = ("**** *source_Le_Relais *date_2024-09-11 *am_2024-09 *genre_presse *vide_\n"
               "-*theme1\nLe texte _rire_ continue.\n\nEt finit.\n"
               "0002 *source_Autre\nUn second.\n****\n**** *source_Vide\n")
    name, found = items(tmp_path, "corpus.txt", content)
    first, second = found[0], found[1]
    assert name == "iramuteq" and isinstance(first, Document) and isinstance(second, Document)
    assert (first.source, first.date, first.genre) == ("Le Relais", "2024-09-11", "presse")
    assert first.text == "Le texte _rire_ continue.\nEt finit."
    assert dict(first.meta) == {"am": "2024-09", "themes": "theme1"}
    assert second.id == "corpus.txt#0002" and second.source == "Autre"
    assert [isinstance(item, Rejected) for item in found] == [False, False, True, True]


def test_a_page_about_europresse_is_no_export(tmp_path: Path) -> None:
    content = "<html><article><p>Europresse est une base de presse.</p></article></html>"
    path = tmp_path / "page.html"
    path.write_text(content, "utf-8")
    chosen = choose(Source.of(path, path.name))
    assert chosen is not None and chosen[0] == "html"
