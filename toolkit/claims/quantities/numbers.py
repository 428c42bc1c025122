"""Numbers in running French: digits with their spaces and commas, and spelled-out words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

SPACE = "[ \u00a0\u202f\u2009]"

# Thousands are grouped by any of the four spaces, a point or an apostrophe: "1 500", "1.500".
_GROUPED = rf"[1-9][0-9]{{0,2}}(?:(?:{SPACE}|[.'’])[0-9]{{3}})+(?![0-9])"
_DIGITS = re.compile(
    rf"(?<![\w/@#&=_])(?<![0-9][.,:])(?<![^\W\d][-−–.])(?P<sign>[-−–+](?=[0-9]))?"
    rf"(?P<number>{_GROUPED}(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)?)"
    r"(?P<bound>(?![0-9_@/])(?![.,][0-9]))"
)
_WORD = (
    "quatorze|cinquante|soixante|milliards|milliard|quarante|septante|huitante|millions|million|"
    "octante|nonante|quatre|treize|quinze|trente|vingts|trois|douze|seize|vingt|cents|mille|deux|"
    "cinq|sept|huit|neuf|onze|cent|six|dix"
)
_GLUE = rf"(?:-|{SPACE})"
_AND_ONE = rf"(?:-et-|{SPACE}et{SPACE})(?:une?|onze)(?!\w)"
_SPELLED = re.compile(
    rf"(?<![\w-])(?:(?:une?)(?=(?:{SPACE})(?:millions?|milliards?)(?!\w)){SPACE})?"
    rf"(?:{_WORD})(?!\w)(?:{_GLUE}(?:{_WORD}|une?)(?!\w)|{_AND_ONE})*(?!-\w)",
    re.IGNORECASE,
)
# Longer strings of digits are codes, not figures.
LONGEST = 30
_BEFORE_SIGN = " \u00a0\u202f\u2009(«\"“"
_ONE = re.compile(r"(?<![\w-])(?:une?)(?![\w-])", re.IGNORECASE)
_DECIMAL_WORD = re.compile(rf"{SPACE}virgule{SPACE}", re.IGNORECASE)
_AND_HALF = re.compile(rf"{SPACE}et{SPACE}demie?(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """One number: where it stands, its value, and how it is written.

    ``written``: "digits", "words", or "one" for *un/une*, which counts only inside a
    construction ("un sur trois", "un quart", "une à deux heures").
    """

    start: int
    end: int
    value: float
    written: str
    signed: bool = False


@lru_cache(maxsize=4096)
def spelled_value(words: str) -> float | None:
    """The value of spelled-out ``words`` ("trois cent mille"), ``None`` if they are no number.

    Wraps text2num, which raises ``ValueError`` on what it does not know.
    """
    from text_to_num import text2num

    plain = re.sub(rf"{SPACE}+", " ", words.casefold())
    try:
        return float(text2num(plain, "fr"))
    except ValueError:
        return None


def _digits_value(raw: str) -> float:
    groups = re.fullmatch(_GROUPED + r"(?:,[0-9]+)?", raw)
    plain = re.sub(rf"(?:{SPACE}|['’])", "", raw)
    if groups:
        plain = plain.replace(".", "")
    # float() of an absurdly long digit string is inf, which is what it is: not a count.
    return float(plain.replace(",", "."))


def _spelled(text: str, match: re.Match[str]) -> Number | None:
    """The longest run of number words that is one number; a run that is none is cut at its end."""
    if match.group().casefold().startswith(("million", "milliard")):
        return None
    before = text[max(0, match.start() - 6):match.start()]
    if match.group().casefold() == "cent" and re.search(rf"\bpour{SPACE}$", before):
        return None
    pieces = [piece.end() + match.start() for piece in re.finditer(r"\w+", match.group())]
    for end in reversed(pieces[-12:]):
        value = spelled_value(text[match.start():end])
        if value is not None:
            return _extended(text, Number(match.start(), end, value, "words"))
    return None


def _extended(text: str, number: Number) -> Number:
    """``number`` with "virgule cinq" or "et demi" after it."""
    comma = _DECIMAL_WORD.match(text, number.end)
    if comma:
        rest = _SPELLED.match(text, comma.end())
        value = spelled_value(rest.group().split(" mill")[0]) if rest else None
        if rest and value is not None and value < 1000:
            end = comma.end() + len(rest.group().split(" mill")[0])
            digits = len(str(int(value)))
            return Number(number.start, end, number.value + value / 10**digits, "words")
    half = _AND_HALF.match(text, number.end)
    if half:
        unit = 1.0
        for size in (1e9, 1e6):
            if number.value >= size and number.value % size == 0:
                unit = size
                break
        return Number(number.start, half.end(), number.value + unit / 2, number.written)
    return number


def _stranded(text: str, start: int, found: list[Number]) -> bool:
    """Whether a hyphen ties this number to something that is none ("L6313-4")."""
    if start < 2 or text[start - 1] not in "-−–" or not text[start - 2].isdigit():
        return False
    return not found or found[-1].end != start - 1


def _written_digits(text: str) -> list[Number]:
    found: list[Number] = []
    for match in _DIGITS.finditer(text):
        start = match.start("number")
        sign = match.group("sign")
        # A sign stands alone before its number; in "10-15" the hyphen joins two.
        if sign and match.start() and text[match.start() - 1] not in _BEFORE_SIGN:
            continue
        if match.end("number") - start > LONGEST or _stranded(text, start, found):
            continue
        value = _digits_value(match.group("number"))
        value = -value if sign and sign != "+" else value
        end = match.end("number")
        number = Number(match.start() if sign else start, end, value, "digits", bool(sign))
        found.append(_extended(text, number))
    return found


def _written_words(text: str) -> list[Number]:
    found: list[Number] = []
    match = _SPELLED.search(text)
    while match is not None:
        number = _spelled(text, match)
        if number is not None:
            found.append(number)
        match = _SPELLED.search(text, number.end if number is not None else match.end())
    return found


def numbers(text: str) -> list[Number]:
    """All numbers of ``text``, in order and not overlapping; linear in its length."""
    found = _written_digits(text) + _written_words(text)
    found += [Number(m.start(), m.end(), 1.0, "one") for m in _ONE.finditer(text)]
    found.sort(key=lambda number: (number.start, -number.end))
    kept: list[Number] = []
    for number in found:
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept
