"""Shares of people asked, as sources: "64 % des salariés", "six sur dix", "un tiers"."""

from __future__ import annotations

from toolkit.claims.attribution.unit import Phrase, Unit

_SHARES = frozenset(["%", "tiers", "quart", "moitié", "plupart"])


def is_share(unit: Unit, phrase: Phrase) -> bool:
    """A share of people asked: "64 % des Français", "un quart des salariés", "un sur trois"."""
    words = unit.low[phrase.start:phrase.end]
    if any(word in _SHARES for word in words):
        return True
    return any(words[k] == "sur" and unit.pos[phrase.start + k + 1] == "NUM"
               for k in range(1, len(words) - 1))


def out_of(unit: Unit, i: int, limit: int) -> Phrase | None:
    """"six sur dix", "plus de neuf sur dix", with nobody named after them."""
    j = i
    if unit.low[i] in ("plus", "moins", "près") and unit.low[i + 1:i + 2] in (("de",), ("d'",)):
        j = i + 2
    if unit.low[j + 1:j + 2] != ("sur",) or j + 2 >= limit:
        return None
    numbers = ("NUM", "DET", "PRON")
    if unit.pos[j] not in numbers or unit.pos[j + 2] not in numbers:
        return None
    alone = j + 3 == limit or unit.pos[j + 3] in ("VERB", "AUX", "PRON")
    return Phrase(i, j + 3, j) if alone else None
