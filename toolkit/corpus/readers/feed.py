"""RSS and Atom feeds: one article per item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from toolkit.corpus.decode import kind_of
from toolkit.corpus.readers._articles import Articles, some
from toolkit.corpus.readers._markup import from_html, name_of, xml_fragment
from toolkit.corpus.readers._pieces import cut_short, encoding_of, pieces, told, too_long
from toolkit.corpus.source import Item, Source
from toolkit.errors import ReadError

SUFFIXES = (".rss", ".atom", ".xml")
Facts = dict[str, str | None]
_FEED = re.compile(rb"<rss[\s>]|<rdf:RDF[\s>]|<feed[\s>][^>]{0,400}?Atom|<feed\s+xmlns|<channel>")
_ITEM = re.compile(r"<(?:\w{1,8}:)?(?:item|entry)[\s>]")
_END = re.compile(r"</(?:\w{1,8}:)?(?:item|entry)\s*>")
_TITLE = re.compile(
    r"<title[^>]{0,80}>\s*(?:<!\[CDATA\[)?(.{1,300}?)(?:\]\]>)?\s*</title>", re.DOTALL
)
# A longer description is an article, a shorter one its beginning.
WHOLE = 1500


def sniff(source: Source) -> int:
    """The root element of a feed."""
    if kind_of(source.head):
        return 0
    return 90 if _FEED.search(source.head[:8192]) else 0


def read(source: Source) -> Iterator[Item]:
    """The items of a feed: their whole content, else their description, with a warning.

    Raises:
        ReadError: the file holds no item.
    """
    encoding = encoding_of(source.path)
    made = Articles(source, "feed", told(encoding))
    yield from some(_items(made, encoding), source, "<item> or <entry> elements")


def _items(made: Articles, encoding: str) -> Iterator[Item]:
    codec = "utf-8" if encoding == "utf-8-sig" else encoding
    top = made.source.head.decode(codec, "replace")
    title = _TITLE.search(_ITEM.split(top, maxsplit=1)[0])
    name = "\n".join(from_html(title[1])) if title else None
    for piece in pieces(made.source, _ITEM, encoding=encoding):
        if piece.text is None:
            yield made.rejected(too_long())
            continue
        end = _END.search(piece.text)
        if end is None:
            yield made.rejected(cut_short())
            continue
        try:
            yield _article(made, piece.text[: end.end()].replace("\x00", "\ufffd"), name)
        except ReadError as error:
            yield made.rejected(error)


def _article(made: Articles, markup: str, feed: str | None) -> Item:
    root = xml_fragment(markup)
    facts: Facts = {}
    contents: dict[str, str] = {}
    for node in root:
        name = name_of(node)
        if name in ("encoded", "content", "description", "summary"):
            if not node.get("url"):  # media:content points to a picture
                contents.setdefault(name, _markup_of(node))
        else:
            _fact(facts, name, node)
    facts.setdefault("source", feed)
    facts["date"] = facts.pop("published", None) or facts.pop("updated", None)
    key = facts.get("link") if not facts.get("guid") else facts["guid"]
    facts["url"] = facts.pop("link", None)
    whole = contents.get("encoded") or contents.get("content")
    text = whole or contents.get("description") or contents.get("summary") or ""
    lines = from_html(text)
    short = not whole and sum(map(len, lines)) < WHOLE
    warnings = ("the text is the feed's description: it may be cut",) if short else ()
    return made.document(lines, facts, key=key, warnings=warnings)


def _markup_of(node: Any) -> str:
    """Escaped HTML as it is, inner XHTML with its tags."""
    from lxml import etree

    if len(node):
        return "".join((node.text or "", *(etree.tostring(n, encoding="unicode") for n in node)))
    return str(node.text or "")


def _fact(facts: Facts, name: str, node: Any) -> None:
    text = " ".join("".join(node.itertext()).split())
    if name == "link":
        if node.get("rel", "alternate") == "alternate":
            facts.setdefault("link", node.get("href") or text or None)
    elif name in ("pubdate", "published", "issued", "date"):
        facts.setdefault("published", text)
    elif name in ("updated", "modified"):
        facts.setdefault("updated", text)
    elif name in ("creator", "author"):
        inner = next((n for n in node if name_of(n) == "name"), None)
        said = " ".join((inner.text or "").split()) if inner is not None else text
        facts["author"] = f"{facts['author']}; {said}" if facts.get("author") else said
    elif name == "title":
        facts["title"] = " ".join(from_html(text)) or None
    elif name == "category":
        facts.setdefault("section", node.get("term") or text)
    elif name in ("guid", "id"):
        facts.setdefault("guid", text)
    elif name == "source" and text:
        inner = next((n for n in node if name_of(n) == "title"), None)
        facts["source"] = " ".join((inner.text or "").split()) if inner is not None else text
