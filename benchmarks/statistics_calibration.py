"""Are the intervals and tests what they claim? Coverage, false positives, power.

    python benchmarks/statistics_calibration.py              # all, some minutes
    python benchmarks/statistics_calibration.py --small      # a tenth of it

Coverage: articles whose claims resemble each other (beta-binomial, intra-article correlation
given), sizes drawn from a skewed law; how often the 95 % interval holds the true share.
False positives: press articles (`--press`, a TSV with a column text) split at random into two
outlets that are the same by construction; how often each test says p <= 0.05. Labels are marks a
regular expression can see (a figure, a quotation mark, a conditional, a negation, a future, a
question), because what is judged here is the statistics and not the extraction.
Power: the same splits with a difference planted in one outlet.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csc_array

from toolkit.statistics import (
    Resampling,
    Shuffle,
    change_point,
    chi_square,
    cluster_shares,
    cramers_v_interval,
    document_permutation,
    jensen_shannon_test,
    relabelings,
    share_differences,
)
from toolkit.statistics.association import co_occurrence
from toolkit.statistics.resampling import Method

PRESS = Path(__file__).resolve().parents[2] / "shared" / "press" / "masakhanews-fra-dev.tsv"
SEED = 20240501
LEVEL = 0.05
MARKS = {
    "figure": r"\d", "quotation": r"[«»“”\"]", "conditional": r"\w+r(?:ait|aient)\b",
    "negation": r"\bn(?:e\b|['’])", "future": r"\w+er(?:a|ont)\b", "question": r"\?",
}
DESIGNS = [(articles, share, likeness) for articles in (8, 12, 20, 40)
           for share, likeness in ((0.5, 0.1), (0.2, 0.1), (0.05, 0.05))]
METHODS: tuple[Method, ...] = ("jackknife", "expanded", "bca", "percentile")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--small", action="store_true", help="a tenth of the repetitions")
    parser.add_argument("--press", type=Path, default=PRESS, help="TSV with a column text")
    parser.add_argument("--draws", type=int, default=400, help="permutations per test")
    options = parser.parse_args()
    times = 100 if options.small else 1000
    show("coverage of 95 % intervals, clustered articles")
    for method in METHODS:
        rows = coverage(times if method == "jackknife" else times // 4, method=method)
        show(f"  {method:10} " + "  ".join(f"{m}/{p:g}: {c:.3f}" for (m, p, _), c in rows.items())
             + f"  mean {np.mean(list(rows.values())):.3f}")
    rows = difference_coverage(times)
    show("  difference " + "  ".join(f"{m}/{p:g}: {c:.3f}" for (m, p, _), c in rows.items())
         + f"  mean {np.mean(list(rows.values())):.3f}")
    if not options.press.exists():
        show(f"no press articles at {options.press}: false positives not measured")
        return
    corpus = Corpus(options.press)
    for planted in (0.0, 0.15):
        title = "power with a planted difference" if planted else "false positives at 0.05"
        splits = times // 5 if planted else times
        show(f"{title}, {len(corpus.sizes)} press articles, {splits} random splits")
        for name, rate in rates(corpus, splits, draws=options.draws, planted=planted).items():
            show(f"  {name:34} {rate:.3f}")


def show(line: str) -> None:
    print(line)


def articles_like(
    rng: np.random.Generator, articles: int, share: float, likeness: float
) -> tuple[np.ndarray, np.ndarray]:
    """Counts of one corpus: claims with a label, and claims, per article."""
    spread = 1 / likeness - 1
    sizes = 1 + rng.negative_binomial(3, 3 / 23, articles)
    own = rng.beta(share * spread, (1 - share) * spread, articles)
    return rng.binomial(sizes, own), sizes


def coverage(times: int, *, method: Method = "jackknife") -> dict[tuple[int, float, float], float]:
    """Share of simulated corpora whose interval holds the true share, per design."""
    found = {}
    for design in DESIGNS:
        rng = np.random.default_rng([SEED, *(int(1000 * part) for part in design)])
        hits = []
        for turn in range(times):
            top, bottom = articles_like(rng, *design)
            estimate = cluster_shares(top[:, None], bottom, resampling=Resampling(
                method, resamples=1000, seed=turn))[0]
            if estimate.low is not None and estimate.high is not None:
                hits.append(estimate.low <= design[1] <= estimate.high)
        found[design] = float(np.mean(hits))
    return found


def difference_coverage(times: int) -> dict[tuple[int, float, float], float]:
    """The same for the difference of two groups, the second half as large, shares 0.1 apart."""
    found = {}
    for articles, share, likeness in DESIGNS:
        rng = np.random.default_rng([SEED, 1, articles, int(1000 * share)])
        hits = []
        for _ in range(times):
            a = articles_like(rng, articles, share + 0.1, likeness)
            b = articles_like(rng, max(articles // 2, 5), share, likeness)
            estimate = share_differences((a[0][:, None], a[1]), (b[0][:, None], b[1]))[0]
            if estimate.low is not None and estimate.high is not None:
                hits.append(estimate.low <= 0.1 <= estimate.high)
        found[articles, share, likeness] = float(np.mean(hits))
    return found


class Corpus:
    """Press articles as tables: marks per sentence, words per article."""

    def __init__(self, path: Path) -> None:
        csv.field_size_limit(10**9)
        with path.open(encoding="utf-8", newline="") as file:
            texts = [row["text"] for row in csv.DictReader(file, delimiter="\t")]
        sentences = [[s for s in re.split(r"(?<=[.!?…])\s+", text) if s.strip()] for text in texts]
        self.claims = np.array([len(found) for found in sentences], dtype=float)
        self.marks = np.array([
            [sum(bool(re.search(mark, s)) for s in found) for mark in MARKS.values()]
            for found in sentences], dtype=float)
        words = [re.findall(r"[^\W\d_]+", text.lower()) for text in texts]
        self.sizes = np.array([len(found) for found in words], dtype=float)
        names = sorted({word for found in words for word in found})
        place = {word: k for k, word in enumerate(names)}
        rows = np.repeat(np.arange(len(words)), [len(found) for found in words])
        columns = np.array([place[word] for found in words for word in found])
        table = csc_array((np.ones(len(rows)), (rows, columns)), shape=(len(words), len(names)))
        spread = np.asarray((table > 0).sum(0)).ravel()
        # Words of 20 to 60 articles: rarer ones cannot reach 0.05 in either direction.
        kept = np.flatnonzero((spread >= 20) & (spread <= 60))[:300]
        self.words = table[:, kept]


def rates(
    corpus: Corpus, times: int, *, draws: int, planted: float
) -> dict[str, float]:
    """How often each test rejects, over random splits of the corpus."""
    rng = np.random.default_rng([SEED, int(100 * planted)])
    found: dict[str, list[float]] = {}
    for turn in range(times):
        outlet = rng.permutation(np.arange(len(corpus.claims)) % 2)
        marks = plant(rng, corpus, outlet, planted)
        shuffle, told = Shuffle(draws=draws, seed=turn), corpus.words
        if planted:
            more = rng.poisson(0.3, corpus.words.shape) * (outlet == 1)[:, None]
            told = corpus.words + csc_array(more.astype(float))
        split = Split(corpus, marks, told, planted > 0)
        for name, test in TESTS.items():
            found.setdefault(name, []).append(test(split, outlet, shuffle))
    return {name: float(np.nanmean(values)) for name, values in found.items()}


def plant(
    rng: np.random.Generator, corpus: Corpus, outlet: np.ndarray, planted: float
) -> np.ndarray:
    """The marks, the first one added to a share of the sentences of the second outlet."""
    marks = corpus.marks.copy()
    if planted:
        free = (corpus.claims - marks[:, 0]) * (outlet == 1)
        marks[:, 0] += rng.binomial(free.astype(int), planted)
    return marks


@dataclass(frozen=True)
class Split:
    """The press with its marks and words, as planted."""

    corpus: Corpus
    marks: np.ndarray
    words: csc_array
    planted: bool


Test = Callable[[Split, np.ndarray, Shuffle], float]


def mix(split: Split, outlet: np.ndarray, shuffle: Shuffle) -> float:
    result = jensen_shannon_test(split.marks, outlet, shuffle=shuffle)
    assert result is not None
    return float(result.p <= LEVEL)


def pooled_mix(split: Split, outlet: np.ndarray, shuffle: Shuffle) -> float:
    result = jensen_shannon_test(split.marks, outlet, weight="pooled", shuffle=shuffle)
    assert result is not None
    return float(result.p <= LEVEL)


def interval(split: Split, outlet: np.ndarray, shuffle: Shuffle) -> float:
    a, b = outlet == 0, outlet == 1
    sides = [(split.marks[side, :1], split.corpus.claims[side]) for side in (a, b)]
    estimate = share_differences(*sides)
    low, high = estimate[0].low, estimate[0].high
    assert low is not None and high is not None
    return float(not low <= 0 <= high)


def share(split: Split, outlet: np.ndarray, shuffle: Shuffle) -> float:
    ways = relabelings(outlet, shuffle=shuffle).labels.astype(float)
    top, bottom = split.marks[:, 0], split.corpus.claims
    gap = np.abs((ways @ top) / (ways @ bottom)
                 - (top.sum() - ways @ top) / (bottom.sum() - ways @ bottom))
    return float((gap >= gap[0] - 1e-12).mean() <= LEVEL)


def dominant(split: Split, outlet: np.ndarray, shuffle: Shuffle) -> float:
    table = np.zeros((2, split.marks.shape[1]))
    np.add.at(table, (outlet, split.marks.argmax(1)), 1)
    # Marks that hardly ever lead an article make expected counts too small for chi-squared.
    rare = table.sum(0) < 12
    table = np.column_stack([table[:, ~rare], table[:, rare].sum(1)])
    result = chi_square(table)
    return np.nan if result is None else float(result.p <= LEVEL)


def strength(split: Split, outlet: np.ndarray, shuffle: Shuffle) -> float:
    result = cramers_v_interval(outlet, split.marks.argmax(1), resamples=shuffle.draws,
                                seed=shuffle.seed)
    return np.nan if result.p is None else float(result.p <= LEVEL)


def words(split: Split, outlet: np.ndarray, shuffle: Shuffle) -> float:
    few = Shuffle(draws=min(shuffle.draws, 200), seed=shuffle.seed)
    start = 10 * (shuffle.seed % 25)
    table = split.words[:, start:start + 50]
    return float((document_permutation(table, outlet == 1, split.corpus.sizes, shuffle=few).p
                  <= LEVEL).mean())


def together(split: Split, outlet: np.ndarray, shuffle: Shuffle) -> float:
    # An article has a mark when its share of it is above the median; one test per mark, or that
    # of the planted one.
    shares = split.marks / split.corpus.claims[:, None]
    found = co_occurrence(np.column_stack([shares > np.median(shares, axis=0), outlet]))
    return float((found.p[:1 if split.planted else -1, -1] <= LEVEL).mean())


def change(split: Split, outlet: np.ndarray, shuffle: Shuffle) -> float:
    order = np.argsort(outlet + np.random.default_rng(shuffle.seed).random(len(outlet)) * 0.9)
    periods = np.empty(len(outlet), dtype=np.int64)
    periods[order] = np.arange(len(outlet)) * 12 // len(outlet)
    result = change_point(split.marks[:, 0], split.corpus.claims, periods, shuffle=shuffle)
    return np.nan if result.p is None else float(result.p <= LEVEL)


TESTS: dict[str, Test] = {
    "mix, Jensen-Shannon, article means": mix,
    "mix, Jensen-Shannon, pooled": pooled_mix,
    "share, shuffled articles": share,
    "share, interval without 0": interval,
    "dominant label, chi-squared": dominant,
    "dominant label, V shuffled": strength,
    "words, G2 with shuffled articles": words,
    "label and outlet together, phi": together,
    "change of level in time": change,
}


if __name__ == "__main__":
    main()
