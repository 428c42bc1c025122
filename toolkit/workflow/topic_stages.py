"""Verbs about the topics of a run, for notebooks: another engine beside it, numbers of topics."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import RunError
from toolkit.records import Assignment, Topic
from toolkit.topics.agreement import Agreement, agree
from toolkit.topics.engines.base import TopicInput, TopicRun, engine
from toolkit.topics.model import CentreModel
from toolkit.workflow.folder import RunFolder
from toolkit.workflow.main import Run
from toolkit.workflow.passages import topic_input
from toolkit.workflow.topic_checks import choice_of_k
from toolkit.workflow.topic_models import open_model
from toolkit.workflow.topic_settings import engine_settings, guided
from toolkit.workflow.topic_tables import read_table, write_table

if TYPE_CHECKING:
    import pandas as pd


def stored_topics(run: Run) -> tuple[TopicRun, TopicInput]:
    """The topics of a run as they stand in its tables, and the passages they were found in.

    Raises:
        RunError: no topics were found yet, or the passages have changed since.
    """
    folder = run.folder
    topics = tuple(
        Topic(
            id=row["id"], label=row["label"], size=row["size"], engine=row["engine"],
            words=tuple((pair["word"], pair["weight"]) for pair in row["words"]),
            typical=tuple(row["typical"]), survival=row["survival"], parent=row["parent"],
        ) for row in folder.rows("topics")
    )
    if not topics:
        raise RunError(
            "no topics in this run", place=str(run.path), expected="a run with topics",
            advice=f"Run `toolkit topics {run.path}` first; its report says why there are none",
        )
    found = tuple(Assignment(**row) for row in folder.rows("assignments"))
    data = topic_input(folder, run.settings.topics)
    if [item.passage for item in found] != [passage.id for passage in data.passages]:
        raise RunError(
            "the passages have changed since the topics were found", place=str(run.path),
            advice=f"Run `toolkit topics {run.path}` again",
        )
    info = (run.record.get("topics") or {}).get("info") or {}
    return TopicRun(topics[0].engine, topics, found, info=info), data


def compare_engines(run: Run, other: str, **options: Any) -> Agreement:
    """How far another engine finds the same topics in the same passages.

    Writes `topics/agreement.csv` (adjusted Rand index, normalised mutual information),
    `topics/matches.csv` (each topic and its counterpart) and `topics/disputed.csv` (passages
    outside the matched pairs); the report shows them. ``options`` are the other engine's own
    settings (``n_topics=6``).

    Raises:
        UsageError: an unknown engine or option.
        EngineError: the other engine cannot work on these passages.
        RunError: the run has no topics.
    """
    made = engine(other)
    ours, data = stored_topics(run)
    settings = engine_settings(run.folder, run.settings, name=other) | options
    theirs = made.fit(data, settings=settings, seed=run.settings.seed)
    found = agree(ours, theirs)
    _write_agreement(run.folder, found, (ours, theirs), data)
    return found


def _write_agreement(
    folder: RunFolder, found: Agreement, runs: tuple[TopicRun, TopicRun], data: TopicInput
) -> None:
    ours, theirs = runs
    path = folder.path / "topics"
    write_table(path, "agreement", [
        {"engine": ours.engine, "other": theirs.engine, "measure": measure, "value": one.value,
         "n": one.n, "reason": one.reason}
        for measure, one in (("ari", found.ari), ("nmi", found.nmi))
    ])
    left, right = ({topic.id: topic for topic in run.topics} for run in runs)
    write_table(path, "matches", [
        {"topic": one.left, "label": left[one.left].label, "size": left[one.left].size,
         "other": one.right, "common": one.common, "jaccard": one.jaccard,
         "other_label": "" if one.right is None else right[one.right].label,
         "other_size": None if one.right is None else right[one.right].size}
        for one in found.matches
    ])
    doubted = set(found.disputed)
    write_table(path, "disputed", [
        {"passage": passage.id, "doc": passage.doc, "text": passage.text, "topic": one,
         "label": left[one].label if one in left else "", "other": two,
         "other_label": right[two].label if two in right else ""}
        for passage, one, two in zip(data.passages, ours.labels(), theirs.labels())
        if passage.id in doubted
    ])


def matches(run: Run) -> list[dict[str, Any]]:
    """The rows of `topics/matches.csv`, as :func:`compare_engines` wrote them."""
    return read_table(run.folder, "matches")


def topic_curve(run: Run, numbers: tuple[int, int] = (2, 12)) -> pd.DataFrame:
    """What each number of topics from the first to the second is worth, for the run's engine.

    Columns as in `topics/curve.csv`, which is written: stability (mean adjusted Rand index over
    samples of articles, with its extremes), NPMI, diversity, smallest topic; for Reinert also
    the chi² of the split that made the k-th class and its excess over chance.
    """
    import pandas as pd

    found, data = stored_topics(run)
    settings = run.settings.model_copy(update={"topics": run.settings.topics.model_copy(
        update={"curve": f"{numbers[0]}-{numbers[1]}"})})
    chosen = engine_settings(run.folder, settings) | guided(settings, data)[0]
    rows = choice_of_k(found, data, settings, chosen)
    write_table(run.path / "topics", "curve", rows)
    return pd.DataFrame(rows)


def load_topic_model(path: str | Path) -> CentreModel:
    """The topic model saved in a folder, or in a run's folder: ``transform`` places passages.

    Raises:
        EngineError: the folder is missing, pickled, of another language or version; it says which.
    """
    from toolkit.settings import load_settings

    return open_model(Path(path), settings=load_settings())
