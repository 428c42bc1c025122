"""Pure functions on arrays: intervals, tests, keyness, agreement. See docs/statistics.md."""

from __future__ import annotations

from toolkit.statistics.agreement import krippendorff_alpha, percent_agreement
from toolkit.statistics.association import (
    ChiSquare,
    CoOccurrence,
    chi_square,
    co_occurrence,
    cramers_v,
    cramers_v_interval,
    standardised_residuals,
)
from toolkit.statistics.change import ChangePoint, change_point
from toolkit.statistics.divergence import entropy, jensen_shannon, jensen_shannon_test
from toolkit.statistics.intervals import (
    cluster_share,
    cluster_shares,
    design_effect,
    share_differences,
    wilson,
)
from toolkit.statistics.keyness import (
    WordTest,
    dispersion,
    document_permutation,
    keyness_chi_square,
    log_likelihood,
    log_odds,
    log_ratio,
    percent_difference,
)
from toolkit.statistics.multiplicity import benjamini_hochberg, holm
from toolkit.statistics.permutation import (
    Relabelings,
    Shuffle,
    TestResult,
    p_values,
    permutation_test,
    relabelings,
)
from toolkit.statistics.resampling import Resampling
from toolkit.statistics.scores import retrieval_scores
from toolkit.statistics.specificity import specificities

__all__ = [
    "ChangePoint", "ChiSquare", "CoOccurrence", "Relabelings", "Resampling", "Shuffle",
    "TestResult", "WordTest", "benjamini_hochberg", "change_point", "chi_square",
    "cluster_share", "cluster_shares", "co_occurrence", "cramers_v", "cramers_v_interval",
    "design_effect", "dispersion", "document_permutation", "entropy", "holm", "jensen_shannon",
    "jensen_shannon_test", "keyness_chi_square", "krippendorff_alpha", "log_likelihood",
    "log_odds", "log_ratio", "p_values", "percent_agreement", "percent_difference",
    "permutation_test", "relabelings", "retrieval_scores", "share_differences", "specificities",
    "standardised_residuals", "wilson",
]
