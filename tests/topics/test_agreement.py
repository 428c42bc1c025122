"""Agreement between runs: matched topics, the indices, and the passages they dispute."""

from __future__ import annotations

import pytest

from toolkit.errors import EngineError
from toolkit.records import Assignment
from toolkit.topics.agreement import agree, match, rand_index
from toolkit.topics.engines.base import TopicRun


def run(labels: list[int]) -> TopicRun:
    return TopicRun("x", (), tuple(Assignment(f"p{n}", one) for n, one in enumerate(labels)))


def test_topics_are_matched_by_passages_in_common() -> None:
    found = match([0, 0, 0, 1, 1, 2], [5, 5, 3, 3, 3, -1])
    assert [(one.left, one.right, one.common) for one in found] == [
        (0, 5, 2), (1, 3, 2), (2, None, 0)
    ]
    assert found[0].jaccard == pytest.approx(2 / 3, abs=1e-6)


def test_the_matching_is_the_best_overall_and_not_greedy() -> None:
    # greedily 0 would take 0 (3 in common) and leave 1 with nothing
    left = [0] * 5 + [1] * 4
    right = [0] * 3 + [1] * 2 + [0] * 4
    assert [(one.left, one.right) for one in match(left, right)] == [(0, 1), (1, 0)]


def test_indices_and_disputed_passages() -> None:
    same = agree(run([0, 0, 1, 1]), run([1, 1, 0, 0]))
    assert same.ari.value == 1.0 and same.nmi.value == pytest.approx(1.0)
    assert same.disputed == ()
    apart = agree(run([0, 0, 1, 1]), run([0, 0, 1, 0]))
    assert apart.disputed == ("p3",)
    assert apart.ari.value is not None and apart.ari.value < 1


def test_passages_without_a_topic_are_disputed_and_not_counted() -> None:
    found = agree(run([0, 0, 1, -1]), run([0, 0, 1, 1]))
    assert found.disputed == ("p3",) and found.ari.n == 3 and found.ari.value == 1.0


def test_undefined_where_nothing_is_common() -> None:
    assert rand_index([-1, 0], [0, -1]).value is None


def test_other_passages_are_refused() -> None:
    with pytest.raises(EngineError, match="different passages"):
        agree(run([0, 1]), run([0, 1, 1]))
