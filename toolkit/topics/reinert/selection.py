"""Which terms each side of a split keeps for its own splits."""

from __future__ import annotations

import numpy as np

from toolkit.errors import EngineError
from toolkit.topics.reinert.bisection import Mask
from toolkit.topics.reinert.tables import Integers, Sparse, column_sizes


def select_terms(
    table: Sparse, side: Mask, *, contingency: float = 0.3, min_frequency: int = 3
) -> tuple[Integers, Integers]:
    """Columns the false side and the true side of ``side`` keep.

    A term bound to one side (contingency coefficient above ``contingency``) stays only where it
    is over-represented; a term held by fewer than ``min_frequency`` rows of a side is dropped
    there. The chi² of a term sets its two counts against the shares that the sides have of all
    ones; n is the term's own count, so that rare and common terms are held to one measure.

    Args:
        contingency: 0 to 1; sqrt(chi² / (n + chi²)).
    Returns:
        (columns of the false side, columns of the true side), ascending.
    Raises:
        EngineError: when a side holds no one.
    Source: Reinert 1983; contingency coefficient of Pearson 1904.
    """
    columns = column_sizes(table).astype(np.float64)
    there = np.asarray(table.T @ side.astype(np.float64))
    here = columns - there
    size_there = float(there.sum())
    size_here = float(columns.sum()) - size_there
    if not size_here or not size_there:
        raise EngineError("a split with an empty side", expected="terms on both sides")
    cross = there * size_here - here * size_there
    # (a - e)² / e summed over both sides, over the term's count. A term nobody holds is not bound.
    ratio = cross**2 / (size_here * size_there * np.maximum(columns, 1) ** 2)
    bound = np.sqrt(ratio / (1 + ratio)) > contingency
    kept_here = (here >= min_frequency) & ~(bound & (cross > 0))
    kept_there = (there >= min_frequency) & ~(bound & (cross < 0))
    return np.flatnonzero(kept_here), np.flatnonzero(kept_there)
