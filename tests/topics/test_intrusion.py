"""Intrusion tasks: the intruder is a stranger, the sheet does not tell, the score is right."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.topics.corpus import articles
from toolkit.errors import DataError, EngineError
from toolkit.topics.engines.base import TopicInput, TopicRun, engine
from toolkit.topics.intrusion import score, topic_tasks, word_tasks, write_tasks


@pytest.fixture(scope="module")
def fitted() -> tuple[TopicRun, TopicInput]:
    data, _ = articles()
    return engine("nmf").fit(data, settings={"n_topics": 6}, seed=0), data


def test_the_word_intruder_is_no_word_of_the_topic(fitted: tuple[TopicRun, TopicInput]) -> None:
    run, data = fitted
    tasks = word_tasks(run, data, seed=1)
    assert len(tasks) == len(run.topics)
    for task in tasks:
        topic = run.topics[int(task.about)]
        forms = [data.form(word) for word, _ in topic.words]
        assert len(task.options) == 6
        assert task.options[task.intruder - 1] not in forms
        assert all(one in forms for n, one in enumerate(task.options, 1) if n != task.intruder)
    assert len({task.intruder for task in tasks}) > 1


def test_the_topic_intruder_fits_the_passage_least(fitted: tuple[TopicRun, TopicInput]) -> None:
    run, data = fitted
    tasks = topic_tasks(run, data, count=12, seed=1)
    assert len(tasks) == 12
    for task in tasks:
        assert len(task.options) == 4
        passage = task.text.lower()
        hits = [sum(word in passage for word in one.split(", ")) for one in task.options]
        assert hits[task.intruder - 1] < max(hits)


def test_too_few_topics_are_told(fitted: tuple[TopicRun, TopicInput]) -> None:
    _, data = fitted
    run = engine("nmf").fit(data, settings={"n_topics": 3}, seed=0)
    with pytest.raises(EngineError, match="at least 5"):
        topic_tasks(run, data)


def _fill(sheet: Path, answers: dict[str, str], *, delimiter: str = ",") -> Path:
    with sheet.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    filled = sheet.with_name(f"filled{delimiter == ';'}.csv")
    with filled.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows({**row, "answer": answers.get(row["task"], "")} for row in rows)
    return filled


def test_sheets_come_back_and_are_scored(
    fitted: tuple[TopicRun, TopicInput], tmp_path: Path
) -> None:
    run, data = fitted
    tasks = [*word_tasks(run, data), *topic_tasks(run, data, count=8)]
    sheet, key = tmp_path / "sheet.csv", tmp_path / "key.csv"
    write_tasks(tasks, sheet, key)
    assert "intruder" not in sheet.read_text(encoding="utf-8-sig")
    right = {task.id: str(task.intruder) for task in tasks}
    wrong = {**right, tasks[0].id: str(tasks[0].intruder % 6 + 1)}
    del wrong[tasks[1].id]
    found = score(
        [_fill(sheet, right), _fill(sheet, wrong, delimiter=";")], key
    )
    words = found.found["word"]
    assert words.n == 11 and words.value == pytest.approx(10 / 11)
    assert words.low is not None and words.low < 10 / 11 < 1
    assert found.found["topic"].value == 1.0
    assert found.chance == {"word": 1 / 6, "topic": 1 / 4}
    assert found.by_about[f"word:{tasks[0].about}"].value == 0.5
    assert found.unanswered == (tasks[1].id,)


@pytest.mark.parametrize(("answers", "message"), [
    ({"w0": "7"}, "a number from 1 to 6"), ({"w0": "robot"}, "a number from 1 to 6"),
])
def test_a_wrong_answer_is_told_with_its_line(
    fitted: tuple[TopicRun, TopicInput], tmp_path: Path, answers: dict[str, str], message: str
) -> None:
    run, data = fitted
    sheet, key = tmp_path / "sheet.csv", tmp_path / "key.csv"
    write_tasks(word_tasks(run, data), sheet, key)
    with pytest.raises(DataError, match=message) as caught:
        score([_fill(sheet, answers)], key)
    assert ".csv:2" in str(caught.value)


def test_a_sheet_without_its_columns_is_refused(tmp_path: Path) -> None:
    sheet, key = tmp_path / "sheet.csv", tmp_path / "key.csv"
    sheet.write_text("tache,reponse\nw0,1\n", encoding="utf-8")
    key.write_text("task,kind,about,options,intruder\nw0,word,0,6,1\n", encoding="utf-8")
    with pytest.raises(DataError, match='no column "task"'):
        score([sheet], key)
    sheet.write_text("task,answer\nw9,1\n", encoding="utf-8")
    with pytest.raises(DataError, match='task "w9"'):
        score([sheet], key)
