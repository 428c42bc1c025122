"""The words of the quantity grammar, read from ``data/lexicons/quantities.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, Field

from toolkit.codebook import load_lexicon

# The four space characters French typography puts inside figures, and the ordinary one.
SPACE = "[ \u00a0\u202f\u2009]"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Forms(_Part):
    """A flat list of spellings."""

    forms: tuple[str, ...] = Field(min_length=1)


class Change(_Part):
    """Beginnings of words that tell of a rise or a fall."""

    stems: tuple[str, ...] = Field(min_length=1)


class Labels(_Part):
    """Nouns that give a number another meaning than an amount."""

    nouns: tuple[str, ...] = Field(min_length=1)


class Anchors(_Part):
    """Words around a duration that make it a point in time."""

    before: tuple[str, ...]
    modifiers: tuple[str, ...]
    after: tuple[str, ...]


class Ages(_Part):
    """Who has an age: nouns of persons, and the endings of nouns for those who do something."""

    nouns: tuple[str, ...]
    endings: tuple[str, ...]


class Idioms(_Part):
    """Set phrases whose number counts nothing."""

    texts: tuple[str, ...]


class QuantityLexicon(_Part):
    """The shape of ``quantities.toml``; units map a normalised name to its spellings."""

    percent: Forms
    points: Forms
    magnitudes: dict[int, tuple[str, ...]]
    money: dict[str, tuple[str, ...]]
    durations: dict[str, tuple[str, ...]]
    measures: dict[str, tuple[str, ...]]
    sized: Forms
    per: Forms
    fractions: dict[str, int]
    approximate: dict[str, int]
    multiples: dict[str, int]
    factors: dict[str, int]
    modifiers: dict[str, tuple[str, ...]]
    change: Change
    labels: Labels
    anchors: Anchors
    enumerations: Labels
    ranks: Labels
    ages: Ages
    idioms: Idioms


def spelled(words: tuple[str, ...] | list[str]) -> str:
    """An alternation of ``words``, longest first, any of the four spaces between their parts."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(_one(word) for word in ordered)


def _one(word: str) -> str:
    parts = [re.escape(part).replace("'", "['’]") for part in word.split(" ")]
    body = (SPACE + "+").join(parts)
    # "dix s'en servent" are no ten seconds
    return body + r"(?!['’]?\w)" if word[-1].isalnum() else body


def units(table: dict[str, tuple[str, ...]]) -> tuple[str, dict[str, str]]:
    """The alternation of all spellings of ``table``, and spelling → normalised unit."""
    names = {form: unit for unit, forms in table.items() for form in forms}
    return spelled(list(names)), names


@dataclass(frozen=True)
class Grammar:
    """The compiled patterns; each is tried with ``match`` right after a number."""

    words: QuantityLexicon
    percent: re.Pattern[str]
    points: re.Pattern[str]
    magnitude: re.Pattern[str]
    money: re.Pattern[str]
    duration: re.Pattern[str]
    measure: re.Pattern[str]
    per: re.Pattern[str]
    fraction: re.Pattern[str]
    times: re.Pattern[str]
    idiom: re.Pattern[str]
    unit_of: dict[str, str]
    size_of: dict[str, int]


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The compiled grammar of the shipped lexicon."""
    words = load_lexicon("quantities", QuantityLexicon)
    money, money_names = units(words.money)
    duration, duration_names = units(words.durations)
    measure, measure_names = units(words.measures)
    sizes = {form: size for size, forms in words.magnitudes.items() for form in forms}
    gap = SPACE + "?"
    sized = spelled(words.sized.forms)

    return Grammar(
        words=words,
        percent=re.compile(rf"{gap}(?:{spelled(words.percent.forms)})"),
        points=re.compile(rf"{SPACE}(?:{spelled(words.points.forms)})"),
        magnitude=re.compile(rf"{gap}(?P<size>{_sizes(list(sizes))})"),
        money=re.compile(rf"{gap}(?:d['’]|de{SPACE})?(?P<unit>{money})"),
        duration=re.compile(rf"{gap}-?(?:(?:{sized}){SPACE})?(?P<unit>{duration})"),
        measure=re.compile(rf"{gap}(?:de{SPACE})?(?P<unit>{measure})"),
        per=re.compile(rf"(?:{SPACE}*/{SPACE}*(?:jour|semaine|mois|an|h|heure)\b"
                  rf"|{SPACE}+(?:{spelled(words.per.forms)}))"),
        fraction=re.compile(rf"{SPACE}(?P<part>{spelled(list(words.fractions))})"),
        times=re.compile(rf"{SPACE}fois(?:{SPACE}(?:plus|moins|supérieure?s?|inférieure?s?))?(?!\w)"),
        idiom=re.compile(rf"(?<!\w)(?:{spelled(words.idioms.texts)})", re.IGNORECASE),
        unit_of={**measure_names, **duration_names, **money_names},
        size_of=sizes,
    )


def _sizes(forms: list[str]) -> str:
    """Magnitudes; the one-letter ones only before a currency sign ("5 M€", "30k€")."""
    long = spelled([form for form in forms if len(form) > 2])
    short = "|".join(sorted((re.escape(f) for f in forms if len(f) <= 2), key=len, reverse=True))
    return rf"{long}|(?:{short})(?={SPACE}?[€$£])|(?:Mds?|mds?)(?!\w)"
