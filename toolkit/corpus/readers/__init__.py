"""One file per format. To add a format, add a module here; nothing else has to know.

A reader module has

- ``SUFFIXES``: the file endings it is at home with, for messages and for the choice;
- ``sniff(source) -> int``: how sure it is, from the first 64 KiB (``source.head``) rather than
  the suffix alone: 0 not mine, 10 any text, 30 the suffix says so, 50 the form says so (a table,
  a page), 90 the format's own marks are there. It opens nothing and never raises;
- ``read(source) -> Iterator[Document | Rejected]``: the articles of the file in its order.

What ``read`` promises: ``Document.text`` is decoded once and exactly; ids are ``source.id`` for a
file of one article and ``source.document_id(key)`` for each of several (key: the article's own
id, else its number from 1); ``date`` is ISO or ``None`` with ``date_raw`` kept
(``dates.parse_date``); ``path`` is ``str(source.path)``; ``format`` is the module's name; other
columns go to ``meta`` in order. An article that cannot be used is a :class:`Rejected` and the
next follows; a file that cannot be read at all raises ``ReadError``, after whatever was read of
it. Large exports are streamed. A module whose name begins with "_" is no reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from toolkit.corpus.source import Item, Source
from toolkit.errors import unknown_name


class Reader(Protocol):
    """What a module of this folder offers."""

    SUFFIXES: tuple[str, ...]

    def sniff(self, source: Source) -> int:
        """How sure the reader is that the file is its own, 0 to 100."""

    def read(self, source: Source) -> Iterator[Item]:
        """The articles of the file."""


@lru_cache(maxsize=1)
def readers() -> dict[str, Reader]:
    """All readers by name, in alphabetical order. Their modules import nothing heavy."""
    names = sorted(m.name for m in iter_modules(__path__) if not m.name.startswith("_"))
    return {name: cast(Reader, import_module(f"{__name__}.{name}")) for name in names}


def reader_named(name: str) -> Reader:
    """The reader of that name.

    Raises:
        UsageError: there is none; the message lists those there are.
    """
    known = readers()
    if name not in known:
        raise unknown_name("format", name, list(known))
    return known[name]


def choose(source: Source) -> tuple[str, Reader] | None:
    """The reader surest of the file, the first by name among equals; ``None`` if none wants it."""
    name, sure = "", 0
    for candidate, reader in readers().items():
        score = reader.sniff(source)
        if score > sure:
            name, sure = candidate, score
    return (name, readers()[name]) if name else None


def suffixes() -> list[str]:
    """All file endings some reader is at home with, sorted."""
    return sorted({suffix for reader in readers().values() for suffix in reader.SUFFIXES})
