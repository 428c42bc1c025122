"""Engine ``bertopic``: embeddings, communities, c-TF-IDF, with every step seeded and told.

The library BERTopic (Grootendorst, 2022) runs with parts that suit French and small corpora:
TF-IDF and SVD over lemmas (or a model of the user's), and, instead of UMAP and HDBSCAN, a
consensus of modularity communities, which finds the number of topics, leaves few passages out,
and depends little on the seed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import UsageError
from toolkit.records import Assignment, Topic
from toolkit.topics import communities, edits, guidance, hierarchy, labels
from toolkit.topics.embeddings import Embedder, embedder, in_context
from toolkit.topics.engines.base import OUTLIER, TopicInput, TopicRun, require_passages, resolve
from toolkit.topics.model import CentreModel
from toolkit.topics.vocabulary import one_thread, unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from toolkit.topics.bertopic_library import Library

    Floats = NDArray[np.float64]


@dataclass(slots=True)
class _State:
    """What the steps hand on to each other."""

    data: TopicInput
    settings: dict[str, Any]
    seed: int
    embedding: Embedder
    vectors: Floats
    info: dict[str, Any]
    named_rows: dict[str, int] = field(default_factory=dict)
    anchors: Floats | None = None


class BertopicEngine:
    """Topics as communities of passages with near embeddings."""

    name = "bertopic"
    minimum = 8
    defaults: Mapping[str, Any] = {
        "embeddings": "tfidf",      # see toolkit.topics.embeddings
        "dimensions": None,       # of the SVD; None follows the corpus
        "context": 0.5,           # weight of the article's mean in a passage's vector
        "neighbours": None,       # in passages: about the smallest topic; None follows the corpus
        "resolution": 1.0,        # above 1: more, smaller topics
        "runs": communities.RUNS,
        "n_topics": None,         # number of topics; None leaves it to the data
        "seeds": {},              # guided topics: label → words that pull passages together
        "zeroshot": {},           # topics named beforehand: label → words
        "zeroshot_threshold": 0.4,
        "outliers": "reduce",     # or "keep"
        "representation": "distinct",  # or "c-tf-idf", "mmr", "keybert"
        "words": 10,
        "label_words": 4,
        "typical": 5,
        "edits": None,            # file of names and merges by hand
        "cache": None,            # file of kept embeddings
        "vectors": None,          # for embeddings = "spacy": texts → vectors
    }

    def fit(self, data: TopicInput, *, settings: Mapping[str, Any], seed: int) -> TopicRun:
        """The topics of ``data``. ``info`` records each step; see the module's pages in docs.

        Determinism: one thread for every sum, SVD axes turned to a fixed sign, vectors and
        similarities rounded to 6 decimals before they are compared, ties broken by number.

        Raises:
            EngineError: fewer passages than ``minimum``, no vocabulary, no usable embedding.
            UsageError: a setting that does not exist or has a wrong value.
        """
        chosen = resolve(settings, self.defaults, self.name)
        _check(chosen)
        require_passages(data, self.minimum, name=self.name)
        with one_thread():
            state = _embed(data, chosen, seed)
            first = _cluster(state)
            from toolkit.topics.bertopic_library import Library

            library = Library(data, state.vectors, first)
            final = _settle(state, library)
            return _describe(state, library, final)


def _check(settings: Mapping[str, Any]) -> None:
    for key, known in (
        ("outliers", ("reduce", "keep")), ("representation", labels.REPRESENTATIONS),
    ):
        if settings[key] not in known:
            raise UsageError(f'{key} = "{settings[key]}"', expected="one of " + ", ".join(known))
    for key, least in (("runs", 1), ("words", 1), ("label_words", 1), ("typical", 0)):
        if int(settings[key]) < least:
            raise UsageError(f"{key} = {settings[key]}", expected=f"at least {least}")
    for key in ("n_topics", "neighbours", "dimensions"):
        if settings[key] is not None and int(settings[key]) < 2:
            raise UsageError(f"{key} = {settings[key]}", expected="at least 2, or none")
    if float(settings["resolution"]) <= 0 or float(settings["context"]) < 0:
        raise UsageError(
            f"resolution = {settings['resolution']}, context = {settings['context']}",
            expected="resolution above 0, context 0 or above",
        )


def _embed(data: TopicInput, settings: dict[str, Any], seed: int) -> _State:
    cache = settings["cache"]
    embedding = embedder(
        settings["embeddings"], dimensions=settings["dimensions"],
        cache=None if cache is None else Path(cache), vectors=settings["vectors"],
    )
    vectors = in_context(
        embedding.fit(data, seed=seed),
        [passage.doc for passage in data.passages], weight=float(settings["context"]),
    )
    info: dict[str, Any] = {
        "embedding": embedding.spec, "dimensions": int(vectors.shape[1]), "seed": seed,
        "passages": len(data), "context": float(settings["context"]),
    }
    state = _State(data, settings, seed, embedding, vectors, info)
    seeds = guidance.check_seeds(settings["seeds"], "seeds")
    if seeds:
        names, state.anchors, unknown = guidance.seed_vectors(seeds, data, embedding)
        state.vectors = guidance.pull(vectors, state.anchors)
        info["guided"] = {"labels": names, "unknown_words": unknown}
    return state


def _cluster(state: _State) -> list[int]:
    """First labels: topics named beforehand, then communities of the rest; -1 where unsure."""
    import numpy as np

    count = len(state.data)
    first = np.full(count, OUTLIER, dtype=np.int64)
    named = guidance.check_seeds(state.settings["zeroshot"], "zeroshot")
    names: list[str] = []
    if named:
        names, anchors, _ = guidance.seed_vectors(named, state.data, state.embedding)
        first = guidance.named_beforehand(
            state.vectors, anchors, threshold=float(state.settings["zeroshot_threshold"])
        )
        for number, label in enumerate(names):
            rows = np.flatnonzero(first == number)
            if len(rows):
                state.named_rows[label] = int(rows[0])
    known = np.any(state.vectors, axis=1)
    rest = np.flatnonzero((first == OUTLIER) & known)
    if len(rest) >= 2:
        found = _communities(state, state.vectors[rest])
        first[rest] = np.where(found >= 0, found + len(names), OUTLIER)
    elif not names:
        first[known] = 0
    if named:
        state.info["zeroshot"] = {
            label: int((first == number).sum()) for number, label in enumerate(names)
        }
    return [int(label) for label in first]


def _communities(state: _State, vectors: Floats) -> Any:
    """Consensus communities; those too small to be topics and disputed passages become -1."""
    import numpy as np

    resolution = float(state.settings["resolution"])
    wanted = state.settings["n_topics"]
    for _ in range(12):
        found = communities.consensus(
            vectors, seed=state.seed, neighbours=state.settings["neighbours"],
            resolution=resolution, runs=int(state.settings["runs"]),
        )
        least = max(2, found.neighbours // 20)
        sizes = np.bincount(found.labels)
        # the largest community is always a topic
        sizes[0] = max(sizes[0], least)
        if wanted is None or int((sizes >= least).sum()) >= int(wanted):
            break
        resolution *= 1.3
    sure = (sizes[found.labels] >= least) & (found.votes > 0.5)
    state.info["communities"] = {
        "neighbours": found.neighbours, "resolution": round(resolution, 6),
        "modularity": round(found.modularity, 6), "runs": len(found.sizes),
        "topics_per_run": list(found.sizes), "smallest_topic": least,
        "agreement_between_runs": (
            None if found.agreement is None else round(found.agreement, 6)
        ),
        "disputed": int((found.votes <= 0.5).sum()),
    }
    return np.where(sure, found.labels, OUTLIER)


def _settle(state: _State, library: Library) -> list[int]:
    """Labels after outlier reduction and merging to the number asked for, largest first."""
    before = library.labels
    after = library.without_outliers() if state.settings["outliers"] == "reduce" else list(before)
    after = [
        label if state.vectors[row].any() else OUTLIER for row, label in enumerate(after)
    ]
    state.info["outliers"] = _cost(state.vectors, before, after)
    wanted = state.settings["n_topics"]
    if wanted is not None and max(after) + 1 > int(wanted):
        after, _ = hierarchy.by_size(after)
        distances = hierarchy.cosine_distances(_centres(state.vectors, after))
        after = hierarchy.merged(after, hierarchy.tree(distances), topics=int(wanted))
    return hierarchy.by_size(after)[0]


def _cost(vectors: Floats, before: Sequence[int], after: Sequence[int]) -> dict[str, Any]:
    """What outlier reduction did: shares, and how near passages lie to their topic's centre."""
    import numpy as np

    moved = [row for row, label in enumerate(before) if label != after[row]]
    kept = [row for row, label in enumerate(before) if label == after[row] and label >= 0]
    centres = _centres(vectors, before)
    near = [float(vectors[row] @ centres[after[row]]) if after[row] >= 0 else 0.0
            for row in range(len(after))]
    return {
        "share_before": round(sum(label < 0 for label in before) / len(before), 6),
        "share_after": round(sum(label < 0 for label in after) / len(after), 6),
        "similarity_kept": round(float(np.mean([near[row] for row in kept])), 6) if kept else None,
        "similarity_moved":
            round(float(np.mean([near[row] for row in moved])), 6) if moved else None,
        "moved": len(moved),
    }


