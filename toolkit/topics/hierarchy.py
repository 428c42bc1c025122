"""How topics lie to each other: which merge first, and where they stand on a map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


def cosine_distances(rows: Floats) -> Floats:
    """1 − cosine similarity between rows, 0 to 2, rounded to 6 decimals; 1 for a zero row."""
    import numpy as np

    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled = rows / np.where(norms > 1e-12, norms, 1.0)
    distances: Floats = np.round(1.0 - scaled @ scaled.T, 6)
    np.fill_diagonal(distances, 0.0)
    return np.maximum(distances, 0.0)


def tree(distances: Floats) -> list[dict[str, Any]]:
    """The order in which topics merge, nearest first, by average linkage.

    Args:
        distances: symmetric, topics × topics.

    Returns:
        One entry per merge: ``node`` (numbered on from the topics), ``left`` and ``right`` (topics
        or earlier nodes), ``height`` (distance at which they merge, 0 and up, never falling) and
        ``topics`` (all topics below).
    """
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    count = len(distances)
    if count < 2:
        return []
    below: dict[int, list[int]] = {number: [number] for number in range(count)}
    merges = []
    for step, (left, right, height, _) in enumerate(
        linkage(squareform(distances, checks=False), "average")
    ):
        node, first, second = count + step, int(left), int(right)
        below[node] = sorted(below[first] + below[second])
        merges.append({
            "node": node, "left": min(first, second), "right": max(first, second),
            "height": round(float(height), 6), "topics": below[node],
        })
    return merges


def merged(labels: Sequence[int], merges: Sequence[dict[str, Any]], *, topics: int) -> list[int]:
    """``labels`` after the first merges of the tree, until ``topics`` topics are left.

    A merged topic takes the smallest number among its members; -1 stays -1.
    """
    members = {label for label in labels if label >= 0}
    owner = {label: label for label in members}
    left = len(members)
    for merge in merges:
        if left <= topics:
            break
        below = [label for label in merge["topics"] if label in members]
        for label in below:
            owner[label] = min(below)
        left = len(set(owner.values()))
    return [owner.get(label, -1) for label in labels]


def plane(distances: Floats) -> list[tuple[float, float]]:
    """A place for each topic on a plane, near topics near each other.

    Classical multidimensional scaling (Torgerson, 1952); each axis is turned so that its largest
    coordinate is positive, and coordinates are rounded to 4 decimals. One topic stands at (0, 0).
    """
    import numpy as np

    count = len(distances)
    if count < 2:
        return [(0.0, 0.0)] * count
    centring = np.eye(count) - 1.0 / count
    inner = -0.5 * centring @ np.square(distances) @ centring
    values, vectors = np.linalg.eigh(np.round(inner, 9))
    best = np.argsort(-values)[:2]
    places = vectors[:, best] * np.sqrt(np.maximum(values[best], 0.0))
    for axis in range(places.shape[1]):
        top = int(np.argmax(np.round(np.abs(places[:, axis]), 6)))
        if places[top, axis] < 0:
            places[:, axis] *= -1
    return [(round(float(x) + 0.0, 4), round(float(y) + 0.0, 4)) for x, y in places]


def by_size(labels: Sequence[int]) -> tuple[list[int], list[int]]:
    """``labels`` renumbered from 0, largest topic first, and the old number of each new one."""
    from collections import Counter

    sizes = Counter(label for label in labels if label >= 0)
    old = sorted(sizes, key=lambda label: (-sizes[label], label))
    new = {label: number for number, label in enumerate(old)}
    return [new.get(label, -1) for label in labels], old


__all__ = ["by_size", "cosine_distances", "merged", "plane", "tree"]
