"""Lafon's specificities, the index French textometry (TXM, IRaMuTeQ, Lexico) has always shown."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from toolkit.errors import StatisticsError
from toolkit.statistics._checks import Floats, counts, same_length


def specificities(table: ArrayLike, part_sizes: ArrayLike | None = None) -> Floats:
    """How improbable each word's count in each part is, if words were dealt out at random.

    Args:
        table: (words, parts) counts.
        part_sizes: (parts,) words of each part, words left out of the table included; by default
            the column sums.
    Returns:
        (words, parts): over-use as -log10 P(X >= k), above 0; under-use as log10 P(X <= k), below
        0; 2 = one chance in a hundred. The side is chosen at the mode of the hypergeometric law
        (at the mode itself: over-use). Conventional threshold of TXM: 2; it ranks words and is no
        test of difference. Not-a-number in an empty part.
    Raises:
        StatisticsError: when a count exceeds its part or a part size is below its column.
    Source: Lafon 1980, Mots 1, 127-165.
    """
    data = counts("table", table, dimensions=2)
    sizes = data.sum(0) if part_sizes is None else counts("part_sizes", part_sizes, dimensions=1)
    same_length(("part_sizes", sizes), ("table columns", data.T))
    if (data > sizes).any():
        raise StatisticsError("a word is counted more often than its part has words",
                              expected="counts no larger than the size of the part")
    total = float(sizes.sum())
    result = np.full(data.shape, np.nan)
    for i, row in enumerate(data):
        frequency = float(row.sum())
        for j, size in enumerate(sizes):
            if size > 0:
                result[i, j] = _cell(float(row[j]), frequency, float(size), total)
    return result


def _cell(k: float, frequency: float, size: float, total: float) -> float:
    mode = np.floor((frequency + 1) * (size + 1) / (total + 2))
    over = k >= mode
    if over and k <= max(0.0, frequency + size - total):
        return 0.0
    tail = (np.arange(k, min(frequency, size) + 1) if over
            else np.arange(max(0.0, frequency + size - total), k + 1))
    logs = _log_pmf(tail, frequency, size, total)
    peak = float(logs.max())
    log10 = (peak + float(np.log(np.exp(logs - peak).sum()))) / float(np.log(10))
    return -min(log10, 0.0) if over else min(log10, 0.0)


def _log_pmf(k: Floats, frequency: float, size: float, total: float) -> Floats:
    """Natural logarithm of the hypergeometric probability of ``k``."""
    return np.asarray(
        _log_choose(frequency, k) + _log_choose(total - frequency, size - k)
        - _log_choose(total, size), dtype=np.float64,
    )


def _log_choose(n: float | Floats, k: float | Floats) -> Floats:
    # By the beta function: the difference of two log-gammas loses digits in large corpora.
    from scipy.special import betaln

    return np.asarray(-betaln(np.subtract(n, k) + 1, np.add(k, 1)) - np.log(np.add(n, 1)),
                      dtype=np.float64)
