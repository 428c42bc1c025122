"""The model shipped for grouping claims is the one its benchmark writes, and is as good."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from toolkit.codebook import data_path
from toolkit.narratives.relation import FEATURES, relation_model

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "claim_pairs.py"


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("claim_pairs", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_shipped_model_names_every_feature() -> None:
    model = relation_model()
    assert set(model.together.weights) == set(model.contrary.weights) == set(FEATURES)
    assert 0.5 < model.threshold < 1
    assert (data_path("lexicons", "claim_relation.toml")).exists()


def test_logistic_regression_finds_the_weights_of_separable_data(benchmark: ModuleType) -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(4000, 2))
    truth = rng.random(4000) < 1 / (1 + np.exp(-(2 * x[:, 0] - x[:, 1] + 0.5)))
    w = benchmark.logistic(x, truth)
    assert w == pytest.approx([2, -1, 0.5], abs=0.15)


@pytest.mark.slow
def test_precision_and_recall_on_pairs_do_not_fall(benchmark: ModuleType) -> None:
    lines = benchmark.PAIRS.read_text(encoding="utf-8").splitlines()
    table, truth, enough = benchmark.prepare([json.loads(line) for line in lines])
    assert len(truth) >= 120
    together, contrary = np.isin(truth, ["same", "opposite"]), truth == "opposite"
    _, sides, taken = benchmark.cross_validated(table, together, contrary, times=3)
    strict = taken["strict"] & enough
    precision, recall, _ = np.mean([benchmark.f1(turn, together) for turn in strict], axis=0)
    assert precision >= 0.90 and recall >= 0.48
    right = ((sides > 0.5) == contrary)[:, together].mean()
    assert right >= 0.72
