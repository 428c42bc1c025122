"""The engine ``reinert``: from passages to topics, and what it refuses."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from toolkit.errors import EngineError, UsageError
from toolkit.records import Passage
from toolkit.topics.engines.base import TopicInput, TopicRun, engine
from toolkit.topics.reinert import adjusted_rand

WORLDS = {
    "usine": ["usine", "robot", "chaîne", "ouvrier", "soudure", "atelier", "panne", "cadence",
              "presse", "entretien"],
    "soin": ["hôpital", "infirmier", "radio", "diagnostic", "patient", "médecin", "scanner",
             "urgence", "soin", "lit"],
    "école": ["élève", "classe", "devoir", "professeur", "note", "lycée", "cours", "copie",
              "exercice", "rentrée"],
}
COMMON = ["travail", "outil", "année", "question", "logiciel"]


def corpus(per_world: int = 40, *, seed: int = 1, words: int = 9) -> TopicInput:
    """Passages of three vocabularies, four to an article, all of one world."""
    drawer = random.Random(seed)
    passages, terms, groups, dates = [], [], [], []
    for place, (world, own) in enumerate(WORLDS.items()):
        for number in range(per_world - 10 * place):
            doc = f"{world}{number // 4:02d}"
            held = drawer.sample(own, min(words, 6)) + drawer.sample(COMMON, 2)
            start = 100 * (number % 4)
            passages.append(Passage(f"{doc}:{start}", doc, start, start + 90, " ".join(held), ()))
            terms.append(tuple(held))
            groups.append("Le Fil" if number % 2 else "La Vigie")
            dates.append(f"20{20 + place}-05-01")
    forms = {term: f"{term}s" for own in WORLDS.values() for term in own}
    return TopicInput(tuple(passages), tuple(terms), forms, groups, dates)


def fit(data: TopicInput, **settings: Any) -> TopicRun:
    return engine("reinert").fit(data, settings=settings, seed=0)


def worlds_of(data: TopicInput) -> list[int]:
    names = list(WORLDS)
    return [names.index(passage.doc[:-2]) for passage in data.passages]


def agreement(run: TopicRun, data: TopicInput) -> float:
    import numpy as np

    return adjusted_rand(np.array(run.labels()), np.array(worlds_of(data))) or 0.0


@pytest.fixture(scope="module")
def simple() -> tuple[TopicInput, TopicRun]:
    data = corpus()
    return data, fit(data)


def test_it_finds_the_worlds_without_being_told_how_many(simple: Any) -> None:
    data, run = simple
    assert len(run.topics) == 3 == run.info["k"] == run.info["k_suggested"]
    assert "times that of a shuffled table" in run.info["k_reason"]
    assert agreement(run, data) == 1
    assert [item.passage for item in run.assignments] == [item.id for item in data.passages]


def test_topics_come_largest_first_with_labels_as_written(simple: Any) -> None:
    _, run = simple
    assert [topic.id for topic in run.topics] == [0, 1, 2]
    assert [topic.size for topic in run.topics] == [40, 30, 20]
    for topic, own in zip(run.topics, WORLDS.values()):
        assert {term for term, _ in topic.words} <= set(own)
        assert all(weight > 0 for _, weight in topic.words)
        assert all(word.lower().rstrip("s") in [term.rstrip("s") for term in own]
                   for word in topic.label.split(", "))
        assert topic.label.split(", ")[1].endswith("s")
        assert topic.engine == "reinert"


def test_typical_passages_are_of_the_topic_and_of_different_articles(simple: Any) -> None:
    data, run = simple
    topic_of = {item.passage: item.topic for item in run.assignments}
    doc_of = {passage.id: passage.doc for passage in data.passages}
    for topic in run.topics:
        assert len(topic.typical) == 3
        assert all(topic_of[name] == topic.id for name in topic.typical)
        assert len({doc_of[name] for name in topic.typical}) == 3


def test_what_it_tells_can_be_written_as_json(simple: Any) -> None:
    _, run = simple
    info = json.loads(json.dumps(run.info, allow_nan=False))
    assert info["dendrogram"]["leaves"] and len(info["splits"]) >= 2
    assert {"k", "chi2", "excess", "stability", "smallest"} <= set(info["curve"][0])
    profile = info["profiles"][0]
    assert profile["over"][0]["chi2"] > 3.84 > 0 > profile["under"][0]["chi2"]
    years = {(item["value"], item["place"]): item for item in info["variables"]["year"]}
    assert years["2020", 0]["segments"] == 40 and years["2020", 0]["documents"] == 10
    assert years["2020", 1]["segments"] == 0 and years["2020", 1]["chi2"] < 0
    assert set(info["map"]["variables"]) == {
        "source: La Vigie", "source: Le Fil", "year: 2020", "year: 2021", "year: 2022"}
    assert len(info["map"]["classes"]) == 3 and sum(info["map"]["inertia"]) > 0.99


def test_weights_are_shares(simple: Any) -> None:
    _, run = simple
    weights = [item.weight for item in run.assignments]
    assert all(weight is not None and 0.5 < weight <= 1 for weight in weights)


@pytest.mark.parametrize("settings", [{}, {"double": True}, {"terminal": True}])
def test_the_order_of_passages_changes_nothing(settings: dict[str, Any]) -> None:
    data = corpus(24)
    order = list(range(len(data)))
    random.Random(3).shuffle(order)
    one, two = fit(data, **settings), fit(data.select(order), **settings)
    assert one.topics == two.topics
    assert json.dumps(one.info) == json.dumps(two.info)
    assert sorted(one.assignments, key=lambda item: item.passage) == sorted(
        two.assignments, key=lambda item: item.passage)


def test_the_seed_only_touches_the_curve() -> None:
    data = corpus(24)
    engine_ = engine("reinert")
    one, two = (engine_.fit(data, settings={"n_topics": 3}, seed=seed) for seed in (0, 1))
    assert one.topics == two.topics and one.assignments == two.assignments
    again = engine_.fit(data, settings={"n_topics": 3}, seed=0)
    assert again.info == one.info


@pytest.mark.parametrize("wanted", [2, 3, 5])
def test_the_number_asked_for_is_given(wanted: int) -> None:
    run = fit(corpus(), n_topics=wanted, stability_runs=0, chance_draws=0)
    assert len(run.topics) == wanted
    assert run.info["k_reason"] == "as asked"
    assert run.info["curve"][0]["excess"] is None and run.info["curve"][0]["stability"] is None


def test_double_classification_and_completion() -> None:
    data = corpus()
    run = fit(data, double=True, max_topics=4)
    assert agreement(run, data) > 0.9
    assert run.info["unplaced"] == sum(item.topic < 0 for item in run.assignments)
    full = fit(data, double=True, max_topics=4, complete=True)
    assert full.info["unplaced"] == 0
    assert full.info["completed"] == run.info["unplaced"]
    assert all(part["proven"] for part in run.info["partitions"])
    asked = fit(data, double=True, n_topics=2)
    assert len(asked.topics) == 2 and asked.info["k_reason"] == "as asked"


def test_terminal_classes() -> None:
    data = corpus()
    run = fit(data, terminal=True, min_class_share=0.2)
    assert len(run.topics) == 3 and agreement(run, data) == 1
    assert fit(data, terminal=True, n_topics=2, min_class_share=0.2).info["k"] == 2


def test_short_passages_join_their_neighbours() -> None:
    data = corpus()
    merged = fit(data, min_segment_size=12, n_topics=3)
    assert merged.info["units"] < len(data) == merged.info["passages"]
    assert agreement(merged, data) == 1


def test_a_passage_without_known_terms_has_no_topic_and_the_run_says_why() -> None:
    data = corpus()
    lost = Passage("zz:0", "zz", 0, 5, "rien", ())
    more = TopicInput((*data.passages, lost), (*data.terms, ("hapax",)), data.forms)
    run = fit(more, n_topics=3)
    assert run.assignments[-1].topic == -1 and run.assignments[-1].weight is None
    assert run.info["unplaced"] == 1 and "none of the terms" in run.info["unplaced_reason"]


@pytest.mark.slow
def test_two_processes_with_different_threads_and_hash_seeds_give_the_same_bytes() -> None:
    code = (
        "import json\nfrom dataclasses import asdict\n"
        "from tests.topics.test_reinert_engine import corpus, fit\n"
        "for double in (False, True):\n"
        "    run = fit(corpus(60), double=double)\n"
        "    print(json.dumps([asdict(item) for item in (*run.topics, *run.assignments)]))\n"
        "    print(json.dumps(run.info))\n"
    )
    outputs = set()
    for threads in ("1", "2"):
        names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "PYTHONHASHSEED")
        outputs.add(subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, **dict.fromkeys(names, threads)},
            cwd=Path(__file__).parents[2], capture_output=True, check=True).stdout)
    assert len(outputs) == 1 and len(outputs.pop()) > 10_000


def _alike(n: int, terms: tuple[str, ...]) -> TopicInput:
    return _passages([terms] * n)


def _passages(terms: list[tuple[str, ...]]) -> TopicInput:
    return TopicInput(
        tuple(Passage(f"d{i}:0", f"d{i}", 0, 9, "x", ()) for i in range(len(terms))),
        tuple(terms),
    )


@pytest.mark.parametrize(("data", "settings", "message"), [
    (_alike(4, ("emploi", "robot")), {}, '4 passages for topic engine "reinert".*at least 10'),
    (_alike(30, ("emploi", "robot")), {}, "all 30 passages hold the same terms"),
    (_alike(30, ()), {}, "no term in any of 30 passages"),
    (_passages([(f"mot{i % 5}",) for i in range(30)]), {}, "one term in each of 30 passages"),
    (_passages([(f"mot{2 * i}", f"mot{2 * i + 1}") for i in range(30)]), {},
     "no term is in 2 of 30 passages.*Lower min_frequency"),
    (_passages([("emploi", "robot"), ("école", "note")] * 7), {"n_topics": 12},
     "for 12 topics: .* classes instead of 12.*expected about 120 units or more"),
])
def test_what_cannot_be_classified_is_refused_with_advice(
    data: TopicInput, settings: dict[str, Any], message: str
) -> None:
    with pytest.raises(EngineError, match=message) as caught:
        fit(data, **settings)
    assert caught.value.expected and caught.value.advice


@pytest.mark.parametrize("settings", [
    {"n_topics": 1}, {"n_topics": 2.5}, {"n_topics": True}, {"max_topics": 0},
    {"contingency": 1.0}, {"min_class_share": -0.1}, {"min_members": 1}, {"topics": 3},
])
def test_settings_out_of_range_are_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="expected"):
        fit(corpus(16), **settings)


def test_an_engine_that_would_work_is_named() -> None:
    with pytest.raises(EngineError) as caught:
        fit(_passages([(f"mot{i % 5}",) for i in range(30)]))
    assert "use engine" in caught.value.advice
