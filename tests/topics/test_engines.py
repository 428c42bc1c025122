"""The contract every topic engine keeps, found by name in its folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sklearn.metrics import adjusted_rand_score

from tests.topics.corpus import articles, passages_of
from toolkit.errors import EngineError, UsageError
from toolkit.topics.analyser import analyse
from toolkit.topics.engines.base import TopicInput, TopicRun, engine, engine_names

EXPECTED = {"bertopic", "nmf", "reinert"}
_RUNS: dict[str, TopicRun] = {}


def run_of(name: str) -> TopicRun:
    """One run per engine, shared by the tests that only look at it."""
    if name not in _RUNS:
        _RUNS[name] = engine(name).fit(articles()[0], settings={}, seed=0)
    return _RUNS[name]


@pytest.fixture(params=engine_names())
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_no_engine_went_missing() -> None:
    assert set(engine_names()) >= EXPECTED


def test_an_unknown_engine_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"bertopic.*nmf.*reinert"):
        engine("lda")


def test_its_file_is_its_name(name: str) -> None:
    assert engine(name).name == name


def test_assignments_follow_the_passages(name: str) -> None:
    data, _ = articles()
    run = run_of(name)
    assert run.engine == name
    assert [one.passage for one in run.assignments] == [one.id for one in data.passages]
    known = {topic.id for topic in run.topics}
    assert {one.topic for one in run.assignments} <= known | {-1}


def test_topics_are_numbered_by_size_and_described(name: str) -> None:
    run = run_of(name)
    sizes = Counter(run.labels())
    assert [topic.id for topic in run.topics] == list(range(len(run.topics)))
    assert [topic.size for topic in run.topics] == [sizes[topic.id] for topic in run.topics]
    assert sorted((t.size for t in run.topics), reverse=True) == [t.size for t in run.topics]
    ids = {one.passage: one.topic for one in run.assignments}
    for topic in run.topics:
        assert topic.label and topic.label[0] == topic.label[0].upper()
        assert topic.words and topic.engine == name
        assert all(ids[passage] == topic.id for passage in topic.typical)


def test_planted_themes_are_found_without_their_number(name: str) -> None:
    _, truth = articles()
    assert adjusted_rand_score(truth, run_of(name).labels()) > 0.9


def test_the_record_is_plain(name: str) -> None:
    run = run_of(name)
    assert json.loads(json.dumps(dict(run.info))) is not None
    assert run.versions and all(isinstance(one, str) for one in run.versions.values())


def test_the_same_seed_gives_the_same_run(name: str) -> None:
    again = engine(name).fit(articles()[0], settings={}, seed=0)
    assert again.topics == run_of(name).topics
    assert again.assignments == run_of(name).assignments
    assert json.dumps(dict(again.info)) == json.dumps(dict(run_of(name).info))


def test_an_unknown_setting_is_answered_with_the_known_ones(name: str) -> None:
    with pytest.raises(UsageError, match="n_topics"):
        engine(name).fit(articles()[0], settings={"wordz": 3}, seed=0)


def test_a_number_of_topics_can_be_asked_for(name: str) -> None:
    run = engine(name).fit(articles()[0], settings={"n_topics": 3}, seed=0)
    assert len(run.topics) == 3


def _few(name: str) -> TopicInput:
    data, _ = articles()
    return data.select(range(engine(name).minimum - 1))


def test_too_few_passages_are_refused_with_what_would_work(name: str) -> None:
    few = _few(name)
    with pytest.raises(EngineError) as caught:
        engine(name).fit(few, settings={}, seed=0)
    text = str(caught.value)
    assert f"at least {engine(name).minimum}" in text
    works = [other for other in engine_names() if engine(other).minimum <= len(few)]
    assert all(other in text for other in works) and ("unit" in text or works)


def _all_stop_words() -> TopicInput:
    return analyse(passages_of(["Il y a ce que nous avons", "mais ils sont là"] * 20))


def _one_term() -> TopicInput:
    return analyse(passages_of(["robot"] * 40))


@pytest.mark.parametrize("data", [_all_stop_words(), _one_term()], ids=["no term", "one term"])
def test_no_vocabulary_is_an_error_that_says_so(name: str, data: TopicInput) -> None:
    with pytest.raises(EngineError, match="term"):
        engine(name).fit(data, settings={}, seed=0)


def _sound(run: TopicRun, data: TopicInput) -> bool:
    return len(run.assignments) == len(data) and sum(t.size for t in run.topics) <= len(data)


@pytest.mark.parametrize("data", [
    analyse(passages_of(["Le robot soude la pièce au capteur de l'usine"] * 40)),
    analyse(passages_of(["robot", "capteur", "juge", "avocat"] * 10)),
], ids=["all identical", "one word each"])
def test_degenerate_passages_give_topics_or_a_reason(name: str, data: TopicInput) -> None:
    try:
        run: Any = engine(name).fit(data, settings={}, seed=0)
    except EngineError as error:
        assert error.advice
    else:
        assert _sound(run, data)


def test_words_repeated_one_by_one_are_parts() -> None:
    data = analyse(passages_of(["robot", "capteur", "juge", "avocat"] * 10))
    run = engine("nmf").fit(data, settings={"n_topics": 4}, seed=0)
    placed: dict[int, set[tuple[str, ...]]] = {}
    for terms, label in zip(data.terms, run.labels()):
        placed.setdefault(label, set()).add(tuple(terms))
    # a random start may leave one word without a part; no part mixes words
    assert len(run.topics) >= 3
    assert all(len(words) == 1 for words in placed.values())


def test_an_empty_passage_gets_no_topic(name: str) -> None:
    data, _ = articles()
    empty = analyse(passages_of(["Il y a ce que nous avons"]))
    joined = TopicInput(
        passages=(*data.passages, *empty.passages), terms=(*data.terms, ()), forms=data.forms
    )
    run = engine(name).fit(joined, settings={}, seed=0)
    assert run.assignments[-1].topic == -1


def test_columns_of_unequal_length_are_refused() -> None:
    data, _ = articles()
    with pytest.raises(EngineError, match="one for each passage"):
        TopicInput(passages=data.passages, terms=data.terms[:-1])


_SCRIPT = """
import hashlib, sys
from tests.topics.corpus import articles
from toolkit.topics.engines.base import engine
run = engine(sys.argv[1]).fit(articles()[0], settings={}, seed=4)
print(hashlib.sha256(repr((run.topics, run.assignments, dict(run.info))).encode()).hexdigest())
"""


@pytest.mark.slow
def test_other_numbers_of_threads_and_hashes_give_the_same_topics(name: str) -> None:
    digests = set()
    for threads, hashing in (("1", "0"), ("2", "99")):
        env = dict(os.environ, OMP_NUM_THREADS=threads, OPENBLAS_NUM_THREADS=threads,
                   MKL_NUM_THREADS=threads, PYTHONHASHSEED=hashing)
        done = subprocess.run(
            [sys.executable, "-c", _SCRIPT, name], env=env, capture_output=True, text=True,
            check=True, cwd=Path(__file__).resolve().parents[2],
        )
        digests.add(done.stdout.strip())
    assert len(digests) == 1
