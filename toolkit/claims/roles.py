"""Who does what: agent, action and object of the main proposition, and its condition.

"Des emplois seront détruits par les robots" has the agent "les robots", the action "détruire" and
the object "Des emplois"; "L'IA est une menace" the action "être". An impersonal "il" is no agent.
Look-alike: the subject of the reporting verb ("le patron dit que …") is the source, not the agent.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel, ConfigDict

from toolkit.claims.article import View
from toolkit.claims.conditions import condition
from toolkit.claims.lemmas import lemma_of
from toolkit.claims.phrases import attribute_phrase, clause, noun_phrase
from toolkit.claims.proposition import main_proposition
from toolkit.codebook import load_lexicon
from toolkit.french.clauses import children, governs, root
from toolkit.french.mood import feat, form, is_finite
from toolkit.records import Evidence

if TYPE_CHECKING:
    from toolkit.french.frozen import Span, Token

_EMPTY = frozenset({"il", "-il", "-t-il", "ce", "c'", "c’", "-ce", "y"})
_RELATIVE = frozenset({
    "qui", "que", "qu'", "qu’", "dont", "lequel", "laquelle", "lesquels", "lesquelles",
})
_SELF = frozenset({"se", "s'", "s’"})
_DEEP = 6  # how far a subject is looked for up a chain of verbs


class Actions(BaseModel):
    """``data/lexicons/actions.toml``."""

    model_config = ConfigDict(extra="forbid")
    semi_auxiliaries: frozenset[str]
    moved_by_etre: frozenset[str]
    causatives: frozenset[str]
    governing: frozenset[str]
    impersonal: frozenset[str]
    open_nouns: frozenset[str]
    light: frozenset[str]
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Roles:
    """Phrases as written (the action as lemmas); ``None`` where the proposition has none."""

    agent: str | None = None
    action: str | None = None
    object: str | None = None
    condition: str | None = None
    evidence: tuple[Evidence, ...] = ()


_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:caus", "csubj"})
_SINGULAR = frozenset({
    "le", "la", "l'", "l’", "un", "une", "ce", "cet", "cette", "son", "sa", "du",
})
_OPENED = frozenset({"acl", "acl:relcl", "ccomp", "advcl", "csubj"})
_QUANTITY = frozenset({"beaucoup", "peu", "combien", "trop", "certains"})


class _Found(NamedTuple):
    phrase: Span
    rule: str


def roles(view: View) -> Roles:
    """Agent, action, object and condition of the sentence's main proposition."""
    head = main_proposition(view) or root(view.doc)
    if head is None:
        return Roles()
    chain = _chain(head)
    verb = chain[-1]
    passive = _passive(verb)
    subject = _subject(chain)
    agent = _agent_of_passive(verb) if passive else subject
    obj = subject if passive else _object(verb, chain)
    action, rule = _action(chain, passive)
    under = condition(view, head)
    proof = [view.evidence("action", rule, verb)] if action else []
    for name, found in (("agent", agent), ("object", obj), ("condition", under)):
        if found is not None:
            proof.append(view.evidence(name, found.rule, found.phrase))
    return Roles(
        agent=_words(agent), action=action, object=_words(obj),
        condition=under.phrase.text if under else None, evidence=tuple(proof),
    )


def _words(found: _Found | None) -> str | None:
    """The phrase as written; the hyphens of an inverted pronoun ("-t-il") are no part of it."""
    if found is None:
        return None
    text = found.phrase.text
    return text.removeprefix("-t-").removeprefix("-") if text.startswith("-") else text


def _actions() -> Actions:
    return load_lexicon("actions", Actions)


def _chain(head: Token) -> list[Token]:
    """The predicate and the infinitives it only colours or causes: peut → faire → tomber."""
    words = _actions()
    joined = words.semi_auxiliaries | words.causatives
    full = governs(head)
    chain = [full[0]]
    for token in full[1:]:
        if lemma_of(chain[-1]) not in joined and not form(chain[-1]).future:
            break
        chain.append(token)
    return chain


def _passive(verb: Token) -> bool:
    """Whether the verb is in the passive; compound tenses with "être" and reflexives are not."""
    if lemma_of(verb) in _actions().moved_by_etre or _reflexive(verb):
        return False
    return any(child.dep_ in {"nsubj:pass", "aux:pass", "csubj:pass"} for child in verb.children)


