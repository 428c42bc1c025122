"""Further tables of topics, as CSV in the run folder's `topics/`: per source, per month."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from toolkit.topics.engines.base import TopicInput, TopicRun
from toolkit.topics.prevalence import Prevalence, by_source, over_time
from toolkit.workflow.folder import RunFolder, replacing

_COLUMNS = (
    "group", "topic", "label", "share", "low", "high", "residual", "articles", "passages",
    "p", "q", "reason",
)


def write_topic_tables(folder: Path, run: TopicRun, data: TopicInput, *, seed: int) -> None:
    """Write `by_source.csv` and `over_time.csv`; a table without groups has only its header.

    ``share`` is of the group's passages (0 to 1) with an interval that resamples articles;
    ``residual`` is standardised; ``p`` and ``q`` (over all topics) test the topic's share between
    the groups by permuting articles.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sources = [group for group in data.groups or () if group]
    dates = [date for date in data.dates or () if date and len(date) >= 7]
    tables = {
        "by_source": by_source(run, data, seed=seed) if run.topics and sources else None,
        "over_time": over_time(run, data, seed=seed) if run.topics and dates else None,
    }
    for name, table in tables.items():
        with replacing(folder / f"{name}.csv") as scratch, open(
            scratch, "w", encoding="utf-8", newline=""
        ) as handle:
            writer = csv.DictWriter(handle, _COLUMNS)
            writer.writeheader()
            writer.writerows(_rows(table, run) if table else ())


def topic_rows(folder: RunFolder) -> dict[str, list[dict[str, Any]]]:
    """The further tables of topics by name ("topics_by_source" …), numbers read back as numbers."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted((folder.path / "topics").glob("*.csv")):
        with open(path, encoding="utf-8", newline="") as handle:
            found[f"topics_{path.stem}"] = [
                {key: _read(key, value) for key, value in row.items()}
                for row in csv.DictReader(handle)
            ]
    return found


def _read(column: str, value: str) -> Any:
    if column in ("group", "label", "reason"):
        return value
    if not value:
        return None
    return int(value) if column in ("topic", "articles", "passages") else float(value)


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
