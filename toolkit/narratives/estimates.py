"""A share with all that is told beside it: the columns that profiles, voices and periods share."""

from __future__ import annotations

from typing import Any

import numpy as np

from toolkit.records import Estimate

ESTIMATE_COLUMNS = (
    "value", "low", "high", "n_articles", "n_claims", "count", "method", "reason",
)


def estimate_row(estimate: Estimate, top: np.ndarray, bottom: np.ndarray) -> dict[str, Any]:
    """The columns of one share.

    Args:
        estimate: the share with its limits, in [0, 1].
        top: (articles,) claims that carry the label.
        bottom: (articles,) claims looked at.
    """
    return {
        "value": estimate.value, "low": estimate.low, "high": estimate.high,
        "n_articles": estimate.n, "n_claims": int(bottom.sum()), "count": int(top.sum()),
        "method": estimate.method, "reason": estimate.reason,
    }
