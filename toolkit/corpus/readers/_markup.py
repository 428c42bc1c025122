"""Markup to lines of text: blocks and breaks end a line, inline tags never do."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from typing import Any

from toolkit.errors import ReadError

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
))
SILENT = frozenset(("script", "style", "noscript", "template", "iframe", "svg", "object", "head"))
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|[a-z]{2,8}\d?);", re.IGNORECASE)
_BLANKS = re.compile(r" {2,}")
_CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f]")


def fragment(markup: str) -> Any:
    """The tree of a piece of a page, however broken; NUL characters are kept out by the caller.

    Raises:
        ReadError: there is nothing in it a parser can hold on to.
    """
    from lxml import etree
    from lxml import html as pages

    markup = re.sub(r"<\?xml[^>]{0,200}\?>", "", _CONTROL.sub(" ", markup))
    try:
        return pages.fragment_fromstring(markup, create_parent="div")
    except (etree.LxmlError, ValueError, RecursionError) as error:
        raise ReadError(f"not a page: {error}", code="damaged", advice="Export it again") from error


def xml_fragment(markup: str) -> Any:
    """The tree of one element cut out of an XML file; entities are never expanded.

    Raises:
        ReadError: no element is left of it.
    """
    from lxml import etree

    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )
    # With its DOCTYPE gone no entity can be declared, so none can grow.
    markup = re.sub(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", "", markup, flags=re.DOTALL)
    try:
        root = etree.fromstring(_CONTROL.sub(" ", markup).encode("utf-8"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise ReadError(f"not XML: {error}", code="damaged", advice="Export it again") from error
    if root is None:
        raise ReadError("not XML", code="damaged", advice="Export it again")
    return root


def name_of(node: Any) -> str:
    """A node's tag without its namespace, in lower case; "" for comments and the like."""
    tag = node.tag
    return tag.rpartition("}")[2].rpartition(":")[2].casefold() if isinstance(tag, str) else ""


def classes(node: Any) -> set[str]:
    """A node's classes in lower case."""
    said = node.get("class")
    return set(said.casefold().split()) if said else set()


def with_class(root: Any, *names: str) -> Iterator[Any]:
    """The nodes that have one of these classes, in the page's order."""
    wanted = {name.casefold() for name in names}
    for node in root.iter("*"):
        if classes(node) & wanted:
            yield node


def lines_of(node: Any, *, skip: Callable[[Any], bool] = lambda node: False) -> list[str]:
    """The text of a node, one block or stretch between breaks per line; blank lines left out.

    A single break before a small letter is a wrapped line, and joins.
    """
    return to_lines(marked(node, skip=skip))


def marked(node: Any, *, skip: Callable[[Any], bool] = lambda node: False) -> str:
    """The raw text of a node: "\\0" where a block begins or ends, "\\1" for a break."""
    parts: list[str] = []
    _walk(node, parts, skip)
    return "".join(parts)


def to_lines(text: str) -> list[str]:
    """Marked text as lines, see ``marked`` and ``lines_of``."""
    lines: list[str] = []
    wrapped = False
    for part in re.split(r"([\x00\x01])", text):
        if part in ("\0", "\1"):
            wrapped = part == "\1" and not wrapped
            continue
        line = tidy(part)
        if not line:
            continue
        if wrapped and lines and line[0].islower() and lines[-1][-1].isalpha():
            lines[-1] += " " + line
        else:
            lines.append(line)
        wrapped = False
    return lines


def blocks_of(node: Any) -> list[str]:
    """The text of a node, one string per block, with its breaks as line breaks."""
    blocks = ("\n".join(to_lines(block)) for block in marked(node).split("\0"))
    return [block for block in blocks if block]


def _walk(node: Any, parts: list[str], skip: Callable[[Any], bool]) -> None:
    """Text in order, "\\0" where a block begins or ends, "\\1" for a break; no recursion."""
    stack: list[tuple[Any, bool]] = [(node, False)]
    while stack:
        here, leaving = stack.pop()
        name = name_of(here)
        if leaving:
            if name in BLOCKS:
                parts.append("\0")
        elif name and name not in SILENT and not skip(here):
            parts.append("\0" if name in BLOCKS else "\1" if name == "br" else "")
            parts.append(_plain(here.text))
            stack.append((here, True))
            stack.extend((child, False) for child in reversed(here))
            continue
        if here is not node:
            parts.append(_plain(here.tail))


def _plain(text: str | None) -> str:
    if not text:
        return ""
    return text.replace("\0", " ").replace("\1", " ")


def tidy(text: str) -> str:
    """A line without the blanks of its markup; entities written twice are read once more.

    No-break spaces are the author's and stay, but for those at the ends.
    """
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    for mark in "\t\r\n\f\v":  # much faster than one pattern that stops at every blank
        if mark in text:
            text = text.replace(mark, " ")
    return (_BLANKS.sub(" ", text) if "  " in text else text).strip()


def text_of(node: Any) -> str:
    """The whole text of a node on one line; a break is a blank."""
    return " ".join(lines_of(node))


def from_html(markup: str) -> list[str]:
    """The lines of a piece of a page, such as a feed's content; plain text keeps its lines."""
    if "<" not in markup:
        return [line for part in html.unescape(markup).splitlines() if (line := tidy(part))]
    return lines_of(fragment(markup))
