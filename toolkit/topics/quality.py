"""How good topics are: coherence, diversity, outliers, silhouette. Each figure with its n."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal

from toolkit.errors import EngineError
from toolkit.records import Estimate
from toolkit.topics.engines.base import OUTLIER, TopicInput, TopicRun
from toolkit.topics.model import CentreModel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Measure = Literal["npmi", "c_v"]
Rows = Sequence[Sequence[str]]

# Röder et al. (2015): boolean windows of 110 words for C_V.
C_V_WINDOW = 110
_SILHOUETTE_ROWS = 3_000


@dataclass(frozen=True, slots=True)
class Quality:
    """The figures of one run. ``by_topic`` holds NPMI per topic, in the order of the topics."""

    npmi: Estimate
    c_v: Estimate
    npmi_held_out: Estimate
    c_v_held_out: Estimate
    diversity: Estimate
    outliers: Estimate
    silhouette: Estimate
    by_topic: tuple[Estimate, ...]


def quality(
    run: TopicRun, data: TopicInput, *, held_out: TopicInput | None = None, count: int = 10
) -> Quality:
    """Every figure for one run.

    Args:
        run: an engine's answer for ``data``.
        data: the passages it was made from.
        held_out: passages of articles that were kept aside; without them the held-out figures are
            ``None``. The silhouette is ``None`` for engines that work on counts.
        count: words per topic.
    """
    vectors = run.model.vectors(data) if isinstance(run.model, CentreModel) else None
    words = [[word for word, _ in topic.words[:count]] for topic in run.topics]
    by_topic = coherence(words, data.terms, measure="npmi")
    aside = Estimate(None, n=0, method="", reason="no passages were held out")
    return Quality(
        npmi=mean(by_topic, "npmi"),
        c_v=mean(coherence(words, data.terms, measure="c_v"), "c_v"),
        npmi_held_out=aside if held_out is None
        else mean(coherence(words, held_out.terms, measure="npmi"), "npmi"),
        c_v_held_out=aside if held_out is None
        else mean(coherence(words, held_out.terms, measure="c_v"), "c_v"),
        diversity=diversity(words),
        outliers=outlier_share(run.labels()),
        silhouette=silhouette(vectors, run.labels()),
        by_topic=tuple(by_topic),
    )


def coherence(
    topics: Rows, reference: Rows, *, measure: Measure = "npmi", window: int | None = None
) -> list[Estimate]:
    """Whether the words of a topic are found together.

    Args:
        topics: the words of each topic, best first.
        reference: the terms of each passage, in order.
        measure: "npmi", the mean normalised pointwise mutual information of word pairs, from -1
            (never together) over 0 (as chance has it) to 1 (always together); or "c_v", the mean
            cosine between each word's NPMI vector and the topic's, about 0 to 1.
        window: terms that count as together; a whole passage for "npmi", 110 for "c_v".

    Returns:
        One estimate per topic, ``n`` = word pairs (npmi) or words (c_v) it rests on; ``None`` when
        fewer than two words of the topic stand in the reference.

    Sources: Bouma (2009) and Lau et al. (2014) for NPMI; Röder, Both and Hinneburg (2015) for C_V.
    """
    if measure not in ("npmi", "c_v"):
        raise EngineError(f'measure "{measure}"', expected="npmi or c_v")
    width = window if window is not None else (C_V_WINDOW if measure == "c_v" else None)
    wanted = sorted({word for words in topics for word in words})
    together, total = _joint(wanted, reference, width)
    number = {word: place for place, word in enumerate(wanted)}
    found = []
    for words in topics:
        rows = [number[word] for word in words if together[number[word], number[word]] > 0]
        if len(rows) < 2:
            found.append(Estimate(
                None, n=len(rows), method=measure,
                reason="fewer than two of its words stand in these passages",
            ))
        elif measure == "npmi":
            pairs = [_npmi(together, total, i, j) for i, j in combinations(rows, 2)]
            found.append(Estimate(math.fsum(pairs) / len(pairs), n=len(pairs), method=measure))
        else:
            found.append(Estimate(_c_v(together, total, rows), n=len(rows), method=measure))
    return found


def _joint(wanted: Sequence[str], reference: Rows, width: int | None) -> tuple[Floats, int]:
    """In how many windows each pair of words stands (the diagonal: each word), and of how many."""
    import numpy as np
    from scipy.sparse import csr_matrix

    column = {word: place for place, word in enumerate(wanted)}
    pointers, indices = [0], []
    for terms in reference:
        for part in _windows(terms, width):
            indices += sorted({column[term] for term in part if term in column})
            pointers.append(len(indices))
    table = csr_matrix(
        (np.ones(len(indices)), np.array(indices, dtype=np.int32), np.array(pointers)),
        shape=(len(pointers) - 1, len(wanted)),
    )
    counted: Floats = np.asarray((table.T @ table).todense(), dtype=np.float64)
    return counted, len(pointers) - 1


def _windows(terms: Sequence[str], width: int | None) -> list[Sequence[str]]:
    if width is None or len(terms) <= width:
        return [terms]
    return [terms[at : at + width] for at in range(len(terms) - width + 1)]


def _npmi(together: Floats, total: int, i: int, j: int) -> float:
    both = float(together[i, j])
    if both == 0:
        return -1.0
    if both == total:
        return 1.0
    mutual = math.log(both * total / float(together[i, i] * together[j, j]))
    return mutual / -math.log(both / total)


def _c_v(together: Floats, total: int, rows: Sequence[int]) -> float:
    import numpy as np

    vectors = np.array(
        [[1.0 if i == j else _npmi(together, total, i, j) for j in rows] for i in rows]
    )
    whole = vectors.sum(axis=0)
    lengths = np.linalg.norm(vectors, axis=1) * np.linalg.norm(whole)
    cosines = vectors @ whole / np.where(lengths > 0, lengths, 1.0)
    return float(cosines.mean())


def mean(estimates: Sequence[Estimate], method: str) -> Estimate:
    """The mean over topics that have the figure; ``n`` = how many have."""
    values = [one.value for one in estimates if one.value is not None]
    if not values:
        return Estimate(None, n=0, method=method, reason="no topic has this figure")
    return Estimate(math.fsum(values) / len(values), n=len(values), method=method)


def diversity(topics: Rows) -> Estimate:
    """Share of different words among the words of all topics, above 0 to 1 (no word twice).

    ``None`` without topics. Source: Dieng, Ruiz and Blei (2020).
    """
    words = [word for topic in topics for word in topic]
    if not words:
        return Estimate(None, n=0, method="diversity", reason="no topics")
    return Estimate(len(set(words)) / len(words), n=len(words), method="diversity")


def outlier_share(labels: Sequence[int]) -> Estimate:
    """Share of passages without a topic, 0 to 1; ``None`` without passages."""
    if not labels:
        return Estimate(None, n=0, method="outliers", reason="no passages")
    share = sum(label == OUTLIER for label in labels) / len(labels)
    return Estimate(share, n=len(labels), method="outliers")


def silhouette(vectors: Any, labels: Sequence[int]) -> Estimate:
    """How much nearer passages are to their own topic than to the next, -1 to 1 (cosine).

    Passages without topic are left out; above 3,000 passages, evenly spaced ones stand for all.
    ``None`` with fewer than two topics, with as many topics as passages, or without vectors (an
    engine that works on counts has no space in which this would mean something).

    Source: Rousseeuw (1987).
    """
    if vectors is None:
        return Estimate(
            None, n=0, method="silhouette", reason="the engine does not work in a vector space"
        )
    import numpy as np
    from sklearn.metrics import silhouette_score

    rows = [row for row, label in enumerate(labels) if label != OUTLIER and vectors[row].any()]
    step = max(1, math.ceil(len(rows) / _SILHOUETTE_ROWS))
    rows = rows[::step]
    kept = [labels[row] for row in rows]
    if not 2 <= len(set(kept)) < len(kept):
        return Estimate(
            None, n=len(kept), method="silhouette",
            reason="needs two topics at least, and fewer topics than passages",
        )
    score = silhouette_score(np.asarray(vectors)[rows], kept, metric="cosine")
    return Estimate(float(score), n=len(kept), method="silhouette")


def split_articles(
    data: TopicInput, *, share: float = 0.2, seed: int = 0
) -> tuple[TopicInput, TopicInput]:
    """Passages to learn from, and passages of other articles to be held out.

    Args:
        data: passages of at least two articles.
        share: of the articles to hold out; at least one is held out and one kept.
        seed: which.

    Raises:
        EngineError: fewer than two articles.
    """
    import numpy as np

    names = sorted({passage.doc for passage in data.passages})
    if len(names) < 2:
        raise EngineError(
            f"{len(names)} article", expected="at least two, to hold one out",
            advice="Add articles, or leave out the held-out figures",
        )
    count = min(len(names) - 1, max(1, round(share * len(names))))
    chosen = {names[place] for place in np.random.default_rng(seed).permutation(len(names))[:count]}
    keep = [row for row, passage in enumerate(data.passages) if passage.doc not in chosen]
    aside = [row for row, passage in enumerate(data.passages) if passage.doc in chosen]
    return data.select(keep), data.select(aside)


__all__ = [
    "Quality", "coherence", "diversity", "mean", "outlier_share", "quality", "silhouette",
    "split_articles",
]
