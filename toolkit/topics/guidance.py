"""Knowledge given beforehand: seed words that pull passages together, topics named in advance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from toolkit.errors import EngineError, UsageError
from toolkit.topics.analyser import light_terms
from toolkit.topics.embeddings import Embedder
from toolkit.topics.engines.base import TopicInput

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

Seeds = Mapping[str, Sequence[str]]


def check_seeds(seeds: Any, setting: str) -> dict[str, list[str]]:
    """``seeds`` as label → words, or the error that says what is wrong."""
    if not isinstance(seeds, Mapping):
        raise UsageError(
            f"{setting} = {type(seeds).__name__}", expected="a table of label = [words]"
        )
    for label, words in seeds.items():
        if isinstance(words, str) or not words or not all(isinstance(word, str) for word in words):
            raise UsageError(
                f"{setting}.{label} = {words!r}", expected="a list of at least one word"
            )
    return {str(label): list(words) for label, words in seeds.items()}


def seed_vectors(
    seeds: Seeds, data: TopicInput, embedding: Embedder
) -> tuple[list[str], Floats, dict[str, list[str]]]:
    """Labels, their vectors, and the words of each label that no passage knows.

    Raises:
        EngineError: a label none of whose words stands in any passage.
    """
    import numpy as np

    known = {term for terms in data.terms for term in terms}
    labels, rows = list(seeds), []
    unknown: dict[str, list[str]] = {}
    for label in labels:
        found: list[str] = []
        for word in seeds[label]:
            terms = [term for term in terms_of(word, data) if term in known]
            found += terms
            if not terms:
                unknown.setdefault(label, []).append(word)
        rows.append(found)
    vectors = embedding.words(rows, data.forms)
    for label, row, vector in zip(labels, rows, vectors):
        if not row or not np.any(vector):
            raise EngineError(
                f'no seed word of topic "{label}" stands in the passages '
                f"({', '.join(seeds[label])})",
                advice="Give words of the corpus, or leave this topic out",
            )
    return labels, vectors, unknown


def terms_of(word: str, data: TopicInput) -> list[str]:
    """The terms a user's word stands for: as it is, by its written form, or analysed."""
    lower = word.lower().replace("’", "'")
    by_form = [term for term, form in data.forms.items() if form.lower() == lower]
    return [lower, *by_form, *light_terms(word)]


def pull(vectors: Floats, anchors: Floats, *, weight: float = 0.5) -> Floats:
    """Passages near a seed, moved towards it: the guided topics.

    A passage follows its best seed when it is nearer to it than nine tenths of all passages are
    and nearer to it than to any other seed.

    Source: the guided variant of BERTopic (Grootendorst, 2022) averages both vectors.
    """
    import numpy as np

    from toolkit.topics.vocabulary import unit

    similar = np.round(vectors @ anchors.T, 6)
    best = np.argmax(similar, axis=1)
    rows = np.arange(len(vectors))
    bound = np.quantile(similar, 0.9, axis=0)
    follows = (similar[rows, best] >= bound[best]) & (similar[rows, best] > 0)
    moved = np.where(follows[:, None], vectors + weight * 2.0 * anchors[best], vectors)
    return unit(moved)


def named_beforehand(vectors: Floats, anchors: Floats, *, threshold: float) -> Ints:
    """The zero-shot topic of each passage: its nearest label, or -1 below ``threshold``.

    Args:
        vectors: unit vectors of passages.
        anchors: unit vectors of labels.
        threshold: least cosine similarity, 0 to 1.
    """
    import numpy as np

    similar = np.round(vectors @ anchors.T, 6)
    best = np.argmax(similar, axis=1)
    sure = similar[np.arange(len(vectors)), best] >= threshold
    chosen: Ints = np.where(sure, best, -1).astype(np.int64)
    return chosen


__all__ = ["check_seeds", "named_beforehand", "pull", "seed_vectors", "terms_of"]
