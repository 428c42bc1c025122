"""Precision, recall and F1 of a coder against another, with intervals that resample articles."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from toolkit.records import Estimate
from toolkit.statistics._checks import Floats, counts, same_length
from toolkit.statistics.resampling import resample_weights

FEWEST_ARTICLES = 2


def retrieval_scores(
    hits: ArrayLike, wrong: ArrayLike, missed: ArrayLike, *, confidence: float = 0.95,
    resamples: int = 2000, seed: int = 0,
) -> dict[str, Estimate]:
    """How well a label is found: precision, recall and F1 over all articles.

    Args:
        hits, wrong, missed: (articles,) units with the label in both codings, in the judged one
            only, in the reference only.
        confidence, resamples, seed: level of the percentile interval, draws of articles, seed.
    Returns:
        "precision", "recall", "f1" in [0, 1], 1 = as the reference; ``n`` = units the score
        divides by (judged, in the reference, in either). ``None`` with ``never_found`` or
        ``never_coded`` where that is 0; no limits for fewer than two articles (``one_article``).
    Raises:
        StatisticsError: on negative counts or unequal lengths.
    Source: van Rijsbergen 1979, chapter 7; cluster bootstrap as Davison & Hinkley 1997, 3.8.
    Example: 8 hits, 2 wrong, 4 missed give 0.8, 0.667 and 0.727.
    """
    table = [counts(name, values, dimensions=1)
             for name, values in (("hits", hits), ("wrong", wrong), ("missed", missed))]
    same_length(("hits", table[0]), ("wrong", table[1]))
    same_length(("hits", table[0]), ("missed", table[2]))
    a, b, c = table
    weights = resample_weights(len(a), resamples, seed) if len(a) else np.zeros((0, 0))
    parts = {"precision": (a, a + b, "never_found"), "recall": (a, a + c, "never_coded"),
             "f1": (2 * a, 2 * a + b + c, "never_coded")}
    tail = (1 - confidence) / 2
    return {name: _score(top, bottom, weights, (tail, reason))
            for name, (top, bottom, reason) in parts.items()}


def _score(top: Floats, bottom: Floats, weights: Floats, how: tuple[float, str]) -> Estimate:
    tail, reason = how
    n, method = int(bottom.sum()), "article_bootstrap"
    if n == 0:
        return Estimate(None, n=0, method=method, reason=reason)
    value = float(top.sum() / bottom.sum())
    if int((bottom > 0).sum()) < FEWEST_ARTICLES:
        return Estimate(value, n=n, method=method, reason="one_article")
    below = weights @ bottom
    star = (weights @ top)[below > 0] / below[below > 0]
    low, high = (float(limit) for limit in np.quantile(star, [tail, 1 - tail]))
    return Estimate(value, low, high, n, method)
