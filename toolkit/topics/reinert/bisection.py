"""Cutting one class in two: the best cut along the axis, then moves while chi² rises.

The chi² of a bipartition is that of the 2 x terms table of its sides. With n ones in all, N in
side A, a_j of the c_j ones of term j in side A:

    chi² = n (n S - N²) / (N (n - N)),   S = sum of a_j² / c_j

so that moving one row changes S by a sum over its own terms, and every possible move is scored in
a few vector operations. Ties are broken by what the rows hold, never by which side is called A.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.topics.reinert.climbing import WORTH, compiled
from toolkit.topics.reinert.tables import Floats, Sparse, column_sizes, row_sizes

Mask = NDArray[np.bool_]

TIE = 1e-12
"""Relative difference below which two chi² are the same number computed in two ways."""
SAME_PLACE = 1e-10
"""Share of the axis's length below which two rows stand at the same place."""
REFRESH = 512
"""Moves after which the running sums are computed afresh, so that rounding cannot add up."""


@dataclass(frozen=True, slots=True)
class Bisection:
    """Two sides of a table: ``side`` is true for one of them.

    ``chi2`` is that of the final sides, ``chi2_cut`` that of the best cut along the axis,
    ``moves`` the number of rows moved in between.
    """

    side: Mask
    chi2: float
    chi2_cut: float
    moves: int


def bisect(table: Sparse, coordinates: Floats, *, reassign: bool = True) -> Bisection:
    """The best cut of ``table`` along ``coordinates``, then single best moves while chi² rises.

    Args:
        table: boolean, rows in canonical order, without empty row or column.
        coordinates: (rows,) places on the axis; their sign does not matter.
        reassign: move rows after the cut.
    Returns:
        The bipartition; its chi² cannot be raised by moving any one row.
    Source: Reinert 1983, Cahiers de l'analyse des données 8 (2), 187-198.
    """
    side, cut = best_cut(table, coordinates)
    if not reassign:
        return Bisection(side, cut, cut, 0)
    mover = _Mover(table, side)
    moves = mover.run()
    return Bisection(mover.side, mover.chi2, cut, moves)


def chi_square(table: Sparse, side: Mask) -> float:
    """Chi² of the 2 x terms table of two sides (0 when a side holds nothing)."""
    columns = column_sizes(table)
    present = columns > 0
    inside = np.asarray(table.T @ side.astype(np.float64))
    total, part = float(columns.sum()), float(inside.sum())
    if part in (0.0, total):
        return 0.0
    spread = float((inside[present] ** 2 / columns[present]).sum())
    return total * (total * spread - part**2) / (part * (total - part))


def cut_curve(table: Sparse, order: NDArray[np.int64]) -> Floats:
    """(rows - 1,) chi² of each cut of the rows taken in ``order``: the first against the rest, etc.

    The i-th occurrence of a term raises its a_j² from (i-1)² to i²: the whole curve is two
    cumulative sums over the ones of the table.
    """
    ordered = table[order]
    sizes = row_sizes(ordered)
    columns = column_sizes(ordered)
    by_column = ordered.tocsc()
    by_column.sort_indices()
    before = np.arange(by_column.nnz) - np.repeat(by_column.indptr[:-1], columns)
    gain = (2 * before + 1) / np.repeat(np.maximum(columns, 1), columns)
    spread = np.cumsum(np.bincount(by_column.indices, weights=gain, minlength=len(order)))[:-1]
    part = np.cumsum(sizes)[:-1].astype(np.float64)
    total = float(sizes.sum())
    return np.asarray(total * (total * spread - part**2) / (part * (total - part)))


def best_cut(table: Sparse, coordinates: Floats) -> tuple[Mask, float]:
    """The cut of highest chi² along the axis; rows at the same place are never parted.

    Returns:
        (side, chi²). Of equal cuts the most even one, then the one whose side without the first
        row begins earliest.
    """
    order = np.argsort(coordinates, kind="stable")
    places = coordinates[order]
    curve = cut_curve(table, order)
    apart = np.diff(places) > SAME_PLACE * (places[-1] - places[0])
    curve = np.where(apart, curve, -np.inf)
    best = float(curve.max())
    if not np.isfinite(best):
        return np.zeros(len(order), dtype=np.bool_), 0.0
    tied = np.flatnonzero(curve >= best - TIE * abs(best))
    sides = [_side_without_first(order, int(cut) + 1) for cut in tied]
    chosen = min(sides, key=lambda side: _rank(side, len(order))) if len(sides) > 1 else sides[0]
    return chosen, best


