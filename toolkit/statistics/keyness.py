"""Which words mark one part of a corpus against the rest: how much, how surely, how spread out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from toolkit.errors import StatisticsError
from toolkit.statistics._checks import Floats, Integers, counts, same_length
from toolkit.statistics.permutation import BLOCK, DEFAULT, Shuffle, relabelings

WORDS_AT_ONCE = 400


def log_odds(
    part: ArrayLike, rest: ArrayLike, *, prior: ArrayLike | None = None, strength: float = 500.0,
) -> tuple[Floats, Floats]:
    """Weighted log-odds ratios with an informative Dirichlet prior ("fighting words").

    Args:
        part, rest: (words,) counts of each word in the part and outside it.
        prior: (words,) counts that say how frequent words are to begin with; by default part +
            rest.
        strength: how many words of evidence the prior weighs (its counts are scaled to this sum).
    Returns:
        (log-odds ratios in natural logarithms, their z scores), each (words,), above 0 for words
        of the part. z ranks words; it is no test, because words come in articles. Not-a-number
        for a word that neither counts nor prior hold.
    Raises:
        StatisticsError: on negative counts, unequal lengths or a strength of 0 or less.
    Source: Monroe, Colaresi & Quinn 2008, Political Analysis 16, equations 16, 19, 22 and 23.
    """
    a, b = counts("part", part, dimensions=1), counts("rest", rest, dimensions=1)
    same_length(("part", a), ("rest", b))
    base = a + b if prior is None else counts("prior", prior, dimensions=1)
    same_length(("part", a), ("prior", base))
    if not strength > 0:
        raise StatisticsError(f"strength = {strength}", expected="a number of words above 0")
    alpha = base * strength / max(float(base.sum()), 1e-300)
    return _log_odds(a[None], b[None], alpha)


def log_likelihood(
    part: ArrayLike, rest: ArrayLike, part_size: float, rest_size: float, *,
    small_counts: bool = False,
) -> Floats:
    """Dunning's G² of each word (2 x 2 table: this word or another, in the part or outside).

    Args:
        part, rest: (words,) counts; part_size, rest_size: total words of each.
        small_counts: bring observed and expected closer by half a word where an expected count
            is below 5 (Yates), as quanteda and rainette do.
    Returns:
        (words,) 0 or more, with the sign of the difference (below 0 for words the part avoids);
        not-a-number when a size is 0. Its usual p takes words as independent: use
        :func:`document_permutation` instead.
    Source: Dunning 1993; the four-cell form (Rayson & Garside's two-cell form leaves out the
        other words).
    """
    a, b = _sided(part, rest, part_size, rest_size)
    if small_counts:
        a, b = _yates(a, b, part_size, rest_size)
    return _g2(a, b, np.float64(part_size), np.float64(rest_size))


def keyness_chi_square(
    part: ArrayLike, rest: ArrayLike, part_size: float, rest_size: float, *,
    small_counts: bool = False,
) -> Floats:
    """Signed chi-squared of each word, as IRaMuTeQ and rainette order the words of a class.

    Args, Returns: as for :func:`log_likelihood`; a score for ranking, no test.
    Source: Pearson 1900; Yates 1934 for ``small_counts``.
    """
    a, b = _sided(part, rest, part_size, rest_size)
    if small_counts:
        a, b = _yates(a, b, part_size, rest_size)
    everything, word = part_size + rest_size, a + b
    cross = a * (rest_size - b) - b * (part_size - a)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = everything * cross**2 / (part_size * rest_size * word * (everything - word))
    return np.asarray(value * np.sign(cross), dtype=np.float64)


def _yates(a: Floats, b: Floats, n_a: float, n_b: float) -> tuple[Floats, Floats]:
    everything = n_a + n_b
    expected = (a + b) * n_a / everything
    least = np.minimum((a + b), everything - a - b) * min(n_a, n_b) / everything
    cross = np.abs(a * (n_b - b) - b * (n_a - a))
    step = np.where((least < 5) & (cross >= everything / 2), 0.5 * np.sign(expected - a), 0.0)
    return a + step, b - step


def log_ratio(
    part: ArrayLike, rest: ArrayLike, part_size: float, rest_size: float, *, half: bool = True
) -> Floats:
    """Binary logarithm of the ratio of relative frequencies: 1 = twice as frequent in the part.

    Args:
        part, rest, part_size, rest_size: as for :func:`log_likelihood`.
        half: count a word that one side lacks as half an occurrence there (Hardie 2014), so that
            the ratio stays finite; otherwise it is infinite.
    Returns:
        (words,) any real number; not-a-number when both counts or a size are 0.
    Source: Hardie 2014.
    """
    a, b = _sided(part, rest, part_size, rest_size)
    if half:
        a, b = np.where((a == 0) & (b > 0), 0.5, a), np.where((b == 0) & (a > 0), 0.5, b)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.log2((a / part_size) / (b / rest_size)), dtype=np.float64)


def percent_difference(
    part: ArrayLike, rest: ArrayLike, part_size: float, rest_size: float
) -> Floats:
    """%DIFF: by how many per cent a word is more frequent in the part than in the rest.

    Args:
        part, rest, part_size, rest_size: as for :func:`log_likelihood`.
    Returns:
        (words,) -100 or more; infinite where the rest lacks the word, not-a-number when both do.
    Source: Gabrielatos & Marchi 2011.
    """
    a, b = _sided(part, rest, part_size, rest_size)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(((a / part_size) / (b / rest_size) - 1) * 100, dtype=np.float64)


def dispersion(table: Any, sizes: ArrayLike) -> Floats:
    """Gries' normalised deviation of proportions: is a word spread over the articles, or in one?

    Args:
        table: (articles, words) counts, dense or scipy sparse.
        sizes: (articles,) total words of each article.
    Returns:
        (words,) 0 = in proportion to the articles' sizes, 1 = all in the shortest; not-a-number
        for a word that never occurs.
    Raises:
        StatisticsError: when no article holds a word.
    Source: Gries 2008; normalised by Lijffijt & Gries 2012.
    """
    size = counts("sizes", sizes, dimensions=1)
    if not size.sum() > 0:
        raise StatisticsError("every article is empty", expected="at least one word")
    share = size / size.sum()
    table = table if hasattr(table, "shape") else np.asarray(table)
    result = np.empty(table.shape[1])
    for start in range(0, table.shape[1], WORDS_AT_ONCE):
        part = _dense(table[:, start:start + WORDS_AT_ONCE])
        with np.errstate(divide="ignore", invalid="ignore"):
            gaps = np.abs(part / part.sum(0) - share[:, None]).sum(0) / 2
        result[start:start + WORDS_AT_ONCE] = gaps
    smallest = float(share[share > 0].min())
    return result / (1 - smallest) if smallest < 1 else np.where(np.isnan(result), np.nan, 0.0)


@dataclass(frozen=True, slots=True)
class WordTest:
    """p of each word by shuffling articles, the least p possible, and the number of draws."""

    p: Floats
    floor: float
    draws: int


def document_permutation(
    table: Any, in_part: ArrayLike, sizes: ArrayLike, *, shuffle: Shuffle = DEFAULT
) -> WordTest:
    """Whether each word's G² is larger than shuffled articles would give, two-sided.

    Args:
        table: (articles, words) counts, dense or scipy sparse.
        in_part: (articles,) true for the articles of the part.
        sizes: (articles,) total words of each article (words left out of the table included).
        shuffle: draws, seed, strata.
    Returns:
        (words,) p, unlike the usual p of G² not fooled by a word that sits in one article.
    Source: Lijffijt et al. 2016, DSH 31, 374-397; the +1 rule of Phipson & Smyth 2010.
    """
    size = counts("sizes", sizes, dimensions=1)
    part = np.asarray(in_part, dtype=bool).astype(np.int64)
    same_length(("in_part", part), ("sizes", size))
    table = table if hasattr(table, "shape") else np.asarray(table)
    if table.shape[0] != len(part):
        raise StatisticsError(f"{table.shape[0]} rows for {len(part)} articles",
                              expected="one row per article")
    ways = relabelings(part, shuffle=shuffle)
    larger = np.zeros(table.shape[1])
    for start in range(0, table.shape[1], WORDS_AT_ONCE):
        words = _dense(table[:, start:start + WORDS_AT_ONCE])
        larger[start:start + WORDS_AT_ONCE] = _larger(words, ways.labels, size)
    return WordTest(larger / len(ways.labels), ways.floor, len(ways.labels))


def _larger(words: Floats, labels: Integers, size: Floats) -> Floats:
    """How many labellings (the observed one included) reach the observed G² of each word."""
    from scipy.special import xlogy

    total, everything = words.sum(0), float(size.sum())
    observed: Floats | None = None
    count = np.zeros(words.shape[1])
    for start in range(0, len(labels), BLOCK):
        chosen = labels[start:start + BLOCK].astype(np.float64)
        a, n = chosen @ words, (chosen @ size)[:, None]
        # G² without the terms that no shuffling changes: the same order, at half the cost.
        value = sum((xlogy(cell, cell) for cell in (
            a, total - a, n - a, everything - n - total + a)), np.float64(0))
        value = value - xlogy(n, n) - xlogy(everything - n, everything - n)
        observed = value[0].copy() if observed is None else observed
        count += (value >= observed - 1e-12 * everything).sum(0)
    return count


def _g2(a: Floats, b: Floats, n_a: Any, n_b: Any) -> Floats:
    """Signed G² of the four cells; broadcasts."""
    word, everything = a + b, n_a + n_b
    with np.errstate(divide="ignore", invalid="ignore"):
        cells = (
            (a, word * n_a / everything), (b, word * n_b / everything),
            (n_a - a, (everything - word) * n_a / everything),
            (n_b - b, (everything - word) * n_b / everything),
        )
        value = 2 * sum(
            np.where(seen > 0, seen * np.log(np.where(seen > 0, seen, 1) / expected), 0.0)
            for seen, expected in cells
        )
        value = np.where((n_a > 0) & (n_b > 0), np.maximum(value, 0.0), np.nan)
        return np.asarray(value * np.sign(a * n_b - b * n_a), dtype=np.float64)


def _log_odds(a: Floats, b: Floats, alpha: Floats) -> tuple[Floats, Floats]:
    whole = alpha.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        odds_a = np.log((a + alpha) / (a.sum(1, keepdims=True) + whole - a - alpha))
        odds_b = np.log((b + alpha) / (b.sum(1, keepdims=True) + whole - b - alpha))
        delta = odds_a - odds_b
        z = delta / np.sqrt(1 / (a + alpha) + 1 / (b + alpha))
    return delta[0], z[0]


def _sided(part: ArrayLike, rest: ArrayLike, n_a: float, n_b: float) -> tuple[Floats, Floats]:
    a, b = counts("part", part, dimensions=1), counts("rest", rest, dimensions=1)
    same_length(("part", a), ("rest", b))
    if (a > n_a).any() or (b > n_b).any():
        raise StatisticsError("a word is counted more often than there are words",
                              expected="counts no larger than the size of their side")
    return a, b


def _dense(table: Any) -> Floats:
    return np.asarray(table.toarray() if hasattr(table, "toarray") else table, dtype=np.float64)
