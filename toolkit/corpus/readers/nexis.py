"""Old LexisNexis exports: web pages and text. Nexis Uni's DOCX and RTF: see docx and rtf."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.corpus.decode import kind_of
from toolkit.corpus.readers import _nexis
from toolkit.corpus.readers._articles import Articles, some
from toolkit.corpus.readers._markup import blocks_of, fragment
from toolkit.corpus.readers._pieces import (
    cut_short,
    encoding_of,
    pieces,
    told,
    too_long,
)
from toolkit.corpus.source import Item, Source
from toolkit.errors import ReadError

SUFFIXES = (".html", ".htm", ".txt")
_PAGE = re.compile(rb"<DOCFULL>|DOC_ID_\d+_\d+|LXNComment|\d+ (?:of|de|sur) \d+ DOCUMENTS",
                   re.IGNORECASE)
_TEXT = re.compile(
    rb"^\s*(?:Document\s+\d+\s+(?:of|de|sur)\s+\d+|\d+\s+(?:of|de|sur)\s+\d+\s+DOCUMENTS)\s*$",
    re.MULTILINE | re.IGNORECASE,
)
_LABELS = re.compile(rb"(?:LENGTH|LONGUEUR|RUBRIQUE|SECTION|LANGUE|LANGUAGE|LOAD-DATE|BYLINE)\s*:",
                     re.IGNORECASE)
_START = re.compile(
    r"(?:>|^)[ \t]*(?:Document[ \t]+\d{1,6}[ \t]+(?:of|de|sur)[ \t]+\d{1,6}"
    r"|\d{1,6}[ \t]+(?:of|de|sur)[ \t]+\d{1,6}[ \t]+DOCUMENTS)[ \t]*(?:<|\r?$)",
    re.MULTILINE | re.IGNORECASE,
)


def sniff(source: Source) -> int:
    """The comments of its pages, or "3 of 120 DOCUMENTS" with labelled lines."""
    head = source.head
    if kind_of(head):
        return 0
    if b"<" in head[:64]:
        return 90 if _PAGE.search(head) else 0
    return 85 if _TEXT.search(head) and _LABELS.search(head) else 0


def read(source: Source) -> Iterator[Item]:
    """The articles of an export.

    Raises:
        ReadError: the file holds no article.
    """
    encoding = encoding_of(source.path)
    made = Articles(source, "nexis", told(encoding))
    page = b"<" in source.head[:64]
    yield from some(_items(made, page, encoding), source, 'lines such as "3 of 120 DOCUMENTS"')


def _items(made: Articles, page: bool, encoding: str) -> Iterator[Item]:
    for piece in pieces(made.source, _START, encoding=encoding):
        if piece.text is None:
            yield made.rejected(too_long())
            continue
        whole = re.search(r"</DOCFULL>|</html>|</body>", piece.text, re.IGNORECASE)
        if page and piece.last and not whole:
            yield made.rejected(cut_short())
            continue
        try:
            yield _article(made, piece.text, page)
        except ReadError as error:
            yield made.rejected(error)


def _article(made: Articles, text: str, page: bool) -> Item:
    if page:
        # The text before the first tag is the number itself.
        markup = "<div>" + text.lstrip(">").replace("\x00", "\ufffd")
        lines = blocks_of(fragment(re.sub(r"<!--.{0,300}?-->", " ", markup, flags=re.DOTALL)))
    else:
        lines = paragraphs(text)
    number = _nexis.NUMBER.match(lines[0]) if lines else None
    rest = [_nexis.Line(line) for line in lines[1 if number else 0 :]]
    return _nexis.from_lines(made, rest, number=number[1] if number else None)


def paragraphs(text: str) -> list[str]:
    """Wrapped lines to paragraphs: a blank line ends one."""
    parts = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n"))
    return [line for part in parts if (line := " ".join(part.split()))]
