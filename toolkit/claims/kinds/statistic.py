"""Statistic: the claim rests on a measured figure or share of a population or a phenomenon.

Passes: "Seuls 17 % des employés sont formés." Looks alike and does not: "N26 m'a prélevé 220 €."
(a price in a story), "à 600 km d'ici" (a place), "Nous comptons embaucher 20 % de cadres." (a
plan).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.claims.expressions import fold, folded, token_at
from toolkit.claims.kinds.lexicon import lexicon
from toolkit.claims.kinds.scene import Scene
from toolkit.claims.lemmas import lemma_of
from toolkit.french.clauses import MAIN_RANKS, clause_head, governs, rank
from toolkit.french.mood import form, low, lows
from toolkit.records import Evidence, Quantity

if TYPE_CHECKING:
    from toolkit.french.frozen import Token

_SHARES = frozenset({"percent", "ratio", "fraction", "multiplier", "change"})
_LENGTHS = ("km", "kilomètre", "mètre", "kg", "kilo", "litre", "°", "hectare")
_SAMPLE = re.compile(r"\b(?:auprès d[e']|échantillon d[e']|panel d[e'])\s*(?:\w+\s+)?$")
_FIRST = frozenset({"je", "j'", "m'", "me", "mon", "ma", "mes"})
_RANKED = re.compile(r"(?:le |la |un |une )?(?:double|triple|quadruple|quintuple|sextuple)s?")
_CLOCK = re.compile(r"\bde \d+ ?h(?:eures?)? (?:\d+ )?à \d+ ?h")
_LARGE = 1000
_SMALL_ASIDE = 100
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
    follows = fold(scene.view.document.text[quantity.end : quantity.end + 14]).lstrip()
    if _misread(text, follows):
        return False
    before = fold(scene.view.document.text[max(0, quantity.start - 24) : quantity.start])
    if _SAMPLE.search(before):
        return False
    if quantity.kind in _SHARES:
        return not _own(scene, quantity)
    if quantity.kind == "duration":
        # A duration is measured when it is a rate or a mean ("deux heures par jour").
        return " par " in f" {text} " or "en moyenne" in folded(scene.view.doc)
    if quantity.kind in {"money", "magnitude"}:
        return not _future(scene) and not (quantity.kind == "money" and _price(scene, quantity))
    value = quantity.value_max if quantity.value_max is not None else quantity.value_min
    if value is None or any(unit in text for unit in _LENGTHS):
        return False
    if follows.startswith(_LENGTHS) or _told(scene, quantity, value):
        return False
    return value >= SMALL and not _age(follows)


def _age(follows: str) -> bool:
    """"21 ans", "30 minutes": how long or how old, not how many."""
    return follows.startswith(("ans", "an ", "année", "mois", "jour", "heure", "minute", "semaine"))


def _own(scene: Scene, quantity: Quantity) -> bool:
    """A figure about the speaker's own doings: "raccourcit de 70 % ma tournée"; not one of
    another clause ("je pense que la part recule de 40 %", "…, et je n'en sais pas plus")."""
    own = _own_words(scene)
    token = token_at(scene.view.doc, quantity.start - scene.view.sentence.start)
    if not own or token is None:
        return bool(own)
    home = clause_head(token)
    theirs = [clause_head(t) for t in own]
    return any(c == home or (home in c.ancestors and rank(c) not in MAIN_RANKS) for c in theirs)


def _own_words(scene: Scene) -> list[Token]:
    if _FIRST.isdisjoint(lows(scene.view.doc)):
        return []
    return [t for t in scene.view.doc if low(t) in _FIRST]


def _told(scene: Scene, quantity: Quantity, value: float) -> bool:
    """A count that is part of a story or only picks something out: "nous étions 600 ce soir-là",
    "le rapport qui compte 67 pages"."""
    if value >= _LARGE:
        return False
    if not {"je", "j'", "nous"}.isdisjoint(lows(scene.view.doc)):
        return True
    token = token_at(scene.view.doc, quantity.start - scene.view.sentence.start)
    return value < _SMALL_ASIDE and token is not None and rank(clause_head(token)) == "relative"


def _misread(text: str, follows: str) -> bool:
    """"les quarts de finale", "triple champion", "un quart d'heure", "de 9 heures à 17 heures":
    words of number that measure nothing."""
    if follows.startswith(("de finale", "d'heure", "de siècle", "de tour", "de cercle")):
        return True
    if _RANKED.fullmatch(text) and not follows.startswith(("de ", "d'", "du ", "des ")):
        return True
    return bool(_CLOCK.search(text)) or "deux chiffres" in text


def _price(scene: Scene, quantity: Quantity) -> bool:
    """A sum somebody pays, grants or is fined: a fact of one deal ("a infligé 2 000 euros
    d'amende", "un prêt de 3 millions"), no measure of a population."""
    words = lexicon().statistic
    token = token_at(scene.view.doc, quantity.start - scene.view.sentence.start)
    hops = 0
    while token is not None and token.head != token and hops < 4:
        token, hops = token.head, hops + 1
        if lemma_of(token) in words.deals:
            return True
        if token.pos_ == "VERB":
            return lemma_of(token) in words.granting
    return False


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
