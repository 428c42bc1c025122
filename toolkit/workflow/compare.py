"""Stage 4: what the groups of articles tell, with intervals, tests and warnings."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

from toolkit.errors import DataError
from toolkit.settings import CompareSettings, Settings
from toolkit.workflow.folder import RunFolder
from toolkit.workflow.progress import Progress, silent

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.narratives.compare import Comparison

_INPUTS = ("documents", "sentences", "claims", "terms", "passages", "assignments", "topics")


def compare(
    folder: RunFolder, settings: Settings, *, progress: Progress = silent
) -> dict[str, Any]:
    """Write `comparisons`, and every further table of the comparison to `narratives/`.

    Returns:
        groups (their number), estimates (rows of `comparisons`), warnings (lines of text).
    """
    progress("compare", 0, None)
    found = comparison(folder, settings.compare, seed=settings.seed)
    folder.write("comparisons", rows_of(found.comparisons))
    _write_narratives(folder, found)
    # Codes and details beside the English lines: the report words them in its own language.
    notices = [
        {"code": notice.code, "group": notice.group, "detail": notice.detail}
        for notice in found.warnings
    ]
    folder.note(notices=notices)
    progress("compare", 1, 1)
    return {
        "groups": len(found.groups), "estimates": len(found.comparisons),
        "warnings": [notice.text for notice in found.warnings],
        "notices": notices,
    }


def comparison(folder: RunFolder, settings: CompareSettings, *, seed: int) -> Comparison:
    """The comparison as a value, with all its tables as DataFrames."""
    from toolkit.narratives.compare import compare as compare_tables
    from toolkit.narratives.options import Options
    from toolkit.statistics import Resampling

    options = Options(
        resampling=Resampling(
            confidence=settings.level, resamples=settings.resamples, seed=seed
        ),
        draws=settings.resamples, seed=seed, stratify=settings.stratify or None,
    )
    tables = {name: folder.frame(name) for name in _INPUTS if folder.has(name)}
    for column in filter(None, (settings.by, settings.stratify)):
        tables["documents"] = _with_meta(tables["documents"], column)
    return compare_tables(tables, by=settings.by, options=options)


def check_columns(folder: RunFolder, settings: Settings) -> None:
    """Refuse a column no article has before the long stages begin.

    Raises:
        DataError: no such column; the message lists those there.
    """
    documents = folder.frame("documents")
    for column in filter(None, (settings.compare.by, settings.compare.stratify)):
        _with_meta(documents, column)


def _with_meta(documents: pd.DataFrame, by: str) -> pd.DataFrame:
    """Documents with the column ``by`` taken from their further metadata, where it is there."""
    from toolkit.corpus.columns import meant_by
    from toolkit.narratives.tables import CLAIM_COLUMNS, DATE_PARTS, column_of

    if by in documents.columns or by in DATE_PARTS or by in CLAIM_COLUMNS:
        return documents
    widened = documents.copy()
    try:
        widened[by] = column_of(documents, by)
    except DataError:
        # "category" was read as the section: the column is understood by its own name too.
        field = meant_by(by)
        if field is None or field not in documents or documents[field].isna().all():
            raise
        widened[by] = documents[field]
    return widened


def narrative_rows(folder: RunFolder) -> dict[str, list[dict[str, Any]]]:
    """The further tables of the last comparison by name, as rows; none before it ran."""
    import pyarrow.parquet as pq

    return {
        path.stem: pq.read_table(path).to_pylist()
        for path in sorted((folder.path / "narratives").glob("*.parquet"))
    }


def rows_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """A table as dictionaries; ``None`` marks what is missing."""
    plain = table.astype(object).where(table.notna(), None)
    rows: list[dict[str, Any]] = plain.to_dict("records")  # type: ignore[assignment]
    return rows


def _write_narratives(folder: RunFolder, found: Comparison) -> None:
    """Every further table as Parquet and CSV in `narratives/`, replaced as a whole."""
    scratch, target = folder.path / ".narratives.part", folder.path / "narratives"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    for name, table in sorted(found.tables().items()):
        table.to_parquet(scratch / f"{name}.parquet", index=False, compression="zstd")
        table.to_csv(scratch / f"{name}.csv", index=False)
    shutil.rmtree(target, ignore_errors=True)
    os.replace(scratch, target)
