"""Double classification: what two classifications of the same segments agree on.

Every class of one tree is crossed with every class of the other (all levels). Crossed classes
that are large enough and bound by more than chance are kept, and for each number of classes the
set of disjoint ones with the highest total chi², or covering most segments, is searched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import scipy.sparse as sp

from toolkit.errors import EngineError
from toolkit.topics.reinert.tables import Floats, Integers, Sparse
from toolkit.topics.reinert.tree import NO_CLASS, Tree

Criterion = Literal["chi2", "n"]
Keep = Literal["earliest", "strongest"]

SEARCH_LIMIT = 300_000
"""Partial sets looked at before a search is given up as "not proven best"."""


@dataclass(frozen=True, slots=True)
class Crossed:
    """Segments that are in one class of each tree.

    ``first`` and ``second`` are (level, class): the class's place, from 1 and left to right, at
    the first level (number of classes) at which it appears. ``chi2`` is that of the 2 x 2 table
    (in the one, in the other), with Yates's correction; ``members`` ascending segment indexes.
    """

    first: tuple[int, int]
    second: tuple[int, int]
    n_first: int
    n_second: int
    chi2: float
    members: Integers

    @property
    def size(self) -> int:
        """How many segments are in both classes."""
        return len(self.members)


@dataclass(frozen=True, slots=True)
class Partition:
    """``k`` disjoint crossed classes (indexes into the list given), best by ``criterion``.

    ``chi2`` and ``n`` are their sums. ``proven`` is false when the search was cut short: then a
    better set may exist.
    """

    k: int
    criterion: Criterion
    crossed: tuple[int, ...]
    chi2: float
    n: int
    proven: bool


@dataclass(frozen=True, slots=True)
class _Class:
    name: tuple[int, int]
    members: Integers


def cross(
    first: Tree, second: Tree, units: tuple[Integers, Integers], *,
    max_k: int, min_members: int = 10, min_chi2: float = 3.84, keep: Keep = "earliest",
) -> list[Crossed]:
    """Crossed classes worth keeping, those with most chi² first.

    Args:
        first, second: two trees over the same segments, usually merged to different unit sizes.
        units: for each tree, (segments,) the row of each segment in it.
        max_k: levels looked at, 2 to max_k classes.
        min_members, min_chi2: a crossed class has more members and a higher chi² than these, and
            more members than chance would give. 3.84 is the 5 % point with one degree of freedom.
        keep: of crossed classes with the same members, the one whose classes appear earliest in
            the first tree, then in the second ("earliest", as other implementations do), or the
            one with the highest chi² ("strongest", which can raise a partition's total).
    Returns:
        Crossed classes, no two with the same members.
    Raises:
        EngineError: when the two lists of units differ in length.
    Source: Reinert 1990 (double classification on two segment sizes).
    """
    if len(units[0]) != len(units[1]):
        raise EngineError(
            f"two classifications of {len(units[0])} and {len(units[1])} segments",
            expected="the same segments in both",
        )
    n = len(units[0])
    one, two = (list(_classes(tree, rows, max_k)) for tree, rows in zip((first, second), units))
    chi2 = _association(_membership(one, n), _membership(two, n))
    found: dict[bytes, Crossed] = {}
    for i, j in zip(*np.nonzero(chi2 > min_chi2)):
        members = np.intersect1d(one[i].members, two[j].members, assume_unique=True)
        if len(members) <= min_members:
            continue
        item = Crossed(
            one[i].name, two[j].name, len(one[i].members), len(two[j].members),
            float(chi2[i, j]), members,
        )
        known = found.get(members.tobytes())
        if known is None or (keep == "strongest" and item.chi2 > known.chi2):
            found[members.tobytes()] = item
    return sorted(found.values(), key=lambda item: (-item.chi2, item.first, item.second))


def _classes(tree: Tree, rows: Integers, max_k: int) -> Iterator[_Class]:
    """Each class once, named after the first level at which it appears."""
    seen: set[int] = set()
    for k in range(2, min(max_k, tree.max_k) + 1):
        for place, node in enumerate(tree.leaves(k), start=1):
            if node not in seen:
                seen.add(node)
                inside = np.zeros(tree.rows, dtype=np.bool_)
                inside[tree.nodes[node].rows] = True
                yield _Class((k, place), np.flatnonzero(inside[rows]))


def _membership(classes: Sequence[_Class], n: int) -> Sparse:
    columns = np.repeat(np.arange(len(classes)), [len(item.members) for item in classes])
    members = np.concatenate([item.members for item in classes])
    return sp.csr_matrix((np.ones(len(members)), (members, columns)), shape=(n, len(classes)))


def _association(one: Sparse, two: Sparse) -> Floats:
    """Chi² with Yates's correction of each pair of classes, below 0 where they avoid each other."""
    n = one.shape[0]
    both = np.asarray((one.T @ two).todense(), dtype=np.float64)
    first, second = (np.asarray(side.sum(axis=0)).ravel() for side in (one, two))
    determinant = both * n - np.outer(first, second)  # = ad - bc
    spread = np.outer(first * (n - first), second * (n - second))
    corrected = np.maximum(np.abs(determinant) - n / 2, 0)
    chi2 = np.divide(corrected**2 * n, spread, out=np.zeros_like(both), where=spread > 0)
    return np.asarray(chi2 * np.sign(determinant))


def mutual(crossed: Sequence[Crossed]) -> list[int]:
    """Those that are the best crossing of both their classes ("classical" double classification).

    Source: Reinert 1990; the full search was added by later implementations.
    """
    best: dict[tuple[int, tuple[int, int]], float] = {}
    for item in crossed:
        for key in ((1, item.first), (2, item.second)):
            best[key] = max(best.get(key, 0.0), item.chi2)
    return [
        i for i, item in enumerate(crossed)
        if item.chi2 >= max(best[1, item.first], best[2, item.second])
    ]


def partitions(
    crossed: Sequence[Crossed], *, max_k: int, among: Sequence[int] | None = None,
    criterion: Criterion = "chi2",
) -> list[Partition]:
    """For each k from 2 to ``max_k`` the best set of k disjoint crossed classes, where one exists.

    Args:
        among: only these (see :func:`mutual`); all by default.
        criterion: "chi2" = highest total chi²; "n" = most segments covered, then chi².
    """
    chosen = list(range(len(crossed))) if among is None else list(among)
    if not chosen:
        return []
    strongest = 1 + sum(crossed[i].chi2 for i in chosen)

    def weight(i: int) -> float:
        item = crossed[i]
        return item.chi2 if criterion == "chi2" else item.size + item.chi2 / strongest

    chosen.sort(key=lambda i: (-weight(i), i))
    weights = [weight(i) for i in chosen]
    apart = _disjoint([crossed[i].members for i in chosen])
    found = []
    for k in range(2, max_k + 1):
        best, proven = _best_set(weights, apart, k)
        if best is None:
            continue
        picked = tuple(sorted(chosen[i] for i in best))
        found.append(Partition(
            k, criterion, picked, sum(crossed[i].chi2 for i in picked),
            sum(crossed[i].size for i in picked), proven,
        ))
    return found


def _disjoint(members: Sequence[Integers]) -> list[int]:
    """For each set the others it shares nothing with, as a bit mask."""
    n = 1 + max(int(rows[-1]) for rows in members)
    table = _membership([_Class((0, 0), rows) for rows in members], n)
    shared = (table.T @ table).toarray() > 0
    return [sum(1 << j for j in np.flatnonzero(~row).tolist()) for row in shared]


def _best_set(
    weights: Sequence[float], apart: Sequence[int], k: int
) -> tuple[tuple[int, ...] | None, bool]:
    """The k mutually disjoint sets of highest total weight, by branch and bound.

    ``weights`` descend, so that the first candidates left bound what can still be reached.
    """
    best: tuple[int, ...] | None = None
    best_weight, looked = 0.0, 0
    stack: list[tuple[tuple[int, ...], float, int]] = [((), 0.0, (1 << len(weights)) - 1)]
    while stack:
        picked, reached, left = stack.pop()
        looked += 1
        if looked > SEARCH_LIMIT:
            return best, False
        wanted = k - len(picked)
        bound = _bound(weights, left, wanted)
        if bound is None or reached + bound <= best_weight * (1 + 1e-12):
            continue
        item = (left & -left).bit_length() - 1
        rest = left & ~(1 << item)
        stack.append((picked, reached, rest))  # without the item: looked at later
        taken = (*picked, item)
        if wanted == 1:
            best, best_weight = taken, reached + weights[item]
        else:
            stack.append((taken, reached + weights[item], rest & apart[item]))
    return best, True


def _bound(weights: Sequence[float], left: int, wanted: int) -> float | None:
    total = 0.0
    for _ in range(wanted):
        if not left:
            return None
        lowest = left & -left
        total += weights[lowest.bit_length() - 1]
        left ^= lowest
    return total


def members_to_classes(crossed: Sequence[Crossed], partition: Partition, n: int) -> Integers:
    """(n,) the class of each segment, from 0 in the order of the partition; -1 = in none."""
    labels = np.full(n, NO_CLASS, dtype=np.int64)
    for place, index in enumerate(partition.crossed):
        labels[crossed[index].members] = place
    return labels
