"""The main proposition of a sentence: what it asserts, under whoever says it and however framed."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from toolkit.claims.article import View
from toolkit.claims.expressions import fold, pattern
from toolkit.claims.lemmas import lemma_of
from toolkit.codebook import load_lexicon
from toolkit.french.clauses import children, clause_head, is_clause, is_cleft, marker, root, subject
from toolkit.french.mood import form, is_imperative, low, lows, notes

if TYPE_CHECKING:
    from toolkit.french.frozen import Token

_GENERIC = frozenset({"on", "l'on", "je", "j'", "nous", "il", "-il", "-t-il", "ce", "c'", "cela",
                      "ça", "force"})
_CLAUSAL = frozenset({"ccomp", "csubj", "csubj:pass", "xcomp", "parataxis", "parataxis:obj",
                      "dep:comp", "advcl", "acl", "advcl:cleft", "acl:relcl", "conj"})
_LABELLED = frozenset({"parataxis", "conj", "appos", "parataxis:obj", "ccomp"})
_DEPENDENT = frozenset({"acl:relcl", "acl", "advcl", "parataxis:insert"})
_JOINED = frozenset({"conj", "parataxis", "parataxis:obj", "dep"})

LABEL = 40
"""Characters a label may have between its first words and its colon ("À lire sur notre site :")."""


class Presentation(BaseModel):
    """``data/lexicons/presentation.toml``: frames the claim is looked for under."""

    model_config = ConfigDict(extra="forbid")
    verbs: frozenset[str]
    presenting: frozenset[str]
    attributes: frozenset[str]
    prefixes: tuple[str, ...]


def main_proposition(view: View) -> Token | None:
    """The head of what the sentence asserts; ``None`` when no word of it is one.

    For an attributed sentence it is the head of the attributed content, for a copula its
    attribute, and frames such as "il est clair que", "il faut dire que", "on constate que" are
    looked through. In "c'est X qui P" it is the verb of P. Semi-auxiliaries are not looked
    through: of "l'IA peut aider" it is "peut" (see ``toolkit.french.clauses.governs``).
    """
    path = descent(view)
    return path[-1] if path else None


def descent(view: View) -> tuple[Token, ...]:
    """The heads from the outermost clause held by the claim's source down to the proposition."""
    return _kept(view, "path", _descent)


def _kept(
    view: View, name: str, find: Callable[[View], tuple[Token, ...]]
) -> tuple[Token, ...]:
    """Look once per sentence and voice: every kind, negation and hedging ask for the same."""
    kept = notes(view.doc)
    key = (name, view.voice.content, view.voice.report, view.voice.source_type)
    if key not in kept:
        kept[key] = tuple(token.i for token in find(view))
    return tuple(view.doc[i] for i in kept[key])


def _descent(view: View) -> tuple[Token, ...]:
    head = _top(view)
    if head is None:
        return ()
    path = [head]
    equated = _equated(view, head)
    if equated is not None:
        path.append(equated)
    while (below := _under(path[-1])) is not None and below not in path:
        path.append(below)
    return tuple(path)


def text_start(text: str) -> int:
    """Where the sentence proper begins, after a label such as "Lire aussi :" (0 without one)."""
    folded = fold(text)
    match = pattern(load_lexicon("presentation", Presentation).prefixes).match(
        folded, len(folded) - len(folded.lstrip()))
    if match is None:
        return 0
    colon = folded.find(":", match.end())
    if colon < 0 or colon - match.end() > LABEL:
        return 0
    return colon + 1 + len(folded[colon + 1 :]) - len(folded[colon + 1 :].lstrip())


def _inside(view: View, token: Token, spans: tuple[tuple[int, int], ...]) -> bool:
    at = view.offset(token)
    # Spans are in order and apart, so the last that opens before the token is the only candidate.
    place = bisect_right(spans, (at, sys.maxsize)) - 1
    return place >= 0 and spans[place][0] <= at < spans[place][1]


def _top(view: View) -> Token | None:
    """The highest predicate of the content; of the whole sentence for the author's voice."""
    whole = root(view.doc)
    start = text_start(view.sentence.text)
    if start and whole is not None and whole.idx < start and not view.voice.content:
        return _highest(view, [t for t in view.doc if t.idx >= start]) or whole
    if view.voice.content:
        held = _highest(view, [t for t in view.doc if _inside(view, t, view.voice.content)])
        if held is not None:
            return _around(view, held)
    if whole is None or view.voice.report is None or view.voice.source_type == "author":
        return whole
    if not _inside(view, whole, (view.voice.report,)):
        return whole
    rest = [t for t in view.doc if not _inside(view, t, (view.voice.report,))]
    return _highest(view, rest) or whole


def _around(view: View, held: Token) -> Token:
    """The clause a quoted fragment stands in: "elle affirme qu'il fera gagner « une heure »"."""
    if is_clause(held):
        return held
    home = clause_head(held)
    saying = _reports(view, home) or home.head == home
    return held if saying or not is_clause(home) else home


