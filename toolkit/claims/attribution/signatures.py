"""Speakers named after their words with no verb: pull quotes signed below, "P, X, ministre."."""

from __future__ import annotations

from toolkit.claims.attribution import lexicon
from toolkit.claims.attribution.cast import Cast
from toolkit.claims.attribution.nominal import name_run, phrase_at
from toolkit.claims.attribution.unit import Phrase, Report, Unit

LONGEST_PULL = 5
"""Sentences a pull quote without marks may hold; longer blocks are the article's own text."""


def signature_line(unit: Unit, cast: Cast) -> Phrase | None:
    """The phrase of a line that is nothing but a person's name and role; None otherwise."""
    start = unit.first
    while start < len(unit) and unit.pos[start] == "PUNCT":
        start += 1
    if start >= len(unit) or len(unit) > 40:
        return None
    if name_run(unit, start) - start < 2:
        return None
    entity = cast.find(unit, start, name_run(unit, start))
    if entity is None or entity.kind != "person":
        return None
    found = phrase_at(unit, start)
    if found is None:
        return None
    end = found.end
    rest = range(end, len(unit))
    acts = [k for k in rest if unit.pos[k] in ("VERB", "AUX") and k > end]
    if any(not lexicon.is_person_noun(unit.low[k]) for k in acts) or unit.low[-1] in ("?", ":"):
        return None
    comma = any(unit.low[k] in (",", "(", "-", "–") for k in range(start, len(unit)))
    role = any(lexicon.is_person_noun(unit.low[k]) for k in range(start, len(unit)))
    if comma and role:
        last = len(unit)
        while unit.pos[last - 1] == "PUNCT" and unit.low[last - 1] != ")":
            last -= 1
        return Phrase(start, last, start)
    return found if all(unit.pos[k] == "PUNCT" for k in rest) and not comma else None


def is_full(unit: Unit, phrase: Phrase) -> bool:
    """The signature gives a role too, so that it signs even words without marks."""
    return any(unit.low[k] == "," for k in range(phrase.start, phrase.end))


def closing_signature(unit: Unit) -> Report | None:
    """"P, Marie Durand, ex-ministre du Travail.": a name and role close a finished clause.

    The word before the comma must not be a noun or adjective, which the name would stand in
    apposition to ("le patron, Jean Petit, ancien ministre").
    """
    for i in range(unit.first + 3, len(unit) - 3):
        if unit.low[i] != "," or not unit.capital(i + 1):
            continue
        denied = any(word in ("ne", "n'") for word in unit.low[max(0, i - 4):i - 1])
        if not denied and unit.pos[i - 1] not in ("VERB", "AUX", "ADV"):
            continue
        stop = name_run(unit, i + 1)
        first = unit.low[i + 1].split("-")[0]
        if stop - i < 3 or stop >= len(unit) or unit.low[stop] != ",":
            continue
        titled = unit.low[stop + 1] in ("ex", "ancien", "ancienne") or (
            unit.low[stop + 1] in lexicon.role_table()[0])
        if not titled and first not in lexicon.given_names():
            continue
        last = len(unit)
        while unit.pos[last - 1] == "PUNCT":
            last -= 1
        if any(unit.pos[k] in ("VERB", "AUX") for k in range(stop, last)) or not titled:
            continue
        span = unit.offsets(i + 1, last)
        return Report("signature", "none", "", Phrase(i + 1, last, i + 1), span, span,
                      (unit.offsets(unit.first, i),))
    return None
