"""Topic models kept by a run, and passages placed in the topics of an earlier one."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from toolkit.errors import EngineError
from toolkit.records import Assignment, Topic
from toolkit.settings import Settings
from toolkit.topics.engines.base import TopicInput, TopicRun
from toolkit.topics.model import CentreModel, load_model
from toolkit.workflow.folder import RunFolder
from toolkit.workflow.topic_settings import static_vectors

FOLDER = Path("topics") / "model"
_TYPICAL = 5


def keep_model(folder: RunFolder, run: TopicRun) -> None:
    """Save the model of a run in its `topics/model`; that of earlier topics goes."""
    path = folder.path / FOLDER
    if path.is_dir():
        shutil.rmtree(path)
    if run.model is not None:
        run.model.save(path)


def open_model(path: Path, *, settings: Settings, cache: Path | None = None) -> CentreModel:
    """The model saved in ``path``, or in the run folder ``path``.

    Raises:
        EngineError: nothing is there, or what is there cannot be used; it says why.
    """
    kept = path
    if (path / "run.json").is_file():
        kept = path / FOLDER
        if not kept.is_dir():
            raise EngineError(
                "this run keeps no topic model", place=str(path),
                expected="a run whose engine makes one (bertopic)",
                advice=f"Run `toolkit topics {path} --engine bertopic` first",
            )
    return load_model(
        kept, cache=cache, vectors=lambda texts: static_vectors(
            settings.claims.pipeline or None)(texts),
    )


def placed(folder: RunFolder, settings: Settings, data: TopicInput) -> TopicRun:
    """The passages of a run in the topics of a saved model; topics keep the model's numbers.

    A topic that no passage is near has size 0. Sizes and typical passages are this run's own.
    """
    path = Path(settings.topics.model)
    model = open_model(path, settings=settings, cache=folder.path / ".embeddings.sqlite")
    found = model.transform(data)
    articles = {passage.id: passage.doc for passage in data.passages}
    topics = tuple(
        replace(
            topic, size=sum(item.topic == topic.id for item in found),
            typical=_typical(topic, found, articles),
        )
        for topic in model.topics
    )
    return TopicRun(
        model.engine, topics, found, model=model,
        info={"placed": True, "model": str(path), "context": model.context,
              "embedding": model.embedding.spec},
    )


def _typical(
    topic: Topic, found: tuple[Assignment, ...], articles: dict[str, str]
) -> tuple[str, ...]:
    """The passages nearest the topic, one per article."""
    near = sorted(
        (item for item in found if item.topic == topic.id),
        key=lambda item: (-(item.weight or 0.0), item.passage),
    )
    seen: dict[str, str] = {}
    for item in near:
        seen.setdefault(articles[item.passage], item.passage)
    return tuple(seen.values())[:_TYPICAL]
