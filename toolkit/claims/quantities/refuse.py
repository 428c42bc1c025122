"""What looks like a figure and is none: years, dates, labels, names, horizons, idioms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from toolkit.claims.animacy import of_noun
from toolkit.claims.quantities.grammar import REACH, Figure
from toolkit.claims.quantities.lexicon import SPACE, Grammar, grammar, spelled
from toolkit.french.mood import low

if TYPE_CHECKING:
    from toolkit.french.frozen import Token

_MONTH = (
    r"janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|"
    r"décembre|decembre|janv\.|févr\.|juil\.|sept\.|oct\.|nov\.|déc\."
)
_MONTH_AFTER = re.compile(
    rf"(?:{SPACE}*(?:et|ou|au|-|–|,){SPACE}*[0-9]{{1,2}})?[ \u00a0\u202f-](?:{_MONTH})(?!\w)", re.I
)
_MONTH_BEFORE = re.compile(rf"(?:{_MONTH}|trimestre|semestre){SPACE}$", re.I)
_THE_DAY = re.compile(
    rf"(?:^|\b)(?:le|du|au|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche){SPACE}$", re.I
)
_DATE_AFTER = re.compile(r"[/.-][0-9]")
_YEAR_BEFORE = re.compile(
    rf"\b(?:en|depuis|dès|avant|après|fin|début|mi|courant|jusqu['’]en|d['’]ici(?:{SPACE}à)?|"
    rf"horizon|années?|an|été|hiver|automne|printemps|rentrée|millésime|de|à|et|ou|entre|vers|"
    rf"du|au|que|pour|par{SPACE}rapport{SPACE}à)[ \u00a0\u202f\u2009-]$", re.I
)
_CLOCK_BEFORE = re.compile(rf"\b(?:à|vers|dès|jusqu['’]à|avant|après|est){SPACE}$", re.I)
_CLOCK_AFTER = re.compile(rf"{SPACE}à{SPACE}(?:midi|minuit)(?!\w)", re.I)
_ORDINAL_ADJ = re.compile(
    rf"{SPACE}(?:prochain|dernier|dernièr|premier|premièr|meilleur|plus{SPACE}grand)"
)
_PARTITIVE = re.compile(rf"{SPACE}(?:des{SPACE}|de{SPACE}(?:ces|ses|nos|vos|leurs|mes))")
_AMONG = re.compile(rf"{SPACE}(?:d['’]entre{SPACE}(?:eux|elles|nous|vous)|autres)(?!\w)")
_PRONOUN_BEFORE = re.compile(
    rf"(?:\bdont|\ben{SPACE}(?:a|avait|ont|avaient|reste|compte){SPACE}que?)"
    rf"(?:{SPACE}(?:au{SPACE}moins|seulement|environ))?{SPACE}$", re.I
)
_DEFINITE = re.compile(
    rf"\b(?:les|des|aux|ces|ses|leurs|nos|vos|mes|tes|tous|toutes|du|au|le|la){SPACE}$", re.I
)
_ALONE = re.compile(r"[\[(]$")
_LIST_END = re.compile(rf"{SPACE}?[.)°/–-](?:{SPACE}|$)")
_FUNCTION = frozenset((
    "et", "ou", "mais", "que", "qui", "dont", "où", "de", "du", "des", "d", "à", "au", "aux",
    "en", "dans", "par", "pour", "sur", "sous", "avec", "sans", "chez", "vers", "est", "sont",
    "était", "étaient", "a", "ont", "avait", "avaient", "sera", "seront", "fut", "être", "avoir",
    "le", "la", "les", "l", "un", "une", "ce", "cet", "cette", "ces", "son", "sa", "ses", "leur",
    "leurs", "il", "elle", "ils", "elles", "on", "nous", "vous", "je", "tu", "ne", "pas", "plus",
    "moins", "y", "se", "s", "n", "c", "selon", "contre", "entre", "depuis", "puis", "alors",
    "donc", "or", "ni", "car", "comme", "si", "quand", "lorsque",
))


@dataclass(frozen=True, slots=True)
class Site:
    """Where a candidate stands: the text, the token after it and the one before it, if any."""

    text: str
    after: Token | None
    later: Token | None
    before: Token | None
    first: bool


def refusal(figure: Figure, site: Site) -> str | None:
    """Why ``figure`` is no quantity (a rule's name), or ``None`` when it is one."""
    words = grammar()
    if figure.kind == "duration":
        return _duration(figure, site, words)
    if figure.kind in ("count", "ratio"):
        if figure.kind == "ratio":
            among = " des " in site.text[figure.start:figure.end]  # "46 des 54 parcelles"
            plural = _names(site.after) and _plural(site.after)
            return "no_ratio" if plural and not among else None
        if figure.unit is not None:
            return None
        for rule in (_glued, _date, _year, _listed, _labelled):
            reason = rule(figure, site, words)
            if reason:
                return reason
        return _uncounted(figure, site, words)
    return None


def _head(figure: Figure, site: Site) -> str:
    return site.text[max(0, figure.start - REACH):figure.start]


def _glued(figure: Figure, site: Site, words: Grammar) -> str | None:
    """"3D", "5e", "20257min": a letter right after the digits."""
    rest = site.text[figure.end:figure.end + 2]
    return "glued" if rest[:1].isalpha() or (rest[:1] in "-–" and rest[1:].isalpha()) else None


def _date(figure: Figure, site: Site, words: Grammar) -> str | None:
    text, head = site.text, _head(figure, site)
    if _MONTH_AFTER.match(text, figure.end) and figure.high <= 31:
        return "date"
    if _DATE_AFTER.match(text, figure.end) or re.search(r"[0-9][/.:-]$", head):
        return "date"
    if _THE_DAY.search(head) and figure.high <= 31 and not _names(site.after):
        return "date"
    if re.match(r"0[0-9]", text[figure.start:figure.end]):
        return "code"
    # Groups of two digits in a row are a telephone number.
    if re.search(r"[0-9]{2}[ .\u00a0][0-9]{2}[ .\u00a0]$", head):
        return "telephone"
    return None


def _year(figure: Figure, site: Site, words: Grammar) -> str | None:
    raw = site.text[figure.start:figure.end]
    years = re.findall(r"(?<![0-9])(?:1[0-9]{3}|20[0-9]{2}|21[0-9]{2})(?![0-9])", raw)
    if not years or re.search(rf"[0-9]{SPACE}[0-9]", raw):
        if re.fullmatch(r"[0-9]{2}", raw) and re.search(rf"\bannées{SPACE}$", _head(figure, site)):
            return "year"
        return None
    if _MONTH_BEFORE.search(_head(figure, site)) or len(years) > 1:
        return "year"
    counted = _names(site.after) and _plural(site.after)
    if counted and not re.search(rf"\b(?:en|depuis|dès){SPACE}$", _head(figure, site), re.I):
        return None
    if 1500 <= figure.low <= 2199 or _YEAR_BEFORE.search(_head(figure, site)):
        return "year"
    return None


def _listed(figure: Figure, site: Site, words: Grammar) -> str | None:
    """List numbers and footnotes: "1. Former", "2) Informer", "[3]"."""
    if site.first and _LIST_END.match(site.text, figure.end):
        return "list"
    if _ALONE.search(_head(figure, site)) and site.text[figure.end:figure.end + 1] in ("]", ")"):
        return "footnote"
    return None


@lru_cache(maxsize=1)
def _label_pattern() -> re.Pattern[str]:
    nouns = grammar().words.labels.nouns
    return re.compile(rf"(?<!\w)(?:{spelled(nouns)}){SPACE}?$", re.IGNORECASE)


def _labelled(figure: Figure, site: Site, words: Grammar) -> str | None:
    """Labels ("article 5", "niveau 1") and names ("Windows 95", "CAC 40", "iPhone 12")."""
    if figure.written != "digits":
        return None
    if _label_pattern().search(_head(figure, site)):
        return "label"
    before = site.before
    if before is None or site.first or _names(site.after):
        return None
    name_tag = before.pos_ in ("PROPN", "X")
    name = name_tag or before.text.isupper() or before.text[:1].isupper()
    if name or any(letter.isupper() for letter in before.text[1:]):
        # The first word of a sentence has a capital anyway: there only a proper noun is a name.
        return "name" if before.text[:1].isalpha() and (before.i or name_tag) else None
    return "label" if before.pos_ == "NOUN" else None


def _uncounted(figure: Figure, site: Site, words: Grammar) -> str | None:
    """A bare number must count something; a small spelled-out one must not just enumerate."""
    head = _head(figure, site)
    if _ORDINAL_ADJ.match(site.text, figure.end):
        return "ordinal"
    if site.after is not None and site.after.text in words.words.ranks.nouns:
        return "rank"
    small = figure.written == "words" and figure.high <= 20
    if small and figure.low == figure.high:
        if _DEFINITE.search(head) or _PARTITIVE.match(site.text, figure.end):
            return "definite"
        if site.after is not None and site.after.text.casefold() in words.words.enumerations.nouns:
            return "enumeration"
    counted = _names(site.after) or (
        site.after is not None and site.after.pos_ in ("ADJ", "ADV") and _names(site.later)
    )
    if figure.written == "words":
        alone = _PRONOUN_BEFORE.search(head) or _AMONG.match(site.text, figure.end) or (
            # "six sont morts": a number that is itself the subject
            (site.first or head[-2:-1] in ",;") and site.after is not None
            and site.after.pos_ in ("VERB", "AUX")
        )
        return None if counted or alone else "uncounted"
    if figure.low == figure.high and figure.high < 2 and not counted:
        return "uncounted"
    if figure.low == 0:
        return "zero"
    return None


@lru_cache(maxsize=1)
def _anchor_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    anchors = grammar().words.anchors
    before = spelled(anchors.before)
    modifiers = spelled(anchors.modifiers)
    gap = rf"(?:{SPACE}|(?<=['’]))"
    head = rf"(?<!\w)(?:{before}){gap}(?:(?:{modifiers}){gap}?)*(?:[\w-]+{SPACE}(?:à|ou){SPACE})?$"
    return (
        re.compile(head, re.IGNORECASE),
        re.compile(rf"{SPACE}(?:{spelled(anchors.after)})", re.IGNORECASE),
    )


def _duration(figure: Figure, site: Site, words: Grammar) -> str | None:
    """Dates and horizons told as durations: "il y a dix ans", "sous trois ans", "à 8 heures"."""
    if "/" in (figure.unit or ""):
        return None
    head = _head(figure, site)
    before, after = _anchor_patterns()
    if before.search(head) or after.match(site.text, figure.end):
        return "anchor"
    if _ORDINAL_ADJ.match(site.text, figure.end):
        return "anchor"
    if figure.unit == "an" and _age(site):
        return "age"
    clock = _CLOCK_BEFORE.search(head) or _CLOCK_AFTER.match(site.text, figure.end)
    if figure.unit == "heure" and figure.high <= 24 and clock:
        return "clock"
    return None


def _age(site: Site) -> bool:
    """"une femme de 25 ans", "Inès, 31 ans," or "Inès (31 ans)": who somebody is, no figure.

    "un contrat de trois ans" and "l'âge moyen est de 47 ans" are figures.
    """
    before = site.before
    if before is None or before.i == 0:
        return False
    holder = before.doc[before.i - 1]
    if low(before) in {",", "("}:
        return holder.pos_ == "PROPN" and (
            site.after is None or site.after.is_punct or low(site.after) == "dont")
    if low(before) not in {"de", "d'"}:
        return False
    if holder.pos_ == "ADJ" and holder.i:
        holder = before.doc[holder.i - 1]
    agent = low(holder).endswith(tuple(grammar().words.ages.endings))
    return holder.pos_ == "NOUN" and (of_noun(holder) == "person" or agent or (
        low(holder) in grammar().words.ages.nouns))


def _names(token: Token | None) -> bool:
    """Whether ``token`` is a noun; without tags, whether it may be one."""
    if token is None or not token.text[:1].isalpha():
        return False
    if token.pos_:
        return token.pos_ in ("NOUN", "PROPN")
    return token.text.casefold() not in _FUNCTION


def _plural(token: Token | None) -> bool:
    return token is not None and token.text[-1:] in "sxz"
