"""Claims that say the same or the contrary thing, gathered: near neighbours, then average links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from toolkit.narratives.meaning import Meaning
from toolkit.narratives.relation import Rarity, RelationModel, relate, relation_model

NEIGHBOURS = 25
FLOOR = 0.40
"""Likeness under which two claims are not even looked at (cosine of their concepts). Of the 93
pairs of corpora/pairs that belong together, 0.30, 0.35, 0.40, 0.45, 0.50 leave 53, 53, 51, 50, 48
found, and 1, 1, 1, 1, 0 wrong ones; in articles, where sentences are longer, a low floor brings
together sentences that share three words by chance."""
_BLOCK = 1000
_COMMON = 0.5
_COMMON_LARGE = 0.05
_LARGE = 20_000
_MOST_LINKS = 400


@dataclass(frozen=True, slots=True)
class Grouped:
    """``group``: (claims,) number of the group, -1 for a claim by itself; ``side``: 1 or -1."""

    group: np.ndarray
    side: np.ndarray


def group_claims(
    meanings: Sequence[Meaning], *, embeddings: np.ndarray | None = None,
    model: RelationModel | None = None,
) -> Grouped:
    """Gather claims that belong together and put each on one of two sides.

    Args:
        meanings: one per claim.
        embeddings: (claims, dimensions) sentence vectors; where given, neighbours in them are
            looked at as well.
        model: weights and threshold; the shipped ones by default.
    Returns:
        Groups numbered by their first claim; side 1 is that of most claims (of the first one in
        a tie). Grouping compares each claim with its near neighbours, so that time grows with
        the number of claims and not with its square.
    """
    chosen = model or relation_model()
    rarity = Rarity(meanings)
    links = _links(meanings, rarity, chosen, embeddings)
    return _merge(meanings, links, rarity, chosen)


def candidates(
    meanings: Sequence[Meaning], rarity: Rarity, embeddings: np.ndarray | None = None
) -> Iterator[tuple[int, int]]:
    """Pairs (i < j) worth comparing: among the nearest by shared rare concepts, or by vectors."""
    vectors = _vectors(meanings, rarity)
    dense = None if embeddings is None else _unit(embeddings)
    for start in range(0, len(meanings), _BLOCK):
        block = vectors[start:start + _BLOCK]
        likeness = (block @ vectors.T).tocsr()
        for row in range(block.shape[0]):
            part = slice(likeness.indptr[row], likeness.indptr[row + 1])
            yield from _nearest(start + row, likeness.indices[part], likeness.data[part])
            if dense is not None:
                near = dense @ dense[start + row]
                best = np.argsort(-near, kind="stable")[:NEIGHBOURS]
                yield from _nearest(start + row, best, near[best])


def _nearest(
    claim: int, others: np.ndarray, likeness: np.ndarray
) -> Iterator[tuple[int, int]]:
    keep = (likeness >= FLOOR) & (others != claim)
    others, likeness = others[keep], likeness[keep]
    order = np.lexsort((others, -likeness))[:NEIGHBOURS]
    for other in others[order]:
        yield (claim, int(other)) if claim < other else (int(other), claim)


def _vectors(meanings: Sequence[Meaning], rarity: Rarity) -> Any:
    """Sparse unit vectors over concepts; the commonest concepts bring no claims together."""
    from scipy.sparse import csr_array

    names = sorted({name for m in meanings for name in m.things | m.acts})
    column = {name: k for k, name in enumerate(names)}
    cells = [(i, column[name], rarity(name)) for i, m in enumerate(meanings)
             for name in sorted(m.things | m.acts)]
    table = csr_array(
        (np.array([c[2] for c in cells], dtype=np.float64),
         (np.array([c[0] for c in cells], dtype=np.int64),
          np.array([c[1] for c in cells], dtype=np.int64))),
        shape=(len(meanings), len(names)),
    )
    most = (_COMMON if len(meanings) < _LARGE else _COMMON_LARGE) * max(len(meanings), 1)
    held = np.bincount(table.indices, minlength=len(names))
    table = table[:, np.flatnonzero(held <= max(most, 5))]
    size = np.sqrt(np.asarray(table.multiply(table).sum(1)).ravel())
    scale = csr_array((1 / np.where(size > 0, size, 1),
                       (np.arange(len(size)), np.arange(len(size)))), shape=(len(size),) * 2)
    return (scale @ table).tocsr()


def _unit(vectors: np.ndarray) -> np.ndarray:
    size = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(size > 0, size, 1), dtype=np.float64)


Links = dict[tuple[int, int], tuple[float, float]]


def _links(
    meanings: Sequence[Meaning], rarity: Rarity, model: RelationModel,
    embeddings: np.ndarray | None,
) -> Links:
    links: Links = {}
    for pair in candidates(meanings, rarity, embeddings):
        if pair not in links:
            links[pair] = relate(meanings[pair[0]], meanings[pair[1]], rarity, model)
    return links


def _merge(
    meanings: Sequence[Meaning], links: Links, rarity: Rarity, model: RelationModel
) -> Grouped:
    """Join the likeliest pairs first, two groups only if they are alike on average."""
    n = len(meanings)
    home, members = list(range(n)), {i: [i] for i in range(n)}
    side = np.ones(n, dtype=np.int64)

    def link(i: int, j: int) -> tuple[float, float]:
        pair = (i, j) if i < j else (j, i)
        if pair not in links:
            links[pair] = relate(meanings[i], meanings[j], rarity, model)
        return links[pair]

    strong = [pair for pair, (chance, _) in links.items() if chance >= model.threshold]
    for i, j in sorted(strong, key=lambda pair: (-links[pair][0], pair)):
        a, b = home[i], home[j]
        if a == b or len(members[a]) * len(members[b]) > _MOST_LINKS ** 2:
            continue
        cross = [(x, y, *link(x, y)) for x, y in _some(members[a], members[b])]
        if sum(chance for *_, chance, _ in cross) / len(cross) < model.threshold:
            continue
        # Above 0: the two groups, as they stand, mostly say the same.
        same = sum(side[x] * side[y] * chance * (1 - 2 * contrary)
                   for x, y, chance, contrary in cross)
        if same < 0:
            side[members[b]] *= -1
        for claim in members[b]:
            home[claim] = a
        members[a] += members.pop(b)
    return _numbered(members, side, n)


def _some(a: Sequence[int], b: Sequence[int]) -> list[tuple[int, int]]:
    """All cross pairs of two groups, or an even selection of them when they are many."""
    pairs = [(x, y) for x in a for y in b]
    step = max(1, len(pairs) // _MOST_LINKS)
    return pairs[::step]


def _numbered(members: dict[int, list[int]], side: np.ndarray, n: int) -> Grouped:
    group = np.full(n, -1, dtype=np.int64)
    found = sorted(sorted(claims) for claims in members.values() if len(claims) > 1)
    for number, claims in enumerate(found):
        group[claims] = number
        total = int(side[claims].sum())
        if total < 0 or (total == 0 and side[claims[0]] < 0):
            side[claims] *= -1
    return Grouped(group, side)
