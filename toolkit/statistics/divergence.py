"""How far apart two or more mixes of labels are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from toolkit.errors import StatisticsError
from toolkit.records import Estimate
from toolkit.statistics._checks import Floats, Integers, counts, same_length
from toolkit.statistics.intervals import Weight
from toolkit.statistics.permutation import (
    DEFAULT,
    Shuffle,
    TestResult,
    group_sums,
    permutation_test,
)


def jensen_shannon(distributions: ArrayLike) -> Estimate:
    """Jensen-Shannon distance between two or more mixes, each weighing the same.

    Args:
        distributions: (groups, labels) counts or shares; rows are scaled to sum to 1.
    Returns:
        Square root of the divergence with logarithms to base "number of groups" (base 2 for
        two), so in [0, 1]: 0 = same mix, 1 = no label in common. ``None`` when a row is all 0
        (``no_claims``) or there are fewer than two rows (``one_group``).
    Raises:
        StatisticsError: on negative or missing counts.
    Source: Lin 1991; Endres & Schindelin 2003 (its root is a metric).
    Example: ``jensen_shannon([[1, 0], [0, 1]]).value`` is 1.
    """
    table = counts("distributions", distributions, dimensions=2)
    if len(table) < 2:
        return Estimate(None, n=len(table), method="jensen_shannon", reason="one_group")
    if not (table.sum(1) > 0).all():
        return Estimate(None, n=len(table), method="jensen_shannon", reason="no_claims")
    value = float(_distances((table / table.sum(1, keepdims=True))[None])[0])
    return Estimate(value, n=len(table), method="jensen_shannon")


def jensen_shannon_test(
    table: ArrayLike, groups: Sequence[int] | Integers, *,
    weight: Weight = "article", shuffle: Shuffle = DEFAULT,
) -> TestResult | None:
    """Whether groups of articles differ in their mix of labels more than shuffled articles would.

    Args:
        table: (articles, labels) counts.
        groups: (articles,) group numbers 0, 1, 2 …
        weight: ``article`` = a group's mix is the mean of its articles' mixes; ``pooled`` = of
            all their counts together.
        shuffle: draws, seed, strata.
    Returns:
        The distance, its mean under shuffling (what small samples give with no difference at
        all: the distance is biased upwards), p and the least p possible. Articles without any
        count are left out; ``None`` when fewer than two groups keep an article.
    Source: Lin 1991; Grosse et al. 2002 for its bias; permutation of articles.
    """
    data = counts("table", table, dimensions=2)
    labels = np.asarray(groups, dtype=np.int64)
    same_length(("table", data), ("groups", labels))
    keep = data.sum(1) > 0
    data, labels = data[keep], labels[keep]
    present, labels = np.unique(labels, return_inverse=True)
    if len(present) < 2:
        return None
    if weight == "article":
        data = data / data.sum(1, keepdims=True)
    if shuffle.strata is not None:
        strata = tuple(s for s, kept in zip(shuffle.strata, keep) if kept)
        shuffle = Shuffle(shuffle.draws, shuffle.seed, shuffle.exact_up_to, strata)

    def distance(ways: Integers) -> Floats:
        sums = group_sums(ways, data, len(present))
        return _distances(sums / sums.sum(2, keepdims=True))

    return permutation_test(labels, distance, shuffle=shuffle)


def entropy(distribution: ArrayLike) -> Estimate:
    """Shannon's entropy of a mix of labels, in bits.

    Args:
        distribution: (labels,) counts or shares.
    Returns:
        0 (one label) to log2 of the number of labels; ``None`` when all are 0.
    Source: Shannon 1948.
    """
    row = counts("distribution", distribution, dimensions=1)
    if not row.sum() > 0:
        return Estimate(None, n=0, method="entropy", reason="no_claims")
    return Estimate(float(_entropies(row / row.sum()) / np.log(2)), n=len(row), method="entropy")


def _entropies(shares: Floats) -> Floats:
    """Natural entropy along the last axis; 0 log 0 = 0."""
    logs = np.log(shares, out=np.zeros_like(shares), where=shares > 0)
    return np.asarray(-(shares * logs).sum(-1), dtype=np.float64)


def _distances(shares: Floats) -> Floats:
    """(n, groups, labels) shares to (n,) distances."""
    groups = shares.shape[1]
    if groups < 2:
        raise StatisticsError("one group only", expected="two or more")
    spread = _entropies(shares.mean(1)) - _entropies(shares).mean(1)
    return np.asarray(np.sqrt(np.clip(spread / np.log(groups), 0, 1) + 0.0), dtype=np.float64)
