"""The words of a noun phrase or a clause, cut where a reader would cut them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.french.frozen import Doc, Span, Token

# Dependents that say more about a noun without naming it: left out of its phrase.
_OUTSIDE = frozenset({
    "acl:relcl", "appos", "parataxis", "parataxis:insert", "punct", "advcl", "case", "mark", "cop",
    "nsubj", "aux", "dislocated", "discourse", "vocative", "cc", "advmod", "expl:subj", "expl:comp",
    "ccomp", "csubj", "obl:mod", "parataxis:obj", "advcl:cleft",
})
_LONG_PREPOSITION = 3  # words of "à côté de", the longest that open an attribute
_CIRCUMSTANCE = frozenset({"selon", "d'après", "d’après", "depuis", "pendant", "durant", "lors"})
_INSIDE_ADVERBS = frozenset({"plus", "moins", "très", "trop", "peu", "non", "mieux", "presque"})


def noun_phrase(head: Token, *, coordinated: bool = True) -> Span:
    """The phrase of a noun, name or pronoun: determiner, adjectives, complements, coordination.

    "les métiers de demain, qui changent" gives "les métiers de demain": relative clauses and
    appositions tell more about it and are left out, and so is the preposition before it.
    """
    kept = {head.i}
    stack = [head]
    while stack:
        token = stack.pop()
        for child in token.children:
            if _belongs(child, token, head, coordinated):
                kept.add(child.i)
                stack.append(child)
    return _run(head.doc, kept, head.i)


def attribute_phrase(head: Token) -> Span:
    """The phrase of a copula's attribute, with its preposition ("sur le bon chemin")."""
    phrase = noun_phrase(head)
    first = min((c.i for c in head.children if c.dep_ == "case"), default=phrase.start)
    joined = 0 < phrase.start - first <= _LONG_PREPOSITION
    return head.doc[first : phrase.end] if joined else phrase


def clause(head: Token) -> Span:
    """Everything under ``head`` that stands together with it, outer punctuation cut."""
    return _run(head.doc, {token.i for token in head.subtree}, head.i)


def _belongs(child: Token, token: Token, head: Token, coordinated: bool) -> bool:
    if child.dep_ == "conj":
        nominal = child.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"}
        return nominal and (coordinated or token is not head)
    if child.dep_ == "cc":
        return token is not head or coordinated
    if child.dep_ == "advmod":
        return child.lower_ in _INSIDE_ADVERBS
    if any(c.dep_ == "case" and c.lower_ in _CIRCUMSTANCE for c in child.children):
        return False  # tells when, or who says so: of the clause, wherever it was hung
    if child.dep_ in {"case", "mark"}:
        return token is not head  # "de" of a complement, never the phrase's own preposition
    if child.dep_ in _OUTSIDE:
        return child.dep_ == "punct" and child.text in {"-", ","} and token.dep_ == "conj"
    return True


def _run(doc: Doc, kept: set[int], head: int) -> Span:
    """The longest run of kept tokens around ``head``; gaps of one sign or adverb are bridged."""
    start = end = head
    while start > 0 and (start - 1 in kept or (start - 2 in kept and _bridge(doc[start - 1]))):
        start -= 1
    while end + 1 < len(doc) and (
        end + 1 in kept or (end + 2 in kept and _bridge(doc[end + 1]))
    ):
        end += 1
    while start < end and (doc[start].is_punct or doc[start].is_space):
        start += 1
    while end > start and (doc[end].is_punct or doc[end].is_space):
        end -= 1
    return doc[start : end + 1]


def _bridge(token: Token) -> bool:
    return bool(token.is_punct or token.pos_ in {"ADV", "CCONJ", "DET", "ADP"})
