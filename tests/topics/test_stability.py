"""Stability: planted themes are found again; noise is not; and the figures say of how many."""

from __future__ import annotations

import numpy as np
import pytest

from tests.topics.corpus import articles
from toolkit.errors import EngineError, UsageError
from toolkit.records import Passage
from toolkit.topics.engines.base import TopicInput
from toolkit.topics.stability import Survival, curve, stability


def test_planted_themes_survive_seeds_and_other_articles() -> None:
    told: list[tuple[int, int]] = []
    found = stability(
        "nmf", articles()[0], settings={"n_topics": 4}, seeds=3, bootstraps=3,
        progress=lambda done, total: told.append((done, total)),
    )
    assert found.seeds.value is not None and found.seeds.value > 0.9 and found.seeds.n == 3
    assert found.bootstraps.value is not None and found.bootstraps.value > 0.7
    assert found.bootstraps.n == 3
    assert [(one.found, one.of) for one in found.survival] == [(5, 5)] * 4
    assert all(topic.survival == 1.0 for topic in found.topics())
    assert told[-1] == (6, 6) and len(found.topics_per_run) == 6


def noise(count: int = 60) -> TopicInput:
    rng = np.random.default_rng(0)
    words = [f"mot{n}" for n in range(80)]
    terms = [tuple(rng.choice(words, size=12).tolist()) for _ in range(count)]
    passages = [
        Passage(f"p{n}", f"d{n // 2}", 0, 1, " ".join(row), (0,)) for n, row in enumerate(terms)
    ]
    return TopicInput(passages, terms)


def test_noise_is_told_apart_from_themes() -> None:
    planted = stability("bertopic", articles()[0], seeds=1, bootstraps=3)
    random = stability("bertopic", noise(), seeds=1, bootstraps=3)
    assert planted.bootstraps.value is not None and random.bootstraps.value is not None
    assert planted.bootstraps.value > 0.9 > 0.5 > random.bootstraps.value
    lost = [one.share() for one in random.survival]
    assert min(share for share in lost if share is not None) < 1.0


def test_one_run_alone_says_nothing() -> None:
    found = stability("nmf", articles()[0], settings={"n_topics": 4}, seeds=1, bootstraps=0)
    assert found.seeds.value is None and found.bootstraps.value is None
    assert all(topic.survival is None for topic in found.topics())


def test_survival_in_words() -> None:
    assert Survival(0, 19, 20, 0.8).words() == "retrouvé dans 19 essais sur 20"
    assert Survival(0, 0, 0, None).words() == "non éprouvé"


def test_the_curve_has_its_top_at_the_planted_number() -> None:
    points = curve("nmf", articles()[0], [2, 4, 8], bootstraps=3)
    assert [point.topics for point in points] == [2, 4, 8]
    best = max(points, key=lambda point: point.stability.value or 0)
    assert best.topics == 4
    assert all(point.npmi.value is not None for point in points)


def test_the_same_figures_again() -> None:
    one, two = (
        stability("nmf", articles()[0], settings={"n_topics": 4}, seeds=2, bootstraps=2)
        for _ in range(2)
    )
    assert (one.seeds, one.bootstraps, one.survival) == (two.seeds, two.bootstraps, two.survival)


def test_impossible_requests_are_told() -> None:
    with pytest.raises(UsageError, match="seeds >= 1"):
        stability("nmf", articles()[0], seeds=0)
    with pytest.raises(EngineError, match="at least"):
        stability("nmf", articles(1, passages=2)[0])
