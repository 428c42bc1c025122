"""Prediction: the claim says what will or may happen.

Passes: "L'IA remplacera des métiers.", "elle va s'imposer", "cela pourrait coûter", "peut devenir
un levier", "risque d'épuiser". Looks alike and does not: "nous verrons plus loin" (the text
speaks), "l'IA qui règlera tout" (a relative clause), "il va chercher le pain", "on ne savait pas
comment il évoluera", "En 1905, il fondera un journal." (a historian's future), "Le sel peut
rouiller une coque." (what happens at times), "Chaque atelier devrait avoir un référent." (a duty).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.claims import modality
from toolkit.claims.animacy import of_subject
from toolkit.claims.expressions import folded, hits
from toolkit.claims.hedging import conditional
from toolkit.claims.kinds.lexicon import Prediction, lexicon
from toolkit.claims.kinds.scene import Scene
from toolkit.claims.lemmas import lemma_of
from toolkit.claims.modality import devoir, pouvoir
from toolkit.claims.negators import of_predicate
from toolkit.french.clauses import (
    clause_head,
    finite_clauses,
    governs,
    is_clause,
    marker,
    rank,
    root,
    subject,
)
from toolkit.french.mood import SUBJECTS, form, is_imperative, low
from toolkit.records import Evidence

if TYPE_CHECKING:
    from toolkit.french.frozen import Token

_YEAR = re.compile(r"\b(?:en|de|depuis|vers) (1[5-9]\d\d|20[01]\d)\b")
_SPANS = frozenset({"an", "année", "décennie", "siècle", "mois", "semaine", "jour", "génération",
                    "temps", "heure"})
_NOW = frozenset({"pres", "impf", "fut", "none"})
_ASKING = frozenset({"comment", "pourquoi", "quand", "combien", "où", "quel", "quelle", "quels",
                     "quelles"})
_CONDITION = frozenset({"si", "s'", "quand", "lorsque", "lorsqu'", "dès", "comme", "tant", "avant",
                        "où", "jusqu'", "jusque"})
LAST_PAST = 2020
"""A future on a year before this one is told, not foretold, when the article has no date."""


def find(scene: Scene) -> Iterator[Evidence]:
    """Futures, conditionals of possibility, periphrases, expectations, horizons."""
    words = lexicon().prediction
    for head in scene.predicates:
        yield from _of_predicate(scene, head, words)
        for child in head.children:
            if child.dep_ == "advcl" and is_clause(child) and marker(child) in {"car", "puisque"}:
                yield from _tense(scene, child, words)
    outer = root(scene.view.doc)
    # Who expects may stand outside the content that is attributed to him.
    reported = outer is not None and outer not in scene.predicates
    if reported and outer is not None:
        if lemma_of(outer) in words.expecting and _expects(outer):
            yield scene.token("prediction", "expectation", outer)
        if lemma_of(outer) in words.promising and _infinitive(outer):
            yield scene.token("prediction", "promise", outer)
        if lemma_of(outer) in words.fearing and form(outer).tense == "pres":
            yield scene.token("prediction", "fear", outer)
        if form(outer).tense == "fut" and lemma_of(outer) not in words.telling:
            yield scene.token("prediction", "fut", outer)
    yield from _embedded(scene, words)
    yield from _announced(scene, words)
    for hit in scene.phrases(words.periphrases):
        if scene.central(hit.token):
            yield scene.at("prediction", "periphrase", hit)
    yield from _horizon(scene, words)


def _of_predicate(scene: Scene, head: Token, words: Prediction) -> Iterator[Evidence]:
    yield from _tense(scene, head, words)
    yield from _modal(scene, head, words)
    lemma = lemma_of(head)
    if lemma in words.expecting and _expects(head):
        yield scene.token("prediction", "expectation", head)
    if lemma in words.fearing and form(head).tense == "pres" and of_predicate(head) is None:
        yield scene.token("prediction", "fear", head)
    if lemma in words.promising and form(head).tense in _NOW and _infinitive(head):
        yield scene.token("prediction", "promise", head)
    if lemma in words.likely and any(
            c.i > head.i and is_clause(c) and marker(c) in {"que", "qu'"} for c in head.children):
        yield scene.token("prediction", "likely", head)
    who = subject(head)
    if who is not None and lemma_of(who) in words.futures and lemma in words.belonging:
        yield scene.token("prediction", "future_subject", who)


def _tense(scene: Scene, head: Token, words: Prediction) -> Iterator[Evidence]:
    """A future or a near future that foretells."""
    read = form(head)
    if not read.future or read.verb is None or is_imperative(read.verb):
        return  # "Allez donc le leur dire" orders, or challenges
    lemmas = {lemma_of(t) for t in governs(head)}
    who = subject(head)
    spoken = who is not None and low(who) in {"on", "nous", "je", "j'", "vous", "l'on", "-on"}
    if spoken and lemmas & words.telling:
        return
    if read.tense == "fut" and _YEAR.search(folded(scene.view.doc)) and _narrative(scene, head):
        return
    if lemma_of(head) == "falloir" and _lasts(head):
        yield scene.token("prediction", read.tense, read.verb)
        return
    if lemma_of(head) == "falloir" or (lemmas & {"falloir"} and read.tense == "near_fut"):
        return
    if lemma_of(head) == "devoir" and of_subject(head) == "person":
        return
    yield scene.token("prediction", read.tense, read.verb)


def _lasts(head: Token) -> bool:
    """"il faudra dix ans pour que": how long it will take, and nothing that ought to be done."""
    return any(c.i > head.i and lemma_of(c) in _SPANS for c in head.children)


def _narrative(scene: Scene, head: Token) -> bool:
    """The historian's future: a past date in the clause, and no horizon after it."""
    to = scene.horizon.year_to if scene.horizon is not None else None
    return to is None or to < LAST_PAST


