"""Many tests at once: corrected p-values within one declared family."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from toolkit.errors import StatisticsError
from toolkit.statistics._checks import Floats

Values = Sequence[float | None]


def benjamini_hochberg(p_values: Values) -> list[float | None]:
    """False-discovery-rate q-values of one family of tests.

    Args:
        p_values: one p per test, in [0, 1]; ``None`` for a test that could not be made, which
            does not count in the family.
    Returns:
        q in the same order, each at least its p; keeping all q <= 0.05 lets at most 5 % of them
        be false, on average. ``None`` where p is ``None``.
    Raises:
        StatisticsError: when a p lies outside [0, 1].
    Source: Benjamini & Hochberg 1995.
    Example: ``benjamini_hochberg([0.01, 0.04, 0.03])`` is [0.03, 0.04, 0.04].
    """
    places, p = _family(p_values)
    m = len(p)
    order = np.argsort(-p, kind="stable")
    scaled = p[order] * m / np.arange(m, 0, -1)
    return _back(len(p_values), places, order, np.minimum.accumulate(scaled))


def holm(p_values: Values) -> list[float | None]:
    """p-values that keep the chance of any false finding in the family at the level announced.

    Args, Returns, Raises: as for :func:`benjamini_hochberg`; for a few planned tests.
    Source: Holm 1979.
    Example: ``holm([0.01, 0.04, 0.03])`` is [0.03, 0.06, 0.06].
    """
    places, p = _family(p_values)
    order = np.argsort(p, kind="stable")
    scaled = p[order] * np.arange(len(p), 0, -1)
    return _back(len(p_values), places, order, np.maximum.accumulate(scaled))


def _family(p_values: Values) -> tuple[list[int], Floats]:
    places = [i for i, p in enumerate(p_values) if p is not None]
    family = np.array([p for p in p_values if p is not None], dtype=np.float64)
    if family.size and not (np.isfinite(family) & (family >= 0) & (family <= 1)).all():
        raise StatisticsError("a p-value lies outside [0, 1]", expected="probabilities or None")
    return places, family


def _back(size: int, places: list[int], order: np.ndarray, values: Floats) -> list[float | None]:
    result: list[float | None] = [None] * size
    for rank, place in enumerate(order):
        result[places[int(place)]] = float(min(values[rank], 1.0))
    return result