def _action(chain: list[Token], passive: bool) -> tuple[str | None, str]:
    """The lemmas of the action and the rule that found it; ``None`` for a verbless sentence."""
    verb = chain[-1]
    cop = _copula(verb)
    if cop:
        return "être" if lemma_of(cop[0]) in {"être", ""} else lemma_of(cop[0]), "roles.copula"
    if verb.pos_ not in {"VERB", "AUX"}:
        return None, "roles.nominal"
    words = _actions()
    parts = []
    for token, below in pairwise(chain):
        if lemma_of(token) in words.causatives:
            parts.append(lemma_of(token))
            parts += [c.lower_ for c in children(below, "mark", "case") if c.i < below.i]
    parts += [lemma_of(c) for c in children(verb, "aux:caus")]
    own = lemma_of(verb)
    bare = next((c for c in children(verb, "obj") if _light(verb, c) is not None), None)
    if bare is not None:
        own = f"{own} {bare.lower_}"  # "faire partie", "faire face"
    if not passive and _reflexive(verb):
        own = ("s'" if own[:1] in "aeéêiouyhà" else "se ") + own
    return " ".join([*parts, own]), "roles.passive" if passive else "roles.verb"


def _reflexive(verb: Token) -> bool:
    return any(
        c.dep_.startswith("expl") and (c.lower_ in _SELF or c.dep_ == "expl:pv")
        for c in verb.children)


def _subject(chain: list[Token]) -> _Found | None:
    """The subject of the first verb of the chain that has one; a coordinated verb inherits it."""
    for token in chain:
        found = _own_subject(token)
        if found is not None:
            return found
    token = chain[0]
    for _ in range(_DEEP):
        if token.dep_ not in {"conj", "xcomp", "parataxis"} or token.head == token:
            return None
        token = token.head
        found = _own_subject(token)
        if found is not None:
            return _Found(found.phrase, "roles.subject_inherited")
    return None


def _copula(verb: Token) -> list[Token]:
    """The copula of an attribute; "c'est que P" has none, its P has a finite verb of its own."""
    return [] if is_finite(verb) else children(verb, "cop")


def _without_floating(phrase: Span) -> Span:
    """"disent tous la même chose": "tous" belongs to the subject, not to a singular object."""
    words = [token.lower_ for token in phrase[:2]]
    if len(words) == 2 and words[0] in {"tous", "toutes"} and words[1] in _SINGULAR:
        return phrase.doc[phrase.start + 1 : phrase.end]
    return phrase


def _whole(noun: Token) -> Span:
    """The phrase of an object; "la façon", "l'impression" say nothing without their clause."""
    phrase = _without_floating(noun_phrase(noun))
    below = [c for c in noun.children if c.i > noun.i and c.dep_ in _OPENED]
    if lemma_of(noun) not in _actions().open_nouns or not below:
        return phrase
    end = max(token.i for child in below for token in child.subtree)
    return noun.doc[phrase.start : max(phrase.end, end + 1)]


def _light(verb: Token, noun: Token) -> _Found | None:
    """"fait partie de la famille", "fait face à des critiques": what the bare noun leads to."""
    if f"{lemma_of(verb)} {noun.lower_}" not in _actions().light:
        return None
    for child in (*noun.children, *verb.children):
        led = child.i > noun.i and child.dep_.startswith(("obl", "nmod"))
        if led and child.pos_ in {"NOUN", "PROPN", "PRON"}:
            return _Found(noun_phrase(child), "roles.light")
    return None


def _own_subject(token: Token) -> _Found | None:
    found = [c for c in token.children if c.dep_ in _SUBJECTS]
    # Of two before the verb ("c'est que nos collègues apprennent") the nearest is the verb's own.
    before = [c for c in found if c.i < token.i and is_finite(token)]
    for child in before[-1:] or found[:1]:
        if child.lower_ in _RELATIVE:
            antecedent = token.head if token.dep_.startswith(("acl", "advcl:cleft")) else None
            focus = antecedent or _cleft_focus(token, child)
            return _Found(noun_phrase(focus), "roles.relative") if focus is not None else None
        if child.lower_ in _EMPTY and _impersonal(token, child):
            return None
        if child.dep_ == "csubj":
            return _Found(clause(child), "roles.clause_subject")
        return _Found(noun_phrase(child), f"roles.{child.dep_}")
    return _personal(token) or _many(token)