def _modal(scene: Scene, head: Token, words: Prediction) -> Iterator[Evidence]:
    """"pourrait", "devrait" of likelihood, "peut devenir", "on peut craindre"."""
    lemma, read = lemma_of(head), form(head)
    chain = {lemma_of(t) for t in governs(head)[1:]}
    value = conditional(scene.view, head)
    if lemma == "pouvoir":
        if chain & words.supposing and read.tense in {"pres", "impf"}:
            yield scene.token("prediction", "supposing", head)
        elif value is not None and read.tense != "cnd_past":
            yield scene.token("prediction", "conditional", head)
        elif read.mood == "ind" and chain & words.becoming and (
                pouvoir(head) == "possibility"):
            yield scene.token("prediction", "possibility", head)
    elif lemma == "devoir":
        if devoir(head) == "likelihood":
            yield scene.token("prediction", "likelihood", head)
    elif value == "hypothetical" and read.tense == "pres" and (
            _supposed(head) or (_projects(head) and not _judges(head, words))):
        yield scene.token("prediction", "conditional", head)
    elif value == "future_in_past" and not _only_thought(head, words):
        yield scene.token("prediction", "future_in_past", read.verb or head)


def _judges(head: Token, words: Prediction) -> bool:
    """A conditional that judges ("serait plus sage") foretells nothing."""
    return lemma_of(head) in words.judging or any(c.dep_ == "cop" for c in head.children)


def _only_thought(head: Token, words: Prediction) -> bool:
    """"on croyait que l'usine rouvrirait", "il a dit qu'il serait ravi": what was once thought,
    and how somebody would feel, is no forecast of the claim."""
    above = clause_head(head.head) if head.head != head else head
    thought = lemma_of(above) in words.thinking and form(above).tense != "pres"
    return thought or any(c.dep_ == "cop" for c in head.children)


def _projects(head: Token) -> bool:
    """A plain conditional sketches what would come ("l'outil lirait nos mails"): not what "je"
    would do, nor a mere effect ("cela réduirait l'écart")."""
    who = subject(head)
    return lemma_of(head) not in lexicon().causal.verbs and (
        who is None or low(who) not in {"je", "j'", "-je"})


def _supposed(head: Token) -> bool:
    """A conditional under a stated condition: "si …", "avec un …", an indefinite subject."""
    who = subject(head)
    if who is not None and any(low(c) in {"un", "une"} for c in who.children):
        return True
    for child in head.children:
        if child.dep_.startswith("advcl") and marker(child) in {"si", "s'", "en"}:
            return True
    return False


