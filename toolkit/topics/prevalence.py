"""Which topics a source or a period speaks of, with intervals and tests that resample articles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from toolkit.errors import UsageError
from toolkit.records import Estimate
from toolkit.statistics.association import standardised_residuals
from toolkit.statistics.intervals import Weight, cluster_shares
from toolkit.statistics.multiplicity import benjamini_hochberg
from toolkit.statistics.permutation import Shuffle, group_means, relabelings
from toolkit.statistics.permutation import p_values as permutation_p
from toolkit.statistics.resampling import Resampling
from toolkit.topics.engines.base import OUTLIER, TopicInput, TopicRun

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Period = Literal["year", "quarter", "month"]
# Below five articles in a group a test says nothing; below twenty it is an indication.
FEWEST_FOR_TEST, FEWEST_FOR_CONFIDENCE = 5, 20


@dataclass(frozen=True, slots=True)
class Cell:
    """A topic in a group (a source or a period).

    ``share``: of the group's passages, 0 to 1, with an interval that resamples articles.
    ``residual``: standardised residual of articles by main topic; above 2 or below -2 stands out;
    ``None`` where it is undefined.
    """

    group: str
    topic: int
    articles: int
    passages: int
    share: Estimate
    residual: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Whether a topic's share differs between groups.

    ``p`` by permuting articles between groups, ``q`` after Benjamini-Hochberg over the topics;
    ``None`` with a ``reason`` when there is nothing to test. ``floor``: the least p possible.
    """

    topic: int
    p: float | None
    q: float | None
    floor: float | None
    n: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Prevalence:
    """The table of topics by groups: cells group by group, topic by topic."""

    groups: tuple[str, ...]
    cells: tuple[Cell, ...]
    tests: tuple[Difference, ...]
    unknown: int
    warnings: tuple[str, ...]


def by_source(
    run: TopicRun, data: TopicInput, *, weight: Weight = "article", seed: int = 0,
    draws: int = 5000,
) -> Prevalence:
    """Topics per source. Passages whose source is unknown are counted in ``unknown`` and left out.

    Args:
        run: the topics of ``data``.
        data: passages with ``groups``.
        weight: "article" (each article one vote) or "pooled" (each passage one vote).
        seed: of the resampling and the permutations.
        draws: relabelings compared with, where they cannot all be enumerated.
    """
    return _table(run, data, data.groups, weight=weight, seed=seed, draws=draws)


def over_time(
    run: TopicRun, data: TopicInput, *, period: Period = "month", weight: Weight = "article",
    seed: int = 0, draws: int = 5000,
) -> Prevalence:
    """Topics per period, in order of time; each cell's interval is the band of a line.

    A date that is not precise enough for the period ("2023" for months) counts as unknown.
    """
    cut = _PERIODS.get(period)
    if cut is None:
        raise UsageError(f'period "{period}"', expected="one of " + ", ".join(_PERIODS))
    dates = None if data.dates is None else [
        None if date is None else cut(date) for date in data.dates
    ]
    return _table(run, data, dates, weight=weight, seed=seed, draws=draws)


def by_voice(
    run: TopicRun, data: TopicInput, *, weight: Weight = "article", seed: int = 0
) -> Prevalence:
    """Topics in the author's voice, in quoted voices, and in passages that mix both.

    Intervals resample articles within each voice. No test and no residual: the same articles
    speak in several voices, so that these groups are not independent.
    """
    voices = sorted({passage.voice for passage in data.passages})
    cells: list[Cell] = []
    for voice in voices:
        rows = [row for row, passage in enumerate(data.passages) if passage.voice == voice]
        part = replace(run, assignments=tuple(run.assignments[row] for row in rows))
        said = data.select(rows)
        found = _table(part, said, [voice] * len(rows), weight=weight, seed=seed, draws=1)
        cells += [replace(cell, residual=None) for cell in found.cells]
    tests = tuple(
        Difference(topic.id, None, None, None, len(data), "the same articles in several voices")
        for topic in run.topics
    )
    return Prevalence(tuple(voices), tuple(cells), tests, 0, ())


def _quarter(date: str) -> str | None:
    return f"{date[:4]}-T{(int(date[5:7]) + 2) // 3}" if len(date) >= 7 else None


_PERIODS: Mapping[str, Callable[[str], str | None]] = {
    "year": lambda date: date[:4] if len(date) >= 4 else None,
    "quarter": _quarter,
    "month": lambda date: date[:7] if len(date) >= 7 else None,
}


