"""The run folder: tables written whole or not at all, and what the run was (`run.json`)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import RunError
from toolkit.workflow.schemas import TABLES, schemas

if TYPE_CHECKING:
    import pandas as pd

FORMAT = 1
_ROWS = 2000


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A scratch path that takes the place of ``path`` only if the block ends without error."""
    scratch = path.with_name(f".{path.name}.part")
    try:
        yield scratch
        os.replace(scratch, path)
    finally:
        scratch.unlink(missing_ok=True)


class TableWriter:
    """Rows of one table, written in groups so that memory stays flat."""

    def __init__(self, name: str, path: Path) -> None:
        import pyarrow.parquet as pq

        self._schema = schemas()[name]
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[Mapping[str, Any]] = []
        self.count = 0

    def add(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Append rows (dictionaries with the schema's keys)."""
        for row in rows:
            self._rows.append(row)
            self.count += 1
            if len(self._rows) >= _ROWS:
                self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        if self._rows:
            self._writer.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
            self._rows = []

    def close(self) -> None:
        """Write what is left and the file's footer."""
        self._flush()
        self._writer.close()


def spooled(path: Path, columns: list[str] | None = None) -> Iterator[dict[str, Any]]:
    """The rows a :class:`TableWriter` wrote to ``path`` (some columns only), streamed."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=_ROWS, columns=columns):
            yield from batch.to_pylist()


def _holds_files(path: Path) -> bool:
    """Whether a folder holds more than what a run that failed leaves: empty ``tables``, parts."""
    return any(
        inner.name != "tables" or not inner.is_dir() or any(inner.iterdir())
        for inner in path.iterdir()
        if not (inner.name.startswith(".") and inner.name.endswith(".part"))
    )


class RunFolder:
    """The tables and the record of one run."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def create(cls, path: Path) -> RunFolder:
        """Make (or take over) the folder ``path`` for a run."""
        if path.exists() and not path.is_dir():
            raise RunError(
                "is a file", place=str(path), expected="a folder for the run",
                advice="Name another folder with --out",
            )
        foreign = path.is_dir() and not (path / "run.json").exists() and _holds_files(path)
        if foreign:
            raise RunError(
                "holds files that no run wrote", place=str(path),
                expected="an empty folder, a new one, or an earlier run",
                advice="Name another folder with --out",
            )
        (path / "tables").mkdir(parents=True, exist_ok=True)
        return cls(path)

    @classmethod
    def open(cls, path: Path) -> RunFolder:
        """The run written at ``path`` earlier."""
        if not (path / "run.json").is_file():
            raise RunError(
                "no run.json there", place=str(path), expected="a folder that `toolkit run` wrote",
                advice="Give the folder named by --out",
            )
        folder = cls(path)
        found = folder.record().get("format")
        if found != FORMAT:
            raise RunError(
                f"format {found}", place=str(path / "run.json"), expected=f"format {FORMAT}",
                advice="Run `toolkit run` again with this version",
            )
        return folder

    def record(self) -> dict[str, Any]:
        """What `run.json` says; empty before the first stage has ended."""
        path = self.path / "run.json"
        if not path.is_file():
            return {}
        try:
            value: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        except json.JSONDecodeError as error:
            raise RunError(
                f"not valid JSON ({error})", place=str(path), advice="Run `toolkit run` again"
            ) from error
        return value

    def note(self, **entries: Any) -> None:
        """Add entries to `run.json`; dictionaries are merged one level deep."""
        record = {"format": FORMAT, **self.record()}
        for key, value in entries.items():
            old = record.get(key)
            record[key] = {**old, **value} if isinstance(old, dict) and isinstance(
                value, dict
            ) else value
        with replacing(self.path / "run.json") as scratch:
            text = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True)
            scratch.write_text(text + "\n", encoding="utf-8")

    def file(self, table: str) -> Path:
        """Where a table's Parquet file stands."""
        return self.path / f"{table}.parquet"

    def has(self, table: str) -> bool:
        """Whether the table has been written."""
        return self.file(table).is_file()

    @contextmanager
    def writing(self, *tables: str) -> Iterator[tuple[TableWriter, ...]]:
        """Writers for tables that appear together, when all of them are whole."""
        scratch = {name: self.path / f".{name}.parquet.part" for name in tables}
        writers: list[TableWriter] = []
        try:
            for name in tables:
                writers.append(TableWriter(name, scratch[name]))
            yield tuple(writers)
            for writer in writers:
                writer.close()
            for name in tables:
                os.replace(scratch[name], self.file(name))
                self._write_csv(name)
        finally:
            for part in scratch.values():
                part.unlink(missing_ok=True)

    def write(self, table: str, rows: Iterable[Mapping[str, Any]]) -> int:
        """Write a whole table; returns the number of rows."""
        with self.writing(table) as (writer,):
            writer.add(rows)
        return writer.count

    def rows(self, table: str, columns: list[str] | None = None) -> Iterator[dict[str, Any]]:
        """The rows of a table, streamed."""
        yield from spooled(self._existing(table), columns)

    def frame(self, table: str) -> pd.DataFrame:
        """A table as a pandas DataFrame; list columns hold lists, ``None`` marks missing."""
        import pandas as pd

        columns = schemas()[table].names
        frame = pd.DataFrame(list(self.rows(table)), columns=columns)
        return frame

    def _existing(self, table: str) -> Path:
        path = self.file(table)
        if not path.is_file():
            raise RunError(
                f"the table {table} is not there", place=str(self.path),
                advice=f"Run the stage that writes it first ({_STAGE_OF[table]})",
            )
        return path

    def _write_csv(self, table: str) -> None:
        """The same rows for spreadsheets and R; lists are joined by " | ", records are JSON."""
        import csv

        names = schemas()[table].names
        with replacing(self.path / "tables" / f"{table}.csv") as scratch, open(
            scratch, "w", encoding="utf-8", newline=""
        ) as handle:
            writer = csv.writer(handle)
            writer.writerow(names)
            for row in self.rows(table):
                writer.writerow([cell(row[name]) for name in names])


def cell(value: Any) -> Any:
    """A value as one CSV cell: ``None`` empty, lists of words joined, records as JSON."""
    if value is None:
        return ""
    if isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            return " | ".join(value)
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


_STAGE_OF = {
    "documents": "toolkit ingest", "sentences": "toolkit ingest", "rejected": "toolkit ingest",
    "claims": "toolkit claims", "terms": "toolkit claims", "passages": "toolkit topics",
    "topics": "toolkit topics", "assignments": "toolkit topics",
    "comparisons": "toolkit compare",
}
assert set(_STAGE_OF) == set(TABLES)
