"""Factiva exports: web pages, XML, and text with codes; RTF is read by ``rtf``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from toolkit.corpus.decode import kind_of
from toolkit.corpus.readers._articles import Articles, some
from toolkit.corpus.readers._factiva import Row, complete_rows, from_lines, from_rows, is_row_start
from toolkit.corpus.readers._markup import (
    classes,
    fragment,
    lines_of,
    name_of,
    text_of,
    with_class,
    xml_fragment,
)
from toolkit.corpus.readers._pieces import (
    MAX_PIECE,
    cut_short,
    encoding_of,
    pieces,
    told,
    too_long,
)
from toolkit.corpus.source import Item, Source
from toolkit.errors import ReadError

SUFFIXES = (".html", ".htm", ".xml", ".txt")
_PAGE = re.compile(
    rb"""class=["']article [a-z]{2}article|articleParagraph [a-z]{2}articleParagraph"""
    rb"""|<title>\s*Factiva\b|fcpNavContainer|[a-z]{2}Headline["']""", re.IGNORECASE,
)
_XML = re.compile(rb"<PPSResponse|global\.factiva\.com/pps|<ppsarticle\b", re.IGNORECASE)
_TEXT = re.compile(rb"^(?:HD|SE|CLM)[ \t]{1,6}\S", re.MULTILINE)
_TEXT_TOO = re.compile(rb"^(?:WC|PD|SN|LP|AN)[ \t]{1,6}\S", re.MULTILINE)
_PAGE_START = re.compile(r"""<div\s[^>]{0,80}class\s*=\s*["']article(?:\s[^"']{0,60})?["']""",
                         re.IGNORECASE)
_XML_START = re.compile(r"<(?:\w{1,12}:)?article[\s>]", re.IGNORECASE)
_XML_END = re.compile(r"</(?:\w{1,12}:)?article\s*>", re.IGNORECASE)
_FOOT = re.compile(r"""<div\s[^>]{0,60}id\s*=\s*["']pageFooter""", re.IGNORECASE)
_END = re.compile(r"\bDocument\s+[A-Za-z0-9]{10,40}\b|<b>\s*AN\s*</b>")
_ROW = re.compile(r"^([A-Z]{2,3})(?:[ \t]{1,6}(.*))?$")


def sniff(source: Source) -> int:
    """Its namespace, its classes, or its codes at the start of lines."""
    head = source.head
    if kind_of(head):
        return 0
    if _XML.search(head) or (b"<" in head[:64] and _PAGE.search(head)):
        return 90
    codes = len(_TEXT_TOO.findall(head)) if _TEXT.search(head) else 0
    return 85 if codes >= 3 else 0


def read(source: Source) -> Iterator[Item]:
    """The articles of an export.

    Raises:
        ReadError: the file holds no article.
    """
    encoding = encoding_of(source.path)
    made = Articles(source, "factiva", told(encoding))
    if _XML.search(source.head):
        items = _xml(made, encoding)
    elif b"<" in source.head[:64]:
        items = _pages(made, encoding)
    else:
        items = _text(made, encoding)
    yield from some(items, source, "articles as Factiva writes them")


def _pages(made: Articles, encoding: str) -> Iterator[Item]:
    for piece in pieces(made.source, _PAGE_START, encoding=encoding):
        if piece.text is None:
            yield made.rejected(too_long())
            continue
        foot = _FOOT.search(piece.text)
        markup = piece.text[: foot.start()] if foot else piece.text
        if not _END.search(markup) and (piece.last and not foot):
            yield made.rejected(cut_short())
            continue
        try:
            tree = fragment(markup.replace("\x00", "\ufffd"))
            rows = list(_rows(tree))
            yield from_rows(made, rows) if rows else _without_codes(made, tree)
        except ReadError as error:
            yield made.rejected(error)


def _rows(tree: Any) -> Iterator[Row]:
    """The rows of the two-column layout: a code, then its value."""
    for row in tree.iter("tr"):
        cells = [cell for cell in row if name_of(cell) == "td"]
        if len(cells) >= 2:
            code = text_of(cells[0])
            if re.fullmatch(r"[A-Z]{2,3}", code) and is_row_start(code):
                yield code, [line for cell in cells[1:] for line in lines_of(cell)]


