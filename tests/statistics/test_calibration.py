"""A small version of benchmarks/statistics_calibration.py: coverage, level and power."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from tests.conftest import SHARED

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "statistics_calibration.py"
PRESS = SHARED / "press" / "masakhanews-fra-dev.tsv"


@pytest.fixture(scope="module")
def calibration() -> ModuleType:
    spec = importlib.util.spec_from_file_location("statistics_calibration", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_intervals_hold_the_share_at_their_level(calibration: ModuleType) -> None:
    found = list(calibration.coverage(300).values())
    assert 0.93 <= np.mean(found) <= 0.97
    # 300 repetitions leave each design about 0.013 of error.
    assert min(found) > 0.90


@pytest.mark.slow
def test_intervals_of_differences_hold_at_their_level(calibration: ModuleType) -> None:
    found = list(calibration.difference_coverage(300).values())
    assert 0.93 <= np.mean(found) <= 0.97
    assert min(found) > 0.90


@pytest.mark.slow
@pytest.mark.skipif(not PRESS.exists(), reason="press articles are not there")
def test_tests_keep_their_level_and_see_a_planted_difference(calibration: ModuleType) -> None:
    corpus = calibration.Corpus(PRESS)
    false = calibration.rates(corpus, 150, draws=200, planted=0.0)
    # 150 splits leave about 0.018 of error around 0.05.
    assert all(rate <= 0.11 for rate in false.values()), false
    assert 0.03 <= np.mean(list(false.values())) <= 0.07
    power = calibration.rates(corpus, 30, draws=200, planted=0.15)
    assert all(rate > 0.4 for rate in power.values()), power
