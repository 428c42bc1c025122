"""Definition: what something is, or what it is called.

Passes: "C'est ce que l'on appelle l'ère de la convergence.", "Le luxe, c'est l'absence de robot.",
"L'IA générative est une technologie qui produit des textes." Looks alike and does not: "L'IA est
une menace." (a judgement), "on parle beaucoup de l'IA", "il s'agit d'une activité importante".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.claims.kinds.lexicon import lexicon
from toolkit.claims.kinds.scene import Scene
from toolkit.claims.lemmas import lemma_of
from toolkit.claims.negators import of_predicate
from toolkit.french.clauses import impersonal, is_clause, subject
from toolkit.french.mood import form, is_infinitive, low
from toolkit.records import Evidence

if TYPE_CHECKING:
    from toolkit.french.frozen import Token

_GENERIC = frozenset({"le", "la", "l'", "les", "un", "une", "ce", "cette"})
_TOPICS = frozenset({"dislocated", "nsubj", "vocative", "dep"})


def find(scene: Scene) -> Iterator[Evidence]:
    """Naming phrases, verbs of definition, "X, c'est Y", "X est un N qui"."""
    words = lexicon().definition
    for hit in scene.phrases(words.phrases, words.not_definition):
        yield scene.at("definition", "naming", hit)
    for head in scene.predicates:
        lemma = lemma_of(head)
        if lemma in words.verbs and form(head).tense == "pres" and _generic(subject(head)):
            yield scene.token("definition", "verb", head)
        who = subject(head)
        judged = who is not None and lemma_of(who) in words.not_consisting
        if lemma in words.consisting and not judged and any(
                is_infinitive(c) or low(c) in {"à", "en"} for c in head.subtree):
            yield scene.token("definition", "consisting", head)
        spoken = who is not None and low(who) in {"nous", "on", "je", "l'on"}
        if spoken and lemma in words.naming and any(
                c.dep_ in {"xcomp", "obj"} and c.i > head.i for c in head.children):
            yield scene.token("definition", "naming_verb", head)
        yield from _copula(scene, head)
        il = who is not None and low(who) == "il"
        if lemma == "agir" and (il or impersonal(head)) and _presents(head):
            yield scene.token("definition", "presented", head)
    yield from _infinitive_topic(scene)


def _presents(head: Token) -> bool:
    """"Il s'agit d'une attaque qui vise …": a thing with its kind and what sets it apart."""
    for child in head.children:
        # "s'agit" may be read as a passé simple
        if child.i < head.i or child.pos_ != "NOUN" or form(head).tense not in {"pres", "past"}:
            continue
        if any(low(c) in {"un", "une", "d'un", "d'une"} for c in child.children) and any(
                c.i > child.i and c.dep_ in {"acl", "acl:relcl"} for c in child.children):
            return True
    return False


def _infinitive_topic(scene: Scene) -> Iterator[Evidence]:
    """"Augmenter le taux, c'est freiner l'économie.": an infinitive says what another is."""
    doc = scene.view.doc
    joining = {"mais", "et", "or", "bref"}
    first = next((t for t in doc if t.is_alpha and low(t) not in joining), None)
    if first is None or not is_infinitive(first) or not scene.said(first):
        return
    lows_ = [low(t) for t in doc]
    for i in range(first.i + 1, len(doc) - 3):
        if lows_[i] == "," and lows_[i + 1 : i + 3] == ["c'", "est"]:
            after = [t for t in doc[i + 3 : i + 7] if is_infinitive(t) or t.pos_ == "NOUN"]
            if after and not {"pas", "plus"} & set(lows_[i + 3 : i + 6]):
                yield scene.token("definition", "equation", first)
            return


def _generic(who: Token | None) -> bool:
    """A subject that names a thing in general: a common noun with its article, a bare name."""
    if who is None or who.pos_ not in {"NOUN", "PROPN", "X"}:
        return False
    determiners = {low(c) for c in who.children if c.dep_ == "det"}
    return not determiners or bool(determiners & _GENERIC)


def _copula(scene: Scene, head: Token) -> Iterator[Evidence]:
    if head.pos_ != "NOUN" or not any(c.dep_ == "cop" for c in head.children):
        return
    if form(head).tense != "pres":
        return
    topic = _dislocated(head)
    if topic is not None:
        yield scene.token("definition", "equation", topic)
        return
    who = subject(head)
    if who is not None and _indefinite(who) and _indefinite(head):
        # "Une tâche n'est pas un emploi": of any task, of any job.
        yield scene.token("definition", "generic", head)
    found = of_predicate(head)
    if who is not None and who.pos_ == "NOUN" and found is not None and (
            found.status == "corrected" and low(found.cue) in {":", ","} and _specified(head)):
        yield scene.token("definition", "redefinition", found.cue)
    if who is None or not _generic(who) or lemma_of(head) not in lexicon().definition.genus:
        return
    indefinite = any(low(c) in {"un", "une"} for c in head.children if c.dep_ == "det")
    specified = any(c.i > head.i and (c.dep_ in {"acl", "acl:relcl", "advcl"} and (
        is_clause(c) or c.pos_ == "VERB")) for c in head.children)
    if indefinite and specified:
        yield scene.token("definition", "genus", head)


def _indefinite(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and any(
        low(c) in {"un", "une"} for c in noun.children if c.dep_ == "det")


def _specified(head: Token) -> bool:
    """Whether the denied attribute is a noun with a determiner of its own."""
    return any(c.dep_ == "det" for c in head.children)


def _dislocated(head: Token) -> Token | None:
    """"X, c'est Y": the topic X set before "ce"."""
    here = [c for c in head.children if low(c) in {"c'", "ce"} and c.i < head.i]
    if not here or any(low(c) in {"ne", "n'", "pas"} for c in head.children):
        return None
    pronoun = here[0]
    for child in head.children:
        before = child.dep_ in _TOPICS and child.i < pronoun.i and child.pos_ == "NOUN"
        if before and low(head.doc[pronoun.i - 1]) == ",":
            return child
    return None