def _without_codes(made: Articles, tree: Any) -> Item:
    """The layout without codes: a headline, one ``div`` per fact, paragraphs."""
    root = next(with_class(tree, "article"), tree)
    heads = [node for node in root.iter() if isinstance(node.tag, str)
             and any(name.endswith("headline") for name in classes(node))]
    if not heads:
        return from_lines(made, lines_of(root))
    title = text_of(heads[0])
    lines = lines_of(root)
    start = next((i for i, line in enumerate(lines) if line.startswith(title[:40])), 0)
    return from_lines(made, [title, *lines[start + 1 :]])


def _xml(made: Articles, encoding: str) -> Iterator[Item]:
    for piece in pieces(made.source, _XML_START, encoding=encoding):
        if piece.text is None:
            yield made.rejected(too_long())
            continue
        end = _XML_END.search(piece.text)
        if end is None:
            yield made.rejected(cut_short())
            continue
        try:
            yield _xml_article(made, piece.text[: end.end()])
        except ReadError as error:
            yield made.rejected(error)


# Element → fact.
_FACTS = {
    "accessionno": "number", "sourcename": "source", "publishername": "publisher",
    "byline": "author", "wordcount": "words", "pages": "page", "baselanguage": "language",
    "copyright": "rights", "notes": "note", "sourcecode": "source_code", "sectionname": "section",
    "columnname": "column", "edition": "edition", "credit": "credit", "headline": "title",
    "publicationdate": "date", "publicationtime": "time",
}
_GROUPS = {"region": "regions", "newssubject": "subjects", "company": "companies",
           "industry": "industries"}


def _xml_article(made: Articles, markup: str) -> Item:
    """``leadParagraph`` and ``tailParagraphs``; highlights inside them do not cut."""
    root = xml_fragment(markup.replace("\x00", "\ufffd"))
    facts: dict[str, str | None] = {}
    groups: dict[str, list[str]] = {}
    lead: list[str] = []
    tail: list[str] = []
    for node in root:
        name = name_of(node)
        if name in ("leadparagraph", "tailparagraphs"):
            lines = _paragraphs(node)
            (lead if name == "leadparagraph" else tail).extend(lines)
        elif name in _GROUPS:
            groups.setdefault(_GROUPS[name], []).append(" ".join(" ".join(node.itertext()).split()))
        elif name in _FACTS:
            facts.setdefault(_FACTS[name], " ".join("".join(node.itertext()).split()))
    facts["language"] = (facts.get("language") or "").casefold() or None
    facts["datetime"] = facts.get("date")
    facts |= {name: "; ".join(values) for name, values in groups.items()}
    return made.document(lead + tail, facts, key=facts.get("number"))


def _paragraphs(node: Any) -> list[str]:
    found = [child for child in node if name_of(child) == "paragraph"]
    texts = ["".join(child.itertext()) for child in found] or ["".join(node.itertext())]
    return [line for text in texts if (line := " ".join(text.split(" ")).strip())]


def _text(made: Articles, encoding: str) -> Iterator[Item]:
    for rows, whole in complete_rows(_text_rows(made, encoding)):
        yield from_rows(made, rows) if whole else made.rejected(cut_short())


def _text_rows(made: Articles, encoding: str) -> Iterator[Row]:
    """Codes at the start of lines; what follows without one belongs to the last."""
    code, lines = "", [""]
    with made.source.path.open(encoding=encoding, errors="replace") as handle:
        while line := handle.readline(MAX_PIECE):
            match = _ROW.match(line.rstrip())
            if match and is_row_start(match[1]):
                if code:
                    yield code, _joined(lines)
                code, lines = match[1], [match[2] or ""]
            else:
                lines.append(line.strip())
    if code:
        yield code, _joined(lines)


def _joined(lines: list[str]) -> list[str]:
    """Lines to paragraphs: a blank line ends one."""
    paragraphs = "\n".join(lines).split("\n\n")
    return [text for paragraph in paragraphs if (text := " ".join(paragraph.split("\n")).strip())]
