"""What a reporting verb introduces: a clause, an infinitive, a colon, a figure, a noun phrase."""

from __future__ import annotations

from toolkit.claims.attribution import lexicon
from toolkit.claims.attribution.nominal import phrase_at
from toolkit.claims.attribution.telling import told
from toolkit.claims.attribution.unit import Unit
from toolkit.claims.attribution.verbs import Verb

GAP = 16
"""Tokens that may stand between a reporting verb and its "que": an addressee, a date, an aside."""


_BEFORE_INFINITIVE = frozenset([
    "ne", "n'", "pas", "de", "d'", "se", "s'", "en", "y", "le", "la", "les", "l'", "lui", "plus",
    "jamais",
])
_COMPARING = frozenset([
    "plus", "moins", "autant", "aussi", "davantage", "mieux", "autre", "même", "tel",
])
_OTHER_SENSE = frozenset([
    "assurer", "trouver", "confirmer", "montrer", "annoncer", "expliquer", "prouver", "promettre",
])
"""Verbs that, reflexive, say nothing to anybody: "s'assurer que", "il se trouve que"."""


# The most words between two commas that part a verb of law from what it provides.
INSERTION = 12


def complement(unit: Unit, verb: Verb) -> tuple[str, int] | None:
    """(rule, first token of the content) for what the verb introduces."""
    i = verb.end
    if i >= len(unit):
        return None
    that = _that(unit, verb)
    if that is not None:
        return that
    if verb.lemma in lexicon.frame("infinitive") and (start := _infinitive(unit, verb)) is not None:
        return "infinitive", start
    if (verdict := _verdict(unit, verb)) is not None:
        return "verdict", verdict
    if (colon := _colon(unit, verb)) is not None:
        return "colon", colon
    if verb.passive and _reported_fact(verb):
        return "passive", i
    if verb.lemma in lexicon.frame("measuring") and (figure := _figure(unit, i)) is not None:
        return "figure", figure
    blames = verb.lemma in ("accuser", "soupçonner", "suspecter", "reprocher")
    if blames and (of := _accusation(unit, i)):
        return "accusation", of
    if verb.lemma in lexicon.frame("norm") and _binds(unit, verb) and _provides(unit, i):
        return "norm", i
    if (thing := told(unit, verb)) is not None:
        return "told", thing
    if verb.lemma in lexicon.frame("finding") | lexicon.frame("blaming") and _nominal(unit, i):
        return "finding", i
    if _confirms(unit, verb):
        return "clitic", i
    return None


def _binds(unit: Unit, verb: Verb) -> bool:
    """A legal text stands before the verb."""
    return any(
        lexicon.noun_is("legal", unit.low[k]) for k in range(max(0, verb.start - 12), verb.start)
    )


def _past_adverbs(unit: Unit, i: int) -> int:
    """The first token from ``i`` behind the adverbs that follow a verb, four at most."""
    j = i
    while j < len(unit) and unit.pos[j] == "ADV" and j - i < 4:
        j += 1
    return j


def _provides(unit: Unit, i: int) -> bool:
    """What a text provides for: "de consulter les élus", "qu'ils soient prévenus", "aux salariés
    un droit", a noun phrase; "déjà" and ", sauf exceptions," may stand before it."""
    j = _past_adverbs(unit, i)
    if j < len(unit) and unit.low[j] == ",":
        aside = unit.low[j + 1 : j + INSERTION]
        j += aside.index(",") + 2 if "," in aside else 0
    if j + 1 < len(unit) and unit.low[j] in ("de", "d'", "à", "que", "qu'"):
        return True
    if j + 1 < len(unit) and unit.low[j] in ("aux", "au"):
        return phrase_at(unit, j + 1) is not None
    return _nominal(unit, j)


