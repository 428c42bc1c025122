"""Embeddings: the offline default, models from outside, their cache, and what goes wrong."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.topics.corpus import COMMON, THEMES, articles, passages_of
from toolkit.errors import EngineError, UsageError
from toolkit.topics.analyser import analyse
from toolkit.topics.embedding_models import Encoder, ModelEmbedder
from toolkit.topics.embeddings import Lsa, dimensions_for, embedder, in_context
from toolkit.topics.engines.base import engine


def test_default_vectors_are_unit_rounded_and_near_for_one_theme() -> None:
    data, truth = articles()
    vectors = Lsa().fit(data, seed=0)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert np.array_equal(vectors, np.round(vectors, 6))
    same = [vectors[0] @ vectors[row] for row, one in enumerate(truth) if one == truth[0]]
    other = [vectors[0] @ vectors[row] for row, one in enumerate(truth) if one != truth[0]]
    assert np.mean(same) > np.mean(other) + 0.5


def test_new_passages_stand_where_they_would_have_stood() -> None:
    data, _ = articles()
    made = Lsa()
    vectors = made.fit(data, seed=0)
    assert np.array_equal(made.transform(data), vectors)
    unknown = made.transform(analyse(passages_of(["Le homard nage"])))
    assert not unknown.any()


def test_dimensions_follow_the_corpus() -> None:
    sizes = [dimensions_for(n) for n in (25, 200, 2_000, 20_000, 100_000)]
    assert sizes == sorted(sizes) and sizes[0] == 8 and sizes[-1] == 100


def test_context_moves_a_passage_towards_its_article() -> None:
    vectors = np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]])
    assert np.array_equal(in_context(vectors, ["a", "b", "b"], weight=0.0), vectors)
    moved = in_context(vectors, ["a", "a", "b"], weight=1.0)
    assert moved[0] @ moved[1] > 0.5
    assert np.array_equal(moved[2], vectors[2])


def _model2vec(folder: Path, language: str | None = None) -> Path:
    model2vec = pytest.importorskip("model2vec")
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    words = ["[UNK]", *sorted({word for theme in THEMES.values() for word in theme} | set(COMMON))]
    tokenizer = Tokenizer(WordLevel({word: n for n, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    rng = np.random.default_rng(0)
    centres = {theme: rng.normal(size=16) for theme in THEMES}
    vectors = rng.normal(size=(len(words), 16)) * 0.1
    for theme, members in THEMES.items():
        for word in members:
            vectors[words.index(word)] += centres[theme]
    model = model2vec.StaticModel(
        vectors.astype(np.float32), tokenizer, language=[language] if language else None
    )
    model.save_pretrained(str(folder))
    return folder


def test_a_model2vec_folder_is_one_option_away(tmp_path: Path) -> None:
    folder = _model2vec(tmp_path / "static")
    data, truth = articles()
    run = engine("bertopic").fit(
        data, settings={"embeddings": f"model2vec:{folder}"}, seed=0
    )
    from sklearn.metrics import adjusted_rand_score

    assert run.info["embedding"] == f"model2vec:{folder}"
    assert adjusted_rand_score(truth, run.labels()) > 0.9


def test_a_model_of_another_language_is_refused(tmp_path: Path) -> None:
    folder = _model2vec(tmp_path / "english", "en")
    with pytest.raises(EngineError, match="another language"):
        embedder(f"model2vec:{folder}")
    card = _model2vec(tmp_path / "french", "fr") / "README.md"
    assert embedder(f"model2vec:{tmp_path / 'french'}").spec.endswith("french")
    card.write_text("---\nlanguage:\n- de\n- it\n---\n", encoding="utf-8")
    with pytest.raises(EngineError, match=r"another language \(de, it\)"):
        embedder(f"model2vec:{tmp_path / 'french'}")


def _sentence_model(folder: Path) -> Path:
    pytest.importorskip("sentence_transformers")
    from sentence_transformers import SentenceTransformer
    from sentence_transformers import models as parts
    from transformers import BertConfig, BertModel, BertTokenizerFast

    words = sorted({word for theme in THEMES.values() for word in theme} | set(COMMON))
    vocabulary = folder / "vocab.txt"
    folder.mkdir()
    vocabulary.write_text(
        "\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ".", *words]), encoding="utf-8"
    )
    size = 6 + len(words)
    import torch

    torch.manual_seed(0)
    BertModel(BertConfig(
        vocab_size=size, hidden_size=32, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=64,
    )).save_pretrained(folder / "bert")
    BertTokenizerFast(vocab=str(vocabulary), do_lower_case=False).save_pretrained(folder / "bert")
    body = parts.Transformer(str(folder / "bert"), max_seq_length=64)
    pool = parts.Pooling(body.get_word_embedding_dimension())
    SentenceTransformer(modules=[body, pool], device="cpu").save(str(folder / "model"))
    return folder / "model"


@pytest.mark.slow
def test_a_sentence_transformers_folder_is_one_option_away(tmp_path: Path) -> None:
    folder = _sentence_model(tmp_path / "tiny")
    data, _ = articles()
    run = engine("bertopic").fit(
        data, settings={"embeddings": f"sentence-transformers:{folder}"}, seed=0
    )
    assert run.info["embedding"] == f"sentence-transformers:{folder}"
    assert run.info["dimensions"] == 32
    assert len(run.assignments) == len(data)


def test_spacy_vectors_are_handed_in() -> None:
    data, _ = articles()
    asked: list[int] = []

    def vectors(texts: Sequence[str]) -> Any:
        asked.append(len(texts))
        return np.array([[len(text), text.count("e"), 1.0] for text in texts])

    run = engine("bertopic").fit(data, settings={"embeddings": "spacy", "vectors": vectors}, seed=0)
    assert sum(asked) >= len(data) and run.info["dimensions"] == 3
    with pytest.raises(UsageError, match="vectors"):
        embedder("spacy")


@pytest.mark.parametrize(("spec", "message"), [
    ("model2vec:/no/such/folder", "no such model folder"),
    ("sentence-transformers:/no/such/folder", "no such model folder"),
])
def test_a_missing_model_is_named(spec: str, message: str) -> None:
    with pytest.raises(EngineError, match=message) as caught:
        embedder(spec)
    assert "/no/such/folder" in str(caught.value) and "tfidf" in str(caught.value)


def test_a_folder_that_holds_no_model_is_told(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(EngineError, match="cannot be loaded"):
        embedder(f"model2vec:{tmp_path}")
    (tmp_path / "config.json").write_text("{", encoding="utf-8")
    with pytest.raises(EngineError, match="not JSON"):
        embedder(f"model2vec:{tmp_path}")


def test_a_model_without_a_name_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="model2vec:FOLDER"):
        embedder("model2vec")


def test_vectors_that_are_no_numbers_are_refused() -> None:
    def broken(texts: Sequence[str]) -> Any:
        table = np.ones((len(texts), 4))
        table[1, 2] = np.nan
        return table

    data, _ = articles(4)
    with pytest.raises(EngineError, match="no number for 1 of 16 passages"):
        embedder("spacy", vectors=broken).fit(data, seed=0)
    with pytest.raises(EngineError, match="one row for each of 16"):
        embedder("spacy", vectors=lambda texts: np.ones((2, 4))).fit(data, seed=0)


def test_embeddings_are_kept_by_content(tmp_path: Path) -> None:
    asked: list[str] = []

    def encode(texts: Sequence[str]) -> Any:
        asked.extend(texts)
        return np.array([[len(text), 1.0] for text in texts])

    cache = tmp_path / "deep" / "vectors.sqlite"
    data, _ = articles(4)
    one = ModelEmbedder("x:one", Encoder(encode, "one", ""), cache=cache)
    first = one.transform(data)
    count = len(asked)
    assert np.array_equal(one.transform(data), first) and len(asked) == count
    more, _ = articles(4, seed=1)
    one.transform(more)
    assert len(asked) == count + len({passage.text for passage in more.passages})
    ModelEmbedder("x:two", Encoder(encode, "two", ""), cache=cache).transform(data)
    assert len(asked) > count + len(more)
    with sqlite3.connect(cache) as store:
        assert store.execute("SELECT count(*) FROM vectors").fetchone()[0] == len(asked)


def test_a_changed_embedding_model_is_noticed(tmp_path: Path) -> None:
    from toolkit.topics.model import load_model

    folder = _model2vec(tmp_path / "static")
    run = engine("bertopic").fit(
        articles()[0], settings={"embeddings": f"model2vec:{folder}"}, seed=0
    )
    assert run.model is not None
    run.model.save(tmp_path / "topics")
    assert load_model(tmp_path / "topics").transform(articles()[0])
    config = folder / "config.json"
    config.write_text(
        json.dumps({**json.loads(config.read_text()), "note": "changed"}), encoding="utf-8"
    )
    with pytest.raises(EngineError, match="not the one the topics were made with"):
        load_model(tmp_path / "topics")
