"""The time a claim points to: verbatim, and as years counted from the article's date.

A horizon lies ahead: "d'ici 2030", "sous trois ans", "dans les mois à venir", "à terme",
"bientôt". A past date never is one, and "en 2030" is one only when it lies after the article's
date, or, in an undated article, when the verb is in the future.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.claims.expressions import word_set
from toolkit.claims.horizon_rules import Rule, lexicon, rules
from toolkit.claims.horizon_rules import present as present_anchor
from toolkit.claims.quantities.lexicon import SPACE
from toolkit.claims.quantities.numbers import numbers
from toolkit.french.clauses import clause_head
from toolkit.french.mood import form, is_conditional_form, is_future_form, is_infinitive
from toolkit.french.mood import low as lower
from toolkit.records import Horizon

if TYPE_CHECKING:
    from toolkit.claims.article import View
    from toolkit.french.frozen import Doc


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate with offsets into the sentence."""

    start: int
    end: int
    kind: str
    rule: str
    year_from: int | None = None
    year_to: int | None = None


# More horizons than this in one sentence are not read: only one is kept.
MOST = 50
_PAST_AFTER = re.compile(
    rf"{SPACE}(?:qui{SPACE}(?:ont|avaient|a|avait|suivirent|suivaient|précéd)|suivant|précédent|"
    r"dernier|dernièr|écoulé|passé)", re.I
)


_GO = frozenset({"vais", "vas", "va", "allons", "allez", "vont"})


_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")


def _possible(doc: Doc) -> list[Rule]:
    """The rules whose words stand in the sentence: most sentences have none."""
    words = {part for word in word_set(doc) for part in word.split("-")}
    if _YEAR.search(doc.text):
        words.add("year")
    return [rule for rule in rules() if not rule.hints.isdisjoint(words)]


def find(view: View, *, present: bool = False) -> Horizon | None:
    """The horizon of one sentence, ``None`` when it points nowhere ahead.

    Of several, the most precise is kept (a year before a span before a vague term), then the
    first. ``year_from``/``year_to`` are ``None`` for a vague horizon, and for a relative one in
    an article without date. With ``present=True`` an anchor in the present ("désormais") is
    returned when nothing points ahead, with kind "present".
    """
    found = candidates(view.doc, year_of(view.document.date), month_of(view.document.date))
    if not found:
        anchor = present_anchor().search(view.doc.text) if present else None
        if anchor is None:
            return None
        found = [Found(*anchor.span(), "present", "present")]
    order = {"absolute": 0, "relative": 1, "vague": 2, "present": 3}
    best = min(found, key=lambda item: (order[item.kind], item.start))
    shift = view.sentence.start
    return Horizon(
        text=view.doc.text[best.start:best.end], start=best.start + shift, end=best.end + shift,
        kind=best.kind, year_from=best.year_from, year_to=best.year_to,
    )


def year_of(date: str | None) -> int | None:
    """The year of an ISO date, ``None`` if there is none."""
    return int(date[:4]) if date and date[:4].isdigit() else None


def month_of(date: str | None) -> int | None:
    """The month of an ISO date, ``None`` if it has none."""
    return int(date[5:7]) if date and re.match(r"[0-9]{4}-[0-9]{2}", date) else None


def candidates(doc: Doc, year: int | None = None, month: int | None = None) -> list[Found]:
    """All horizons of ``doc``, in order, none inside another; ``year`` is the article's."""
    text = doc.text
    future: bool | None = None
    found: list[Found] = []
    for rule in _possible(doc):
        for match in rule.pattern.finditer(text):
            if len(found) >= MOST:
                break
            if any(item.start < match.end() and match.start() < item.end for item in found):
                continue
            if future is None:
                future = has_future(doc)
            if _holds(rule, match, doc, year, future):
                found.append(_resolved(rule, match, year, month))
    return sorted(found, key=lambda item: item.start)


def has_future(doc: Doc) -> bool:
    """Whether a verb of ``doc`` is in the future, or "va", "vont" stand before an infinitive."""
    for token in doc:
        if is_future_form(token):
            return True
        if lower(token) in _GO and any(
            is_infinitive(after) for after in doc[token.i + 1:token.i + 4]
        ):
            return True
    return False


def _modal(doc: Doc) -> bool:
    return any(
        token.lemma_ in ("pouvoir", "devoir", "risquer") or is_conditional_form(token)
        for token in doc
    )


def _ahead(doc: Doc, offset: int) -> bool:
    """Whether the clause around ``offset`` tells of the future, or expects something ("devrait").

    "a annoncé qu'il fermerait lundi" looks ahead from a past moment: that is none.
    """
    place = _token_at(doc, offset)
    if place == len(doc):
        return False
    home = clause_head(doc[place])
    if form(home).future:
        return True
    if form(home).mood != "cnd" or form(home).tense == "cnd_past":
        return False
    above = form(home.head) if home.head is not home else form(home)
    return above.mood != "ind" or above.tense == "pres"


