"""How far two codings of the same sentences agree; a person and the machine are both coders."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from toolkit.records import KINDS, Claim, Estimate
from toolkit.statistics import krippendorff_alpha
from toolkit.statistics.scores import retrieval_scores

_SINGLE = ("claim", "negated", "hedged", "attributed")


def labels_of(coding: Claim) -> frozenset[str]:
    """What a coding says, as labels: "claim", "kinds.causal", "negated", "stance.positive" …

    A sentence that makes no claim has none.
    """
    if not coding.kinds:
        return frozenset()
    found = {"claim", *(f"kinds.{kind}" for kind in coding.kinds),
             *(f"frames.{frame}" for frame in coding.frames)}
    found |= {"negated"} if coding.negated else set()
    found |= {"hedged"} if coding.epistemic == "hedged" else set()
    if coding.source_type != "author":
        found |= {"attributed", f"source_type.{coding.source_type}"}
    found |= {f"quote.{coding.quote}"} if coding.quote != "none" else set()
    return frozenset(found | ({f"stance.{coding.stance}"} if coding.stance != "none" else set()))


def ordered_labels(*codings: Sequence[Claim]) -> list[str]:
    """The labels anybody gave: claim, negated, hedged, attributed, kinds in order, the others."""
    found = {label for coder in codings for coding in coder for label in labels_of(coding)}
    order = [*_SINGLE, *(f"kinds.{kind}" for kind in KINDS)]
    return [label for label in order if label in found] + sorted(found - set(order))


def scores(
    reference: Sequence[Claim], judged: Sequence[Claim], *, resamples: int = 2000, seed: int = 0
) -> dict[str, dict[str, Estimate]]:
    """Precision, recall and F1 of ``judged`` per label, with intervals that resample articles.

    Args:
        reference, judged: codings of the same sentences in the same order; those outside article
            bodies by the reference are left out.
        resamples, seed: draws of articles, and their seed.
    Returns:
        label -> {"precision", "recall", "f1"} (see ``statistics.scores.retrieval_scores``).
    """
    pairs = [(a, labels_of(a), labels_of(b)) for a, b in zip(reference, judged)
             if a.zone == "body"]
    articles = sorted({coding.doc for coding, _, _ in pairs})
    place = {name: i for i, name in enumerate(articles)}
    told = {}
    for label in ordered_labels(reference, judged):
        table = np.zeros((3, len(articles)))
        for coding, wanted, given in pairs:
            if label in wanted or label in given:
                kind = 0 if label in wanted and label in given else 1 if label in given else 2
                table[kind, place[coding.doc]] += 1
        told[label] = retrieval_scores(*table, resamples=resamples, seed=seed)
    return told


def agreement(
    codings: Sequence[Sequence[Claim]], *, resamples: int = 2000, seed: int = 0
) -> dict[str, Estimate]:
    """Krippendorff's alpha per label of two coders or more, beyond chance, resampling sentences.

    Args:
        codings: one sequence per coder, of the same sentences in the same order; those outside
            article bodies by the first coder are left out.
    Returns:
        label -> alpha of giving it or not (see ``statistics.krippendorff_alpha``).
    """
    body = [row for row in zip(*codings) if row[0].zone == "body"]
    labels = [[labels_of(coding) for coding in row] for row in body]
    return {
        label: krippendorff_alpha([[label in one for one in row] for row in labels],
                                  resamples=resamples, seed=seed)
        for label in ordered_labels(*codings)
    }