def _verdict(unit: Unit, verb: Verb) -> int | None:
    """"juge utile de former", "juge la réforme injuste", "la considère comme utile", "se dit
    inquiet": where what X makes of something begins; None when there is no such judgement."""
    j = _past_adverbs(unit, verb.end)
    if j >= len(unit) or verb.passive:
        return None
    adjective = unit.pos[j] == "ADJ" or unit.tokens[j].morph.get("VerbForm", []) == ["Part"]
    if verb.reflexive:
        said = verb.lemma in ("dire", "déclarer", "avouer") and (adjective or unit.low[j] == "en")
        return verb.end if said else None
    if verb.lemma not in lexicon.frame("verdict"):
        return None
    pronoun = unit.low[verb.start] in ("le", "la", "l'", "les") and verb.start < verb.index
    if adjective and (pronoun or unit.low[j + 1:j + 2] in (("de",), ("d'",), ("que",), ("qu'",))):
        return verb.end
    thing = phrase_at(unit, j)
    if thing is None or unit.low[j] in ("un", "une", "des", "du", "de") or verb.lemma == "penser":
        return None
    after = unit.low[thing.end:thing.end + 1]
    if verb.lemma == "considérer":
        return verb.end if after == ("comme",) else None
    heads = {unit.tokens[verb.index].i}
    judged = any(
        unit.pos[k] == "ADJ" and unit.dep[k] in ("xcomp", "xcomp:pred", "obj", "amod")
        and (verb.lemma == "juger" or unit.tokens[k].head.i in heads)
        for k in range(thing.head + 1, min(len(unit), thing.end + 3)))
    return verb.end if judged else None


def _confirms(unit: Unit, verb: Verb) -> bool:
    """"Notre enquête le confirme.", "elle ne le croit pas.": the claim is the pronoun's."""
    clitic = any(unit.low[k] in ("le", "l'") for k in range(verb.start, verb.index))
    known = verb.lemma in lexicon.frame("that") or verb.lemma == "savoir"
    if verb.lemma in lexicon.only_reflexive() or unit.low[verb.start - 1] == "qui":
        return False
    rest = [k for k in range(verb.end, len(unit)) if unit.pos[k] not in ("PUNCT", "ADV")]
    return clitic and known and not rest


def _figure(unit: Unit, i: int) -> int | None:
    """"estime à 104 milliards les pertes": the figure, then what it measures."""
    if unit.low[i] != "à" or i + 2 >= len(unit):
        return None
    near = range(i + 1, min(len(unit), i + 5))
    return i if any(unit.pos[k] == "NUM" or unit.low[k][:1].isdigit() for k in near) else None


def _accusation(unit: Unit, i: int) -> int | None:
    """"accuse l'entreprise de cacher", "reproche aux élus de": whom, then of what."""
    while i + 1 < len(unit) and (
        unit.pos[i] == "ADV" or unit.low[i:i + 2] == ("depuis", "longtemps")
    ):
        i += 1
    to = unit.low[i] in ("à", "au", "aux")
    whom = phrase_at(unit, i + 1 if to and i + 1 < len(unit) else i)
    if whom is None or whom.end + 1 >= len(unit):
        return None
    of = next((k for k in range(i + 1, min(len(unit) - 1, i + 14)) if unit.low[k] in ("de", "d'")
               and unit.pos[k + 1] in ("VERB", "AUX", "PRON")), None)
    return i if of is not None else None


def _that(unit: Unit, verb: Verb) -> tuple[str, int] | None:
    multi = " " in verb.lemma and verb.lemma not in ("faire état", "mettre en lumière")
    if verb.lemma not in lexicon.frame("that") and not multi:
        return None
    if verb.lemma in lexicon.only_reflexive() and not verb.reflexive:
        return None
    if verb.reflexive and verb.lemma in _OTHER_SENSE:
        return None
    stop = min(len(unit), verb.end + GAP)
    comparing = False
    for j in range(verb.end, stop):
        word = unit.low[j]
        if word in _COMPARING:
            comparing = comparing or (unit.low[j - 1] not in ("ne", "n'") and word != "aussi")
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
        acts = unit.pos[j] in ("VERB", "AUX") and unit.low[j] not in ("fait", "être", "est")
        if acts and not unit.low[j].endswith(("é", "ée", "és", "ées", "ant")):
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
    if j == verb.end or (verb.lemma in ("insister", "attendre") and j > 0):
        return unit.low[j - 1] == "ce" and verb.lemma not in ("attendre", "insister")
    if unit.low[j - 1] in lexicon.frame("idea_nouns"):
        return False
    object_starts = verb.end
    while object_starts < j and unit.pos[object_starts] == "ADV":
        object_starts += 1
    if object_starts == j or unit.low[j - 1] == ",":
        return False
    first = unit.low[object_starts]
    if first in ("à", "au", "aux", "dans", "lors", "devant", "ce", "mardi", "lundi", "mercredi",
                 "jeudi", "vendredi", "samedi", "dimanche", "hier", "par", "sur", "en", ",",
                 "auprès", "depuis", "dès", "aujourd'hui", "avec", "sans", "dimanche", "selon",
                 "via", "contre", "lui", "leur", "face", "après", "avant", "pendant", "pour",
                 "haut", "lui-même"):
        return False
    if first == "le" and any(unit.pos[k] == "NUM" for k in range(object_starts + 1, j)):
        return False
    if verb.lemma in ("informer", "prévenir", "avertir", "alerter", "convaincre"):
        return False
    return unit.pos[j - 1] in ("NOUN", "PROPN", "PRON", "ADJ")


