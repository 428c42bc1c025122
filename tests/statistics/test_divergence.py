"""Jensen-Shannon distance and its test."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.distance import jensenshannon
from scipy.stats import entropy as scipy_entropy

from toolkit.statistics import Shuffle, entropy, jensen_shannon, jensen_shannon_test


@pytest.mark.parametrize(("p", "q"), [
    ([1, 2, 3], [4, 0, 1]), ([5, 5], [5, 5]), ([1, 0], [0, 3]), ([0.2, 0.3, 0.5], [0.1, 0.1, 0.8]),
])
def test_distance_of_two_equals_scipy(p: list[float], q: list[float]) -> None:
    assert jensen_shannon([p, q]).value == pytest.approx(jensenshannon(p, q, base=2), abs=1e-9)


def test_distance_of_three_disjoint_mixes_is_one() -> None:
    assert jensen_shannon(np.eye(3)).value == pytest.approx(1, abs=1e-12)


def test_distance_of_three_worked_by_hand() -> None:
    rows = np.array([[0.5, 0.5], [1.0, 0.0], [0.25, 0.75]])
    spread = scipy_entropy(rows.mean(0)) - np.mean([scipy_entropy(row) for row in rows])
    assert jensen_shannon(rows).value == pytest.approx(np.sqrt(spread / np.log(3)), abs=1e-9)


def test_undefined_distances() -> None:
    assert jensen_shannon([[1, 2]]).reason == "one_group"
    assert jensen_shannon([[0, 0], [1, 2]]).reason == "no_claims"
    assert entropy([0, 0]).value is None
    assert entropy([1, 1, 1, 1]).value == pytest.approx(2)


def test_small_samples_are_far_apart_by_chance_and_the_null_says_so() -> None:
    table = np.random.default_rng(5).multinomial(4, [0.25] * 4, size=16)
    found = jensen_shannon_test(table, [0, 1] * 8, shuffle=Shuffle(draws=500))
    assert found is not None
    assert found.null_mean > 0.05      # distance above 0 with no difference at all
    assert found.p > 0.05


def test_a_planted_difference_is_found() -> None:
    rng = np.random.default_rng(6)
    a = rng.multinomial(20, [0.6, 0.2, 0.2], size=15)
    b = rng.multinomial(20, [0.2, 0.2, 0.6], size=15)
    found = jensen_shannon_test(np.vstack([a, b]), [0] * 15 + [1] * 15, shuffle=Shuffle(draws=999))
    assert found is not None and found.p == pytest.approx(0.001)


def test_articles_without_counts_are_left_out() -> None:
    table = np.array([[1, 2], [0, 0], [3, 1], [2, 2]])
    found = jensen_shannon_test(table, [0, 0, 1, 1])
    assert found is not None and found.n == 3
    assert jensen_shannon_test(table, [0, 0, 0, 0]) is None
