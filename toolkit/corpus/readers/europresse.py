"""Europresse HTML exports, every generation of the layout: one file, up to a thousand articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from toolkit.corpus.columns import clean
from toolkit.corpus.dates import parse_date
from toolkit.corpus.readers._articles import Articles, some
from toolkit.corpus.readers._markup import (
    classes,
    fragment,
    lines_of,
    marked,
    name_of,
    text_of,
    tidy,
    to_lines,
    with_class,
)
from toolkit.corpus.readers._pieces import cut_short, encoding_of, pieces, told, too_long
from toolkit.corpus.source import Item, Source
from toolkit.errors import ReadError

SUFFIXES = (".html", ".htm")
Facts = dict[str, str | None]
_MARKS = re.compile(
    rb"DocPublicationName|titreArticleVisu|docOcurrContainer|publiC-lblNodoc|cedrom-sni"
    rb"|DocTitreSousSection", re.IGNORECASE,
)
_ARTICLE = re.compile(r"<article[\s>]", re.IGNORECASE)
_OLD = re.compile(r"""<span\s[^>]{0,80}class\s*=\s*["']?DocPublicationName""", re.IGNORECASE)
_NUMBER = re.compile(r"(?:Num[ée]ro de document|Document number)\s*:\s*(\S+)", re.IGNORECASE)
_ID_DATE = re.compile(r"[^\w](\d{8})[^\w]")
_PRINTED = re.compile(
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday"
    r"|friday|saturday|sunday),?\s+)?"
    r"(?:\d{1,2}(?:er|st|nd|rd|th)?\s+[^\W\d]{3,10}\.?,?\s+\d{4}"
    r"|[^\W\d]{3,10}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4})",
    re.IGNORECASE,
)
_WORDS = re.compile(r"(\d[\d\s]{0,7})\s*(?:mots|words)\b", re.IGNORECASE)
_PAGE = re.compile(r"\bpp?\.\s*([\w*,;-]+(?:\s*[,;-]\s*\d+)*)", re.IGNORECASE)
_TIME = re.compile(r"\b\d{1,2}\s?[:h]\s?\d{2}(?::\d{2})?(?:\s*UTC)?(?:\s*[+-]\d{2}:?\d{2})?")
_WEEKDAY = re.compile(
    r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday"
    r"|friday|saturday|sunday)\b", re.IGNORECASE,
)
_SOURCE_END = re.compile(r"\s*(?:\(|\s[-–—]|,\s*n[o°º]\b|;).*$", re.DOTALL | re.IGNORECASE)
_RELATED = re.compile(r"(?:à )?lire aussi\b|(?:read|see) also\b", re.IGNORECASE)
_LINK = re.compile(r"\s?\(liens?\s*:\s*https?://[^)\s]*\s*\)", re.IGNORECASE)
_RIGHTS = re.compile(r"(?:©|\(c\)\s|copyright\b)", re.IGNORECASE)
_STOP = re.compile(r"[.!?…:;»\"”]\s*$")
DROPPED = frozenset(("aside", "footer", "img", "small", "button", "form", "input"))


def sniff(source: Source) -> int:
    """The classes of its pages."""
    head = source.head
    return 90 if head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<" and _MARKS.search(head) else 0


def read(source: Source) -> Iterator[Item]:
    """The articles of an export; one without text, or cut at the file's end, is rejected.

    Raises:
        ReadError: the file holds no article.
    """
    encoding = encoding_of(source.path)
    made = Articles(source, "europresse", told(encoding))
    modern = re.search(rb"<article[\s>]", source.head, re.IGNORECASE) is not None
    yield from some(_items(made, modern, encoding), source, "articles as Europresse writes them")


def _items(made: Articles, modern: bool, encoding: str) -> Iterator[Item]:
    for piece in pieces(made.source, _ARTICLE if modern else _OLD, encoding=encoding):
        if piece.text is None:
            yield made.rejected(too_long())
            continue
        end = re.search(r"</article\s*>" if modern else r"</table", piece.text, re.IGNORECASE)
        if end is None:
            yield made.rejected(cut_short())
            continue
        markup = piece.text[: end.end()] if modern else piece.text
        try:
            tree = fragment(markup.replace("\x00", "\ufffd"))
            yield _modern(made, tree) if modern and _has_text(tree) else _older(made, tree)
        except ReadError as error:
            yield made.rejected(error)


def _has_text(tree: Any) -> bool:
    return next(with_class(tree, "DocText", "docOcurrContainer"), None) is not None


def _first(tree: Any, *names: str) -> str | None:
    return next((text for node in with_class(tree, *names) if (text := text_of(node))), None)


def _modern(made: Articles, tree: Any) -> Item:
    facts = _head(tree)
    facts["subtitle"] = _first(tree, "rdp__subtitle")
    facts["author"] = _first(tree, "docAuthors", "sm-margin-bottomNews")
    facts["rights"] = next((t for node in tree.iter("small") if _RIGHTS.search(t := text_of(node))),
                           None)
    facts["url"] = _url(tree)
    number = _first(tree, "publiC-lblNodoc")
    body = next(with_class(tree, "docOcurrContainer"), None)
    if body is None or not lines_of(body, skip=_dropped):
        body = next(with_class(tree, "DocText"))
    lines = [line for raw in lines_of(body, skip=_dropped) if (line := _unlinked(raw))]
    return _finished(made, lines, facts, number)


def _unlinked(line: str) -> str:
    return _LINK.sub("", line).strip() if "http" in line else line


