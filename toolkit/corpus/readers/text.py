"""Plain text: one article per file."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.corpus.decode import decode, kind_of
from toolkit.corpus.source import Item, Source
from toolkit.records import Document

SUFFIXES = (".txt", ".text")


def sniff(source: Source) -> int:
    """Any file that is no known binary, and more so one named as text."""
    if source.suffix in SUFFIXES:
        return 30
    return 0 if kind_of(source.head) or b"\x00" in source.head[:4096] else 10


def read(source: Source) -> Iterator[Item]:
    """The file's text, without its byte order mark and with nothing else changed.

    Raises:
        ReadError: empty, binary or in no known encoding.
    """
    decoded = decode(source.data(), place=source.id)
    yield Document(
        id=source.id, text=decoded.text, path=str(source.path), format="text",
        warnings=decoded.warnings,
    )
