"""Reporting verbs in a sentence: the whole verb group, its person, and who its subject is."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.claims.attribution import lexicon
from toolkit.claims.attribution.naming import is_name_token
from toolkit.claims.attribution.unit import PRONOUN_TAILS, Unit, split_tail

HAVE = frozenset([
    "ai", "as", "a", "avons", "avez", "ont", "avais", "avait", "avions", "aviez", "avaient",
    "aurai", "aura", "aurons", "auront", "aurais", "aurait", "auraient", "eut", "eurent",
    "ayant", "avoir", "ait", "aient",
])
BE = frozenset([
    "suis", "es", "est", "sommes", "êtes", "sont", "étais", "était", "étions", "étaient",
    "serai", "sera", "serons", "seront", "serais", "serait", "seraient", "fut", "furent", "été",
    "étant", "être", "soit", "soient",
])
CLITICS = frozenset([
    "ne", "n'", "se", "s'", "me", "m'", "te", "t'", "nous", "vous", "le", "la", "l'", "les",
    "lui", "leur", "y", "en",
])
REFLEXIVE = frozenset(["se", "s'", "me", "m'", "nous", "-se"])
NEGATORS = frozenset(["pas", "plus", "jamais", "guère", "point", "rien"])
_MODALS = ("peu", "pourr", "pouv", "doi", "dev", "faut", "faud", "falloir", "puiss")


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb group: ``index`` the verb, tokens ``[start, end)`` with auxiliaries and
    clitics; ``passive`` for "a été annoncé"; ``first`` for "je", "nous"."""

    index: int
    start: int
    end: int
    lemma: str
    mood: lexicon.Mood
    passive: bool = False
    reflexive: bool = False
    negated: bool = False
    person: str = "3"

    @property
    def klass(self) -> str:
        """The class of the verb (neutral, factive, opinion, critical, …)."""
        return lexicon.verb_classes().get(self.lemma, "neutral")


def find_verbs(unit: Unit) -> list[Verb]:
    """Every reporting verb group of the sentence that somebody can be the subject of."""
    kept = unit.memo.get("verbs")
    if kept is not None:
        return [verb for verb in kept if isinstance(verb, Verb)]
    found: list[Verb] = []
    taken = -1
    for i in unit.verbs:
        if i <= taken:
            continue
        verb = verb_at(unit, i)
        if verb is not None:
            found.append(verb)
            taken = verb.end - 1
    unit.memo["verbs"] = [*found]
    return found


def verb_at(unit: Unit, i: int, *, loose: bool = False) -> Verb | None:
    """The reporting verb whose lexical token is ``i``; ``loose`` ignores the tagger's noun tags
    (used where only a verb can stand, as in an incise)."""
    word, _ = split_tail(unit.low[i])
    multi = _multiword(unit, i, word)
    if multi is not None:
        return multi
    form = lexicon.verb_forms().get(word)
    if form is None:
        return None
    if not loose and form.mood != "participle" and unit.pos[i] not in ("VERB", "AUX"):
        # An unambiguous form is trusted against the tagger.
        clause = unit.low[i + 1:i + 2] in (("que",), ("qu'",)) and (
            unit.pos[i - 1] not in ("DET", "NUM", "ADJ"))
        clause = clause or _after_person(unit, i)
        if (word in lexicon.homographs() and not clause) or (unit.capital(i) and i > unit.first):
            return None
    return _group(unit, i, form, i + 1, form.lemma)


def _after_person(unit: Unit, i: int) -> bool:
    """"La sénatrice juge la mesure": between somebody and an article, only a verb can stand."""
    if i == 0 or i + 1 >= len(unit):
        return False
    j = i - 2 if unit.pos[i - 1] == "ADJ" and i > 1 else i - 1
    noun = lexicon.is_person_noun(unit.low[j]) or lexicon.noun_is("organisation", unit.low[j])
    return (noun or is_name_token(unit, i - 1)) and unit.low[i + 1] in (
        "le", "la", "les", "l'", "un", "une", "ce", "cette", "ces", "cet", "son", "sa", "ses", "«")


def _multiword(unit: Unit, i: int, word: str) -> Verb | None:
    form = lexicon.multiword_forms().get(word)
    if form is None:
        return None
    for tail, size in lexicon.MULTIWORD[form.lemma].items():
        j = i + 1
        while j < len(unit) and (unit.pos[j] == "ADV" or unit.low[j] in NEGATORS or unit.low[j] in
                                 PRONOUN_TAILS) and j - i < 4:
            j += 1
        if " ".join(unit.low[j:j + size]).replace("' ", "'") == tail:
            return _group(unit, i, form, j + size, f"{form.lemma} {tail}")
    return None


