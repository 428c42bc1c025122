"""The role of a source in the debate, from the words that name it."""

from __future__ import annotations

import re
from functools import cache

from toolkit.claims.attribution import lexicon
from toolkit.claims.attribution.unit import Phrase, Unit, fold
from toolkit.codebook import load_lexicon


@cache
def weak_roles() -> frozenset[str]:
    """Nouns whose role gives way to the institution beside them ("porte-parole de la CGT")."""
    weak = load_lexicon("roles", lexicon.Roles).weak
    return frozenset(form for noun in weak for form in (noun, lexicon.plural(noun)))


def role_of(unit: Unit, phrase: Phrase, *, person: bool = False) -> str | None:
    """The role the words of a source give it.

    People take it from the noun that presents them, organisations from their name; a vague noun
    ("porte-parole", "expert") only where nothing else tells. ``person``: the phrase names one.
    """
    nouns, names = lexicon.role_table()
    words = unit.low[phrase.start:phrase.end]
    weak = weak_roles()
    by_noun = _longest(words, nouns, without=weak)
    by_name = _longest(words, names)
    vague = _longest(words, nouns)
    if person or lexicon.is_person_noun(unit.low[phrase.head]):
        return by_noun or by_name or vague
    return by_name or by_noun or vague


def role_in(text: str) -> str | None:
    """The role that running words give somebody ("soudeuse, 41 ans")."""
    words = tuple(re.findall(r"[\w'-]+", fold(text)))
    nouns, names = lexicon.role_table()
    weak = weak_roles()
    return _longest(words, nouns, without=weak) or _longest(words, names) or _longest(words, nouns)


def _longest(
    words: tuple[str, ...], table: dict[str, str], *, without: frozenset[str] = frozenset()
) -> str | None:
    for size in (4, 3, 2, 1):
        for i in range(len(words) - size + 1):
            joined = " ".join(words[i:i + size]).replace("' ", "'")
            if joined in table and joined not in without:
                return table[joined]
    return None
