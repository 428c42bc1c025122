"""The words that attribute: reporting verbs in all their forms, source nouns, names, roles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from toolkit.codebook import load_lexicon
from toolkit.errors import KnowledgeError

Mood = Literal["finite", "infinitive", "participle", "gerund", "conditional"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Irregular(_Strict):
    """The stems and forms of a verb that no rule conjugates; forms are separated by spaces."""

    present: str
    imperfect: str
    future: str
    past: str
    participle: str
    gerund: str


class Frames(_Strict):
    """What each reporting verb can be followed by."""

    that: list[str]
    infinitive: list[str]
    verdict: list[str]
    finding: list[str]
    judging: list[str]
    telling: list[str]
    telling_of: list[str]
    feelings: list[str]
    urging: list[str]
    mental: list[str]
    evidential: list[str]
    blaming: list[str]
    measuring: list[str]
    norm: list[str]
    person_object: list[str]
    idea_nouns: list[str]
    speech_nouns: list[str]
    support: list[str]
    reaction: list[str]


class Reporting(_Strict):
    """``data/lexicons/reporting.toml``."""

    classes: dict[str, list[str]]
    frames: Frames
    homographs: dict[str, list[str]]
    irregular: dict[str, Irregular]


class Sources(_Strict):
    """``data/lexicons/sources.toml``."""

    nouns: dict[str, list[str]]
    determiners: dict[str, list[str]]
    titles: dict[str, list[str]]
    prepositions: dict[str, list[str]]
    prefixes: dict[str, list[str]]
    titled: dict[str, list[str]]
    cues: dict[str, list[str]]


class Names(_Strict):
    """``data/lexicons/names.toml``: given names, separated by white space."""

    masculine: str
    feminine: str


class Role(_Strict):
    """One role: common nouns that present a speaker, proper names that are one."""

    id: str
    nouns: list[str]
    names: list[str]


class Roles(_Strict):
    """``data/lexicons/roles.toml``; ``weak`` nouns yield to any other cue of a role."""

    weak: list[str]
    roles: list[Role]


@dataclass(frozen=True, slots=True)
class Form:
    """What one written form of a reporting verb is."""

    lemma: str
    mood: Mood
    person: str = ""
    plural: bool = False


def sources() -> Sources:
    """The shipped source words."""
    return load_lexicon("sources", Sources)


def reporting() -> Reporting:
    """The shipped reporting verbs."""
    return load_lexicon("reporting", Reporting)


@cache
def words(table: str, key: str) -> frozenset[str]:
    """A list of ``sources.toml`` with its plurals where it is a list of nouns."""
    found = getattr(sources(), table).get(key)
    if found is None:
        raise KnowledgeError(f"no list {table}.{key}", place="data/lexicons/sources.toml",
                             advice="Restore the list, even empty")
    if table == "nouns":
        return frozenset(form for noun in found for form in (noun, plural(noun)))
    return frozenset(found)


@cache
def noun_is(key: str, word: str) -> bool:
    """Whether a folded word, or its first or last part ("entraîneur-chef"), is a noun of a list."""
    known = words("nouns", key)
    if word in known:
        return True
    parts = word.split("-")
    return len(parts) > 1 and (parts[0] in known or parts[-1] in known)


_AGENT_ENDINGS = (
    "trice",
    "trices",
    "iste",
    "istes",
    "ologue",
    "ologues",
    "icien",
    "icienne",
    "iciens",
)
# Endings that make a noun of seven letters or more a person in French (agent nouns, sciences).


@cache
def is_person_noun(word: str) -> bool:
    """Whether a folded word presents a person: a kind of people, or a role that is no body's."""
    if noun_is("person", word):
        return True
    if noun_is("organisation", word) or noun_is("study", word):
        return False
    if len(word) >= 7 and word.endswith(_AGENT_ENDINGS):
        return True
    roles = role_table()[0]
    parts = word.split("-")
    return word in roles or (len(parts) > 1 and (parts[0] in roles or parts[-1] in roles))


def plural(noun: str) -> str:
    """The regular plural of a French noun, each word of a compound left but the first."""
    head, space, rest = noun.partition(" ")
    if head.endswith(("s", "x", "z")):
        return noun
    if head.endswith("ail") and head == "travail":
        head = "travaux"
    elif head.endswith("al") and len(head) > 3:
        head = head[:-2] + "aux"
    elif head.endswith(("eau", "eu", "au")):
        head += "x"
    else:
        head += "s"
    return head + space + rest