@dataclass(frozen=True, slots=True)
class _Articles:
    """One row per article: its group, passages per topic, passages in all, main topic."""

    groups: list[str]
    counts: Floats
    totals: Floats
    main: list[int]


def _table(
    run: TopicRun, data: TopicInput, groups: Sequence[str | None] | None, *,
    weight: Weight, seed: int, draws: int,
) -> Prevalence:
    import numpy as np

    articles, unknown = _articles(run, data, groups)
    names = tuple(sorted(set(articles.groups)))
    number = {name: place for place, name in enumerate(names)}
    member = np.array([number[name] for name in articles.groups], dtype=np.int64)
    residuals = _residuals(articles, member, len(names), len(run.topics))
    cells: list[Cell] = []
    for place, name in enumerate(names):
        rows = member == place
        shares = cluster_shares(
            articles.counts[rows], articles.totals[rows], weight=weight,
            resampling=Resampling(seed=seed),
        ) if run.topics else []
        cells += [
            Cell(name, topic.id, int(rows.sum()), int(articles.counts[rows, topic.id].sum()),
                 share, residuals[place][topic.id])
            for topic, share in zip(run.topics, shares)
        ]
    tests = _tests(articles, member, names, Shuffle(draws=draws, seed=seed))
    return Prevalence(names, tuple(cells), tests, unknown, _warnings(names, member))


def _articles(
    run: TopicRun, data: TopicInput, groups: Sequence[str | None] | None
) -> tuple[_Articles, int]:
    import numpy as np

    rows: dict[str, list[int]] = {}
    unknown = 0
    for row, passage in enumerate(data.passages):
        if groups is None or groups[row] is None:
            unknown += 1
        else:
            rows.setdefault(passage.doc, []).append(row)
    labels, width = run.labels(), len(run.topics)
    table = np.zeros((len(rows), width))
    names, totals, main = [], [], []
    for place, found in enumerate(rows.values()):
        for row in found:
            if labels[row] != OUTLIER:
                table[place, labels[row]] += 1
        names.append(str(groups[found[0]] if groups is not None else ""))
        totals.append(float(len(found)))
        main.append(int(table[place].argmax()) if table[place].any() else OUTLIER)
    return _Articles(names, table, np.array(totals), main), unknown


def _residuals(
    articles: _Articles, member: Any, groups: int, topics: int
) -> list[list[float | None]]:
    import numpy as np

    table = np.zeros((groups, topics))
    for group, topic in zip(member, articles.main):
        if topic != OUTLIER:
            table[group, topic] += 1
    if table.sum() == 0:
        return [[None] * topics for _ in range(groups)]
    return [
        [None if not np.isfinite(value) else round(float(value), 4) for value in row]
        for row in standardised_residuals(table)
    ]


def _tests(
    articles: _Articles, member: Any, names: Sequence[str], shuffle: Shuffle
) -> tuple[Difference, ...]:
    """One permutation test per topic: are the groups' mean shares further apart than by chance?"""
    import numpy as np

    topics, count = articles.counts.shape[1], len(articles.groups)
    sizes = np.bincount(member, minlength=len(names)) if count else np.zeros(0)
    reason = ""
    if len(names) < 2:
        reason = "one group only"
    elif sizes.min() < FEWEST_FOR_TEST:
        reason = f"a group with fewer than {FEWEST_FOR_TEST} articles"
    if reason:
        return tuple(
            Difference(topic, None, None, None, count, reason) for topic in range(topics)
        )
    shares = articles.counts / articles.totals[:, None]
    ways = relabelings(member, shuffle=shuffle)
    spreads = []
    for at in range(0, len(ways.labels), 500):
        means = group_means(ways.labels[at : at + 500], shares, len(names))
        gaps = means - shares.mean(axis=0)
        spreads.append((np.square(gaps) * sizes[None, :, None]).sum(axis=1))
    found = [float(value) for value in permutation_p(np.vstack(spreads))]
    return tuple(
        Difference(topic, p, q, ways.floor, count)
        for topic, (p, q) in enumerate(zip(found, benjamini_hochberg(found)))
    )


def _warnings(names: Sequence[str], member: Any) -> tuple[str, ...]:
    found = []
    for place, name in enumerate(names):
        count = int((member == place).sum())
        if count < FEWEST_FOR_TEST:
            found.append(f"{name}: {count} articles, description only")
        elif count < FEWEST_FOR_CONFIDENCE:
            found.append(f"{name}: {count} articles, an indication only")
    return tuple(found)


__all__ = ["Cell", "Difference", "Prevalence", "by_source", "by_voice", "over_time"]
