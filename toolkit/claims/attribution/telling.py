"""What somebody tells, laments or urges without "que": "évoque un retard", "exhorte X à partir"."""

from __future__ import annotations

from toolkit.claims.attribution import lexicon
from toolkit.claims.attribution.nominal import phrase_at
from toolkit.claims.attribution.unit import Unit
from toolkit.claims.attribution.verbs import Verb

_OWN = frozenset(["son", "sa", "ses", "leur", "leurs"])
_ABOUT = frozenset(["de", "d'", "du", "des", "sur", "contre", "face"])
_VOICING = frozenset(["exprimer", "réitérer", "faire part", "confirmer", "rappeler", "expliquer"])
_PAST = ("NOUN", "PROPN", "ADJ", "X")


def told(unit: Unit, verb: Verb) -> int | None:
    """Where what is told begins; None when the verb tells nothing.

    "La maire évoque un retard de deux ans", "le FMI conseille à l'État de vendre", "elle appelle à
    la grève", "ils se plaignent du bruit" do; "il cite Zola", "elle appelle son fils", "il demande
    son chemin" do not.
    """
    if verb.passive:
        return None
    i = _past_adverbs(unit, verb.end)
    if i >= len(unit):
        return None
    if verb.lemma in lexicon.frame("urging") and _urges(unit, verb, i):
        return i
    if verb.lemma in lexicon.frame("telling_of"):
        needs = verb.lemma in lexicon.only_reflexive() and not verb.reflexive
        return i if not needs and unit.low[i] in _ABOUT else None
    if verb.lemma in lexicon.frame("telling") and not verb.reflexive and _thing(unit, verb, i):
        return i
    return None


def _past_adverbs(unit: Unit, i: int) -> int:
    while i < len(unit) and unit.pos[i] == "ADV" and unit.low[i] not in _ABOUT:
        i += 1
    return i


def urged(unit: Unit, i: int) -> bool:
    """Behind the phrase that ends at ``i`` stands what somebody is urged to do: "à partir"."""
    if i + 1 >= len(unit) or unit.low[i] not in ("à", "de", "d'"):
        return False
    k = i + 1
    while k < len(unit) - 1 and (unit.pos[k] == "ADV" or unit.low[k] in (
            "se", "s'", "ne", "n'", "pas", "le", "la", "les", "l'", "y", "en")):
        k += 1
    return unit.pos[k] in ("VERB", "AUX") and unit.low[k].endswith(("er", "ir", "re", "oir"))


def _urges(unit: Unit, verb: Verb, i: int) -> bool:
    """"exhorte les élus à voter", "conseille à l'État de payer", "appelle à la grève"."""
    if verb.lemma == "appeler":
        return unit.low[i] in ("à", "au", "aux") and not urged(unit, i)
    if urged(unit, i):
        return True
    start = i + 1 if unit.low[i] in ("à", "au", "aux") else i
    whom = phrase_at(unit, start) if start < len(unit) else None
    for k in range(i + 1, min(len(unit) - 1, (whom.end if whom else i) + 6)):
        if unit.low[k] in (".", ";", ":", "que", "qu'", "qui"):
            return False
        if urged(unit, k) and whom is not None:
            return True
    return False


def _thing(unit: Unit, verb: Verb, i: int) -> bool:
    """A noun phrase that says something: not a bare name, not what is one's own."""
    if unit.low[i] in _OWN:
        felt = unit.low[i + 2:i + 3] + unit.low[i + 1:i + 2]
        return verb.lemma in _VOICING and any(
            word.rstrip("s") in lexicon.frame("feelings") for word in felt)
    if unit.capital(i):
        return False
    found = phrase_at(unit, i)
    if found is None or unit.capital(found.head):
        return False
    return unit.pos[found.head] in _PAST and found.end - found.start > 2
