"""Definition: what something is, or what it is called.

Passes: "C'est ce que l'on appelle l'ère de la convergence.", "Le luxe, c'est l'absence de robot.",
"L'IA générative est une technologie qui produit des textes." Looks alike and does not: "L'IA est
une menace." (a judgement), "on parle beaucoup de l'IA", "il s'agit d'une activité importante".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.claims.animacy import of_noun
from toolkit.claims.kinds.lexicon import lexicon
from toolkit.claims.kinds.scene import Scene
from toolkit.claims.lemmas import lemma_of
from toolkit.claims.negators import of_predicate
from toolkit.french.clauses import impersonal, is_clause, subject
from toolkit.french.mood import form, is_imperative, is_infinitive, low
from toolkit.records import Evidence

if TYPE_CHECKING:
    from toolkit.french.frozen import Token

_GENERIC = frozenset({"le", "la", "l'", "les", "un", "une", "ce", "cette"})
_SHORT = 12
"""Words of a sentence that may be an aphorism, with who says it."""
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
        if lemma in words.naming and _names(head, who):
            yield scene.token("definition", "called", head)
        if lemma == "définir" and _as(head):
            yield scene.token("definition", "defined_as", head)
        spoken = who is not None and low(who) in {"nous", "on", "je", "l'on"}
        if spoken and lemma in words.naming and any(
                c.dep_ in {"xcomp", "obj"} and c.i > head.i for c in head.children):
            yield scene.token("definition", "naming_verb", head)
        yield from _copula(scene, head)
        il = who is not None and low(who) == "il"
        if lemma == "agir" and (il or impersonal(head)) and _presents(head):
            yield scene.token("definition", "presented", head)
    yield from _infinitive_topic(scene)


def _names(head: Token, who: Token | None) -> bool:
    """"La tour s'appelle la Vigie.", "Les anciens appelaient ce vent la Bise.": a thing and its
    name; not "Il s'appelle Paul", "appelle le maire à céder", "appelle le médecin"."""
    after = [c for c in head.children if c.i > head.i and not is_infinitive(c) and not is_clause(c)]
    named = [c for c in after if c.dep_ in {"obj", "xcomp"}]
    own = any(low(c) in {"se", "s'"} for c in head.children)
    if is_imperative(head) or who is None or any(c.dep_ == "aux:pass" for c in head.children):
        return False
    if own:
        quoted = any(t.text in {"«", '"', "“"} for t in head.doc[head.i + 1 : head.i + 2])
        thing = of_noun(who) == "thing" or low(who) in {"cela", "ça"}
        return thing and low(who) not in {"qui", "ce"} and bool(named or quoted)
    before = [c for c in head.children if c.dep_ == "obj" and c not in named]
    return len(named) + len(before) > 1


def _as(head: Token) -> bool:
    """"définit le seuil comme …", "peut définir la rente comme …": what and as what."""
    after = head.doc[head.i + 1 : head.i + 14]
    return any(c.dep_ == "obj" for c in head.children) and any(low(t) == "comme" for t in after)


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
    if who is None or not _generic(who):
        return
    indefinite = any(low(c) in {"un", "une", "des"} for c in head.children if c.dep_ == "det")
    specified = any(c.i > head.i and (c.dep_ in {"acl", "acl:relcl", "advcl"} and (
        is_clause(c) or c.pos_ == "VERB")) for c in head.children)
    if indefinite and specified and (
            lemma_of(head) in lexicon().definition.genus or _kind_of(who, head)):
        yield scene.token("definition", "genus", head)
    elif indefinite and _aphorism(scene, who, head):
        yield scene.token("definition", "aphorism", head)


def _common(who: Token) -> bool:
    """A common noun with "le" or "les": the thing in general, no name and not "cette digue"."""
    return who.pos_ == "NOUN" and any(low(c) in {"le", "la", "l'", "les"} for c in who.children)


def _kind_of(who: Token, head: Token) -> bool:
    """"Les lichens sont des organismes qui …": a kind of thing, and no judgement ("est un risque
    qui …", "est une décision qui …"), no degree, no person's trade."""
    words = lexicon().definition
    graded = any(low(c) in {"plus", "moins", "très", "grand", "grande", "bon", "bonne", "vrai",
                            "vraie", "nouveau", "nouvelle"} for c in head.children)
    lemma = lemma_of(head)
    return _common(who) and not graded and lemma != lemma_of(who) and (
        lemma not in words.judging and of_noun(head) != "person")


def _aphorism(scene: Scene, who: Token, head: Token) -> bool:
    """"La mer est un métier.": a bare thing, a bare noun and nothing more."""
    words = sum(t.is_alpha or low(t).endswith("'") for t in scene.view.doc)
    bare = not any(c.dep_ in {"nmod", "amod", "acl", "acl:relcl"}
                   for noun in (who, head) for c in noun.children)
    return words <= _SHORT and bare and _common(who) and of_noun(who) == "thing" and (
        lemma_of(head) not in lexicon().definition.judging)


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
