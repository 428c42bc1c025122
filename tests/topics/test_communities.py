"""Communities: modularity checked by hand, and a consensus that hardly depends on the seed."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from toolkit.topics.communities import best_partition, consensus, modularity, neighbourhood
from toolkit.topics.vocabulary import unit


def triangles(bridge: float = 1.0) -> np.ndarray:
    """Two triangles joined by one link."""
    graph = np.zeros((6, 6))
    for i, j in ((0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5)):
        graph[i, j] = graph[j, i] = 1.0
    graph[2, 3] = graph[3, 2] = bridge
    return graph


def test_modularity_of_two_triangles_by_hand() -> None:
    # 12 of 14 link ends lie inside, and each side holds half of all ends: 12/14 - 2 * (1/2)^2
    labels = np.array([0, 0, 0, 1, 1, 1])
    assert modularity(triangles(), labels) == pytest.approx(12 / 14 - 0.5)
    assert modularity(triangles(), np.zeros(6, dtype=np.int64)) == pytest.approx(0.0)


def test_the_best_partition_is_the_best_of_all() -> None:
    graph = triangles()
    labels, quality = best_partition(graph, seed=0)
    assert labels.tolist() in ([0, 0, 0, 1, 1, 1], [1, 1, 1, 0, 0, 0])
    every = (modularity(graph, np.array(one)) for one in product(range(3), repeat=6))
    assert quality == pytest.approx(max(every))


def test_higher_resolution_gives_more_communities() -> None:
    coarse, _ = best_partition(triangles(), resolution=0.1, seed=0)
    fine, _ = best_partition(triangles(), resolution=4.0, seed=0)
    assert len(set(coarse.tolist())) == 1 and len(set(fine.tolist())) == 6


def test_a_graph_without_links_is_one_community() -> None:
    labels, quality = best_partition(np.zeros((4, 4)))
    assert labels.tolist() == [0, 0, 0, 0] and quality == 0.0


def cloud(groups: int, each: int, *, noise: float, seed: int = 0) -> tuple[np.ndarray, list[int]]:
    rng = np.random.default_rng(seed)
    centres = np.eye(groups, 20)
    truth = [group for group in range(groups) for _ in range(each)]
    return unit(centres[truth] + rng.normal(size=(len(truth), 20)) * noise), truth


@pytest.mark.parametrize(("groups", "each"), [(3, 20), (6, 40), (8, 150)])
def test_the_number_of_groups_is_found(groups: int, each: int) -> None:
    vectors, truth = cloud(groups, each, noise=0.12)
    found = consensus(vectors, seed=0, runs=3)
    assert adjusted_rand_score(truth, found.labels) > 0.98
    assert found.labels.max() + 1 == groups
    assert 0 < found.modularity < 1 and found.agreement is not None and found.agreement > 0.95


def test_the_seed_hardly_matters_even_in_a_noisy_cloud() -> None:
    vectors, _ = cloud(5, 90, noise=0.3)
    runs = [consensus(vectors, seed=seed, runs=5).labels for seed in range(3)]
    assert adjusted_rand_score(runs[0], runs[1]) > 0.9
    assert adjusted_rand_score(runs[0], runs[2]) > 0.9


def test_votes_tell_a_passage_between_two_topics() -> None:
    vectors, _ = cloud(2, 60, noise=0.1)
    found = consensus(vectors, seed=0, runs=5)
    assert found.votes.min() >= 0 and found.votes.max() <= 1.0 + 1e-6
    assert np.mean(found.votes > 0.5) > 0.99


def test_labels_are_numbered_by_size() -> None:
    vectors, _ = cloud(3, 30, noise=0.1)
    found = consensus(np.vstack([vectors, vectors[:20]]), seed=0, runs=2)
    sizes = np.bincount(found.labels)
    assert sizes.tolist() == sorted(sizes.tolist(), reverse=True)


def test_the_neighbourhood_grows_with_the_corpus() -> None:
    sizes = [neighbourhood(n) for n in (5, 50, 500, 2_000, 20_000, 100_000)]
    assert sizes == [3, 8, 83, 200, 632, 1414]


_SCRIPT = """
import hashlib
from tests.topics.corpus import articles
from toolkit.topics.communities import consensus
from toolkit.topics.embeddings import Lsa
from toolkit.topics.vocabulary import one_thread
data, _ = articles(40, passages=13)
with one_thread():
    vectors = Lsa().fit(data, seed=4)
    found = consensus(vectors, seed=4, runs=2)
print(hashlib.sha256(vectors.tobytes() + found.labels.tobytes()).hexdigest())
"""


def test_two_processes_with_other_threads_give_the_same_vectors_and_topics() -> None:
    digests = set()
    for threads in ("1", "2"):
        env = dict(os.environ, OMP_NUM_THREADS=threads, OPENBLAS_NUM_THREADS=threads,
                   MKL_NUM_THREADS=threads, PYTHONHASHSEED=threads)
        done = subprocess.run(
            [sys.executable, "-c", _SCRIPT], env=env, capture_output=True, text=True, check=True,
            cwd=Path(__file__).resolve().parents[2],
        )
        digests.add(done.stdout.strip())
    assert len(digests) == 1
