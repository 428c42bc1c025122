"""How far coders agree beyond chance: Krippendorff's alpha."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from toolkit.errors import StatisticsError
from toolkit.records import Estimate
from toolkit.statistics._checks import Floats, choice, probability
from toolkit.statistics.resampling import resample_weights

Level = Literal["nominal", "ordinal", "interval"]
Code = Hashable | None


def krippendorff_alpha(
    codes: Sequence[Sequence[Code]], *, level: Level = "nominal", confidence: float = 0.95,
    resamples: int = 2000, seed: int = 0,
) -> Estimate:
    """Agreement of two or more coders, with percentile limits that resample units.

    Args:
        codes: one row per unit, one column per coder, ``None`` = not coded. Any hashable value
            for ``nominal``; values that sort for ``ordinal``; numbers for ``interval``.
        level: level of measurement.
        confidence, resamples, seed: level of the interval, draws, seed; ``resamples=0`` = none.
    Returns:
        At most 1; 1 = full agreement, 0 = what chance gives, below 0 = systematic disagreement.
        ``n`` = units coded twice or more. Value ``None`` when no unit has two codes
        (``no_pairs``) or every code is the same value (``no_variation``). Resamples in which all
        codes are the same say nothing and are left out.
    Raises:
        StatisticsError: when values cannot be put in order or are no numbers, as the level asks.
    Source: Krippendorff 2019, Content Analysis, 4th ed., chapter 12; bootstrap over units.
    Example: the 12 units and 4 coders of Krippendorff 2011 give 0.743 nominal, 0.815 ordinal.
    """
    choice("level", level, Level)
    probability("confidence", confidence)
    coded = _counts(codes, level)
    n = len(coded.table)
    method = f"krippendorff_alpha_{level}"
    if n == 0:
        return Estimate(None, n=0, method=method, reason="no_pairs")
    value = _alpha(coded, np.ones((1, n)))[0]
    if not np.isfinite(value):
        return Estimate(None, n=n, method=method, reason="no_variation")
    if resamples <= 0 or n < 2:
        return Estimate(float(value), n=n, method=method,
                        reason="one_unit" if n < 2 else "not_resampled")
    star = _alpha(coded, resample_weights(n, resamples, seed))
    star = star[np.isfinite(star)]
    tail = (1 - confidence) / 2
    low, high = np.quantile(star, [tail, 1 - tail])
    return Estimate(float(value), float(low), float(high), n, method)


def percent_agreement(codes: Sequence[Sequence[Code]]) -> Estimate:
    """Share of pairs of coders, over all units, that gave the same value.

    Args:
        codes: as for :func:`krippendorff_alpha`.
    Returns:
        0 to 1, each unit with two or more codes weighing the same; ``None`` without such a unit.
    """
    table = _counts(codes, "nominal").table
    if not len(table):
        return Estimate(None, n=0, method="percent_agreement", reason="no_pairs")
    size = table.sum(1)
    same = (table * (table - 1)).sum(1) / (size * (size - 1))
    return Estimate(float(same.mean()), n=len(table), method="percent_agreement")


@dataclass(frozen=True, slots=True)
class _Coded:
    """(units, values) how often each value was given; ``gap`` from value totals to distances."""

    table: Floats
    gap: Callable[[Floats], Floats]
    fixed: bool


def _counts(codes: Sequence[Sequence[Code]], level: Level) -> _Coded:
    widths = {len(row) for row in codes}
    if len(widths) > 1:
        raise StatisticsError(
            f"units have {min(widths)} to {max(widths)} codes",
            expected="one column per coder in every row", advice="Put None where nobody coded",
        )
    rows = [[code for code in row if code is not None] for row in codes]
    rows = [row for row in rows if len(row) > 1]
    values = _values({code for row in rows for code in row}, level)
    place = {value: i for i, value in enumerate(values)}
    table = np.zeros((len(rows), len(values)))
    for i, row in enumerate(rows):
        for code in row:
            table[i, place[code]] += 1
    if level == "nominal":
        distances = 1 - np.eye(len(values))
        return _Coded(table, lambda _: distances, True)
    if level == "interval":
        numbers = np.array([float(v) for v in values])  # type: ignore[arg-type]
        distances = (numbers[:, None] - numbers[None, :]) ** 2
        return _Coded(table, lambda _: distances, True)
    return _Coded(table, _ordinal, False)


def _values(found: set[Hashable], level: Level) -> list[Hashable]:
    if level == "nominal":
        return sorted(found, key=lambda value: (type(value).__name__, repr(value)))
    try:
        if level == "interval":
            return sorted(found, key=float)  # type: ignore[arg-type]
        return sorted(found)  # type: ignore[type-var]
    except (TypeError, ValueError) as error:
        raise StatisticsError(
            f"codes {sorted(map(repr, found))[:5]} have no {level} order",
            expected="numbers, or values that can be compared", advice='Use level="nominal"',
        ) from error


def _ordinal(totals: Floats) -> Floats:
    """Squared number of codes between two values, their own counted half."""
    middle = np.cumsum(totals) - totals / 2
    return np.asarray((middle[:, None] - middle[None, :]) ** 2, dtype=np.float64)


def _alpha(coded: _Coded, weights: Floats) -> Floats:
    """(resamples,) alpha under each row of unit weights; not-a-number without variation."""
    table = coded.table
    totals = weights @ table
    size = table.sum(1)
    if coded.fixed:
        gap = coded.gap(totals[0])
        within = np.einsum("uc,ck,uk->u", table, gap, table) / (size - 1)
        observed = weights @ within
        expected = np.einsum("bc,ck,bk->b", totals, gap, totals)
    else:
        observed, expected = np.empty(len(weights)), np.empty(len(weights))
        # Pairs of values inside units, gathered once: only the distances change by resample.
        for b, (row, total) in enumerate(zip(weights, totals)):
            gap = coded.gap(total)
            pairs = (table * (row / (size - 1))[:, None]).T @ table
            observed[b], expected[b] = (pairs * gap).sum(), total @ gap @ total
    n = totals.sum(1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, 1 - (n - 1) * observed / expected, np.nan)
