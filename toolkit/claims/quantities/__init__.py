"""Figures a claim rests on: verbatim as a coder would cut them, and normalised.

The unit or the whole belongs to the figure ("42 à 47 %", "220 €", "une entreprise sur quatre",
"1 à 3 heures par jour"); a counted noun does not ("7" emails). Years, dates, horizons, labels,
versions, names, ordinals, list numbers, idioms and vague amounts ("des milliards") are none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.claims.quantities.finder import figures, refused
from toolkit.records import Quantity

if TYPE_CHECKING:
    from toolkit.claims.article import View

__all__ = ["figures", "find", "refused"]


def find(view: View) -> tuple[Quantity, ...]:
    """The quantities of one sentence, in order of appearance, with document offsets.

    Values: percentages on 0–100, ratios and fractions on 0–1, money in ``unit``, ranges as
    ``value_min`` ≤ ``value_max`` (a change "de 43 % à 20 %" keeps its order: from, to).
    ``base`` is what the figure is a share or a count of ("des employés"), verbatim.
    Works without tags too (then any content word counts as a noun); linear in the sentence.
    """
    shift = view.sentence.start
    return tuple(
        Quantity(
            text=item.text, start=item.start + shift, end=item.end + shift, kind=item.kind,
            value_min=item.value_min, value_max=item.value_max, unit=item.unit, base=item.base,
            modifier=item.modifier,
        )
        for item in figures(view.doc)
    )
