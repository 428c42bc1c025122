"""Tables of articles: CSV, TSV and JSON lines, one article per row, read as a stream."""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from toolkit.corpus.columns import columns_of, find, is_abstract, named, with_columns
from toolkit.corpus.decode import ENCODINGS, decode, kind_of, text_warnings
from toolkit.corpus.readers._markup import from_html
from toolkit.corpus.source import MAX_ARTICLE_FILE, Item, Source
from toolkit.errors import ReadError
from toolkit.records import Document, Rejected

SUFFIXES = (".csv", ".tsv", ".jsonl", ".ndjson", ".json")
DELIMITERS = "\t;,|"
# The longest cell read; a longer one is a broken quotation mark that ate the file.
MAX_CELL = 20 * 1024 * 1024
UTF8 = "utf-8-sig"
# Rows looked at to learn how a table is quoted.
TRIAL = 200


def sniff(source: Source) -> int:
    """By suffix, or a JSON object on the first line, or a header with a known text column."""
    if kind_of(source.head):
        return 0
    head = source.head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b'{"', b"[{", b'{ "')):
        return 50
    if source.suffix in SUFFIXES:
        return 40
    if b"\x00" in source.head[:4096]:
        return 0
    line = head.split(b"\n", 1)[0][:2000].decode("utf-8", "replace")
    names = _header(line, _delimiter(line))
    return 35 if len(names) > 1 and "text" in find(names, "text") and len(line) < 500 else 0


def read(source: Source) -> Iterator[Item]:
    """Every row with a text as a document, every other row as a `rejected` one.

    Raises:
        ReadError: no text column, no header, or no known encoding.
        UsageError: a column the user named is not there.
    """
    head = source.head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"[") and not source.suffix.endswith("sv"):
        yield from from_rows(source, _json_array(source), loose=True)
        return
    encoding = _encoding(source.path)
    told = () if encoding == UTF8 else (f"not UTF-8: read as {encoding}",)
    if head.startswith(b"{") and not source.suffix.endswith("sv"):
        yield from from_rows(source, _json_lines(source, encoding), told, loose=True)
    else:
        yield from from_rows(source, _delimited(source, encoding), told)


Row = tuple[int, str, dict[str, Any] | ReadError]


class _Columns:
    """Field → column for the rows of one table.

    The rows of a CSV file have the same columns, those of JSON lines need not: they are found for
    each set of names, and a row without a text costs that row only.
    """

    def __init__(self, source: Source, loose: bool) -> None:
        self.source, self.loose = source, loose
        self.unmet = set(source.columns) - {"file"} if loose else set()
        self._known: dict[tuple[str, ...], dict[str, str] | ReadError] = {}

    def of(self, row: Mapping[str, Any]) -> dict[str, str] | ReadError:
        names = tuple(row)
        known = self._known.get(names)
        if known is None:
            if self.unmet:
                self.unmet -= set(named(names, self.source.columns)[0])
            try:
                known = columns_of(
                    names, self.source.columns, place=self.source.id, loose=self.loose
                )
            except ReadError as error:
                if not self.loose:
                    raise
                known = error
            if len(self._known) < TRIAL:
                self._known[names] = known
        return known

    def check(self) -> None:
        """A column the user named was in none of the rows.

        Raises:
            UsageError: with the columns that were found.
        """
        if self.unmet and self._known:
            names = dict.fromkeys(name for names in self._known for name in names)
            columns_of(list(names), {f: self.source.columns[f] for f in sorted(self.unmet)},
                       place=self.source.id)


def from_rows(
    source: Source, rows: Iterator[Row], told: tuple[str, ...] = (), *, format: str = "table",
    loose: bool = False,
) -> Iterator[Item]:
    """Rows (number, place, cells or what is wrong with them) to documents.

    ``loose``: the rows need not have the same columns.
    """
    columns = _Columns(source, loose)
    seen: set[str] = set()
    waiting: list[tuple[str, ReadError]] | None = []  # without a text, before the first with one
    for number, place, row in rows:
        if isinstance(row, ReadError):
            yield source.reject(row, place=place, kind="row")
            continue
        found = columns.of(row)
        if isinstance(found, ReadError):
            if waiting is None:
                yield source.reject(found, place=place, kind="row")
                continue
            waiting.append((place, found))
            if len(waiting) > TRIAL:
                break  # no table of articles
            continue
        for before, fault in waiting or ():
            yield source.reject(fault, place=before, kind="row")
        waiting = None
        yield _document(source, (number, place, row, found), seen, told, format=format)
    columns.check()
    if waiting:
        raise waiting[0][1]


