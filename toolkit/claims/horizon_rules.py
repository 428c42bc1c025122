"""The expressions that point ahead: patterns over the words of ``lexicons/horizon.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, Field

from toolkit.claims.expressions import words_in
from toolkit.claims.quantities.lexicon import SPACE, spelled
from toolkit.codebook import load_lexicon


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
    weekdays: _Names
    seasons: _Names


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, the kind of horizon it gives, and what must hold for it.

    ``needs``: "" nothing, "after" its year must lie after the article's date, "span" it must not
    be part of a larger expression, "future" the sentence must have a future verb, "clause"
    its own clause must, "adverb" it must not merely describe a noun, "preposition" it must open
    with one.
    ``hints``: words of which one must stand in the sentence for the pattern to match at all;
    "year" stands for any year in digits.
    """

    name: str
    pattern: re.Pattern[str]
    kind: str
    needs: str
    hints: frozenset[str]


# In the patterns below "_" is any of the four spaces, "'" any apostrophe, and <name> a piece.
_PIECES = {
    "n": (
        r"(?:[0-9]+(?:[.,][0-9]+)?|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix-huit|dix|"
        r"onze|douze|quinze|vingt(?:-cinq|-quatre)?|trente(?:-six)?|quarante|cinquante|"
        r"soixante|cent|quelques|plusieurs|"
        r"une_(?:dizaine|quinzaine|vingtaine|trentaine|cinquantaine|centaine|poignée)_d(?:'|e_)|"
        r"une?_demie?-)"
    ),
    "about": r"(?:(?:environ|moins_de|plus_de|près_de|à_peine|au_plus|quelque)_)?",
    "count": r"<about><n>(?:_?(?:à|ou|-)_?<n>)?_?",
    "year": (
        r"(?P<year>(?:19|20|21)[0-9]{2})(?![0-9%]|[.,][0-9])"
        r"(?:(?:-|/|_?(?:ou|et|à)_)(?P<year2>(?:20|21)[0-9]{2})(?![0-9]))?"
    ),
    "next": r"(?:prochaine?s?|à_venir|qui_viennent|qui_vient|future?s?)",
    "month": r"(?:(?:[0-9]{1,2}(?:er)?_)?(?:<months>)_)",
    "part": r"(?:(?:la_)?(?:fin|mi|début|courant|<seasons>)(?:_de)?(?:_l'année)?(?:_|-))",
    "opening": (
        r"(?:d'ici|à_l'horizon|horizon|à_horizon)(?:_(?:à|de|des|d'))?"
        r"(?:_(?:à|en|l'an|les_années|l'année))?"
    ),
    "end": (
        r"(?:la|l'|le)?_?(?:fin|mi|milieu|horizon)_d(?:e_la|u|e_l'|e_cette|e_ce|e_notre)?_?"
        r"(?:<unit>|décennie|XXIe_siècle)"
    ),
    "within": r"(?:d'ici(?:_à)?|sous|à_(?:l')?horizon(?:_de)?|dans_un_délai_de)",
    "during": (
        r"(?:dans|pendant|durant|pour|sur|au_cours_de?|au_fil_de?|d'ici|lors_de?|à_l'horizon_de)s?"
    ),
    "the": r"(?:l'|la_|le_|au_|à_la_|dès_la_|dès_l'|dès_le_)",
    "until": (
        r"(?:avant|dès|à_partir_de|à_compter_(?:de|du)|jusqu'(?:en|à)|à_partir_du|pas_avant|après)"
    ),
    "in": (
        r"(?:(?:en|courant|vers|pour|dans_les_années|au_cours_des_années)_<part>?<month>?|"
        r"<part><month>?|(?:le|au|du)_<month>)"
    ),
}

