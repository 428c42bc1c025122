"""The tables of a run in other forms: CSV, and JSONL with the annotation guide's field names."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from toolkit.errors import unknown_name
from toolkit.workflow.folder import RunFolder, replacing
from toolkit.workflow.schemas import TABLES

FORMATS = ("csv", "jsonl")


def guide_claim(row: dict[str, Any]) -> dict[str, Any]:
    """A claim with the guide's names: quantities and horizon verbatim, their values beside them."""
    horizon = row["horizon"]
    return row | {
        "claim": True,
        "quantities": [item["text"] for item in row["quantities"] or ()],
        "quantities_detail": row["quantities"],
        "horizon": horizon["text"] if horizon else None,
        "horizon_detail": horizon,
    }


def export(folder: RunFolder, out: Path, *, format: str = "csv") -> list[Path]:
    """Write every table there is to ``out``; returns the files in the order of the tables.

    JSONL has one object a line; offsets count code points of the raw text, end exclusive.
    """
    if format not in FORMATS:
        raise unknown_name("export format", format, list(FORMATS))
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for table in TABLES:
        if not folder.has(table):
            continue
        target = out / f"{table}.{format}"
        if format == "csv":
            with replacing(target) as scratch:
                shutil.copyfile(folder.path / "tables" / f"{table}.csv", scratch)
        else:
            shape: Callable[[dict[str, Any]], dict[str, Any]] = (
                guide_claim if table == "claims" else dict
            )
            _jsonl(target, (shape(row) for row in folder.rows(table)))
        written.append(target)
    return written


def _jsonl(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    with replacing(path) as scratch, open(scratch, "w", encoding="utf-8") as handle:
        for row in rows:
            handle.write(json.dumps(row, ensure_ascii=False) + "\n")
