"""Passages as vectors. The default needs no model and no network; others are one option away.

====================================  ============================================================
``tfidf``                             TF-IDF over French terms, truncated SVD (Deerwester 1990)
``model2vec:FOLDER``                  static word vectors
``sentence-transformers:NAME``        a sentence model, by folder or name
``spacy``                             the vectors of a spaCy pipeline, handed in as a function
====================================  ============================================================
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from toolkit.errors import EngineError, unknown_name
from toolkit.topics.embedding_models import ModelEmbedder, encoder
from toolkit.topics.engines.base import TopicInput
from toolkit.topics.vocabulary import Vocabulary, tfidf, unit, vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

KINDS = ("tfidf", "model2vec", "sentence-transformers", "spacy")


class Embedder(Protocol):
    """Turns passages into unit vectors; a passage it knows nothing about gets a zero vector."""

    spec: str

    def fit(self, data: TopicInput, *, seed: int) -> Floats:
        """Learn what is to be learnt from ``data``; its vectors, one row per passage."""
        ...

    def transform(self, data: TopicInput) -> Floats:
        """The vectors of passages not seen in :meth:`fit`."""
        ...

    def words(self, rows: Sequence[Sequence[str]], forms: Mapping[str, str]) -> Floats:
        """The vectors of short lists of terms (seed words, candidate label words)."""
        ...

    def state(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """What must be kept to transform later: JSON values, and arrays by name."""
        ...


class Lsa:
    """TF-IDF over terms and a truncated SVD: the offline default."""

    spec = "tfidf"

    def __init__(self, *, dimensions: int | None = None) -> None:
        self.dimensions = dimensions
        self._words: Vocabulary | None = None
        self._axes: Floats | None = None

    def fit(self, data: TopicInput, *, seed: int) -> Floats:
        """Vectors of the passages, n × dimensions, rounded so that every machine agrees."""
        import numpy as np
        from sklearn.decomposition import TruncatedSVD

        self._words = vocabulary(data)
        table = tfidf(data.terms, self._words)
        size = min(self.dimensions or dimensions_for(len(data)), min(table.shape) - 1)
        if size < 2:
            self._axes = np.eye(table.shape[1])
        else:
            # identical passages have no variance to explain: not an error, and no news
            with np.errstate(invalid="ignore", divide="ignore"):
                svd = TruncatedSVD(size, n_iter=7, random_state=seed).fit(table)
            self._axes = np.round(_same_sign(svd.components_), 6)
        return unit(table @ self._axes.T)

    def transform(self, data: TopicInput) -> Floats:
        """Vectors of new passages on the axes found by :meth:`fit`."""
        return self.words(data.terms, {})

    def words(self, rows: Sequence[Sequence[str]], forms: Mapping[str, str]) -> Floats:
        """Vectors of lists of terms; all zero where no term is in the vocabulary."""
        if self._words is None or self._axes is None:
            raise EngineError("embedding used before it was fitted", expected="fit() first")
        return unit(tfidf(rows, self._words) @ self._axes.T)

    def state(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Vocabulary, weights and axes."""
        import numpy as np

        if self._words is None or self._axes is None:
            raise EngineError("embedding saved before it was fitted", expected="fit() first")
        values = {"spec": self.spec, "terms": list(self._words.terms)}
        return values, {"weights": np.array(self._words.weights), "axes": self._axes}

    @classmethod
    def restore(cls, values: Mapping[str, Any], arrays: Mapping[str, Any]) -> Lsa:
        """The embedding that :meth:`state` describes."""
        import numpy as np

        made = cls(dimensions=len(arrays["axes"]))
        made._words = Vocabulary(
            tuple(values["terms"]), tuple(float(weight) for weight in arrays["weights"])
        )
        made._axes = np.asarray(arrays["axes"], dtype=np.float64)
        return made


def _same_sign(axes: Floats) -> Floats:
    """Each axis turned so that its largest entry is positive: the sign is otherwise arbitrary."""
    import numpy as np

    top = np.argmax(np.round(np.abs(axes), 6), axis=1)
    signs = np.sign(axes[np.arange(len(axes)), top])
    turned: Floats = axes * np.where(signs == 0, 1.0, signs)[:, None]
    return turned


def dimensions_for(passages: int) -> int:
    """Axes to keep: two thirds of the square root of the number of passages, 8 to 100.

    On 1,900 press passages, 20 to 40 axes agreed best with the newspaper's own sections; 100 axes
    let the vocabulary of single articles in.
    """
    return min(100, max(8, round(math.sqrt(passages) * 2 / 3)))


def embedder(
    spec: str,
    *,
    dimensions: int | None = None,
    cache: Path | None = None,
    vectors: Callable[[Sequence[str]], Any] | None = None,
) -> Embedder:
    """The embedder that ``spec`` names; nothing is ever chosen silently in its place.

    Args:
        spec: "tfidf", "model2vec:FOLDER", "sentence-transformers:NAME_OR_FOLDER" or "spacy".
        dimensions: for "tfidf"; by default :func:`dimensions_for` of the corpus.
        cache: file that keeps model embeddings by content; ``None`` keeps none.
        vectors: for "spacy": gives the vectors of a list of texts, one row each.

    Raises:
        UsageError: an unknown kind.
        EngineError: the model is missing, cannot be read, or is of another language.
    """
    kind, _, name = spec.partition(":")
    if kind not in KINDS:
        raise unknown_name("embedding", spec, list(KINDS))
    if kind == "tfidf":
        return Lsa(dimensions=dimensions)
    return ModelEmbedder(spec, encoder(kind, name, vectors=vectors), cache=cache)


def in_context(vectors: Floats, documents: Sequence[str], *, weight: float) -> Floats:
    """Each vector moved towards the mean of its article: a short passage says little alone.

    Args:
        vectors: unit vectors, one row per passage.
        documents: the article of each passage.
        weight: of the article's mean against the passage's own 1; 0 leaves the vectors alone.
    """
    import numpy as np

    if weight == 0 or not len(vectors):
        return vectors
    names, member = np.unique(np.array(documents, dtype=object).astype(str), return_inverse=True)
    sums = np.zeros((len(names), vectors.shape[1]))
    np.add.at(sums, member, vectors)
    return unit(vectors + weight * unit(sums)[member])


__all__ = ["KINDS", "Embedder", "Lsa", "dimensions_for", "embedder", "in_context"]
