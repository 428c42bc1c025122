"""What a source is: a person, an organisation, a study, or nobody in particular."""

from __future__ import annotations

from toolkit.claims.attribution import lexicon
from toolkit.claims.attribution.cast import Entity, titles
from toolkit.claims.attribution.memory import Memory
from toolkit.claims.attribution.shares import is_share
from toolkit.claims.attribution.unit import Phrase, Unit


def source_kind(unit: Unit, phrase: Phrase, memory: Memory, sentence: int) -> str:
    """The source type of a phrase: person, organisation, study or unspecified.

    Groups in the plural, vague determiners and bodies without a name are unspecified; a name is
    what the article makes of it elsewhere.
    """
    head = unit.low[phrase.head]
    if (people := _demonym(unit, phrase)) is not None:
        return people
    if is_share(unit, phrase):
        return "unspecified"
    person = _person_head(unit, phrase)
    organisation = lexicon.noun_is("organisation", head) or lexicon.noun_is("legal", head)
    study = lexicon.noun_is("study", head)
    capital = unit.capital(phrase.head) and phrase.head > unit.first
    if (capital and unit.pos[phrase.head] in ("PROPN", "X")) or not (
        person or organisation or study
    ):
        entity = memory.cast.find(unit, phrase.start, phrase.end)
        if entity is not None and _inverted_surname(unit, phrase, entity):
            return "person"
        if entity is not None and not (study or person):
            return entity.kind
    if unit.low[phrase.start] in titles():
        return "person"
    if head in lexicon.words("cues", "lent") and _lender(unit, phrase):
        return "organisation"
    vague = _is_vague(unit, phrase)
    if (several := _group_kind(unit, phrase, memory, sentence)) is not None:
        return several
    if head in lexicon.words("cues", "loose_sources"):
        demonstrative = unit.low[phrase.start] in lexicon.words("determiners", "demonstrative")
        return "study" if demonstrative and head.startswith("source") else "unspecified"
    if study and not (person and not _is_study_first(head)):
        return "unspecified" if vague else "study"
    if organisation and not (person and lexicon.noun_is("person", head)):
        group = unit.low[phrase.start] in ("les", "ces", "leurs") or _contracted(unit, phrase)
        return "organisation" if not vague or group else "unspecified"
    if person:
        named = memory.cast.find(unit, phrase.start, phrase.end, kind="person")
        own = named is not None and named.kind == "person"
        return "unspecified" if vague and not own else "person"
    return _unlisted(unit, phrase)


def _unlisted(unit: Unit, phrase: Phrase) -> str:
    """A noun no list knows: with a capital a body, else somebody by an uncommon trade."""
    if unit.capital(phrase.head):
        return "organisation"
    single = unit.low[phrase.start] in ("le", "la", "l'", "un", "une", "son", "sa", "notre", "cet")
    spoken = not (phrase.start > 0 and unit.pos[phrase.start - 1] == "ADP")
    return "person" if single and spoken else "unspecified"


def _inverted_surname(unit: Unit, phrase: Phrase, entity: Entity) -> bool:
    """"« P », explique Wright": one word that no list gives to a body, after its verb."""
    word = unit.low[phrase.head]
    if phrase.end - phrase.start != 1 or phrase.start - 1 not in unit.verbs:
        return False
    known = word in lexicon.role_table()[1] or word in lexicon.words("cues", "places")
    return not (known or unit.raw(phrase.head).isupper() or entity.placed)


def _group_kind(unit: Unit, phrase: Phrase, memory: Memory, sentence: int) -> str | None:
    """What several people, or a bare "les résultats", stand for; None where nothing special."""
    head, first = unit.low[phrase.head], unit.low[phrase.start]
    if head in ("termes", "clauses", "stipulations"):
        return "organisation"
    if head == "monde" and first == "tout":
        return "unspecified"
    bare = phrase.end - phrase.start <= 3
    if bare and first in ("les", "ces", "ses", "leurs") and phrase.head > phrase.start:
        if head in lexicon.words("cues", "findings"):
            return "study"
        known = memory.study is not None and sentence - memory.study[2] <= 2
        if known and first in ("ses", "leurs") and head in lexicon.words("cues", "makers"):
            return "study"
    if bare and first in ("la", "l'") and head in ("recherche", "science", "littérature"):
        return "unspecified"
    if first in ("les", "des") and lexicon.is_person_noun(head) and _of_body(unit, phrase):
        return "organisation"
    return None


