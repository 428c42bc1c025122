"""Statistic: the claim rests on a measured figure or share of a population or a phenomenon.

Passes: "Seuls 17 % des employés sont formés." Looks alike and does not: "N26 m'a prélevé 220 €."
(a price in a story), "à 600 km d'ici" (a place), "Nous comptons embaucher 20 % de cadres." (a
plan).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.claims.expressions import fold, folded
from toolkit.claims.kinds.lexicon import lexicon
from toolkit.claims.kinds.scene import Scene
from toolkit.claims.lemmas import lemma_of
from toolkit.french.clauses import governs
from toolkit.french.mood import form, lows
from toolkit.records import Evidence, Quantity

_SHARES = frozenset({"percent", "ratio", "fraction", "multiplier", "change"})
_LENGTHS = ("km", "kilomètre", "mètre", "kg", "kilo", "litre", "°", "hectare")
_SAMPLE = re.compile(r"\b(?:auprès d[e']|échantillon d[e']|panel d[e'])\s*(?:\w+\s+)?$")
SMALL = 20
"""Counts below this are told, not measured ("deux chambres", "8 caisses"); of 14 counts on gold
the 10 below 20 are none but one, the 4 above are statistics (six articles)."""


def find(scene: Scene) -> Iterator[Evidence]:
    """Every figure the claim rests on that measures a population or a phenomenon."""
    if _plans(scene):
        return
    for quantity in scene.quantities:
        if _counts(scene, quantity):
            yield scene.view.evidence_at(
                "kinds.statistic", f"quantity.{quantity.kind}", quantity.start, quantity.end)


def measured(scene: Scene) -> bool:
    """Whether a share is among the figures: it stays a statistic even in a personal story."""
    return any(q.kind in _SHARES and not _own(scene, q) for q in scene.quantities)


def _counts(scene: Scene, quantity: Quantity) -> bool:
    text = fold(quantity.text)
    before = fold(scene.view.document.text[max(0, quantity.start - 24) : quantity.start])
    if _SAMPLE.search(before):
        return False
    if quantity.kind in _SHARES:
        return not _own(scene, quantity)
    if quantity.kind == "duration":
        # A duration is measured when it is a rate or a mean ("deux heures par jour").
        return " par " in f" {text} " or "en moyenne" in folded(scene.view.doc)
    if quantity.kind in {"money", "magnitude"}:
        return not _future(scene)
    value = quantity.value_max if quantity.value_max is not None else quantity.value_min
    if value is None or any(unit in text for unit in _LENGTHS):
        return False
    follows = fold(scene.view.document.text[quantity.end : quantity.end + 14]).lstrip()
    if follows.startswith(_LENGTHS):
        return False
    return value >= SMALL and not _age(follows)


def _age(follows: str) -> bool:
    """"21 ans", "30 minutes": how long or how old, not how many."""
    return follows.startswith(("ans", "an ", "année", "mois", "jour", "heure", "minute", "semaine"))


def _own(scene: Scene, quantity: Quantity) -> bool:
    """A figure about the speaker's own doings: "réduit de 80 % le temps que je dois"."""
    return bool({"je", "j'", "m'", "me", "mon", "ma", "mes"} & set(lows(scene.view.doc)))


def _future(scene: Scene) -> bool:
    """A sum that is still to be spent, by who says so: "elle devra dépenser 4 milliards"."""
    spending = lexicon().statistic.spending
    return any(form(head).future and any(lemma_of(t) in spending for t in governs(head))
               for head in scene.heads)


def _plans(scene: Scene) -> bool:
    """What a source only expects or plans has not been measured ("s'attend à ce que 20 %")."""
    frames = [*(t for t in scene.view.doc if t.head == t), *scene.path[:-1]]
    if not any(lemma_of(t) in lexicon().statistic.hoping for t in frames):
        return False
    # A named study that expects has computed its figure.
    return scene.view.voice.source_type == "person"
