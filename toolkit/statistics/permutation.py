"""Tests that shuffle articles between groups: all relabelings when they are few, else a sample.

The article is what is shuffled, never the sentence or the word: claims of one article stay
together, which is what keeps the false positive rate at the level announced.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import factorial, prod
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from toolkit.errors import StatisticsError
from toolkit.statistics._checks import Floats, Integers, same_length

BLOCK = 500
TOLERANCE = 1e-12
"""Closer than this counts as a tie: sums taken in another order differ in their last bits."""


@dataclass(frozen=True, slots=True)
class Shuffle:
    """How to shuffle: ``draws`` at random with ``seed``, or all relabelings up to ``exact_up_to``.

    ``strata``: one value per article (its month, its genre); articles are shuffled within it.
    """

    draws: int = 5000
    seed: int = 0
    exact_up_to: int = 20000
    strata: tuple[Any, ...] | None = None


DEFAULT = Shuffle()


@dataclass(frozen=True, slots=True)
class Relabelings:
    """The relabelings to compare with: ``labels`` (n, articles), the first being as observed.

    ``exact``: all of them, each once. ``distinct``: how many there are (a Python int, may be
    huge). ``floor``: the smallest p a symmetric statistic can reach.
    """

    labels: Integers
    exact: bool
    distinct: int
    floor: float


@dataclass(frozen=True, slots=True)
class TestResult:
    """``statistic`` observed, its ``null_mean`` under shuffling, ``p``, and the least p possible.

    ``n`` articles, ``draws`` relabelings compared with, ``exact`` when these are all there are.
    """

    statistic: float
    null_mean: float
    p: float
    floor: float
    n: int
    draws: int
    exact: bool
    null: Floats


def relabelings(groups: Sequence[int] | Integers, *, shuffle: Shuffle = DEFAULT) -> Relabelings:
    """Other ways the same articles could have fallen into groups of the same sizes.

    Args:
        groups: (articles,) group numbers 0, 1, 2 …
        shuffle: number of draws, seed, limit for enumeration, strata.
    Returns:
        The observed labels first, then the others: each once when there are at most
        ``exact_up_to``, otherwise ``draws`` drawn at random (they may repeat).
    Raises:
        StatisticsError: when strata and groups differ in length or a group number is negative.
    """
    observed = np.asarray(groups, dtype=np.int64)
    if observed.ndim != 1 or (observed.size and observed.min() < 0):
        raise StatisticsError("groups are not a list of numbers 0, 1, 2 …", expected="(articles,)")
    blocks = _blocks(observed, shuffle.strata)
    sizes = [np.bincount(observed[block], minlength=int(observed.max(initial=0)) + 1)
             for block in blocks]
    distinct = prod(_ways(size) for size in sizes)
    exact = distinct <= shuffle.exact_up_to
    table = _all(observed, blocks) if exact else _some(observed, blocks, shuffle)
    total = distinct if exact else shuffle.draws + 1
    floor = max(1 / total, min(1.0, _symmetries(sizes) / distinct))
    return Relabelings(table, exact, distinct, floor)


def permutation_test(
    groups: Sequence[int] | Integers, statistic: Callable[[Integers], Floats], *,
    shuffle: Shuffle = DEFAULT,
) -> TestResult:
    """How often shuffled articles give a statistic at least as large as the one observed.

    Args:
        groups: (articles,) group numbers.
        statistic: from labels (n, articles) to (n,) values, large = far from "no difference".
        shuffle: see :class:`Shuffle`.
    Returns:
        p = share of all relabelings (enumerated), or (1 + count) / (1 + draws); never 0.
    Source: Phipson & Smyth 2010 (the +1 rule); Edgington 1995.
    """
    ways = relabelings(groups, shuffle=shuffle)
    values = np.concatenate([
        statistic(ways.labels[i:i + BLOCK]) for i in range(0, len(ways.labels), BLOCK)
    ])
    p = float(p_values(values[:, None])[0])
    null = values if ways.exact else values[1:]
    return TestResult(float(values[0]), float(null.mean()), p, ways.floor,
                      ways.labels.shape[1], len(null), ways.exact, null)


def p_values(values: Floats) -> Floats:
    """(columns,) share of rows at least as large as the first row, which is the observed one.

    With all relabelings this is the exact p; with random ones the +1 rule.
    """
    return np.asarray((values >= values[0] - TOLERANCE).mean(0), dtype=np.float64)


def group_sums(labels: Integers, values: ArrayLike, groups: int) -> Floats:
    """(n, groups, columns) sums of ``values`` (articles, columns) under each labelling."""
    table = np.asarray(values, dtype=np.float64)
    same_length(("labels", labels[0]), ("values", table))
    return np.stack([(labels == g).astype(np.float64) @ table for g in range(groups)], axis=1)


def group_means(labels: Integers, values: ArrayLike, groups: int) -> Floats:
    """(n, groups, columns) means over articles; not-a-number for a group without articles."""
    sizes = np.stack([(labels == g).sum(1) for g in range(groups)], axis=1)
    with np.errstate(invalid="ignore"):
        means = group_sums(labels, values, groups) / sizes[:, :, None]
    return np.asarray(means, dtype=np.float64)


def _blocks(observed: Integers, strata: tuple[Any, ...] | None) -> list[Integers]:
    if strata is None:
        return [np.arange(len(observed))]
    same_length(("groups", observed), ("strata", strata))
    places: dict[Any, list[int]] = {}
    for place, stratum in enumerate(strata):
        places.setdefault(stratum, []).append(place)
    return [np.array(block, dtype=np.int64) for block in places.values()]


def _ways(sizes: NDArray[Any]) -> int:
    return factorial(int(sizes.sum())) // prod(factorial(int(size)) for size in sizes)


def _symmetries(sizes: list[NDArray[Any]]) -> int:
    """Ways to rename the groups that keep every size: a symmetric statistic cannot tell them."""
    columns = [tuple(int(size[g]) for size in sizes) for g in range(len(sizes[0]))] if sizes else []
    return prod(factorial(columns.count(column)) for column in set(columns) if any(column))


def _all(observed: Integers, blocks: list[Integers]) -> Integers:
    """Every relabelling once, the observed one first."""
    rows = [observed]
    for row in _fill(observed.copy(), observed, blocks):
        if not (row == observed).all():
            rows.append(row)
    return np.array(rows, dtype=np.int64)


def _fill(row: Integers, observed: Integers, blocks: list[Integers]) -> Iterator[Integers]:
    if not blocks:
        yield row.copy()
        return
    block, rest = blocks[0], blocks[1:]
    for arrangement in _arrangements(observed[block]):
        row[block] = arrangement
        yield from _fill(row, observed, rest)


def _arrangements(labels: Integers) -> Iterator[Integers]:
    """Distinct orders of a multiset of labels."""
    kinds = sorted(set(labels.tolist()))
    if len(kinds) < 2:
        yield labels
        return
    first, rest = kinds[0], labels[labels != kinds[0]]
    for places in combinations(range(len(labels)), int((labels == first).sum())):
        free = np.setdiff1d(np.arange(len(labels)), places)
        for others in _arrangements(rest):
            row = np.empty(len(labels), dtype=np.int64)
            row[list(places)], row[free] = first, others
            yield row


def _some(observed: Integers, blocks: list[Integers], shuffle: Shuffle) -> Integers:
    random = np.random.default_rng(shuffle.seed)
    table = np.repeat(observed[None, :], shuffle.draws + 1, axis=0)
    for block in blocks:
        if len(block) > 1:
            part = table[1:, block]
            table[1:, block] = random.permuted(part, axis=1)
    return table
