"""What a claim does: the kinds of the annotation guide, each found by its own file.

A kind is one function ``find(scene) -> Iterator[Evidence]``; a sentence has every kind that finds
something, and ``assertion`` when none does.
"""

from __future__ import annotations

from toolkit.claims.article import View
from toolkit.claims.kinds import (
    causal,
    comparison,
    definition,
    experience,
    prediction,
    prescription,
    statistic,
)
from toolkit.claims.kinds.scene import Scene
from toolkit.records import KINDS, Evidence, Horizon, Quantity

_FINDERS = (
    ("statistic", statistic.find),
    ("prediction", prediction.find),
    ("causal", causal.find),
    ("comparison", comparison.find),
    ("prescription", prescription.find),
    ("definition", definition.find),
    ("experience", experience.find),
)


def kinds(
    view: View, *, quantities: tuple[Quantity, ...], horizon: Horizon | None
) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    """The kinds of one claim, in the order of the guide, and the cues that tell them.

    Args:
        view: the sentence; its voice says which words are the source's.
        quantities: the figures found in it.
        horizon: the time it points to, if any.

    Returns:
        At least one kind; ``("assertion",)`` alone, without evidence, when no other applies.
    """
    scene = Scene.of(view, quantities, horizon)
    found: dict[str, list[Evidence]] = {}
    for name, find in _FINDERS:
        proof = list(dict.fromkeys(find(scene)))
        if proof:
            found[name] = proof
    if "experience" in found and "statistic" in found and not statistic.measured(scene):
        # Prices and counts in a personal story are quantities, not statistics.
        del found["statistic"]
    names = tuple(k for k in KINDS if k in found)
    if not names:
        return ("assertion",), ()
    return names, tuple(e for name in names for e in found[name])
