"""Shares and their intervals: hand-worked values, undefined cases, refusals."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from toolkit.errors import StatisticsError, UsageError
from toolkit.statistics import (
    Resampling,
    cluster_share,
    cluster_shares,
    design_effect,
    share_differences,
    wilson,
)
from toolkit.statistics.resampling import jackknife_error, resample_weights

METHODS = ("jackknife", "expanded", "percentile", "bca")


@pytest.mark.parametrize(("k", "n"), [(0, 7), (1, 10), (5, 10), (37, 211), (9, 9)])
def test_wilson_equals_statsmodels(k: int, n: int) -> None:
    low, high = proportion_confint(k, n, method="wilson")
    found = wilson(k, n)
    assert found.value == k / n
    assert found.low == pytest.approx(low, abs=1e-9)
    assert found.high == pytest.approx(high, abs=1e-9)


def test_wilson_of_nothing_is_undefined() -> None:
    assert wilson(0, 0).value is None
    assert wilson(0, 0).reason == "no_units"
    with pytest.raises(StatisticsError, match="5 successes of 3 trials"):
        wilson(5, 3)


def test_share_is_the_ratio_of_sums_and_the_article_mean_is_not() -> None:
    top, bottom = [1, 9], [10, 10]
    assert cluster_share(top, bottom).value == 0.5
    assert cluster_share([1, 9], [2, 18]).value == pytest.approx(0.5)
    assert cluster_share([1, 0], [1, 9]).value == pytest.approx(0.1)
    assert cluster_share([1, 0], [1, 9], weight="article").value == pytest.approx(0.5)


def test_jackknife_limits_worked_by_hand() -> None:
    # Articles of ten claims with 1, 2 and 6 of the kind: share 9/30; left out: 8/20, 7/20, 3/20.
    top, bottom = np.array([[1.0], [2.0], [6.0]]), np.full((3, 1), 10.0)
    error = np.sqrt(2 / 3 * (0.1**2 + 0.05**2 + 0.15**2))
    assert jackknife_error(top, bottom)[0] == pytest.approx(error, abs=1e-12)
    half = stats.t.ppf(0.975, 2) * error / (0.3 * 0.7)
    centre = np.log(0.3 / 0.7)
    found = cluster_share([1, 2, 6], [10, 10, 10])
    assert found.low == pytest.approx(1 / (1 + np.exp(half - centre)), abs=1e-9)
    assert found.high == pytest.approx(1 / (1 + np.exp(-half - centre)), abs=1e-9)
    assert (found.n, found.method) == (3, "article_jackknife_pooled")


def test_percentile_and_bca_equal_scipy_on_the_same_resamples() -> None:
    top = np.array([0, 3, 1, 5, 2, 2, 8, 0, 1, 4], dtype=float)
    bottom = np.array([9, 12, 7, 15, 9, 11, 20, 5, 8, 10], dtype=float)
    weights = resample_weights(10, 2000, seed=3)
    star = (weights @ top) / (weights @ bottom)
    found = cluster_share(top, bottom, resampling=Resampling("percentile", seed=3))
    assert (found.low, found.high) == pytest.approx(tuple(np.quantile(star, [0.025, 0.975])))
    # BCa by the textbook: bias from the resamples, acceleration from the jackknife.
    value = top.sum() / bottom.sum()
    z0 = stats.norm.ppf(((star < value).mean() + (star <= value).mean()) / 2)
    jack = (top.sum() - top) / (bottom.sum() - bottom)
    gap = jack.mean() - jack
    pull = (gap**3).sum() / (6 * (gap**2).sum() ** 1.5)
    levels = [stats.norm.cdf(z0 + (z0 + z) / (1 - pull * (z0 + z)))
              for z in stats.norm.ppf([0.025, 0.975])]
    found = cluster_share(top, bottom, resampling=Resampling("bca", seed=3))
    assert (found.low, found.high) == pytest.approx(tuple(np.quantile(star, levels)), abs=1e-9)


@pytest.mark.parametrize("method", METHODS)
def test_limits_hold_the_share_and_stay_in_range(method: str) -> None:
    rng = np.random.default_rng(4)
    bottom = rng.integers(0, 30, 25)
    top = rng.binomial(bottom, 0.1)
    found = cluster_share(top, bottom, resampling=Resampling(method))  # type: ignore[arg-type]
    assert found.value is not None and found.low is not None and found.high is not None
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.n == int((bottom > 0).sum())


def test_a_share_of_zero_has_an_open_side_like_one_claim_would_give() -> None:
    none = cluster_share([0, 0, 0, 0, 0, 0], [10, 12, 9, 11, 10, 8])
    one = cluster_share([1, 0, 0, 0, 0, 0], [10, 12, 9, 11, 10, 8])
    assert (none.value, none.low) == (0.0, 0.0)
    assert none.high is not None and one.high is not None
    assert 0.02 < none.high <= one.high + 1e-12
    every = cluster_share([10, 12, 9], [10, 12, 9])
    assert (every.value, every.high) == (1.0, 1.0)
    assert every.low is not None and every.low < 0.97


@pytest.mark.parametrize(("top", "bottom", "reason"), [
    ([], [], "no_claims"),
    ([0, 0], [0, 0], "no_claims"),
    ([3], [10], "one_article"),
    ([3, 0], [10, 0], "one_article"),
    ([5, 5, 5], [10, 10, 10], "no_variation"),
])
def test_undefined_is_none_with_a_reason(top: list[int], bottom: list[int], reason: str) -> None:
    found = cluster_share(top, bottom)
    assert found.reason == reason
    assert found.low is None and found.high is None
    assert (found.value is None) == (reason == "no_claims")


def test_refusals_say_what_was_wrong() -> None:
    with pytest.raises(StatisticsError, match="numerator is larger"):
        cluster_share([3], [2])
    with pytest.raises(StatisticsError, match="negative"):
        cluster_share([-1], [2])
    with pytest.raises(StatisticsError, match="2 entries and denominators has 3"):
        cluster_share([1, 1], [2, 2, 2])
    with pytest.raises(UsageError, match="jackknife"):
        cluster_share([1, 1], [2, 3], resampling=Resampling("magic"))  # type: ignore[arg-type]


def test_same_seed_same_limits_and_other_seed_others() -> None:
    top, bottom = np.arange(20) % 7, np.arange(20) + 10
    runs = [cluster_share(top, bottom, resampling=Resampling("expanded", seed=seed))
            for seed in (1, 1, 2)]
    assert runs[0] == runs[1]
    assert runs[0].low != runs[2].low


def test_difference_recovers_each_share_s_own_error() -> None:
    sides = [(np.array([1.0, 2, 6, 3]), np.full(4, 10.0)),
             (np.array([5.0, 4, 8, 9]), np.full(4, 12.0))]
    errors = [jackknife_error(top[:, None], bottom[:, None])[0] for top, bottom in sides]
    shares = [top.sum() / bottom.sum() for top, bottom in sides]
    freedom = (errors[0] ** 2 + errors[1] ** 2) ** 2 / (errors[0] ** 4 / 3 + errors[1] ** 4 / 3)
    limits = []
    for share, error in zip(shares, errors):
        half = stats.t.ppf(0.975, freedom) * error / (share * (1 - share))
        centre = np.log(share / (1 - share))
        limits.append([1 / (1 + np.exp(-centre - side * half)) for side in (-1, 1)])
    found = share_differences(*[(top[:, None], bottom) for top, bottom in sides])[0]
    gap = shares[0] - shares[1]
    assert found.value == pytest.approx(gap)
    assert found.low == pytest.approx(
        gap - np.hypot(shares[0] - limits[0][0], limits[1][1] - shares[1]), abs=1e-9)
    assert found.high == pytest.approx(
        gap + np.hypot(limits[0][1] - shares[0], shares[1] - limits[1][0]), abs=1e-9)


def test_difference_with_a_group_of_one_article_has_no_interval() -> None:
    found = share_differences(([[1]], [10]), ([[5], [4]], [10, 11]))[0]
    assert found.value == pytest.approx(0.1 - 9 / 21)
    assert found.low is None and found.reason == "one_article"


def test_labels_with_their_own_denominators_are_computed_apart() -> None:
    both = cluster_shares([[1, 1], [2, 0], [4, 2]], [[10, 4], [9, 0], [12, 5]])
    assert both[0] == cluster_share([1, 2, 4], [10, 9, 12])
    assert both[1] == cluster_share([1, 0, 2], [4, 0, 5])


def test_design_effect_is_one_for_claims_on_their_own_and_m_for_copies() -> None:
    rng = np.random.default_rng(0)
    single = rng.integers(0, 2, 400)
    effect = design_effect(single, np.ones(400)).value
    assert effect is not None and effect == pytest.approx(1, abs=0.01)
    copies = design_effect(single * 10, np.full(400, 10)).value
    assert copies is not None and copies == pytest.approx(10, abs=0.1)
    assert design_effect([0, 0], [3, 4]).reason == "no_variation"
