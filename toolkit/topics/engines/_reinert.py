"""Between the engine ``reinert`` and its tables: passages in, topics and descriptions out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.records import Topic
from toolkit.topics.engines.base import OUTLIER, TopicInput

if TYPE_CHECKING:
    from toolkit.topics.reinert import Profiles
    from toolkit.topics.reinert.tables import Floats, Integers, Sparse

NAME = "reinert"
TYPICAL = 3
SHOWN = 20
NOTABLE = 3.84
"""Chi² above which a term counts as a mark of a class (5 % point, one degree of freedom)."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The input as a table: rows in reading order, columns in alphabetical order.

    ``order[i]`` is the place in the input of the passage in row i; ``least`` the number of
    passages a term had to be in.
    """

    data: TopicInput
    order: list[int]
    documents: list[str]
    terms: list[str]
    table: Sparse
    least: int


def build(data: TopicInput, least: int | None) -> Corpus:
    """The table of ``data`` with the terms that are in ``least`` passages.

    ``None``: 2 passages in small corpora, 3 from 50 passages on, 0.2 % of the passages of many.
    """
    from toolkit.topics.reinert.tables import from_rows

    # Reading order, so that neighbours can be merged however the passages come.
    order = sorted(range(len(data)), key=lambda i: (
        data.passages[i].doc, data.passages[i].start, data.passages[i].id))
    rows = [sorted(set(data.terms[i])) for i in order]
    held = Counter(term for row in rows for term in row)
    if least is None:
        least = 2 if len(data) < 50 else max(3, round(0.002 * len(data)))
    terms = sorted(term for term, count in held.items() if count >= least)
    column = {term: j for j, term in enumerate(terms)}
    table = from_rows(
        [[column[term] for term in row if term in column] for row in rows], max(len(terms), 1)
    )
    return Corpus(data, order, [data.passages[i].doc for i in order], terms, table, least)


def largest_first(classes: Integers) -> Integers:
    """Classes renumbered by size; equal ones by their first passage in reading order."""
    import numpy as np

    names, firsts, sizes = np.unique(
        classes[classes >= 0], return_index=True, return_counts=True)
    ranked = sorted(range(len(names)), key=lambda i: (-sizes[i], firsts[i]))
    renamed = np.full(int(classes.max(initial=-1)) + 2, OUTLIER, dtype=np.int64)
    for place, i in enumerate(ranked):
        renamed[names[i]] = place
    return np.asarray(renamed[classes])  # class -1 reads the last entry, which is -1


def edited(
    corpus: Corpus, classes: Integers, edits: str | None, *, label_words: int
) -> tuple[Integers, dict[int, str], dict[str, Any]]:
    """Classes after the merges made by hand, the names given, and what to tell of it."""
    import numpy as np

    from toolkit.topics.edits import by_hand
    from toolkit.topics.reinert import profiles

    if edits is None:
        return classes, {}, {}
    found = topics_of(corpus, classes, profiles(corpus.table, classes), label_words=label_words)
    hand = by_hand(
        Path(edits), [topic.size for topic in found],
        [[word for word, _ in topic.words] for topic in found],
    )
    moved = np.array([*hand.owner, OUTLIER], dtype=np.int64)
    return moved[classes], hand.names, hand.told()


def topics_of_classes(found: Integers, final: Integers) -> list[int | None]:
    """The topic that each class of the tree (left to right) became; ``None``: it lost its rows."""
    import numpy as np

    became: list[int | None] = []
    for place in range(int(found.max(initial=-1)) + 1):
        rows = np.flatnonzero(found == place)
        became.append(int(final[rows[0]]) if len(rows) else None)
    return became


def topics_of(
    corpus: Corpus, classes: Integers, profile: Profiles, *, label_words: int,
    names: Mapping[int, str] | None = None,
) -> tuple[Topic, ...]:
    """The topics: words by signed chi², labels as written, passages that hold most marks."""
    from toolkit.topics.labels import readable

    scores, topics = _scores(corpus, profile), []
    for place, row in enumerate(_spread_marks(corpus, classes, profile)):
        order = sorted((j for j in range(len(row)) if row[j] > 0), key=lambda j: (-row[j], j))
        words = tuple((corpus.terms[j], float(row[j])) for j in order[:SHOWN])
        topics.append(Topic(
            id=place,
            label=(names or {}).get(place) or readable(words, corpus.data, count=label_words),
            words=words[:10],
            size=int((classes == place).sum()), engine=NAME,
            typical=_typical(corpus, classes, scores[:, place], place),
        ))
    return tuple(topics)


def _spread_marks(corpus: Corpus, classes: Integers, profile: Profiles) -> Floats:
    """(classes, terms) chi² lowered for terms of few articles, 0 where it is not above 0.

    The chi² counts passages, so the name that one long article repeats can head a class. It is
    multiplied by the square root of the share of the class's articles that hold the term (power
    0.5; tried 0, 0.5 and 1 on 211 press articles: NPMI of ten words 0.15, 0.22 and 0.19 with the
    number of topics chosen, 0.13, 0.22 and 0.24 with twelve).
    """
    import numpy as np

    from toolkit.topics.reinert.tables import merge_rows

    articles = np.unique(corpus.documents, return_inverse=True)[1]
    lowered = np.zeros_like(profile.chi2)
    for place in range(len(profile.sizes)):
        rows = np.flatnonzero(classes == place)
        held, _ = merge_rows(corpus.table[rows], articles[rows])
        share = np.asarray(held.sum(axis=0)).ravel() / held.shape[0]
        lowered[place] = np.maximum(np.nan_to_num(profile.chi2[place]), 0.0) * np.sqrt(share)
    return np.asarray(lowered.round(6))


def _scores(corpus: Corpus, profile: Profiles) -> Floats:
    """(passages, classes) sum of the chi² of the marks of each class that a passage holds."""
    import numpy as np

    marked = np.where(profile.chi2 > NOTABLE, profile.chi2, 0.0)
    return np.asarray(corpus.table @ marked.T).round(6)


def _typical(
    corpus: Corpus, classes: Integers, scores: Floats, place: int
) -> tuple[str, ...]:
    """The passages that hold most marks of a class, one per article."""
    rows = [row for row in range(len(classes)) if classes[row] == place]
    seen: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: (-scores[row], row)):
        seen.setdefault(corpus.documents[row], corpus.data.passages[corpus.order[row]].id)
    return tuple(seen.values())[:TYPICAL]


def weights_of(corpus: Corpus, classes: Integers, profile: Profiles) -> Sequence[float | None]:
    """A passage's marks of its own class among its marks of all; ``None`` when it has none."""
    scores = _scores(corpus, profile)
    totals = scores.sum(axis=1)
    return [
        round(float(scores[row, own] / totals[row]), 6) if own >= 0 and totals[row] > 0 else None
        for row, own in enumerate(classes.tolist())
    ]


