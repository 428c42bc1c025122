"""Markdown: one article per file, its text as written, metadata from a front matter if any."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.corpus.columns import FIELDS, find, with_columns
from toolkit.corpus.decode import decode, kind_of
from toolkit.corpus.source import Item, Source
from toolkit.records import Document

SUFFIXES = (".md", ".markdown")
_FRONT = re.compile(r"---[ \t]*\r?\n(?P<body>(?:[^\n]*\n){1,60}?)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)")
_PAIR = re.compile(r"^([\w -]{1,40}):[ \t]+(\S.*?)[ \t\r]*$", re.MULTILINE)


def sniff(source: Source) -> int:
    """The suffix, or a front matter with a title."""
    if kind_of(source.head):
        return 0
    if source.suffix in SUFFIXES:
        return 35
    return 20 if re.match(rb"---\s*\n(?:[\w ]+:.*\n)*title:", source.head[:2000]) else 0


def read(source: Source) -> Iterator[Item]:
    """The file's text with its marks; a first heading ("# …") is the title where none is given.

    Raises:
        ReadError: empty, binary or in no known encoding.
    """
    decoded = decode(source.data(), place=source.id)
    document = Document(
        id=source.id, text=decoded.text, path=str(source.path), format="markdown",
        warnings=decoded.warnings,
    )
    front = _FRONT.match(decoded.text)
    if front:
        row: dict[str, object] = {
            name.strip(): value.strip("\"'") for name, value in _PAIR.findall(front["body"])
        }
        fields = [field for field in FIELDS if field not in ("text", "id")]
        document = with_columns(document, row, find(list(row), *fields))
    yield document