def _highest(view: View, tokens: list[Token]) -> Token | None:
    """Of the tokens whose governor is not among them, the first that heads a clause."""
    among = {t.i for t in tokens}
    tops = [t for t in tokens
            if (t.head == t or t.head.i not in among) and not t.is_punct and not t.is_space]
    clauses = [t for t in tops if is_clause(t) and t.dep_ != "parataxis:insert"]
    if clauses:
        return next((t for t in clauses if t.dep_ not in {"advcl", "acl:relcl"}), clauses[0])
    # The parser may have hung the content's verb under a noun that stands outside.
    below = [t for t in tokens if is_clause(t)]
    whole = root(view.doc)
    if below and (len(tokens) > 4 or whole is None):
        return min(below, key=lambda t: (_depth(t), t.i))
    if whole is not None and is_clause(whole) and not below and not view.voice.report:
        return whole
    wordy = [t for t in tops if t.pos_ in {"VERB", "NOUN", "ADJ", "PROPN", "ADV", "PRON"}]
    return wordy[0] if wordy else None


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _under(head: Token) -> Token | None:
    """The clause that ``head`` only presents, if it does."""
    if is_cleft(head):
        for child in children(head, "advcl:cleft", "acl:relcl"):
            if child.i > head.i and is_clause(child):
                return child
    if not is_clause(head):
        said = _content_noun(head)
        return said if said is not None else _after_label(head)
    if is_imperative(head):
        return _after_colon(head)
    if not _presents(head) and not _identifies(head):
        return None
    for child in head.subtree:
        below = child.i > head.i and child.dep_ in _CLAUSAL
        if below and marker(child) in {"que", "qu'"} and is_clause(child):
            return child
    return None


def _after_colon(head: Token) -> Token | None:
    """"Ne boudons pas notre plaisir : P", "Soyons clairs : P": the order only presents P."""
    for child in head.children:
        if child.i > head.i and child.dep_ in _LABELLED and is_clause(child):
            before = head.doc[head.i + 1 : child.i]
            if any(low(t) == ":" for t in before):
                return child
    return None


def _content_noun(head: Token) -> Token | None:
    """"(sur) le fait que P", "(dans) l'idée que P": the clause, when only the noun was held."""
    for child in head.children:
        joined = child.i > head.i and child.dep_ in {"acl", "ccomp", "appos"}
        if joined and is_clause(child) and marker(child) in {"que", "qu'"}:
            return child
    return None


def _after_label(head: Token) -> Token | None:
    """The clause after a verbless label: "Résultat : le coût explose." """
    if head.dep_ not in {"ROOT", "root"} and head.head != head:
        return None
    # Of a root that is no noun the label is the parser's error: any clause below it will do.
    noun = head.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}
    for child in head.children:
        joined = child.dep_ in _LABELLED or (not noun and child.dep_ not in _DEPENDENT)
        if child.i > head.i and joined and is_clause(child):
            return child
    return None


def _presents(head: Token) -> bool:
    """Whether the predicate is a frame of the lexicon with a generic or impersonal subject."""
    words = load_lexicon("presentation", Presentation)
    lemma = lemma_of(head)
    who = subject(head)
    generic = who is None or low(who) in _GENERIC
    if lemma in words.presenting and generic:
        return True
    if lemma in {"falloir", "pouvoir", "devoir", "venir", "être"} or lemma == "suffire":
        inner = [c for c in head.children if c.dep_ in {"xcomp", "ccomp"} and not is_clause(c)]
        if lemma == "pouvoir" and not inner:
            return generic
        return generic and any(lemma_of(c) in words.verbs for c in inner)
    if head.pos_ in {"VERB", "AUX"}:
        return generic and lemma in words.verbs
    if lemma in words.attributes:
        return form(head).finite
    return False


def _identifies(head: Token) -> bool:
    """"Ce qui est clair, c'est que P", "S'il y a une leçon, c'est que P", "Le fait est que P":
    "être" right before its "que" clause, and nothing else as its attribute."""
    if low(head) not in {"est", "était", "sera"} or lemma_of(head) != "être":
        return False
    after = [low(t) for t in head.doc[head.i + 1 : head.i + 3]]
    return after[:1] in (["que"], ["qu'"]) or after in (["donc", "que"], ["bien", "que"])


def _equated(view: View, head: Token) -> Token | None:
    """The clause of "Ce qui est clair, c'est que P", however the parser hung it: what stands
    before "c'est que" only names P."""
    if not is_clause(head) and head.pos_ not in {"PRON", "NOUN", "AUX"}:
        return None
    words = lows(view.doc)
    for i in range(1, len(words) - 3):
        if words[i : i + 3] not in (["c'", "est", "que"], ["c'", "est", "qu'"]):
            continue
        if words[i - 1] not in {",", "»", "\""} or words[: i].count("que") > 1:
            continue
        clause = view.doc[i + 2].head
        if clause.i > i + 2 and is_clause(clause) and clause != head and _held(view, clause):
            return clause
    return None


def _held(view: View, clause: Token) -> bool:
    return not view.voice.content or _inside(view, clause, view.voice.content)


def cluster(view: View) -> tuple[Token, ...]:
    """The proposition and the clauses joined to it on its own level, in the order of the text.

    "La machine calcule, mais elle ne comprend pas" has two; relative and adverbial clauses, what
    is inserted between dashes and who says it are not of the level.
    """
    return _kept(view, "cluster", _cluster)


def _cluster(view: View) -> tuple[Token, ...]:
    path = descent(view)
    if not path:
        return ()
    found = {path[-1].i: path[-1]}
    queue = [path[-1]]
    for head in queue:
        for child in head.children:
            joined = child.dep_ in _JOINED or (
                child.dep_ in {"ccomp", "parataxis:insert"} and _stopped(head, child))
            if child.i in found or not joined or not is_clause(child):
                continue
            if marker(child) or _reports(view, child):
                continue
            found[child.i] = child
            queue.append(child)
    return tuple(found[i] for i in sorted(found))


def _stopped(head: Token, child: Token) -> bool:
    """Whether a semicolon parts the two: then nothing is a complement, whatever the parser says."""
    return child.i > head.i and ";" in lows(head.doc)[head.i + 1 : child.i]


def _reports(view: View, head: Token) -> bool:
    report = view.voice.report
    return report is not None and _inside(view, head, (report,))
