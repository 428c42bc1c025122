"""Two nominal variables with one row per article, and labels that occur together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from toolkit.errors import StatisticsError
from toolkit.records import Estimate
from toolkit.statistics._checks import Floats, counts
from toolkit.statistics.permutation import Shuffle, permutation_test
from toolkit.statistics.resampling import resample_weights

SMALL_EXPECTED = 5.0


@dataclass(frozen=True, slots=True)
class ChiSquare:
    """Pearson's chi-squared of a table, its degrees of freedom, p, and what was expected."""

    statistic: float
    freedom: int
    p: float
    expected: Floats
    smallest_expected: float


def chi_square(table: ArrayLike) -> ChiSquare | None:
    """Pearson's chi-squared test, without continuity correction.

    Args:
        table: (rows, columns) counts of independent units (articles, not sentences). Rows and
            columns that are all 0 are left out.
    Returns:
        Statistic 0 or more, p in [0, 1]; ``None`` when fewer than two rows or columns remain.
        Below 5 expected in a cell p is not to be trusted: shuffle articles instead.
    Source: Pearson 1900.
    """
    data = _trimmed(counts("table", table, dimensions=2))
    if min(data.shape) < 2:
        return None
    from scipy.special import chdtrc

    expected = np.outer(data.sum(1), data.sum(0)) / data.sum()
    statistic = float(((data - expected) ** 2 / expected).sum())
    freedom = (data.shape[0] - 1) * (data.shape[1] - 1)
    return ChiSquare(statistic, freedom, float(chdtrc(freedom, statistic)), expected,
                     float(expected.min()))


def cramers_v(table: ArrayLike) -> Estimate:
    """Strength of association between two nominal variables, corrected for its bias.

    Args:
        table: (rows, columns) counts of independent units.
    Returns:
        0 (independent) to 1 (one tells the other); ``n`` units. ``None`` (``one_category``) when
        fewer than two rows or columns hold anything, or (``too_few``) with fewer than two units
        more than categories.
    Source: Bergsma 2013, Journal of the Korean Statistical Society 42, 323-328.
    """
    data = _trimmed(counts("table", table, dimensions=2))
    n = int(data.sum())
    if min(data.shape, default=0) < 2:
        return Estimate(None, n=n, method="cramers_v_bias_corrected", reason="one_category")
    value = float(_corrected_v(data[None])[0])
    if not np.isfinite(value):
        return Estimate(None, n=n, method="cramers_v_bias_corrected", reason="too_few")
    return Estimate(value, n=n, method="cramers_v_bias_corrected")


def cramers_v_interval(
    rows: ArrayLike, columns: ArrayLike, *, confidence: float = 0.95, resamples: int = 2000,
    seed: int = 0,
) -> Estimate:
    """:func:`cramers_v` of two variables with percentile limits that resample the units.

    Args:
        rows, columns: (units,) category numbers 0, 1, 2 … of each unit (article).
        confidence, resamples, seed: level, draws, seed.
    Returns:
        As :func:`cramers_v`, with limits in [0, 1] and a permutation ``p`` of the association.
    """
    a, b = np.asarray(rows, dtype=np.int64), np.asarray(columns, dtype=np.int64)
    one_a, one_b = _one_hot(a), _one_hot(b)
    value = cramers_v(one_a.T @ one_b)
    if value.value is None:
        return value
    cells = (one_a[:, :, None] * one_b[:, None, :]).reshape(len(a), -1)
    draws = resample_weights(len(a), resamples, seed) @ cells
    star = _corrected_v(draws.reshape(resamples, one_a.shape[1], one_b.shape[1]))
    star = star[np.isfinite(star)]
    tail = (1 - confidence) / 2
    low, high = np.quantile(star, [tail, 1 - tail]) if star.size else (np.nan, np.nan)
    test = permutation_test(
        a, lambda ways: np.stack([_statistic(_one_hot(way, one_a.shape[1]).T @ one_b)
                                  for way in ways]),
        shuffle=Shuffle(draws=min(resamples, 2000), seed=seed),
    )
    return Estimate(value.value, float(low), float(high), len(a),
                    "cramers_v_bias_corrected_bootstrap", p=test.p)


