"""Words and labels for topics, in French as it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from toolkit.topics.embeddings import Embedder
from toolkit.topics.engines.base import OUTLIER, TopicInput
from toolkit.topics.vocabulary import counts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Words = tuple[tuple[str, float], ...]
REPRESENTATIONS = ("distinct", "c-tf-idf", "mmr", "keybert")
_POOL = {"distinct": 5, "mmr": 2, "keybert": 3}
_DIVERSITY = 0.3


def class_tfidf(
    data: TopicInput, labels: Sequence[int], *, topics: int
) -> tuple[list[str], Floats]:
    """Class-based TF-IDF: which terms mark each topic.

    Returns:
        The terms, and a table topics × terms of weights (0 and up; higher marks the topic more).
        Topic -1 plays no part. The square root of the frequency keeps frequent words down.

    Source: Grootendorst (2022), equation 3, with ``reduce_frequent_words``.
    """
    import numpy as np
    from scipy.sparse import csr_matrix

    terms = sorted({term for row in data.terms for term in row})
    table = counts(data.terms, terms)
    kept = [row for row, label in enumerate(labels) if label != OUTLIER]
    member = csr_matrix(
        (np.ones(len(kept)), ([labels[row] for row in kept], kept)),
        shape=(topics, len(data)),
    )
    per_topic = np.asarray((member @ table).todense(), dtype=np.float64)
    sizes = per_topic.sum(axis=1, keepdims=True)
    share = np.sqrt(per_topic / np.where(sizes > 0, sizes, 1.0))
    total = per_topic.sum(axis=0)
    mean = per_topic.sum() / max(topics, 1)
    idf = np.log(1.0 + mean / np.where(total > 0, total, 1.0))
    return terms, np.round(share * np.where(total > 0, idf, 0.0), 6)


def distinct(
    data: TopicInput, labels: Sequence[int], terms: Sequence[str], weights: Floats
) -> Floats:
    """``weights`` lowered for words of few articles, and for words at home in other topics too.

    c-TF-IDF counts words, so the name that one article repeats can head a topic, and with few
    topics its idf hardly tells them apart. Each weight is multiplied by the square root of the
    share of the topic's articles that have the word times the share of the word's passages that
    lie in the topic. On press articles this doubles the coherence of topic words.

    Source: the idea of weighing frequency with exclusivity, Bischof and Airoldi (2012).
    """
    import numpy as np
    from scipy.sparse import csr_matrix

    present = counts(data.terms, terms)
    present.data[:] = 1.0
    topics = weights.shape[0]
    rows = [row for row, label in enumerate(labels) if label != OUTLIER]
    pairs = sorted({(labels[row], data.passages[row].doc) for row in rows})
    number = {pair: place for place, pair in enumerate(pairs)}
    by_pair = csr_matrix(
        (np.ones(len(rows)),
         ([number[labels[row], data.passages[row].doc] for row in rows], rows)),
        shape=(len(pairs), len(data)),
    )
    topic_of = csr_matrix(
        (np.ones(len(pairs)), ([label for label, _ in pairs], range(len(pairs)))),
        shape=(topics, len(pairs)),
    )
    passages = by_pair @ present
    articles = passages.copy()
    articles.data[:] = 1.0
    in_articles = np.asarray((topic_of @ articles).todense())
    in_passages = np.asarray((topic_of @ passages).todense())
    dispersion = in_articles / np.maximum(np.asarray(topic_of.sum(axis=1)), 1.0)
    share = in_passages / np.maximum(in_passages.sum(axis=0), 1.0)
    lowered: Floats = np.round(weights * np.sqrt(dispersion * share), 6)
    return lowered


def top_words(terms: Sequence[str], weights: Floats, *, count: int) -> list[Words]:
    """The ``count`` heaviest terms of each topic, ties in alphabetical order."""
    import numpy as np

    found: list[Words] = []
    for row in weights:
        present = np.flatnonzero(row > 0)
        best = present[np.lexsort((present, -row[present]))][:count]
        found.append(tuple((terms[number], float(row[number])) for number in best))
    return found


def pool(kind: str, count: int) -> int:
    """How many candidates :func:`represent` wants to choose ``count`` words from."""
    return count * _POOL.get(kind, 1)


def typical_passages(
    data: TopicInput, labels: Sequence[int], vectors: Floats, centres: Floats, *, count: int
) -> list[tuple[str, ...]]:
    """Per topic, the ids of the passages nearest its centre, one per article, nearest first."""
    found: list[tuple[str, ...]] = []
    for number, centre in enumerate(centres):
        rows = [row for row, label in enumerate(labels) if label == number]
        near = (vectors[rows] @ centre).round(6)
        ids: list[str] = []
        articles: set[str] = set()
        for place in sorted(range(len(rows)), key=lambda place: (-near[place], rows[place])):
            passage = data.passages[rows[place]]
            if len(ids) < count and passage.doc not in articles:
                articles.add(passage.doc)
                ids.append(passage.id)
        found.append(tuple(ids))
    return found


def represent(
    kind: str,
    candidates: Sequence[Words],
    centres: Floats,
    *,
    embedding: Embedder,
    forms: Mapping[str, str],
    count: int,
) -> list[Words]:
    """``candidates`` reordered, by what their vectors tell of the topic.

    Args:
        kind: "distinct" (weight × similarity of word and topic), "keybert" (similarity alone),
            "mmr" (similarity, less likeness to the words already chosen), or "c-tf-idf" (as they
            are).
        candidates: per topic, more words than are wanted (see :func:`pool`).
        centres: unit vector of each topic.
        embedding: gives the vectors of words.
        forms: written forms, for embeddings that read text.
        count: words wanted.

    Sources: Grootendorst (2020) for KeyBERT; Carbonell and Goldstein (1998) for MMR.
    """
    if kind == "c-tf-idf":
        return [words[:count] for words in candidates]
    found: list[Words] = []
    for words, centre in zip(candidates, centres):
        if not words:
            found.append(())
            continue
        vectors = embedding.words([[word] for word, _ in words], forms)
        near = (vectors @ centre).round(6)
        if kind == "distinct":
            found.append(_weighed(words, [float(value) for value in near], count))
            continue
        chosen = _diverse(vectors, near, count, diversity=_DIVERSITY if kind == "mmr" else 0.0)
        found.append(tuple((words[number][0], float(near[number])) for number in chosen))
    return found


def _weighed(words: Words, near: Sequence[float], count: int) -> Words:
    """Words by weight × nearness; a word the embedding does not know keeps a tenth of its weight.

    (The embedding leaves out words of nearly all articles, or of one.)
    """
    scored = [
        (word, round(weight * max(value, 0.1), 6)) for (word, weight), value in zip(words, near)
    ]
    order = sorted(range(len(scored)), key=lambda place: (-scored[place][1], place))
    return tuple(scored[place] for place in order[:count])


def _diverse(vectors: Floats, near: Floats, count: int, *, diversity: float) -> list[int]:
    """Maximal marginal relevance; with no diversity, plain nearness. Ties keep the given order."""
    import numpy as np

    alike = np.round(vectors @ vectors.T, 6)
    left = list(range(len(near)))
    chosen: list[int] = []
    while left and len(chosen) < count:
        def worth(number: int) -> float:
            closest = max((float(alike[number, other]) for other in chosen), default=0.0)
            return (1 - diversity) * float(near[number]) - diversity * closest

        best = max(left, key=lambda number: (round(worth(number), 6), -number))
        chosen.append(best)
        left.remove(best)
    return chosen


def readable(words: Words, data: TopicInput, *, count: int = 4) -> str:
    """A label made of the ``count`` best words as they are written, none inside another.

    "Emploi, suppressions de postes, métiers": the first letter is a capital, the words keep
    theirs. Never a lemma: "licencier" is shown as the corpus writes it.
    """
    shown: list[str] = []
    for term, _ in words:
        form = data.form(term)
        parts = set(form.lower().split())
        if any(parts <= set(other.lower().split()) for other in shown):
            continue
        shown = [other for other in shown if not set(other.lower().split()) <= parts] + [form]
        if len(shown) == count:
            break
    label = ", ".join(shown)
    return label[:1].upper() + label[1:]


__all__ = [
    "REPRESENTATIONS", "Words", "class_tfidf", "distinct", "pool", "readable", "represent",
    "top_words", "typical_passages",
]
