"""Which column of a table says what, by a name list that users can lengthen."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from toolkit.codebook import load_lexicon
from toolkit.corpus.dates import parse_date
from toolkit.errors import ReadError, UsageError
from toolkit.records import Document

# The columns that make a document; what else a table holds goes to ``meta``.
FIELDS = (
    "text", "title", "date", "author", "source", "genre", "section", "url", "id", "language",
    "words",
)


class _Columns(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    text: tuple[str, ...]
    title: tuple[str, ...]
    date: tuple[str, ...]
    author: tuple[str, ...]
    source: tuple[str, ...]
    genre: tuple[str, ...]
    section: tuple[str, ...]
    url: tuple[str, ...]
    id: tuple[str, ...]
    language: tuple[str, ...]
    words: tuple[str, ...]
    file: tuple[str, ...]


@lru_cache(maxsize=1)
def aliases() -> dict[str, tuple[str, ...]]:
    """Field → the column names that mean it, from ``data/lexicons/columns.toml``."""
    found = load_lexicon("columns", _Columns)
    return {name: getattr(found, name) for name in (*FIELDS, "file")}


def folded(name: str) -> str:
    """A column name without case, accents, blanks and punctuation."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(mark for mark in plain if mark.isalnum())


def find(names: Sequence[str], *fields: str) -> dict[str, str]:
    """Field → column, for those of ``fields`` that some column name means."""
    by_name: dict[str, str] = {}
    for name in names:
        by_name.setdefault(folded(name), name)
    found: dict[str, str] = {}
    for field in fields:
        alias = next((a for a in aliases()[field] if a in by_name), None)
        if alias is not None and by_name[alias] not in found.values():
            found[field] = by_name[alias]
    return found


def columns_of(
    names: Sequence[str], given: Mapping[str, str], *, place: str
) -> dict[str, str]:
    """Field → column of a table of articles; what the user named wins.

    Raises:
        UsageError: a column the user named is not there.
        ReadError: no column holds the text.
    """
    for field, column in given.items():
        if column not in names:
            raise UsageError(
                f'no column "{column}" for {field}', place=place,
                expected="one of " + ", ".join(names),
            )
    taken = set(given.values())
    found = find([name for name in names if name not in taken], *FIELDS) | dict(given)
    if "text" not in found:
        raise ReadError(
            "no column holds the text (columns: " + ", ".join(names) + ")", place=place,
            expected="one of " + ", ".join(aliases()["text"][:6]),
            advice="Name it with --text-column",
        )
    return found


def clean(value: object) -> str | None:
    """A metadata cell on one line; ``None`` for a blank one."""
    text = " ".join(str(value).split()) if value is not None else ""
    return text or None


def count(value: str | None) -> int | None:
    """A stated number of words ("1 234 mots"); ``None`` where none is stated."""
    digits = "".join(mark for mark in value or "" if mark.isdigit())
    return int(digits) if 0 < len(digits) < 9 else None


def dated(value: str | None) -> tuple[str | None, str | None, tuple[str, ...]]:
    """(ISO date, raw date, warnings) of a metadata cell."""
    iso, warning = parse_date(value or "")
    return iso, value, (warning,) if warning else ()


def with_columns(
    document: Document, row: Mapping[str, object], found: Mapping[str, str]
) -> Document:
    """``document`` with the metadata of a table's row; text and id are left alone."""
    value = {field: clean(row.get(column)) for field, column in found.items() if field != "text"}
    iso, raw, warnings = dated(value.get("date"))
    used = set(found.values())
    meta = tuple(
        (name, text) for name, cell in row.items()
        if name not in used and (text := clean(cell)) is not None
    )
    return replace(
        document,
        title=value.get("title") or document.title,
        author=value.get("author") or document.author,
        date=iso if raw else document.date,
        date_raw=raw or document.date_raw,
        source=value.get("source") or document.source,
        genre=value.get("genre") or document.genre,
        section=value.get("section") or document.section,
        url=value.get("url") or document.url,
        language=value.get("language") or document.language,
        word_count=count(value.get("words")) or document.word_count,
        meta=document.meta + meta,
        warnings=document.warnings + warnings,
    )
