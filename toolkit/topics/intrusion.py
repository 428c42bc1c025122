"""Can people tell what a topic is about? Intrusion tasks, exported for coders and scored.

*Word intrusion*: five words of a topic and one of another, in shuffled order; who sees the topic
finds the stranger. *Topic intrusion*: a passage, the three topics that fit it best and one that
does not fit; who trusts the topics finds the one that does not belong.

Source: Chang, Boyd-Graber, Gerrish, Wang and Blei (2009).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from toolkit.errors import DataError, EngineError
from toolkit.records import Estimate, Topic
from toolkit.topics.engines.base import TopicInput, TopicRun

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Kind = Literal["word", "topic"]

WORDS_SHOWN = 5
TOPICS_SHOWN = 3
_COLUMNS = ("task", "kind", "text", "option_1", "option_2", "option_3", "option_4", "option_5",
            "option_6", "answer", "coder")


@dataclass(frozen=True, slots=True)
class Task:
    """One question: its options in the order shown, and which one (from 1) is the intruder.

    ``about``: the topic (word intrusion) or the passage's id (topic intrusion).
    """

    id: str
    kind: Kind
    about: str
    text: str
    options: tuple[str, ...]
    intruder: int


def word_tasks(run: TopicRun, data: TopicInput, *, seed: int = 0) -> list[Task]:
    """One word-intrusion task per topic that has five words.

    The intruder is one of the best words of another topic and none of this topic's words.

    Raises:
        EngineError: fewer than two topics.
    """
    import numpy as np

    _need(run.topics, 2)
    rng = np.random.default_rng(seed)
    tasks = []
    for topic in run.topics:
        own = {word for word, _ in topic.words}
        strange = sorted({
            word for other in run.topics if other.id != topic.id
            for word, _ in other.words[:WORDS_SHOWN] if word not in own
        })
        best = [word for word, _ in topic.words[:WORDS_SHOWN]]
        if len(best) < WORDS_SHOWN or not strange:
            continue
        options = [*best, strange[int(rng.integers(len(strange)))]]
        order = [int(place) for place in rng.permutation(len(options))]
        tasks.append(Task(
            id=f"w{topic.id}", kind="word", about=str(topic.id), text="",
            options=tuple(data.form(options[place]) for place in order),
            intruder=order.index(len(options) - 1) + 1,
        ))
    return tasks


def topic_tasks(
    run: TopicRun, data: TopicInput, *, count: int = 20, seed: int = 0
) -> list[Task]:
    """Topic-intrusion tasks over ``count`` passages, drawn evenly from the topics.

    The intruder is drawn from the half of the topics that fit the passage least.

    Raises:
        EngineError: fewer than five topics: three that fit, one that does not, and a choice.
    """
    import numpy as np

    _need(run.topics, TOPICS_SHOWN + 2)
    fit = _fit(run.topics, data)
    rng = np.random.default_rng(seed)
    drawn = _evenly(run, count, rng)
    tasks = []
    for row in drawn:
        order = [int(place) for place in np.lexsort((np.arange(len(run.topics)), -fit[row]))]
        shown = order[:TOPICS_SHOWN]
        strange = order[max(TOPICS_SHOWN, len(order) // 2) :]
        shown.append(strange[int(rng.integers(len(strange)))])
        places = [int(place) for place in rng.permutation(len(shown))]
        tasks.append(Task(
            id=f"t{row}", kind="topic", about=data.passages[row].id,
            text=data.passages[row].text,
            options=tuple(_words(run.topics[shown[place]], data) for place in places),
            intruder=places.index(len(shown) - 1) + 1,
        ))
    return tasks


def _need(topics: Sequence[Topic], least: int) -> None:
    if len(topics) < least:
        raise EngineError(
            f"{len(topics)} topics", expected=f"at least {least} for an intrusion task",
            advice="Ask for more topics (n_topics), or code passages instead",
        )


def _words(topic: Topic, data: TopicInput) -> str:
    return ", ".join(data.form(word) for word, _ in topic.words[:WORDS_SHOWN])


def _fit(topics: Sequence[Topic], data: TopicInput) -> Floats:
    """How well each topic's words fit each passage: cosine of weights and counts."""
    import numpy as np

    from toolkit.topics.vocabulary import counts, unit

    terms = sorted({word for topic in topics for word, _ in topic.words})
    place = {term: number for number, term in enumerate(terms)}
    weights = np.zeros((len(topics), len(terms)))
    for row, topic in enumerate(topics):
        for word, weight in topic.words:
            weights[row, place[word]] = max(weight, 0.0)
    table = np.asarray(counts(data.terms, terms).todense(), dtype=np.float64)
    return np.round(unit(table) @ unit(weights).T, 6)