def split_reflexive(verb: str) -> tuple[str, bool]:
    """("s'inquiéter") -> ("inquiéter", True)."""
    for mark in ("se ", "s'"):
        if verb.startswith(mark):
            return verb[len(mark):], True
    return verb, False


@cache
def verb_classes() -> dict[str, str]:
    """Bare infinitive (last wins never: the first class listed stands) -> class of the verb."""
    table: dict[str, str] = {}
    for name, verbs in reporting().classes.items():
        for verb in verbs:
            table.setdefault(split_reflexive(verb)[0], name)
    return table


@cache
def frame(name: str) -> frozenset[str]:
    """The bare infinitives of one frame; a reflexive one keeps its mark apart (see below)."""
    return frozenset(split_reflexive(verb)[0] for verb in getattr(reporting().frames, name))


@cache
def only_reflexive() -> frozenset[str]:
    """Verbs that report only with "se": "s'inquiète que", never "inquiète que"."""
    bare: set[str] = set()
    marked: set[str] = set()
    frames = reporting().frames
    for verb in [*frames.that, *frames.infinitive]:
        lemma, reflexive = split_reflexive(verb)
        (marked if reflexive else bare).add(lemma)
    return frozenset(marked - bare)


_ENDINGS: tuple[tuple[str, Mood, str, bool], ...] = (
    ("e", "finite", "13", False), ("es", "finite", "2", False), ("ons", "finite", "1", True),
    ("ez", "finite", "2", True), ("ent", "finite", "3", True), ("ais", "finite", "12", False),
    ("ait", "finite", "3", False), ("ions", "finite", "1", True), ("iez", "finite", "2", True),
    ("aient", "finite", "3", True), ("ai", "finite", "1", False), ("as", "finite", "2", False),
    ("a", "finite", "3", False), ("èrent", "finite", "3", True), ("é", "participle", "", False),
    ("ée", "participle", "", False), ("és", "participle", "", True),
    ("ées", "participle", "", True), ("ant", "gerund", "", False),
)
_FUTURE: tuple[tuple[str, Mood, str, bool], ...] = (
    ("ai", "finite", "1", False), ("as", "finite", "2", False), ("a", "finite", "3", False),
    ("ons", "finite", "1", True), ("ez", "finite", "2", True), ("ont", "finite", "3", True),
    ("ais", "conditional", "12", False), ("ait", "conditional", "3", False),
    ("ions", "conditional", "1", True), ("aient", "conditional", "3", True),
)
_SECOND_GROUP: tuple[tuple[str, Mood, str, bool], ...] = (
    ("is", "finite", "12", False),
    ("it", "finite", "3", False),
    ("issent", "finite", "3", True),
    ("issait", "finite", "3", False),
    ("issaient", "finite", "3", True),
    ("i", "participle", "", False),
    ("ie", "participle", "", False),
    ("is", "participle", "", True),
    ("ies", "participle", "", True),
    ("issant", "gerund", "", False),
    ("irent", "finite", "3", True),
)


def _first_group(lemma: str) -> dict[str, Form]:
    stem = lemma[:-2]
    forms: dict[str, Form] = {lemma: Form(lemma, "infinitive")}
    grave = re.sub(r"(?:é(?=[^aeiouy]{1,2}u?$)|e(?=[^aeiouyéè]$))", "è", stem)
    doubled = stem + stem[-1] if stem.endswith(("pel", "jet")) else grave
    for ending, mood, person, many in _ENDINGS:
        mute = ending in ("e", "es", "ent")
        base = doubled if mute else stem
        if ending[0] in "ao":
            base = re.sub(r"c$", "ç", re.sub(r"g$", "ge", base))
        forms.setdefault(base + ending, Form(lemma, mood, person, many))
    for base in {stem + "er", doubled + "er"}:
        for ending, mood, person, many in _FUTURE:
            forms.setdefault(base + ending, Form(lemma, mood, person, many))
    return forms


def _second_group(lemma: str) -> dict[str, Form]:
    stem = lemma[:-2]
    forms: dict[str, Form] = {lemma: Form(lemma, "infinitive")}
    for ending, mood, person, many in _SECOND_GROUP:
        forms.setdefault(stem + ending, Form(lemma, mood, person, many))
    for ending, mood, person, many in _FUTURE:
        forms.setdefault(lemma + ending, Form(lemma, mood, person, many))
    return forms


