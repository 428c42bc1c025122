"""Which quotation marks hold somebody's words, and which only set a term or a title apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit.claims.attribution import lexicon
from toolkit.claims.attribution.nominal import phrase_at
from toolkit.claims.attribution.quotes import Quotation
from toolkit.claims.attribution.sayings import is_agent, is_informant
from toolkit.claims.attribution.subjects import subject
from toolkit.claims.attribution.unit import Phrase, Report, Unit
from toolkit.claims.attribution.verbs import Verb, find_verbs, verb_at

SCARE = 4
"""Words up to which marks around a group without a finite verb set a term apart (scare quotes)."""

LONG = 8
"""Words from which a quoted group counts as speech even without a finite verb."""


@dataclass(frozen=True, slots=True)
class Part:
    """The stretch of a quotation inside one sentence: its tokens ``[start, end)``."""

    quotation: int
    start: int
    end: int


def parts_of(unit: Unit, index: int, quotation: Quotation) -> Part | None:
    """The tokens of the sentence that a quotation covers (its marks included)."""
    start = next((i for i, end in enumerate(unit.ends) if end > quotation.start), len(unit))
    end = next((i for i, begin in enumerate(unit.starts) if begin >= quotation.end), len(unit))
    return Part(index, start, end) if start < end else None


def word_count(text: str) -> int:
    """Words, as runs of letters or digits."""
    return len(re.findall(r"\w+", text))


def has_finite(unit: Unit, start: int, end: int) -> bool:
    """A conjugated verb among tokens ``[start, end)``."""
    for k in range(start, min(end, len(unit))):
        if unit.pos[k] not in ("VERB", "AUX"):
            continue
        form = unit.tokens[k].morph.get("VerbForm", [])
        if not form or "Fin" in form:
            return True
    return False


def is_titled(unit: Unit, part: Part) -> bool:
    """A name, a title, a label: "le livre « … »", "baptisé « … »"."""
    i = part.start
    before = unit.low[max(0, i - 2):i]
    if any(word in lexicon.words("titled", "verbs") for word in before):
        # "ont dit « … »" is speech: only the participle without auxiliary names.
        return not any(verb_at(unit, k) is not None for k in range(max(0, i - 2), i))
    return any(word in lexicon.words("titled", "nouns") for word in before)


def is_scare(unit: Unit, part: Part) -> bool:
    """A term set apart: few words, no finite verb."""
    text = unit.text(part.start, part.end)
    count = word_count(text)
    if count <= SCARE:
        return not has_finite(unit, part.start, part.end) or count <= 2
    return count < LONG and not has_finite(unit, part.start, part.end)


def is_phrase(unit: Unit, part: Part) -> bool:
    """The marks take in a phrase with its determiner, figure or preposition ("« aucun poste »"),
    not a term after one ("les « métiers d'avenir »")."""
    first = part.start + 1
    return first < part.end and unit.pos[first] in (
        "DET", "NUM", "ADV", "PRON", "ADP", "VERB", "AUX")


def share(unit: Unit, part: Part) -> float:
    """The part of the sentence's words that stand inside the quotation."""
    whole = word_count(unit.text(unit.first, len(unit))) if unit.first < len(unit) else 0
    return word_count(unit.text(part.start, part.end)) / whole if whole else 0.0


def mixed(unit: Unit, part: Part, masked: frozenset[int]) -> Report | None:
    """"X juge la mesure « absurde »", "X, qui voulait « … »": the verb whose object is quoted."""
    verbs = [
        verb for verb in find_verbs(unit) if verb.end <= part.start and verb.index not in masked
    ]
    wanted = lexicon.frame("judging") | lexicon.frame("that")
    few = is_scare(unit, part)
    for verb in reversed(verbs):
        if part.start - verb.end > 18 or verb.mood == "gerund":
            continue
        between = range(verb.end, part.start)
        if any(unit.low[k] in (";", ":") or (unit.pos[k] == "VERB" and has_finite(unit, k, k + 1))
               for k in between):
            return None
        if verb.lemma not in wanted or _names_it(unit, verb, part, few):
            continue
        holder = subject(unit, verb)
        if verb.passive:
            by = next((k for k in range(verb.end, part.start) if unit.low[k] == "par"), None)
            holder = phrase_at(unit, by + 1) if by is not None else None
        if holder is None or verb.person == "1" or holder.head in masked:
            return None
        if not (is_agent(unit, holder) or is_informant(unit, holder)):
            return None
        report = unit.offsets(min(holder.start, verb.start), verb.end)
        return Report("mixed", verb.klass, verb.lemma, holder, unit.offsets(verb.start, verb.end),
                      report, (unit.offsets(part.start, part.end),))
    return None