def _evenly(run: TopicRun, count: int, rng: np.random.Generator) -> list[int]:
    """Rows of passages, one topic after the other, until there are ``count``."""
    labels = run.labels()
    pools = []
    for topic in run.topics:
        rows = [row for row, label in enumerate(labels) if label == topic.id]
        pools.append([rows[int(place)] for place in rng.permutation(len(rows))])
    drawn: list[int] = []
    while len(drawn) < count and any(pools):
        for pool in pools:
            if pool and len(drawn) < count:
                drawn.append(pool.pop())
    return drawn


def write_tasks(tasks: Sequence[Task], sheet: Path, key: Path) -> None:
    """Write the sheet coders fill in (column ``answer``: the option's number) and the key apart."""
    with sheet.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, _COLUMNS)
        writer.writeheader()
        for task in tasks:
            row = {f"option_{place}": text for place, text in enumerate(task.options, 1)}
            writer.writerow(
                {"task": task.id, "kind": task.kind, "text": task.text, "answer": "",
                 "coder": "", **row}
            )
    with key.open("w", encoding="utf-8", newline="") as stream:
        lines = csv.writer(stream)
        lines.writerow(("task", "kind", "about", "options", "intruder"))
        for task in tasks:
            lines.writerow((task.id, task.kind, task.about, len(task.options), task.intruder))


@dataclass(frozen=True, slots=True)
class Score:
    """What coders found. ``found`` by kind: share of intruders found, with Wilson's interval.

    ``chance``: what guessing gives. ``by_about``: the share per topic (words) or passage (topics).
    ``unanswered``: tasks left empty, which count for nothing.
    """

    found: Mapping[str, Estimate]
    chance: Mapping[str, float]
    by_about: Mapping[str, Estimate]
    unanswered: tuple[str, ...]


def score(sheets: Sequence[Path], key: Path) -> Score:
    """Score filled sheets (one per coder) against the key.

    Raises:
        DataError: a sheet without the columns, a task that is not in the key, or an answer that is
            no option's number; it names file and line.
    """
    known = _key(key)
    hits: dict[str, list[bool]] = {}
    about: dict[str, list[bool]] = {}
    unanswered: list[str] = []
    for sheet in sheets:
        for line, row in _rows(sheet, ("task", "answer")):
            task = row["task"].strip()
            hit = _hit(task, row["answer"].strip(), known, f"{sheet}:{line}")
            if hit is None:
                unanswered.append(task)
                continue
            kind, subject, _, _ = known[task]
            hits.setdefault(kind, []).append(hit)
            about.setdefault(f"{kind}:{subject}", []).append(hit)
    return Score(
        found={kind: _share(values) for kind, values in sorted(hits.items())},
        chance={kind: 1 / options for kind, _, options, _ in known.values()},
        by_about={name: _share(values) for name, values in sorted(about.items())},
        unanswered=tuple(unanswered),
    )


def _hit(
    task: str, answer: str, known: Mapping[str, tuple[str, str, int, int]], place: str
) -> bool | None:
    """Whether the answer is the intruder; ``None`` when there is none."""
    if task not in known:
        raise DataError(
            f'task "{task}"', place=place, expected="a task of the key",
            advice="Use the key that was written with this sheet",
        )
    _, _, options, intruder = known[task]
    if not answer:
        return None
    if not answer.isdigit() or not 1 <= int(answer) <= options:
        raise DataError(
            f'answer "{answer}"', place=place, expected=f"a number from 1 to {options}"
        )
    return int(answer) == intruder


def _share(values: Sequence[bool]) -> Estimate:
    from toolkit.statistics.intervals import wilson

    return wilson(sum(values), len(values))


def _key(path: Path) -> dict[str, tuple[str, str, int, int]]:
    return {
        row["task"]: (row["kind"], row["about"], int(row["options"]), int(row["intruder"]))
        for _, row in _rows(path, ("task", "kind", "about", "options", "intruder"))
    }


def _rows(path: Path, needed: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """Lines of a CSV with their numbers; semicolons, as French spreadsheets save, are read too."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(
            f"file cannot be read ({error})", place=str(path), expected="a CSV file in UTF-8"
        ) from error
    head = text.splitlines()[0] if text else ""
    lines = text.splitlines(keepends=True)
    reader = csv.DictReader(lines, delimiter=";" if head.count(";") > head.count(",") else ",")
    missing = [name for name in needed if name not in (reader.fieldnames or [])]
    if missing:
        raise DataError(
            f'no column "{missing[0]}"', place=str(path), expected=", ".join(needed),
            advice="Fill in the exported sheet without changing its first line",
        )
    return [(reader.line_num, {k: v or "" for k, v in row.items() if k}) for row in reader]


__all__ = ["Score", "Task", "score", "topic_tasks", "word_tasks", "write_tasks"]
