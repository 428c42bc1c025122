"""Stage 3: passages of body sentences, the topics an engine finds, and how they stand up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from toolkit.errors import EngineError, PipelineError
from toolkit.records import Topic
from toolkit.settings import Settings
from toolkit.topics.edits import template
from toolkit.topics.engines.base import TopicInput, TopicRun, engine, engine_names
from toolkit.topics.quality import quality
from toolkit.topics.stability import Stability, stability
from toolkit.workflow.convert import plain_row, topic_row
from toolkit.workflow.folder import RunFolder, replacing
from toolkit.workflow.passages import topic_input
from toolkit.workflow.progress import Progress, silent
from toolkit.workflow.topic_tables import write_topic_tables

EDITS = "topics.toml"
_OWN_TESTS = ("stability_runs", "chance_draws")  # settings of an engine that tests itself
MOST_FOR_STABILITY = 20_000
"""Passages above which stability is left out unless asked for with another setting."""


def topics(
    folder: RunFolder, settings: Settings, *, progress: Progress = silent
) -> dict[str, Any]:
    """Write `passages`, `topics`, `assignments`, and the folder `topics/` of further tables.

    `topics/form.toml` lists the topics found. Copied to `topics.toml` in the run folder and
    changed by hand, it names and merges topics at every later run; that copy is never written to.
    A corpus too small for the engine is no failure: its passages are written, the tables of
    topics stay empty, and the reason is returned (and shown in the report).

    Returns:
        engine, passages, topics, outliers (share of passages without topic), reason, quality,
        stability, info and versions.
    """
    made = engine(settings.topics.engine)  # an unknown name is told before any work is done
    chosen = engine_settings(folder, settings)
    progress("topics", 0, None)
    data = topic_input(folder, settings.topics)
    firm, reason = None, ""
    try:
        run = made.fit(data, settings=chosen, seed=settings.seed)
        firm = _stability(run, data, settings, chosen, progress)
    except EngineError as error:
        run, reason = TopicRun(settings.topics.engine, (), ()), error.line()
    found = _with_survival(run, firm)
    with folder.writing("passages", "topics", "assignments") as (first, second, third):
        first.add(plain_row(passage) for passage in data.passages)
        second.add(topic_row(topic) for topic in found)
        third.add(plain_row(assignment) for assignment in run.assignments)
    write_topic_tables(folder.path / "topics", run, data, seed=settings.seed)
    _write_form(folder, run)
    progress("topics", 1, 1)
    return _told(run, data, firm, reason)


def engine_settings(folder: RunFolder, settings: Settings) -> dict[str, Any]:
    """The settings handed to the engine: its own options, and what the run knows.

    Raises:
        EngineError: a number of topics or an embedding was asked of an engine that takes none.
    """
    wanted = settings.topics
    known = engine(wanted.engine).defaults
    asked: dict[str, Any] = {}
    if wanted.n_topics:
        asked["n_topics"] = wanted.n_topics
    if wanted.embeddings != "tfidf":
        asked["embeddings"] = wanted.embeddings
    for key in asked:
        if key not in known:
            able = [name for name in engine_names() if key in engine(name).defaults]
            raise EngineError(
                f'topic engine "{wanted.engine}" has no setting "{key}"',
                expected="engine " + " or ".join(able),
                advice=f"Leave out --{key.replace('_', '-')}, or choose another engine",
            )
    if wanted.embeddings == "spacy":
        asked["vectors"] = _static_vectors(settings.claims.pipeline or None)
    if "edits" in known and (folder.path / EDITS).is_file():
        asked["edits"] = str(folder.path / EDITS)
    if "cache" in known:
        asked["cache"] = str(folder.path / ".embeddings.sqlite")
    return {**wanted.options, **asked}


def _static_vectors(pipeline: str | None) -> Callable[[Sequence[str]], Any]:
    """The static vectors of a pipeline, as a function from texts to rows."""
    import numpy as np

    from toolkit.french import load

    nlp = load(pipeline)
    if nlp.vocab.vectors.shape[1] == 0:
        raise PipelineError(
            "this pipeline has no static vectors", place=pipeline or "the shipped pipeline",
            expected="a pipeline with vectors, such as fr_core_news_md",
            advice="Name one with --pipeline, or leave --embeddings at tfidf",
        )
    return lambda texts: np.array([nlp.make_doc(text).vector for text in texts])


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
    if runs == 0 or not run.topics or len(data) > MOST_FOR_STABILITY:
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


def _with_survival(run: TopicRun, firm: Stability | None) -> tuple[Topic, ...]:
    """The topics, with the share of other runs that found each, where that was tried."""
    if firm is None or firm.reference.labels() != run.labels():
        return run.topics
    return tuple(
        replace(topic, survival=entry.share()) for topic, entry in zip(run.topics, firm.survival)
    )


def _write_form(folder: RunFolder, run: TopicRun) -> None:
    """The form for names and merges by hand."""
    path: Path = folder.path / "topics" / "form.toml"
    with replacing(path) as scratch:
        scratch.write_text(template(run.topics), encoding="utf-8")


def _told(
    run: TopicRun, data: TopicInput, firm: Stability | None, reason: str
) -> dict[str, Any]:
    outliers = sum(1 for item in run.assignments if item.topic < 0)
    told: dict[str, Any] = {
        "engine": run.engine, "passages": len(data), "topics": len(run.topics),
        "outliers": outliers / len(run.assignments) if run.assignments else None,
        "reason": reason, "info": dict(run.info), "versions": dict(run.versions),
        "quality": None, "stability": None,
    }
    if run.topics:
        figures = asdict(quality(run, data))
        figures["by_topic"] = [item["value"] for item in figures["by_topic"]]
        told["quality"] = figures
    if firm:
        told["stability"] = {
            "seeds": asdict(firm.seeds), "articles": asdict(firm.bootstraps),
            "topics_per_run": list(firm.topics_per_run),
            "survival": [asdict(entry) for entry in firm.survival],
        }
    return told
