"""XML texts: TEI documents and TXM's XML/w, one article per text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from toolkit.corpus.columns import FIELDS, find
from toolkit.corpus.decode import kind_of
from toolkit.corpus.readers._articles import Articles, some
from toolkit.corpus.readers._markup import name_of, xml_fragment
from toolkit.corpus.readers._pieces import cut_short, encoding_of, pieces, told, too_long
from toolkit.corpus.source import Item, Source
from toolkit.errors import ReadError

SUFFIXES = (".xml",)
Facts = dict[str, str | None]
_TEI = re.compile(rb"<(?:\w{1,8}:)?(?:TEI|TEI\.2|teiCorpus|teiHeader)[\s>]")
_TXM = re.compile(rb"<(?:\w{1,8}:)?text[\s>]|<txm:form|textometrie\.org")
_WORDS = re.compile(rb"<w[\s>]|<(?:p|ab|head|div|s)[\s>]")
_TEI_START = re.compile(r"<(?:\w{1,8}:)?TEI(?:\.2)?[\s>]")
_TEI_END = re.compile(r"</(?:\w{1,8}:)?TEI(?:\.2)?\s*>")
_TEXT_START = re.compile(r"<(?:\w{1,8}:)?text[\s>]")
_TEXT_END = re.compile(r"</(?:\w{1,8}:)?text\s*>")
BLOCKS = frozenset(("p", "ab", "head", "l", "item", "div", "lg", "list", "said", "sp", "u", "quote",
                    "cell", "row", "table", "byline", "opener", "closer", "trailer"))
SILENT = frozenset(("ana", "note", "figdesc", "fw", "teiheader", "back", "front", "interp"))
_NO_BLANK_BEFORE = re.compile(r"[,.)\]…]|-\w")


def sniff(source: Source) -> int:
    """TEI's elements, or TXM's texts with words or paragraphs."""
    head = source.head
    if kind_of(head) or b"<html" in head[:2048].lower():
        return 0
    if _TEI.search(head):
        return 90
    return 80 if _TXM.search(head) and _WORDS.search(head) else 0


def read(source: Source) -> Iterator[Item]:
    """Every text with its header's metadata, or its own attributes in XML/w.

    Words of XML/w are set with the blanks French typography puts between them.

    Raises:
        ReadError: the file holds no text.
    """
    encoding = encoding_of(source.path)
    made = Articles(source, "txm", told(encoding), dateless=True)
    tei = _TEI_START.search(source.head.decode("utf-8", "replace")) is not None
    yield from some(_items(made, tei, encoding), source, "<TEI> or <text> elements")


def _items(made: Articles, tei: bool, encoding: str) -> Iterator[Item]:
    end = _TEI_END if tei else _TEXT_END
    before = 0
    for piece in pieces(made.source, _TEI_START if tei else _TEXT_START, encoding=encoding):
        alone = piece.number == 1 and piece.last
        if piece.text is None:
            yield made.rejected(too_long())
            continue
        # The corpus's own header has no text.
        closed = list(end.finditer(piece.text))
        if not closed:
            yield made.rejected(cut_short())
            continue
        before += 1
        try:
            yield _text(made, xml_fragment(piece.text[: closed[0].end()].replace("\x00", "\ufffd")),
                        alone)
        except ReadError as error:
            yield made.rejected(error)


def _text(made: Articles, root: Any, alone: bool) -> Item:
    facts, key = _header(root), _id(root)
    text = root if name_of(root) == "text" else _first(root, "text")
    if text is None:
        raise ReadError("no <text>",
                        code="no_text", expected="a TEI document", advice="Export it again")
    given: dict[str, str | None] = {
        str(name).rpartition("}")[2]: str(value) for name, value in text.attrib.items()
    }
    key = key or given.get("id")
    fields = [field for field in FIELDS if field not in ("text", "id")]
    found = {column: field for field, column in find(list(given), *fields).items()}
    own = {found.get(name, name): value for name, value in given.items()
           if name not in ("id", "lang", "space")}
    if given.get("lang"):
        own["language"] = given["lang"]
    body = _first(text, "body")
    lines = _lines(body if body is not None else text)
    return made.document(lines, facts | own, key=key, alone=alone)


def _first(root: Any, name: str) -> Any:
    return next((node for node in root.iter() if name_of(node) == name), None)


def _id(root: Any) -> str | None:
    for name, value in root.attrib.items():
        if str(name).rpartition("}")[2] == "id":
            return str(value)
    return None


def _header(root: Any) -> Facts:
    """Title, author, publisher, date and idno of a TEI header; its source before its file."""
    header = _first(root, "teiheader")
    if header is None:
        return {}
    facts: Facts = {}
    described, stated = _first(header, "sourcedesc"), _first(header, "titlestmt")
    for place in (described, stated, header):
        for node in place.iter() if place is not None else ():
            _fact(facts, name_of(node), node)
    if stated is not None and (title := _first(stated, "title")) is not None:
        facts["title"] = _flat(title) or facts.get("title")
    return {name: value for name, value in facts.items() if value}


def _fact(facts: Facts, name: str, node: Any) -> None:
    if name == "title" and node.get("level") in ("j", "s", "m"):
        facts.setdefault("source", _flat(node))
    elif name == "date":
        facts.setdefault("date", node.get("when") or node.get("notBefore") or _flat(node))
    elif name in ("title", "author", "publisher", "idno"):
        field = {"publisher": "source", "idno": "number"}.get(name, name)
        if _flat(node):
            facts.setdefault(field, _flat(node))
    elif name == "ref" and (node.get("target") or "").startswith("http"):
        facts.setdefault("url", node.get("target"))
    elif name == "language":
        facts.setdefault("language", node.get("ident"))


def _flat(node: Any) -> str | None:
    return " ".join("".join(node.itertext()).split()) or None


def _lines(root: Any) -> list[str]:
    """Blocks as lines; words as words, whatever stands between their tags."""
    parts: list[str] = []
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        name = name_of(node)
        if leaving:
            parts.append("\n" if name in BLOCKS else "")
        elif name == "w":
            _word(parts, _form(node))
        elif name and name not in SILENT:
            parts.append("\n" if name in BLOCKS else " " if name == "lb" else "")
            parts.append((node.text or "").replace("\n", " "))
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node))
            continue
        if node is not root:
            parts.append(_tail(node, name))
    text = "".join(parts)
    return [line for part in text.split("\n") if (line := " ".join(part.split()))]


def _tail(node: Any, name: str) -> str:
    tail = str(node.tail or "").replace("\n", " ")
    return "" if name in ("w", "pc") and not tail.strip() else tail


def _form(node: Any) -> str:
    """A word's form, without the analyses TXM puts beside it."""
    form = next((child for child in node.iter() if name_of(child) == "form"), None)
    return _flat(form if form is not None else node) or ""


def _word(parts: list[str], form: str) -> None:
    """A word after its blank, which French leaves out after an elision and before a stop."""
    last = next((part for part in reversed(parts) if part), "\n")
    glued = last[-1] in "\n '’([-" or _NO_BLANK_BEFORE.match(form)
    parts.append(form if glued else f" {form}")