def _centres(vectors: Floats, found: Sequence[int]) -> Floats:
    """Unit mean vector of each topic."""
    import numpy as np

    sums = np.zeros((max(found) + 1, vectors.shape[1]))
    for row, label in enumerate(found):
        if label >= 0:
            sums[label] += vectors[row]
    return unit(sums)


def _describe(state: _State, library: Library, final: list[int]) -> TopicRun:
    """Words, hand edits, labels, typical passages, tree, map, and the model."""
    final, words, names = _named(state, library, final)
    centres = _centres(state.vectors, final)
    topics = _topics(state, final, words, names, centres)
    if state.anchors is not None:
        near = (centres @ state.anchors.T).round(6)
        state.info["guided"]["topics"] = [int(number) for number in near.argmax(axis=0)]
    distances = hierarchy.cosine_distances(centres)
    state.info["hierarchy"] = hierarchy.tree(distances)
    state.info["map"] = [list(place) for place in hierarchy.plane(distances)]
    assignments = tuple(
        Assignment(
            passage.id, label,
            None if label < 0 else round(float(state.vectors[row] @ centres[label]), 6),
        )
        for row, (passage, label) in enumerate(zip(state.data.passages, final))
    )
    return TopicRun(
        engine=BertopicEngine.name, topics=topics, assignments=assignments, info=state.info,
        versions={
            name: version(name) for name in ("bertopic", "numpy", "scikit-learn", "scipy")
        },
        model=CentreModel(
            engine=BertopicEngine.name, embedding=state.embedding, centres=centres,
            topics=topics, context=float(state.settings["context"]),
        ),
    )


