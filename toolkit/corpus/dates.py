"""Dates as articles and databases write them, to ISO; what is ambiguous stays raw."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_MONTHS = {
    "janvier": 1, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7, "aout": 8,
    "septembre": 9, "octobre": 10, "novembre": 11, "decembre": 12,
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
    "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
    "janv": 1, "jan": 1, "fevr": 2, "fev": 2, "feb": 2, "mar": 3, "avr": 4, "apr": 4, "jun": 6,
    "juil": 7, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = re.compile(r"(?<!\d)(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?=$|[T\s,;:Z+)])")
_PACKED = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:er|st|nd|rd|th)?[ .-]+({_NAMES})\b\.?,?[ -]+(\d{{4}})"
)
_MONTH_FIRST = re.compile(rf"\b({_NAMES})\b\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})")
_MONTH = re.compile(rf"\b({_NAMES})\b\.?,? (\d{{4}})")
_FIGURES = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d{2,}(?:\D|$))")
_YEARS = range(1500, 2200)


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.casefold())
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return " ".join(plain.replace("'", " ").split())


def _iso(year: int, month: int | None, day: int | None, raw: str) -> tuple[str | None, str | None]:
    if year not in _YEARS:
        return None, f'date "{raw}" has no plausible year'
    if month is None:
        return f"{year:04d}", None
    if not 1 <= month <= 12:
        return None, f'date "{raw}" has no such month'
    if day is None:
        return f"{year:04d}-{month:02d}", None
    try:
        return date(year, month, day).isoformat(), None
    except ValueError:
        return None, f'date "{raw}" does not exist'


def parse_date(text: str) -> tuple[str | None, str | None]:
    """A date in words or figures as ISO, with as much of it as was given.

    Reads ISO, RFC 822, French and English dates in words with or without weekday and hour
    ("lundi 3 mars 2025 à 11h50", "1er mai 2023", "sept. 2024"), and figures.

    Returns:
        (ISO date "YYYY", "YYYY-MM" or "YYYY-MM-DD", or ``None``; a warning or ``None``).
        "9/5/2025" can be May or September: (``None``, a warning). "25/9/2024" cannot, nor can
        "9.5.2025", because only day-first dates are written with points. Blank: (``None``,
        ``None``).
    """
    raw = " ".join(text.split())
    if not raw:
        return None, None
    folded = _fold(raw)
    if match := _DAY_FIRST.search(folded):
        return _iso(int(match[3]), _MONTHS[match[2]], int(match[1]), raw)
    if match := _MONTH_FIRST.search(folded):
        return _iso(int(match[3]), _MONTHS[match[1]], int(match[2]), raw)
    if match := _FIGURES.search(folded):
        return _figures(match, raw)
    if match := _PACKED.search(folded):
        return _iso(int(match[1]), int(match[2]), int(match[3]), raw)
    if match := _MONTH.search(folded):
        return _iso(int(match[2]), _MONTHS[match[1]], None, raw)
    if match := _ISO.search(folded.upper()):
        month = int(match[2]) if match[2] else None
        return _iso(int(match[1]), month, int(match[3]) if match[3] else None, raw)
    return None, f'date "{raw[:60]}" is not understood'


def _figures(match: re.Match[str], raw: str) -> tuple[str | None, str | None]:
    first, mark, second = int(match[1]), match[2], int(match[3])
    year = int(match[4]) if len(match[4]) == 4 else 2000 + int(match[4])
    if first > 12 or first == second or mark == ".":
        return _iso(year, second, first, raw)
    if second > 12:
        return _iso(year, first, second, raw)
    return None, (
        f'date "{raw[:60]}" is ambiguous (day or month first); give it as {year}-MM-DD'
    )
