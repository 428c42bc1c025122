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
"""Up to so many terms the whole eigenproblem is solved, which is then faster than iterating."""
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
    vectors, values = _leading(scaled, trivial)
    if not len(values) or values[0] < SAME:
        return Axis(np.zeros(table.shape[0]), 0.0, 0.0)
    closeness = (vectors**2).sum(1)
    anchor = int(np.flatnonzero(closeness >= closeness.max() - SAME)[0])
    loading = vectors @ vectors[anchor]
    loading /= np.linalg.norm(loading)
    singular = float(np.sqrt(values[0]))
    coordinates = (scaled @ loading) / np.sqrt(rows / total) / singular
    # Sum of squares of the scaled cells, less the trivial axis.
    inertia = float((scaled.data**2).sum()) - 1
    return Axis(np.asarray(coordinates), singular, float(values[0]) / inertia)


def _leading(scaled: Sparse, trivial: Floats) -> tuple[Floats, Floats]:
    """Eigenvectors (as columns) whose eigenvalue equals the largest one, and the eigenvalues."""
    if scaled.shape[1] <= DENSE:
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
    if values[0] - values[1] > SAME:
        return vectors[:, :1], values[:1]
    return _dense(scaled, trivial)  # iterations cannot be trusted to find a whole eigenspace


def _dense(scaled: Sparse, trivial: Floats) -> tuple[Floats, Floats]:
    gram = (scaled.T @ scaled).toarray() - np.outer(trivial, trivial)
    values, vectors = np.linalg.eigh(gram)
    same = values >= values[-1] - SAME
    return vectors[:, same], values[same]
