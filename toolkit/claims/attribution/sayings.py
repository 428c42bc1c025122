"""Reports whose verb comes after its subject: "X affirme que P", "X dit savoir", "X : « P »"."""

from __future__ import annotations

from toolkit.claims.attribution import lexicon
from toolkit.claims.attribution.nominal import phrase_at
from toolkit.claims.attribution.unit import MARKS, Phrase, Report, Unit
from toolkit.claims.attribution.verbs import Verb, clause_start, find_verbs, subject

_QUE = frozenset(["que", "qu'", "combien", "comment", "pourquoi"])
_SUBORDINATE = frozenset([
    "si", "s'", "quand", "lorsque", "lorsqu'", "puisque", "puisqu'", "bien", "afin", "alors", "tandis",
    "dont", "où", "parce", "sans", "pour", "avant", "dès",
])
_INANIMATE = frozenset(["ce", "c'", "cela", "ça", "ceci", "tout", "rien", "cette", "celui", "celle"])
_ON_VERBS = frozenset([
    "dire", "raconter", "estimer", "affirmer", "prétendre", "répéter", "assurer", "annoncer",
    "promettre", "vanter", "murmurer", "rapporter", "considérer", "croire", "expliquer", "signaler",
])
GAP = 16
"""Tokens that may stand between a reporting verb and its "que": an addressee, a date, an aside."""


def sayings(unit: Unit, *, masked: frozenset[int] = frozenset()) -> list[Report]:
    """Every report of the sentence whose subject precedes its verb.

    Args:
        unit: the sentence.
        masked: tokens inside quoted speech, whose own verbs report nothing of the author's.
    """
    found: list[Report] = []
    for verb in find_verbs(unit):
        if verb.index in masked:
            continue
        report = _saying(unit, verb)
        if report is not None:
            found.append(report)
    return found


def _saying(unit: Unit, verb: Verb) -> Report | None:
    if verb.mood == "gerund":
        return None
    complement = _complement(unit, verb)
    if complement is None:
        return None
    rule, begin = complement
    if verb.passive:
        return _passive(unit, verb, rule, begin)
    holder = subject(unit, verb)
    if holder is None or not _may_report(unit, verb, holder, rule):
        return None
    if not _is_main(unit, verb, holder, begin):
        return None
    return _report(unit, verb, holder, rule, begin)


def _report(unit: Unit, verb: Verb, holder: Phrase | None, rule: str, begin: int) -> Report:
    start = verb.start if holder is None else min(holder.start, verb.start)
    end = _last(unit)
    content = (unit.offsets(begin, end),) if begin < end else ()
    return Report(
        rule=rule, verb=verb.klass, lemma=verb.lemma, holder=holder,
        cue=unit.offsets(verb.start, verb.end),
        span=unit.offsets(start, max(verb.end, start + 1)), content=content,
    )


def _last(unit: Unit) -> int:
    """Past the last token that is not closing punctuation."""
    end = len(unit)
    while end > 1 and unit.low[end - 1] in (".", "!", "?", "…", "..."):
        end -= 1
    return end


def _complement(unit: Unit, verb: Verb) -> tuple[str, int] | None:
    """(rule, first token of the content) for what the verb introduces."""
    i = verb.end
    if i >= len(unit):
        return None
    that = _that(unit, verb)
    if that is not None:
        return that
    if verb.lemma in lexicon.frame("infinitive") and (start := _infinitive(unit, verb)) is not None:
        return "infinitive", start
    if (colon := _colon(unit, verb)) is not None:
        return "colon", colon
    if verb.passive and _reported_fact(verb):
        return "passive", i
    if verb.lemma in lexicon.frame("finding") and _nominal(unit, i):
        return "finding", i
    return None


def _that(unit: Unit, verb: Verb) -> tuple[str, int] | None:
    multi = " " in verb.lemma and verb.lemma not in ("faire état", "mettre en lumière")
    if verb.lemma not in lexicon.frame("that") and not multi:
        return None
    if verb.lemma in lexicon.only_reflexive() and not verb.reflexive:
        return None
    stop = min(len(unit), verb.end + GAP)
    comparing = False
    for j in range(verb.end, stop):
        word = unit.low[j]
        if word in ("plus", "moins", "autant", "aussi", "davantage", "mieux", "autre", "même", "tel"):
            comparing = comparing or unit.low[j - 1] not in ("ne", "n'") and word != "aussi"
        if word in ("que", "qu'"):
            if _restrictive(unit, verb, j) or _relative(unit, verb, j) or comparing:
                return None
            return "that", j
        if word in ("combien", "pourquoi", "comment") and j == verb.end:
            return "that", j
        if word in (":", ";", "(", ")", "qui", "dont", "où", "lorsque", "quand", "si", "pour"):
            return None
        if j > verb.end and unit.mark(j) and "que" in unit.low[j + 1:j + 2]:
            continue
        if unit.mark(j):
            return None
        if unit.pos[j] in ("VERB", "AUX") and unit.low[j] not in ("fait", "être", "est", "passé"):
            if not unit.low[j].endswith(("er", "ir", "re", "é", "ée", "ant")):
                return None
    return None


