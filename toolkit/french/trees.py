"""The best dependency tree under arc scores (Chu and Liu 1965, Edmonds 1967), with one root."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NEVER = -1e30


def best_heads(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """A head for every word of a sentence, forming a tree with exactly one root.

    Args:
        scores: shape (n + 1, n + 1); row = dependent, column = head, both with the artificial
            root at 0. Only differences within a row matter.

    Returns:
        Shape (n,): for each word its head's position from 1, or 0 for the root.
    """
    arcs = scores.astype(np.float64)
    np.fill_diagonal(arcs, _NEVER)
    heads = arcs.argmax(axis=1)
    heads[0] = 0
    if int((heads[1:] == 0).sum()) != 1:
        best_other = arcs[1:, 1:].max(axis=1) if len(arcs) > 2 else np.zeros(len(arcs) - 1)
        root = 1 + int((arcs[1:, 0] - best_other).argmax())
        kept = arcs[root, 0]
        arcs[1:, 0] = _NEVER
        arcs[root, 0] = kept
        arcs[root, 1:] = _NEVER
        heads = arcs.argmax(axis=1)
        heads[0] = 0
    if _cycle(heads):
        heads = _edmonds(arcs)
        if int((heads[1:] == 0).sum()) != 1:
            return best_heads(_one_root(arcs, heads))
    found: NDArray[np.int64] = heads[1:]
    return found


def _one_root(arcs: NDArray[np.float64], heads: NDArray[np.int64]) -> NDArray[np.float32]:
    """Arc scores that leave only the best-scored of several roots."""
    roots = [word for word in range(1, len(heads)) if heads[word] == 0]
    best = max(roots, key=lambda word: (arcs[word, 0], -word))
    out: NDArray[np.float32] = arcs.astype(np.float32)
    out[1:, 0] = _NEVER
    out[best, 0] = arcs[best, 0]
    out[best, 1:] = _NEVER
    return out


def _cycle(heads: NDArray[np.int64]) -> list[int]:
    """The words of one cycle, or nothing."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for passed in path:
            state[passed] = 2
    return []


def _edmonds(arcs: NDArray[np.float64]) -> NDArray[np.int64]:
    """Contract a cycle, solve the smaller graph, and open the cycle where it is entered best."""
    heads: NDArray[np.int64] = arcs.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(len(arcs), dtype=bool)
    inside[cycle] = True
    outer = np.flatnonzero(~inside)
    ring = np.asarray(cycle)
    own = arcs[ring, heads[ring]]
    size = len(outer)
    small = np.full((size + 1, size + 1), _NEVER)
    small[:size, :size] = arcs[np.ix_(outer, outer)]
    entering = arcs[np.ix_(ring, outer)] - own[:, None]
    small[size, :size] = entering.max(axis=0)
    leaving = arcs[np.ix_(outer, ring)]
    small[:size, size] = leaving.max(axis=1)
    small[0, :] = _NEVER
    np.fill_diagonal(small, _NEVER)
    solved = _edmonds(small)
    out = heads.copy()
    for place in range(1, size):
        chosen = int(solved[place])
        out[outer[place]] = (
            ring[int(leaving[place].argmax())] if chosen == size else outer[chosen]
        )
    entry = int(solved[size])
    opened = ring[int(entering[:, entry].argmax())]
    out[opened] = outer[entry]
    return out
