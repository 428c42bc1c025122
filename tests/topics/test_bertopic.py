"""Engine ``bertopic``: what it adds to the contract."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
from sklearn.metrics import adjusted_rand_score

from tests.topics.corpus import THEMES, articles
from toolkit.errors import EngineError, UsageError
from toolkit.topics import edits
from toolkit.topics.bertopic_library import Library, joined, load, split_terms
from toolkit.topics.engines.base import TopicRun, engine
from toolkit.topics.labels import class_tfidf
from toolkit.topics.model import load_model


def fit(seed: int = 0, **settings: Any) -> TopicRun:
    return engine("bertopic").fit(articles()[0], settings=settings, seed=seed)


def test_importing_the_library_leaves_warnings_alone() -> None:
    before = list(warnings.filters)
    load()
    assert list(warnings.filters) == before


def test_terms_reach_the_library_whole_and_with_their_accents() -> None:
    data, _ = articles(4)
    texts = joined(data)
    assert split_terms(texts[0]) == list(data.terms[0])
    assert split_terms("dialogue␣social santé") == ["dialogue social", "santé"]


def test_words_are_the_library_s_c_tf_idf() -> None:
    import numpy as np

    data, truth = articles(8)
    names = sorted(set(truth))
    labels = [names.index(one) for one in truth]
    vectors = np.ones((len(data), 3))
    terms, table = Library(data, vectors, labels).words(labels)
    ours, weights = class_tfidf(data, labels, topics=len(names))
    assert terms == ours
    assert np.abs(table - weights).max() < 1e-3


def test_the_number_of_topics_and_themes_are_found() -> None:
    run = fit()
    _, truth = articles()
    assert len(run.topics) == len(THEMES)
    assert adjusted_rand_score(truth, run.labels()) == 1.0
    for topic in run.topics:
        theme = truth[run.labels().index(topic.id)]
        words = {word for word, _ in topic.words[:5]}
        assert len(words & set(THEMES[theme])) == 5


def test_outliers_are_few_and_their_cost_is_told() -> None:
    told = fit().info["outliers"]
    assert told["share_after"] < 0.05
    assert told["share_before"] >= told["share_after"]
    assert 0 < told["similarity_kept"] <= 1
    kept = fit(outliers="keep").info["outliers"]
    assert kept["share_after"] == kept["share_before"]


def test_fewer_or_more_topics_on_request() -> None:
    assert len(fit(n_topics=2).topics) == 2
    assert len(fit(n_topics=6).topics) == 6


def test_guided_topics_say_where_their_seeds_went() -> None:
    run = fit(seeds={"Soins": ["hôpital", "patients", "licorne"], "Droit": ["juge"]})
    told = run.info["guided"]
    assert told["labels"] == ["Soins", "Droit"]
    assert told["unknown_words"] == {"Soins": ["licorne"]}
    words = {word for word, _ in run.topics[told["topics"][0]].words}
    assert "hôpital" in words


def test_topics_named_beforehand_keep_their_names() -> None:
    run = fit(zeroshot={"À l'usine": ["robot", "usine"]}, zeroshot_threshold=0.3)
    _, truth = articles()
    named = next(topic for topic in run.topics if topic.label == "À l'usine")
    found = {truth[row] for row, label in enumerate(run.labels()) if label == named.id}
    assert found == {"usine"}
    assert run.info["zeroshot"]["À l'usine"] > 0


@pytest.mark.parametrize("kind", ["c-tf-idf", "mmr", "keybert"])
def test_other_representations_keep_to_the_theme(kind: str) -> None:
    run = fit(representation=kind)
    _, truth = articles()
    for topic in run.topics:
        theme = truth[run.labels().index(topic.id)]
        assert len({word for word, _ in topic.words[:5]} & set(THEMES[theme])) >= 4


@pytest.mark.parametrize(("settings", "message"), [
    ({"outliers": "hide"}, "reduce, keep"),
    ({"representation": "lda"}, "distinct, c-tf-idf, mmr, keybert"),
    ({"runs": 0}, "at least 1"),
    ({"n_topics": 1}, "at least 2"),
    ({"resolution": 0}, "above 0"),
    ({"seeds": ["emploi"]}, "label = "),
    ({"seeds": {"Emploi": "emploi"}}, "list of at least one word"),
    ({"embeddings": "word2vec:x"}, "model2vec"),
    ({"embeddings": "all-MiniLM-L6-v2"}, "sentence-transformers"),
])
def test_wrong_settings_are_told(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        fit(**settings)


def test_seed_words_that_nobody_writes_are_an_error() -> None:
    with pytest.raises(EngineError, match=r"Licornes.*licorne"):
        fit(seeds={"Licornes": ["licorne"]})


def test_the_tree_and_the_map_hold_every_topic() -> None:
    run = fit()
    assert len(run.info["map"]) == len(run.topics)
    merges = run.info["hierarchy"]
    assert len(merges) == len(run.topics) - 1
    assert merges[-1]["topics"] == list(range(len(run.topics)))
    heights = [merge["height"] for merge in merges]
    assert heights == sorted(heights)


def test_names_and_merges_by_hand_survive_another_corpus(tmp_path: Path) -> None:
    run = fit()
    _, truth = articles()
    labels = {
        topic.id: "Lieux de production" if truth[run.labels().index(topic.id)] in
        ("usine", "santé") else topic.label for topic in run.topics
    }
    sheet = tmp_path / "topics.toml"
    text = edits.template(run.topics)
    for topic in run.topics:
        text = text.replace(f'label = "{topic.label}"', f'label = "{labels[topic.id]}"')
    sheet.write_text(text, encoding="utf-8")
    more, truth = articles(24, seed=5)
    again = engine("bertopic").fit(more, settings={"edits": str(sheet)}, seed=3)
    assert len(again.topics) == len(run.topics) - 1
    named = next(topic for topic in again.topics if topic.label == "Lieux de production")
    found = {truth[row] for row, label in enumerate(again.labels()) if label == named.id}
    assert found == {"usine", "santé"}
    assert all(entry["topic"] is not None for entry in again.info["edits"])


def test_a_model_is_saved_loaded_and_places_new_passages(tmp_path: Path) -> None:
    run = fit()
    assert run.model is not None
    run.model.save(tmp_path / "model")
    assert sorted(path.suffix for path in (tmp_path / "model").iterdir()) == [
        ".json", ".safetensors"
    ]
    loaded = load_model(tmp_path / "model")
    new, truth = articles(8, seed=9)
    placed = loaded.transform(new)
    assert placed == run.model.transform(new)
    assert adjusted_rand_score(truth, [one.topic for one in placed]) > 0.9
    assert [topic.label for topic in loaded.topics] == [topic.label for topic in run.topics]


_SCRIPT = """
import hashlib, json
from tests.topics.corpus import articles
from toolkit.topics.engines.base import engine
run = engine("bertopic").fit(articles(40, passages=13)[0], settings={}, seed=4)
print(hashlib.sha256(repr((run.topics, run.assignments, json.dumps(dict(run.info)))
                          ).encode()).hexdigest())
"""


@pytest.mark.slow
def test_two_processes_with_other_threads_and_hashes_give_the_same_bytes() -> None:
    digests = set()
    for threads, hashing in (("1", "0"), ("2", "77")):
        env = dict(
            os.environ, OMP_NUM_THREADS=threads, OPENBLAS_NUM_THREADS=threads,
            MKL_NUM_THREADS=threads, PYTHONHASHSEED=hashing,
        )
        done = subprocess.run(
            [sys.executable, "-c", _SCRIPT], env=env, capture_output=True, text=True, check=True,
            cwd=Path(__file__).resolve().parents[2],
        )
        digests.add(done.stdout.strip())
    assert len(digests) == 1


def test_the_library_s_log_is_left_as_it_was() -> None:
    logger = logging.getLogger("BERTopic")
    before = logger.level
    fit()
    assert logger.level == before