def _restrictive(unit: Unit, verb: Verb, j: int) -> bool:
    """"ne dit que la vérité": a restriction, no clause."""
    if not verb.negated:
        return False
    return not any(unit.low[k] in ("pas", "plus", "jamais", "point", "guère")
                   for k in range(verb.start, j))


def _relative(unit: Unit, verb: Verb, j: int) -> bool:
    """"annonce la mesure que le syndicat attend": "que" right after an object's noun."""
    if j == verb.end or verb.lemma in ("insister", "attendre") and j > 0:
        return unit.low[j - 1] == "ce" and verb.lemma not in ("attendre", "insister")
    if unit.low[j - 1] == "fait" and unit.low[j - 2] in ("le", "sur"):
        return False
    object_starts = verb.end
    while object_starts < j and unit.pos[object_starts] == "ADV":
        object_starts += 1
    if object_starts == j or unit.low[j - 1] == ",":
        return False
    first = unit.low[object_starts]
    if first in ("à", "au", "aux", "dans", "lors", "devant", "ce", "mardi", "lundi", "mercredi",
                 "jeudi", "vendredi", "samedi", "dimanche", "hier", "par", "sur", "en", ",",
                 "auprès", "depuis", "dès", "aujourd'hui", "le") and first != "le":
        return False
    if first == "le" and any(unit.pos[k] == "NUM" for k in range(object_starts + 1, j)):
        return False
    if verb.lemma in ("informer", "prévenir", "avertir", "alerter", "convaincre"):
        return False
    return unit.pos[j - 1] in ("NOUN", "PROPN", "PRON", "ADJ")


def _infinitive(unit: Unit, verb: Verb) -> int | None:
    j = verb.end
    while j < len(unit) and j - verb.end < 5 and (
        unit.pos[j] == "ADV" or unit.low[j] in ("ne", "n'", "pas", "de", "d'", "se", "s'", "en", "y",
                                                "le", "la", "les", "l'", "lui", "plus", "jamais")
    ):
        j += 1
    if j >= len(unit) or unit.pos[j] not in ("VERB", "AUX"):
        return None
    word = unit.low[j]
    if not word.endswith(("er", "ir", "re", "oir")) or word.endswith("ère"):
        return None
    if verb.lemma in ("dire", "promettre", "préciser", "indiquer") and "de" in unit.low[verb.end:j]:
        return None  # "dit de partir", "promet de venir": orders and plans
    return verb.end


def _colon(unit: Unit, verb: Verb) -> int | None:
    """"X prévient : P" (nothing but adverbs, places and names between the verb and the colon)."""
    if verb.lemma in ("savoir", "vouloir", "parler") and not (
        verb.lemma == "savoir" and unit.low[verb.start] in ("le", "l'")
    ):
        return None
    for j in range(verb.end, min(len(unit), verb.end + GAP)):
        if unit.low[j] == ":":
            return j + 1 if j + 1 < len(unit) else None
        if unit.mark(j) or unit.low[j] in (";", "que", "qu'", "qui", "dont"):
            return None
        if unit.pos[j] in ("VERB", "AUX") and unit.low[j].endswith(("e", "ent", "a", "ait")):
            return None
    return None


def _reported_fact(verb: Verb) -> bool:
    return verb.lemma in ("signaler", "rapporter", "annoncer", "mentionner", "révéler", "relever")


def _nominal(unit: Unit, i: int) -> bool:
    j = i
    while j < len(unit) and unit.pos[j] == "ADV" and j - i < 4:
        j += 1
    if j < len(unit) and unit.low[j] in ("chaque", "à", "au", "sur", "d'"):
        j += 1
    found = phrase_at(unit, j) if j < len(unit) else None
    return found is not None or any(unit.pos[k] == "NUM" for k in range(i, min(len(unit), i + 3)))


def _passive(unit: Unit, verb: Verb, rule: str, begin: int) -> Report | None:
    """"Il a été annoncé que P", "un pic a été signalé": reported by nobody named."""
    agent = next((j for j in range(verb.end, min(len(unit), verb.end + 6)) if unit.low[j] == "par"), -1)
    holder = phrase_at(unit, agent + 1) if agent > 0 and agent < begin + 8 else None
    before = unit.low[verb.start - 1] if verb.start > 0 else ""
    impersonal = before in ("il", "l'on") or before.endswith("-il")
    if rule == "that" and impersonal:
        return _report(unit, verb, holder, "impersonal", begin)
    if rule == "passive" and verb.lemma in ("signaler", "rapporter") and verb.mood == "finite":
        start = clause_start(unit, verb.start)
        inner = unit.offsets(start, verb.start) if start < verb.start else unit.offsets(0, 1)
        report = _report(unit, verb, holder, "passive", begin)
        return Report(report.rule, report.verb, report.lemma, holder, report.cue, report.span,
                      (inner, *report.content))
    return None


