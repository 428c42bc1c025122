"""Contingency tables, corrections for many tests, labels that go together."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.contingency_tables import Table
from statsmodels.stats.multitest import multipletests

from toolkit.errors import StatisticsError
from toolkit.statistics import (
    benjamini_hochberg,
    chi_square,
    co_occurrence,
    cramers_v,
    cramers_v_interval,
    holm,
    standardised_residuals,
)

TABLE = [[10, 20, 30], [6, 9, 17], [3, 14, 2]]


def test_chi_square_equals_scipy() -> None:
    found = chi_square(TABLE)
    expected = stats.chi2_contingency(TABLE, correction=False)
    assert found is not None
    assert found.statistic == pytest.approx(expected.statistic, abs=1e-9)
    assert found.p == pytest.approx(expected.pvalue, abs=1e-9)
    assert found.freedom == 4
    assert found.smallest_expected == pytest.approx(expected.expected_freq.min())
    assert chi_square([[1, 2], [0, 0]]) is None


def test_cramers_v_is_bergsma_s() -> None:
    table = np.array(TABLE, dtype=float)
    n, (r, c) = table.sum(), table.shape
    phi2 = stats.chi2_contingency(table, correction=False).statistic / n
    fair = max(0, phi2 - (r - 1) * (c - 1) / (n - 1))
    width = min(r - (r - 1) ** 2 / (n - 1), c - (c - 1) ** 2 / (n - 1)) - 1
    assert cramers_v(TABLE).value == pytest.approx(np.sqrt(fair / width), abs=1e-9)
    assert cramers_v([[5, 5], [5, 5]]).value == 0
    assert cramers_v([[10, 0], [0, 10]]).value == pytest.approx(1)
    assert cramers_v([[3, 4]]).reason == "one_category"


def test_residuals_equal_statsmodels() -> None:
    expected = np.asarray(Table(np.array(TABLE)).standardized_resids)
    assert standardised_residuals(TABLE) == pytest.approx(expected, abs=1e-9)


def test_interval_of_v_holds_it_and_p_is_that_of_shuffling() -> None:
    rng = np.random.default_rng(2)
    rows = np.repeat([0, 1], 40)
    columns = np.where(rng.random(80) < 0.8, rows, 1 - rows)
    found = cramers_v_interval(rows, columns)
    assert found.value is not None and found.low is not None and found.high is not None
    assert found.low <= found.value <= found.high
    assert found.p is not None and found.p < 0.01


@pytest.mark.parametrize("p", [
    [0.01, 0.04, 0.03], [0.5], [], [0.001, 0.2, 0.02, 0.02, 0.9, 0.04], [1.0, 1.0],
])
def test_corrections_equal_statsmodels(p: list[float]) -> None:
    expected = {m: list(multipletests(p, method=m)[1]) if p else [] for m in ("holm", "fdr_bh")}
    assert holm(p) == pytest.approx(expected["holm"], abs=1e-12)
    assert benjamini_hochberg(p) == pytest.approx(expected["fdr_bh"], abs=1e-12)


def test_tests_that_were_not_made_do_not_count_in_the_family() -> None:
    assert benjamini_hochberg([0.01, None, 0.04]) == [0.02, None, 0.04]
    assert holm([None]) == [None]
    with pytest.raises(StatisticsError):
        holm([1.2])


def test_co_occurrence_worked_by_hand() -> None:
    presence = np.array([[1, 1, 0], [1, 1, 0], [1, 0, 1], [0, 0, 1], [0, 0, 1], [0, 0, 0]])
    found = co_occurrence(presence)
    assert found.together[0, 1] == 2
    assert found.phi[0, 1] == pytest.approx((6 * 2 - 3 * 2) / np.sqrt(3 * 3 * 2 * 4), abs=1e-12)
    assert found.pmi[0, 1] == pytest.approx(np.log2(2 * 6 / (3 * 2)), abs=1e-12)
    assert found.pmi[1, 2] == -np.inf
    # Both articles of label 1 among the three of label 0: 1/5 by counting, and 1/5 none of them.
    assert found.p[0, 1] == pytest.approx(0.4, abs=1e-12)
    assert (found.p == found.p.T).all()


def test_co_occurrence_p_equals_the_hypergeometric_law() -> None:
    rng = np.random.default_rng(3)
    presence = rng.random((60, 2)) < [0.3, 0.5]
    found = co_occurrence(presence)
    law = stats.hypergeom(60, int(presence[:, 0].sum()), int(presence[:, 1].sum()))
    k = np.arange(61)
    far = np.abs(k - law.mean()) >= abs(found.together[0, 1] - law.mean()) - 1e-9
    assert found.p[0, 1] == pytest.approx(law.pmf(k)[far].sum(), abs=1e-9)