def _holds(
    rule: Rule, match: re.Match[str], doc: Doc, year: int | None, future: bool
) -> bool:
    """Whether what ``rule`` needs holds at ``match``."""
    text = match.string
    if rule.needs == "after":
        last = int(match.group("year2") or match.group("year"))
        if year is None:
            return future or _ahead(doc, match.start())
        return last > year or (last == year and future)
    if rule.kind == "relative" and _PAST_AFTER.match(text, match.end()):
        return False
    if rule.needs == "span":
        # "dans dix ans" points ahead; "dans les dix ans" and "dans 3 jours sur 4" do not.
        return not re.match(rf"{SPACE}(?:sur|de|d['’])(?!\w)", text[match.end():match.end() + 6])
    if rule.needs == "future":
        before = text[max(0, match.start() - 12):match.start()].rstrip()
        # "le monde de demain", "sera un jour férié" are nouns
        if re.search(r"(?:\bde|\bdu|d['’]|\bou|\bl['’]|\b(?:est|sera|seront))$", before[-8:]):
            return False
        after = _token_at(doc, match.end())
        return future and (after == len(doc) or doc[after].pos_ != "ADJ")
    if rule.needs == "clause":
        return _ahead(doc, match.start())
    if rule.needs == "preposition":
        return match.group().casefold().startswith("pour")
    if rule.needs == "adverb":
        return future or not _after_noun(doc, match.start())
    return True


def _token_at(doc: Doc, offset: int) -> int:
    """The index of the first token that starts at ``offset`` or later (binary search)."""
    return bisect_left(range(len(doc)), offset, key=lambda place: doc[place].idx)


def _after_noun(doc: Doc, start: int) -> bool:
    """Whether the term only describes the noun before it: "les effets à long terme"."""
    place = _token_at(doc, start) - 1
    while place >= 0 and doc[place].is_space:
        place -= 1
    if place < 0 or doc[place].is_punct:
        return False
    before = doc[place]
    return before.pos_ in ("NOUN", "PROPN") or (before.pos_ == "ADJ" and not _modal(doc))


def _resolved(rule: Rule, match: re.Match[str], year: int | None, month: int | None) -> Found:
    start, end = match.span()
    if rule.kind == "absolute":
        first = int(match.group("year"))
        last = int(match.group("year2") or first)
        if rule.name == "by_year" and year is not None and year < first == last:
            return Found(start, end, "absolute", rule.name, year, last)
        return Found(start, end, "absolute", rule.name, first, last)
    if rule.kind == "vague" or year is None:
        return Found(start, end, rule.kind, rule.name)
    low, high = _years(rule, match, year, month)
    return Found(start, end, rule.kind, rule.name, low, high)


def _years(
    rule: Rule, match: re.Match[str], year: int, month: int | None
) -> tuple[int | None, int | None]:
    """The years a relative horizon covers, counted from ``year``."""
    groups = match.groupdict()
    spelling = groups.get("unit") or groups.get("unit2")
    name = _unit_name(spelling) if spelling else None
    months = {"an": 12, "décennie": 120, "siècle": 1200, "mois": 1, "trimestre": 3, "semestre": 6}
    plain = match.group().casefold()
    if rule.name == "in_month":
        names = [name for name in lexicon().months.names if name in plain]
        target = lexicon().months.names.index(names[-1]) + 1
        coming = year + (1 if month is not None and target < month else 0)
        return coming, coming
    if rule.name == "next_part":
        return year + 1, year + 1
    if rule.name in ("this_season", "this_span", "on_day", "on_weekday"):
        return year, year + (1 if month == 12 else 0)
    if rule.name in ("by_end", "by_season", "next_unit") and name is None:
        if "décennie" in plain:
            return year, year // 10 * 10 + 9
        if "siècle" in plain:
            return year, year // 100 * 100 + 100
        return year, year + (1 if "prochain" in plain else 0)
    if name in ("semaine", "jour", "heure"):
        return year, year + (1 if month == 12 else 0)
    if name not in months:
        return None, None
    values = [number.value for number in numbers(match.group()) if number.value < 1000]
    if rule.name == "next_unit":
        return _shift(year, month, months[name]), _shift(year, month, months[name])
    if not values:  # "dans les années à venir": from now on, no end given
        return year, None
    ends = (min(values), max(values))
    low, high = (_shift(year, month, int(value * months[name])) for value in ends)
    return (low if rule.name == "in_span" else year), high


def _shift(year: int, month: int | None, months: int) -> int:
    """The year ``months`` after the article's date; mid-year stands in for an unknown month."""
    return year + ((month or 6) - 1 + months) // 12


def _unit_name(spelling: str) -> str:
    plain = spelling.casefold()
    return next(name for name, forms in lexicon().units.items() if plain in forms)
