"""The correspondence-analysis map: classes, their terms and illustrative values on one plane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toolkit.errors import EngineError
from toolkit.topics.reinert.tables import Floats


@dataclass(frozen=True, slots=True)
class Plane:
    """Principal coordinates, one row per class, term or supplementary row, one column per axis.

    ``inertia`` is each axis's share of the total (0 to 1). Rows and columns without any count
    lie at not-a-number.
    """

    classes: Floats
    terms: Floats
    supplementary: Floats
    inertia: Floats


def plane(
    counts: Floats, *, supplementary: Floats | Sequence[Sequence[float]] = (), axes: int = 2
) -> Plane:
    """Correspondence analysis of a table of classes by terms.

    Args:
        counts: (classes, terms) 0 or more, such as ``Profiles.inside``.
        supplementary: (values, terms) counts laid on the map without shaping it.
        axes: axes wanted; there are at most one fewer than classes or terms.
    Returns:
        Coordinates; on every axis the term that lies farthest out (the first of equals) has a
        coordinate above 0, so that the map does not flip from run to run.
    Raises:
        EngineError: with fewer than two classes or terms that hold a count.
    Source: Benzécri 1973; Greenacre 1984.
    """
    table = np.asarray(counts, dtype=np.float64)
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    live_rows, live_columns = np.flatnonzero(rows > 0), np.flatnonzero(columns > 0)
    if len(live_rows) < 2 or len(live_columns) < 2:
        raise EngineError(
            f"a map of {len(live_rows)} classes and {len(live_columns)} terms",
            expected="at least two of each",
        )
    total = table.sum()
    share = table[np.ix_(live_rows, live_columns)] / total
    row_mass, column_mass = share.sum(axis=1), share.sum(axis=0)
    scale = np.sqrt(np.outer(row_mass, column_mass))
    left, values, right = np.linalg.svd(share / scale - scale, full_matrices=False)
    inertia = values**2 / max(float((values**2).sum()), 1e-300)
    kept = min(axes, len(live_rows) - 1, len(live_columns) - 1, int((values > 1e-12).sum()))
    standard = right[:kept].T / np.sqrt(column_mass)[:, None]
    places = left[:, :kept] * values[:kept] / np.sqrt(row_mass)[:, None]
    terms = standard * values[:kept]
    for axis in range(kept):
        far = np.abs(terms[:, axis])
        if terms[int(np.argmax(far >= far.max() * (1 - 1e-9))), axis] < 0:
            standard[:, axis], places[:, axis] = -standard[:, axis], -places[:, axis]
            terms[:, axis] = -terms[:, axis]
    extra = np.asarray(supplementary, dtype=np.float64).reshape(-1, table.shape[1])
    return Plane(
        _spread(places, live_rows, table.shape[0]), _spread(terms, live_columns, table.shape[1]),
        _project(extra[:, live_columns], standard), inertia[:kept],
    )


def _project(extra: Floats, standard: Floats) -> Floats:
    """Supplementary rows by the transition formula: the mean of the terms' standard places."""
    sums = extra.sum(axis=1, keepdims=True)
    with np.errstate(invalid="ignore"):
        return np.where(sums > 0, (extra @ standard) / sums, np.nan)


def _spread(values: Floats, live: np.ndarray[tuple[int], np.dtype[np.intp]], size: int) -> Floats:
    result = np.full((size, values.shape[1]), np.nan)
    result[live] = values
    return result
