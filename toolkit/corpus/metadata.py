"""The ``metadata.csv`` of a folder: what its owner knows about each file."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from toolkit.corpus.columns import find, named, with_columns, with_parts
from toolkit.corpus.readers.table import read_cells
from toolkit.corpus.source import rejected
from toolkit.errors import ReadError
from toolkit.records import Document, Rejected

NAMES = ("metadata.csv", "metadata.tsv")
# What such a table can say of a file.
FIELDS_OF = ("file", "title", "date", "author", "source", "genre", "section", "url", "language",
             "words")


def _key(name: str) -> str:
    path = unicodedata.normalize("NFC", name.strip().replace("\\", "/")).removeprefix("./")
    return path.casefold()


@dataclass(slots=True)
class Metadata:
    """The rows of one metadata table, found by a file's path, name or name without ending."""

    id: str
    folder: str
    columns: dict[str, str]
    rows: list[tuple[str, dict[str, Any]]]
    used: set[int] = field(default_factory=set)
    faults: list[Rejected] = field(default_factory=list)
    _by_key: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, (place, row) in enumerate(self.rows):
            key = _key(str(row[self.columns["file"]]))
            if key in self._by_key:
                self.faults.append(Rejected(
                    self.id, place, f'a second row for "{row[self.columns["file"]]}"',
                    "Keep one row per file", "metadata", "metadata_twice",
                ))
                self.used.add(number)
            self._by_key.setdefault(key, number)

    def row_for(self, id: str) -> dict[str, Any] | None:
        """The row of the file with that id (its path below the folder given)."""
        path = PurePosixPath(id)
        inner = path.relative_to(self.folder) if self.folder else path
        for name in (str(inner), str(inner.with_suffix("")), inner.name, inner.stem):
            number = self._by_key.get(_key(name))
            if number is not None:
                self.used.add(number)
                return self.rows[number][1]
        return None

    def add(self, document: Document, id: str) -> Document:
        """``document`` with what the table says of its file; the table wins where it speaks."""
        row = self.row_for(id)
        if row is None:
            warning = f"no row for this file in {self.id}"
            return replace(document, warnings=(*document.warnings, warning))
        known = {name: column for name, column in self.columns.items() if name != "text"}
        return with_columns(document, row, known)

    def unused(self) -> list[Rejected]:
        """The table's faults: rows that name no file, rows said twice."""
        rest = [
            Rejected(
                self.id, place, f'no file "{row[self.columns["file"]]}" in the folder',
                "Correct the name or remove the row", "metadata", "metadata_unused",
            )
            for number, (place, row) in enumerate(self.rows) if number not in self.used
        ]
        return self.faults + rest


def load(
    path: Path, id: str, folder: str, *, columns: Mapping[str, str] | None = None
) -> Metadata:
    """Read a metadata table.

    Args:
        columns: field → column as the user named them, where the table has them; "file" is the
            column that names the files.
        id: the name the table is known by in messages.
        folder: the path of its folder below the folder given ("" for that folder itself).

    Raises:
        ReadError: it has no column that names the files, or cannot be read as a table.
    """
    good: list[tuple[str, dict[str, Any]]] = []
    faults: list[Rejected] = []
    found: dict[str, str] = {}
    given = dict(columns or {})
    for place, row in read_cells(path, id):
        if isinstance(row, ReadError):
            faults.append(rejected(id, row, place=place, kind="metadata"))
            continue
        found = found or _columns(list(row), given)
        if "file" not in found:
            raise ReadError(
                "no column names the files (columns: " + ", ".join(row) + ")",
                code="no_file_column", place=id,
                expected="a column file, fichier, filename or id",
            )
        good.append((place, row))
    return Metadata(id, folder, found, good, faults=faults)


def _columns(names: list[str], given: Mapping[str, str]) -> dict[str, str]:
    here = {field: name for field, name in named(names, given)[0].items() if field in FIELDS_OF}
    rest = [name for name in names if name not in here.values()]
    return with_parts(names, find(rest, *(f for f in FIELDS_OF if f not in here)) | here)
