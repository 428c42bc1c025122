"""Topics as communities of a neighbourhood graph: nobody has to say how many there are.

Passages (or, above ``MAX_NODES`` of them, small prototypes that stand for several) are linked to
their nearest neighbours by cosine similarity, and the partition with the highest modularity is
sought. The number of topics comes out of the data; the one scale to choose is the size of the
neighbourhood, which is about the size of the smallest topic worth having.

Sources: Newman and Girvan (2004) for modularity; Blondel et al. (2008) for the local moves.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

# 400 against 800 prototypes: the same agreement with press categories, a third of the time.
MAX_NODES = 400
RESTARTS = 4
RUNS = 10


@dataclass(frozen=True, slots=True)
class Partition:
    """A partition of passages, and how sure the ensemble is of each place.

    ``labels``: community of each passage, numbered from 0, largest first. ``votes``: the share of
    runs that put the passage there, 0 to 1. ``modularity``: of the chosen run, at most 1.
    ``sizes``: the number of communities each run found. ``agreement``: mean adjusted Rand index
    between the runs, at most 1; ``None`` with one run.
    """

    labels: Ints
    votes: Floats
    modularity: float
    neighbours: int
    sizes: tuple[int, ...]
    agreement: float | None


def neighbourhood(passages: int) -> int:
    """How many passages count as neighbours of one: the size below which a theme is no topic.

    A sixth of a small corpus, and then growing with the square root of the corpus, so that large
    corpora show finer topics (60 passages: 10; 500: 83; 2,000: 200; 20,000: 632; 100,000: 1,414).
    A tenth instead of a sixth cut planted themes of 40 passages in two, a quarter found them as
    well (generated corpora of 32 to 520 passages).
    """
    return max(3, round(min(passages / 6, 4.472 * math.sqrt(passages))))


def consensus(
    vectors: Floats, *, seed: int, neighbours: int | None = None, resolution: float = 1.0,
    runs: int = RUNS, max_nodes: int = MAX_NODES,
) -> Partition:
    """The partition that several searches with different starts agree on best.

    The run nearest to all others (mean adjusted Rand index) gives the topics; the others vote,
    each of its communities for the topic it overlaps most in a one-to-one matching.

    Args:
        vectors: one unit vector per row (cosine similarity is their product).
        seed: order of visits in the searches, and starts of the prototypes.
        neighbours: in passages; by default :func:`neighbourhood` of their number.
        resolution: above 1 gives more and smaller topics, below 1 fewer.
        runs: how many searches, at least 1.
        max_nodes: above this many passages, prototypes take their place in the graph.

    Source: Dimitriadou, Weingessel and Hornik (2002) for voting between partitions.
    """
    import numpy as np

    wanted = neighbours or neighbourhood(len(vectors))
    rng = np.random.default_rng(seed)
    found = [
        _one_run(vectors, wanted, resolution, max_nodes, int(start))
        for start in rng.integers(0, 2**31 - 1, size=runs)
    ]
    partitions = [labels for labels, _ in found]
    chosen, agreement = _medoid(partitions, [quality for _, quality in found])
    votes = _ballots(partitions, partitions[chosen])
    labels = np.argmax(votes, axis=1)
    order = np.argsort(-np.bincount(labels, minlength=votes.shape[1]), kind="stable")
    return Partition(
        labels=np.argsort(order)[labels].astype(np.int64),
        votes=votes.max(axis=1) / runs,
        modularity=found[chosen][1],
        neighbours=wanted,
        sizes=tuple(int(part.max()) + 1 for part in partitions),
        agreement=agreement,
    )


def _one_run(
    vectors: Floats, neighbours: int, resolution: float, max_nodes: int, seed: int
) -> tuple[Ints, float]:
    nodes, masses, member = _prototypes(vectors, max_nodes, seed)
    owners, quality = best_partition(
        _graph(nodes, masses, neighbours), resolution=resolution, seed=seed
    )
    return owners[member], quality


def _medoid(partitions: list[Ints], qualities: list[float]) -> tuple[int, float | None]:
    """The run nearest to the others (a tie goes to the higher modularity), and their agreement."""
    import numpy as np
    from sklearn.metrics import adjusted_rand_score

    count = len(partitions)
    if count == 1:
        return 0, None
    near = np.zeros((count, count))
    for i in range(count):
        for j in range(i):
            near[i, j] = near[j, i] = adjusted_rand_score(partitions[i], partitions[j])
    mean = near.sum(axis=1) / (count - 1)
    chosen = max(range(count), key=lambda i: (round(mean[i], 6), round(qualities[i], 6), -i))
    return chosen, float(mean.mean())


def _ballots(partitions: list[Ints], reference: Ints) -> Floats:
    """Votes of every run for each passage (rows) and each community of the reference (columns)."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    topics = int(reference.max()) + 1
    votes = np.zeros((len(reference), topics))
    rows = np.arange(len(reference))
    for labels in partitions:
        table = np.zeros((int(labels.max()) + 1, topics))
        np.add.at(table, (labels, reference), 1.0)
        match = np.full(len(table), -1)
        theirs, ours = linear_sum_assignment(-table)
        match[theirs] = ours
        choice = match[labels]
        counted = choice >= 0
        votes[rows[counted], choice[counted]] += 1.0
    # without any vote (its community is matched nowhere) a passage stays where the reference has it
    votes[rows, reference] += 1e-6
    return votes


