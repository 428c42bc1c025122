"""Krippendorff's alpha on published data; one change of level in time."""

from __future__ import annotations

import numpy as np
import pytest

from toolkit.errors import StatisticsError
from toolkit.statistics import Shuffle, change_point, krippendorff_alpha, percent_agreement

# Krippendorff 2011, "Computing Krippendorff's alpha-reliability", 12 units and 4 observers.
PUBLISHED = list(zip(*[
    [int(code) if code != "." else None for code in row.split()] for row in (
        "1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 .",
    )
]))


@pytest.mark.parametrize(("level", "alpha"), [
    ("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849),
])
def test_alpha_of_the_published_example(level: str, alpha: float) -> None:
    found = krippendorff_alpha(PUBLISHED, level=level)  # type: ignore[arg-type]
    assert found.value == pytest.approx(alpha, abs=5e-4)
    assert found.n == 11
    assert found.low is not None and found.high is not None
    assert found.low < alpha <= found.high <= 1


def test_alpha_of_two_coders_worked_by_hand() -> None:
    # Ten units, 0/1 codes, 2 disagreements: Do = 4/20; 14 zeros, 6 ones: De = 2*14*6/(20*19).
    codes = [[0, 0]] * 6 + [[1, 1]] * 2 + [[0, 1]] * 2
    expected = 1 - (4 / 20) / (2 * 14 * 6 / (20 * 19))
    for level in ("nominal", "ordinal", "interval"):
        found = krippendorff_alpha(codes, level=level, resamples=0)  # type: ignore[arg-type]
        assert found.value == pytest.approx(expected, abs=1e-12)
    assert percent_agreement(codes).value == pytest.approx(0.8)


@pytest.mark.parametrize(("codes", "reason"), [
    ([], "no_pairs"), ([["a", None], [None, "b"]], "no_pairs"), ([["a", "a"]] * 5, "no_variation"),
])
def test_undefined_alpha(codes: list[list[str | None]], reason: str) -> None:
    found = krippendorff_alpha(codes)
    assert found.value is None and found.reason == reason


def test_full_and_opposite_agreement() -> None:
    assert krippendorff_alpha([["a", "a"], ["b", "b"]] * 5).value == pytest.approx(1)
    worst = krippendorff_alpha([["a", "b"], ["b", "a"]] * 5).value
    assert worst is not None and worst < 0


def test_codes_of_sets_and_refusals() -> None:
    sets = [[frozenset({"x"}), frozenset({"x"})], [frozenset({"x", "y"}), frozenset({"y"})]]
    assert krippendorff_alpha(sets).value is not None
    with pytest.raises(StatisticsError, match="no interval order"):
        krippendorff_alpha([["a", "b"], ["b", "b"]], level="interval")
    with pytest.raises(StatisticsError, match="1 to 2 codes"):
        krippendorff_alpha([["a", "b"], ["b"]])


def test_same_codes_same_interval() -> None:
    assert krippendorff_alpha(PUBLISHED, seed=4) == krippendorff_alpha(PUBLISHED, seed=4)


def test_a_change_of_level_is_found_where_it_is() -> None:
    rng = np.random.default_rng(0)
    periods = np.repeat(np.arange(10), 6)
    claims = np.full(60, 20)
    hits = rng.binomial(20, np.where(periods < 7, 0.1, 0.5))
    found = change_point(hits, claims, periods, shuffle=Shuffle(draws=999))
    assert found.period == 7
    assert found.p == pytest.approx(0.001)
    assert found.before is not None and found.after is not None
    assert found.before < 0.2 < 0.4 < found.after


def test_no_change_is_not_announced() -> None:
    rng = np.random.default_rng(1)
    found = change_point(rng.binomial(20, 0.3, 60), np.full(60, 20), np.repeat(np.arange(10), 6),
                         shuffle=Shuffle(draws=999))
    assert found.p is not None and found.p > 0.05


@pytest.mark.parametrize(("periods", "reason"), [
    ([1, 2, 3, 4, 5] * 4, "few_periods"), ([1, 2, 3, 4, 5, 6], "few_articles"),
])
def test_where_data_do_not_allow_the_question(periods: list[int], reason: str) -> None:
    n = len(periods)
    found = change_point(np.arange(n) % 3, np.full(n, 5), periods)
    assert found.period is None and found.reason == reason
