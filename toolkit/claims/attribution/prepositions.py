"""Sources named by a preposition: "selon X", "d'après X", "aux yeux de X", "pour X,"."""

from __future__ import annotations

import re
from functools import cache

from toolkit.claims.attribution import lexicon
from toolkit.claims.attribution.naming import name_run
from toolkit.claims.attribution.nominal import phrase_at
from toolkit.claims.attribution.roles import role_of
from toolkit.claims.attribution.sayings import is_agent, is_informant
from toolkit.claims.attribution.unit import Phrase, Report, Unit, fold

_NEVER = frozenset([
    "que", "qu'", "lequel", "laquelle", "lesquels", "lesquelles", "si", "ce", "où", "quoi",
    "moi", "nous", "duquel",
])
_WORDS = frozenset([
    "terme", "termes", "mot", "mots", "expression", "formule", "propos", "dires", "avis",
    "déclarations", "estimations", "calculs", "informations", "source", "sources",
])


_DEALS = frozenset(["contrat", "prêt", "bail", "pacte", "compromis", "plan", "marché", "testament"])


@cache
def _pattern() -> re.Pattern[str]:
    cues = sorted(lexicon.words("prepositions", "plain"), key=lambda cue: (-len(cue), cue))
    escaped = [re.escape(cue).replace(r"\ ", r"\s+") for cue in cues]
    return re.compile(r"(?<!\w)(?:" + "|".join(escaped) + r")(?=[\s\w])")


def by_preposition(unit: Unit, *, masked: frozenset[int] = frozenset()) -> list[Report]:
    """Every source a preposition names, outside quoted speech."""
    found: list[Report] = []
    base = unit.view.sentence.start
    for match in _pattern().finditer(fold(unit.view.sentence.text)):
        start = unit.find(base + match.start())
        after = unit.find(base + match.end())
        if start >= len(unit) or start in masked or after >= len(unit):
            continue
        holder = _source(unit, start, after, match.group())
        if holder is not None:
            holder = _with_second(unit, holder)
            found.append(_make(unit, "preposition", start, after, holder))
    found += _pour(unit, masked)
    return found


def _source(unit: Unit, start: int, after: int, cue: str) -> Phrase | None:
    if unit.low[after] in _NEVER or _measured(unit, start):
        return None
    holder = phrase_at(unit, after)
    if holder is None:
        return None
    if cue == "de source":
        return Phrase(start + 1, max(holder.end, start + 2), start + 1)
    head = unit.low[holder.head]
    if cue.startswith(("aux termes", "en vertu")):
        return holder if lexicon.noun_is("legal", head) else None
    if head in (
        "lui",
        "elle",
        "eux",
        "elles",
        "celui-ci",
        "celle-ci",
        "ceux-ci",
        "dernier",
        "certains",
        "certaines",
        "beaucoup",
    ):
        return holder
    named = any(unit.capital(k) for k in range(holder.start, holder.end))
    study = head in lexicon.words("nouns", "study") or head in _WORDS
    if head in ("termes", "clauses", "dispositions", "stipulations") and any(
        lexicon.noun_is("legal", unit.low[k]) or unit.low[k] in _DEALS
        for k in range(holder.head + 1, holder.end)
    ):
        return holder
    if head in lexicon.words("nouns", "measure") and not (named and study):
        return None
    if unit.low[holder.start] == "des" and not (named or study or lexicon.is_person_noun(head)):
        return holder if _set_off(unit, start) else None
    if study or is_agent(unit, holder) or is_informant(unit, holder):
        return holder
    return holder if _set_off(unit, start) and cue != "suivant" else None


def _with_second(unit: Unit, first: Phrase) -> Phrase:
    """"selon Odalis et Malvot,": two names, then the sentence's own clause or its end."""
    if unit.low[first.end:first.end + 1] not in (("et",), ("&",)) or first.end + 1 >= len(unit):
        return first
    second = phrase_at(unit, first.end + 1)
    if second is None or not unit.capital(second.head):
        return first
    closed = second.end >= len(unit) or unit.pos[second.end] == "PUNCT"
    return Phrase(first.start, second.end, first.head) if closed else first


