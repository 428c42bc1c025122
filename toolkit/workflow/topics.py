"""Stage 3: passages of body sentences, the topics an engine finds, and how they stand up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from toolkit.errors import EngineError
from toolkit.settings import Settings
from toolkit.topics.edits import template
from toolkit.topics.engines.base import TopicInput, TopicRun, engine
from toolkit.workflow.convert import plain_row, topic_row
from toolkit.workflow.folder import RunFolder, replacing
from toolkit.workflow.passages import topic_input
from toolkit.workflow.progress import Progress, silent
from toolkit.workflow.topic_checks import Checks, checked, quality_of, told, with_survival
from toolkit.workflow.topic_models import keep_model, placed
from toolkit.workflow.topic_settings import engine_settings, guided
from toolkit.workflow.topic_tables import write_topic_tables


def topics(
    folder: RunFolder, settings: Settings, *, progress: Progress = silent
) -> dict[str, Any]:
    """Write `passages`, `topics`, `assignments`, and the folder `topics/` of further tables.

    `topics/form.toml` lists the topics found. Copied to `topics.toml` in the run folder and
    changed by hand, it names and merges topics at every later run; that copy is never written to.
    `topics/model` keeps the model of engines that have one. With the setting ``model``, passages
    are placed in the topics of a saved model, and nothing is fitted.
    A corpus too small for the engine is no failure: its passages are written, the tables of
    topics stay empty, and the reason is returned (and shown in the report). It is one where an
    embedding, seeds or topics named beforehand were asked for.

    Returns:
        engine, passages, topics, outliers (share of passages without topic), reason, quality,
        stability, info and versions.
    """
    made = engine(settings.topics.engine)  # an unknown name is told before any work is done
    chosen = engine_settings(folder, settings)
    progress("topics", 0, None)
    data = topic_input(folder, settings.topics)
    checks, reason = Checks(), ""
    if settings.topics.model:
        run = placed(folder, settings, data)
        checks = Checks(quality=quality_of(run, data, settings, None) if run.topics else None)
    else:
        try:
            seeds, left_out = guided(settings, data)
            chosen |= seeds
            run = made.fit(data, settings=chosen, seed=settings.seed)
            run = replace(run, info={**run.info, **left_out})
            checks = checked(run, data, settings, chosen, progress)
        except EngineError as error:
            if _asked_for_more(settings):
                raise
            run, reason = TopicRun(settings.topics.engine, (), ()), error.line()
    _write(folder, run, data, checks, settings)
    progress("topics", 1, 1)
    return told(run, data, checks, reason)


def _asked_for_more(settings: Settings) -> bool:
    wanted = settings.topics
    return wanted.embeddings != "tfidf" or bool(wanted.seeds or wanted.zeroshot)


def _write(
    folder: RunFolder, run: TopicRun, data: TopicInput, checks: Checks, settings: Settings
) -> None:
    found = with_survival(run, checks.firm)
    with folder.writing("passages", "topics", "assignments") as (first, second, third):
        first.add(plain_row(passage) for passage in data.passages)
        second.add(topic_row(topic) for topic in found)
        third.add(plain_row(assignment) for assignment in run.assignments)
    write_topic_tables(
        folder.path / "topics", run, data, seed=settings.seed, curve=checks.curve
    )
    keep_model(folder, run)
    path: Path = folder.path / "topics" / "form.toml"
    with replacing(path) as scratch:
        scratch.write_text(template(run.topics), encoding="utf-8")
