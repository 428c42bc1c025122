"""From the words that name a source to who it is: type, full name, role; and who was last meant."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.claims.attribution import lexicon
from toolkit.claims.attribution.cast import Cast, Entity, titles
from toolkit.claims.attribution.nominal import phrase_at
from toolkit.claims.attribution.roles import role_of
from toolkit.claims.attribution.shares import is_share
from toolkit.claims.attribution.unit import Phrase, Unit, fold
from toolkit.records import SourceType

FORGOTTEN = 8
"""Sentences without a mention after which a person is no longer the one "il" or a bare quotation
stands for."""

_THIRD = {
    "il": "m", "-il": "m", "-t-il": "m", "lui": "m", "celui-ci": "m", "elle": "f", "-elle": "f",
    "-t-elle": "f", "celle-ci": "f", "dernier": "m", "dernière": "f", "intéressé": "m",
    "intéressée": "f",
}
_PLURAL = frozenset([
    "ils", "-ils", "-t-ils", "eux", "ceux-ci", "derniers", "elles", "-elles", "-t-elles",
    "celles-ci", "dernières",
])
_NOBODY = frozenset([
    "on", "-on", "-t-on", "certains", "certaines", "beaucoup", "plusieurs", "personne",
    "quelqu'un", "d'aucuns", "d'autres", "autres", "tous", "toutes", "chacun", "nul",
])


@dataclass(frozen=True, slots=True)
class Identity:
    """Who holds a claim: the words that say so, and who they stand for."""

    text: str | None
    kind: SourceType
    full: str | None = None
    role: str | None = None
    entity: Entity | None = None
    plural: bool = False


NOBODY = Identity(None, "unspecified")


class Memory:
    """Who was named last, sentence after sentence."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self._people: dict[Entity, tuple[int, int]] = {}
        self._texts: dict[Entity, str] = {}
        self._organisation: tuple[Entity, int] | None = None
        self.study: tuple[str, str | None, int] | None = None
        self.plural: tuple[Identity, int] | None = None
        self.group: tuple[Identity, str, int] | None = None

    def note(self, entity: Entity, sentence: int, weight: int, text: str | None = None) -> None:
        """Entity met in a sentence; weight 2 for a subject or speaker, 1 for a mere mention."""
        if entity.kind == "organisation":
            if weight > 1 or self._organisation is None or sentence - self._organisation[1] > 2:
                self._organisation = (entity, sentence)
            return
        old = self._people.get(entity, (-99, -99))
        strong = sentence if weight > 1 else old[0]
        self._people[entity] = (strong, sentence)
        if text:
            self._texts[entity] = text

    def seen(self, entity: Entity) -> int:
        """The last sentence that named this person."""
        return self._people.get(entity, (-99, -99))[1]

    def text_of(self, entity: Entity) -> str:
        """The words that named this entity last."""
        return self._texts.get(entity, entity.name)

    def person(self, sentence: int, gender: str = "") -> Entity | None:
        """The person last in view, as subject or speaker first; None when nobody is."""
        best: tuple[tuple[int, int], Entity] | None = None
        for entity, (strong, seen) in self._people.items():
            if gender and entity.gender and entity.gender != gender:
                continue
            if sentence - seen > FORGOTTEN:
                continue
            rank = (max(strong, seen - 3), seen)
            if best is None or rank >= best[0]:
                best = (rank, entity)
        return best[1] if best else None

    def organisation(self, sentence: int) -> Entity | None:
        """The organisation last in view."""
        if self._organisation and sentence - self._organisation[1] <= 2 * FORGOTTEN:
            return self._organisation[0]
        return None


def identify(unit: Unit, phrase: Phrase, memory: Memory, sentence: int) -> Identity:
    """Who the words of ``phrase`` stand for, given what the article said before."""
    head = unit.low[phrase.head].replace("-t-", "-")
    text = unit.text(phrase.start, phrase.end)
    if phrase.end - phrase.start == 1 or head in ("dernier", "dernière", "derniers", "dernières"):
        text = text.lstrip("-").removeprefix("t-")
        if "-" in text and phrase.end - phrase.start == 1 and head not in _THIRD:
            tail = text.rsplit("-", 1)[-1]
            if tail in ("il", "elle", "on", "ils", "elles") and not unit.capital(phrase.start):
                head, text = tail, tail
        if head in _THIRD or head in _PLURAL:
            near = _own_subject(unit, phrase, head, memory)
            if near is not None:
                return Identity(text, "person", near.name, _first(near.roles), near)
            return _pronoun(head, text, memory, sentence)
    if head in _NOBODY and (phrase.end - phrase.start == 1 or head != "personne"):
        return Identity(text, "unspecified", plural=True)
    kind = _kind(unit, phrase, memory)
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
    if head not in _THIRD:
        return None
    leading = leading_subject(unit)
    if leading is None or leading.end > phrase.start or leading.start > unit.first + 1:
        return None
    for stop in range(min(phrase.start, leading.end + 8), leading.start, -1):
        entity = memory.cast.find(unit, leading.start, stop, kind="person")
        if entity is not None and entity.kind == "person":
            return entity if entity.gender in ("", _THIRD[head]) else None
    return None


def _pronoun(head: str, text: str, memory: Memory, sentence: int) -> Identity:
    if head in _PLURAL:
        last = memory.plural
        if last is not None and sentence - last[1] <= FORGOTTEN:
            return Identity(
                text, last[0].kind, last[0].full or last[0].text, last[0].role, plural=True
            )
        return Identity(text, "unspecified", plural=True)
    gender = _THIRD[head]
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
    if organisation is not None:
        return Identity(text, "organisation", organisation.name, _name_role(organisation.name),
                        organisation)
    return Identity(text, "person")


def _first(roles: list[str]) -> str | None:
    return roles[0] if roles else None


def _kind(unit: Unit, phrase: Phrase, memory: Memory) -> str:
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
        if entity is not None and not (study or person):
            return entity.kind
    if unit.low[phrase.start] in titles():
        return "person"
    if head in lexicon.words("cues", "lent") and _lender(unit, phrase):
        return "organisation"
    vague = _is_vague(unit, phrase)
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
    if unit.capital(phrase.head):
        return "organisation"
    # A noun no list knows, which speaks in the singular: somebody by an uncommon trade.
    single = unit.low[phrase.start] in ("le", "la", "l'", "un", "une", "son", "sa", "notre", "cet")
    spoken = not (phrase.start > 0 and unit.pos[phrase.start - 1] == "ADP")
    return "person" if single and spoken else "unspecified"


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
    """"un Camerounais" is somebody, "les Camerounais" nobody in particular."""
    if phrase.end - phrase.start != 2 or not unit.capital(phrase.head):
        return None
    if unit.low[phrase.start] in ("un", "une"):
        return "person"
    endings = ("ais", "ois", "ens", "aises", "oises", "ennes", "ains", "aines")
    people = unit.low[phrase.head].endswith(endings)
    return "unspecified" if people and unit.low[phrase.start] in ("les", "des", "ces") else None


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
    first = unit.low[phrase.start]
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


def is_pronoun(text: str) -> bool:
    """A source that is only "il", "elle", "lui"."""
    return fold(text) in _THIRD or fold(text) in _PLURAL


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
