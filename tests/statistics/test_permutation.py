"""Shuffling articles: how many ways there are, the least p, strata, and what p is."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from scipy import stats

from toolkit.errors import StatisticsError
from toolkit.statistics import Shuffle, permutation_test, relabelings
from toolkit.statistics.permutation import group_means


def gap(values: np.ndarray):  # type: ignore[no-untyped-def]
    def statistic(ways: np.ndarray) -> np.ndarray:
        means = group_means(ways, values[:, None], 2)[:, :, 0]
        return np.abs(means[:, 0] - means[:, 1])
    return statistic


@pytest.mark.parametrize(("groups", "strata", "ways", "floor"), [
    ("000111", None, 20, 0.10),           # ten distinct splits of a symmetric statistic
    ("00111", None, 10, 0.10),            # unequal sizes: no mirror image
    ("001122", None, 90, 6 / 90),
    ("0011", "aabb", 1, 1.0),             # groups and strata are the same: nothing to shuffle
    ("0101", "aabb", 4, 0.5),
    ("01", None, 2, 1.0),
])
def test_all_relabelings_are_listed_once(
    groups: str, strata: str | None, ways: int, floor: float
) -> None:
    codes = [int(code) for code in groups]
    shuffle = Shuffle(strata=tuple(strata) if strata else None)
    found = relabelings(codes, shuffle=shuffle)
    assert found.exact and found.distinct == ways
    assert len({tuple(row) for row in found.labels}) == ways == len(found.labels)
    assert found.labels[0].tolist() == codes
    assert found.floor == pytest.approx(floor)
    if strata is None:
        assert {tuple(row) for row in found.labels} == set(permutations(codes))


def test_random_relabelings_keep_sizes_within_strata() -> None:
    codes = np.repeat([0, 1], 30)
    strata = tuple("abc" * 20)
    found = relabelings(codes, shuffle=Shuffle(draws=300, strata=strata))
    assert not found.exact and len(found.labels) == 301
    for stratum in "abc":
        places = [i for i, s in enumerate(strata) if s == stratum]
        assert (found.labels[:, places].sum(1) == codes[places].sum()).all()
    assert found.floor == pytest.approx(1 / 301)


def test_enumerated_p_equals_scipy_s_exact_test() -> None:
    a, b = np.array([2.0, 3.1, 4.7, 1.2]), np.array([5.5, 6.1, 3.3, 7.8])
    values = np.concatenate([a, b])
    found = permutation_test(np.repeat([0, 1], 4), gap(values))
    expected = stats.permutation_test(
        (a, b), lambda x, y: abs(x.mean() - y.mean()), n_resamples=np.inf, alternative="greater")
    assert found.exact and found.draws == 70
    assert found.p == pytest.approx(expected.pvalue, abs=1e-9)
    assert found.statistic == pytest.approx(expected.statistic)


def test_p_is_never_zero_and_reaches_its_floor() -> None:
    values = np.concatenate([np.zeros(40), np.ones(40)])
    found = permutation_test(np.repeat([0, 1], 40), gap(values), shuffle=Shuffle(draws=999))
    assert found.p == pytest.approx(1 / 1000) == found.floor


def test_same_seed_same_p() -> None:
    values = np.random.default_rng(1).normal(size=60)
    runs = [permutation_test(np.repeat([0, 1], 30), gap(values), shuffle=Shuffle(draws=500, seed=s))
            for s in (7, 7, 8)]
    assert runs[0].p == runs[1].p
    assert (runs[0].null == runs[1].null).all()
    assert not (runs[0].null == runs[2].null).all()


def test_negative_group_numbers_are_refused() -> None:
    with pytest.raises(StatisticsError, match="groups"):
        relabelings([-1, 0, 1])
