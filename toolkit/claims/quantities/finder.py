"""One pass over a sentence: numbers, figures, what is refused, what modifies them."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from toolkit.claims.quantities.grammar import REACH, Figure, read
from toolkit.claims.quantities.lexicon import SPACE, Grammar, grammar, spelled
from toolkit.claims.quantities.numbers import numbers
from toolkit.claims.quantities.refuse import Site, refusal
from toolkit.records import Quantity

if TYPE_CHECKING:
    from toolkit.french.frozen import Doc, Token

_NE = re.compile(
    rf"\bn(?:e{SPACE}|['’])[^.;:!?]{{1,40}}\bqu(?:e{SPACE}|['’])(?:à{SPACE})?$", re.IGNORECASE
)
_OF = re.compile(rf"{SPACE}(?:de(?:s|{SPACE}la|{SPACE}l['’])?|du|d['’])", re.IGNORECASE)
_GAP = rf"(?:{SPACE}|(?<=['’]))"

_DIGIT = re.compile(r"\d")


def figures(doc: Doc) -> list[Quantity]:
    """The quantities of ``doc`` with offsets into ``doc.text``."""
    return [item for item, reason in _candidates(doc) if reason is None]


def refused(doc: Doc) -> list[tuple[Quantity, str]]:
    """What looked like a figure and was refused, with the name of the rule."""
    return [(item, reason) for item, reason in _candidates(doc) if reason is not None]


def _candidates(doc: Doc) -> list[tuple[Quantity, str | None]]:
    text = doc.text
    if _DIGIT.search(text) is None and not _maybe(text):
        return []
    words = grammar()
    found = numbers(text)
    idioms = [match.span() for match in words.idiom.finditer(text)]
    starts = [token.idx for token in doc]
    opening = len(text) - len(text.lstrip(" \u00a0\u202f\t«\"“-–—•(["))
    figures: list[tuple[Figure, str | None]] = []
    index = 0
    while index < len(found):
        figure = read(text, found, index, words)
        if figure is None:
            index += 1
            continue
        site = _site(doc, text, starts, figure, opening)
        reason = "idiom" if _inside(figure, idioms) else refusal(figure, site)
        figures.append((figure, reason))
        # A refused range or ratio may still hold a figure of its own.
        index = figure.last + 1 if reason is None or figure.last == index else index + 1
    figures += [(figure, None) for figure in _wordy(doc, text, words)]
    return _records(doc, text, starts, figures)


def _records(
    doc: Doc, text: str, starts: list[int], figures: list[tuple[Figure, str | None]]
) -> list[tuple[Quantity, str | None]]:
    figures.sort(key=lambda pair: (pair[0].start, -pair[0].end))
    kept: list[tuple[Quantity, str | None]] = []
    last = 0
    for figure, reason in figures:
        if reason is None:
            if figure.start < last:
                continue
            last = figure.end
        kept.append((_quantity(doc, text, starts, figure), reason))
    return kept


def _inside(figure: Figure, spans: list[tuple[int, int]]) -> bool:
    """Whether an idiom holds an end of the figure; ``spans`` are in order and apart."""
    place = bisect_left(spans, (figure.end, 0))
    return any(
        start <= figure.start < end or start < figure.end <= end
        for start, end in spans[max(0, place - 2):place + 1]
    )


def _site(doc: Doc, text: str, starts: list[int], figure: Figure, opening: int) -> Site:
    after = bisect_left(starts, figure.end)
    before = bisect_left(starts, figure.start) - 1
    return Site(
        text=text,
        after=doc[after] if after < len(doc) else None,
        later=doc[after + 1] if after + 1 < len(doc) else None,
        before=doc[before] if before >= 0 else None,
        first=figure.start <= opening,
    )


@lru_cache(maxsize=1)
def _number_words() -> tuple[str, ...]:
    """What figures are written with, in lower case: with none of it a sentence holds no figure."""
    words = grammar().words
    nouns = [*words.fractions, *words.approximate, *words.multiples, "moitié", "cent", "mille"]
    stems = ["deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
             "douze", "treize", "quatorze", "quinze", "seize", "vingt", "trente", "quarante",
             "cinquante", "soixante", "septante", "nonante", "million", "milliard", "doubl",
             "tripl", "quadrupl", "quintupl"]
    return tuple(word.lower() for word in (*nouns, *stems))


_PER = re.compile(rf"\bpar{SPACE}(?:jour|semaine|mois|an|heure)")  # "une heure par jour"


def _maybe(text: str) -> bool:
    low = text.lower()
    return any(word in low for word in _number_words()) or _PER.search(low) is not None


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = grammar().words
    whole = rf"(?={SPACE}d(?:e|es|u)(?!\w)|{SPACE}d['’])"
    parts = spelled([part for part in words.fractions if not part.startswith("demi")])
    share = re.compile(
        rf"(?<!\w)(?:la{SPACE}moitié(?!\w)|(?<=\bde{SPACE})moitié(?!\w)|(?:le|du|au|les){SPACE}(?:{parts}){whole})",
        re.IGNORECASE,
    )
    sizes = rf"(?:{SPACE}de{SPACE}(?P<size>milliers|millions|milliards))?"
    known = spelled(_unit_words(words.durations, words.money))
    unit = rf"(?:{SPACE}(?:de{SPACE}|d['’])(?P<unit>{known}))?"
    nouns = spelled(list(words.approximate))
    approx = re.compile(
        rf"(?<!\w)(?P<text>une?{SPACE}(?P<noun>{nouns})(?={SPACE}d){sizes}{unit})", re.IGNORECASE
    )
    multiple = re.compile(
        rf"(?<!\w)(?:le|du|au){SPACE}(?P<noun>{spelled(list(words.multiples))})(?!{SPACE}[a-z]+[ls]{SPACE})",
        re.IGNORECASE,
    )
    return share, approx, multiple


def _unit_words(*tables: dict[str, tuple[str, ...]]) -> list[str]:
    return [form for table in tables for forms in table.values() for form in forms if len(form) > 1]


def _wordy(doc: Doc, text: str, words: Grammar) -> list[Figure]:
    """Figures without a number word: "la moitié", "une dizaine", "le double", "a triplé"."""
    share, approx, multiple = _patterns()
    found: list[Figure] = []
    for match in share.finditer(text):
        part = re.split(SPACE, match.group())[-1].casefold()
        value = 0.5 if part == "moitié" else 1 / words.words.fractions[part]
        found.append(Figure(*match.span(), "fraction", value, value, None, -1, "fraction"))
    for match in approx.finditer(text):
        value = float(words.words.approximate[match.group("noun").casefold()])
        size = match.group("size")
        value *= {None: 1.0, "milliers": 1e3, "millions": 1e6, "milliards": 1e9}[size]
        raw = match.group("unit")
        unit = words.unit_of[re.sub(SPACE, " ", raw)] if raw else None
        kind = "count" if unit is None else "duration" if unit in words.words.durations else "money"
        found.append(Figure(*match.span("text"), kind, value, value, unit, -1, "approx"))
    for match in multiple.finditer(text):
        value = float(words.words.multiples[match.group("noun").casefold()])
        found.append(Figure(*match.span(), "multiplier", value, value, "fois", -1, "multiple"))
    for token in doc:
        factor = words.words.factors.get(token.lemma_)
        if factor and token.pos_ == "VERB":
            end = token.idx + len(token.text)
            found.append(Figure(token.idx, end, "multiplier", factor, factor, "fois", -1, "verb"))
    return found


def _quantity(doc: Doc, text: str, starts: list[int], figure: Figure) -> Quantity:
    head = text[max(0, figure.start - REACH):figure.start]
    kind = figure.kind
    if kind in ("percent", "count", "magnitude", "money") and _change().search(head):
        kind = "change"
    return Quantity(
        text=text[figure.start:figure.end], start=figure.start, end=figure.end, kind=kind,
        value_min=figure.low, value_max=figure.high, unit=figure.unit,
        base=_base(doc, text, starts, figure), modifier=_modifier(text, head, figure),
    )


@lru_cache(maxsize=1)
def _change() -> re.Pattern[str]:
    stems = "|".join(sorted(map(re.escape, set(grammar().words.change.stems))))
    adverbs = rf"encore|même|déjà|ainsi|respectivement|de{SPACE}(?:plus|près|moins){SPACE}de"
    inner = rf"(?:{SPACE}(?:{adverbs}))?"
    return re.compile(rf"(?<!\w)(?:{stems})\w*{inner}{SPACE}(?:de{SPACE}|d['’])$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _modifier_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    modifiers = grammar().words.modifiers
    return tuple(
        (name, re.compile(rf"(?<!\w)(?:{spelled(forms)}){_GAP}?$", re.IGNORECASE))
        for name, forms in modifiers.items()
    )


def _modifier(text: str, head: str, figure: Figure) -> str | None:
    for name, pattern in _modifier_patterns():
        if pattern.search(head):
            return name
    if figure.written == "approx":
        return "approx"
    return "only" if _NE.search(head) else None


def _base(doc: Doc, text: str, starts: list[int], figure: Figure) -> str | None:
    """The words the figure counts or is a share of: "des employés", "postes", "d'emplois"."""
    if figure.kind in ("money", "duration") or figure.unit not in (None, "%", "points"):
        return None
    of = _OF.match(text, figure.end)
    start = of.start() + 1 if of else figure.end + 1
    first = bisect_left(starts, of.end() if of else figure.end)
    if not of and figure.kind not in ("count", "magnitude"):
        return None
    end = _phrase_end(doc, first)
    return text[start:end] if end is not None and end > start else None


def _phrase_end(doc: Doc, first: int) -> int | None:
    """Where the noun phrase that begins at token ``first`` ends: adjectives, noun, adjectives."""
    end, named = None, False
    for token in doc[first:first + 6]:
        if not named and token.pos_ in ("ADJ", "DET", "NUM", "ADV"):
            continue
        if token.pos_ in ("NOUN", "PROPN") and not named:
            named, end = True, _stop(token)
        elif named and (token.pos_ in ("ADJ", "PROPN") or _participle(token)):
            end = _stop(token)
        else:
            break
    return end


def _participle(token: Token) -> bool:
    """A past participle used as an adjective: "emplois qualifiés"."""
    return token.dep_ in ("acl", "amod") and token.text.endswith(("é", "és", "ée", "ées"))


def _stop(token: Token) -> int:
    return int(token.idx) + len(token.text)