def _document(
    source: Source, cells: tuple[int, str, dict[str, Any], dict[str, str]], seen: set[str],
    told: tuple[str, ...], *, format: str,
) -> Item:
    """The document of one row, or why there is none."""
    number, place, row, columns = cells
    text = row.get(columns["text"])
    if not isinstance(text, str) or not text.strip() or "\x00" in text:
        return _no_text(source, place, columns["text"], text)
    key = str(row.get(columns.get("id", ""), "") or number).strip() or str(number)
    if key in seen:
        key = f"{key}.{number}"
    seen.add(key)
    if "text" not in source.columns and is_abstract(columns["text"]):
        told += (f'the text is the column "{columns["text"]}": it may not be the whole article',)
    document = Document(
        id=source.document_id(key), text=text, path=str(source.path), format=format,
        warnings=told + text_warnings(text),
    )
    return with_columns(document, row, columns)


def _no_text(source: Source, place: str, column: str, text: object) -> Rejected:
    if isinstance(text, str) and text.strip():
        fault = ReadError(f'a NUL character in column "{column}"', code="nul",
                          advice="Export the row again")
    else:
        fault = ReadError(f'nothing in column "{column}"', code="no_text",
                          advice="Fill the cell or remove the row")
    return source.reject(fault, place=place, kind="row")


def _encoding(path: Path) -> str:
    """The encoding of a whole file, found without holding it in memory."""
    check = codecs.getincrementaldecoder("utf-8")()
    head = b""
    with path.open("rb") as handle:
        try:
            while chunk := handle.read(1024 * 1024):
                head = head or chunk
                check.decode(chunk)
            check.decode(b"", True)
            return UTF8
        except UnicodeDecodeError:
            handle.seek(max(0, handle.tell() - 2 * 1024 * 1024))
            sample = handle.read(2 * 1024 * 1024)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    found = decode(sample, place=path.name).encoding.replace("-", "_")
    return found if found in ENCODINGS else UTF8


class _Lines:
    """The lines of a file, none longer than a cell may be: a longer one is skipped and told."""

    def __init__(self, handle: TextIO) -> None:
        self.handle = handle

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self.handle.readline(MAX_CELL)
        if not line:
            raise StopIteration
        if len(line) < MAX_CELL or line.endswith("\n"):
            return line
        while (line := self.handle.readline(MAX_CELL)) and not line.endswith("\n"):
            pass
        raise csv.Error(f"a line of more than {MAX_CELL} characters")


def _header(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter), [])


def _delimiter(line: str) -> str:
    """The mark that cuts a header into most columns; a comma where none does."""
    return max(DELIMITERS, key=lambda mark: (len(_header(line, mark)), mark == ","))


def _delimited(source: Source, encoding: str) -> Iterator[Row]:
    with source.path.open(encoding=encoding, errors="replace", newline="") as handle:
        first = handle.readline(1024 * 1024)
        if not first.strip():
            raise ReadError(
                "the first line is blank",
                code="no_header", place=source.id, expected="the names of the columns"
            )
        delimiter = "\t" if source.suffix == ".tsv" and "\t" in first else _delimiter(first)
        handle.seek(0)
        quoting = _quoting(source, encoding, delimiter)
        # Not strict, the parser would drop a stray quotation mark from a text without a word.
        lines = _Lines(handle)
        yield from _rows(csv.reader(lines, delimiter=delimiter, quoting=quoting, strict=True))


def _quoting(source: Source, encoding: str, delimiter: str) -> Any:
    """Whether quotation marks wrap cells; where they break the rows, they are plain text."""
    wrong = {}
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        with source.path.open(encoding=encoding, errors="replace", newline="") as handle:
            lines = _Lines(handle)
            rows = _rows(csv.reader(lines, delimiter=delimiter, quoting=quoting, strict=True))
            trial = [row for _, (_, _, row) in zip(range(TRIAL), rows)]
        wrong[quoting] = sum(isinstance(row, ReadError) for row in trial)
    return min(wrong, key=lambda quoting: wrong[quoting])


