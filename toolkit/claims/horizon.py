"""The time a claim points to: verbatim, and as years counted from the article's date.

A horizon lies ahead: "d'ici 2030", "sous trois ans", "dans les mois à venir", "à terme",
"bientôt". A past date never is one, and "en 2030" is one only when it lies after the article's
date, or, in an undated article, when the verb is in the future.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from toolkit.claims.quantities.lexicon import SPACE, spelled
from toolkit.claims.quantities.numbers import numbers
from toolkit.codebook import load_lexicon
from toolkit.records import Horizon

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from toolkit.claims.article import View


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Forms(_Part):
    forms: tuple[str, ...] = Field(min_length=1)


class _Names(_Part):
    names: tuple[str, ...] = Field(min_length=1)


class HorizonLexicon(_Part):
    """The shape of ``data/lexicons/horizon.toml``."""

    vague: _Forms
    terms: _Forms
    future_only: _Forms
    present: _Forms
    units: dict[str, tuple[str, ...]]
    months: _Names
    seasons: _Names


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern, the kind of horizon it gives, and what must hold for it.

    ``needs``: "" nothing, "after" its year must lie after the article's date, "future" the
    sentence must have a future verb, "adverb" it must not merely describe a noun.
    """

    name: str
    pattern: re.Pattern[str]
    kind: str
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate with offsets into the sentence."""

    start: int
    end: int
    kind: str
    rule: str
    year_from: int | None = None
    year_to: int | None = None


_N = (
    r"(?:[0-9]+(?:[.,][0-9]+)?|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|"
    r"vingt(?:-cinq)?|trente|quarante|cinquante|soixante|cent|quelques|plusieurs|"
    r"une?" + SPACE + r"(?:dizaine|quinzaine|vingtaine|trentaine|cinquantaine|centaine)"
    + SPACE + r"d['’e]" + SPACE + r"?|une?" + SPACE + r"(?:poignée|demi|demie)-?)"
)
_ABOUT = rf"(?:(?:environ|moins{SPACE}de|plus{SPACE}de|près{SPACE}de|à{SPACE}peine|au{SPACE}plus|quelque){SPACE})?"
_COUNT = rf"{_ABOUT}{_N}(?:{SPACE}?(?:à|ou|-){SPACE}?{_N})?{SPACE}?"
_YEAR = r"(?P<year>(?:19|20|21)[0-9]{2})(?![0-9%]|[.,][0-9])(?:(?:-|/|" + SPACE + r"?(?:ou|et|à)" + SPACE + r")(?P<year2>(?:20|21)[0-9]{2})(?![0-9]))?"
_NEXT = r"(?:prochaine?s?|à" + SPACE + r"venir|qui" + SPACE + r"viennent|qui" + SPACE + r"vient|futurs?|futures?)"
_PAST_AFTER = re.compile(
    rf"{SPACE}(?:qui{SPACE}(?:ont|avaient|a|avait|suivirent|suivaient|précéd)|suivant|précédent|"
    r"dernier|dernièr|écoulé|passé)", re.I
)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){pattern}(?![\w])", re.IGNORECASE)


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    words = load_lexicon("horizon", HorizonLexicon)
    unit = spelled([form for forms in words.units.values() for form in forms])
    month = rf"(?:(?:[0-9]{{1,2}}(?:er)?{SPACE})?(?:{spelled(words.months.names)}){SPACE})"
    part = rf"(?:(?:la{SPACE})?(?:fin|mi|début|courant|{'|'.join(words.seasons.names)})(?:{SPACE}de)?(?:{SPACE}l['’]année)?[{SPACE[1:-1]}-])"
    end = rf"(?:la|l['’]|le)?{SPACE}?(?:fin|mi|milieu|horizon){SPACE}d(?:e{SPACE}la|u|e{SPACE}l['’]|e{SPACE}cette|e{SPACE}ce|e{SPACE}notre)?{SPACE}?(?:{unit}|décennie|XXIe{SPACE}siècle)"
    opening = rf"(?:d['’]ici|à{SPACE}l['’]horizon|horizon|à{SPACE}horizon)(?:{SPACE}(?:à|de|des|d['’]))?(?:{SPACE}(?:à|en|l['’]an|les{SPACE}années|l['’]année))?"
    return (
        _Rule("by_year", _compile(rf"{opening}{SPACE}?{part}?{month}?{_YEAR}"), "absolute"),
        _Rule("before_year", _compile(
            rf"(?:avant|dès|à{SPACE}partir{SPACE}de|à{SPACE}compter{SPACE}(?:de|du)|jusqu['’](?:en|à)|"
            rf"à{SPACE}partir{SPACE}du|pas{SPACE}avant|après)(?:{SPACE}(?:la|l['’]année|le))?{SPACE}{part}?{month}?{_YEAR}"
        ), "absolute", "after"),
        _Rule("in_year", _compile(
            rf"(?:(?:en|courant|vers|pour|dans{SPACE}les{SPACE}années|au{SPACE}cours{SPACE}des{SPACE}années){SPACE}(?:{part})?{month}?|{part}{month}?|(?:le|au|du){SPACE}{month}){_YEAR}"
        ), "absolute", "after"),
        _Rule("by_span", _compile(
            rf"(?:d['’]ici(?:{SPACE}à)?|sous|à{SPACE}(?:l['’])?horizon(?:{SPACE}de)?|dans{SPACE}un{SPACE}délai{SPACE}de)"
            rf"(?:{SPACE}les)?{SPACE}{_COUNT}(?P<unit>{unit})"
        ), "relative"),
        _Rule("in_span", _compile(rf"dans{SPACE}{_COUNT}(?P<unit>{unit})"), "relative", "span"),
        _Rule("coming_span", _compile(
            rf"(?:dans|pendant|durant|pour|sur|au{SPACE}cours{SPACE}de?|au{SPACE}fil{SPACE}de?|d['’]ici|lors{SPACE}de?|à{SPACE}l['’]horizon{SPACE}de)"
            rf"s?{SPACE}?(?:la|les|l['’]|ces|des|cette|le)?{SPACE}?(?:(?:toutes|tout){SPACE})?(?:{_COUNT})?"
            rf"(?:{_NEXT}{SPACE}(?P<unit>{unit})|(?P<unit2>{unit}){SPACE}{_NEXT})"
        ), "relative"),
        _Rule("these_next", _compile(
            rf"(?:ces|les|(?:tout)?au{SPACE}long{SPACE}des){SPACE}(?:{_COUNT})?prochaine?s{SPACE}(?P<unit>{unit})"
        ), "relative"),
        _Rule("next_unit", _compile(
            rf"(?:d['’]ici{SPACE})?(?:l['’]|la{SPACE}|le{SPACE}|au{SPACE}|à{SPACE}la{SPACE}|dès{SPACE}la{SPACE}|dès{SPACE}l['’]|dès{SPACE}le{SPACE})"
            rf"(?:(?P<unit>{unit}){SPACE}(?:prochaine?|qui{SPACE}vient)|prochaine?{SPACE}(?P<unit2>{unit})|(?:{'|'.join(words.seasons.names)}){SPACE}prochaine?)"
        ), "relative"),
        _Rule("by_end", _compile(rf"(?:d['’]ici(?:{SPACE}à)?|avant|pour|jusqu['’]à){SPACE}{end}"), "relative"),
        _Rule("by_season", _compile(
            rf"d['’]ici(?:{SPACE}à)?{SPACE}(?:l['’]|la{SPACE}|le{SPACE})?(?:{'|'.join((*words.seasons.names, *words.months.names))})"
        ), "relative"),
        _Rule("generations", _compile(rf"(?:pour{SPACE})?les{SPACE}générations{SPACE}(?:futures|à{SPACE}venir)"), "vague", "preposition"),
        _Rule("vague", _compile(f"(?:{spelled(words.vague.forms)})"), "vague"),
        _Rule("term", _compile(f"(?:{spelled(words.terms.forms)})"), "vague", "adverb"),
        _Rule("future_only", _compile(f"(?:{spelled(words.future_only.forms)})"), "vague", "future"),
    )


@lru_cache(maxsize=1)
def _present() -> re.Pattern[str]:
    return _compile(f"(?:{spelled(load_lexicon('horizon', HorizonLexicon).present.forms)})")


@lru_cache(maxsize=1)
def _hint() -> re.Pattern[str]:
    """One cheap look that spares most sentences the patterns."""
    return re.compile(
        r"ici|horizon|sous|dans|proch|venir|vient|bient|terme|éché|avenir|futur|demain|jour|tard|"
        r"avant|(?:19|20|21)[0-9]{2}|génération", re.I
    )


def find(view: View, *, present: bool = False) -> Horizon | None:
    """The horizon of one sentence, ``None`` when it points nowhere ahead.

    Of several, the most precise is kept (a year before a span before a vague term), then the
    first. ``year_from``/``year_to`` are ``None`` for a vague horizon, and for a relative one in
    an article without date. With ``present=True`` an anchor in the present ("désormais") is
    returned when nothing points ahead, with kind "present".
    """
    found = candidates(view.doc, year_of(view.document.date), month_of(view.document.date))
    if not found:
        anchor = _present().search(view.doc.text) if present else None
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
    if not _hint().search(text):
        return []
    future: bool | None = None
    found: list[Found] = []
    for rule in _rules():
        for match in rule.pattern.finditer(text):
            if any(item.start < match.end() and match.start() < item.end for item in found):
                continue
            if future is None:
                future = has_future(doc)
            if _holds(rule, match, doc, year, future):
                found.append(_resolved(rule, match, year, month))
    return sorted(found, key=lambda item: item.start)


def has_future(doc: Doc) -> bool:
    """Whether a verb of ``doc`` is in the future, or "aller" in the present before an infinitive."""
    tokens = list(doc)
    for place, token in enumerate(tokens):
        tense = token.morph.get("Tense")
        if "Fut" in tense:
            return True
        if token.lemma_ == "aller" and "Pres" in tense and any(
            "Inf" in after.morph.get("VerbForm") for after in tokens[place + 1:place + 4]
        ):
            return True
    return False


def _modal(doc: Doc) -> bool:
    return any(
        token.lemma_ in ("pouvoir", "devoir", "risquer") or "Cnd" in token.morph.get("Mood")
        for token in doc
    )


def _holds(rule: _Rule, match: re.Match[str], doc: Doc, year: int | None, future: bool) -> bool:
    """Whether what ``rule`` needs holds at ``match``."""
    text = match.string
    if rule.needs == "after":
        last = int(match.group("year2") or match.group("year"))
        if year is None:
            return future
        return last > year or (last == year and future)
    if rule.kind == "relative" and _PAST_AFTER.match(text, match.end()):
        return False
    if rule.needs == "span":
        # "dans dix ans" points ahead; "dans les dix ans" and "dans 3 jours sur 4" do not.
        return not re.match(rf"{SPACE}(?:sur|de|d['’])(?!\w)", text[match.end():match.end() + 6])
    if rule.needs == "future":
        before = text[:match.start()].rstrip()
        # "le monde de demain", "sera un jour férié" are nouns
        if re.search(r"(?:\bde|\bdu|d['’]|\bou|\bl['’]|\b(?:est|sera|seront))$", before[-8:]):
            return False
        after = next((token for token in doc if token.idx >= match.end()), None)
        return future and (after is None or after.pos_ != "ADJ")
    if rule.needs == "preposition":
        return match.group().casefold().startswith("pour")
    if rule.needs == "adverb":
        return future or not _after_noun(doc, match.start())
    return True


def _after_noun(doc: Doc, start: int) -> bool:
    """Whether the term only describes the noun before it: "les effets à long terme"."""
    before = None
    for token in doc:
        if token.idx >= start:
            break
        if not token.is_space:
            before = token
    if before is None or before.is_punct:
        return False
    return before.pos_ in ("NOUN", "PROPN") or (before.pos_ == "ADJ" and not _modal(doc))


def _resolved(rule: _Rule, match: re.Match[str], year: int | None, month: int | None) -> Found:
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
    rule: _Rule, match: re.Match[str], year: int, month: int | None
) -> tuple[int | None, int | None]:
    """The years a relative horizon covers, counted from ``year``."""
    groups = match.groupdict()
    spelling = groups.get("unit") or groups.get("unit2")
    name = _unit_name(spelling) if spelling else None
    months = {"an": 12, "décennie": 120, "siècle": 1200, "mois": 1, "trimestre": 3, "semestre": 6}
    if rule.name in ("by_end", "by_season", "next_unit") and name is None:
        return year, year + (1 if "prochain" in match.group().casefold() else 0)
    if name in ("semaine", "jour", "heure"):
        return year, year + (1 if month == 12 else 0)
    if name not in months:
        return None, None
    values = [number.value for number in numbers(match.group()) if number.value < 1000]
    if rule.name == "next_unit":
        return _shift(year, month, months[name]), _shift(year, month, months[name])
    if not values:  # "dans les années à venir": from now on, no end given
        return year, None
    low, high = (_shift(year, month, int(value * months[name])) for value in (min(values), max(values)))
    return (low if rule.name == "in_span" else year), high


def _shift(year: int, month: int | None, months: int) -> int:
    """The year ``months`` after the article's date; mid-year stands in for an unknown month."""
    return year + ((month or 6) - 1 + months) // 12


def _unit_name(spelling: str) -> str:
    words = load_lexicon("horizon", HorizonLexicon)
    plain = spelling.casefold()
    return next(name for name, forms in words.units.items() if plain in forms)
