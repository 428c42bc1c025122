"""Further tables of topics, as CSV in the run folder's `topics/`: by source, by month, by class."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from toolkit.topics.engines.base import TopicInput, TopicRun
from toolkit.topics.prevalence import Prevalence, by_source, by_voice, over_time
from toolkit.workflow.folder import RunFolder, replacing

Row = Mapping[str, Any]

_PREVALENCE = (
    "group", "topic", "label", "share", "low", "high", "residual", "articles", "passages",
    "p", "q", "reason",
)
COLUMNS: dict[str, tuple[str, ...]] = {
    "by_source": _PREVALENCE, "over_time": _PREVALENCE, "by_voice": _PREVALENCE,
    "curve": ("k", "found", "chi2", "strength", "excess", "smallest", "unplaced", "stability",
              "low", "high", "npmi", "diversity"),
    "profiles": ("topic", "label", "term", "form", "chi2", "g2", "inside", "outside"),
    "variables": ("topic", "label", "variable", "value", "chi2", "segments", "all_segments",
                  "articles", "all_articles"),
    "agreement": ("engine", "other", "measure", "value", "n", "reason"),
    "matches": ("topic", "label", "size", "other", "other_label", "other_size", "common",
                "jaccard"),
    "disputed": ("passage", "doc", "topic", "label", "other", "other_label", "text"),
    "intrusion": ("kind", "about", "label", "coder", "found", "n", "share", "low", "high",
                  "chance"),
}
"""Every table there can be, and its columns. Reading them back needs no schema: see ``_TEXTS``."""

_TEXTS = {"group", "label", "reason", "term", "form", "variable", "engine",
          "measure", "other_label", "passage", "doc", "text", "kind", "about", "coder"}
_WHOLES = {"k", "topic", "articles", "passages", "size", "other_size", "common", "n", "smallest",
           "unplaced", "inside", "outside", "segments", "all_segments", "all_articles"}
_OF_A_COMPARISON = ("agreement", "matches", "disputed")


def write_topic_tables(
    folder: Path, run: TopicRun, data: TopicInput, *, seed: int, curve: Sequence[Row] = ()
) -> None:
    """Write the tables of one modelling; a table without rows has only its header.

    ``share`` is of the group's passages (0 to 1) with an interval that resamples articles;
    ``residual`` is standardised; ``p`` and ``q`` (over all topics) test the topic's share between
    the groups by permuting articles. Tables that compared earlier topics with another engine's
    are removed, since they speak of topics that are no more.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sources = [group for group in data.groups or () if group]
    dates = [date for date in data.dates or () if date and len(date) >= 7]
    found = bool(run.topics)
    write_table(folder, "by_source", _rows(by_source(run, data, seed=seed), run)
                if found and sources else ())
    write_table(folder, "over_time", _rows(over_time(run, data, seed=seed), run)
                if found and dates else ())
    write_table(folder, "by_voice", _rows(by_voice(run, data, seed=seed), run) if found else ())
    write_table(folder, "curve", curve)
    if run.engine == "reinert":
        write_table(folder, "profiles", _profiles(run, data))
        write_table(folder, "variables", _variables(run))
    gone = _OF_A_COMPARISON if run.engine == "reinert" else (
        *_OF_A_COMPARISON, "profiles", "variables")
    for name in gone:
        (folder / f"{name}.csv").unlink(missing_ok=True)


def write_table(folder: Path, name: str, rows: Iterable[Row]) -> Path:
    """Write `topics/NAME.csv`; returns its path. ``None`` is an empty cell."""
    path = folder / f"{name}.csv"
    with replacing(path) as scratch, open(scratch, "w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, COLUMNS[name], extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def topic_rows(folder: RunFolder) -> dict[str, list[dict[str, Any]]]:
    """The further tables of topics by name ("topics_by_source" …), numbers read back as numbers."""
    return {
        f"topics_{name}": read_table(folder, name)
        for name in COLUMNS if (folder.path / "topics" / f"{name}.csv").is_file()
    }


def read_table(folder: RunFolder, name: str) -> list[dict[str, Any]]:
    """One table of `topics/` by name; empty where it was not written."""
    path = folder.path / "topics" / f"{name}.csv"
    if not path.is_file():
        return []
    texts = _TEXTS | ({"value"} if name == "variables" else set()) | (
        {"other"} if name == "agreement" else set())
    with open(path, encoding="utf-8", newline="") as handle:
        return [
            {key: value if key in texts else _number(key, value) for key, value in row.items()}
            for row in csv.DictReader(handle)
        ]


def _number(column: str, value: str) -> int | float | None:
    if not value:
        return None
    return int(value) if column in _WHOLES or column == "other" else float(value)


def _rows(table: Prevalence, run: TopicRun) -> list[dict[str, Any]]:
    labels = {topic.id: topic.label for topic in run.topics}
    tests = {test.topic: test for test in table.tests}
    rows = []
    for cell in table.cells:
        test = tests.get(cell.topic)
        rows.append({
            "group": cell.group, "topic": cell.topic, "label": labels.get(cell.topic, ""),
            "share": cell.share.value, "low": cell.share.low, "high": cell.share.high,
            "residual": cell.residual, "articles": cell.articles, "passages": cell.passages,
            "p": test.p if test else None, "q": test.q if test else None,
            "reason": test.reason if test else cell.share.reason,
        })
    return rows


def _profiles(run: TopicRun, data: TopicInput) -> list[dict[str, Any]]:
    """The terms each class over-uses and avoids, with signed chi² and G²."""
    return [
        {"topic": topic.id, "label": topic.label, "form": data.form(mark["term"]), **mark}
        for topic, profile in zip(run.topics, run.info.get("profiles") or ())
        for mark in (*profile["over"], *profile["under"])
    ]


def _variables(run: TopicRun) -> list[dict[str, Any]]:
    """The illustrative variables: where each source and year stands among the classes."""
    labels = {topic.id: topic.label for topic in run.topics}
    return [
        {"variable": variable, "topic": row["place"], "label": labels.get(row["place"], ""),
         "articles": row["documents"], "all_articles": row["all_documents"], **row}
        for variable, rows in (run.info.get("variables") or {}).items() for row in rows
    ]
