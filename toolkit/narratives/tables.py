"""The tables of a run as this room reads them: which columns, which groups, which labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from toolkit.errors import DataError
from toolkit.narratives.options import Notice

if TYPE_CHECKING:
    import pandas as pd

NO_VALUE = "(none)"
CLAIM_COLUMNS = ("source_role", "source_type", "quote", "epistemic", "stance")
"""Columns of claims that can make groups inside articles (the speaker's role, say)."""
DATE_PARTS = {"year": 4, "quarter": 7, "month": 7}
"""Periods that the column date gives, and how many of its characters they need."""
_NEEDED = {
    "documents": ("id",),
    "claims": ("doc", "start", "text", "kinds", "negated", "epistemic", "source_type", "quote",
               "stance", "frames"),
}
Rows = Any
"""A DataFrame, or an iterable of dictionaries with the same keys."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Articles and their groups: ``ids`` (articles), ``codes`` (articles,) numbers, ``names``.

    Articles outside the groups kept have code -1.
    """

    by: str
    ids: tuple[str, ...]
    names: tuple[str, ...]
    codes: np.ndarray
    strata: tuple[str, ...] | None = None

    def rows_of(self, group: int) -> np.ndarray:
        """Places of the articles of one group."""
        return np.flatnonzero(self.codes == group)

    def sizes(self) -> dict[str, int]:
        """Articles per group, in the order of ``names``."""
        return {name: int((self.codes == g).sum()) for g, name in enumerate(self.names)}


def frame(rows: Rows, name: str) -> pd.DataFrame:
    """``rows`` as a DataFrame that has the columns this room needs of table ``name``."""
    import pandas as pd

    table = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(list(rows or ()))
    needed = _NEEDED.get(name, ())
    if not len(table.columns):
        table = pd.DataFrame({column: pd.Series(dtype=object) for column in needed})
    missing = [column for column in needed if column not in table.columns]
    if missing:
        raise DataError(
            f"no column {', '.join(missing)}", place=f"table {name}",
            expected=f"the columns {', '.join(needed)}",
            advice=f"Columns there: {', '.join(map(str, table.columns))}",
        )
    return table.reset_index(drop=True)


def body_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims of article bodies: rows with a kind (sentences without one make no claim)."""
    kept = [bool(as_list(kinds)) for kinds in claims["kinds"]]
    return claims[np.array(kept, dtype=bool)].reset_index(drop=True)


def as_list(value: Any) -> list[Any]:
    """A cell that holds several values, whatever it was read from; missing gives []."""
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return []
    if isinstance(value, str):
        return [part for part in (item.strip() for item in value.split("|")) if part]
    return list(value)


def as_text(value: Any) -> str | None:
    """A cell that holds text, or ``None`` when it is missing or blank."""
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return None
    text = str(value).strip()
    return text if text and text not in ("NaT", "<NA>") else None


def column_of(documents: pd.DataFrame, by: str) -> list[str | None]:
    """One value per document: a column, a part of the date, or an entry of ``meta``."""
    if by in DATE_PARTS and by not in documents.columns and "date" in documents.columns:
        return [_date_part(as_text(date), by) for date in documents["date"]]
    if by in documents.columns:
        return [as_text(value) for value in documents[by]]
    if "meta" in documents.columns:
        values = [_from_meta(meta, by) for meta in documents["meta"]]
        if any(value is not None for value in values):
            return values
    raise DataError(
        f'no column "{by}"', place="table documents",
        expected="one of " + ", ".join((*_describe(documents), *DATE_PARTS, *CLAIM_COLUMNS)),
        advice="Add it to metadata.csv, or compare by a column that is there",
    )


def group_articles(
    documents: pd.DataFrame, by: str, *, max_groups: int = 12, stratify: str | None = None
) -> tuple[Groups, list[Notice]]:
    """Articles sorted into the groups that ``by`` makes, and what is odd about them.

    Groups come in alphabetical order. Articles without a value form the group "(none)" when no
    article has one, and are left out otherwise. Of more than ``max_groups`` values the largest
    groups are kept.

    Raises:
        DataError: no such column; the message lists those there, with their number of values.
    """
    values = column_of(documents, by)
    notices: list[Notice] = []
    counts: dict[str, int] = {}
    for value in values:
        if value is not None:
            counts[value] = counts.get(value, 0) + 1
    if not counts:
        values, counts = [NO_VALUE] * len(values), {NO_VALUE: len(values)}
        notices.append(_notice_empty(by, len(values), documents))
    elif None in values:
        notices.append(_notice_missing(by, values.count(None), len(values)))
    kept = sorted(counts, key=lambda name: (-counts[name], name))[:max_groups]
    if len(counts) > max_groups:
        notices.append(_notice_many(by, counts, kept))
    if len(kept) == 1 and counts.keys() != {NO_VALUE}:
        notices.append(Notice(
            "one_group", f'column "{by}" has the single value "{kept[0]}": nothing to compare '
            "with; expected two or more values. Compare by another column.", kept[0],
            {"by": by},
        ))
    names = tuple(sorted(kept))
    place = {name: g for g, name in enumerate(names)}
    codes = np.array([place.get(value, -1) if value is not None else -1 for value in values],
                     dtype=np.int64)
    strata = None
    if stratify is not None:
        strata = tuple(value or NO_VALUE for value in column_of(documents, stratify))
    ids = tuple(str(identity) for identity in documents["id"])
    return Groups(by, ids, names, codes, strata), notices


def label_counts(
    items: Iterable[tuple[str, Iterable[str]]], ids: tuple[str, ...], labels: tuple[str, ...]
) -> tuple[np.ndarray, np.ndarray]:
    """Count labels per article.

    Args:
        items: (article id, labels of one claim or passage); an item without label counts as one
            looked at.
        ids: the articles, in the order wanted.
        labels: the labels counted, in the order wanted; others are ignored.
    Returns:
        (articles, labels) counts and (articles,) items looked at.
    """
    row = {identity: i for i, identity in enumerate(ids)}
    column = {label: k for k, label in enumerate(labels)}
    top = np.zeros((len(ids), len(labels)))
    bottom = np.zeros(len(ids))
    for identity, found in items:
        i = row.get(identity)
        if i is None:
            continue
        bottom[i] += 1
        for label in set(found):
            if label in column:
                top[i, column[label]] += 1
    return top, bottom


def _date_part(date: str | None, part: str) -> str | None:
    length = DATE_PARTS[part]
    if date is None or len(date) < length:
        return None
    return f"{date[:4]}-Q{(int(date[5:7]) + 2) // 3}" if part == "quarter" else date[:length]


def _from_meta(meta: Any, name: str) -> str | None:
    if isinstance(meta, Mapping):
        return as_text(meta.get(name))
    for pair in as_list(meta):
        key, value = (pair["name"], pair["value"]) if isinstance(pair, Mapping) else pair
        if key == name:
            return as_text(value)
    return None


def _describe(documents: pd.DataFrame) -> list[str]:
    """Columns that could make groups, each with its number of values."""
    told = []
    for column in documents.columns:
        if column in ("id", "text", "sha256", "meta", "warnings", "path"):
            continue
        values = {as_text(value) for value in documents[column]} - {None}
        if values:
            told.append(f"{column} ({len(values)} value{'s' if len(values) > 1 else ''})")
    if "meta" in documents.columns:
        names = {str(pair["name"]) if isinstance(pair, Mapping) else str(pair[0])
                 for meta in documents["meta"] for pair in as_list(meta)}
        told += sorted(names)
    return told or ["(no column has any value)"]


def _notice_empty(by: str, total: int, documents: pd.DataFrame) -> Notice:
    return Notice(
        "no_values", f'column "{by}" is empty for all {total} articles, described as one group; '
        f"columns with values: {', '.join(_describe(documents))}. Give a metadata.csv, or "
        "compare by another column.", None, {"by": by, "articles": total},
    )


def _notice_missing(by: str, missing: int, total: int) -> Notice:
    return Notice(
        "missing_values", f'column "{by}" is empty for {missing} of {total} articles, which are '
        "left out of the comparison. Complete the metadata.", None,
        {"by": by, "missing": missing, "articles": total},
    )


def _notice_many(by: str, counts: dict[str, int], kept: list[str]) -> Notice:
    left = sum(count for name, count in counts.items() if name not in kept)
    return Notice(
        "many_groups", f'column "{by}" has {len(counts)} values: the {len(kept)} largest groups '
        f"are compared, {left} articles of the others are left out. Compare by a column with "
        "fewer values, or merge values.", None,
        {"by": by, "values": len(counts), "kept": len(kept), "articles_left": left},
    )
