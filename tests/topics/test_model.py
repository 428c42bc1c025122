"""Saved topic models: no pickle, and each thing that can be wrong with a folder is named."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.topics.corpus import articles, passages_of
from toolkit.errors import EngineError
from toolkit.records import Topic
from toolkit.topics.analyser import analyse
from toolkit.topics.embeddings import Lsa
from toolkit.topics.model import CentreModel, load_model, nearest


def saved(folder: Path) -> Path:
    data, _ = articles(8)
    embedding = Lsa()
    vectors = embedding.fit(data, seed=0)
    topics = tuple(Topic(n, f"Thème {n}", (("mot", 1.0),), 16) for n in range(2))
    CentreModel("bertopic", embedding, vectors[[0, 4]], topics, 0.5).save(folder)
    return folder


def test_round_trip(tmp_path: Path) -> None:
    model = load_model(saved(tmp_path / "m"))
    data, _ = articles(8)
    placed = model.transform(data)
    assert placed[0].topic == 0 and placed[4].topic == 1
    assert all(one.weight is not None and -1 <= one.weight <= 1 for one in placed)


def test_saving_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = saved(tmp_path / "one"), saved(tmp_path / "two")
    for path in one.iterdir():
        assert path.read_bytes() == (two / path.name).read_bytes()


def test_a_passage_without_known_words_gets_no_topic(tmp_path: Path) -> None:
    placed = load_model(saved(tmp_path / "m")).transform(analyse(passages_of(["Le homard nage"])))
    assert placed[0].topic == -1 and placed[0].weight is None


def _change(**values: object) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / "model.json"
        path.write_text(json.dumps({**json.loads(path.read_text()), **values}), encoding="utf-8")
    return change


def _pickled(folder: Path) -> None:
    (folder / "model.json").unlink()
    (folder / "model.pkl").write_bytes(pickle.dumps({}))


def _drop_key(folder: Path) -> None:
    path = folder / "model.json"
    values = json.loads(path.read_text())
    del values["topics"]
    path.write_text(json.dumps(values), encoding="utf-8")


@pytest.mark.parametrize(("damage", "message"), [
    (_change(format=99), "format 99.*another version"),
    (_change(language="en"), 'language "en"'),
    (_pickled, "pickled model.*any code"),
    (_drop_key, "incomplete"),
    (lambda folder: (folder / "model.json").write_text("[]"), "format None"),
    (lambda folder: (folder / "model.json").write_text("{"), "not JSON"),
    (lambda folder: (folder / "model.json").unlink(), "no model.json"),
    (lambda folder: (folder / "arrays.safetensors").unlink(), "arrays cannot be read"),
    (lambda folder: (folder / "arrays.safetensors").write_bytes(b"x"), "arrays cannot be read"),
])
def test_a_folder_that_cannot_be_used_says_why(
    tmp_path: Path, damage: Callable[[Path], object], message: str
) -> None:
    folder = saved(tmp_path / "m")
    damage(folder)
    with pytest.raises(EngineError, match=message):
        load_model(folder)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="no such topic model folder"):
        load_model(tmp_path / "nothing")


def test_nearest_breaks_ties_by_number() -> None:
    vectors = np.array([[1.0, 0.0], [0.0, 0.0], [0.6, 0.8]])
    centres = np.array([[0.0, 1.0], [1.0, 0.0], [1.0, 0.0]])
    labels, near = nearest(vectors, centres)
    assert labels.tolist() == [1, -1, 0] and near.tolist() == [1.0, 0.0, 0.8]
