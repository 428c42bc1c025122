"""Shares of claims with intervals that resample articles, and Wilson's for one row per article.

Sentences of one article resemble each other, so an interval that treats them as independent is
too narrow. Here the article is what is drawn again or left out: it comes with all its claims.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from toolkit.errors import StatisticsError
from toolkit.records import Estimate
from toolkit.statistics._checks import Floats, choice, counts, probability, same_length
from toolkit.statistics.resampling import (
    DEFAULT,
    Resampling,
    jackknife_error,
    own_freedom,
    ratio_limits,
)

Weight = Literal["pooled", "article"]

FEWEST_ARTICLES = 2


def wilson(successes: int, trials: int, *, confidence: float = 0.95) -> Estimate:
    """Share of independent units (one row per article) with Wilson's score interval.

    Args:
        successes: units that have the property, 0 or more, at most ``trials``.
        trials: number of units.
        confidence: level of the interval.
    Returns:
        Value and limits in [0, 1]; all ``None`` when there is no unit.
    Raises:
        StatisticsError: when ``successes`` is negative or above ``trials``.
    Source: Wilson 1927, JASA 22; not for sentences, which are clustered in articles.
    Example: ``wilson(1, 10)`` is 0.1, from 0.0179 to 0.4042.
    """
    if not 0 <= successes <= trials:
        raise StatisticsError(
            f"{successes} successes of {trials} trials", expected="0 <= successes <= trials"
        )
    from scipy.special import ndtri

    z = float(ndtri(0.5 + probability("confidence", confidence) / 2))
    if trials == 0:
        return Estimate(None, n=0, method="wilson", reason="no_units")
    share = successes / trials
    centre = share + z * z / (2 * trials)
    half = z * float(np.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials)))
    scale = 1 + z * z / trials
    low = 0.0 if successes == 0 else (centre - half) / scale
    high = 1.0 if successes == trials else (centre + half) / scale
    return Estimate(share, low, high, trials, "wilson")


def cluster_shares(
    numerators: ArrayLike, denominators: ArrayLike, *,
    weight: Weight = "pooled", resampling: Resampling = DEFAULT,
) -> list[Estimate]:
    """Shares of several labels in one group of articles, each with its interval.

    Args:
        numerators: (articles, labels) counts of claims that carry the label.
        denominators: (articles,) or (articles, labels) counts of claims looked at.
        weight: ``pooled`` = ratio of sums (each claim one vote); ``article`` = mean of the
            articles' own shares (each article one vote; articles without a claim are left out).
        resampling: kind of interval, level, number of draws, seed.
    Returns:
        One estimate per label, in [0, 1]; ``n`` = articles with at least one claim. Value ``None``
        (reason ``no_claims``) when nothing was counted; limits ``None`` when fewer than two
        articles hold a claim (``one_article``) or all have the same share (``no_variation``).
        Where no claim or every claim has the label, the open limit is the one that a single claim
        the other way, in a middling article, would have given.
    Raises:
        StatisticsError: on negative counts, a numerator above its denominator, unequal lengths.
    Source: Cochran 1977, chapter 6 (ratio of sums); Tukey 1958 (jackknife); Davison & Hinkley
        1997, section 3.8 (resampling clusters).
    """
    choice("weight", weight, Weight)
    top, bottom = _tables(numerators, denominators)
    result: list[Estimate] = []
    for block in _blocks(bottom):
        keep = bottom[:, block[0]] > 0
        result += _shares(top[keep][:, block], bottom[keep][:, block],
                          weight, resampling)
    return result


def cluster_share(
    numerators: ArrayLike, denominators: ArrayLike, *,
    weight: Weight = "pooled", resampling: Resampling = DEFAULT,
) -> Estimate:
    """One share in one group: :func:`cluster_shares` for a single label, inputs (articles,)."""
    column = counts("numerators", numerators, dimensions=1)[:, None]
    return cluster_shares(column, denominators, weight=weight, resampling=resampling)[0]


def share_differences(
    first: tuple[ArrayLike, ArrayLike], second: tuple[ArrayLike, ArrayLike], *,
    weight: Weight = "pooled", resampling: Resampling = DEFAULT,
) -> list[Estimate]:
    """Share in the first group minus share in the second, per label, with intervals.

    Args:
        first, second: (numerators, denominators) as for :func:`cluster_shares`; the groups hold
            different articles, resampled apart.
        weight, resampling: as for :func:`cluster_shares`.
    Returns:
        Estimates in [-1, 1], above 0 where the first group has more; ``n`` = articles of both.
        Limits by recovering each share's own (asymmetric) error from its interval, both with the
        degrees of freedom of their difference. ``None`` with the reason of the share that has
        none.
    Source: Zou & Donner 2008, Statistics in Medicine 27, 1693-1702 (after Newcombe 1998); Welch
        1947 for the degrees of freedom.
    """
    choice("weight", weight, Weight)
    pair = [_tables(*group) for group in (first, second)]
    labels = [top.shape[1] for top, _ in pair]
    if labels[0] != labels[1]:
        raise StatisticsError(
            f"{labels[0]} labels in the first group, {labels[1]} in the second",
            expected="the same labels in both",
        )
    result = []
    for k in range(labels[0]):
        sides = [_kept(top, bottom, k) for top, bottom in pair]
        freedom = _shared_freedom(sides, weight)
        result.append(_difference(*(
            _shares(top, bottom, weight, resampling, freedom)[0] for top, bottom in sides)))
    return result


def _kept(top: Floats, bottom: Floats, label: int) -> tuple[Floats, Floats]:
    keep = bottom[:, label] > 0
    return top[keep][:, [label]], bottom[keep][:, [label]]


def _shared_freedom(sides: list[tuple[Floats, Floats]], weight: Weight) -> Floats | None:
    """Degrees of freedom of a difference (Welch 1947): two small groups know more than one."""
    parts = []
    for top, bottom in sides:
        if len(top) < FEWEST_ARTICLES:
            return None
        moved = top + _edge(top[:, 0], bottom[:, 0])[0][:, None]
        if weight == "article":
            moved, bottom = moved / bottom, np.ones_like(bottom)
        parts.append((jackknife_error(moved, bottom) ** 2, own_freedom(bottom)))
    (a, f_a), (b, f_b) = parts
    with np.errstate(divide="ignore", invalid="ignore"):
        freedom = (a + b) ** 2 / (a**2 / f_a + b**2 / f_b)
    return np.asarray(np.where(np.isfinite(freedom), freedom, 1.0), dtype=np.float64)


def design_effect(numerators: ArrayLike, denominators: ArrayLike) -> Estimate:
    """How many times larger the variance of a share is than if its claims were independent.

    Args:
        numerators, denominators: (articles,) counts.
    Returns:
        0 or more; 1 = claims of one article are no more alike than any two; ``None`` with fewer
        than two articles (``one_article``) or a share of 0 or 1 (``no_variation``).
    Source: Kish 1965, with the jackknife variance of the ratio.
    """
    column = counts("numerators", numerators, dimensions=1)[:, None]
    top, bottom = _tables(column, denominators)
    keep = bottom[:, 0] > 0
    top, bottom = top[keep], bottom[keep]
    if len(top) < FEWEST_ARTICLES:
        return Estimate(None, n=len(top), method="design_effect", reason="one_article")
    share = float(top.sum() / bottom.sum())
    if share in (0.0, 1.0):
        return Estimate(None, n=len(top), method="design_effect", reason="no_variation")
    error = float(jackknife_error(top, bottom)[0])
    value = error**2 / (share * (1 - share) / float(bottom.sum()))
    return Estimate(value, n=len(top), method="design_effect")


def _tables(numerators: ArrayLike, denominators: ArrayLike) -> tuple[Floats, Floats]:
    top = counts("numerators", numerators, dimensions=2)
    raw = np.asarray(denominators, dtype=np.float64)
    bottom = counts("denominators", raw, dimensions=min(max(raw.ndim, 1), 2))
    same_length(("numerators", top), ("denominators", bottom))
    if bottom.ndim == 1:
        bottom = np.repeat(bottom[:, None], top.shape[1], axis=1)
    if top.shape != bottom.shape:
        raise StatisticsError(
            f"numerators are {top.shape} and denominators {bottom.shape}",
            expected="one denominator per article, or one per article and label",
        )
    if (top > bottom).any():
        raise StatisticsError(
            "a numerator is larger than its denominator", expected="counts out of the denominator"
        )
    return top, bottom


def _blocks(bottom: Floats) -> list[list[int]]:
    """Labels that share their denominators are computed together, in order."""
    labels = bottom.shape[1]
    if labels and (bottom == bottom[:, :1]).all():
        return [list(range(labels))]
    return [[k] for k in range(labels)]


def _shares(
    top: Floats, bottom: Floats, weight: Weight, resampling: Resampling,
    freedom: Floats | None = None,
) -> list[Estimate]:
    """Estimates of labels that share their articles, every one with a claim."""
    m, labels = top.shape
    method = f"article_{resampling.method}_{weight}"
    if m == 0:
        return [Estimate(None, n=0, method=method, reason="no_claims")] * labels
    edges = [_edge(top[:, k], bottom[:, k]) for k in range(labels)]
    moved = top + np.stack([shift for shift, _ in edges], axis=1)
    if weight == "article":
        top, moved, bottom = top / bottom, moved / bottom, np.ones_like(bottom)
    value = top.sum(0) / bottom.sum(0)
    if m < FEWEST_ARTICLES:
        return [Estimate(float(v), n=1, method=method, reason="one_article") for v in value]
    low, high = ratio_limits(moved, bottom, resampling, freedom=freedom)
    result = []
    for k, (_, side) in enumerate(edges):
        if not np.isfinite(low[k]):
            result.append(Estimate(float(value[k]), n=m, method=method, reason="no_variation"))
            continue
        lower = 0.0 if side == "none" else float(low[k])
        upper = 1.0 if side == "all" else float(high[k])
        result.append(Estimate(float(value[k]), lower, upper, m, method))
    return result


def _edge(top: Floats, bottom: Floats) -> tuple[Floats, str]:
    """What to add so that a share of 0 or 1 has an open side: one claim in a middling article.

    Without it every resample equals the estimate and the interval would claim certainty.
    """
    shift = np.zeros_like(top)
    side = "none" if top.sum() == 0 else "all" if bool((top == bottom).all()) else ""
    if side:
        middle = int(np.argsort(bottom, kind="stable")[len(bottom) // 2])
        shift[middle] = 1.0 if side == "none" else -1.0
    return shift, side


def _difference(a: Estimate, b: Estimate) -> Estimate:
    method = f"{a.method}_difference"
    n = a.n + b.n
    if a.value is None or b.value is None:
        return Estimate(None, n=n, method=method, reason=a.reason or b.reason)
    value = a.value - b.value
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return Estimate(value, n=n, method=method, reason=a.reason or b.reason)
    low = value - float(np.hypot(a.value - a.low, b.high - b.value))
    high = value + float(np.hypot(a.high - a.value, b.value - b.low))
    return Estimate(value, max(low, -1.0), min(high, 1.0), n, method)
