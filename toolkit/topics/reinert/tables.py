"""Boolean tables of segments by terms: how they are made, ordered and merged.

A table is a scipy CSR matrix of ones and zeros, one row per segment (or per unit of several short
segments), one column per term. Everything here keeps it sparse.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from toolkit.errors import EngineError

# A scipy sparse matrix: scipy ships no types for it.
Sparse = Any
Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


def as_table(matrix: Any) -> Sparse:
    """``matrix`` (dense or sparse, counts or booleans) as a table: 1 where it is above 0.

    Raises:
        EngineError: when it is not two-dimensional, or holds negative or undefined values.
    """
    table = sp.csr_matrix(matrix, copy=True)  # tidied below: not the caller's
    if table.ndim != 2 or table.shape[1] == 0:
        raise EngineError(f"a table of shape {table.shape}", expected="rows by at least one term")
    if table.nnz and not (table.data >= 0).all():
        raise EngineError("a table with negative or undefined cells", expected="counts or booleans")
    table.sum_duplicates()
    table.eliminate_zeros()
    table.sort_indices()
    return sp.csr_matrix(
        (np.ones(table.nnz), table.indices, table.indptr), shape=table.shape
    )


def from_rows(rows: Sequence[Sequence[int]], columns: int) -> Sparse:
    """A table from the column numbers each row holds."""
    sizes = [len(row) for row in rows]
    cells = np.fromiter((column for row in rows for column in row), dtype=np.int64)
    places = np.repeat(np.arange(len(rows)), sizes)
    return as_table(sp.csr_matrix((np.ones(len(cells)), (places, cells)),
                                  shape=(len(rows), columns)))


def row_sizes(table: Sparse) -> Integers:
    """How many different terms each row holds."""
    return np.asarray(np.diff(table.indptr), dtype=np.int64)


def column_sizes(table: Sparse) -> Integers:
    """How many rows hold each term."""
    held = table.indices[:table.nnz]  # a slice of a matrix can keep room behind its last cell
    return np.asarray(np.bincount(held, minlength=table.shape[1]), dtype=np.int64)


def take_rows(table: Sparse, rows: Integers) -> Sparse:
    """The rows of ``table`` at ``rows``, in that order, indices sorted."""
    part = table[rows]
    part.prune()
    part.sort_indices()
    return part


def canonical_order(table: Sparse) -> Integers:
    """An order of the rows that depends on what they hold only, never on how they came.

    Rows are sorted by their column numbers; equal rows are interchangeable. Whatever is computed
    in this order is the same, to the last bit, for every order the rows come in.
    """
    stop = table.indptr
    big_endian = table.indices.astype(">i4")
    keys = [big_endian[stop[i]:stop[i + 1]].tobytes() for i in range(table.shape[0])]
    return np.array(sorted(range(len(keys)), key=keys.__getitem__), dtype=np.int64)


def merge_segments(
    sizes: Sequence[int], documents: Sequence[Any], *, min_size: int
) -> Integers:
    """Which unit each segment goes to when short segments join their neighbours.

    A unit takes the next segments of its document until it holds ``min_size`` terms; what is
    left at the end of a document, if too short, joins the unit before it.

    Args:
        sizes: (segments,) different terms of each segment, in reading order.
        documents: (segments,) the document of each; segments of one document follow each other.
        min_size: terms a unit must hold; 0 or 1 merges nothing.
    Returns:
        (segments,) the index of the first segment of the unit each belongs to. A document with
        fewer terms than ``min_size`` in all is one short unit.
    Raises:
        EngineError: when the lengths differ.
    Source: Reinert 1983 ("unités de contexte"); the rule is checked on reference tables.
    """
    if len(sizes) != len(documents):
        raise EngineError(
            f"{len(sizes)} segment sizes for {len(documents)} documents",
            expected="one of each per segment",
        )
    units = np.arange(len(sizes), dtype=np.int64)
    start, held, before = 0, 0, -1
    for i, size in enumerate(sizes):
        new_document = i == 0 or documents[i] != documents[i - 1]
        if new_document or held >= min_size:
            before = -1 if new_document else start
            start, held = i, 0
        units[i] = start
        held += int(size)
        ends = i + 1 == len(sizes) or documents[i + 1] != documents[i]
        if ends and held < min_size and before >= 0:
            units[start:i + 1] = before
    return units


def merge_rows(table: Sparse, units: Integers) -> tuple[Sparse, Integers]:
    """The table of the units: a term is present when any segment of the unit holds it.

    Args:
        table: boolean segments by terms.
        units: (segments,) as :func:`merge_segments` gives them.
    Returns:
        (table of units by terms, (segments,) row of each segment in it).
    """
    names, rows = np.unique(units, return_inverse=True)
    gather = sp.csr_matrix(
        (np.ones(len(units)), (rows, np.arange(len(units)))), shape=(len(names), len(units))
    )
    return as_table(gather @ table), np.asarray(rows, dtype=np.int64)
