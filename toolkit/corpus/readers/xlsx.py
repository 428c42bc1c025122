"""Excel sheets: one article per row of the first sheet that has a text column."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from toolkit.corpus.columns import find, named
from toolkit.corpus.readers import table
from toolkit.corpus.readers._markup import name_of
from toolkit.corpus.readers._office import archive, elements, has_names, has_part, part
from toolkit.corpus.source import Item, Source
from toolkit.errors import ReadError

SUFFIXES = (".xlsx", ".xlsm")
_CELL = re.compile(r"^([A-Z]{1,3})\d+$")
_DATE_CODES = frozenset((*range(14, 23), 27, 30, 36, 45, 46, 47, 50, 57))
# The strings a sheet shares are kept in memory, up to this many characters.
MAX_SHARED = 400 * 1024 * 1024


def sniff(source: Source) -> int:
    """A zip archive with Excel's parts, or Excel's suffix on one."""
    if has_names(source.head, b"xl/"):
        return 90
    return 70 if source.suffix in SUFFIXES and source.head.startswith(b"PK\x03\x04") else 0


def read(source: Source) -> Iterator[Item]:
    """Every row with a text as a document, the columns found as in any table.

    Raises:
        ReadError: damaged, encrypted, no sheet, or no text column.
        UsageError: a column the user named is not there.
    """
    with archive(source) as opened:
        sheets = _sheets(opened)
        if not sheets:
            raise ReadError("no sheet",
                            code="damaged", place=source.id, expected="an Excel workbook")
        shared = _shared(opened, source)
        dates, epoch = _date_styles(opened, source), _epoch(opened, source)
        for position, sheet in enumerate(sheets):
            with part(opened, sheet, source) as stream:
                rows = _rows(stream, source, (shared, dates, epoch))
                header = next(rows, None)
                if header is None or (position + 1 < len(sheets) and not _has_text(source, header)):
                    continue
                yield from table.from_rows(source, _named(header, rows), format="xlsx")
                return
        raise ReadError("every sheet is empty", code="empty", place=source.id)


def _has_text(source: Source, header: tuple[int, dict[int, str]]) -> bool:
    names = [name.strip() for name in header[1].values()]
    return "text" in named(names, source.columns)[0] or "text" in find(names, "text")


def _named(
    header: tuple[int, dict[int, str]], rows: Iterator[tuple[int, dict[int, str]]]
) -> Iterator[table.Row]:
    names = {column: name.strip() for column, name in header[1].items() if name.strip()}
    for number, (line, cells) in enumerate(rows, 1):
        if any(value.strip() for value in cells.values()):
            yield number, f"row {line}", {n: cells.get(c, "") for c, n in names.items()}


def _sheets(opened: zipfile.ZipFile) -> list[str]:
    found = [name for name in opened.namelist()
             if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)]
    return sorted(found, key=lambda name: int(re.sub(r"\D", "", name)))


def _shared(opened: zipfile.ZipFile, source: Source) -> list[str]:
    if not has_part(opened, "xl/sharedStrings.xml"):
        return []
    found: list[str] = []
    size = 0
    with part(opened, "xl/sharedStrings.xml", source) as stream:
        for node in elements(stream, source, "si"):
            found.append(_text(node))
            size += len(found[-1])
            if size > MAX_SHARED:
                raise ReadError("more text than a workbook can be read with",
                                code="too_large", place=source.id,
                                advice="Save it as CSV in UTF-8")
    return found


def _text(node: Any) -> str:
    """The text of a cell or string, without its reading aids (rPh)."""
    return "".join(
        part.text or "" for part in node.iter()
        if name_of(part) == "t" and not any(name_of(up) == "rph" for up in part.iterancestors())
    )


def _date_styles(opened: zipfile.ZipFile, source: Source) -> frozenset[int]:
    """The numbers of the cell styles that show a date."""
    if not has_part(opened, "xl/styles.xml"):
        return frozenset()
    with part(opened, "xl/styles.xml", source) as stream:
        root = next(elements(stream, source, "styleSheet"), None)
        if root is None:
            return frozenset()
        codes = set(_DATE_CODES)
        for node in root.iter("{*}numFmt"):
            plain = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", node.get("formatCode", "").casefold())
            if re.search(r"[dy]|mmm|jj|aa", plain):
                codes.add(int(node.get("numFmtId", "0")))
        forms = root.find("{*}cellXfs")
        formats = list(forms) if forms is not None else []
        return frozenset(
            i for i, node in enumerate(formats) if int(node.get("numFmtId", "0")) in codes
        )


def _epoch(opened: zipfile.ZipFile, source: Source) -> date:
    """Day 0: 1899-12-30, or 1904-01-01 in old workbooks of the Macintosh."""
    if has_part(opened, "xl/workbook.xml"):
        with part(opened, "xl/workbook.xml", source) as stream:
            for node in elements(stream, source, "workbookPr"):
                if node.get("date1904") in ("1", "true"):
                    return date(1904, 1, 1)
    return date(1899, 12, 30)


def _rows(
    stream: Any, source: Source, book: tuple[list[str], frozenset[int], date]
) -> Iterator[tuple[int, dict[int, str]]]:
    line = 0
    for row in elements(stream, source, "row"):
        line = int(row.get("r", line + 1))
        cells: dict[int, str] = {}
        for position, cell in enumerate(row):
            match = _CELL.match(cell.get("r", ""))
            cells[_column(match[1]) if match else position] = _value(cell, *book)
        yield line, cells


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _value(cell: Any, shared: list[str], dates: frozenset[int], epoch: date) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text(cell)
    value = str(cell.findtext("{*}v") or "")
    if kind == "s":
        return shared[int(value)] if value.isdigit() and int(value) < len(shared) else ""
    if kind == "n" and value and int(cell.get("s", "0")) in dates:
        try:
            return (epoch + timedelta(days=int(float(value)))).isoformat()
        except (ValueError, OverflowError):
            return value
    return value[:-2] if kind == "n" and value.endswith(".0") else value
