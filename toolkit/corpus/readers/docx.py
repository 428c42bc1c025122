"""Word documents (DOCX): one article, or a Nexis Uni export of many."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any

from toolkit.corpus.readers import _nexis
from toolkit.corpus.readers._articles import Articles, some
from toolkit.corpus.readers._labels import folded
from toolkit.corpus.readers._markup import name_of, tidy
from toolkit.corpus.readers._office import archive, elements, has_names, has_part, part, properties
from toolkit.corpus.readers._pieces import MAX_PIECE, cut_short, too_long
from toolkit.corpus.source import Item, Source
from toolkit.errors import ReadError

SUFFIXES = (".docx", ".docm")
MAIN = "word/document.xml"
# Paragraphs in which a database's export shows what it is.
TRIAL = 400
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SILENT = frozenset(("instrtext", "deltext", "fldchar", "pict", "drawing", "object", "del",
                     "movefrom", "alternatecontent"))


def sniff(source: Source) -> int:
    """A zip archive with Word's parts, or Word's suffix on one."""
    if has_names(source.head, b"word/"):
        return 90
    return 70 if source.suffix in SUFFIXES and source.head.startswith(b"PK\x03\x04") else 0


def read(source: Source) -> Iterator[Item]:
    """The document's paragraphs, tables in their order, footnotes at the end.

    Title and author are the file's properties; a property is no date of publication.

    Raises:
        ReadError: damaged, encrypted, no Word document, or without text.
    """
    with archive(source) as opened:
        headings = _headings(opened, source)
        with part(opened, MAIN, source) as stream:
            lines = _lines(stream, source, headings)
            first = [line for _, line in zip(range(TRIAL), lines)]
            if is_nexis(first):
                made = Articles(source, "nexis")
                yield from some(nexis(made, _chain(first, lines)), source, "Nexis articles")
                return
            first += lines
        yield _one(source, opened, first)


def _chain(first: list[_nexis.Line], rest: Iterator[_nexis.Line]) -> Iterator[_nexis.Line]:
    yield from first
    yield from rest


def _one(source: Source, opened: zipfile.ZipFile, lines: list[_nexis.Line]) -> Item:
    told = properties(opened, source)
    title = told.get("title") or next((line.text for line in lines[:3] if line.heading), None)
    facts = {
        "title": title, "author": told.get("creator"), "language": None,
        "created": told.get("created"), "keywords": told.get("keywords"),
    }
    made = Articles(source, "docx", dateless=True)
    return made.document([line.text for line in lines] + _notes(opened, source), facts, alone=True)


def is_nexis(lines: list[_nexis.Line]) -> bool:
    """Whether the first paragraphs are a Nexis export's: its end marks or its labels."""
    if any(_nexis.END.match(line.text) for line in lines):
        return True
    labels = {found[0] for line in lines if (found := _nexis.label_of(line.text))}
    bare = any(folded(line.text) in ("body", "corps", "texte") for line in lines)
    return bare and {"words"} <= labels


def nexis(made: Articles, lines: Iterator[_nexis.Line]) -> Iterator[Item]:
    """Articles between « End of Document » lines; one without its end was cut."""
    article: list[_nexis.Line] = []
    size = count = 0
    for line in lines:
        if _nexis.END.match(line.text):
            count += 1
            long = size > MAX_PIECE
            yield made.rejected(too_long()) if long else _nexis.from_lines(made, article)
            article, size = [], 0
            continue
        size += len(line.text)
        if size <= MAX_PIECE:
            article.append(line)
    if any(_nexis.label_of(line.text) for line in article) or (count == 0 and article):
        # A file of a single article may lack the end mark, and then ends with its classification.
        whole = _nexis.is_whole(article)
        yield _nexis.from_lines(made, article) if whole else made.rejected(cut_short())


def _headings(opened: zipfile.ZipFile, source: Source) -> frozenset[str]:
    """The ids of the styles that are headings or titles."""
    found = {"Title", "Titre", "Heading1", "Titre1"}
    if has_part(opened, "word/styles.xml"):
        with part(opened, "word/styles.xml", source) as stream:
            for style in elements(stream, source, "style"):
                named = style.find(f"{_W}name")
                name = named.get(f"{_W}val", "") if named is not None else ""
                if name.casefold().startswith(("heading", "titre", "title")):
                    found.add(style.get(f"{_W}styleId", ""))
    return frozenset(found - {""})


def _lines(stream: Any, source: Source, headings: frozenset[str]) -> Iterator[_nexis.Line]:
    """The paragraphs of a part, in order, breaks as ends of lines."""
    for node in elements(stream, source, "p"):
        if any(name_of(up) in ("p", "textbox") for up in node.iterancestors()):
            continue
        style = node.find(f"{_W}pPr/{_W}pStyle")
        heading = style is not None and style.get(f"{_W}val", "") in headings
        for text in _text(node).split("\n"):
            if line := tidy(text):
                yield _nexis.Line(line, heading)


def _text(paragraph: Any) -> str:
    parts: list[str] = []
    stack = [paragraph]
    while stack:
        node = stack.pop()
        name = name_of(node)
        if name in _SILENT:
            continue
        if name == "t":
            parts.append(node.text or "")
        elif name in ("br", "cr"):
            parts.append("\n")
        elif name == "tab":
            parts.append(" ")
        elif name == "nobreakhyphen":
            parts.append("\u2011")
        stack.extend(reversed(node))
    return "".join(parts)


def _notes(opened: zipfile.ZipFile, source: Source) -> list[str]:
    """The footnotes, which stand in a part of their own."""
    if not has_part(opened, "word/footnotes.xml"):
        return []
    with part(opened, "word/footnotes.xml", source) as stream:
        return [line.text for line in _lines(stream, source, frozenset())]


def without_text(source: Source) -> ReadError:
    """What is said of a document of pictures."""
    return ReadError("the document has no text", code="no_text", place=source.id,
                     advice="Recognise its text (OCR) first")
