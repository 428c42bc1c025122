"""Whether a share changed its level once in a series of articles, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from toolkit.statistics._checks import Floats, Integers, counts, same_length
from toolkit.statistics.permutation import DEFAULT, Shuffle, permutation_test

FEWEST_PERIODS = 6
FEWEST_ARTICLES_A_SIDE = 5


@dataclass(frozen=True, slots=True)
class ChangePoint:
    """One change of level: between which periods, the mean share before and after, and p.

    ``period``: index of the first period of the new level, ``None`` with a ``reason`` where the
    data do not allow the question. ``before``/``after``: means of the articles' own shares.
    """

    period: int | None
    before: float | None = None
    after: float | None = None
    p: float | None = None
    floor: float | None = None
    reason: str = ""


def change_point(
    numerators: ArrayLike, denominators: ArrayLike, periods: Sequence[int] | Integers, *,
    shuffle: Shuffle = DEFAULT,
) -> ChangePoint:
    """The split of the periods that sets the articles' shares furthest apart, and its p.

    Args:
        numerators, denominators: (articles,) counts; articles without a claim are left out.
        periods: (articles,) period numbers, in order of time.
        shuffle: articles are shuffled over the periods; searching for the best split is part of
            the statistic, so p needs no further correction.
    Returns:
        A change point with p in (0, 1]; ``None`` (``few_periods``) under 6 periods with articles,
        ``few_articles`` when no split leaves 5 articles on each side, ``no_variation`` when all
        articles have the same share.
    Source: Worsley 1986 (maximal statistic of a two-segment fit), null by permutation.
    """
    top = counts("numerators", numerators, dimensions=1)
    bottom = counts("denominators", denominators, dimensions=1)
    when = np.asarray(periods, dtype=np.int64)
    same_length(("numerators", top), ("denominators", bottom))
    same_length(("numerators", top), ("periods", when))
    keep = bottom > 0
    share, when = top[keep] / bottom[keep], when[keep]
    times = np.unique(when)
    if len(times) < FEWEST_PERIODS:
        return ChangePoint(None, reason="few_periods")
    splits = [t for t in times[1:]
              if min((when < t).sum(), (when >= t).sum()) >= FEWEST_ARTICLES_A_SIDE]
    if not splits:
        return ChangePoint(None, reason="few_articles")
    if float(share.max() - share.min()) < 1e-12:
        return ChangePoint(None, reason="no_variation")
    order = np.argsort(when, kind="stable")
    share, when = share[order], when[order]
    cuts = np.array([int((when < t).sum()) for t in splits])
    # Shuffling which share stands where is the same as shuffling articles over the periods.
    test = permutation_test(
        np.arange(len(share)), lambda ways: _scores(share[ways], cuts).max(1),
        shuffle=Shuffle(shuffle.draws, shuffle.seed, shuffle.exact_up_to, None),
    )
    best = int(_scores(share[None], cuts)[0].argmax())
    cut = int(cuts[best])
    return ChangePoint(int(splits[best]), float(share[:cut].mean()), float(share[cut:].mean()),
                       test.p, test.floor)


def _scores(series: Floats, cuts: Integers) -> Floats:
    """(n, cuts) weighted squared distance of the means on the two sides of each cut."""
    n = series.shape[1]
    sums = np.cumsum(series, axis=1)
    left = sums[:, cuts - 1] / cuts
    right = (sums[:, [-1]] - sums[:, cuts - 1]) / (n - cuts)
    return np.asarray((left - right) ** 2 * cuts * (n - cuts) / n, dtype=np.float64)
