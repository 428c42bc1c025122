"""``data/lexicons/zones.toml``: what is not the article's own text, checked and compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from toolkit.codebook import load_lexicon
from toolkit.errors import KnowledgeError
from toolkit.records import Zone

PLACE = "data/lexicons/zones.toml"
_FRAGMENT = re.compile(r"%([a-z]+)%")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Pattern(_Strict):
    """One pattern: the reason it gives, the longest line it may speak of, where it may stand."""

    rule: str
    pattern: str
    zone: Zone = "boilerplate"
    words: int = 60
    where: Literal["any", "edge", "end"] = "any"
    hints: tuple[str, ...] = ()
    verbless: bool = False


class Comments(_Strict):
    """Patterns of readers' comments: announced by a mark, or told by their voice."""

    marked: tuple[str, ...]
    voice: tuple[str, ...]


class Words(_Strict):
    """Word lists the zone rules ask: languages, verbs, roles, forenames, section names."""

    english: tuple[str, ...]
    french: tuple[str, ...]
    verbs: tuple[str, ...]
    roles: tuple[str, ...]
    forenames: tuple[str, ...]
    categories: tuple[str, ...]
    sentence_openers: tuple[str, ...]
    presenting: tuple[str, ...]
    circumstances: tuple[str, ...]


class ZoneFile(_Strict):
    """The file as written."""

    fragments: dict[str, str]
    whole: tuple[Pattern, ...]
    opening: tuple[Pattern, ...]
    inside: tuple[Pattern, ...]
    section: tuple[Pattern, ...]
    comments: Comments
    words: Words


@dataclass(frozen=True, slots=True)
class Cue:
    """A compiled pattern."""

    rule: str
    zone: Zone
    words: int
    where: Literal["any", "edge", "end"]
    hints: tuple[str, ...]
    verbless: bool
    regex: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The compiled file; word lists as sets, casefolded."""

    whole: tuple[Cue, ...]
    opening: tuple[Cue, ...]
    inside: tuple[Cue, ...]
    section: tuple[Cue, ...]
    comment_marks: tuple[re.Pattern[str], ...]
    comment_voice: tuple[re.Pattern[str], ...]
    english: frozenset[str]
    french: frozenset[str]
    verbs: frozenset[str]
    roles: frozenset[str]
    forenames: frozenset[str]
    categories: frozenset[str]
    sentence_openers: frozenset[str]
    presenting: frozenset[str]
    circumstances: frozenset[str]


def _compile(pattern: str, fragments: dict[str, str], where: str) -> re.Pattern[str]:
    text = pattern
    for _ in range(4):  # fragments may hold fragments; four levels are more than are in use
        unknown = [name for name in _FRAGMENT.findall(text) if name not in fragments]
        if unknown:
            raise KnowledgeError(
                f'%{unknown[0]}% is no fragment', place=f"{PLACE}: {where}",
                expected="one of " + ", ".join(sorted(fragments)),
            )
        text = _FRAGMENT.sub(lambda found: fragments[found.group(1)], text)
    try:
        return re.compile(text, re.IGNORECASE)
    except re.error as error:
        raise KnowledgeError(
            f"not a regular expression: {error}", place=f"{PLACE}: {where}",
            advice="Mend the pattern, or escape the character at that position",
        ) from error


def build(raw: ZoneFile) -> Lexicon:
    """Compile a zone file.

    Raises:
        KnowledgeError: a pattern is no regular expression, or names an unknown fragment.
    """

    def cues(table: str, patterns: tuple[Pattern, ...]) -> tuple[Cue, ...]:
        return tuple(
            Cue(
                item.rule, item.zone, item.words, item.where, item.hints, item.verbless,
                _compile(item.pattern, raw.fragments, f"{table}[{number}] ({item.rule})"),
            )
            for number, item in enumerate(patterns)
        )

    def plain(name: str, patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
        return tuple(
            _compile(item, raw.fragments, f"comments.{name}[{number}]")
            for number, item in enumerate(patterns)
        )

    words = raw.words
    return Lexicon(
        whole=cues("whole", raw.whole),
        opening=cues("opening", raw.opening),
        inside=cues("inside", raw.inside),
        section=cues("section", raw.section),
        comment_marks=plain("marked", raw.comments.marked),
        comment_voice=plain("voice", raw.comments.voice),
        english=frozenset(words.english),
        french=frozenset(words.french),
        verbs=frozenset(words.verbs),
        roles=frozenset(words.roles),
        forenames=frozenset(words.forenames),
        categories=frozenset(words.categories),
        sentence_openers=frozenset(words.sentence_openers),
        presenting=frozenset(words.presenting),
        circumstances=frozenset(words.circumstances),
    )


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped zone file, compiled once."""
    return build(load_lexicon("zones", ZoneFile))
