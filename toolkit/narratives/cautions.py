"""What a comparison must say beside its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from toolkit.errors import DataError
from toolkit.narratives.differences import Counted, Differences
from toolkit.narratives.options import (
    DOMINANT_SHARE,
    FEWEST_FOR_TEST,
    INDICATIVE_BELOW,
    RARE_LABEL,
    Notice,
)
from toolkit.narratives.tables import Groups, column_of

if TYPE_CHECKING:
    import pandas as pd

LEVEL = 0.05
_CONFOUNDERS = ("genre", "month")


def cautions(
    groups: Groups, documents: pd.DataFrame, counted: Sequence[Counted],
    found: Differences, profiles: pd.DataFrame,
) -> list[Notice]:
    """Every warning that applies, in a fixed order: sizes, dominance, confounds, floors, labels."""
    claims = next(one for one in counted if one.measure == "kinds").bottom
    notices = _sizes(groups, claims)
    notices += _dominant(groups, claims)
    for column in _CONFOUNDERS:
        notices += _confounded(groups, documents, column)
    notices += _floors(found)
    notices += _rare(counted, groups)
    notices += _weights(profiles)
    return notices


def _sizes(groups: Groups, claims: np.ndarray) -> list[Notice]:
    notices = []
    if claims.sum() == 0:
        return [Notice(
            "no_claims", "no claim was found in any article; expected sentences with a kind in "
            "the table claims. Check the zones and the language of the articles.")]
    for name, size in groups.sizes().items():
        mine = claims[groups.codes == groups.names.index(name)]
        detail = {"articles": size, "with_claims": int((mine > 0).sum())}
        if mine.sum() == 0:
            notices.append(Notice("no_claims_in_group", f'"{name}" has {size} articles and no '
                                  "claim: its shares are undefined.", name, detail))
        if size < FEWEST_FOR_TEST:
            notices.append(Notice(
                "under_5_articles", f'"{name}" has {size} article{"s" if size > 1 else ""}, '
                f"fewer than {FEWEST_FOR_TEST}: it is described, not tested. Add articles.",
                name, detail))
        elif size < INDICATIVE_BELOW:
            notices.append(Notice(
                "indicative", f'"{name}" has {size} articles, fewer than {INDICATIVE_BELOW}: '
                "differences are indicative.", name, detail))
    return notices


def _dominant(groups: Groups, claims: np.ndarray) -> list[Notice]:
    notices = []
    for g, name in enumerate(groups.names):
        places = groups.rows_of(g)
        total = claims[places].sum()
        if total == 0 or len(places) < 2:
            continue
        largest = places[int(claims[places].argmax())]
        share = float(claims[largest] / total)
        if share > DOMINANT_SHARE:
            notices.append(Notice(
                "dominant_article", f'article "{groups.ids[largest]}" holds {share:.0%} of the '
                f'claims of "{name}", more than {DOMINANT_SHARE:.0%}: look at the article means.',
                name, {"article": groups.ids[largest], "share": round(share, 6)}))
    return notices


def _confounded(groups: Groups, documents: pd.DataFrame, column: str) -> list[Notice]:
    if column == groups.by:
        return []
    try:
        values = column_of(documents, column)
    except DataError:
        # No such column, so nothing can be confounded with it.
        return []
    everywhere = {v for v, code in zip(values, groups.codes) if code >= 0}
    if len(everywhere) < 2:
        return []
    notices = []
    for g, name in enumerate(groups.names):
        mine = {values[i] for i in groups.rows_of(g)}
        if len(mine) == 1 and None not in mine and len(groups.rows_of(g)) > 1:
            value = next(iter(mine))
            notices.append(Notice(
                "confounded", f'all articles of "{name}" have {column} "{value}", and other '
                f"groups have others: a difference may be one of {column}. Compare within "
                f"{column} (stratify), or add articles.", name,
                {"column": column, "value": value}))
    return notices


def _floors(found: Differences) -> list[Notice]:
    notices, told = [], set()
    for table in (found.mixes, found.shares):
        for a, b, floor in zip(table["group_a"], table["group_b"], table["floor"]):
            if floor is None or not floor > LEVEL or (a, b) in told:
                continue
            told.add((a, b))
            notices.append(Notice(
                "p_floor", f'between "{a}" and "{b}" there are so few ways to shuffle articles '
                f"that p cannot go below {floor:.3g}: no result can be significant at {LEVEL}. "
                "Add articles, or use coarser strata.", a, {"other": b, "floor": float(floor)}))
    return notices


def _rare(counted: Sequence[Counted], groups: Groups) -> list[Notice]:
    notices = []
    inside = groups.codes >= 0
    for one in counted:
        totals = one.top[inside].sum(0)
        rare = [label for label, total in zip(one.labels, totals) if 0 < total < RARE_LABEL]
        if rare:
            notices.append(Notice(
                "rare_labels", f"{one.measure}: {', '.join(rare)} occur fewer than {RARE_LABEL} "
                "times and are not tested.", None, {"measure": one.measure, "labels": rare}))
    return notices


def _weights(profiles: pd.DataFrame) -> list[Notice]:
    """Where a mean over articles falls outside the interval of the share over claims."""
    apart: dict[str, list[str]] = {}
    rows: list[dict[str, Any]] = profiles[profiles["voice"] == "all"].to_dict("records")  # type: ignore[assignment]
    for row in rows:
        mean, low, high = row["article_mean"], row["low"], row["high"]
        if any(value is None or value != value for value in (mean, low, high)):
            continue
        if not low <= mean <= high:
            apart.setdefault(row["group"], []).append(f'{row["measure"]}: {row["label"]}')
    return [
        Notice("weights_disagree", f'"{name}": counting claims or counting articles gives '
               f"different shares of {', '.join(labels)}; give both.", name, {"labels": labels})
        for name, labels in apart.items()
    ]
