"""Which words, terms and agents mark each group against all the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from toolkit.errors import DataError
from toolkit.narratives.counting import UNITS, Counts, count_items
from toolkit.narratives.options import DEFAULT, FEWEST_FOR_TEST, Options
from toolkit.narratives.tables import Groups, Rows, body_claims, frame, group_articles
from toolkit.statistics import (
    benjamini_hochberg,
    dispersion,
    document_permutation,
    log_likelihood,
    log_odds,
    log_ratio,
    percent_difference,
    specificities,
)

if TYPE_CHECKING:
    import pandas as pd

KEYNESS_COLUMNS = (
    "group", "unit", "item", "z", "log_odds", "log_ratio", "percent_diff", "g2", "specificity",
    "dispersion", "count", "count_rest", "size", "size_rest", "n_articles", "n_articles_rest",
    "p", "q", "floor", "family", "reason",
)


def keyness(
    tables: Mapping[str, Rows], *, by: str = "source", units: Sequence[str] = UNITS,
    options: Options = DEFAULT,
) -> pd.DataFrame:
    """The items each group uses more, and less, than the other groups together.

    Args:
        tables: `documents`; `terms` for lemmas and tagged terms, `sentences` for words and terms,
            `claims` for agents. Only the body of articles is counted.
        by: as for :func:`toolkit.narratives.profiles`, columns of documents only.
        units: "lemma" (nouns, verbs, adjectives, names), "word", "term" (several words), "agent".
        options: ``most_words`` items tested per unit, ``shown_words`` rows kept per group and
            direction, ``draws`` and ``stratify`` of the permutation of articles.
    Returns:
        One row per group, unit and item, by falling |z|: ``z`` and ``log_odds`` with an
        informative Dirichlet prior (Monroe et al. 2008; rank by z), ``g2``, ``log_ratio``
        (binary), ``percent_diff``, Lafon's ``specificity``, ``dispersion`` (DP, 0 spread to 1
        concentrated) over the group's articles, counts, numbers of articles, and ``p`` by
        permuting articles with ``q`` within the ``family`` (all items of the unit in all groups).
        ``p`` is ``None`` with a reason where a side has fewer than five articles. All ``None``
        for a single group.
    Raises:
        DataError: no such column or unit.
    """
    documents = frame(tables["documents"], "documents")
    groups, _ = group_articles(documents, by, max_groups=options.max_groups,
                               stratify=options.stratify)
    prepared = {name: _optional(tables, name) for name in ("terms", "sentences", "claims")}
    rows: list[dict[str, Any]] = []
    for unit in units:
        if unit not in UNITS:
            raise DataError(f'no unit "{unit}"', expected="one of " + ", ".join(UNITS))
        counts = count_items(unit, prepared, groups.ids, most=options.most_words)
        if counts is not None and len(groups.names) > 1:
            rows += _unit(counts, groups, options)
    return _table(rows)


def _optional(tables: Mapping[str, Rows], name: str) -> pd.DataFrame | None:
    rows = tables.get(name)
    if rows is None:
        return None
    table = frame(rows, name)
    return body_claims(table) if name == "claims" else table


def _unit(counts: Counts, groups: Groups, options: Options) -> list[dict[str, Any]]:
    kept = np.flatnonzero(groups.codes >= 0)
    table, sizes = counts.table[kept], counts.sizes[kept]
    codes = groups.codes[kept]
    strata = None if groups.strata is None else tuple(groups.strata[i] for i in kept)
    columns: list[dict[str, Any]] = []
    for g in range(len(groups.names)):
        # With two groups the second test is the first one, seen from the other side.
        known = columns[0] if g == 1 and len(groups.names) == 2 else None
        columns.append(_group(table, sizes, codes == g, (options, strata, known)))
    family = [p for column in columns for p in column["p"]]
    corrected = benjamini_hochberg(family)
    tested = sum(p is not None for p in family)
    rows: list[dict[str, Any]] = []
    width = len(counts.items)
    for g, (name, column) in enumerate(zip(groups.names, columns)):
        column["q"] = corrected[g * width:(g + 1) * width]
        for k in _shown(column["z"], column["count"] + column["count_rest"], options.shown_words):
            row = {key: _cell(values[k]) for key, values in column.items()}
            rows.append({"group": name, "unit": counts.unit, "item": counts.items[k],
                         "family": tested, **row})
    return rows


def _group(
    table: Any, sizes: np.ndarray, inside: np.ndarray,
    how: tuple[Options, tuple[str, ...] | None, dict[str, Any] | None],
) -> dict[str, Any]:
    """Every figure of one group against the rest, one entry per item."""
    options, strata, known = how
    part, rest = table[inside], table[~inside]
    a = np.asarray(part.sum(0), dtype=np.float64).ravel()
    b = np.asarray(rest.sum(0), dtype=np.float64).ravel()
    n_a, n_b = float(sizes[inside].sum()), float(sizes[~inside].sum())
    width = len(a)
    # Items below the threshold count as one more word, so that totals are those of the texts.
    delta, z = (values[:width] for values in log_odds(
        np.append(a, n_a - a.sum()), np.append(b, n_b - b.sum())))
    fewest = int(min(inside.sum(), (~inside).sum()))
    testable = fewest >= FEWEST_FOR_TEST and n_a > 0 and n_b > 0
    p: list[float | None] = [None] * width
    floor: float | None = None
    if known is not None:
        p, floor = known["p"], known["floor"][0] if width else None
    elif testable:
        test = document_permutation(table, inside, sizes, shuffle=options.shuffle(strata))
        p, floor = [float(value) for value in test.p], test.floor
    return {
        "z": z, "log_odds": delta,
        "log_ratio": log_ratio(a, b, n_a, n_b), "percent_diff": percent_difference(a, b, n_a, n_b),
        "g2": log_likelihood(a, b, n_a, n_b),
        "specificity": specificities(np.stack([a, b], axis=1), [n_a, n_b])[:, 0],
        "dispersion": dispersion(part, sizes[inside]) if n_a > 0 else np.full(width, np.nan),
        "count": a, "count_rest": b, "size": np.full(width, n_a), "size_rest": np.full(width, n_b),
        "n_articles": np.asarray((part > 0).sum(0)).ravel(),
        "n_articles_rest": np.asarray((rest > 0).sum(0)).ravel(),
        "p": p, "floor": [floor] * width,
        "reason": ["" if testable else "under_5_articles"] * width,
    }


def _shown(z: np.ndarray, total: np.ndarray, most: int) -> list[int]:
    """The items kept: the largest z first, then the smallest, ties in order of frequency."""
    order = np.lexsort((-total, -z))
    over = [int(k) for k in order if z[k] > 0][:most]
    under = [int(k) for k in order[::-1] if z[k] < 0][:most]
    return over + under


_WHOLE = (int, np.integer)


def _cell(value: Any) -> Any:
    """Plain numbers; what is infinite or not a number is undefined, hence ``None``."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, _WHOLE):
        return int(value)
    return round(float(value), 10) if np.isfinite(value) else None


def _table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(rows, columns=list(KEYNESS_COLUMNS))