def _measured(unit: Unit, start: int) -> bool:
    """"varie selon", "classés selon": a scale, not a speaker."""
    stems = tuple(verb[:-2] for verb in lexicon.words("prepositions", "measuring_verbs"))
    return any(
        unit.low[k].startswith(stems)
        and unit.pos[k] in ("VERB", "ADJ", "AUX", "ADV", "NOUN")
        and not unit.low[k].endswith("ment")
        for k in range(max(0, start - 3), start)
        if unit.low[k] != ","
    )


def _set_off(unit: Unit, start: int) -> bool:
    """At the head of the sentence, or after a comma or bracket."""
    return start == unit.first or unit.low[start - 1] in (",", "(", "—", "–", "et", "mais", ":")


def _make(unit: Unit, rule: str, start: int, after: int, holder: Phrase) -> Report:
    stop = max(holder.end, after)
    pieces = []
    if start > unit.first:
        pieces.append(unit.offsets(unit.first, start))
    last = len(unit)
    while last > stop and unit.pos[last - 1] == "PUNCT":
        last -= 1
    begin = stop
    while begin < last and unit.pos[begin] == "PUNCT":
        begin += 1
    if begin < last:
        pieces.append(unit.offsets(begin, last))
    return Report(
        rule=rule,
        verb="preposition",
        lemma=" ".join(unit.low[start:after]),
        holder=holder,
        cue=unit.offsets(start, after),
        span=unit.offsets(start, stop),
        content=tuple(pieces),
    )


def _pour(unit: Unit, masked: frozenset[int]) -> list[Report]:
    """"Pour la sociologue Marie Durand, P": an agent between "pour" and a comma."""
    for i in range(unit.first, len(unit) - 2):
        if unit.low[i] != "pour" or i in masked:
            continue
        opens = i == unit.first or unit.low[i - 1] in (",", ":", ";", "»", "mais", "et", "or")
        if not opens:
            continue
        holder = _who_thinks(unit, i)
        if holder is not None:
            return [_make(unit, "pour", i, i + 1, holder)]
    return []


def _who_thinks(unit: Unit, i: int) -> Phrase | None:
    if unit.low[i + 1] == "qui":
        return _before_pour_qui(unit, i)
    holder = phrase_at(unit, i + 1)
    if holder is None or holder.end >= len(unit) or unit.low[holder.end] != ",":
        return None
    head = unit.low[holder.head]
    if head in ("lui", "elle", "celui-ci", "celle-ci", "dernier", "dernière"):
        return holder if _judges(unit, holder.end + 1) else None
    if head.rstrip("s") in lexicon.words("nouns", "agentive_plural"):
        return holder
    if name_run(unit, holder.head) - holder.head >= 2 and _given(unit, holder.head):
        return holder
    role = role_of(unit, holder)
    if role in _OPINIONATED and _judges(unit, holder.end + 1):
        return holder
    definite = unit.low[holder.start] in ("le", "la", "l'", "son", "sa", "ce", "cet", "cette")
    named = any(unit.capital(k) for k in range(holder.head + 1, holder.end))
    known = head in lexicon.words("nouns", "agentive")
    body = lexicon.noun_is("organisation", head) and role not in _OPINIONATED
    person = lexicon.is_person_noun(head) or (named and role in _OPINIONATED)
    return holder if definite and person and (named or known) and not body else None


_OPINIONATED = frozenset([
    "union", "employers_org", "ngo_thinktank", "pollster", "academia", "media",
])
# Bodies whose trade is to hold opinions: "Pour la CGT, c'est …". Of a firm it is a benefit.


def _judges(unit: Unit, i: int) -> bool:
    """"Pour lui, c'est …", "il s'agit", "il faut": a verdict follows, not what happens to him."""
    words = unit.low[i:i + 3]
    return words[:1] == ("c'",) or words[:2] in (("il", "s'"), ("il", "faut"), ("il", "ne"))


def _given(unit: Unit, i: int) -> bool:
    first = unit.low[i].split("-")[0]
    return first in lexicon.given_names() or unit.low[i] in ("m.", "mme", "m")


def _before_pour_qui(unit: Unit, i: int) -> Phrase | None:
    """"Marie Durand, pour qui P": the name before."""
    end = i
    while end > 0 and unit.low[end - 1] == ",":
        end -= 1
    for start in range(max(unit.first, end - 14), end):
        found = phrase_at(unit, start, stop=end)
        if found is not None and found.end == end and is_agent(unit, found):
            governed = start > 0 and unit.low[start - 1] in ("de", "du", "d'", "des")
            if not governed:
                return found
    return None
