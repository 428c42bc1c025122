"""The shipped pipeline beats fr_core_news_sm on every score; the model card says what is true."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import SHARED
from toolkit.french.evaluation import evaluate
from toolkit.french.pipeline import SHIPPED, load
from toolkit.french.store import MODELS

TREEBANKS = SHARED / "treebanks"
SMALL = {"pos": 96.2, "morph": 95.2, "lemma": 90.8, "uas": 88.0, "las": 83.6, "sentences": 89.0}
"""Published figures of fr_core_news_sm on Sequoia test."""

needs_treebanks = pytest.mark.skipif(
    not TREEBANKS.is_dir(), reason=f"no treebanks in {TREEBANKS}"
)


def recorded() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = json.loads(
        (SHIPPED / "scores.json").read_text(encoding="utf-8")
    )
    return found


def test_weights_weigh_at_most_twenty_megabytes() -> None:
    size = sum(path.stat().st_size for path in MODELS.rglob("*") if path.is_file())
    assert size <= 20_000_000


def test_recorded_scores_beat_the_small_pipeline() -> None:
    for name, floor in SMALL.items():
        assert recorded()["fr_sequoia-ud-test"][name] > floor, name


def test_model_card_shows_the_recorded_scores() -> None:
    card = (Path(__file__).resolve().parents[2] / "docs" / "model-card.md").read_text("utf-8")
    for scores in recorded().values():
        for value in scores.values():
            assert f"{value:.1f}" in card


@pytest.mark.slow
@needs_treebanks
@pytest.mark.parametrize("treebank", ["fr_sequoia-ud-test", "fr_gsd-ud-test"])
def test_scores_are_as_recorded(treebank: str) -> None:
    (result,) = evaluate(load(), [TREEBANKS / f"{treebank}.conllu.xz"])
    for name, value in recorded()[treebank].items():
        found = result.scores[name]
        assert found is not None
        assert found == pytest.approx(value, abs=0.15), name
        if treebank == "fr_sequoia-ud-test":
            assert found > SMALL.get(name, 0.0), name
