"""Which column of a table says what, by a name list that users can lengthen."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from toolkit.codebook import load_lexicon
from toolkit.corpus.dates import parse_date
from toolkit.errors import ReadError, UsageError, unknown_name
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
    abstract: tuple[str, ...]
    year: tuple[str, ...]
    month: tuple[str, ...]
    day: tuple[str, ...]
    file: tuple[str, ...]


@lru_cache(maxsize=1)
def aliases() -> dict[str, tuple[str, ...]]:
    """Field → the column names that mean it, from ``data/lexicons/columns.toml``."""
    found = load_lexicon("columns", _Columns)
    return {name: getattr(found, name) for name in type(found).model_fields}


def folded(name: str) -> str:
    """A column name without case, accents, blanks and punctuation."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(mark for mark in plain if mark.isalnum())


def meant_by(name: str) -> str | None:
    """The field a column of this name is read as ("category" → "section"); ``None`` for none."""
    wanted = folded(name)
    return next((field for field, names in aliases().items() if wanted in names), None)


def find(names: Sequence[str], *fields: str) -> dict[str, str]:
    """Field → column, for those of ``fields`` that some column name means.

    Where a date is asked for and only a year is there, the year is it.
    """
    by_name: dict[str, str] = {}
    for name in names:
        by_name.setdefault(folded(name), name)
    found: dict[str, str] = {}
    for field in fields:
        _find_one(by_name, field, found)
    if "date" in fields and "date" not in found and (year := _find_one(by_name, "year", found)):
        del found["year"]
        found["date"] = year
    return found


def with_parts(names: Sequence[str], found: dict[str, str]) -> dict[str, str]:
    """``found`` with the columns of month and day, where its date is a column of years."""
    by_name = {folded(name): name for name in names}
    if folded(found.get("date", "")) in aliases()["year"] and _find_one(by_name, "month", found):
        _find_one(by_name, "day", found)
    return found


def _find_one(by_name: Mapping[str, str], field: str, found: dict[str, str]) -> str | None:
    """Add the column of one field to ``found``, unless another field has it."""
    alias = next((a for a in aliases()[field] if a in by_name), None)
    if alias is None or by_name[alias] in found.values():
        return None
    found[field] = by_name[alias]
    return found[field]


def checked(given: Mapping[str, str]) -> dict[str, str]:
    """The columns a user named, when all of them are for a field there is.

    Raises:
        UsageError: an unknown field, or no column for it.
    """
    for field, column in given.items():
        if field not in (*FIELDS, "file"):
            raise unknown_name("field", field, [*FIELDS, "file"])
        if not column.strip():
            raise UsageError(f"no column is named for {field}", expected=f"such as {field}=NAME")
    return dict(given)


def named(names: Sequence[str], given: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """(field → column of this table, field → name that no column has) of what the user named.

    A name is looked for as it is written, then without case, accents and blanks.
    """
    by_name: dict[str, str] = {}
    for name in names:
        by_name.setdefault(folded(name), name)
    here: dict[str, str] = {}
    missing: dict[str, str] = {}
    for field, column in given.items():
        found = column if column in names else by_name.get(folded(column) or column)
        if found is None:
            missing[field] = column
        else:
            here[field] = found
    return here, missing


def columns_of(
    names: Sequence[str], given: Mapping[str, str], *, place: str, loose: bool = False
) -> dict[str, str]:
    """Field → column of a table of articles; what the user named wins.

    Args:
        given: field → column as the user named them; "file" is for metadata tables only.
        loose: a named column may be missing, as in JSON lines, whose rows differ.

    Raises:
        UsageError: a column the user named is not there.
        ReadError: no column holds the text.
    """
    here, missing = named(names, {f: c for f, c in given.items() if f != "file"})
    if missing and not loose:
        field, column = next(iter(missing.items()))
        raise UsageError(
            f'no column "{column}" for {field}', place=place,
            expected="one of " + shown(names), code="column_missing",
            advice=f"Name one of them with --column {field}=NAME",
        )
    taken = set(here.values())
    found = find([name for name in names if name not in taken],
                 *(field for field in FIELDS if field not in here)) | here
    if "text" not in found and "text" not in missing:
        rest = {name: name for name in names if name not in found.values()}
        if _find_one({folded(name): name for name in rest}, "abstract", found):
            found["text"] = found.pop("abstract")
    if "text" not in found:
        what = f'no column "{missing["text"]}"' if "text" in missing else "no column holds the text"
        raise ReadError(
            f"{what} (columns: {shown(names)})", place=place,
            expected="one of " + ", ".join(aliases()["text"][:6]), code="no_text_column",
            advice="Name it with --column text=NAME",
        )
    return with_parts(names, found)


def shown(names: Sequence[str]) -> str:
    """Column names for a message, which must not grow with a broken table."""
    cut = [name[:40] for name in names[:30]]
    return ", ".join(cut) + (f" and {len(names) - 30} more" if len(names) > 30 else "")


def is_abstract(column: str) -> bool:
    """Whether a column of that name holds a summary rather than the article."""
    return folded(column) in aliases()["abstract"]


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


def _whole(value: Mapping[str, str | None]) -> str | None:
    """A date that may stand in three columns."""
    year, month, day = (value.get(name) for name in ("date", "month", "day"))
    if not year or not month:
        return year
    if month.isdigit() and (not day or day.isdigit()):
        return "-".join([year, month.zfill(2), *([day.zfill(2)] if day else [])])
    return f"{day} {month} {year}" if day else f"{month} {year}"


def with_columns(
    document: Document, row: Mapping[str, object], found: Mapping[str, str]
) -> Document:
    """``document`` with the metadata of a table's row; text and id are left alone."""
    value = {field: clean(row.get(column)) for field, column in found.items() if field != "text"}
    iso, raw, warnings = dated(_whole(value))
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