def _side_without_first(order: NDArray[np.int64], size: int) -> Mask:
    side = np.zeros(len(order), dtype=np.bool_)
    side[order[:size]] = True
    return ~side if side[0] else side


def _rank(side: Mask, rows: int) -> tuple[int, list[int]]:
    return abs(2 * int(side.sum()) - rows), np.flatnonzero(side).tolist()


class _Mover:
    """Single best moves between two sides, with every candidate's chi² kept up to date."""

    def __init__(self, table: Sparse, side: Mask) -> None:
        self.side = side.copy()
        self.table = table
        self.by_column = table.tocsc()
        columns = column_sizes(table)
        self.weights = 1 / np.maximum(columns, 1).astype(np.float64)
        self.sizes = row_sizes(table).astype(np.float64)
        self.total = float(columns.sum())
        # What a row adds to S by itself, whichever way it moves.
        self.own = np.asarray(table @ self.weights)
        self.sign = np.where(self.side, -1.0, 1.0)
        self._scores = np.empty(len(self.side))
        self._parts = np.empty(len(self.side))
        self._refresh()

    def run(self) -> int:
        """Move rows until no single move raises chi²; how many were moved."""
        fast = compiled() if self.table.nnz >= WORTH else None
        return self._run() if fast is None else self._run_compiled(fast)

    def _run_compiled(self, fast: Callable[..., int]) -> int:
        by_row = self.table.indptr, self.table.indices
        by_column = self.by_column.indptr, self.by_column.indices
        moves = 0
        while True:
            rows = self.sizes, self.own, self.sign, self.pull
            state = np.array([self.total, self.part, self.spread, self.chi2, TIE])
            made = fast(by_row, by_column, self.weights, rows, state, REFRESH)
            self.side = self.sign < 0
            if not made:
                return moves
            moves += made
            self._refresh()

    def _run(self) -> int:
        moves, since = 0, 0
        while True:
            row = self._best_move()
            if row is None:
                if since == 0:
                    return moves
                self._refresh()  # confirm the end on sums without rounding
                since = 0
                continue
            self._move(row)
            moves, since = moves + 1, since + 1
            if since >= REFRESH:
                self._refresh()
                since = 0

    def _refresh(self) -> None:
        inside = np.asarray(self.table.T @ self.side.astype(np.float64))
        self.part = float(inside.sum())
        self.spread = float((inside**2 * self.weights).sum())
        self.pull = np.asarray(self.table @ (inside * self.weights))
        self.chi2 = self._value(self.spread, self.part)

    def _value(self, spread: float, part: float) -> float:
        total = self.total
        if part <= 0 or part >= total:
            return 0.0
        return total * (total * spread - part**2) / (part * (total - part))

    def _best_move(self) -> int | None:
        """The row whose move gives the highest chi², if that is higher than now."""
        scores, parts, total = self._scores, self._parts, self.total
        np.multiply(self.sign, self.sizes, out=parts)
        parts += self.part
        np.multiply(self.sign, self.pull, out=scores)
        scores *= 2
        scores += self.own
        scores += self.spread
        scores *= total
        square = parts * parts
        scores -= square
        np.multiply(parts, total, out=parts)
        parts -= square  # N (n - N)
        scores *= total
        # A move that empties a side makes a division by 0; it is no candidate.
        np.divide(scores, parts, out=scores, where=parts > 0.5)
        scores[parts <= 0.5] = -1.0
        best = float(scores.max())
        if best <= self.chi2 * (1 + TIE):
            return None
        return int(np.argmax(scores >= best * (1 - TIE)))

    def _move(self, row: int) -> None:
        sign = float(self.sign[row])
        self.spread += 2 * sign * float(self.pull[row]) + float(self.own[row])
        self.part += sign * float(self.sizes[row])
        self.chi2 = self._value(self.spread, self.part)
        self.side[row] = sign > 0
        self.sign[row] = -sign
        indptr: Any = self.by_column.indptr
        holders: Any = self.by_column.indices
        for column in self.table.indices[self.table.indptr[row]:self.table.indptr[row + 1]]:
            self.pull[holders[indptr[column]:indptr[column + 1]]] += sign * self.weights[column]
