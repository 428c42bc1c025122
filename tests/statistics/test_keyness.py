"""Keyness and specificities: by hand, against SciPy, against published tables where present."""

from __future__ import annotations

import csv
import gzip
import json

import numpy as np
import pytest
from scipy import stats
from scipy.sparse import csc_array

from tests.conftest import SHARED
from toolkit.errors import StatisticsError
from toolkit.statistics import (
    Shuffle,
    dispersion,
    document_permutation,
    keyness_chi_square,
    log_likelihood,
    log_odds,
    log_ratio,
    percent_difference,
    specificities,
)

TABLES = SHARED / "reinert"
needs_tables = pytest.mark.skipif(
    not (TABLES / "keyness.json").exists(), reason="published tables are not there"
)
CELLS = [(10, 3, 1000, 900), (0, 7, 500, 400), (7, 0, 500, 400), (25, 25, 1000, 1000)]


@pytest.mark.parametrize(("a", "b", "n_a", "n_b"), CELLS)
def test_g2_and_chi_square_equal_scipy(a: int, b: int, n_a: int, n_b: int) -> None:
    table = [[a, b], [n_a - a, n_b - b]]
    sign = np.sign(a * n_b - b * n_a)
    g2 = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    chi2 = stats.chi2_contingency(table, correction=False).statistic
    assert log_likelihood([a], [b], n_a, n_b)[0] == pytest.approx(sign * g2, abs=1e-9)
    assert keyness_chi_square([a], [b], n_a, n_b)[0] == pytest.approx(sign * chi2, abs=1e-9)


def test_effect_sizes_worked_by_hand() -> None:
    assert log_ratio([20], [5], 1000, 1000)[0] == pytest.approx(2)
    assert log_ratio([4], [0], 1000, 1000)[0] == pytest.approx(3)         # 4 against a half
    assert log_ratio([4], [0], 1000, 1000, half=False)[0] == np.inf
    assert np.isnan(log_ratio([0], [0], 1000, 1000)[0])
    assert percent_difference([30], [10], 1000, 500)[0] == pytest.approx(50)


def test_log_odds_worked_by_hand() -> None:
    # Prior: the words' totals 12, 6, 14 scaled to 16, that is 6, 3, 7.
    delta, z = log_odds([10, 3, 5], [2, 3, 9], strength=16)
    first = np.log(16 / (34 - 16)) - np.log(8 / (30 - 8))
    assert delta[0] == pytest.approx(first, abs=1e-9)
    assert z[0] == pytest.approx(first / np.sqrt(1 / 16 + 1 / 8), abs=1e-9)
    assert z[0] > 0 > z[2]
    with pytest.raises(StatisticsError, match="strength"):
        log_odds([1], [1], strength=0)


def test_a_stronger_prior_pulls_rare_words_to_zero() -> None:
    weak = log_odds([2, 100], [0, 100], strength=10)[0]
    strong = log_odds([2, 100], [0, 100], strength=10_000)[0]
    assert abs(strong[0]) < abs(weak[0])


def test_dispersion_of_even_and_lumped_words() -> None:
    table = np.array([[2, 8, 0], [2, 0, 0], [2, 0, 0], [2, 0, 0]])
    sizes = [100, 100, 100, 100]
    found = dispersion(table, sizes)
    assert found[0] == pytest.approx(0) and found[1] == pytest.approx(1)
    assert np.isnan(found[2])
    assert dispersion(csc_array(table), sizes)[:2] == pytest.approx(found[:2])
    # Gries: half the sum of the gaps, 0.5 here; divided by one less the smallest share.
    assert dispersion([[1], [1], [0], [0]], sizes)[0] == pytest.approx(0.5 / 0.75)