def _embedded(scene: Scene, words: Prediction) -> Iterator[Evidence]:
    """"Cela signifie que le guichet fermera", "la vague est là et ne refluera pas": a future in a
    content clause or a clause the parser hung elsewhere, in a dated sentence anywhere; not in a
    condition, an open question, a lone quoted word."""
    dated = scene.horizon is not None and scene.horizon.kind != "present"
    for clause in finite_clauses(scene.view.doc):
        read = form(clause)
        if clause in scene.predicates or not read.future or not scene.said(clause):
            continue
        place = rank(clause)
        if place == "relative" and not dated and marker(clause) not in {"que", "qu'"}:
            continue  # "de sorte que les quais seront vides" is no relative
        if place in {"complement", "adverbial"} and (
                marker(clause) in _CONDITION or _unsure(clause, words)):
            continue
        quoted = clause.i and low(clause.doc[clause.i - 1]) in {"«", '"', "“"}
        if not quoted and lemma_of(clause) not in words.telling | {"falloir"}:
            yield scene.token("prediction", f"embedded.{place}", read.verb or clause)


def _unsure(clause: Token, words: Prediction) -> bool:
    """"on ignore comment cela finira", "ne voient pas que", "si elle viendra": asked, not told."""
    asked = any(low(t) in _ASKING for t in clause.subtree if t.i < clause.i)
    above = clause.head
    unknown = lemma_of(above) in words.knowing and of_predicate(above) is not None
    return asked or unknown or lemma_of(above) in words.ignoring


def _announced(scene: Scene, words: Prediction) -> Iterator[Evidence]:
    """"La réunion est prévue mardi", "Le groupe annonce un robot pour la rentrée prochaine"."""
    for head in scene.predicates:
        if lemma_of(head) not in words.announcing or form(head).tense != "pres":
            continue
        passive = any(c.dep_ == "aux:pass" for c in head.children)
        foreseen = passive and lemma_of(head) in words.expecting
        if foreseen or (scene.horizon is not None and scene.horizon.kind != "present"):
            yield scene.token("prediction", "announced", head)


def _expects(head: Token) -> bool:
    """A verb of expectation over a clause or a noun; "prévoir de" is a plan."""
    lemma = lemma_of(head)
    who = subject(head)
    if who is not None and lemma_of(who) in lexicon().prescription.norms:
        return False  # "le règlement prévoit que" lays down
    read = form(head)
    if read.tense in {"past", "plup", "none", "impf"} or read.mood not in {"ind", "cnd"}:
        return False
    if of_predicate(head) is not None:
        return False
    reflexive = any(low(c) in {"s'", "se", "m'", "me", "nous"} and c.i < head.i
                    and c.dep_ not in SUBJECTS for c in head.children)
    clause = any(is_clause(c) and c.i > head.i and marker(c) in {"que", "qu'", "à", "ce"}
                 for c in head.subtree if c != head)
    if lemma == "attendre":
        return reflexive and (clause or any(c.dep_.startswith("obl") for c in head.children))
    if lemma in {"tabler", "parier", "miser"}:
        return any(low(t) == "sur" for t in head.subtree) or clause
    nominal = any(c.dep_ == "obj" for c in head.children)
    return clause or (nominal and lemma in {"prédire", "anticiper", "pronostiquer", "augurer",
                                            "présager", "prévoir"} and not _infinitive(head))


def _infinitive(head: Token) -> bool:
    return len(governs(head)) > 1 or any(
        low(t) in {"de", "d'", "à"} for t in head.doc[head.i + 1 : head.i + 3])


def _horizon(scene: Scene, words: Prediction) -> Iterator[Evidence]:
    """A time to come that dates the main clause, whose verb is in the present."""
    if not scene.heads:
        return
    head = scene.heads[0]
    if form(head).tense not in {"pres", "fut", "near_fut"} or form(head).mood != "ind":
        return
    for hit in hits(scene.view.doc, modality.lexicon().horizons):
        if lemma_of(head) in words.planning and len(governs(head)) > 1:
            return
        opens = not any(t.is_alpha and low(t) not in {"mais", "et", "or", "ainsi"}
                        for t in scene.view.doc[: hit.token.i])
        fixed = lemma_of(head) in lexicon().prescription.laying or hit.text == "demain"
        if (opens or not fixed) and scene.horizon is not None and scene.horizon.kind != "present" \
                and scene.central(hit.token) and (
                    opens or lemma_of(clause_head(hit.token)) not in words.planning):
            yield scene.at("prediction", "horizon", hit)
