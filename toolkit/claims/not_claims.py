"""``data/lexicons/not_claims.toml``: the words of sentences that assert nothing."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from toolkit.codebook import load_lexicon


class NotClaims(BaseModel):
    """The file as written; what each list holds is said there."""

    model_config = ConfigDict(extra="forbid")
    notes: tuple[str, ...]
    greetings: tuple[str, ...]
    formulas: tuple[str, ...]
    openers: frozenset[str]
    text_nouns: frozenset[str]
    self_nouns: frozenset[str]
    text_verbs: frozenset[str]
    text_places: tuple[str, ...]
    series_places: tuple[str, ...]
    hortatives: frozenset[str]
    offering: frozenset[str]
    giving: frozenset[str]
    plans: frozenset[str]
    enlighten: frozenset[str]
    objecting: frozenset[str]
    sparing: frozenset[str]
    recounting: frozenset[str]
    listed_nouns: frozenset[str]
    listed_verbs: frozenset[str]
    counting_verbs: frozenset[str]
    counts: frozenset[str]
    reader_verbs: frozenset[str]
    reader_objects: tuple[str, ...]
    predicates: tuple[str, ...]
    outcomes: tuple[str, ...]
    commenting: frozenset[str]
    nouns_before_article: frozenset[str]
    rhetorical: frozenset[str]
    rhetorical_modals: frozenset[str]
    rhetorical_phrases: tuple[str, ...]
    tags: tuple[str, ...]
    asking: frozenset[str]
    reporting: frozenset[str]


def lexicon() -> NotClaims:
    """The shipped lists."""
    return load_lexicon("not_claims", NotClaims)
