"""Stage 3: passages of body sentences, and the topics an engine finds in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from toolkit.errors import EngineError
from toolkit.records import Passage
from toolkit.settings import Settings, TopicsSettings
from toolkit.topics.analyser import Token, analyse
from toolkit.topics.engines.base import TopicInput, TopicRun, engine
from toolkit.topics.passages import build
from toolkit.workflow.convert import (
    by_document,
    document_from,
    plain_row,
    sentence_from,
    topic_row,
)
from toolkit.workflow.folder import RunFolder
from toolkit.workflow.progress import Progress, silent

Words = Mapping[tuple[str, int], Sequence[Token]]


def topics(
    folder: RunFolder, settings: Settings, *, progress: Progress = silent
) -> dict[str, Any]:
    """Write `passages`, `topics` and `assignments`.

    A corpus too small for the engine is no failure: its passages are written, the tables of
    topics stay empty, and the reason is returned (and shown in the report).

    Returns:
        engine, passages, topics, outliers (share of passages without topic), reason or info.
    """
    engine(settings.topics.engine)  # an unknown name is told before any work is done
    progress("topics", 0, None)
    data = topic_input(folder, settings.topics)
    try:
        run = engine(settings.topics.engine).fit(
            data, settings=engine_settings(settings.topics), seed=settings.seed
        )
        reason = ""
    except EngineError as error:
        run = TopicRun(settings.topics.engine, (), ())
        reason = error.line()
    with folder.writing("passages", "topics", "assignments") as (first, second, third):
        first.add(plain_row(passage) for passage in data.passages)
        second.add(topic_row(topic) for topic in run.topics)
        third.add(plain_row(assignment) for assignment in run.assignments)
    progress("topics", 1, 1)
    outliers = sum(1 for item in run.assignments if item.topic < 0)
    return {
        "engine": run.engine, "passages": len(data), "topics": len(run.topics),
        "outliers": outliers / len(run.assignments) if run.assignments else None,
        "reason": reason, "info": dict(run.info), "versions": dict(run.versions),
    }


def engine_settings(settings: TopicsSettings) -> dict[str, Any]:
    """The settings handed to the engine: only those it knows and the user changed."""
    known = engine(settings.engine).defaults
    wanted: dict[str, Any] = {
        "n_topics": settings.n_topics or None,
        "embeddings": settings.embeddings if settings.embeddings != "tfidf" else None,
    }
    for key, value in wanted.items():
        if value is not None and key not in known:
            raise EngineError(
                f'topic engine "{settings.engine}" has no setting "{key}"',
                expected="one of " + ", ".join(sorted(known)),
                advice=f"Leave out --{key.replace('_', '-')}, or choose another engine",
            )
    return {key: value for key, value in wanted.items() if value is not None}


def topic_input(folder: RunFolder, settings: TopicsSettings) -> TopicInput:
    """The passages of a run with their terms, sources and dates."""
    passages: list[Passage] = []
    groups: list[str | None] = []
    dates: list[str | None] = []
    words: dict[tuple[str, int], list[Token]] = {}
    voices: dict[str, dict[int, str]] = {}
    for row in folder.rows("terms"):
        words[row["doc"], row["sentence"]] = [
            Token(*triple) for triple in zip(row["forms"], row["lemmas"], row["pos"])
        ]
        voices.setdefault(row["doc"], {})[row["sentence"]] = row["voice"]
    for document_row, sentence_rows in by_document(
        folder.rows("documents"), folder.rows("sentences")
    ):
        document = document_from(document_row)
        found = build(
            document, [sentence_from(row) for row in sentence_rows], unit=settings.unit,
            min_words=settings.min_words, max_words=settings.max_words,
            voices=voices.get(document.id), voice=settings.voice,
        )
        passages += found
        groups += [document.source] * len(found)
        dates += [document.date] * len(found)
    return analyse(
        passages, tokens=lambda passage: _tokens(passage, words), groups=groups, dates=dates
    )


def _tokens(passage: Passage, words: Words) -> Iterable[Token]:
    for index in passage.sentences:
        yield from words.get((passage.doc, index), ())