def _infinitive(unit: Unit, verb: Verb) -> int | None:
    if verb.lemma in lexicon.only_reflexive() and not verb.reflexive:
        return None
    if verb.reflexive and verb.lemma in ("jurer", "promettre"):
        return None  # "s'est juré de partir": a vow to oneself
    j = verb.end
    while (
        j < len(unit)
        and j - verb.end < 5
        and (
            unit.pos[j] == "ADV"
            or unit.low[j]
            in _BEFORE_INFINITIVE
            or (unit.low[j] == "à" and verb.lemma == "engager")
        )
    ):
        j += 1
    if j >= len(unit) or unit.pos[j] not in ("VERB", "AUX"):
        return None
    word = unit.low[j]
    if not word.endswith(("er", "ir", "re", "oir")) or word.endswith("ère"):
        return None
    if verb.lemma in ("dire", "préciser", "indiquer") and "de" in unit.low[verb.end:j]:
        return None  # "dit de partir": an order
    return verb.end


def _colon(unit: Unit, verb: Verb) -> int | None:
    """"X prévient : P" (nothing but adverbs, places and names between the verb and the colon)."""
    if verb.lemma in ("savoir", "vouloir", "parler") and not (
        verb.lemma == "savoir" and unit.low[verb.start] in ("le", "l'")
    ):
        return None
    after = verb.end
    while after < len(unit) and unit.pos[after] == "ADV":
        after += 1
    if after < len(unit) and unit.pos[after] in ("DET", "NUM", "ADJ", "NOUN"):
        # "s'est lancé un défi : courir": the colon explains the object, unless the object is speech
        return _speech_noun(unit, after)
    for j in range(verb.end, min(len(unit), verb.end + GAP)):
        if unit.low[j] == ":":
            spoken = j + 1 < len(unit) and unit.mark(j + 1)
            return j + 1 if verb.klass != "manner" or spoken else None
        if unit.mark(j) or unit.low[j] in (";", "que", "qu'", "qui", "dont"):
            return None
        if unit.pos[j] in ("VERB", "AUX") and unit.low[j].endswith(("e", "ent", "a", "ait")):
            return None
    return None


def _speech_noun(unit: Unit, i: int) -> int | None:
    """"lance un avertissement sans détour : P": the first word after the colon."""
    thing = phrase_at(unit, i)
    if thing is None or unit.low[thing.head] not in lexicon.frame("speech_nouns"):
        return None
    for j in range(thing.head + 1, min(len(unit) - 1, thing.head + 8)):
        if unit.low[j] == ":":
            return j + 1
        if unit.pos[j] in ("VERB", "AUX") or unit.mark(j):
            return None
    return None


def _reported_fact(verb: Verb) -> bool:
    return verb.lemma in ("signaler", "rapporter", "annoncer", "mentionner", "révéler", "relever",
                          "confirmer", "dénoncer", "critiquer")


def _nominal(unit: Unit, i: int) -> bool:
    """A noun phrase that can be a finding; a plan of one's own ("son intention de") is none."""
    j = i
    if any(word in ("son", "sa", "ses", "leur", "leurs") for word in unit.low[i:i + 2]):
        return False
    while j < len(unit) and unit.pos[j] == "ADV" and j - i < 4:
        j += 1
    if j < len(unit) and unit.low[j] in (
        "chaque", "à", "au", "sur", "d'", "pour", "contre"
    ):
        j += 1
    found = phrase_at(unit, j) if j < len(unit) else None
    return found is not None or any(unit.pos[k] == "NUM" for k in range(i, min(len(unit), i + 3)))


