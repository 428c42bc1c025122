"""Shares per period, and whether a share changed its level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from toolkit.errors import DataError
from toolkit.narratives.differences import Counted, count_measures
from toolkit.narratives.estimates import ESTIMATE_COLUMNS, estimate_row
from toolkit.narratives.options import DEFAULT, RARE_LABEL, Notice, Options
from toolkit.narratives.tables import Rows, as_text, frame, group_articles
from toolkit.statistics import benjamini_hochberg, change_point, cluster_shares

if TYPE_CHECKING:
    import pandas as pd

TIME_COLUMNS = ("period", "measure", "label", *ESTIMATE_COLUMNS)
CHANGE_COLUMNS = (
    "measure", "label", "period", "before", "after", "difference", "p", "q", "floor", "family",
    "n_articles", "n_periods", "reason",
)
MEASURED = ("kinds", "frames", "stance", "epistemic", "negated", "attribution", "topics")
PERIODS = ("month", "quarter", "year")
_MOST_PERIODS = 24
_FEWEST_PER_PERIOD = 3


@dataclass(frozen=True, slots=True)
class OverTime:
    """``periods``: shares per period; ``changes``: one change of level per label, if any."""

    unit: str
    periods: pd.DataFrame
    changes: pd.DataFrame
    notices: tuple[Notice, ...] = ()


def over_time(
    claims: Rows, documents: Rows, *, unit: str | None = None, options: Options = DEFAULT,
    topics: Any = (), group: tuple[str, str] | None = None,
) -> OverTime:
    """Shares of each label per month, quarter or year, with intervals that resample articles.

    Args:
        claims: rows of `claims`.
        documents: rows with ISO ``date``; articles without one, or whose date is too coarse for
            the unit, are left out and counted in a notice.
        unit: "month", "quarter" or "year"; by default the finest that gives at most 24 periods
            with three articles each on average, else "year".
        topics: (article, [topic]) per passage.
        group: (column, value): only the articles with that value.
    Returns:
        Periods without articles have rows without a value (``no_claims``), so that a gap is seen.
        ``changes``: see :func:`toolkit.statistics.change_point`; q within the family of all
        labels; reasons ``few_periods``, ``few_articles``, ``rare_label``, ``no_variation``.
    Raises:
        DataError: no column date, an unknown unit or group.
    """
    articles = frame(documents, "documents")
    if "date" not in articles.columns:
        raise DataError('no column "date"', place="table documents",
                        expected="ISO dates", advice="Add a date column to metadata.csv")
    chosen = _selected(articles, group)
    dates = [as_text(date) for date in chosen["date"]]
    finest = unit or _finest(dates)
    if finest not in PERIODS:
        raise DataError(f'no period "{finest}"', expected="one of " + ", ".join(PERIODS))
    labels = [_period(date, finest) for date in dates]
    kept = [i for i, label in enumerate(labels) if label is not None]
    notices = _notices(len(labels) - len(kept), len(labels), finest)
    names = _span([labels[i] for i in kept if labels[i] is not None], finest)
    when = np.array([names.index(str(labels[i])) for i in kept], dtype=np.int64)
    table = chosen.iloc[kept].reset_index(drop=True).assign(_one="1")
    everyone, _ = group_articles(table, "_one")
    counted = [c for c in count_measures(frame(claims, "claims"), everyone, options, topics)
               if c.measure in MEASURED]
    return OverTime(finest, _periods(counted, when, names, options),
                    _changes(counted, when, names, options), notices)


def _selected(articles: pd.DataFrame, group: tuple[str, str] | None) -> pd.DataFrame:
    if group is None:
        return articles
    groups, _ = group_articles(articles, group[0], max_groups=max(len(articles), 1))
    if group[1] not in groups.names:
        raise DataError(f'no value "{group[1]}"', place=f"column {group[0]}",
                        expected="one of " + ", ".join(groups.names))
    return articles.iloc[groups.rows_of(groups.names.index(group[1]))].reset_index(drop=True)


def _period(date: str | None, unit: str) -> str | None:
    """The period of an ISO date; ``None`` for a date too coarse ("2024" has no month)."""
    if date is None or not date[:4].isdigit():
        return None
    if unit == "year":
        return date[:4]
    if len(date) < 7 or not date[5:7].isdigit() or not 1 <= int(date[5:7]) <= 12:
        return None
    return date[:7] if unit == "month" else f"{date[:4]}-Q{(int(date[5:7]) + 2) // 3}"


def _finest(dates: list[str | None]) -> str:
    for unit in PERIODS:
        found = [label for date in dates if (label := _period(date, unit)) is not None]
        names = _span(found, unit)
        dense = len(found) >= _FEWEST_PER_PERIOD * len(names)
        if found and len(names) <= _MOST_PERIODS and dense:
            return unit
    return PERIODS[-1]


def _span(found: list[Any], unit: str) -> list[str]:
    """Every period from the first to the last, empty ones included."""
    if not found:
        return []
    first, last = _number(min(found), unit), _number(max(found), unit)
    return [_name(n, unit) for n in range(first, last + 1)]


def _number(label: str, unit: str) -> int:
    year = int(label[:4])
    if unit == "month":
        return year * 12 + int(label[5:7]) - 1
    return year * 4 + int(label[6]) - 1 if unit == "quarter" else year


def _name(number: int, unit: str) -> str:
    if unit == "month":
        return f"{number // 12:04d}-{number % 12 + 1:02d}"
    return f"{number // 4:04d}-Q{number % 4 + 1}" if unit == "quarter" else f"{number:04d}"


def _notices(missing: int, total: int, unit: str) -> tuple[Notice, ...]:
    if not missing:
        return ()
    return (Notice(
        "undated", f"{missing} of {total} articles have no date that names a {unit} and are left "
        "out of the series; expected YYYY-MM-DD. Complete the metadata.", None,
        {"missing": missing, "articles": total, "unit": unit}),)


def _periods(
    counted: list[Counted], when: np.ndarray, names: list[str], options: Options
) -> pd.DataFrame:
    import pandas as pd

    rows = []
    for one in counted:
        for n, name in enumerate(names):
            inside = when == n
            top, bottom = one.top[inside], one.bottom[inside]
            shares = cluster_shares(top, bottom, resampling=options.resampling)
            rows += [{
                "period": name, "measure": one.measure, "label": label,
                **estimate_row(share, top[:, k], bottom),
            } for k, (label, share) in enumerate(zip(one.labels, shares))]
    return pd.DataFrame(rows, columns=list(TIME_COLUMNS))


def _changes(
    counted: list[Counted], when: np.ndarray, names: list[str], options: Options
) -> pd.DataFrame:
    import pandas as pd

    rows: list[dict[str, Any]] = []
    for one in counted:
        for k, label in enumerate(one.labels):
            row: dict[str, Any] = {
                "measure": one.measure, "label": label, "n_periods": len(np.unique(when)),
                "n_articles": int((one.bottom > 0).sum()), "reason": "rare_label",
            }
            if one.top[:, k].sum() >= RARE_LABEL:
                found = change_point(one.top[:, k], one.bottom, when, shuffle=options.shuffle())
                row["reason"] = found.reason
                if found.period is not None and found.before is not None:
                    assert found.after is not None
                    row |= {"period": names[found.period], "before": found.before,
                            "after": found.after, "difference": found.after - found.before,
                            "p": found.p, "floor": found.floor}
            rows.append(row)
    corrected = benjamini_hochberg([row.get("p") for row in rows])
    tested = sum(row.get("p") is not None for row in rows)
    for row, q in zip(rows, corrected):
        row["q"], row["family"] = q, tested
    return pd.DataFrame(rows, columns=list(CHANGE_COLUMNS))