def _person(form: str) -> tuple[str, bool]:
    """Person and number told by the ending of a present or past form."""
    if form.endswith("ons"):
        return "1", True
    if form.endswith(("ent", "ont")) and not form.endswith("ient"):
        return "3", True
    if form.endswith("ient") and not form.endswith(("tient", "vient", "ient")):
        return "3", True
    return ("2", True) if form.endswith("ez") else ("3", False)


def _irregular(lemma: str, verb: Irregular) -> dict[str, Form]:
    forms: dict[str, Form] = {lemma: Form(lemma, "infinitive")}
    for form in [*verb.present.split(), *verb.past.split()]:
        person, many = _person(form)
        if form.endswith("s"):
            person = person if many else "12"
        forms.setdefault(form, Form(lemma, "finite", person, many))
    for ending in ("ais", "ait", "ions", "aient"):
        person = {"ais": "12", "ions": "1"}.get(ending, "3")
        many = ending in ("ions", "aient")
        forms.setdefault(verb.imperfect + ending, Form(lemma, "finite", person, many))
    for ending, mood, person, many in _FUTURE:
        forms.setdefault(verb.future + ending, Form(lemma, mood, person, many))
    for form in verb.participle.split():
        # "dit", "écrit": the same letters are a present and a participle; the finite one stands.
        forms.setdefault(form, Form(lemma, "participle"))
    forms.setdefault(verb.gerund, Form(lemma, "gerund"))
    return forms


def conjugate(lemma: str) -> dict[str, Form]:
    """Every written form of a verb the lexicon names, with its mood and person.

    Raises:
        KnowledgeError: a verb of neither regular group has no entry under [irregular].
    """
    verb = reporting().irregular.get(lemma)
    if verb is not None:
        return _irregular(lemma, verb)
    if lemma.endswith("er"):
        return _first_group(lemma)
    if lemma.endswith("ir"):
        return _second_group(lemma)
    raise KnowledgeError(
        f'no conjugation for "{lemma}"', place="data/lexicons/reporting.toml",
        expected="a verb in -er or -ir, or an entry under [irregular]",
        advice="Add the entry or correct the infinitive")


@cache
def verb_forms() -> dict[str, Form]:
    """Lower-case written form -> reporting verb. Multiword verbs are matched by their first."""
    table: dict[str, Form] = {}
    plain = [lemma for lemma in verb_classes() if " " not in lemma]
    for lemma in plain:
        for form, what in conjugate(lemma).items():
            table.setdefault(form, what)
    return table


@cache
def homographs() -> frozenset[str]:
    """Forms of reporting verbs that are as often a noun or an adjective."""
    return frozenset(form for forms in reporting().homographs.values() for form in forms)


@cache
def support_forms() -> dict[str, Form]:
    """The forms of verbs that carry a reporting infinitive ("tient à rappeler")."""
    table: dict[str, Form] = {}
    for lemma in reporting().frames.support:
        for form, what in conjugate(lemma).items():
            table.setdefault(form, what)
    return table


MULTIWORD = {
    "mettre": {"en garde": 2, "en évidence": 2, "en lumière": 2, "au jour": 2, "en doute": 2,
               "en avant": 2, "en cause": 2, "l'accent": 2},
    "faire": {"état": 1, "savoir": 1, "valoir": 1, "remarquer": 1, "observer": 1, "noter": 1,
              "apparaître": 1, "l'hypothèse": 2, "part": 1, "mention": 1},
    "laisser": {"entendre": 1},
    "pointer": {"du doigt": 2}, "tirer": {"la sonnette": 2},
}
"""Verb -> what completes it to a reporting verb, with its length in tokens."""


@cache
def multiword_forms() -> dict[str, Form]:
    """The forms of verbs which report only with a complement ("faire état")."""
    return {form: what for lemma in MULTIWORD for form, what in conjugate(lemma).items()}


@cache
def given_names() -> dict[str, str]:
    """Lower-case given name -> "m" or "f"."""
    names = load_lexicon("names", Names)
    table = dict.fromkeys(names.masculine.split(), "m")
    table.update(dict.fromkeys(names.feminine.split(), "f"))
    return table


@cache
def role_table() -> tuple[dict[str, str], dict[str, str]]:
    """(noun -> role, name -> role); plurals included, the first role listed stands."""
    nouns: dict[str, str] = {}
    names: dict[str, str] = {}
    for role in load_lexicon("roles", Roles).roles:
        for noun in role.nouns:
            nouns.setdefault(noun, role.id)
            nouns.setdefault(plural(noun), role.id)
        for name in role.names:
            names.setdefault(name, role.id)
    return nouns, names