def _group(unit: Unit, i: int, form: lexicon.Form, end: int, lemma: str) -> Verb | None:
    mood, start, passive, person = form.mood, i, False, form.person or "3"
    auxiliary = _auxiliary(unit, i)
    if auxiliary is not None and form.mood in ("participle", "finite"):
        start = auxiliary[0]
        mood = "gerund" if unit.low[start] in ("ayant", "étant") else "finite"
        if unit.low[start] in ("aurait", "auraient"):
            mood = "conditional"
        clitic = _clitics(unit, start)
        reflexive = any(unit.low[k] in REFLEXIVE for k in range(clitic, start))
        passive = auxiliary[1] and not reflexive
        person = "1" if unit.low[start] in ("ai", "avons", "suis", "sommes") else "3"
        if unit.low[start] in ("avoir", "être"):
            return None
    elif form.mood == "participle":
        return None
    elif form.mood == "infinitive":
        support = _support(unit, i)
        if support is None:
            return None
        start, mood, person = support
    elif unit.low[i] in lexicon.homographs() and i > 0 and unit.pos[i - 1] == "DET" and (
        unit.low[i - 2:i - 1] != ("comme",)
    ):
        return None
    first = _clitics(unit, start)
    between = [unit.low[k] for k in range(first, i)]
    return Verb(
        index=i, start=first, end=end, lemma=lemma, mood=mood, passive=passive,
        reflexive=_reflects(unit, first, between),
        negated=any(word in ("ne", "n'") for word in between), person=person,
    )


def _reflects(unit: Unit, first: int, between: list[str]) -> bool:
    """"se", or "me", "nous" after "je", "nous": in "on nous promet" it is the one who is told."""
    own = unit.low[first - 1:first] in (("je",), ("j'",), ("nous",))
    return any(word in ("se", "s'", "-se") or (own and word in REFLEXIVE) for word in between)


def _auxiliary(unit: Unit, i: int) -> tuple[int, bool] | None:
    """(index of the first auxiliary, whether "être" makes it passive) before a participle."""
    j = i - 1
    seen_be = False
    first: int | None = None
    steps = 0
    while j >= 0 and steps < 6:
        word, tail = split_tail(unit.low[j])
        if unit.raw(j).isupper() and len(word) > 1:
            break  # "Mistral AI affirme"
        if word in HAVE or word in BE:
            if unit.pos[j] == "NOUN" and word in ("est", "été", "as"):
                break
            first, seen_be = j, seen_be or word in BE
            if word not in ("été", "être", "avoir"):
                break
        elif not (
            unit.pos[j] in ("ADV", "PART")
            or word in NEGATORS
            or word in CLITICS
            or word in PRONOUN_TAILS
            or (unit.pos[j] == "PRON" and word.startswith("-"))
            or tail
            or unit.low[j] in ("-t-il", "-t-elle", "-t-on", "-t-ils", "-t-elles", "tout")
            or unit.low[j].endswith(("-même", "-mêmes"))
            or unit.low[j] == "ailleurs"
            or (unit.low[j] == "d'" and unit.low[j + 1] == "ailleurs")
            or unit.low[j] in ("lui", "elle")
        ):
            break
        j -= 1
        steps += 1
    return None if first is None else (first, seen_be)


def _support(unit: Unit, i: int) -> tuple[int, lexicon.Mood, str] | None:
    """The finite verb that carries a reporting infinitive ("tient à rappeler", "va annoncer")."""
    j = i - 1
    while (
        j >= 0
        and i - j <= 5
        and (
            unit.low[j] in CLITICS
            or unit.low[j] in ("à", "de", "d'", "par")
            or unit.pos[j] == "ADV"
            or unit.low[j] in NEGATORS
        )
    ):
        j -= 1
    if j < 0:
        return None
    word, _ = split_tail(unit.low[j])
    if word.startswith(_MODALS):
        return None
    form = lexicon.support_forms().get(word)
    if form is None or form.mood in ("gerund", "infinitive"):
        return None
    if form.mood == "participle" or (auxiliary := _auxiliary(unit, j)) is not None:
        auxiliary = _auxiliary(unit, j)
        return None if auxiliary is None else (auxiliary[0], "finite", "3")
    return j, form.mood, form.person or "3"


def _clitics(unit: Unit, start: int) -> int:
    """The first of the object pronouns and "ne" that stand before a verb."""
    verb = unit.pos[start] in ("VERB", "AUX") or unit.low[start] not in lexicon.homographs()
    verb = verb or unit.low[start - 2:start - 1] == ("comme",)
    while start > 0 and unit.low[start - 1] in CLITICS and (verb or unit.pos[start - 1] != "DET"):
        start -= 1
    return start
