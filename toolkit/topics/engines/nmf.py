"""Engine ``nmf``: non-negative factors of a passage-by-keyword table, the plain baseline.

Each passage is reduced to its keywords, the terms whose meaning lies nearest to the passage's,
weighted by TF-IDF and nearness; the table is then factored by scikit-learn.

Sources: Lee and Seung (1999) for the factorisation; Kardos et al. (2024, KeyNMF) for keywords.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import EngineError, UsageError
from toolkit.records import Assignment, Topic
from toolkit.topics import communities, edits, hierarchy, labels
from toolkit.topics.embeddings import Lsa, in_context
from toolkit.topics.engines.base import OUTLIER, TopicInput, TopicRun, require_passages, resolve
from toolkit.topics.vocabulary import Vocabulary, one_thread, tfidf, unit, vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Floats = NDArray[np.float64]

_CHUNK = 2_000


class NmfEngine:
    """Topics as additive parts of passages."""

    name = "nmf"
    minimum = 4
    defaults: Mapping[str, Any] = {
        "n_topics": None,   # None: as many as the passages' neighbourhood graph has communities
        "keywords": 25,     # kept per passage
        "words": 10,
        "label_words": 4,
        "typical": 5,
        "max_iter": 400,
        "edits": None,      # file of names and merges by hand
    }

    def fit(self, data: TopicInput, *, settings: Mapping[str, Any], seed: int) -> TopicRun:
        """The topics of ``data``; a passage goes to the factor with the largest share in it.

        ``weight`` of an assignment is that share, 0 to 1. A passage without a keyword has topic
        -1.

        Raises:
            EngineError: fewer passages than ``minimum``, or no vocabulary.
            UsageError: a setting that does not exist or has a wrong value.
        """
        chosen = resolve(settings, self.defaults, self.name)
        for key in ("keywords", "words", "label_words", "max_iter"):
            if int(chosen[key]) < 1:
                raise UsageError(f"{key} = {chosen[key]}", expected="at least 1")
        require_passages(data, self.minimum, name=self.name)
        with one_thread():
            words = vocabulary(data)
            embedding = Lsa()
            vectors = embedding.fit(data, seed=seed)
            table = _keywords(data, words, embedding, vectors, int(chosen["keywords"]))
            count = _how_many(data, vectors, chosen["n_topics"], seed)
            shares, parts, error = _factor(table, count, seed, int(chosen["max_iter"]))
            return _describe(data, chosen, words, (shares, parts), vectors, {
                "seed": seed, "n_topics": count, "keywords": int(chosen["keywords"]),
                "error": error, "told": chosen["n_topics"] is not None,
            })


def _how_many(data: TopicInput, vectors: Floats, wanted: Any, seed: int) -> int:
    if wanted is not None:
        if not 2 <= int(wanted) <= len(data):
            raise UsageError(
                f"n_topics = {wanted}", expected=f"2 to {len(data)} (the number of passages)"
            )
        return int(wanted)
    near = in_context(vectors, [passage.doc for passage in data.passages], weight=0.5)
    found = communities.consensus(near, seed=seed)
    return max(2, int(found.labels.max()) + 1)


def _keywords(
    data: TopicInput, words: Vocabulary, embedding: Lsa, vectors: Floats, keep: int
) -> csr_matrix:
    """TF-IDF × nearness of term and passage, for the ``keep`` best terms of each passage."""
    import numpy as np
    from scipy.sparse import csr_matrix, vstack

    terms = embedding.words([[term] for term in words.terms], {})
    table = tfidf(data.terms, words)
    blocks = []
    for at in range(0, table.shape[0], _CHUNK):
        block = table[at : at + _CHUNK].tocoo()
        near = np.einsum("ij,ij->i", vectors[at + block.row], terms[block.col])
        value = np.round(block.data * np.maximum(near, 0.0), 6)
        order = np.lexsort((block.col, -value, block.row))
        row, col, value = block.row[order], block.col[order], value[order]
        first = np.searchsorted(row, row)
        best = (np.arange(len(row)) - first < keep) & (value > 0)
        blocks.append(csr_matrix((value[best], (row[best], col[best])), shape=block.shape))
    stacked: csr_matrix = vstack(blocks).tocsr()
    return stacked


def _factor(
    table: csr_matrix, count: int, seed: int, steps: int
) -> tuple[Floats, Floats, float | None]:
    """Shares (passages × topics, rows sum to 1 or 0), parts (topics × terms), and the error.

    The start is a singular value decomposition; where passages are so alike that it leaves axes
    without direction, a random start takes its place. An undefined error is ``None``.
    """
    import math

    import numpy as np

    rank = min(count, *table.shape)
    weights, model = _fitted(table, rank, seed, steps, "nndsvda")
    if not np.isfinite(weights).all() or not weights.any():
        weights, model = _fitted(table, rank, seed, steps, "random")
    weights = np.round(weights, 6)
    sums = weights.sum(axis=1, keepdims=True)
    shares = np.round(weights / np.where(sums > 0, sums, 1.0), 6)
    if not shares.any():
        raise EngineError(
            f"{len(shares)} passages have no parts that could be told apart",
            expected="passages that differ in several words",
            advice="Use longer passages, or another engine",
        )
    error = float(model.reconstruction_err_)
    told = round(error, 6) if math.isfinite(error) else None
    return shares, np.round(model.components_, 6), told


def _fitted(
    table: csr_matrix, rank: int, seed: int, steps: int, start: str
) -> tuple[Floats, Any]:
    import warnings

    import numpy as np
    from sklearn.decomposition import NMF
    from sklearn.exceptions import ConvergenceWarning

    model = NMF(rank, init=start, random_state=seed, max_iter=steps, tol=1e-4)
    with warnings.catch_warnings(), np.errstate(invalid="ignore", divide="ignore"):
        # the error left is in the run's record; more steps hardly move it
        warnings.simplefilter("ignore", ConvergenceWarning)
        return model.fit_transform(table), model


def _describe(
    data: TopicInput, settings: Mapping[str, Any], words: Vocabulary,
    factors: tuple[Floats, Floats], vectors: Floats, info: dict[str, Any],
) -> TopicRun:
    import numpy as np

    shares, parts, names = _by_hand(factors, words, settings, info)
    raw = np.where(shares.any(axis=1), np.argmax(shares, axis=1), OUTLIER)
    final, old = hierarchy.by_size([int(label) for label in raw])
    names = {number: names[was] for number, was in enumerate(old) if was in names}
    parts = parts[old]
    best = labels.top_words(words.terms, parts, count=int(settings["words"]))
    centres = unit(np.stack([
        vectors[[row for row, label in enumerate(final) if label == number]].sum(axis=0)
        for number in range(len(old))
    ]))
    typical = labels.typical_passages(
        data, final, vectors, centres, count=int(settings["typical"])
    )
    distances = hierarchy.cosine_distances(parts)
    info["hierarchy"] = hierarchy.tree(distances)
    info["map"] = [list(place) for place in hierarchy.plane(distances)]
    shown = int(settings["label_words"])
    topics = tuple(
        Topic(
            id=number,
            label=names.get(number) or labels.readable(best[number], data, count=shown),
            words=best[number], size=final.count(number), typical=typical[number],
            engine=NmfEngine.name,
        )
        for number in range(len(old))
    )
    assignments = tuple(
        Assignment(
            passage.id, label, None if label < 0 else float(shares[row, old[label]])
        )
        for row, (passage, label) in enumerate(zip(data.passages, final))
    )
    return TopicRun(
        engine=NmfEngine.name, topics=topics, assignments=assignments, info=info,
        versions={name: version(name) for name in ("numpy", "scikit-learn", "scipy")},
    )


def _by_hand(
    factors: tuple[Floats, Floats], words: Vocabulary, settings: Mapping[str, Any],
    info: dict[str, Any],
) -> tuple[Floats, Floats, dict[int, str]]:
    """Shares and parts with the merges made by hand (their sums), and the names given."""
    import numpy as np

    shares, parts = factors
    if settings["edits"] is None:
        return shares, parts, {}
    best = labels.top_words(words.terms, parts, count=int(settings["words"]))
    raw = np.argmax(shares, axis=1)[shares.any(axis=1)]
    sizes = np.bincount(raw, minlength=len(parts)).tolist()
    hand = edits.by_hand(
        Path(settings["edits"]), sizes, [[word for word, _ in one] for one in best]
    )
    info.update(hand.told())
    member = np.eye(len(set(hand.owner)))[list(hand.owner)]
    return np.round(shares @ member, 6), member.T @ parts, hand.names


ENGINE = NmfEngine()
