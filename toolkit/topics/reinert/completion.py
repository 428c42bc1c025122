"""Giving a class to segments that a classification left without one."""

from __future__ import annotations

from typing import Literal

import numpy as np
import scipy.sparse as sp

from toolkit.errors import EngineError
from toolkit.topics.reinert.tables import Floats, Integers, Sparse

Metric = Literal["cosine", "euclidean"]
BLOCK = 512
NEAR = 1e-9


def complete(
    table: Sparse, labels: Integers, *, neighbours: int = 1, metric: Metric = "cosine"
) -> Integers:
    """``labels`` with each unplaced segment given the class most of its nearest ones have.

    Args:
        table: segments by terms, counts or booleans.
        labels: (segments,) classes from 0; -1 = none.
        neighbours: how many nearest placed segments vote; all those as near as the last of them
            vote too, so that no order of the segments decides. Of equal votes, the lower class.
        metric: "cosine", or "euclidean" on the cells as given (as other implementations do; it
            draws segments to short neighbours).
    Returns:
        (segments,) classes. With "cosine" a segment that shares no term with any placed one
        stays -1; with no placed segment at all, all do.
    Raises:
        EngineError: when table and labels differ in length, or ``neighbours`` is below 1.
    """
    if table.shape[0] != len(labels) or neighbours < 1:
        raise EngineError(
            f"{table.shape[0]} segments, {len(labels)} classes, {neighbours} neighbours",
            expected="one class per segment and at least one neighbour",
        )
    placed, open_rows = np.flatnonzero(labels >= 0), np.flatnonzero(labels < 0)
    result = labels.copy()
    if not len(placed):
        return result
    known = labels[placed]
    for start in range(0, len(open_rows), BLOCK):
        rows = open_rows[start:start + BLOCK]
        near = _nearness(table, rows, placed, metric)
        place = min(neighbours, len(placed)) - 1
        least = -np.sort(-near, axis=1)[:, place, None]
        voters = near >= least - NEAR * np.maximum(np.abs(least), 1)
        votes = voters.astype(np.float64) @ np.eye(int(known.max()) + 1)[known]
        chosen = votes.argmax(axis=1)
        known_terms = near.max(axis=1) > 0 if metric == "cosine" else np.ones(len(rows), bool)
        result[rows[known_terms]] = chosen[known_terms]
    return result


def _nearness(table: Sparse, rows: Integers, placed: Integers, metric: Metric) -> Floats:
    """(rows, placed) how near they are: higher is nearer."""
    squares = np.asarray(table.multiply(table).sum(axis=1), dtype=np.float64).ravel()
    if metric == "euclidean":
        products = np.asarray((table[rows] @ table[placed].T).todense(), dtype=np.float64)
        return 2 * products - squares[rows][:, None] - squares[placed][None]
    unit = sp.diags(1 / np.sqrt(np.maximum(squares, 1e-300))) @ table
    return np.asarray((unit[rows] @ unit[placed].T).todense(), dtype=np.float64)
