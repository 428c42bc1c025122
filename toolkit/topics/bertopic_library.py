"""The one place that talks to the BERTopic library.

It is always given embeddings, a clusterer and an analyser of ours: without them it would fall
back to an English sentence model and an English tokeniser. Importing it silences all warnings of
the process and rewires a logger, hence :func:`load`.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from toolkit.topics.engines.base import TopicInput

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# BERTopic joins texts with blanks, so a blank inside a term has to look otherwise.
_BLANK = "\u2423"


def load() -> Any:
    """The ``bertopic`` module, imported without its effects on the process's warnings."""
    with warnings.catch_warnings():
        import bertopic
    return bertopic


def split_terms(text: str) -> list[str]:
    """The terms of a passage as joined by :func:`joined`."""
    return [term.replace(_BLANK, " ") for term in text.split(" ") if term]


def joined(data: TopicInput) -> list[str]:
    """Passages as BERTopic takes them: one string of terms each."""
    return [" ".join(term.replace(" ", _BLANK) for term in terms) for terms in data.terms]


class Given:
    """A BERTopic cluster model whose answer is known: our consensus of communities."""

    def __init__(self, labels: Sequence[int]) -> None:
        import numpy as np

        self.labels_ = np.array(labels, dtype=np.int64)

    def fit(self, vectors: Any, y: Any = None) -> Given:
        """Nothing is left to learn."""
        return self

    def predict(self, vectors: Any) -> Any:
        """The labels of the passages it was made for."""
        return self.labels_


class Library:
    """One BERTopic model over given vectors and given first labels."""

    def __init__(self, data: TopicInput, vectors: Floats, labels: Sequence[int]) -> None:
        from bertopic.dimensionality import BaseDimensionalityReduction
        from bertopic.vectorizers import ClassTfidfTransformer
        from sklearn.feature_extraction.text import CountVectorizer

        self._texts, self._vectors = joined(data), vectors
        with warnings.catch_warnings(), _quiet():
            warnings.simplefilter("ignore", RuntimeWarning)
            self._model = load().BERTopic(
                # any other language than "english", which would strip accented letters
                language="french",
                embedding_model=None,
                umap_model=BaseDimensionalityReduction(),
                hdbscan_model=Given(labels),
                vectorizer_model=CountVectorizer(analyzer=split_terms),
                ctfidf_model=ClassTfidfTransformer(reduce_frequent_words=True),
                calculate_probabilities=False,
            )
            found, _ = self._model.fit_transform(self._texts, vectors)
        self.labels = [int(label) for label in found]

    def without_outliers(self) -> list[int]:
        """The labels after BERTopic's outlier reduction by embeddings (nearest topic)."""
        if -1 not in self.labels or max(self.labels) < 0:
            return list(self.labels)
        found = self._model.reduce_outliers(
            self._texts, self.labels, strategy="embeddings", embeddings=self._vectors, threshold=0
        )
        return [int(label) for label in found]

    def words(self, labels: Sequence[int]) -> tuple[list[str], Floats]:
        """Terms, and their c-TF-IDF weight in each topic of ``labels``, topics × terms.

        ``labels`` may differ from the first ones (outliers reduced, topics merged); topic -1 has
        no row. Weights are rounded to 6 decimals.
        """
        import numpy as np

        with warnings.catch_warnings(), _quiet():
            warnings.simplefilter("ignore", RuntimeWarning)
            # told as a caution about later calls that we do not make
            warnings.simplefilter("ignore", UserWarning)
            self._model.update_topics(
                self._texts, topics=list(labels),
                vectorizer_model=self._model.vectorizer_model,
                ctfidf_model=self._model.ctfidf_model,
            )
        table = np.asarray(self._model.c_tf_idf_.todense(), dtype=np.float64)
        first = 1 if -1 in labels else 0
        terms = [str(term) for term in self._model.vectorizer_model.get_feature_names_out()]
        return terms, np.round(table[first:], 6)


class _quiet:
    """Keep the library's progress lines out of the log of whoever called us."""

    def __enter__(self) -> None:
        self._logger = logging.getLogger("BERTopic")
        self._level = self._logger.level
        self._logger.setLevel(logging.ERROR)

    def __exit__(self, *_: object) -> None:
        self._logger.setLevel(self._level)


__all__ = ["Given", "Library", "joined", "load", "split_terms"]