def _personal(token: Token) -> _Found | None:
    """"Il se trompe dès que …": an "il" the parser takes for empty, of a verb that needs none."""
    words = _actions()
    for child in token.children:
        if child.dep_ != "expl:subj" or child.lower_ not in {"il", "-il", "-t-il"}:
            continue
        follows = any(
            c.dep_ in {"ccomp", "csubj", "xcomp", "obj", "nsubj", "cop", "obl:arg", "expl:comp"}
            for c in token.children)
        if not follows and lemma_of(token) not in words.impersonal and is_finite(token):
            return _Found(noun_phrase(child), "roles.personal")
    return None


def _many(token: Token) -> _Found | None:
    """"Beaucoup y croient", "peu d'entre eux ont signé": an adverb of quantity for subject."""
    for child in token.children:
        if child.lower_ in _QUANTITY and child.dep_ == "advmod" and child.i < token.i and (
                _plural(token)):
            return _Found(noun_phrase(child), "roles.quantity")
    return None


def _plural(token: Token) -> bool:
    verb = form(token).verb
    return verb is not None and feat(verb, "Number") == "Plur"


def _cleft_focus(token: Token, relative: Token) -> Token | None:
    """In "c'est l'IA qui …" parsed flat, the noun just before the relative pronoun."""
    for candidate in reversed(list(token.doc[max(0, relative.i - 6) : relative.i])):
        if candidate.pos_ in {"NOUN", "PROPN", "PRON"}:
            return candidate
    return None


def _impersonal(token: Token, subject: Token) -> bool:
    """Whether "il" or "ce" stands for nothing: a clause follows, or the verb is impersonal."""
    if subject.lower_ in {"il", "-il", "-t-il"}:
        return any(c.dep_ in {"ccomp", "csubj", "xcomp"} for c in token.children) and (
            lemma_of(token) in {"falloir", "convenir", "importer", "suffire", "s'agir", "sembler"}
            or bool(children(token, "cop"))
        )
    return True


def _agent_of_passive(verb: Token) -> _Found | None:
    for child in verb.children:
        by = any(c.lower_ == "par" for c in child.children if c.dep_ == "case")
        if child.dep_ == "obl:agent" or (child.dep_.startswith("obl") and by):
            return _Found(noun_phrase(child), "roles.passive_agent")
    return None


def _object(verb: Token, chain: list[Token]) -> _Found | None:
    """The direct object, the attribute of a copula, or the complement that stands for one."""
    if _copula(verb):
        return _Found(attribute_phrase(verb), "roles.attribute")
    for token in (verb, *reversed(chain[:-1])):
        for child in token.children:
            if child.dep_ == "obj" and child not in chain:
                return _light(token, child) or _Found(_whole(child), "roles.obj")
    governed = _governed(verb) or _partitive(verb) or _second_subject(verb)
    if governed is not None:
        return governed
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp"} and child not in chain and child.i > verb.i:
            return _Found(clause(child), f"roles.{child.dep_}")
    return None


def _governed(verb: Token) -> _Found | None:
    reflexive = _reflexive(verb)
    names = {lemma_of(verb)}
    if reflexive:
        names = {f"se {lemma_of(verb)}", f"s'{lemma_of(verb)}"}
    wanted = _actions().governing
    for child in verb.children:
        if not child.dep_.startswith("obl") and child.dep_ != "iobj":
            continue
        for case in child.children:
            preposition = _PLAIN.get(case.lower_, case.lower_)
            if case.dep_ in {"case", "det"} and any(f"{n} {preposition}" in wanted for n in names):
                return _Found(noun_phrase(child), "roles.complement")
    return None


def _partitive(verb: Token) -> _Found | None:
    """ "du temps" of "gagner du temps": a direct object that the parser takes for a complement."""
    for child in verb.children:
        opened = [c for c in child.children if c.i < child.i and c.dep_ in {"case", "det"}]
        if child.dep_ == "obl:arg" and opened and opened[0].lower_ in {"du", "de", "des"}:
            whole = opened[0].lower_ != "de" or any(c.dep_ == "fixed" for c in opened[0].children)
            if whole and child.i > verb.i:
                phrase = noun_phrase(child)
                return _Found(verb.doc[min(opened[0].i, phrase.start) : phrase.end],
                              "roles.partitive")
    return None


def _second_subject(verb: Token) -> _Found | None:
    """Of two subjects the parser found, the one behind the verb is its object."""
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    if len(subjects) == 2 and subjects[0].i < verb.i < subjects[1].i:
        return _Found(noun_phrase(subjects[1]), "roles.second_subject")
    return None


_PLAIN = {"au": "à", "aux": "à", "du": "de", "des": "de", "d'": "de", "d’": "de"}
