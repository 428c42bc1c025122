"""From the words that name a source to who it is: type, full name, role; and who was last meant."""

from __future__ import annotations

from toolkit.claims.attribution import lexicon
from toolkit.claims.attribution.cast import Entity
from toolkit.claims.attribution.memory import (
    FORGOTTEN,
    PLURAL,
    THIRD,
    Identity,
    Memory,
)
from toolkit.claims.attribution.nominal import phrase_at
from toolkit.claims.attribution.roles import role_of
from toolkit.claims.attribution.source_types import source_kind
from toolkit.claims.attribution.unit import Phrase, Unit, fold

_NOBODY = frozenset([
    "on", "-on", "-t-on", "certains", "certaines", "beaucoup", "plusieurs", "personne",
    "quelqu'un", "d'aucuns", "d'autres", "autres", "tous", "toutes", "chacun", "nul",
])


def identify(unit: Unit, phrase: Phrase, memory: Memory, sentence: int) -> Identity:
    """Who the words of ``phrase`` stand for, given what the article said before."""
    head = unit.low[phrase.head].replace("-t-", "-")
    text = unit.text(phrase.start, phrase.end)
    if phrase.end - phrase.start == 1 or head in ("dernier", "dernière", "derniers", "dernières"):
        text = text.lstrip("-").removeprefix("t-")
        if "-" in text and phrase.end - phrase.start == 1 and head not in THIRD:
            tail = text.rsplit("-", 1)[-1]
            if tail in ("il", "elle", "on", "ils", "elles") and not unit.capital(phrase.start):
                head, text = tail, tail
        if head in THIRD or head in PLURAL:
            near = _own_subject(unit, phrase, head, memory)
            if near is not None:
                return Identity(text, "person", near.name, _first(near.roles), near)
            return _pronoun(head, text, memory, sentence)
    if head in _NOBODY and (phrase.end - phrase.start == 1 or head != "personne"):
        return Identity(text, "unspecified", plural=True)
    kind = source_kind(unit, phrase, memory, sentence)
    entity = memory.cast.find(unit, phrase.start, phrase.end, kind=kind)
    if kind == "person":
        return _somebody(unit, phrase, text, entity, memory, sentence)
    if kind == "study":
        return _study(unit, phrase, text, memory)
    if kind == "unspecified":
        return Identity(text, "unspecified", role=role_of(unit, phrase), plural=True)
    return _organisation(unit, phrase, text, entity, memory, sentence)


def _own_subject(unit: Unit, phrase: Phrase, head: str, memory: Memory) -> Entity | None:
    """"La ministre, Ana Roche, est, dit-elle, prête": the person who opens the pronoun's sentence.

    Only a name the sentence opens with counts, before any other pronoun of the same gender.
    """
    if head not in THIRD:
        return None
    leading = leading_subject(unit)
    if leading is None or leading.end > phrase.start or leading.start > unit.first + 1:
        return None
    for stop in range(min(phrase.start, leading.end + 8), leading.start, -1):
        entity = memory.cast.find(unit, leading.start, stop, kind="person")
        if entity is not None and entity.kind == "person":
            return entity if entity.gender in ("", THIRD[head]) else None
    return None


def _pronoun(head: str, text: str, memory: Memory, sentence: int) -> Identity:
    if head in PLURAL:
        last = memory.plural
        if last is not None and sentence - last[1] <= FORGOTTEN:
            return Identity(
                text, last[0].kind, last[0].full or last[0].text, last[0].role, plural=True
            )
        return Identity(text, "unspecified", plural=True)
    gender = THIRD[head]
    said = memory.last_speaker(sentence, gender)
    if said is not None and said.kind == "person":
        return Identity(text, "person", said.entity.name if said.entity else said.text, said.role,
                        said.entity)
    group = memory.group
    person = memory.person(sentence, gender)
    if group is not None and group[1] == gender and sentence - group[2] <= 1 and (
        person is None or memory.seen(person) < group[2]
    ):
        return Identity(text, "organisation", group[0].full or group[0].text, group[0].role)
    if person is not None:
        return Identity(text, "person", person.name, _first(person.roles), person)
    organisation = memory.organisation(sentence)
    if memory.study is not None and sentence - memory.study[2] <= 3:
        return Identity(text, "study", memory.study[0], memory.study[1])
    if organisation is not None and not _no_antecedent(organisation.name):
        return Identity(text, "organisation", organisation.name, _name_role(organisation.name),
                        organisation)
    return Identity(text, "person")