def description(corpus: Corpus, classes: Integers, profile: Profiles) -> dict[str, Any]:
    """Profiles, illustrative variables and the map, as plain values."""
    from toolkit.topics.reinert import illustrate, summary

    found: dict[str, Any] = {"profiles": [
        {
            "over": summary.marks(profile, place, corpus.terms, count=SHOWN),
            "under": summary.marks(profile, place, corpus.terms, count=SHOWN // 2, sign=-1),
        }
        for place in range(len(profile.sizes))
    ]}
    variables = _variables(corpus)
    found["variables"] = {
        name: summary.modalities(illustrate(values, corpus.documents, classes))
        for name, values in variables.items()
    }
    found["map"] = _map(corpus, profile, variables)
    return found


def _variables(corpus: Corpus) -> dict[str, list[str | None]]:
    found: dict[str, list[str | None]] = {}
    if corpus.data.groups is not None:
        found["source"] = [corpus.data.groups[i] for i in corpus.order]
    if corpus.data.dates is not None:
        dates = [corpus.data.dates[i] for i in corpus.order]
        found["year"] = [date[:4] if date else None for date in dates]
    return found


def _map(
    corpus: Corpus, profile: Profiles, variables: Mapping[str, Sequence[str | None]]
) -> dict[str, Any] | None:
    """The plane of classes and their marks; ``None`` with fewer than two classes."""
    import numpy as np

    from toolkit.topics.reinert import plane, summary

    if len(profile.sizes) < 2:
        return None
    names, counts = [], []
    for variable, values in variables.items():
        for value in sorted({item for item in values if item is not None}):
            names.append(f"{variable}: {value}")
            rows = np.flatnonzero([item == value for item in values])
            counts.append(np.asarray(corpus.table[rows].sum(axis=0)).ravel())
    laid = plane(profile.inside, supplementary=np.array(counts))
    shown = sorted({
        int(j) for row in profile.chi2 for j in np.argsort(-row, kind="stable")[:SHOWN // 2]
        if row[j] > NOTABLE
    })
    return summary.map_points(laid, terms=corpus.terms, values=names, shown=shown)