def _may_report(unit: Unit, verb: Verb, holder: Phrase, rule: str) -> bool:
    """Whether this subject can hold a claim with this verb."""
    word = unit.low[holder.head]
    if word in ("je", "j'", "nous", "vous", "tu") or verb.person == "1" and word not in ("-il",):
        return word not in ("je", "j'", "nous", "vous", "tu") and holder.end - holder.start > 1
    if word in _INANIMATE and holder.end - holder.start == 1:
        return False
    if word == "on":
        return verb.lemma in _ON_VERBS and verb.mood != "conditional" and rule != "finding"
    if word in ("il", "elle") and verb.mood == "conditional" and rule == "that" and not verb.reflexive:
        return True
    if word == "il" and unit.low[verb.end:verb.end + 1] == ("de",):
        return False
    if word in ("qui", "que", "dont"):
        return False
    if rule == "finding":
        return is_informant(unit, holder)
    if verb.lemma in ("montrer", "prouver", "démontrer", "illustrer", "révéler", "indiquer", "suggérer",
                      "établir", "confirmer", "attester", "mesurer", "souligner", "rappeler",
                      "trouver", "corroborer"):
        return is_informant(unit, holder) or is_agent(unit, holder)
    if verb.lemma in ("exiger", "supposer", "imaginer", "permettre"):
        return is_agent(unit, holder)
    if verb.lemma in lexicon.frame("mental") and is_crowd(unit, holder):
        return False
    return is_agent(unit, holder) or is_informant(unit, holder)


def is_informant(unit: Unit, phrase: Phrase) -> bool:
    """A study, figures, a public text: something that can find without being a person."""
    return any(unit.low[k] in lexicon.words("nouns", "study") for k in range(phrase.start, phrase.end)
               if unit.pos[k] in ("NOUN", "PROPN", "X", "ADJ"))


def is_crowd(unit: Unit, phrase: Phrase) -> bool:
    """People at large: a share, a plural, "de nombreux …", with nobody named."""
    words = set(unit.low[phrase.start:phrase.end])
    if words & {"%", "certains", "certaines", "beaucoup", "nombreux", "nombreuses", "gens", "plupart",
                "tous", "toutes", "des", "plusieurs"}:
        return True
    head = unit.low[phrase.head]
    return head.endswith(("s", "x")) and not unit.capital(phrase.head) and unit.low[phrase.start] in (
        "les", "des", "ces", "leurs", "nos", "de", "ils", "elles")


def is_agent(unit: Unit, phrase: Phrase) -> bool:
    """A person, an organisation, a name, a pronoun that can speak."""
    head = unit.low[phrase.head]
    if head in ("il", "elle", "ils", "elles", "certains", "certaines", "beaucoup", "plusieurs",
                "lui", "celui-ci", "celle-ci", "ceux-ci", "celles-ci", "d'aucuns", "dernier",
                "dernière", "derniers", "personne", "quelqu'un"):
        return True
    if unit.pos[phrase.head] in ("PRON",):
        return False
    for k in range(phrase.start, phrase.end):
        word = unit.low[k]
        if unit.capital(k) and k > 0 and unit.pos[k] in ("PROPN", "NOUN", "X", "ADJ"):
            return True
        if word in lexicon.role_table()[0] or word in lexicon.words("nouns", "person"):
            return True
        if word in lexicon.words("nouns", "organisation"):
            return True
    bare = phrase.start == phrase.head and unit.pos[phrase.head] in ("PROPN", "X", "NOUN")
    if unit.capital(phrase.head) and bare:
        return True
    return "%" in unit.low[phrase.start:phrase.end]


def _is_main(unit: Unit, verb: Verb, holder: Phrase, begin: int) -> bool:
    """Whether what is reported is what the sentence mainly says."""
    share = (len(unit) - begin) / max(1, len(unit) - unit.first)
    opener = _opener(unit, verb, holder)
    if opener in _SUBORDINATE:
        return False
    if opener in ("que", "qu'", "qui"):
        return share >= 0.5 and is_informant(unit, holder)
    return share >= 0.2


def _opener(unit: Unit, verb: Verb, holder: Phrase) -> str:
    """The word that opens the clause of the verb: a subordinator, or another word."""
    j = min(holder.start, verb.start) - 1
    while j >= unit.first and (unit.low[j] == "," or unit.pos[j] == "ADV") and unit.low[j] not in (
        _SUBORDINATE
    ):
        j -= 1
    if j >= unit.first and unit.low[j] in _SUBORDINATE | {"que", "qu'", "qui"}:
        if unit.low[j] == "pour" or unit.low[j] in MARKS:
            return ""
        return unit.low[j]
    return ""
