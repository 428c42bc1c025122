"""Would the same topics be found again? Other seeds, other articles, other numbers of topics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from toolkit.errors import EngineError, UsageError
from toolkit.records import Estimate, Topic
from toolkit.topics.agreement import match, rand_index
from toolkit.topics.engines.base import OUTLIER, TopicInput, TopicRun, engine
from toolkit.topics.quality import coherence, diversity, mean

# Hennig (2007): a cluster whose best match shares half of the points has been found again.
FOUND_AGAIN = 0.5

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Survival:
    """In how many of the other runs a topic was found again, and how well it was matched there."""

    topic: int
    found: int
    of: int
    mean_jaccard: float | None

    def share(self) -> float | None:
        """Found over runs, 0 to 1; ``None`` without another run."""
        return self.found / self.of if self.of else None

    def words(self) -> str:
        """For print beside a label, in French: "retrouvé dans 19 essais sur 20"."""
        return f"retrouvé dans {self.found} essais sur {self.of}" if self.of else "non éprouvé"


@dataclass(frozen=True, slots=True)
class Stability:
    """How the topics of ``reference`` stand up.

    ``seeds``: mean adjusted Rand index over all pairs of seeds (the reference's among them).
    ``bootstraps``: mean adjusted Rand index of the reference with runs on resampled articles,
    over the passages drawn. ``survival``: one entry per topic, over seeds and bootstraps.
    """

    reference: TopicRun
    seeds: Estimate
    bootstraps: Estimate
    survival: tuple[Survival, ...]
    topics_per_run: tuple[int, ...]

    def topics(self) -> tuple[Topic, ...]:
        """The reference's topics with their survival filled in."""
        return tuple(
            replace(topic, survival=entry.share())
            for topic, entry in zip(self.reference.topics, self.survival)
        )


def stability(
    name: str, data: TopicInput, *, settings: Mapping[str, Any] | None = None, seed: int = 0,
    seeds: int = 10, bootstraps: int = 10, progress: Progress | None = None,
) -> Stability:
    """Run an engine with other seeds and on other samples of articles, and compare.

    Args:
        name: the engine.
        data: the passages.
        settings: the engine's.
        seed: of the reference run; the others follow it.
        seeds: how many seeds in all, at least 1.
        bootstraps: how many samples of articles, drawn with replacement, 0 or more; an article
            drawn twice counts once (about 63 % of the articles are in a sample).
        progress: called with (runs done, runs in all).

    Raises:
        EngineError: from the engine, for the whole corpus; in a bootstrap sample that it refuses
            no topic is found.

    Source: Hennig (2007) for cluster-wise recovery under resampling.
    """
    if seeds < 1 or bootstraps < 0:
        raise UsageError(
            f"seeds = {seeds}, bootstraps = {bootstraps}", expected="seeds >= 1, bootstraps >= 0"
        )
    chosen, made, total = dict(settings or {}), engine(name), seeds + bootstraps
    reference = made.fit(data, settings=chosen, seed=seed)
    labels, resampled = [reference.labels()], []
    for done in range(1, total + 1):
        if progress is not None:
            progress(done, total)
        if done < seeds:
            labels.append(made.fit(data, settings=chosen, seed=seed + done).labels())
        elif done < total:
            resampled.append(_resampled(name, data, chosen, seed, done - seeds))
    return Stability(
        reference, _mean_pairs(labels), _mean_against(labels[0], resampled),
        survival=_survivals(reference, labels[1:] + resampled),
        topics_per_run=tuple(max(run, default=-1) + 1 for run in labels + resampled),
    )


def _resampled(
    name: str, data: TopicInput, settings: Mapping[str, Any], seed: int, draw: int
) -> list[int]:
    """Labels of all passages from a run on resampled articles; ``_ABSENT`` for those not drawn."""
    import numpy as np

    rows: dict[str, list[int]] = {}
    for row, passage in enumerate(data.passages):
        rows.setdefault(passage.doc, []).append(row)
    names = sorted(rows)
    rng = np.random.default_rng([seed, draw])
    drawn = {int(place) for place in rng.integers(0, len(names), size=len(names))}
    # Each drawn article once: a copy would be its nearest neighbour, and copies a topic of theirs.
    picked = [row for place in sorted(drawn) for row in rows[names[place]]]
    sample = data.select(picked)
    labels = [_ABSENT] * len(data)
    try:
        found = engine(name).fit(sample, settings=settings, seed=seed).labels()
    except EngineError:
        found = [OUTLIER] * len(picked)
    for row, label in zip(picked, found):
        if labels[row] == _ABSENT:
            labels[row] = label
    return labels


_ABSENT = -2


def _mean_pairs(runs: Sequence[Sequence[int]]) -> Estimate:
    values = [rand_index(one, other).value for one, other in combinations(runs, 2)]
    return _mean([value for value in values if value is not None], "mean pairwise ari over seeds")


def _mean_against(reference: Sequence[int], runs: Sequence[Sequence[int]]) -> Estimate:
    values = []
    for run in runs:
        kept = [row for row, label in enumerate(run) if label != _ABSENT]
        value = rand_index([reference[row] for row in kept], [run[row] for row in kept]).value
        if value is not None:
            values.append(value)
    return _mean(values, "mean ari over bootstrap samples of articles")


def _mean(values: Sequence[float], method: str) -> Estimate:
    if not values:
        return Estimate(None, n=0, method=method, reason="no other run to compare with")
    return Estimate(
        sum(values) / len(values), low=min(values), high=max(values), n=len(values), method=method
    )


def _survivals(reference: TopicRun, others: Iterable[Sequence[int]]) -> tuple[Survival, ...]:
    """Jaccard of every topic with its counterpart, run by run, over the passages both have."""
    labels = reference.labels()
    scores: dict[int, list[float]] = {topic.id: [] for topic in reference.topics}
    for other in others:
        kept = [row for row, label in enumerate(other) if label != _ABSENT]
        matches = {
            found.left: found.jaccard
            for found in match([labels[row] for row in kept], [other[row] for row in kept])
        }
        for topic, values in scores.items():
            values.append(matches.get(topic, 0.0))
    return tuple(
        Survival(
            topic, sum(value >= FOUND_AGAIN for value in values), len(values),
            round(sum(values) / len(values), 6) if values else None,
        )
        for topic, values in scores.items()
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """One point of the curve over numbers of topics; ``smallest``: passages of the least one."""

    topics: int
    found: int
    smallest: int
    stability: Estimate
    npmi: Estimate
    diversity: Estimate


def curve(
    name: str, data: TopicInput, numbers: Sequence[int], *,
    settings: Mapping[str, Any] | None = None, seed: int = 0, bootstraps: int = 5,
) -> list[Choice]:
    """How stable, coherent and different topics are for each number of topics asked for.

    Args:
        name: an engine with a setting ``n_topics``.
        data: the passages.
        numbers: the numbers of topics to try.
        settings: the engine's other settings.
        seed: of all runs.
        bootstraps: samples of articles per number.

    Raises:
        UsageError: the engine cannot be told a number of topics.
    """
    if "n_topics" not in engine(name).defaults:
        raise UsageError(f'topic engine "{name}" cannot be told a number of topics')
    points = []
    for number in numbers:
        result = stability(
            name, data, settings={**(settings or {}), "n_topics": number}, seed=seed, seeds=1,
            bootstraps=bootstraps,
        )
        words = [[word for word, _ in topic.words] for topic in result.reference.topics]
        points.append(Choice(
            topics=number, found=len(words),
            smallest=min((topic.size for topic in result.reference.topics), default=0),
            stability=result.bootstraps,
            npmi=mean(coherence(words, data.terms), "npmi"), diversity=diversity(words),
        ))
    return points


__all__ = ["Choice", "Stability", "Survival", "curve", "stability"]