def _no_antecedent(name: str) -> bool:
    """A plural name or a place is not what "il", "elle" said something stands for."""
    word = fold(name)
    return word.removesuffix("s") in lexicon.words("cues", "demonyms") or word in (
        lexicon.words("cues", "places")) or word == "états-unis"


def _first(roles: list[str]) -> str | None:
    return roles[0] if roles else None


def _somebody(
    unit: Unit, phrase: Phrase, text: str, entity: Entity | None, memory: Memory, sentence: int
) -> Identity:
    role = role_of(unit, phrase, person=entity is not None and entity.kind == "person")
    if entity is not None and entity.kind == "person":
        full = entity.name if fold(entity.name) not in fold(text) else None
        return Identity(text, "person", full, role or _first(entity.roles), entity)
    head = unit.low[phrase.head]
    first = unit.low[phrase.start]
    linked: Entity | None = None
    if first in lexicon.words("determiners", "definite") | lexicon.words(
        "determiners", "demonstrative"
    ):
        known = memory.cast.with_noun(head)
        recent = memory.person(sentence, gender_of(unit, phrase))
        linked = known[-1] if len(known) == 1 else recent if recent in known else None
        if linked is None and (first in ("ce", "cet", "cette") or not known):
            linked = recent
    if linked is not None:
        return Identity(text, "person", linked.name, role or _first(linked.roles), linked)
    return Identity(text, "person", None, role)


def gender_of(unit: Unit, phrase: Phrase) -> str:
    """"m" or "f" where the determiner says so, else ""."""
    first = unit.low[phrase.start].replace("-t-", "-")
    if first in THIRD:
        return THIRD[first]
    known = {"le": "m", "la": "f", "cette": "f", "ce": "m", "un": "m", "une": "f", "sa": "f"}
    if first != "l'" or unit.capital(phrase.head):
        return known.get(first, "")
    genders = unit.tokens[phrase.head].morph.get("Gender", [])
    return {"Masc": "m", "Fem": "f"}.get(genders[0], "") if genders else ""


def _study(unit: Unit, phrase: Phrase, text: str, memory: Memory) -> Identity:
    role = role_of(unit, phrase)
    first = unit.low[phrase.start]
    bare = not any(unit.capital(k) for k in range(phrase.start + 1, phrase.end))
    known = memory.study
    back = first in lexicon.words("determiners", "definite") or first in ("cette", "ce", "cet")
    if bare and back and known is not None:
        return Identity(text, "study", known[0], role if role != "academia" else known[1] or role)
    return Identity(text, "study", None, role)


def _organisation(
    unit: Unit, phrase: Phrase, text: str, entity: Entity | None, memory: Memory, sentence: int
) -> Identity:
    role = role_of(unit, phrase, person=entity is not None and entity.kind == "person")
    first = unit.low[phrase.start]
    back = first in ("l'", "le", "la", "cette", "ce", "cet")
    if entity is None and back and unit.low[phrase.head] in lexicon.words("cues", "generic_bodies"):
        linked = memory.organisation(sentence)
        if linked is not None and phrase.end - phrase.head <= 2:
            return Identity(
                text, "organisation", linked.name, _name_role(linked.name) or role, linked
            )
    full = None
    if entity is not None and fold(entity.name) not in fold(text):
        full = entity.name
    return Identity(text, "organisation", full, role, entity)


def _name_role(name: str) -> str | None:
    return lexicon.role_table()[1].get(fold(name))


def same_words(left: str, right: str) -> bool:
    """The same words but for case and the shape of apostrophes."""
    return fold(left) == fold(right)


def leading_subject(unit: Unit) -> Phrase | None:
    """A pronoun or noun phrase that is subject of the sentence's main verb."""
    for k, token in enumerate(unit.tokens):
        if unit.dep[k] in ("nsubj", "nsubj:pass") and token.head.dep_ in (
            "ROOT",
            "conj",
            "parataxis",
        ):
            start = k
            while start > unit.first and unit.pos[start - 1] in ("DET", "ADJ", "NUM"):
                start -= 1
            found = phrase_at(unit, start)
            if found is not None and found.start <= k < found.end:
                return found
    return None