def test_a_word_in_one_article_is_not_key_however_often_it_occurs() -> None:
    lumped, spread = np.zeros(20), np.zeros(20)
    lumped[0], spread[:10] = 50, 5
    table = np.stack([lumped, spread], axis=1)
    found = document_permutation(table, [True] * 10 + [False] * 10, [500] * 20,
                                 shuffle=Shuffle(draws=999, seed=1))
    g2 = log_likelihood(table[:10].sum(0), table[10:].sum(0), 5000, 5000)
    assert g2[0] == pytest.approx(g2[1])             # the words' G² cannot tell them apart
    assert found.p[0] == pytest.approx(1.0, abs=0.05)
    assert found.p[1] == pytest.approx(0.001)


def test_document_permutation_enumerates_small_corpora() -> None:
    table = np.array([[3, 1], [4, 0], [5, 2], [0, 1], [1, 2], [0, 0]])
    found = document_permutation(table, [1, 1, 1, 0, 0, 0], [50] * 6)
    assert (found.draws, found.floor) == (20, pytest.approx(0.1))
    assert found.p[0] == pytest.approx(0.1)          # the split itself and its mirror


def test_specificities_equal_scipy_s_hypergeometric_law() -> None:
    rng = np.random.default_rng(1)
    table = rng.poisson(rng.gamma(1, 8, 30)[:, None] * np.ones(4))
    sizes = np.add(table.sum(0), [300, 100, 50, 700])
    found = specificities(table, sizes)
    total, words = int(sizes.sum()), table.sum(1)
    for i, j in np.ndindex(*table.shape):
        law = stats.hypergeom(total, int(words[i]), int(sizes[j]))
        if found[i, j] >= 0:
            assert 10 ** -found[i, j] == pytest.approx(law.sf(table[i, j] - 1), abs=1e-9)
        else:
            assert 10 ** found[i, j] == pytest.approx(law.cdf(table[i, j]), abs=1e-9)


def test_specificity_of_a_word_all_in_one_part_is_signed_and_large() -> None:
    found = specificities([[12, 0], [88, 900]])
    assert found[0, 0] > 2 > -2
    assert found[0, 1] < -0.3
    assert np.isnan(specificities([[3, 0]])[0, 1])


@needs_tables
def test_specificities_of_the_published_table() -> None:
    published = json.loads((TABLES / "keyness.json").read_text())["specificities_lafon"]
    found = specificities(published["counts"], published["part_sizes"])
    close = np.abs(found - np.array(published["specificity"])) < 1e-3
    # Three cells with a count at the mode take the other side in the published table.
    assert close.sum() == 57


@needs_tables
def test_keyness_of_every_class_of_the_published_table() -> None:
    folder = TABLES / "b_manifeste"
    lines = (folder / "mss15_k6_stock_groups.tsv").read_text().splitlines()
    classes = [line.split("\t")[lines[0].split("\t").index("k6")] for line in lines[1:]]
    features = (folder / "features.txt").read_text().splitlines()
    counts = _matrix_market(folder / "dfm_counts.mtx")
    place = {word: i for i, word in enumerate(features)}
    with gzip.open(folder / "mss15_k6_k6_keyness_full.tsv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) > 2000
    for name in sorted(set(classes) - {""}):
        inside = np.array([c == name for c in classes])
        outside = np.array([c not in (name, "") for c in classes])
        a, b = counts[inside].sum(0), counts[outside].sum(0)
        both = [f(a, b, a.sum(), b.sum(), small_counts=True)
                for f in (keyness_chi_square, log_likelihood)]
        mine = [row for row in rows if row["class"] == name]
        where = [place[row["feature"]] for row in mine]
        assert both[0][where] == pytest.approx([float(r["chi2"]) for r in mine], abs=1e-9)
        # The published G² adds 1e-9 inside each logarithm, which adds 2e-9 per word of the corpus.
        assert both[1][where] == pytest.approx([float(r["G2"]) for r in mine],
                                               abs=2.1e-9 * (a.sum() + b.sum()))


def _matrix_market(path) -> np.ndarray:  # type: ignore[no-untyped-def]
    from scipy.io import mmread

    return np.asarray(mmread(path).todense())