def standardised_residuals(table: ArrayLike) -> Floats:
    """How far each cell lies from independence, in adjusted standard deviations.

    Args:
        table: (rows, columns) counts of independent units.
    Returns:
        Same shape; above 2 or below -2 is noteworthy. Not-a-number in an empty row or column, or
        where a row or column holds everything.
    Source: Haberman 1973.
    """
    data = counts("table", table, dimensions=2)
    total = data.sum()
    rows, columns = data.sum(1) / total, data.sum(0) / total
    expected = np.outer(rows, columns) * total
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(
            (data - expected) / np.sqrt(expected * np.outer(1 - rows, 1 - columns)),
            dtype=np.float64,
        )


@dataclass(frozen=True, slots=True)
class CoOccurrence:
    """Labels that occur in the same articles: (labels, labels) arrays, symmetric.

    ``together`` articles with both; ``phi`` in [-1, 1]; ``pmi`` in bits; ``p`` two-sided: the
    share of all ways to shuffle articles in which the two meet as far from what chance expects;
    not-a-number where a label is in no article or in all.
    """

    together: Floats
    phi: Floats
    pmi: Floats
    p: Floats


def co_occurrence(presence: ArrayLike) -> CoOccurrence:
    """Which labels go together in articles more, or less, than chance would have it.

    Args:
        presence: (articles, labels) 0 or 1 (counts above 0 are taken as 1).
    Returns:
        See :class:`CoOccurrence`; ``pmi`` is -infinity for labels that never meet.
    Raises:
        StatisticsError: without any article.
    Source: phi: Yule 1912; PMI: Church & Hanks 1990; p: the hypergeometric law of meetings when
        one label's articles are shuffled (Fisher 1935), no sampling needed.
    """
    x = (counts("presence", presence, dimensions=2) > 0).astype(np.float64)
    n, labels = x.shape
    if n == 0:
        raise StatisticsError("no article", expected="at least one row")
    together, size = x.T @ x, x.sum(0)
    spread = np.sqrt(size * (n - size))
    with np.errstate(divide="ignore", invalid="ignore"):
        phi = (n * together - np.outer(size, size)) / np.outer(spread, spread)
        pmi = np.log2(together * n / np.outer(size, size))
    p = np.full((labels, labels), np.nan)
    usable = np.flatnonzero((size > 0) & (size < n))
    for at, i in enumerate(usable):
        for j in usable[at:]:
            p[i, j] = p[j, i] = _meeting_p(int(together[i, j]), int(size[i]), int(size[j]), n)
    return CoOccurrence(together, phi, pmi, p)


def _meeting_p(met: int, first: int, second: int, articles: int) -> float:
    """Two-sided p of ``met`` common articles, both labels' numbers of articles being fixed."""
    from scipy.special import betaln

    low, high = max(0, first + second - articles), min(first, second)
    k = np.arange(low, high + 1, dtype=np.float64)

    def choose(a: float, b: Floats) -> Floats:
        return np.asarray(-betaln(a - b + 1, b + 1) - np.log(a + 1), dtype=np.float64)

    logs = choose(first, k) + choose(articles - first, second - k)
    chances = np.exp(logs - logs.max())
    expected = first * second / articles
    far = np.abs(k - expected) >= abs(met - expected) - 1e-9
    return float(min(chances[far].sum() / chances.sum(), 1.0))


def _trimmed(data: Floats) -> Floats:
    return data[data.sum(1) > 0][:, data.sum(0) > 0] if data.size else data


def _one_hot(codes: np.ndarray, size: int | None = None) -> Floats:
    return np.asarray(np.eye(size or int(codes.max(initial=0)) + 1)[codes], dtype=np.float64)


def _statistic(table: Floats) -> float:
    rows, columns = table.sum(1), table.sum(0)
    expected = np.outer(rows, columns) / table.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = np.where(expected > 0, (table - expected) ** 2 / expected, 0.0)
    return float(parts.sum())


def _corrected_v(tables: Floats) -> Floats:
    """(n, rows, columns) to (n,); categories that a resample lost do not count."""
    n = tables.sum((1, 2))
    rows, columns = tables.sum(2), tables.sum(1)
    expected = rows[:, :, None] * columns[:, None, :] / n[:, None, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = np.where(expected > 0, (tables - expected) ** 2 / expected, 0.0)
        phi2 = parts.sum((1, 2)) / n
        r, c = (rows > 0).sum(1), (columns > 0).sum(1)
        phi2 = np.maximum(0.0, phi2 - (r - 1) * (c - 1) / (n - 1))
        r_fair, c_fair = r - (r - 1) ** 2 / (n - 1), c - (c - 1) ** 2 / (n - 1)
        value = np.sqrt(phi2 / (np.minimum(r_fair, c_fair) - 1))
    return np.asarray(np.minimum(value, 1.0), dtype=np.float64)