def _names_it(unit: Unit, verb: Verb, part: Part, few: bool) -> bool:
    """"ce que X appelle « … »", "a déclaré une « … »": marks around a term, no judgement of X's."""
    between = unit.low[verb.end:part.start]
    if is_titled(unit, part):
        # "l'a rappelé avec sa campagne « … »": the claim itself is the verb's object
        return unit.low[verb.start] not in ("l'", "le")
    if verb.lemma in ("parler", "évoquer", "citer") and len(between) > 4:
        return True
    if few and any(word in ("que", "qu'", "qui", "dont") for word in between):
        return True
    if verb.lemma == "appeler":
        return unit.low[verb.end:verb.end + 1] not in (("à",), ("au",))
    acts = any(unit.pos[k] in ("VERB", "AUX") for k in range(verb.end, part.start))
    return few and (acts or verb.lemma not in lexicon.frame("judging"))


def introduced(unit: Unit, part: Part, masked: frozenset[int]) -> Report | None:
    """"Elle se défend de mentir : « … »": whoever is subject before a colon speaks after it."""
    if part.start < 3 or unit.low[part.start - 1] != ":" or is_scare(unit, part):
        return None
    for k in range(unit.first, part.start):
        if k in masked or not unit.dep[k].startswith("nsubj"):
            continue
        start = k
        while start > unit.first and unit.pos[start - 1] in ("DET", "ADJ", "NUM", "PROPN"):
            start -= 1
        holder = phrase_at(unit, start, stop=part.start - 1)
        if holder is None or unit.low[holder.head] in _NOT_SPEAKERS or not is_agent(unit, holder):
            return None
        if unit.low[holder.head] == "il" and unit.low[k + 1] in _IMPERSONAL:
            return None
        span = unit.offsets(min(holder.start, unit.first), part.start)
        return Report("colon", "none", "", holder, unit.offsets(part.start - 1, part.start), span,
                      (unit.offsets(part.start, part.end),))
    return None


_IMPERSONAL = frozenset([
    "faut", "suffit", "reste", "semble", "convient", "s'", "y", "existe", "est",
])
_NOT_SPEAKERS = frozenset([
    "on", "je", "j'", "nous", "vous", "tu", "ce", "c'", "cela", "ça", "qui",
])


def narrated(unit: Unit, part: Part) -> Report | None:
    """"Une autre de renchérir : « P »", "Ana Roche, docker : « P »": without a finite verb."""
    start = unit.first
    if part.start - start < 2 or is_scare(unit, part):
        return None
    if any(unit.pos[k] in ("VERB", "AUX") and has_finite(unit, k, k + 1)
           for k in range(start, part.start)):
        return None
    holder = phrase_at(unit, start, stop=part.start)
    if holder is None or not is_agent(unit, holder):
        return None
    rest = unit.low[holder.end:part.start]
    form = lexicon.verb_forms().get(rest[1]) if len(rest) > 1 and rest[0] in ("de", "d'") else None
    telling = form is not None and form.mood == "infinitive"
    named = unit.capital(holder.head) and lexicon.given_names().get(
        unit.low[holder.head].split("-")[0]) is not None and unit.low[holder.end - 1] != ","
    if not telling and not (named and holder.end - holder.start > 3):
        return None
    span = unit.offsets(start, part.start)
    return Report("colon", "neutral", form.lemma if form else "", holder, span, span,
                  (unit.offsets(part.start, part.end),))


def signed(unit: Unit, part: Part) -> Report | None:
    """"« P » (X)", "« P » — X", "« P », X, sociologue.": a name right after the closing mark."""
    i = part.end
    while i < len(unit) and unit.low[i] in (".", ","):
        i += 1
    bracket = i < len(unit) and unit.low[i] in ("(", "—", "–", "-")
    if i >= len(unit) or (not bracket and i == part.end):
        return None
    start = i + 1 if bracket else i
    holder = phrase_at(unit, start) if start < len(unit) else None
    if holder is None or not any(unit.capital(k) for k in range(holder.start, holder.end)):
        return None
    rest = [k for k in range(holder.end, len(unit)) if unit.pos[k] not in ("PUNCT", "NUM")]
    if len(rest) > (6 if bracket else 2) or any(unit.pos[k] in ("VERB", "AUX") for k in rest):
        return None
    if not is_agent(unit, holder):
        return None
    if bracket and unit.low[holder.end - 1] == ")":
        holder = Phrase(holder.start, holder.end - 1, min(holder.head, holder.end - 2))
    span = unit.offsets(i, holder.end)
    return Report("signature", "none", "", holder, span, span,
                  (unit.offsets(part.start, part.end),))