def _head(tree: Any) -> Facts:
    """Source, title and what the header lines say, in whatever order they say it."""
    name = next(with_class(tree, "DocPublicationName"), None)
    printed = lines_of(name) if name is not None else []
    headers = " ".join(
        node.text_content() for node in with_class(tree, "DocHeader") if node.tag == "span"
    ) or (_first(tree, "DocHeader") or "") or _under_section(tree)
    return _source(printed[0] if printed else None) | _header(headers) | {
        "title": _first(tree, "titreArticleVisu", "rdp__articletitle", "grandTitre")
        or _first(tree, "titreArticle"),
    }


def _under_section(tree: Any) -> str:
    for node in with_class(tree, "DocTitreSousSection"):
        after = next((n for n in node.itersiblings() if name_of(n) == "span"), None)
        return f"{text_of(node)}, {text_of(after) if after is not None else ''}"
    return ""


def _source(printed: str | None) -> Facts:
    """« La Croix, no. 43018 » → La Croix."""
    if not printed:
        return {}
    name = _SOURCE_END.sub("", printed).strip(" ,") or printed
    return {"source": name, "raw_source": printed if printed != name else None}


def _header(text: str) -> Facts:
    """Section, date, number of words, page and time of a header line, in any order."""
    facts: Facts = {}
    rest = tidy(text)
    # The hour before the words: in "+0100 812 mots" the zone's figures are none of theirs.
    for name, pattern in (("date", _PRINTED), ("time", _TIME), ("words", _WORDS), ("page", _PAGE)):
        for match in pattern.finditer(rest):
            value = match.group() if name in ("date", "time") else match[1]
            if name == "date" and parse_date(value)[0] is None and "/" not in value:
                continue  # "Section 12 mille 2024" is no date
            facts[name] = value.strip(" ,;")
            rest = rest[: match.start()] + ", " + rest[match.end() :]
            break
    rest = _WEEKDAY.sub(" ", rest)
    parts = [part.strip(" ;-–—•|") for part in re.split(r",|\s{2,}[•|]\s", rest)]
    facts["section"] = ", ".join(part for part in parts if part) or None
    if "date" in facts:
        facts["header_date"] = facts["date"]
    return facts


def _url(tree: Any) -> str | None:
    """Where the article was published: the link beside « Cet article est paru dans »."""
    for node in tree.iter("a"):
        parent = node.getparent()
        said = " ".join(text_of(n) for n in (node, parent) if n is not None)
        href = node.get("href") or ""
        if href.startswith("http") and re.search(r"article est paru|originally", said):
            return str(href)
    return None


def _dropped(node: Any) -> bool:
    """Page furniture inside the text, and short « Lire aussi » paragraphs with a link."""
    if name_of(node) in DROPPED or "apd-wrapper" in classes(node):
        return True
    if name_of(node) in ("p", "div", "li", "span", "strong", "a"):
        text = " ".join((node.text_content() or "").split())
        linked = name_of(node) == "a" or next(node.iter("a"), None) is not None or "http" in text
        return bool(linked and len(text) < 200 and _RELATED.match(text))
    return False


def _finished(made: Articles, lines: list[str], facts: Facts, number: str | None) -> Item:
    """The document; its date is the printed one, else the one in its number."""
    warnings: tuple[str, ...] = ()
    if number:
        facts["number"] = number
    if not facts.get("date") and number and (inner := _ID_DATE.search(f"·{number}·")):
        facts["date"] = inner[1]
        warnings += ("no date is printed: taken from the document's number",)
    if not facts.get("title"):
        warnings += ("no title is given",)
    return made.document(lines, facts, key=number, warnings=warnings)


def _older(made: Articles, tree: Any) -> Item:
    """The layout in tables: after the title come an author or none, and bare text."""
    facts = _head(tree)
    title = next(with_class(tree, "titreArticleVisu"), None)
    if title is None:
        raise ReadError("no title is found",
                        code="no_head", advice="Export the article with its full text")
    facts["subtitle"] = _before(title)
    lines, author = _after(title)
    facts["author"] = author
    number = None
    body: list[str] = []
    for line in lines:
        if found := _NUMBER.match(line):
            number = found[1]
            break
        if len(line) < 300 and _RIGHTS.match(line):
            facts["rights"] = line
            continue
        body.append(line)
    return _finished(made, body, facts, number)


def _before(title: Any) -> str | None:
    """The bare line between the header and the title."""
    said: list[str] = []
    node = title.getprevious()
    while node is not None and "docheader" not in classes(node):
        said.insert(0, text_of(node) + (node.tail or ""))
        node = node.getprevious()
    if node is not None:
        said.insert(0, node.tail or "")
    return clean(" ".join(said))


def _after(title: Any) -> tuple[list[str], str | None]:
    """(lines below the title, author). An author's line ends with a break and a paragraph mark."""
    parts = [title.tail or ""]
    for node in title.itersiblings():
        if name_of(node) == "table":
            break
        parts += [marked(node, skip=_dropped), node.tail or ""]
    text = "".join(parts)
    first = re.match(r"[\s\x00\x01]*([^\s\x00\x01][^\x00\x01]*)\x01\s*\x00", text)
    if first and _is_name(tidy(first[1])):
        return to_lines(text[first.end() :]), tidy(first[1])
    return to_lines(text), None


def _is_name(line: str) -> bool:
    return len(line.split()) <= 14 and not _STOP.search(line) and not _RIGHTS.match(line)