def _named(
    state: _State, library: Library, final: list[int]
) -> tuple[list[int], list[labels.Words], dict[int, str]]:
    """Labels after merges by hand, words, and the names given beforehand or by hand."""
    names = {
        final[row]: label for label, row in reversed(state.named_rows.items()) if final[row] >= 0
    }
    words = _words(state, library, final)
    if state.settings["edits"] is None:
        return final, words, names
    sizes = [final.count(number) for number in range(len(words))]
    hand = edits.by_hand(
        Path(state.settings["edits"]), sizes, [[word for word, _ in one] for one in words]
    )
    state.info.update(hand.told())
    names = {hand.owner[was]: name for was, name in reversed(names.items())} | hand.names
    final = [hand.moved(label) for label in final]
    return final, _words(state, library, final), names


def _words(state: _State, library: Library, final: Sequence[int]) -> list[labels.Words]:
    count, kind = int(state.settings["words"]), state.settings["representation"]
    terms, weights = library.words(final)
    if kind == "distinct":
        weights = labels.distinct(state.data, final, terms, weights)
    best = labels.top_words(terms, weights, count=labels.pool(kind, count))
    return labels.represent(
        kind, best, _centres(state.vectors, final), embedding=state.embedding,
        forms=state.data.forms, count=count,
    )


def _topics(
    state: _State, final: Sequence[int], words: Sequence[labels.Words],
    names: Mapping[int, str], centres: Floats,
) -> tuple[Topic, ...]:
    typical = labels.typical_passages(
        state.data, final, state.vectors, centres, count=int(state.settings["typical"])
    )
    shown = int(state.settings["label_words"])
    return tuple(
        Topic(
            id=number,
            label=names.get(number) or labels.readable(words[number], state.data, count=shown),
            words=words[number],
            size=sum(label == number for label in final),
            typical=typical[number],
            engine=BertopicEngine.name,
        )
        for number in range(len(words))
    )


ENGINE = BertopicEngine()
