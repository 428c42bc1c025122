"""Cause told by how clauses hang together, or by a verb with its noun, and by no verb of change.

Passes: "Les files sont si longues que les voyageurs renoncent.", "Le contrat ayant expiré, la
mairie reprend la gestion.", "Si la pluie tarde, la récolte sera perdue.", "Le trafic baisse, donc
les recettes reculent.", "La fuite met en péril la nappe.", "La panne est due en partie au gel."
Looks alike and does not: "Il est trop tôt pour conclure.", "Si c'est vrai, tant mieux.", "Il est
donc utile de …" (a mere link), "Le groupe ayant signé est absent." (which group).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.claims.animacy import of_subject
from toolkit.claims.kinds.lexicon import Causal, lexicon
from toolkit.claims.kinds.scene import Scene
from toolkit.claims.lemmas import lemma_of
from toolkit.french.clauses import clause_head, finite_clauses, is_clause, marker, rank, subject
from toolkit.french.mood import form, is_infinitive, is_participle, low, lows
from toolkit.records import Evidence

if TYPE_CHECKING:
    from toolkit.french.frozen import Token

_SO = frozenset({"si", "tellement", "tant"})
_GRADED = frozenset({"ADJ", "ADV", "VERB"})
_STOPS = frozenset({",", ";", ":", "."})
_DUE = frozenset({"dû", "due", "dus", "dues"})
_TO = frozenset({"à", "au", "aux"})
_REACH = 14
"""Tokens between "si" / "tellement" and its "que"."""


def links(scene: Scene) -> Iterator[Evidence]:
    """The evidence of every such link of the sentence."""
    words = lows(scene.view.doc)
    present = set(words)
    if present & _SO:
        yield from _so_that(scene, words)
    if "trop" in present:
        yield from _too(scene, words)
    if present & {"ayant", "étant"}:
        yield from _absolute(scene, words)
    if present & {"si", "s'"}:
        yield from _condition(scene)
    if "donc" in present:
        yield from _hence(scene, words)
    if present & _DUE:
        yield from _due(scene, words)
    yield from _reason(scene)


def _so_that(scene: Scene, words: list[str]) -> Iterator[Evidence]:
    """"si / tellement / tant … que P": a degree that brings about P."""
    doc = scene.view.doc
    for i, word in enumerate(words):
        if word not in _SO or not i or words[i - 1] in {"comme", "même"}:
            continue
        if word == "tant" and words[i + 1 : i + 2] not in (["de"], ["d'"]):
            continue  # "tant les uns que les autres"
        if word == "si" and {t.pos_ for t in doc[i + 1 : i + 2]}.isdisjoint(_GRADED):
            continue
        for j in range(i + 1, min(len(words), i + _REACH)):
            if words[j] in _STOPS:
                break
            if words[j] in {"que", "qu'"}:
                over = any(is_clause(t) for t in doc[j + 1 : j + 9])
                if over and doc[j].head.i > j and words[j - 1] not in _SO:
                    yield scene.token("causal", "so_that", doc[i])
                break


def _too(scene: Scene, words: list[str]) -> Iterator[Evidence]:
    """"est trop lent pour suivre": the degree prevents; "trop tôt pour" only puts off."""
    doc = scene.view.doc
    for i, word in enumerate(words[:-3]):
        if word != "trop" or words[i + 1] in {"tôt", "tard", "de", "d'"}:
            continue
        then = next((j for j in range(i + 2, min(len(words), i + 5)) if words[j] == "pour"), None)
        if then is not None and is_infinitive(doc[min(then + 1, len(words) - 1)]) and (
                scene.central(doc[i])):
            yield scene.token("causal", "too", doc[i])


def _absolute(scene: Scene, words: list[str]) -> Iterator[Evidence]:
    """"La loi étant votée, les communes recrutent": a participle with a subject of its own, set
    before the main clause by a comma."""
    doc = scene.view.doc
    for i, word in enumerate(words[:14]):
        if word not in {"ayant", "étant"} or i < 2 or "," in words[: i - 1]:
            continue
        closing = next((j for j in range(i + 1, min(len(words), i + 16)) if words[j] == ","), None)
        opens = doc[0].pos_ in {"DET", "PROPN", "PRON", "NUM"}
        tensed = any(is_clause(t) for t in doc[: closing or 0])
        after = doc[closing + 1 : closing + 3] if closing else doc[:0]
        own = any(t.pos_ in {"DET", "PRON", "PROPN"} for t in after)
        if closing and opens and own and not tensed and any(
                is_participle(t) for t in doc[i + 1 : i + 4]):
            yield scene.token("causal", "absolute", doc[i])


def _condition(scene: Scene) -> Iterator[Evidence]:
    """"Si P, Q" where Q is a plain future, or a conditional past (what failed to come about)."""
    for clause in finite_clauses(scene.view.doc):
        if marker(clause) not in {"si", "s'"} or rank(clause) != "adverbial":
            continue
        main = clause_head(clause.head)
        if main not in scene.predicates or not scene.said(clause):
            continue
        how = form(main)
        missed = how.tense == "cnd_past" and how.mood == "cnd"
        if missed or (how.tense in {"fut", "fut_perf"} and how.mood == "ind"):
            yield scene.token("causal", "condition", clause)


def _hence(scene: Scene, words: list[str]) -> Iterator[Evidence]:
    """"P, donc Q", "P et donc Q": between two statements; "il est donc" alone is a mere link."""
    doc = scene.view.doc
    for i, word in enumerate(words):
        if word != "donc" or i < 4 or not scene.said(doc[i]):
            continue
        if words[i - 1] in {",", "et", "–", "—", ";"} and not {"je", "j'"} & set(words[:i]):
            yield scene.token("causal", "hence", doc[i])


def _due(scene: Scene, words: list[str]) -> Iterator[Evidence]:
    """"est due, en partie, au gel": "dû" with "être" before and "à" after, adverbs between."""
    doc = scene.view.doc
    for i, word in enumerate(words):
        if word not in _DUE:
            continue
        be = any(lemma_of(t) == "être" for t in doc[max(0, i - 3) : i])
        after = next((j for j in range(i + 1, min(len(words), i + 6)) if words[j] in _TO), None)
        plain = after is not None and not any(is_clause(t) for t in doc[i + 1 : after])
        if be and plain and scene.said(doc[i]):
            yield scene.token("causal", "due", doc[i])


def _reason(scene: Scene) -> Iterator[Evidence]:
    """"L'une des causes est le gel": a noun of cause or effect as the subject of "être"."""
    nouns = lexicon().causal.reasons
    for head in scene.predicates:
        who = subject(head)
        if who is None or not any(c.dep_ == "cop" for c in head.children):
            continue
        inner = [c for c in who.children if c.dep_ == "nmod"] if who.pos_ == "PRON" else []
        named = lemma_of(who) in nouns and form(head).finite
        if named or any(lemma_of(t) in nouns | lexicon().causal.nouns for t in inner):
            yield scene.token("causal", "reason", who)


def light(token: Token, head: Token, words: Causal) -> bool:
    """"met en péril la filière", "a porté un coup à la régie": a verb that says nothing without
    its noun, in any tense and with words between."""
    nouns = words.light.get(lemma_of(token))
    if not nouns or of_subject(head) in {"person", "institution"}:
        return False
    near = (c for c in token.children if c.i > token.i and c.dep_.startswith(("obj", "obl", "iobj",
                                                                              "xcomp", "advmod")))
    return any(lemma_of(c) in nouns for c in near)


def explains(token: Token, head: Token) -> bool:
    """"La hausse du gaz explique ce recul", "s'explique surtout par": no person explains."""
    if lemma_of(token) != "expliquer":
        return False
    after = [low(t) for t in token.doc[token.i + 1 : token.i + 6]]
    if any(low(c) in {"se", "s'"} for c in token.children):
        return "par" in after
    return of_subject(head) in {"thing", "tool"} and any(
        c.i > token.i and (c.dep_ == "obj" or low(c) == "pourquoi") for c in token.children)
