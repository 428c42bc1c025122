"""The first axis of a correspondence analysis, made unique.

An eigenvector is known up to its sign, and where two eigenvalues are equal up to a rotation. Here
the axis is always the projection of one term onto the leading eigenspace: the term that lies
closest to that space (the first in column order when several do). Neither the solver's start nor
its sign can change it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp

from toolkit.topics.reinert.tables import Floats, Sparse, column_sizes, row_sizes

DENSE = 200
"""Up to so many rows or terms the whole eigenproblem is solved: then faster than iterating."""
WHOLE = 4000
"""Up to so many terms it is solved as a whole where two axes are equally long."""
SAME = 1e-9
"""Eigenvalues (0 to 1) nearer than this are taken as equal."""


@dataclass(frozen=True, slots=True)
class Axis:
    """(rows,) standard coordinates on the first axis, and its singular value (0 to 1).

    ``inertia`` is the axis's share of the table's total inertia. A singular value of 0 (all rows
    have the same profile) leaves the coordinates at 0.
    """

    coordinates: Floats
    singular_value: float
    inertia: float


def first_axis(table: Sparse) -> Axis:
    """First axis of the correspondence analysis of a boolean table without empty row or column.

    Source: Benzécri 1973; Greenacre 1984. Rows' standard coordinates: u / sqrt(row mass).
    """
    rows, columns = row_sizes(table), column_sizes(table)
    total = float(rows.sum())
    scaled = sp.diags(1 / np.sqrt(rows)) @ table @ sp.diags(1 / np.sqrt(columns))
    trivial = np.sqrt(columns / total)
    loading, value = _leading(scaled, trivial)
    if value < SAME:
        return Axis(np.zeros(table.shape[0]), 0.0, 0.0)
    singular = float(np.sqrt(value))
    coordinates = (scaled @ loading) / np.sqrt(rows / total) / singular
    # Sum of squares of the scaled cells, less the trivial axis.
    inertia = float((scaled.data**2).sum()) - 1
    return Axis(np.asarray(coordinates), singular, value / inertia)


def _leading(scaled: Sparse, trivial: Floats) -> tuple[Floats, float]:
    """(columns,) the axis on the side of the terms, of length 1, and its eigenvalue."""
    if min(scaled.shape) <= DENSE:
        return _dense(scaled, trivial)
    from scipy.sparse.linalg import LinearOperator, eigsh

    transposed = scaled.T.tocsr()

    def squared(vector: Any) -> Any:
        vector = vector.ravel()
        image = transposed @ (scaled @ (vector - trivial * (trivial @ vector)))
        return image - trivial * (trivial @ image)

    size = scaled.shape[1]
    operator = LinearOperator((size, size), matvec=squared, dtype=np.float64)
    start = np.cos(np.arange(size) * 1.0) + 0.5  # fixed, and orthogonal to nothing in sight
    values, vectors = eigsh(operator, k=2, which="LA", v0=start, ncv=min(size, 24), tol=0)
    order = np.argsort(-values)
    values, vectors = values[order], vectors[:, order]
    if values[0] > 1 - SAME:
        return _separate(scaled, trivial)
    if values[0] - values[1] > SAME:
        return _anchored(vectors[:, :1]), float(values[0])
    # Iterations cannot be trusted to find a whole eigenspace; of huge tables it cannot be had.
    if min(scaled.shape) <= WHOLE:
        return _dense(scaled, trivial)
    return _anchored(vectors), float(values[0])


def _dense(scaled: Sparse, trivial: Floats) -> tuple[Floats, float]:
    """The whole eigenproblem, on the side of the rows or of the terms, whichever is shorter."""
    flat = scaled.toarray()
    flat -= np.outer(flat @ trivial, trivial)
    by_terms = flat.shape[1] <= flat.shape[0]
    values, vectors = np.linalg.eigh(flat.T @ flat if by_terms else flat @ flat.T)
    value = float(max(values[-1], 0.0))
    vectors = vectors[:, values >= values[-1] - SAME]
    if value < SAME:
        return trivial, 0.0
    return _anchored(vectors if by_terms else flat.T @ vectors / np.sqrt(value)), value


def _anchored(vectors: Floats) -> Floats:
    """The projection, made of length 1, of the term nearest to the space of ``vectors``."""
    closeness = (vectors**2).sum(1)
    anchor = int(np.flatnonzero(closeness >= closeness.max() - SAME)[0])
    loading = vectors @ vectors[anchor]
    return np.asarray(loading / np.linalg.norm(loading))


def _separate(scaled: Sparse, trivial: Floats) -> tuple[Floats, float]:
    """The axis of a table that falls apart into groups of rows with no term in common.

    Its eigenvalue is 1, and the eigenspace is known: what is constant on every group.
    """
    from scipy.sparse.csgraph import connected_components

    both = sp.block_array([[None, scaled], [scaled.T, None]])
    group = connected_components(both, directed=False)[1][scaled.shape[0]:]
    weights = trivial**2  # shares of the ones
    closeness = weights / np.bincount(group, weights)[group] - weights
    anchor = int(np.flatnonzero(closeness >= closeness.max() - SAME)[0])
    own = group == group[anchor]
    loading = np.where(own, trivial / weights[own].sum(), 0.0) - trivial
    return np.asarray(loading / np.linalg.norm(loading)), 1.0


__all__ = ["Axis", "first_axis"]
