"""The moves of large tables, compiled: the same steps as in numpy, to the last bit, faster.

Scoring every row and updating those that share a term take some ten passes over the rows in
numpy and one here. Compiling takes about two seconds, which large tables win back many times.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

WORTH = 1_000_000
"""Ones of a table from which compiling pays (at 460,000 both ways take the same time)."""


@lru_cache(maxsize=1)
def compiled() -> Callable[..., int] | None:
    """:func:`climb`, compiled; ``None`` where numba is not installed."""
    try:
        import numba
    except ImportError:
        return None
    made: Callable[..., int] = numba.njit(climb, fastmath=False)
    return made


def climb(by_row: Any, by_column: Any, weights: Any, rows: Any, state: Any, limit: int) -> int:
    """Make single best moves, at most ``limit``; how many were made.

    Args:
        by_row, by_column: (pointers, indices) of the table by rows and by columns.
        weights: (columns,) 1 / ones of the column.
        rows: (sizes, own, sign, pull), each (rows,); the last two are changed in place.
        state: [total, part, spread, chi2, tie], the middle three changed in place; ``tie`` is the
            relative difference below which two chi² are equal.
    """
    (row_start, terms), (column_start, holders) = by_row, by_column
    sizes, own, sign, pull = rows
    total, tie, scores = state[0], state[4], own.copy()
    for moves in range(limit):
        part, spread, best = state[1], state[2], -1.0
        for i in range(len(sizes)):
            after = sign[i] * sizes[i] + part
            square = after * after
            spare = after * total - square
            value = sign[i] * pull[i] * 2
            value = ((value + own[i] + spread) * total - square) * total
            scores[i] = value / spare if spare > 0.5 else -1.0
            best = max(best, scores[i])
        if best <= state[3] * (1 + tie):
            return moves
        least, row = best * (1 - tie), 0
        while scores[row] < least:
            row += 1
        way = sign[row]
        state[2] = spread + (2 * way * pull[row] + own[row])
        state[1] = part + way * sizes[row]
        state[3] = (
            total * (total * state[2] - state[1] ** 2) / (state[1] * (total - state[1]))
        )
        sign[row] = -way
        for cell in range(row_start[row], row_start[row + 1]):
            step = way * weights[terms[cell]]
            for place in range(column_start[terms[cell]], column_start[terms[cell] + 1]):
                pull[holders[place]] += step
    return limit