def _prototypes(vectors: Floats, limit: int, seed: int) -> tuple[Floats, Ints, Ints]:
    """Unit vectors that stand for passages, for how many each, and the one for each passage."""
    import numpy as np
    from sklearn.cluster import KMeans

    if len(vectors) <= limit:
        count = len(vectors)
        return vectors, np.ones(count, dtype=np.int64), np.arange(count, dtype=np.int64)
    model = KMeans(limit, init="random", n_init=1, max_iter=15, random_state=seed).fit(vectors)
    member: Ints = model.labels_.astype(np.int64)
    masses = np.bincount(member, minlength=limit)
    kept = np.flatnonzero(masses)
    renumber = np.full(limit, -1, dtype=np.int64)
    renumber[kept] = np.arange(len(kept))
    centres = np.round(model.cluster_centers_[kept], 6)
    norms = np.linalg.norm(centres, axis=1, keepdims=True)
    return centres / np.where(norms > 0, norms, 1.0), masses[kept], renumber[member]


def _graph(nodes: Floats, masses: Ints, neighbours: int) -> Floats:
    """Weights between nodes: similarity to the nodes that hold the nearest ``neighbours`` passages.

    A link counts once when either end is near the other; it weighs by the passages at both ends.
    Similarities are rounded so that machines agree on who is nearer.
    """
    import numpy as np

    similar = np.round(nodes @ nodes.T, 6)
    np.fill_diagonal(similar, -2.0)
    order = np.argsort(-similar, axis=1, kind="stable")
    held = np.cumsum(masses[order], axis=1)
    # the first node is always a neighbour, then as many as bring the count up to `neighbours`
    near_sorted = np.hstack([np.ones((len(nodes), 1), bool), held[:, :-1] < neighbours])
    near = np.zeros(similar.shape, dtype=bool)
    np.put_along_axis(near, order, near_sorted, axis=1)
    near |= near.T
    weights = np.where(near & (similar > 0), similar, 0.0)
    np.fill_diagonal(weights, 0.0)
    graph: Floats = weights * np.outer(masses, masses)
    inside = masses * (masses - 1.0)
    graph[np.diag_indices(len(nodes))] = inside
    return graph


def best_partition(
    graph: Floats, *, resolution: float = 1.0, seed: int = 0, restarts: int = RESTARTS
) -> tuple[Ints, float]:
    """The partition of the highest modularity among ``restarts`` searches.

    Args:
        graph: symmetric weights, n × n, not negative; the diagonal holds what is inside a node.

    Returns:
        Community of each node, and its modularity (below 1; 0 when the graph has no link).
    """
    import numpy as np

    total = float(graph.sum())
    if total <= 0:
        return np.zeros(len(graph), dtype=np.int64), 0.0
    rng = np.random.default_rng(seed)
    best, best_quality = np.zeros(len(graph), dtype=np.int64), -np.inf
    for _ in range(restarts):
        labels = _search(graph, resolution, rng)
        quality = modularity(graph, labels, resolution=resolution)
        # a later run must be better by more than rounding noise to replace an earlier one
        if quality > best_quality + 1e-9:
            best, best_quality = labels, quality
    return best, float(best_quality)


def modularity(graph: Floats, labels: Ints, *, resolution: float = 1.0) -> float:
    """Share of weight inside communities minus what degrees alone would give (Newman, 2004)."""
    import numpy as np

    total = graph.sum()
    member = np.zeros((len(graph), int(labels.max()) + 1))
    member[np.arange(len(graph)), labels] = 1.0
    inside = np.einsum("ic,ic->", member, graph @ member)
    degree = member.T @ graph.sum(axis=1)
    return float(inside / total - resolution * np.square(degree / total).sum())


def _search(graph: Floats, resolution: float, rng: np.random.Generator) -> Ints:
    """Local moves, then the same on the graph of communities, until nothing moves (Blondel 2008).

    A last round of moves of single nodes repairs what aggregation had frozen.
    """
    import numpy as np

    labels = np.arange(len(graph), dtype=np.int64)
    level = graph
    while True:
        moved = _local_moves(level, np.arange(len(level), dtype=np.int64), resolution, rng)
        labels = moved[labels]
        if int(moved.max()) + 1 == len(level):
            break
        member = np.zeros((len(level), int(moved.max()) + 1))
        member[np.arange(len(level)), moved] = 1.0
        level = member.T @ level @ member
    return _local_moves(graph, labels, resolution, rng)


def _local_moves(
    graph: Floats, labels: Ints, resolution: float, rng: np.random.Generator
) -> Ints:
    """Move single nodes to the community that gains most modularity, until none gains."""
    import numpy as np

    count = len(graph)
    degree = graph.sum(axis=1)
    total = float(degree.sum())
    labels = labels.copy()
    communities = int(labels.max()) + 1
    member = np.zeros((count, communities))
    member[np.arange(count), labels] = 1.0
    links = graph @ member
    volume = member.T @ degree
    own = np.diag(graph)
    moved = True
    while moved:
        moved = False
        for node in rng.permutation(count):
            home = labels[node]
            volume[home] -= degree[node]
            gain = links[node] - resolution * degree[node] * volume / total
            gain[home] -= own[node]
            target = int(np.argmax(gain))
            if gain[target] > gain[home] + 1e-9 * total / count:
                labels[node] = target
                links[:, home] -= graph[:, node]
                links[:, target] += graph[:, node]
                moved = True
            volume[labels[node]] += degree[node]
    _, dense = np.unique(labels, return_inverse=True)
    result: Ints = dense.astype(np.int64)
    return result


__all__ = ["Partition", "best_partition", "consensus", "modularity", "neighbourhood"]
