"""Quality figures, against values worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.topics.corpus import THEMES, articles
from toolkit.errors import EngineError
from toolkit.topics.engines.base import engine
from toolkit.topics.quality import (
    coherence,
    diversity,
    mean,
    outlier_share,
    quality,
    silhouette,
    split_articles,
)

ROWS = [["robot", "usine"], ["robot", "usine"], ["robot"], ["juge"]]


def test_npmi_by_hand() -> None:
    # p(robot) = 3/4, p(usine) = 1/2, p(both) = 1/2
    expected = math.log((1 / 2) / (3 / 4 * 1 / 2)) / -math.log(1 / 2)
    found = coherence([["robot", "usine"]], ROWS)[0]
    assert found.value == pytest.approx(expected) and found.n == 1
    assert coherence([["usine", "juge"]], ROWS)[0].value == -1.0
    assert coherence([["a", "b"]], [["a", "b"]] * 3)[0].value == 1.0


def test_npmi_is_the_mean_over_pairs() -> None:
    one = coherence([["robot", "usine", "juge"]], ROWS)[0]
    pairs = [coherence([[a, b]], ROWS)[0].value for a, b in (
        ("robot", "usine"), ("robot", "juge"), ("usine", "juge"))]
    assert one.value == pytest.approx(sum(p for p in pairs if p is not None) / 3) and one.n == 3


def test_words_that_are_not_there_leave_the_figure_undefined() -> None:
    found = coherence([["robot", "licorne"], ["robot", "usine", "licorne"]], ROWS)
    assert found[0].value is None and "fewer than two" in found[0].reason
    assert found[1].value is not None and found[1].n == 1
    assert mean(found, "npmi").n == 1
    assert mean(found[:1], "npmi").value is None


def test_c_v_by_hand() -> None:
    # two words: their vectors are (1, m) and (m, 1), the topic's is their sum
    m = coherence([["robot", "usine"]], ROWS)[0].value
    assert m is not None
    found = coherence([["robot", "usine"]], ROWS, measure="c_v")[0]
    cosine = (1 + m) * (1 + m) / (math.hypot(1, m) * math.hypot(1 + m, 1 + m))
    assert found.value == pytest.approx(cosine) and found.n == 2


def test_a_window_counts_what_stands_near() -> None:
    far = [["a", *["x"] * 5, "b"], ["c"]]
    assert coherence([["a", "b"]], far, window=3)[0].value == -1.0
    # the whole row: both stand in the first of two, and always together
    assert coherence([["a", "b"]], far)[0].value == pytest.approx(1.0)


def test_an_unknown_measure_is_refused() -> None:
    with pytest.raises(EngineError, match="npmi or c_v"):
        coherence([["a", "b"]], ROWS, measure="umass")  # type: ignore[arg-type]


def test_diversity() -> None:
    assert diversity([["a", "b"], ["b", "c"]]).value == 0.75
    assert diversity([]).value is None


def test_outlier_share() -> None:
    assert outlier_share([0, -1, 1, -1]).value == 0.5
    assert outlier_share([]).value is None


def test_silhouette_only_where_it_means_something() -> None:
    vectors = np.array([[1.0, 0.0], [1.0, 0.01], [0.0, 1.0], [0.01, 1.0]])
    good = silhouette(vectors, [0, 0, 1, 1]).value
    assert good is not None and good > 0.95
    assert silhouette(vectors, [0, 0, 0, 0]).value is None
    assert silhouette(vectors, [0, 1, 2, 3]).value is None
    assert silhouette(None, [0, 1]).reason.startswith("the engine")


def test_held_out_articles_are_other_articles() -> None:
    data, _ = articles()
    train, aside = split_articles(data, share=0.25, seed=1)
    names = [{passage.doc for passage in part.passages} for part in (train, aside)]
    assert not names[0] & names[1] and len(names[1]) == 4
    assert len(train) + len(aside) == len(data)
    assert split_articles(data, seed=1)[1].passages == split_articles(data, seed=1)[1].passages
    with pytest.raises(EngineError, match="at least two"):
        split_articles(articles(1)[0])


def test_planted_themes_score_high_and_mixed_words_low() -> None:
    data, _ = articles()
    good = coherence(list(THEMES.values()), data.terms)
    mixed = coherence([list(words) for words in zip(*THEMES.values())], data.terms)
    assert (mean(good, "").value or 0) > 0.2 > (mean(mixed, "").value or 0)


def test_the_figures_of_a_run() -> None:
    data, _ = articles()
    train, aside = split_articles(data)
    run = engine("bertopic").fit(train, settings={}, seed=0)
    assert run.model is not None
    found = quality(run, train, held_out=aside)
    assert (found.npmi_held_out.value or -1) > 0
    assert 0 < (found.c_v_held_out.value or 0) <= 1
    assert found.diversity.value is not None and found.diversity.value > 0.9
    assert found.outliers.value == 0.0
    assert len(found.by_topic) == len(run.topics)
    assert found.silhouette.value is not None and found.silhouette.value > 0.5
    counted = engine("nmf").fit(train, settings={"n_topics": 4}, seed=0)
    assert quality(counted, train).silhouette.value is None
    assert "held out" in quality(counted, train).npmi_held_out.reason
