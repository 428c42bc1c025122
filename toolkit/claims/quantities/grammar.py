"""From a number to a figure: its unit, its range, its whole."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from toolkit.claims.quantities.lexicon import SPACE, Grammar
from toolkit.claims.quantities.numbers import Number

_LINK = re.compile(rf"{SPACE}*(?P<link>à|-|–|—|ou|et)(?:{SPACE}+|(?=[0-9]))(?:les{SPACE})?")
_SUR = re.compile(rf"{SPACE}(?:sur{SPACE}(?:les{SPACE})?|des{SPACE})")
_WHOLE = re.compile(rf"(?P<noun>(?:{SPACE}[\w’'-]+){{1,3}}?){SPACE}sur{SPACE}(?:les{SPACE})?")
_TIMES_PER = re.compile(rf"{SPACE}(?:par|sur){SPACE}")
_DE = re.compile(rf"\bd(?:e{SPACE}|['’])$")
_BETWEEN = re.compile(rf"\bentre{SPACE}(?:les{SPACE})?$", re.IGNORECASE)
_BY = re.compile(rf"(?P<verb>(?:multipli|divis)\w+{SPACE}par{SPACE})$", re.IGNORECASE)
_COIN = re.compile(rf"[$€£]{SPACE}?$")
_DIGITS = re.compile(rf"à{SPACE}$", re.IGNORECASE)
_DIGIT_WORD = re.compile(rf"{SPACE}chiffres(?!\w)")
# No number stands further from what it belongs to than this many characters.
REACH = 48


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as read off the text; ``last`` is the index of the last number it uses."""

    start: int
    end: int
    kind: str
    low: float
    high: float
    unit: str | None
    last: int
    written: str = "digits"


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows a number: where it ends, the kind it gives, a factor, a unit."""

    end: int
    kind: str | None = None
    factor: float = 1.0
    unit: str | None = None


def tail(text: str, number: Number, grammar: Grammar) -> Tail:
    """The magnitude and unit written right after ``number``."""
    end, factor, kind = number.end, 1.0, None
    size = grammar.magnitude.match(text, end)
    if size and number.written != "one":
        end, kind = size.end(), "magnitude"
        factor = float(grammar.size_of[re.sub(rf"{SPACE}+", " ", size.group("size"))])
    elif number.written == "words" and number.value >= 1e6:
        kind = "magnitude"
    for name in ("percent", "points", "money", "duration", "measure", "times"):
        match = getattr(grammar, name).match(text, end)
        if match is None or (name == "times" and not _counts(text, match)):
            continue
        if name == "points" and text[end:end + 1] in ",.":
            continue
        return _unit(text, match, Tail(match.end(), name, factor), grammar)
    return Tail(end, kind, factor)


def _counts(text: str, match: re.Match[str]) -> bool:
    """"deux fois plus" and "trois fois par jour" are figures, "deux fois" alone is none."""
    return not match.group().endswith("fois") or bool(_TIMES_PER.match(text, match.end()))


def _unit(text: str, match: re.Match[str], found: Tail, grammar: Grammar) -> Tail:
    name = str(found.kind)
    if name == "percent":
        return replace(found, unit="%")
    if name == "points":
        return replace(found, kind="change", unit="points")
    if name == "times":
        kind = "count" if match.group().endswith("fois") else "multiplier"
        return _per(text, replace(found, kind=kind, unit="fois"), grammar)
    unit = grammar.unit_of[re.sub(rf"{SPACE}+", " ", match.group("unit"))]
    kind = "count" if name == "measure" else name
    return _per(text, replace(found, kind=kind, unit=unit), grammar)


def _per(text: str, found: Tail, grammar: Grammar) -> Tail:
    per = grammar.per.match(text, found.end)
    if per is None:
        return found
    whole = re.split(r"[\s/]+|['’]", per.group().strip(" \u00a0\u202f\u2009/"))[-1]
    return replace(found, end=per.end(), unit=f"{found.unit}/{whole}")


def read(text: str, numbers: list[Number], index: int, grammar: Grammar) -> Figure | None:
    """The figure that starts at ``numbers[index]``, ``None`` for a bare *un/une*."""
    number = numbers[index]
    for shape in (_ratio, _fraction, _range):
        figure = shape(text, numbers, index, grammar)
        if figure is not None:
            return figure
    after = tail(text, number, grammar)
    if number.written == "one" and not (after.unit and "/" in after.unit):
        return None
    value = number.value * after.factor
    figure = Figure(
        number.start, after.end, after.kind or "count", value, value, after.unit, index,
        number.written,
    )
    if number.signed and after.kind in ("percent", "change"):
        figure = replace(figure, kind="change")
    return _before(text, figure)


def _before(text: str, figure: Figure) -> Figure:
    """Words before the number that belong to it: "multiplié par", "$", "à" deux chiffres."""
    head = text[max(0, figure.start - REACH):figure.start]
    by = _BY.search(head)
    if by and figure.kind == "count":
        start = figure.start - (len(head) - by.start("verb"))
        low, high = figure.low, figure.high
        if by.group("verb").casefold().startswith("divis") and low and high:
            low, high = 1 / low, 1 / high
        return replace(figure, start=start, kind="multiplier", low=low, high=high, unit="fois")
    coin = _COIN.search(head)
    if coin and figure.kind in ("count", "magnitude"):
        unit = {"$": "USD", "€": "EUR", "£": "GBP"}[coin.group()[0]]
        return replace(figure, start=figure.start - len(coin.group()), kind="money", unit=unit)
    digits, word = _DIGITS.search(head), _DIGIT_WORD.match(text, figure.end)
    if digits and word and figure.kind == "count" and 1 < figure.low < 10:
        low, high = 10 ** (figure.low - 1), 10**figure.low - 1
        start = figure.start - len(digits.group())
        return replace(
            figure, start=start, end=word.end(), kind="percent", low=low, high=high, unit="%"
        )
    return figure


def _next(numbers: list[Number], index: int, start: int) -> Number | None:
    """The next number, if it stands exactly at ``start``."""
    if index + 1 < len(numbers) and numbers[index + 1].start == start:
        return numbers[index + 1]
    return None


def _ratio(text: str, numbers: list[Number], index: int, grammar: Grammar) -> Figure | None:
    """"un sur trois", "19 emplois sur 20", "une entreprise sur quatre", "46 des 54 régions"."""
    number = numbers[index]
    link = _SUR.match(text, number.end) or _WHOLE.match(text, number.end)
    whole = _next(numbers, index, link.end()) if link else None
    if whole is None or whole.written == "one" or not 0 < number.value <= whole.value:
        return None
    if tail(text, whole, grammar).kind not in (None, "magnitude"):
        return None
    if number.written == "one" and " des " in text[number.start:whole.start]:
        return None  # "l'un des deux délégués"
    share = number.value / whole.value
    return Figure(number.start, whole.end, "ratio", share, share, None, index + 1, number.written)


def _fraction(text: str, numbers: list[Number], index: int, grammar: Grammar) -> Figure | None:
    """"un quart", "deux tiers", "trois quarts"."""
    number = numbers[index]
    part = grammar.fraction.match(text, number.end)
    if part is None or not 1 <= number.value <= 99 or part.group("part").startswith("demi"):
        return None
    if text[number.start:number.end].casefold() == "une":  # "une sixième" is an ordinal
        return None
    plural = part.group("part").endswith("s")
    if (number.value > 1) != plural and part.group("part") != "tiers":
        return None
    share = number.value / grammar.words.fractions[part.group("part")]
    return Figure(number.start, part.end(), "fraction", share, share, None, index, "fraction")


def _range(text: str, numbers: list[Number], index: int, grammar: Grammar) -> Figure | None:
    """"42 à 47 %", "deux ou trois", "entre 250 et 420 milliards", "de 20 % à 43 %"."""
    left = numbers[index]
    before = tail(text, left, grammar)
    link = _LINK.match(text, before.end)
    right = _next(numbers, index, link.end()) if link else None
    if link is None or right is None or right.written == "one" or left.signed:
        return None
    after = tail(text, right, grammar)
    if before.kind not in (None, after.kind):
        return None
    head = text[max(0, left.start - REACH):left.start]
    word = link.group("link")
    moves = _DE.search(head) if word == "à" and before.kind is not None else None
    if not _joined(word, left, right, bool(_BETWEEN.search(head))) and not moves:
        return None
    low = left.value * (before.factor if before.kind else after.factor)
    start = left.start - len(moves.group()) if moves else left.start
    kind = "change" if moves else after.kind or "count"
    written = "words" if "words" in (left.written, right.written) else "digits"
    return Figure(
        start, after.end, kind, low, right.value * after.factor, after.unit, index + 1, written
    )


def _joined(link: str, left: Number, right: Number, between: bool) -> bool:
    """Whether ``link`` makes one range of two numbers."""
    if left.value >= right.value:
        return False
    if link == "et":
        return between
    if link in "-–—":
        return left.written == right.written == "digits"
    return link == "à" or left.value * 4 >= right.value