# Name, pattern, kind, need, hints. The first rule that takes some words keeps them.
_RULES = (
    ("by_year", r"<opening>_?<part>?<month>?<year>", "absolute", "", "year"),
    (
        "before_year", r"<until>(?:_(?:la|l'année|le))?_<part>?<month>?<year>",
        "absolute", "after", "year",
    ),
    ("in_year", r"<in><year>", "absolute", "after", "year"),
    ("by_span", r"<within>(?:_les)?_<count>(?P<unit><unit>)", "relative", "", "unit"),
    ("in_span", r"dans_<count>(?P<unit><unit>)", "relative", "span", "unit"),
    (
        "coming_span",
        r"<during>_?(?:la|les|l'|ces|des|cette|le)?_?(?:toute?s?_)?(?:<count>)?"
        r"(?:<next>_(?P<unit><unit>)|(?P<unit2><unit>)_<next>)",
        "relative", "", "unit",
    ),
    (
        "first_span", r"dès_les_(?:<count>)?premi(?:er|ère)s_(?P<unit><unit>)",
        "relative", "", "unit",
    ),
    ("within_months", r"en_<count>(?P<unit>mois|ans?|années)", "relative", "clause", "unit"),
    (
        "these_next",
        r"(?:(?:dans|pour|pendant|durant)_)?(?:ces|les|(?:tout_)?au_(?:long|cours|fil)_des)_"
        r"(?:(?:<count>)?prochaine?s_|(?:toutes_)?prochaine?s_<count>)(?P<unit><unit>)",
        "relative", "", "unit",
    ),
    (
        "next_part",
        r"(?:(?:d'ici(?:_à)?|à_partir_de|avant|dès|pour|à|jusqu'à|vers|en)_)?(?:(?:la|le|l')_?)?"
        r"(?:fin|mi|début|courant|milieu|<seasons>)(?:_|-)(?:de_)?l'(?P<unit>année|an)_prochaine?",
        "relative", "", "unit",
    ),
    (
        "next_unit",
        r"(?:d'ici_(?:à_)?)?<the>(?:(?P<unit><unit>)_(?:prochaine?|qui_vient)|"
        r"prochaine?_(?P<unit2><unit>)|(?:<seasons>)_prochaine?)",
        "relative", "", "unit season",
    ),
    ("by_end", r"(?:d'ici(?:_à)?|avant|pour|jusqu'à)_<end>", "relative", "", "unit"),
    (
        "by_season", r"d'ici(?:_à)?_(?:l'|la_|le_)?(?:<seasons>|<months>)",
        "relative", "", "season month",
    ),
    (
        "in_month", r"(?:en|dès|fin|début|courant|à_partir_de|mi-)_?(?:<months>)",
        "relative", "future", "month",
    ),
    (
        "this_season",
        r"(?:à_la_rentrée|cet_(?:été|automne|hiver)|ce_printemps|en_fin_d'année|"
        r"(?:avant|d'ici)_(?:à_)?la_fin_(?:de_l'année|du_mois|de_la_semaine))",
        "relative", "future", "season unit",
    ),
    (
        "on_day",
        r"(?:(?:le|du|au|dès_le|avant_le|d'ici_(?:au|le)|à_(?:compter|partir)_du|jusqu'au)_)"
        r"(?:<weekdays>_)?(?:1_?er|[0-9]{1,2})_(?:<months>)(?:_prochain)?",
        "relative", "clause", "month",
    ),
    (
        "this_span", r"(?:ce_mois-ci|cette_(?:semaine|année)(?!-là))",
        "relative", "clause", "unit",
    ),
    (
        "on_weekday", r"(?:ce_|dès_|d'ici_|d'ici_à_)?(?:<weekdays>)(?:_prochain)?",
        "relative", "clause", "weekday",
    ),
    (
        "generations", r"(?:pour_)?les_générations_(?:futures|à_venir)",
        "vague", "preposition", "unit",
    ),
    ("vague", r"(?:<vague>)", "vague", "", "vague"),
    ("term", r"(?:<terms>)", "vague", "adverb", "terms"),
    ("future_only", r"(?:<future_only>)", "vague", "future", "future_only"),
)


def _filled(pattern: str, pieces: dict[str, str]) -> str:
    """``pattern`` with every <name> replaced, also inside the pieces."""
    while names := re.findall(r"(?<!\(\?P)<(\w+)>", pattern):
        for name in names:
            # split and join, for a piece may hold what "sub" would take for its own signs
            pattern = pieces[name].join(re.split(rf"(?<!\(\?P)<{name}>", pattern))
    return pattern


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE)


def lexicon() -> HorizonLexicon:
    """The shipped words."""
    return load_lexicon("horizon", HorizonLexicon)


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """The compiled rules, in the order in which they take words."""
    words = lexicon()
    pieces = {name: _typed(piece) for name, piece in _PIECES.items()} | {
        "unit": spelled([form for forms in words.units.values() for form in forms]),
        "months": spelled(words.months.names), "weekdays": spelled(words.weekdays.names),
        "seasons": spelled(words.seasons.names),
        "vague": spelled(words.vague.forms), "terms": spelled(words.terms.forms),
        "future_only": spelled(words.future_only.forms),
    }
    known = _hints(words)
    return tuple(
        Rule(name, _compiled(_filled(_typed(pattern), pieces)), kind, needs,
             frozenset().union(*(known[hint] for hint in hints.split())))
        for name, pattern, kind, needs, hints in _RULES
    )


def _hints(words: HorizonLexicon) -> dict[str, frozenset[str]]:
    """The words without which a rule cannot match; of an expression, its longest word."""
    phrases = {
        "unit": [form for forms in words.units.values() for form in forms],
        "month": words.months.names, "season": words.seasons.names,
        "weekday": words.weekdays.names,
        "vague": words.vague.forms, "terms": words.terms.forms,
        "future_only": words.future_only.forms, "year": ("year",),
    }
    return {
        name: frozenset(max(words_in(form), key=len) for form in forms)
        for name, forms in phrases.items()
    }


def _typed(pattern: str) -> str:
    """Spaces and apostrophes of a pattern, leaving the names of pieces as they are."""
    parts = re.split(r"(<\w+>)", pattern)
    return "".join(
        part if part.startswith("<") else part.replace("_", SPACE).replace("'", "['’]")
        for part in parts
    )


@lru_cache(maxsize=1)
def present() -> re.Pattern[str]:
    """Anchors in the present: "désormais", "à ce jour"."""
    return _compiled(spelled(lexicon().present.forms))
