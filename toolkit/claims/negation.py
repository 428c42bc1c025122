"""Whether the main proposition is denied, and what looks like a denial and is none.

Passes: "L'IA ne remplace pas les métiers." Looks alike and does not: "L'IA ne remplace que les
tâches simples." (restriction), "Le risque est plus grand qu'on ne le croit." (expletive), "Ce
n'est pas un outil mais un partenaire." (correction), "La réforme n'est pas sans danger."
(cancelled). Source: Riegel, Pellat & Rioul, *Grammaire méthodique du français*, ch. XI.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.claims.article import View
from toolkit.claims.expressions import hits
from toolkit.claims.lemmas import lemma_of
from toolkit.claims.negators import RESUMING, VERBAL, Negation, lexicon, of_predicate
from toolkit.claims.proposition import cluster, descent
from toolkit.french.clauses import (
    clause_head,
    finite_clauses,
    governs,
    is_clause,
    is_cleft,
    marker,
    rank,
    root,
    subject,
)
from toolkit.french.mood import is_infinitive, low
from toolkit.records import Evidence

if TYPE_CHECKING:
    from toolkit.french.frozen import Token


def negated(view: View) -> tuple[bool, tuple[Evidence, ...]]:
    """Whether what the sentence asserts is denied.

    Returns:
        The answer, and as evidence the words that deny, or when the answer is false the words
        that look like a denial, under a rule that says what they are ("restricted", "corrected",
        "expletive", "additive", "cancelled").
    """
    path = descent(view)
    if not path:
        return False, ()
    if _asks(view, path[-1]):
        return False, ()
    cause = _denied_cause(view)
    if cause is not None:
        return True, (cause,)
    framed = _frames(view, path[:-1])
    if framed is not None:
        return framed
    clauses = cluster(view) or (path[-1],)
    read = [(head, of_predicate(head)) for head in clauses]
    proof = tuple(
        view.evidence("negated", n.status, n.cue) for _, n in read if n is not None
    )
    point = _point(view, read)
    if point is not None and point.status == "denied":
        return True, (view.evidence("negated", "denied", point.cue),)
    lexical = _lexical(view, path[-1]) or _disavowed(view, path) or _said(view, path)
    if lexical is not None and point is None:
        return True, (lexical,)
    return False, proof


def _denied_cause(view: View) -> Evidence | None:
    """"Pas parce qu'elle remplace les développeurs.": a fragment that denies a cause, unless the
    right one follows ("mais parce que")."""
    doc = view.doc
    words = [t for t in doc if t.is_alpha or low(t).endswith("'")][:4]
    while words and low(words[0]) in {"mais", "et", "non", "or"}:
        words = words[1:]
    if len(words) < 2 or low(words[0]) not in {"pas", "non"} or low(words[1]) not in {
            "parce", "car", "pour"}:
        return None
    if any(low(t) == "mais" for t in doc):
        return None
    return view.evidence("negated", "denied", words[0]) if low(words[1]) == "parce" else None


def _point(view: View, read: list[tuple[Token, Negation | None]]) -> Negation | None:
    """The negation that bears on the claim: the first clause's, or that of what it turns to."""
    turned = [n for head, n in read[1:] if _turns(head)]
    first, last = read[0][1], read[-1]
    if turned and _turns(last[0]) and (last[1] is not None or first is None):
        return last[1]
    if turned and first is not None and turned[0] is None and _shared(read):
        return Negation("conceded", first.cue)
    return first


def _shared(read: list[tuple[Token, Negation | None]]) -> bool:
    """Whether the clause after "mais" shares or repeats the pronoun of the first: "il ne confirme
    rien, mais promet une enquête" concedes; a clause of its own lets the denial stand."""
    theme = subject(read[0][0])
    for head, _ in read[1:]:
        if _turns(head):
            who = subject(head)
            return who is None or (theme is not None and low(who) == low(theme))
    return False


def _turns(head: Token) -> bool:
    """Whether the clause is opened by "mais", "or", "pourtant" and the like."""
    words = lexicon().turning
    return any(c.i < head.i and low(c) in words for c in head.children)


def _asks(view: View, head: Token) -> bool:
    """A negative question asserts the contrary ("Ne peut-on pas les mobiliser ?")."""
    return view.sentence.text.rstrip(" »\"”)\u00a0\u202f").endswith("?")


