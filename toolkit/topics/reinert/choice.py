"""Choosing how many classes: the chi² of the splits, the smallest class, and stability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

from toolkit.errors import EngineError
from toolkit.topics.reinert.tables import Integers, as_table
from toolkit.topics.reinert.tree import Rules, Tree, descend


@dataclass(frozen=True, slots=True)
class Level:
    """What a number of classes is worth.

    ``chi2`` is that of the split that made the k-th class; ``strength`` divides it by the ones of
    the table cut (0 to 1; the squared contingency phi of the split). ``smallest`` and
    ``unplaced`` count rows. ``stability`` is the mean adjusted Rand index (1 = the same classes,
    0 = chance) between the tree and trees of samples; ``None`` when no sample was drawn or none
    had k classes.
    """

    k: int
    chi2: float
    strength: float
    smallest: int
    unplaced: int
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


def stability(
    matrix: Any, documents: Sequence[str], tree: Tree, *,
    rules: Rules | None = None, runs: int = 10, share: float = 0.8, seed: int = 0,
) -> list[Level]:
    """:func:`levels` with the stability of each number of classes.

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
        for level in levels(tree)
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


def suggest(found: Sequence[Level], *, rows: int, min_share: float = 0.03) -> tuple[int, str]:
    """A number of classes to begin with, and why.

    Args:
        found: as :func:`levels` or :func:`stability` give them; rows: rows of the table.
        min_share: of the rows, that the smallest class must hold.
    Returns:
        (k, reason): of the numbers above 2 whose classes are all large enough, the one after
        which the chi² of the splits falls most, relatively. A place to begin reading, beside the
        curve, the smallest class and stability (which falls with k in every tree, since an early
        difference is carried down, and so cannot choose by itself).
    Raises:
        EngineError: when there is no level.
    """
    if not found:
        raise EngineError("a tree without splits", expected="at least one")
    large = [level for level in found if level.smallest >= min_share * rows]
    if not large:
        return 2, f"no number of classes keeps all above {min_share:.0%} of the segments"
    after = {earlier.k: later.chi2 / earlier.chi2 for earlier, later in pairwise(found)}
    falls = [(after[level.k], level.k) for level in large if level.k > 2 and level.k in after]
    if not falls:
        return large[-1].k, f"most classes of at least {min_share:.0%} of the segments"
    fall, k = min(falls)
    return k, f"after it the chi² of the splits falls most (to {fall:.0%} of the one before)"