def _of_body(unit: Unit, phrase: Phrase) -> bool:
    """"les experts de l'OMS", "les avocats d'Odalis": people who speak for a body."""
    for k in range(phrase.head + 1, phrase.end):
        named = unit.capital(k) and unit.pos[k] != "ADJ"
        if not named:
            continue
        of = unit.low[k - 1] in ("de", "d'") or unit.low[k - 2:k] in (("de", "l'"), ("de", "la"))
        of = of or unit.low[k - 1] == "du"
        acronym = unit.raw(k).isupper() and len(unit.raw(k)) > 1
        firm = unit.low[k - 1] in ("de", "d'") and not _place_or_person(unit.low[k])
        return of and (acronym or firm or unit.low[k] in lexicon.role_table()[1])
    return False


def _place_or_person(word: str) -> bool:
    first = word.split("-")[0]
    return word in lexicon.words("cues", "places") or first in lexicon.given_names() or (
        word in titles())


def _lender(unit: Unit, phrase: Phrase) -> bool:
    """"les chiffres de l'agence", "des données fournies par l'Odalis": a body lends its word."""
    behind = range(phrase.head + 1, phrase.end)
    if any(lexicon.noun_is("study", unit.low[k]) for k in behind):
        return False
    given = any(unit.low[k] in ("de", "du", "des", "d'", "par") for k in behind)
    to = any(unit.low[k] in ("à", "au", "aux", "sur") for k in behind)
    return given and not to and any(
        lexicon.noun_is("organisation", unit.low[k]) or (unit.capital(k) and unit.pos[k] != "ADJ")
        for k in behind)


def _contracted(unit: Unit, phrase: Phrase) -> bool:
    """"aux yeux des syndicats": the article is in the preposition."""
    return phrase.start == phrase.head and phrase.start > 0 and (
        unit.low[phrase.start - 1] in ("des", "aux", "du"))


def _demonym(unit: Unit, phrase: Phrase) -> str | None:
    """"un Camerounais", "le Malgache" is somebody, "les Camerounais" nobody in particular."""
    if phrase.end - phrase.start != 2 or not unit.capital(phrase.head):
        return None
    first, word = unit.low[phrase.start], unit.low[phrase.head]
    known = lexicon.words("cues", "demonyms")
    if first in ("un", "une"):
        return "person"
    if first in ("le", "la", "l'", "ce", "cet", "cette"):
        return "person" if word in known else None
    people = word.removesuffix("s") in known or word in known
    return "unspecified" if people and first in ("les", "des", "ces") else None


def _person_head(unit: Unit, phrase: Phrase) -> bool:
    """The head, or the noun right after it ("l'ex-première dame"), presents a person."""
    after = phrase.head + 1
    return lexicon.is_person_noun(unit.low[phrase.head]) or (
        after < phrase.end and unit.pos[after] == "NOUN" and lexicon.is_person_noun(unit.low[after])
    )


def _is_study_first(head: str) -> bool:
    return head in ("étude", "recherche", "thèse", "baromètre", "sondage", "enquête", "rapport")


def _is_vague(unit: Unit, phrase: Phrase) -> bool:
    """A plural or indefinite quantity of sources, none of them named."""
    first = unit.low[phrase.start]
    two = " ".join(unit.low[phrase.start:phrase.start + 2])
    plural = unit.low[phrase.head].endswith(("s", "x")) and first not in (
        "le", "la", "l'", "un", "une", "ce", "cet", "cette", "son", "sa")
    asked = next((k for k in range(phrase.head + 1, phrase.end)
                  if unit.low[k] in lexicon.words("cues", "made")), phrase.end)
    if any(unit.capital(k) for k in range(phrase.head + 1, asked)):
        return False
    if first in ("ces",) and unit.low[phrase.head] in lexicon.words("nouns", "study"):
        return False
    vague = lexicon.words("determiners", "vague")
    return ((first in vague or two in vague) and plural) or first in ("certains", "certaines") or (
        plural and phrase.start == phrase.head and not unit.capital(phrase.head))
