"""The lemma of a verb, checked against the verbs the lexicons of claims know.

A trained lemmatiser invents infinitives for verbs it has seldom seen ("attender" for "attendent",
"libèrer" for "libère"). A form that can be no form of the lemma given, and is one of a known verb,
is taken for that verb.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from toolkit.claims.inflection import forms
from toolkit.codebook import data_path, read_toml
from toolkit.french.mood import lemma as given_lemma
from toolkit.french.mood import low

if TYPE_CHECKING:
    from toolkit.french.frozen import Token

_LEXICONS = ("kinds", "hedges", "modality", "negation", "presentation", "animacy", "not_claims",
             "verbs")
_INFINITIVE = re.compile(r"[a-zàâäéèêëîïôöûüùçœ]{2,}(?:er|ir|re)$")
_NO_VERBS = frozenset({
    "persons", "institutions", "tools", "statuses", "adjectives", "nouns", "genus", "text_nouns",
    "reader_objects", "notes", "formulas", "attributes", "opinion_nouns", "effects", "adverbs",
    "futures", "degrees", "voices",
})
_IRREGULAR = frozenset({"être", "avoir", "aller", "faire", "dire"})


def lemma_of(token: Token) -> str:
    """The lemma in lower case; of verbs, one whose conjugation holds the form where known."""
    try:
        answer = token.noted_lemma
    except AttributeError:  # a token of spaCy's own
        return _lemma_of(token)
    if answer is None:
        answer = token.noted_lemma = _lemma_of(token)
    return answer


def _lemma_of(token: Token) -> str:
    given = given_lemma(token)
    settled = token.pos_ == "VERB" and given not in _IRREGULAR
    return _settled(low(token), given) if settled else given


@lru_cache(maxsize=16384)
def _settled(form: str, given: str) -> str:
    candidates = _verbs().get(form, ())
    if not candidates or given in candidates:
        return given
    if given.endswith(("er", "ir", "re")) and form in forms(given, "VERB") and given in _known():
        return given
    return candidates[0] if len(candidates) == 1 or not given.endswith("r") else _nearest(
        candidates, given)


def _nearest(candidates: tuple[str, ...], given: str) -> str:
    """The candidate that shares most of its beginning with the lemma given."""
    def shared(word: str) -> int:
        pairs = zip(word, given)
        return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(word), len(given)))

    return max(candidates, key=lambda word: (shared(word), -len(word), word))


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Every infinitive the lexicons of this room hold."""
    found: set[str] = set()
    for name in _LEXICONS:
        _gather(read_toml(data_path("lexicons", f"{name}.toml")), found)
    found |= {"pouvoir", "devoir", "vouloir", "savoir", "falloir"}
    return frozenset(w for w in found if _INFINITIVE.match(w) and w not in _IRREGULAR)


def _gather(value: object, found: set[str]) -> None:
    if isinstance(value, str):
        found.add(value)
    elif isinstance(value, list):
        for item in value:
            _gather(item, found)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in _NO_VERBS:
                _gather(item, found)


@lru_cache(maxsize=1)
def _verbs() -> dict[str, tuple[str, ...]]:
    """Form -> the known verbs it can be of."""
    table: dict[str, set[str]] = {}
    for verb in _known():
        for form in forms(verb, "VERB"):
            table.setdefault(form, set()).add(verb)
    return {form: tuple(sorted(verbs)) for form, verbs in table.items()}
