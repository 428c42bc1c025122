"""Clauses of a parsed French sentence: their heads, their rank, the words that are theirs.

A clause is headed by its predicate: the lexical verb, or for a copula its attribute
(Universal Dependencies for French). Ranks tell the main level ("main", "coordinated",
"juxtaposed", "cleft") from what depends on it ("complement", "relative", "adverbial",
"inserted").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from toolkit.french.mood import (
    AUXILIARIES,
    SUBJECTS,
    feat,
    form,
    has_subject,
    is_infinitive,
    low,
    notes,
)

if TYPE_CHECKING:
    from toolkit.french.frozen import Doc, Token

Rank = Literal[
    "main", "coordinated", "juxtaposed", "cleft", "complement", "relative", "adverbial", "inserted"
]
MAIN_RANKS: frozenset[str] = frozenset({"main", "coordinated", "juxtaposed", "cleft"})
RELATIVES = frozenset({"qui", "que", "qu'", "dont", "où", "lequel", "laquelle", "lesquels",
                       "lesquelles", "auquel", "auxquels", "auxquelles", "duquel", "desquels"})
_CIRCUMSTANCE = frozenset({"parce", "puisque", "puisqu'", "lorsque", "lorsqu'", "quand", "tandis",
                           "alors", "bien", "afin", "dès"})
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "csubj", "csubj:pass", "dep:comp", "parataxis:obj"})


def root(doc: Doc) -> Token | None:
    """The root of the sentence: of several (a parse in pieces) the first with a finite verb."""
    kept = notes(doc)
    if "root" not in kept:
        roots = [t for t in doc if t.head == t and not t.is_punct and not t.is_space]
        found = next((t for t in roots if form(t).finite), roots[0] if roots else None)
        kept["root"] = None if found is None else found.i
    return None if kept["root"] is None else doc[kept["root"]]


def children(head: Token, *deps: str) -> list[Token]:
    """The dependents of ``head`` with one of these labels; "x" also takes its subtypes "x:y"."""
    return [c for c in head.children if c.dep_ in deps or c.dep_.split(":")[0] in deps]


def subject(head: Token) -> Token | None:
    """The grammatical subject of a predicate (nominal, clausal or impersonal), if expressed."""
    found = [c for c in head.children if c.dep_ in SUBJECTS]
    personal = [c for c in found if c.dep_ != "expl:subj"] or found
    # Of two (the parser took an apposition for one) the nearest before the verb.
    before = [c for c in personal if c.i < head.i]
    return next(iter(before[-1:] or personal[:1]), None)


def impersonal(head: Token) -> bool:
    """Whether the predicate's grammatical subject is the empty "il", "ce" or "ça"."""
    for child in head.children:
        if child.dep_ == "expl:subj":
            return True
        if child.dep_ in SUBJECTS and low(child) in {"il", "-il", "-t-il", "ce", "c'"}:
            return low(child) not in {"il", "-il", "-t-il"} or _que_clause(head) is not None
    return False


def _que_clause(head: Token) -> Token | None:
    for child in head.children:
        below = child.dep_ in _COMPLEMENTS or child.dep_ in {"advcl", "acl", "advcl:cleft"}
        if child.i > head.i and below and marker(child) in {"que", "qu'"}:
            return child
    return None


def marker(head: Token) -> str:
    """The conjunction or preposition that opens a clause ("si", "que", "pour"), else ""."""
    for child in head.children:
        if child.dep_ == "mark" or (child.dep_ == "case" and is_infinitive(head)):
            return low(child)
    return ""


def is_clause(token: Token) -> bool:
    """Whether ``token`` heads a clause with a finite verb."""
    try:
        answer = token.noted_clause
    except AttributeError:  # a token of spaCy's own
        return token.dep_ not in AUXILIARIES and form(token).finite
    if answer is None:
        answer = token.noted_clause = token.dep_ not in AUXILIARIES and form(token).finite
    return answer


def clause_head(token: Token) -> Token:
    """The head of the smallest finite clause ``token`` belongs to (the root if there is none)."""
    while token.head != token and not is_clause(token):
        token = token.head
    return token


def rank(head: Token) -> Rank:
    """How a finite clause stands in its sentence."""
    dep = head.dep_
    if head.head == head:
        return "main"
    if dep == "advcl:cleft" or (dep == "acl:relcl" and is_cleft(head.head)):
        return "cleft"
    if _opens_relative(head) or dep in {"acl:relcl", "acl"}:
        return "relative"
    if dep == "parataxis:insert":
        return "inserted"
    if dep in {"parataxis", "parataxis:obj", "conj", "dep", "appos", "discourse"}:
        above = head.head if is_clause(head.head) else clause_head(head.head)
        if marker(head):
            return "adverbial"
        outer = rank(above) if above.i != head.i else "main"
        if outer in MAIN_RANKS:
            return "coordinated" if dep == "conj" else "juxtaposed"
        return outer
    if dep in _COMPLEMENTS and marker(head) not in _CIRCUMSTANCE:
        return "complement"
    return "adverbial"


def _opens_relative(head: Token) -> bool:
    if head.dep_ in {"conj", "parataxis"} and not any(
        low(c) in RELATIVES and c.i < head.i for c in head.children
    ):
        return False
    return any(
        c.i < head.i and (feat(c, "PronType") == "Rel" or low(c) in {"dont", "lequel"})
        and c.pos_ == "PRON" for c in head.children
    )


def is_cleft(head: Token) -> bool:
    """Whether ``head`` is the focus of "c'est X qui/que P" or "ce sont des X qui P"."""
    if not any(low(c) in {"c'", "ce"} and c.dep_ in SUBJECTS for c in head.children):
        return False
    return any(c.dep_ == "cop" for c in head.children)


def own_tokens(head: Token) -> Iterator[Token]:
    """The tokens of the clause of ``head``, in order, without its embedded finite clauses."""
    stack, found = [head], []
    while stack:
        token = stack.pop()
        found.append(token)
        stack.extend(c for c in token.children if not is_clause(c))
    return iter(sorted(found, key=lambda t: t.i))


def finite_clauses(doc: Doc) -> list[Token]:
    """The heads of all finite clauses, in the order of the text."""
    kept = notes(doc)
    if "clauses" not in kept:
        kept["clauses"] = [t.i for t in doc if is_clause(t)]
    return [doc[i] for i in kept["clauses"]]


def main_clauses(doc: Doc) -> list[Token]:
    """The heads of the clauses of the main level: main, coordinated, juxtaposed, cleft."""
    return [t for t in finite_clauses(doc) if rank(t) in MAIN_RANKS]


def governs(head: Token) -> list[Token]:
    """The chain from a predicate down its infinitives: "peut faire tomber" gives all three."""
    chain, seen = [head], {head.i}
    while True:
        below = [
            c for c in chain[-1].children
            if c.dep_ in {"xcomp", "ccomp"} and c.i not in seen and not is_clause(c)
            and (is_infinitive(c) or any(is_infinitive(a) for a in c.children))
            and not has_subject(c)
        ]
        if not below:
            return chain
        chain.append(below[0])
        seen.add(below[0].i)