def _rows(reader: Any) -> Iterator[Row]:
    """The rows of a delimited file; one with too few or too many cells is told by its line."""
    csv.field_size_limit(MAX_CELL)
    header = [name.strip() for name in next(reader)]
    number = 0
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            yield number, f"line {line}", ReadError(
                f"not readable as a table: {error}", code="broken_row",
                advice="Look for a quotation mark that is never closed",
            )
            continue
        if not cells:
            continue
        number += 1
        if len(cells) != len(header):
            yield number, f"line {line}", ReadError(
                f"{len(cells)} cells",
                code="broken_row", expected=f"{len(header)}, as in the header",
                advice="Look for a lost delimiter or quotation mark",
            )
            continue
        yield number, f"line {line}", dict(zip(header, cells))


def _json_lines(source: Source, encoding: str) -> Iterator[Row]:
    with source.path.open(encoding=encoding, errors="replace") as handle:
        lone = source.suffix == ".json" and source.path.stat().st_size <= MAX_ARTICLE_FILE
        if lone and (whole := _whole(handle.read())) is not None:
            items = _items(whole)
            for number, item in enumerate(items, 1):
                yield number, "the file" if len(items) == 1 else f"item {number}", _flat(item)
            return
        handle.seek(0)
        lines = _Lines(handle)
        number = line = 0
        while True:
            line += 1
            try:
                content = next(lines)
            except StopIteration:
                return
            except csv.Error as error:
                number += 1
                yield number, f"line {line}", ReadError(
                    str(error), code="too_long", advice="Cut it into articles"
                )
                continue
            if content.strip():
                number += 1
                yield number, f"line {line}", _object(content)


def _object(content: str) -> dict[str, Any] | ReadError:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        return ReadError(f"not JSON: {error}", code="broken_row", advice="Export the row again")
    return _flat(value)


def _flat(value: object) -> dict[str, Any] | ReadError:
    if not isinstance(value, dict):
        return ReadError(f"a JSON {type(value).__name__}", code="broken_row",
                         expected="an object with a text")
    return {str(name): _cell(cell) for name, cell in value.items()}


def _is_name(value: object) -> bool:
    """A name as CSL-JSON (Zotero) writes it."""
    return isinstance(value, dict) and isinstance(value.get("family"), str)


def _cell(value: object) -> object:
    """A nested value as its JSON, so that nothing of a row is lost.

    WordPress nests its texts, CSL-JSON its names and dates.
    """
    if isinstance(value, dict) and isinstance(value.get("rendered"), str):
        return "\n".join(from_html(value["rendered"]))
    if isinstance(value, dict) and (parts := value.get("date-parts")):
        first = parts[0] if isinstance(parts, list) else None
        if isinstance(first, list):
            return "-".join(str(part).zfill(2) for part in first)
    if isinstance(value, list) and value and all(map(_is_name, value)):
        return "; ".join(f"{item.get('given', '')} {item['family']}".strip() for item in value)
    if isinstance(value, (list, dict)):
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return "; ".join(value)
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return value


def _whole(content: str) -> object:
    """A whole file as one JSON value; ``None`` where it is none (JSON lines, for one)."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _json_array(source: Source) -> Iterator[Row]:
    decoded = decode(source.data(), place=source.id)
    yield from _json_values(source, decoded.text)


def _json_values(source: Source, content: str) -> Iterator[Row]:
    try:
        values = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ReadError(
            f"not JSON: {error}", place=source.id, code="damaged", expected="a list of objects",
            advice="Export it again, as JSON lines if it is large",
        ) from error
    for number, value in enumerate(_items(values), 1):
        yield number, f"item {number}", _flat(value)


def _items(value: object) -> list[object]:
    """The articles of a JSON value: a list, or the one list of objects an object wraps."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and "text" not in find(list(map(str, value)), "text"):
        lists = [inner for inner in value.values()
                 if isinstance(inner, list) and inner and isinstance(inner[0], dict)]
        if len(lists) == 1:
            return list(lists[0])
    return [value]


def read_cells(path: Path, id: str) -> Iterator[tuple[str, dict[str, Any] | ReadError]]:
    """The rows of a CSV or TSV file that holds no texts, each with its place.

    Raises:
        ReadError: the file is empty or in no known encoding.
    """
    for _, place, row in _delimited(Source.of(path, id), _encoding(path)):
        yield place, row
