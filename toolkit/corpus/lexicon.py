"""The word lists of this room, checked when they are first used."""

from __future__ import annotations

from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from toolkit.codebook import load_lexicon


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Abbreviations(_Strict):
    """``data/lexicons/abbreviations.toml`` as written."""

    titles: tuple[str, ...]
    inner: tuple[str, ...]
    before_number: tuple[str, ...]
    may_end: tuple[str, ...]
    letter_nouns: tuple[str, ...]
    exclaimed_names: tuple[str, ...]
    starters: tuple[str, ...]
    particles: tuple[str, ...]
    domains: tuple[str, ...]


class Stops:
    """The same lists as sets, ready for look-ups."""

    def __init__(self, lists: Abbreviations) -> None:
        self.titles = frozenset(lists.titles)
        self.inner = frozenset(lists.inner)
        self.before_number = frozenset(lists.before_number)
        self.may_end = frozenset(lists.may_end)
        self.letter_nouns = frozenset(lists.letter_nouns)
        self.exclaimed = frozenset(lists.exclaimed_names)
        self.starters = frozenset(lists.starters)
        self.particles = frozenset(lists.particles)
        self.domains = tuple(lists.domains)


@lru_cache(maxsize=1)
def stops() -> Stops:
    """The shipped abbreviations.

    Raises:
        KnowledgeError: the file breaks its own rules; the message names the key.
    """
    return Stops(load_lexicon("abbreviations", Abbreviations))
