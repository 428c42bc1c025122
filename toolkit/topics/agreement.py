"""Two sets of topics over the same passages: how far they agree, and on what they do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.errors import EngineError
from toolkit.records import Estimate
from toolkit.topics.engines.base import OUTLIER, TopicRun


@dataclass(frozen=True, slots=True)
class Match:
    """A topic of the first run and its counterpart in the second (``None``: it has none).

    ``common``: passages in both; ``jaccard``: common passages over passages in either, 0 to 1.
    """

    left: int
    right: int | None
    common: int
    jaccard: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two runs agree. ``disputed``: ids of passages outside the matched pairs."""

    ari: Estimate
    nmi: Estimate
    matches: tuple[Match, ...]
    disputed: tuple[str, ...]


def match(left: Sequence[int], right: Sequence[int]) -> list[Match]:
    """The best one-to-one matching of topics, by passages in common (Hungarian algorithm).

    Args:
        left: topic of each passage in one run; -1 is none.
        right: the same passages in the other run.

    Returns:
        One match per topic of ``left``, in their order.
    """
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    ours = sorted({label for label in left if label != OUTLIER})
    theirs = sorted({label for label in right if label != OUTLIER})
    row = {label: place for place, label in enumerate(ours)}
    column = {label: place for place, label in enumerate(theirs)}
    common = np.zeros((len(ours), len(theirs)))
    for one, other in zip(left, right):
        if one != OUTLIER and other != OUTLIER:
            common[row[one], column[other]] += 1
    sizes = np.array([sum(label == one for label in left) for one in ours])
    others = np.array([sum(label == one for label in right) for one in theirs])
    either = sizes[:, None] + others[None, :] - common if len(ours) and len(theirs) else common
    overlap = common / np.where(either > 0, either, 1.0)
    chosen = dict(zip(*(side.tolist() for side in linear_sum_assignment(-np.round(overlap, 9)))))
    found = []
    for place, label in enumerate(ours):
        partner: int | None = chosen.get(place)
        if partner is None or common[place, partner] == 0:
            found.append(Match(label, None, 0, 0.0))
        else:
            found.append(Match(
                label, theirs[partner], int(common[place, partner]),
                round(float(overlap[place, partner]), 6),
            ))
    return found


def agree(left: TopicRun, right: TopicRun) -> Agreement:
    """How the topics of two runs over the same passages agree.

    The adjusted Rand index (at most 1; 1 = the same partition, about 0 = what chance gives) and
    normalised mutual information (0 to 1) count the passages that both runs gave a topic; they are
    ``None`` when there are fewer than two. A passage is disputed when its two topics are not a
    matched pair.

    Raises:
        EngineError: the runs are not over the same passages.

    Sources: Hubert and Arabie (1985); Strehl and Ghosh (2002).
    """
    ids = [assignment.passage for assignment in left.assignments]
    if ids != [assignment.passage for assignment in right.assignments]:
        raise EngineError(
            "two runs over different passages", expected="the same passages in the same order",
            advice="Run both engines on the same run folder",
        )
    one, other = left.labels(), right.labels()
    matches = match(one, other)
    partner = {found.left: found.right for found in matches}
    disputed = tuple(
        name for name, label, second in zip(ids, one, other)
        if label == OUTLIER or second == OUTLIER or partner[label] != second
    )
    return Agreement(
        rand_index(one, other), mutual_information(one, other), tuple(matches), disputed
    )


def _both(left: Sequence[int], right: Sequence[int]) -> tuple[list[int], list[int]]:
    pairs = [
        (one, other) for one, other in zip(left, right) if one != OUTLIER and other != OUTLIER
    ]
    return [one for one, _ in pairs], [other for _, other in pairs]


def rand_index(left: Sequence[int], right: Sequence[int]) -> Estimate:
    """Adjusted Rand index over the passages both give a topic; see :func:`agree`."""
    from sklearn.metrics import adjusted_rand_score

    one, other = _both(left, right)
    if len(one) < 2:
        return Estimate(None, n=len(one), method="ari", reason="fewer than two common passages")
    return Estimate(float(adjusted_rand_score(one, other)), n=len(one), method="ari")


def mutual_information(left: Sequence[int], right: Sequence[int]) -> Estimate:
    """Normalised mutual information (arithmetic mean) over the passages both give a topic."""
    from sklearn.metrics import normalized_mutual_info_score

    one, other = _both(left, right)
    if len(one) < 2:
        return Estimate(None, n=len(one), method="nmi", reason="fewer than two common passages")
    return Estimate(float(normalized_mutual_info_score(one, other)), n=len(one), method="nmi")


__all__ = ["Agreement", "Match", "agree", "match", "mutual_information", "rand_index"]
