"""RTF documents: one article, or a Nexis or Factiva export of many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from toolkit.corpus.readers import _nexis
from toolkit.corpus.readers._articles import Articles, some
from toolkit.corpus.readers._factiva import (
    DOCUMENT,
    Row,
    complete_rows,
    from_lines,
    from_rows,
    is_row_start,
)
from toolkit.corpus.readers._markup import tidy
from toolkit.corpus.readers._pieces import cut_short
from toolkit.corpus.readers.docx import TRIAL, is_nexis, nexis
from toolkit.corpus.source import Item, Source
from toolkit.errors import ReadError

SUFFIXES = (".rtf",)
_ROW = re.compile(r"^\s*([A-Z]{2,3})\|(.*)$", re.DOTALL)
_INFO = re.compile(rb"\{\\(title|author|subject)\s([^{}]{1,500})\}")


def sniff(source: Source) -> int:
    """Its first five bytes."""
    return 90 if source.head.lstrip()[:5] == b"{\\rtf" else 0


def read(source: Source) -> Iterator[Item]:
    """The articles of an export of Nexis or Factiva, or the document's paragraphs.

    Raises:
        ReadError: it cannot be read, or holds no text.
    """
    lines, whole = _lines(source)
    marked = [_nexis.Line(line) for line in lines]
    if sum(bool(DOCUMENT.match(line)) for line in lines) or _coded(lines):
        made = Articles(source, "factiva")
        items = _rows(made, lines) if _coded(lines) else _plain(made, lines)
        yield from some(items, source, "articles as Factiva writes them")
    elif is_nexis(marked[:TRIAL]):
        made = Articles(source, "nexis")
        yield from some(nexis(made, iter(marked)), source, "articles as Nexis writes them")
    else:
        facts = _info(source)
        told = () if whole else ("the file is cut short: its end is missing",)
        yield Articles(source, "rtf", dateless=True).document(
            lines, {"title": facts.get("title"), "author": facts.get("author")}, alone=True,
            warnings=told,
        )


def _lines(source: Source) -> tuple[list[str], bool]:
    """(the document's lines, whether its last brace is there)."""
    from striprtf.striprtf import rtf_to_text

    raw = source.data()
    if b"\x00" in raw:
        raw = raw.replace(b"\x00", b"")
    try:
        convert: Any = rtf_to_text
        text = convert(raw.decode("cp1252", errors="replace"), encoding="cp1252", errors="replace")
    except (ValueError, LookupError, IndexError, RecursionError) as error:
        raise ReadError(f"not readable as RTF: {error}", code="damaged", place=source.id,
                        advice="Save it again as RTF or DOCX") from error
    lines = [line for part in text.split("\n") if (line := tidy(part))]
    if not lines:
        raise ReadError("the document has no text",
                        code="no_text", place=source.id, advice="Save it again")
    return lines, raw.rstrip().endswith(b"}")


def _info(source: Source) -> dict[str, str]:
    """Title and author of the file's properties, where they are plain text."""
    found = {}
    for match in _INFO.finditer(source.head):
        value = re.sub(rb"\\'([0-9a-f]{2})", lambda m: bytes([int(m[1], 16)]), match[2])
        if b"\\" not in value:
            found[match[1].decode()] = value.decode("cp1252", "replace").strip()
    return found


def _coded(lines: list[str]) -> bool:
    """Whether Factiva's codes stand in cells of their own ("HD|Titre|")."""
    codes = {m[1] for line in lines[:2000] if (m := _ROW.match(line)) and is_row_start(m[1])}
    return "HD" in codes and len(codes) >= 4


def _rows(made: Articles, lines: list[str]) -> Iterator[Item]:
    for rows, whole in complete_rows(_cells(lines)):
        yield from_rows(made, rows) if whole else made.rejected(cut_short())


def _cells(lines: list[str]) -> Iterator[Row]:
    """Rows of two cells; the second may hold several paragraphs."""
    code, values = "", [""]
    for line in lines:
        match = _ROW.match(line)
        if match and is_row_start(match[1]):
            if code:
                yield code, values
            code, values = match[1], [match[2].rstrip("| ")]
        else:
            values.append(line.rstrip("| "))
        values = [value for value in values if value]
    if code:
        yield code, values


def _plain(made: Articles, lines: list[str]) -> Iterator[Item]:
    """Articles without codes, each ending with « Document LEMOND0020240314… »."""
    article: list[str] = []
    for line in lines:
        article.append(line)
        if DOCUMENT.match(line):
            yield from_lines(made, article)
            article = []
    if len(article) > 6:
        yield made.rejected(cut_short())
