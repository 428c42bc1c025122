"""Whether groups differ: in their mix of labels, and label by label, articles being shuffled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from toolkit.narratives.options import DEFAULT, FEWEST_FOR_TEST, RARE_LABEL, Options
from toolkit.narratives.profiles import MEASURES, agents_measure, items_of, measure_labels
from toolkit.narratives.tables import (
    Groups,
    Rows,
    body_claims,
    frame,
    group_articles,
    label_counts,
)
from toolkit.statistics import (
    TestResult,
    benjamini_hochberg,
    cramers_v_interval,
    jensen_shannon_test,
    relabelings,
    share_differences,
)
from toolkit.statistics.permutation import BLOCK

if TYPE_CHECKING:
    import pandas as pd

MIXED = ("kinds", "frames", "stance", "source_type", "source_role", "agents", "topics")
"""Measures with several labels, compared as a whole."""
REST = "(rest)"
ALL = "(all)"
_PAIRS_UP_TO = 6
MIX_COLUMNS = (
    "measure", "group_a", "group_b", "distance", "null_mean", "excess", "p", "q", "floor",
    "family", "v", "v_low", "v_high", "v_p", "n_articles", "n_claims", "draws", "exact",
    "method", "reason",
)
SHARE_COLUMNS = (
    "measure", "label", "group_a", "group_b", "difference", "low", "high", "share_a", "share_b",
    "n_articles_a", "n_articles_b", "n_claims_a", "n_claims_b", "count_a", "count_b", "p", "q",
    "floor", "family", "method", "reason",
)


@dataclass(frozen=True, slots=True)
class Counted:
    """Label counts of one measure over all articles: (articles, labels) out of (articles,)."""

    measure: str
    labels: tuple[str, ...]
    top: np.ndarray
    bottom: np.ndarray


@dataclass(frozen=True, slots=True)
class Differences:
    """``mixes``: one row per measure and set of groups; ``shares``: per label and pair."""

    mixes: pd.DataFrame
    shares: pd.DataFrame


def differences(
    claims: Rows, documents: Rows, *, by: str = "source", options: Options = DEFAULT,
    topics: Sequence[tuple[str, list[str]]] = (),
) -> Differences:
    """How far groups differ, effect sizes first.

    Args:
        claims, documents: rows of those tables.
        by: a column of documents (see :func:`toolkit.narratives.profiles`).
        options: draws, seed, interval; ``stratify`` shuffles articles within months or genres.
        topics: (article, [topic]) per passage, from ``passage_topics``.
    Returns:
        ``mixes``: Jensen-Shannon ``distance`` (0 to 1) of the groups' article-averaged mixes, its
        ``null_mean`` under shuffling and the ``excess`` over it; bias-corrected Cramér's ``v`` of
        each article's commonest label with limits; ``p``, ``q``, ``floor``.
        ``shares``: ``difference`` of shares (group_a minus group_b, -1 to 1) with limits,
        ``p`` by shuffling articles, ``q`` by Benjamini-Hochberg within the ``family`` of all
        label tests. Pairs of groups up to six groups, else each group against the "(rest)".
        p is ``None`` with a reason: ``under_5_articles``, ``rare_label`` (fewer than ten claims),
        ``no_claims``.
    Raises:
        DataError: no such column.
    """
    groups, _ = group_articles(frame(documents, "documents"), by, max_groups=options.max_groups,
                               stratify=options.stratify)
    counted = count_measures(frame(claims, "claims"), groups, options, topics)
    pairs = _pairs(groups)
    mixes: list[dict[str, Any]] = []
    shares: list[dict[str, Any]] = []
    for one in counted:
        if one.measure in MIXED and len(groups.names) > 1:
            mixes.append(_mix(one, groups, (ALL, ALL), options))
            if len(groups.names) > 2:
                mixes += [_mix(one, groups, pair, options) for pair in pairs]
        for pair in pairs:
            shares += _shares(one, groups, pair, options)
    return Differences(_corrected(mixes, MIX_COLUMNS, by_scope=True),
                       _corrected(shares, SHARE_COLUMNS, by_scope=False))


def count_measures(
    claims: pd.DataFrame, groups: Groups, options: Options,
    topics: Sequence[tuple[str, list[str]]] = (),
) -> list[Counted]:
    """The label counts of every measure, per article."""
    records: list[dict[str, Any]] = body_claims(claims).to_dict("records")  # type: ignore[assignment]
    result = []
    for measure in (*MEASURES, agents_measure(records, options.top_agents)):
        labels = measure_labels(measure, records)
        top, bottom = label_counts(items_of(measure, records), groups.ids, labels)
        result.append(Counted(measure.name, labels, top, bottom))
    if topics:
        labels = tuple(sorted({label for _, found in topics for label in found}, key=int))
        result.append(Counted("topics", labels, *label_counts(topics, groups.ids, labels)))
    return result


def _pairs(groups: Groups) -> list[tuple[str, str]]:
    if len(groups.names) <= _PAIRS_UP_TO:
        return list(combinations(groups.names, 2))
    return [(name, REST) for name in groups.names]


def _sides(groups: Groups, pair: tuple[str, str]) -> tuple[np.ndarray, np.ndarray]:
    """Articles of the pair and their side: 0 and 1, or all group numbers for "(all)"."""
    kept = np.flatnonzero(groups.codes >= 0)
    if pair[0] == ALL:
        return kept, groups.codes[kept]
    first = groups.names.index(pair[0])
    if pair[1] == REST:
        return kept, (groups.codes[kept] != first).astype(np.int64)
    second = groups.names.index(pair[1])
    kept = kept[np.isin(groups.codes[kept], (first, second))]
    return kept, (groups.codes[kept] == second).astype(np.int64)


def _strata(groups: Groups, places: np.ndarray) -> tuple[str, ...] | None:
    return None if groups.strata is None else tuple(groups.strata[i] for i in places)


def _mix(
    one: Counted, groups: Groups, pair: tuple[str, str], options: Options
) -> dict[str, Any]:
    places, sides = _sides(groups, pair)
    held = one.top[places].sum(1) > 0
    places, sides = places[held], sides[held]
    row: dict[str, Any] = {
        "measure": one.measure, "group_a": pair[0], "group_b": pair[1],
        "n_articles": len(places), "n_claims": int(one.bottom[places].sum()),
        "method": "jensen_shannon_article_permutation", "reason": "",
    }
    present = np.unique(sides)
    if len(present) < 2 or not one.labels:
        return row | {"reason": "no_claims"}
    if (one.top[places].sum(0) > 0).sum() < 2:
        return row | {"reason": "one_label"}
    sides = np.searchsorted(present, sides)
    few = int(np.bincount(sides).min()) < FEWEST_FOR_TEST
    shuffle = options.shuffle(_strata(groups, places))
    if few:
        shuffle = replace(shuffle, draws=200, exact_up_to=200)
    test: TestResult | None = jensen_shannon_test(one.top[places], sides, shuffle=shuffle)
    assert test is not None
    strength = cramers_v_interval(sides, one.top[places].argmax(1), seed=options.seed,
                                  resamples=options.resampling.resamples)
    row |= {
        "distance": test.statistic, "null_mean": test.null_mean,
        "excess": test.statistic - test.null_mean, "draws": test.draws, "exact": test.exact,
        "p": None if few else test.p, "floor": None if few else test.floor,
        "v": strength.value, "v_low": strength.low, "v_high": strength.high,
        "v_p": None if few else strength.p, "reason": "under_5_articles" if few else "",
    }
    return row


def _shares(
    one: Counted, groups: Groups, pair: tuple[str, str], options: Options
) -> list[dict[str, Any]]:
    places, sides = _sides(groups, pair)
    top, bottom = one.top[places], one.bottom[places]
    a, b = sides == 0, sides == 1
    estimates = share_differences((top[a], bottom[a]), (top[b], bottom[b]),
                                  resampling=options.resampling)
    held = bottom > 0
    few = min(int((held & a).sum()), int((held & b).sum())) < FEWEST_FOR_TEST
    p, floor = (None, None) if few else _difference_p(
        top[held], bottom[held], sides[held],
        options.shuffle(_strata(groups, places[held])))
    rows = []
    for k, (label, estimate) in enumerate(zip(one.labels, estimates)):
        rare = top[:, k].sum() < RARE_LABEL
        reason = estimate.reason or ("under_5_articles" if few else "rare_label" if rare else "")
        rows.append({
            "measure": one.measure, "label": label, "group_a": pair[0], "group_b": pair[1],
            "difference": estimate.value, "low": estimate.low, "high": estimate.high,
            "share_a": _ratio(top[a, k], bottom[a]), "share_b": _ratio(top[b, k], bottom[b]),
            "n_articles_a": int((held & a).sum()), "n_articles_b": int((held & b).sum()),
            "n_claims_a": int(bottom[a].sum()), "n_claims_b": int(bottom[b].sum()),
            "count_a": int(top[a, k].sum()), "count_b": int(top[b, k].sum()),
            "p": float(p[k]) if p is not None and not rare else None,
            "floor": floor, "method": f"{estimate.method}+article_permutation", "reason": reason,
        })
    return rows


def _difference_p(
    top: np.ndarray, bottom: np.ndarray, sides: np.ndarray, shuffle: Any
) -> tuple[np.ndarray, float]:
    """(labels,) two-sided p of the difference of pooled shares, and the least p possible."""
    ways = relabelings(sides, shuffle=shuffle)
    observed: np.ndarray | None = None
    larger = np.zeros(top.shape[1])
    for start in range(0, len(ways.labels), BLOCK):
        chosen = ways.labels[start:start + BLOCK].astype(np.float64)
        second = (chosen @ top) / (chosen @ bottom)[:, None]
        first = (top.sum(0) - chosen @ top) / (bottom.sum() - chosen @ bottom)[:, None]
        gap = np.abs(first - second)
        observed = gap[0].copy() if observed is None else observed
        larger += (gap >= observed - 1e-12).sum(0)
    return larger / len(ways.labels), ways.floor


def _ratio(top: np.ndarray, bottom: np.ndarray) -> float | None:
    return float(top.sum() / bottom.sum()) if bottom.sum() > 0 else None


def _corrected(
    rows: list[dict[str, Any]], columns: tuple[str, ...], *, by_scope: bool
) -> pd.DataFrame:
    """Add q within each family: the tests over all groups, and those of pairs, apart."""
    import pandas as pd

    scopes = [row["group_a"] == ALL for row in rows] if by_scope else [False] * len(rows)
    for scope in (True, False):
        family = [row for row, inside in zip(rows, scopes) if inside == scope]
        corrected = benjamini_hochberg([row.get("p") for row in family])
        tested = sum(row.get("p") is not None for row in family)
        for row, q in zip(family, corrected):
            row["q"], row["family"] = q, tested
    return pd.DataFrame(rows, columns=list(columns))