def _frames(view: View, frames: tuple[Token, ...]) -> tuple[bool, tuple[Evidence, ...]] | None:
    """What a negated frame makes of its clause; ``None`` when no frame decides."""
    words = lexicon()
    for frame in frames:
        found = of_predicate(frame)
        if found is None or found.status != "denied":
            continue
        lemmas = {lemma_of(t) for t in governs(frame)} | {
            lemma_of(c) for c in frame.children if c.dep_ in {"obj", "nsubj"}}
        if lemmas & words.affirming_frames:
            continue
        if lemmas & words.denying_frames or is_cleft(frame):
            return True, (view.evidence("negated", "denied_frame", found.cue),)
    return None


def opposed(head: Token, found: Negation) -> Token | None:
    """"X ne supprime pas Y, il le transforme": the stop before a clause that goes on with a
    pronoun and affirms something else. The denial stands, and the two are set against each
    other."""
    doc = head.doc
    for token in doc[found.cue.i + 1 : found.cue.i + 24]:
        if low(token) in {",", ";", ":"}:
            after = [low(t) for t in doc[token.i + 1 : token.i + 4]]
            if after and after[0] in RESUMING and not {"ne", "n'"} & set(after):
                return token
    return None


def _lexical(view: View, head: Token) -> Evidence | None:
    """A predicate that denies by its meaning: "est incapable de", "est loin d'être"."""
    words = lexicon()
    for hit in hits(view.doc, words.lexical_phrases):
        if clause_head(hit.token) == head or hit.token == head:
            return view.evidence_inside("negated", "lexical", hit.start, hit.end)
    if _far(head):
        return view.evidence("negated", "lexical", head)
    for token in governs(head):
        lemma = lemma_of(token)
        inner = [c for c in token.children if c.i > token.i and (
            c.dep_ in {"xcomp", "ccomp", "obl:arg", "acl", "csubj", "advcl"})]
        if lemma in words.lexical_infinitive and any(c.pos_ in VERBAL for c in inner):
            return view.evidence("negated", "lexical", token)
        if lemma in words.lexical_predicates and is_clause(token) and inner:
            return view.evidence("negated", "lexical", token)
        if lemma in words.lexical_verbs and any(marker(c) in {"que", "qu'"} for c in inner):
            return view.evidence("negated", "lexical", token)
    return None


def _disavowed(view: View, path: tuple[Token, ...]) -> Evidence | None:
    """"La direction nie avoir cédé": the verb of saying denies what is attributed."""
    outer = root(view.doc)
    if outer is None or outer in path or lemma_of(outer) not in lexicon().lexical_verbs:
        return None
    over = any(c.i > outer.i and c.dep_ in {"xcomp", "ccomp"} and (
        is_clause(c) or is_infinitive(c) or any(is_infinitive(a) for a in c.children))
        for c in outer.children)
    if not over or of_predicate(outer):
        return None  # "il nie toute fraude" tells what he does
    return view.evidence("negated", "lexical", outer)


def _said(view: View, path: tuple[Token, ...]) -> Evidence | None:
    """"Vous écrivez que rien ne presse", "il rassure en disant que le mur ne cède pas": what is
    said is the claim, wherever the verb of saying stands."""
    words = lexicon().saying
    for clause in finite_clauses(view.doc):
        if marker(clause) not in {"que", "qu'"} or lemma_of(clause.head) not in words:
            continue
        above = clause_head(clause.head)
        if above not in path or rank(clause) != "complement" or of_predicate(clause.head):
            continue
        found = of_predicate(clause)
        if found is not None and found.status == "denied":
            return view.evidence("negated", "denied", found.cue)
    return None


def _far(head: Token) -> bool:
    """"est loin de remplacer", "est loin d'être": an infinitive denied; a place is not."""
    for token in head.doc[max(0, head.i - 3) : head.i + 2]:
        following = head.doc[token.i + 1 : token.i + 3]
        if low(token) == "loin" and len(following) == 2 and low(following[0]) in {"de", "d'"}:
            be = [low(t) for t in head.doc[max(0, token.i - 3) : token.i]]
            stands = {"est", "sont", "reste", "restent", "semble", "était", "étaient"}
            state = low(following[1]) in {"être", "avoir"}  # "loin d'être rassuré" is a degree
            return is_infinitive(following[1]) and not state and bool(stands & set(be))
    return False
