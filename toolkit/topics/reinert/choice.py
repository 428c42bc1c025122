"""Choosing how many classes: the chi² of the splits, what chance gives, size, and stability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from toolkit.errors import EngineError
from toolkit.topics.reinert.axis import first_axis
from toolkit.topics.reinert.bisection import bisect
from toolkit.topics.reinert.tables import (
    Integers,
    Sparse,
    as_table,
    canonical_order,
    take_rows,
)
from toolkit.topics.reinert.tree import Rules, Tree, descend, part_of


@dataclass(frozen=True, slots=True)
class Level:
    """What a number of classes is worth.

    ``chi2`` is that of the split that made the k-th class; ``strength`` divides it by the ones of
    the table cut (0 to 1; the squared contingency phi of the split). ``excess`` divides that
    strength by what shuffled tables give (1 = no more than chance; ``None`` = not computed).
    ``smallest`` and ``unplaced`` count rows. ``stability`` is the mean adjusted Rand index (1 =
    the same classes, 0 = chance) between the tree and trees of samples; ``None`` when no sample
    was drawn or none had k classes.
    """

    k: int
    chi2: float
    strength: float
    smallest: int
    unplaced: int
    excess: float | None = None
    stability: float | None = None


def levels(tree: Tree) -> list[Level]:
    """One entry per number of classes from 2."""
    found = []
    for k, split in enumerate(tree.splits, start=2):
        classes = tree.classes(k)
        sizes = [len(tree.nodes[node].rows) for node in tree.leaves(k)]
        found.append(Level(
            k, split.chi2, split.chi2 / split.ones, min(sizes), int((classes < 0).sum())
        ))
    return found


def beyond_chance(
    matrix: Any, tree: Tree, found: Sequence[Level], *,
    rules: Rules | None = None, draws: int = 3, seed: int = 0,
) -> list[Level]:
    """``found`` with the excess of each split: how far it is from cutting a shuffled table.

    Any table can be cut in two, and the search for the best cut makes a chi² that no table of
    the chi² law fits. So each table that was cut is shuffled (its ones dealt out again, rows and
    columns about as full as before), cut by the same rules, and the two are compared.

    Args:
        matrix: the table ``tree`` was made from, with the same ``rules``.
        draws: shuffled tables per split.
    Returns:
        Levels whose ``excess`` is the split's strength over the mean strength of the shuffled
        ones, above 0. Around 1 the split is one that chance would make as well.
    Source: parallel analysis (Horn 1965, Psychometrika 30), applied to the split.
    """
    if draws < 1:
        raise EngineError(f"{draws} shuffled tables", expected="1 or more")
    table = as_table(matrix)
    order = canonical_order(table)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    table = take_rows(table, order)
    dealer = np.random.default_rng(seed)
    reassign = (rules or Rules()).reassign
    result = []
    for level, split in zip(found, tree.splits):
        node = tree.nodes[split.node]
        part, _, _ = part_of(table, np.sort(rank[node.rows]), node.terms)
        shuffled = [_strength(_shuffled(part, dealer), reassign) for _ in range(draws)]
        mean = float(np.mean(shuffled))
        result.append(replace(level, excess=level.strength / mean if mean > 0 else None))
    return result


def _shuffled(table: Sparse, dealer: np.random.Generator) -> Sparse:
    dealt = table.copy()
    dealt.indices = dealer.permutation(table.indices)
    dealt.has_sorted_indices = dealt.has_canonical_format = False
    dealt = as_table(dealt)  # a term dealt twice to a row counts once
    full = np.flatnonzero(np.diff(dealt.indptr)).astype(np.int64)
    return take_rows(dealt, full)


def _strength(table: Sparse, reassign: bool) -> float:
    axis = first_axis(table)
    return bisect(table, axis.coordinates, reassign=reassign).chi2 / float(table.nnz)


def stability(
    matrix: Any, documents: Sequence[str], tree: Tree, found: Sequence[Level], *,
    rules: Rules | None = None, runs: int = 10, share: float = 0.8, seed: int = 0,
) -> list[Level]:
    """``found`` (as :func:`levels` gives it) with the stability of each number of classes.

    Args:
        matrix: the table ``tree`` was made from; documents: (rows,) the document of each row.
        runs: samples drawn; share: of the documents, without replacement (of the rows, when
            there are fewer than 5 documents).
    Source: Ben-Hur, Elisseeff & Guyon 2002 (subsampling), adjusted Rand index of Hubert & Arabie
        1985. Whole documents are drawn, since their segments resemble each other.
    """
    if not 0 < share < 1 or runs < 1:
        raise EngineError(f"{runs} samples of {share:.0%}", expected="1 or more, of less than all")
    table = as_table(matrix)
    units = np.unique(np.asarray(documents), return_inverse=True)[1]
    if units.max(initial=0) < 4:
        units = np.arange(table.shape[0])
    drawer = np.random.default_rng(seed)
    n_units = int(units.max()) + 1
    scores: dict[int, list[float]] = {}
    for _ in range(runs):
        drawn = np.zeros(n_units, dtype=np.bool_)
        drawn[drawer.permutation(n_units)[:max(2, round(share * n_units))]] = True
        rows = np.flatnonzero(drawn[units])
        for k, score in _agreement(table, rows, tree, rules):
            scores.setdefault(k, []).append(score)
    return [
        replace(level, stability=float(np.mean(scores[level.k])) if level.k in scores else None)
        for level in found
    ]


def _agreement(
    table: Any, rows: Integers, tree: Tree, rules: Rules | None
) -> list[tuple[int, float]]:
    try:
        sample = descend(table[rows], k=tree.max_k, rules=rules)
    except EngineError:
        return []  # a sample too small to be cut says nothing of k: it is not counted
    found = []
    for k in range(2, sample.max_k + 1):
        score = adjusted_rand(tree.classes(k)[rows], sample.classes(k))
        if score is not None:
            found.append((k, score))
    return found


def adjusted_rand(one: Integers, two: Integers) -> float | None:
    """Agreement of two classifications of the same rows, beyond chance.

    Args:
        one, two: (rows,) classes from 0; rows with -1 in either are left out.
    Returns:
        At most 1 (the same classes); 0 = what chance gives; below 0 = less. ``None`` when fewer
        than two rows are left, or all of them are in one class, or each in its own, in both.
    Source: Hubert & Arabie 1985.
    """
    both = (one >= 0) & (two >= 0)
    one, two = one[both], two[both]
    if len(one) < 2:
        return None
    cells = np.unique(np.stack([one, two]), axis=1, return_counts=True)[1]
    shared = _pairs(cells)
    first, second = _pairs(np.bincount(one)), _pairs(np.bincount(two))
    chance = first * second / _pairs(np.array([len(one)]))
    most = (first + second) / 2
    return None if most == chance else (shared - chance) / (most - chance)


def _pairs(sizes: Any) -> float:
    counts = np.asarray(sizes, dtype=np.float64)
    return float((counts * (counts - 1) / 2).sum())


def suggest(
    found: Sequence[Level], *, rows: int, min_share: float = 0.02, min_excess: float = 1.05
) -> tuple[int, str]:
    """A number of classes to begin with, and why.

    Args:
        found: as :func:`levels` and :func:`beyond_chance` give them; rows: rows of the table.
        min_share: of the rows, that the smallest class must hold.
        min_excess: times the strength of a shuffled table that every split must reach.
    Returns:
        (k, reason): the largest number up to which every split reaches ``min_excess`` and every
        class ``min_share``; 2 when there is none. A place to begin reading, beside the curve and
        stability (which falls with k in every tree, since an early difference is carried down,
        and so cannot choose by itself).
    Raises:
        EngineError: when there is no level.
    """
    if not found:
        raise EngineError("a tree without splits", expected="at least one")
    k, reason = 1, ""
    for level in found:
        if level.smallest < min_share * rows:
            reason = f"one more would make a class of {level.smallest} of {rows} segments"
        elif level.excess is not None and level.excess < min_excess:
            reason = f"the next split is {level.excess:.2f} times that of a shuffled table"
        if reason:
            break
        k = level.k
    if k == 1:
        return 2, f"the fewest there can be: {reason}"
    return k, reason or "the most that were tried"
