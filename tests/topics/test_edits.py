"""Names and merges by hand: matched by words, told when they match nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.topics.corpus import COMMON, articles
from toolkit.errors import KnowledgeError
from toolkit.records import Topic
from toolkit.topics.edits import Edit, Edits, apply, match, read_edits, template
from toolkit.topics.engines.base import engine, engine_names

WORDS = [["emploi", "poste", "métier"], ["soin", "patient", "hôpital"], ["loi", "juge", "contrat"]]


def edit(words: str, label: str) -> Edit:
    return Edit(words=words.split(), label=label)


def test_an_edit_is_matched_by_its_words_and_not_by_its_place() -> None:
    given = Edits(topic=[
        edit("juge loi tribunal contrat", "Droit"), edit("hôpital patient soin", "Santé"),
        edit("licorne dragon", "Fables"),
    ])
    assert match(given, WORDS) == [2, 1, None]


def test_one_label_for_two_topics_merges_them() -> None:
    given = Edits(topic=[
        edit("loi juge contrat", "Société"), edit("emploi poste métier", "Société"),
    ])
    labels, names, record = apply(given, [0, 1, 2, 2, -1], WORDS)
    assert labels == [0, 1, 0, 0, -1]
    assert names == {0: "Société"}
    assert [entry["topic"] for entry in record] == [0, 0]


def test_an_edit_that_matches_nothing_is_kept_in_the_record() -> None:
    labels, names, record = apply(Edits(topic=[edit("licorne", "Fables")]), [0, 1], WORDS)
    assert labels == [0, 1] and names == {}
    assert record == [{"label": "Fables", "topic": None, "coder": "", "words": ["licorne"]}]


def test_the_template_is_read_back(tmp_path: Path) -> None:
    topics = [
        Topic(0, 'Le "boulot"', (("emploi", 0.5), ("droit d'auteur", 0.4)), 3),
        Topic(1, "Santé", (("soin", 0.5),), 2),
    ]
    path = tmp_path / "topics.toml"
    path.write_text(template(topics), encoding="utf-8")
    found = read_edits(path)
    assert [one.label for one in found.topic] == ['Le "boulot"', "Santé"]
    assert found.topic[0].words == ["emploi", "droit d'auteur"]


def test_json_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "topics.json"
    path.write_text('{"topic": [{"words": ["soin"], "label": "Santé"}]}', encoding="utf-8")
    assert read_edits(path).topic[0].label == "Santé"


@pytest.mark.parametrize(("name", "text", "message"), [
    ("t.toml", "[[topic]]\nwords = []\n", r"topic.0.words"),
    ("t.toml", "[[topic]]\nwords = ['a']\nname = 'x'\n", r"topic.0.name"),
    ("t.toml", "[[topic]\n", "valid TOML"),
    ("t.json", "{", "valid JSON"),
])
def test_a_fault_is_told_with_its_place(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message) as caught:
        read_edits(path)
    assert name in str(caught.value)


@pytest.mark.parametrize("name", ["none.toml", "none.json"])
def test_a_missing_file_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(KnowledgeError, match="cannot be read"):
        read_edits(tmp_path / name)


@pytest.mark.parametrize("name", engine_names())
def test_names_and_merges_reach_every_engine_and_survive_another_corpus(
    tmp_path: Path, name: str
) -> None:
    data, _ = articles()
    first = engine(name).fit(data, settings={"n_topics": 4}, seed=0)
    path = tmp_path / "topics.toml"
    text = template(first.topics)
    for topic in first.topics[1:3]:
        label = json.dumps(topic.label, ensure_ascii=False)
        text = text.replace(f"label = {label}", 'label = "Le soin et le droit"')
    path.write_text(text, encoding="utf-8")
    settings = {"n_topics": 4, "edits": str(path)}
    again = engine(name).fit(data, settings=settings, seed=0)
    merged = again.topics[0]
    assert merged.label == "Le soin et le droit"
    assert merged.size == sum(topic.size for topic in first.topics[1:3])
    assert [topic.size for topic in again.topics] == sorted(
        (topic.size for topic in again.topics), reverse=True)
    assert again.info["topics_before_edits"] == 4 and len(again.topics) == 3
    for topic in again.topics:
        assert again.labels().count(topic.id) == topic.size
    words = {word for topic in first.topics[1:3] for word, _ in topic.words}
    assert {word for word, _ in merged.words} <= words | set(COMMON)
    more = engine(name).fit(articles(24, seed=5)[0], settings=settings, seed=3)
    assert [topic.label for topic in more.topics].count("Le soin et le droit") == 1
    assert [entry["topic"] is not None for entry in more.info["edits"]] == [True] * 4


def test_the_reinert_tree_tells_which_topic_each_class_became(tmp_path: Path) -> None:
    data, _ = articles()
    first = engine("reinert").fit(data, settings={"n_topics": 4}, seed=0)
    assert sorted(first.info["class_topics"]) == [0, 1, 2, 3]
    path = tmp_path / "topics.toml"
    text = template(first.topics)
    for topic in first.topics:
        label = json.dumps(topic.label, ensure_ascii=False)
        text = text.replace(f"label = {label}", f'label = "{"Un" if topic.id < 2 else "Deux"}"')
    path.write_text(text, encoding="utf-8")
    again = engine("reinert").fit(data, settings={"n_topics": 4, "edits": str(path)}, seed=0)
    names = [again.topics[topic].label for topic in again.info["class_topics"]]
    assert names == ["Un" if topic < 2 else "Deux" for topic in first.info["class_topics"]]
