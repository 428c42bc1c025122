"""Speakers named after their words with no verb: pull quotes signed below, "P, X, ministre."."""

from __future__ import annotations

import re

from toolkit.claims.attribution import lexicon
from toolkit.claims.attribution.cast import Cast, titles
from toolkit.claims.attribution.naming import name_run
from toolkit.claims.attribution.nominal import phrase_at
from toolkit.claims.attribution.unit import Phrase, Report, Span, Unit, fold

LONGEST_PULL = 5
"""Sentences a pull quote without marks may hold; longer blocks are the article's own text."""


def signature_line(unit: Unit, cast: Cast) -> Phrase | None:
    """The phrase of a line that is nothing but a person's name and role; None otherwise."""
    start = unit.first
    # A dash that opens a signature may be tagged as a part of the name.
    while start < len(unit) and (unit.pos[start] == "PUNCT" or not unit.low[start][:1].isalnum()):
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


_FIRST = re.compile(r"\s*[—–-]*\s*\(?(?P<who>.+?)\)?[\s.]*$", re.DOTALL)
_NO_SIGNATURE = re.compile(
    r"\b(?:est|sont|a|ont|était|étaient|sera|qui|que|lire|photos?|crédits?|image|publié|propos|par|"
    r"partager|article|articles|voir|suivre|http\S*|www\S*)\b|[:?!@©|>]", re.IGNORECASE)
LONGEST_SIGNATURE = 16
"""Words of the longest line read as the signature of the quotation above it."""


def signature_text(line: str, names: frozenset[str]) -> Span | None:
    """Where, in an unparsed line below a quotation, the words that sign it stand; None if none do.

    A name ("Marie Durand, soudeuse, 41 ans", "— M. D., infirmière") or a role alone ("Une
    responsable de magasin"). ``names``: the folded names of the article's people; a bare name
    must be one of them or begin with a known given name.
    """
    match = _FIRST.match(line)
    if match is None or not 1 <= len(line.split()) <= LONGEST_SIGNATURE:
        return None
    who = match.group("who")
    if _NO_SIGNATURE.search(who) or not who[:1].isupper():
        return None
    head, *rest = re.split(r"\s*[,(–—]\s*|\s-\s", who)
    words = fold(head).split()
    first = words[1] if len(words) > 1 and words[0] in titles() else words[0]
    known = first.split("-")[0] in lexicon.given_names() or words[0] in titles()
    initials = re.fullmatch(r"(?:[A-ZÀ-Ý]\.\s?){1,3}", head) is not None
    named = known or initials or fold(head) in names
    capital = [w for w in head.split() if w[:1].isupper()]
    full = len(capital) >= 2 and len(capital) >= len(words) - 1
    # a noun that presents somebody, in the first words: "Responsable SAV", "Une soudeuse de Brest"
    role = any(lexicon.is_person_noun(word) for word in words[:3])
    apposed = any(
        lexicon.is_person_noun(w) for part in rest for w in re.findall(r"[\w-]+", fold(part)))
    if role or (named and (full or rest)) or (full and apposed):
        return match.span("who")
    return None


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
