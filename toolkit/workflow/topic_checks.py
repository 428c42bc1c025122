"""How the topics of a run stand up: other seeds, other articles, other numbers, other passages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from toolkit.errors import EngineError
from toolkit.records import Estimate, Topic
from toolkit.settings import Settings
from toolkit.topics.engines.base import TopicInput, TopicRun, engine
from toolkit.topics.quality import coherence, mean, quality, split_articles
from toolkit.topics.stability import Stability, curve, stability
from toolkit.workflow.progress import Progress

_OWN_TESTS = ("stability_runs", "chance_draws")  # settings of an engine that tests itself
MOST_FOR_STABILITY = 20_000
"""Passages above which stability is left out unless asked for with another setting."""
MOST_FOR_CURVE = 500
"""Passages up to which numbers of topics are tried without being asked."""
_CURVE_SAMPLES = 3
_MOST_TOPICS = 10


@dataclass(frozen=True, slots=True)
class Checks:
    """What was tried beside the run itself; ``curve`` has a row per number of topics."""

    firm: Stability | None = None
    curve: list[dict[str, Any]] = field(default_factory=list)
    quality: dict[str, Any] | None = None


def checked(
    run: TopicRun, data: TopicInput, settings: Settings, chosen: dict[str, Any],
    progress: Progress,
) -> Checks:
    """Every check that the settings ask for; an engine that found nothing is not checked."""
    if not run.topics:
        return Checks()
    return Checks(
        _stability(run, data, settings, chosen, progress),
        choice_of_k(run, data, settings, chosen), quality_of(run, data, settings, chosen),
    )


def quality_of(
    run: TopicRun, data: TopicInput, settings: Settings, chosen: Mapping[str, Any] | None
) -> dict[str, Any]:
    """The figures of quality, JSON-ready. ``chosen`` ``None``: nothing is fitted to hold out."""
    figures = asdict(quality(run, data))
    figures["by_topic"] = [item["value"] for item in figures["by_topic"]]
    if chosen is None or settings.topics.held_out == 0:
        return figures
    held = _held_out(data, settings, chosen)
    return figures | {f"{name}_held_out": asdict(value) for name, value in held.items()}


def _held_out(
    data: TopicInput, settings: Settings, chosen: Mapping[str, Any]
) -> dict[str, Estimate]:
    """Coherence, on articles held out, of topics found in the other articles."""
    if len(data) > MOST_FOR_STABILITY:
        return {}
    try:
        kept, aside = split_articles(data, share=settings.topics.held_out, seed=settings.seed)
        found = engine(settings.topics.engine).fit(kept, settings=chosen, seed=settings.seed)
    except EngineError as error:
        undefined = Estimate(None, n=0, method="held out", reason=error.line())
        return {"npmi": undefined, "c_v": undefined}
    words = [[word for word, _ in topic.words] for topic in found.topics]
    return {
        "npmi": mean(coherence(words, aside.terms, measure="npmi"), "npmi, articles held out"),
        "c_v": mean(coherence(words, aside.terms, measure="c_v"), "c_v, articles held out"),
    }


def _stability(
    run: TopicRun, data: TopicInput, settings: Settings, chosen: dict[str, Any],
    progress: Progress,
) -> Stability | None:
    """Other runs of the engine; for one that draws nothing, only on other articles.

    An engine that tests its own number of topics is told the number found: the question here is
    whether the same topics come back, not whether as many do.
    """
    wanted = settings.topics
    runs = wanted.stability_seeds + wanted.stability_articles
    if runs == 0 or len(data) > MOST_FOR_STABILITY:
        return None
    own = {key: 0 for key in _OWN_TESTS if key in engine(wanted.engine).defaults}
    found = int(run.info.get("topics_before_edits", len(run.topics)))
    fixed = {**own, "n_topics": found} if own else {}
    return stability(
        wanted.engine, data, settings={**chosen, **fixed}, seed=settings.seed,
        seeds=1 if own else max(1, wanted.stability_seeds),
        bootstraps=wanted.stability_articles,
        progress=lambda done, total: progress("topics", done, total),
    )


def numbers_to_try(settings: Settings, passages: int, articles: int) -> range:
    """The numbers of topics of the curve: those asked for, or as many as the corpus bears out."""
    asked = settings.topics.curve
    if asked == "auto":
        most = min(_MOST_TOPICS, articles // 2)
        return range(2, most + 1) if passages <= MOST_FOR_CURVE else range(0)
    if not asked:
        return range(0)
    low, high = (int(part) for part in asked.split("-"))
    if not 2 <= low <= high:
        raise EngineError(
            f'curve = "{asked}"', expected="two numbers, the first 2 or more: 2-12",
            advice="Correct --curve",
        )
    return range(low, high + 1)


def choice_of_k(
    run: TopicRun, data: TopicInput, settings: Settings, chosen: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """What each number of topics is worth; rows as `topics/curve.csv` has them.

    The curve an engine draws itself (chi² of splits, excess over chance, smallest class) is
    given as it stands, and completed where a number was tried.
    """
    own = {row["k"]: dict(row) for row in run.info.get("curve") or ()}
    articles = len({passage.doc for passage in data.passages})
    numbers = numbers_to_try(settings, len(data), articles)
    name = settings.topics.engine
    if own and settings.topics.curve == "auto":
        return [own[k] for k in sorted(own)]
    plain = {key: value for key, value in chosen.items() if key not in ("n_topics", "edits")}
    plain |= {key: 0 for key in _OWN_TESTS if key in engine(name).defaults}
    for number in numbers:
        try:
            point = curve(
                name, data, [number], settings=plain, seed=settings.seed,
                bootstraps=_CURVE_SAMPLES,
            )[0]
        except EngineError:
            break  # more topics than the corpus can be cut into: the curve ends here
        own[number] = own.get(number, {"k": number}) | {
            "found": point.found, "stability": point.stability.value,
            "low": point.stability.low, "high": point.stability.high, "npmi": point.npmi.value,
            "diversity": point.diversity.value, "smallest": point.smallest,
        }
    return [own[k] for k in sorted(own)]


def with_survival(run: TopicRun, firm: Stability | None) -> tuple[Topic, ...]:
    """The topics, with the share of other runs that found each, where that was tried."""
    if firm is None or firm.reference.labels() != run.labels():
        return run.topics
    return tuple(
        replace(topic, survival=entry.share()) for topic, entry in zip(run.topics, firm.survival)
    )


def told(run: TopicRun, data: TopicInput, checks: Checks, reason: str) -> dict[str, Any]:
    """What `run.json` keeps of a modelling."""
    outliers = sum(1 for item in run.assignments if item.topic < 0)
    firm = checks.firm
    return {
        "engine": run.engine, "passages": len(data), "topics": len(run.topics),
        "outliers": outliers / len(run.assignments) if run.assignments else None,
        "reason": reason, "info": dict(run.info), "versions": dict(run.versions),
        "quality": checks.quality,
        "stability": None if firm is None else {
            "seeds": asdict(firm.seeds), "articles": asdict(firm.bootstraps),
            "topics_per_run": list(firm.topics_per_run),
            "survival": [asdict(entry) for entry in firm.survival],
        },
    }
