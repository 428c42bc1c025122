"""Trees from arc scores: checked against every possible tree of small sentences."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.french.trees import best_heads


def is_tree(heads: list[int]) -> bool:
    """Whether every word reaches the root and exactly one hangs on it."""
    if heads.count(0) != 1:
        return False
    for start in range(1, len(heads) + 1):
        node, steps = start, 0
        while node and steps <= len(heads):
            node, steps = heads[node - 1], steps + 1
        if node:
            return False
    return True


def value(scores: np.ndarray, heads: list[int]) -> float:
    return float(sum(scores[word, head] for word, head in enumerate(heads, start=1)))


@pytest.mark.parametrize("seed", range(40))
def test_is_a_tree_whose_score_no_other_of_its_root_beats(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(5, 5)).astype(np.float32)
    found = [int(head) for head in best_heads(scores)]
    assert is_tree(found)
    root = found.index(0)
    rivals = [
        list(heads)
        for heads in itertools.product(range(5), repeat=4)
        if is_tree(list(heads)) and heads[root] == 0
    ]
    assert value(scores, found) == pytest.approx(max(value(scores, rival) for rival in rivals))


def test_greedy_heads_are_kept_when_they_form_a_tree() -> None:
    scores = np.full((4, 4), -5.0, dtype=np.float32)
    for word, head in ((1, 2), (2, 0), (3, 2)):
        scores[word, head] = 5.0
    assert best_heads(scores).tolist() == [2, 0, 2]


def test_one_word_is_its_own_root() -> None:
    assert best_heads(np.zeros((2, 2), dtype=np.float32)).tolist() == [0]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 40), st.integers(0, 10_000))
def test_always_one_root_and_no_cycle(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size + 1, size + 1)).astype(np.float32)
    assert is_tree([int(head) for head in best_heads(scores)])
