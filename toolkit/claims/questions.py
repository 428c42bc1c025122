"""Questions: open ones assert nothing; some assert their answer, some follow an assertion.

"Faut-il se spécialiser ?" is open. "Qui n'a jamais pesté contre un répondeur ?" and "C'est plus
simple, non ?" assert. "Le chef hausse les épaules : « Et alors ? »" states what the chef does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.claims.article import View
from toolkit.claims.expressions import fold, hits, pattern
from toolkit.claims.lemmas import lemma_of
from toolkit.claims.negators import of_predicate
from toolkit.claims.not_claims import lexicon
from toolkit.claims.proposition import text_start
from toolkit.french.clauses import governs, is_clause, main_clauses, subject
from toolkit.french.mood import SUBJECTS, is_finite, low
from toolkit.records import Evidence

if TYPE_CHECKING:
    from toolkit.french.frozen import Doc, Token

CLOSERS = " \u00a0\u202f\n\t»\"”’')]…."
_WH = frozenset({"qui", "que", "qu'", "quoi", "quel", "quelle", "quels", "quelles", "comment",
                 "pourquoi", "combien", "où", "quand", "lequel", "laquelle"})
# Asked with these, a negation belongs to what is asked about: "Pourquoi ne vient-il pas ?"
_OPEN_WITH_NOT = frozenset({"pourquoi", "comment", "combien", "quand"})
_SPLITS = frozenset({":", ";"})
_OPENING_QUOTES = frozenset({"«", "“", "\""})


def question(view: View) -> tuple[bool, Evidence | None] | None:
    """The verdict on a question; ``None`` when the sentence asks nothing."""
    text = view.sentence.text
    mark = text.rfind("?")
    if mark < 0:
        return _unmarked(view)
    tail = text[mark + 1 :].strip(CLOSERS + "«“,;:!-–—")
    if tail and not _reporting_tail(view, mark):
        return None
    # An interviewer asks and does not assert: "N'est-ce pas trop tard ?" awaits its answer.
    assertion = None if view.sentence.rule == "interview_question" else (
        _rhetorical(view, mark) or _tagged(view, mark) or _stated_before(view, mark))
    if assertion is not None:
        return True, assertion
    return False, view.evidence_inside("claim", "question.open", mark, mark + 1)


def _unmarked(view: View) -> tuple[bool, Evidence] | None:
    """A question that lost its mark: "Et comment garder ses clients."

    "Pourquoi cela tient, nul ne le sait." has a clause of its own.
    """
    openers = lexicon().openers
    first = next((t for t in view.doc if t.is_alpha and low(t) not in openers), None)
    if first is None or low(first) not in {"comment", "pourquoi"}:
        return None
    if len(main_clauses(view.doc)) > 1 or any(t.text in _SPLITS or t.is_quote for t in view.doc):
        return None
    return False, view.evidence("claim", "question.open", first)


def _reporting_tail(view: View, mark: int) -> bool:
    """Whether only who asks stands after the question mark ("… ?", demande une lectrice)."""
    after = [t for t in view.doc if t.idx > mark and (t.is_alpha or low(t).startswith("-"))]
    verbs = [t for t in after if is_finite(t)]
    if not verbs:
        return len(after) <= 6
    first = after[0]
    inverted = is_finite(first) or low(first) in {"s'", "se", "a", "m'", "me"}
    return inverted and len([t for t in after if is_clause(t)]) <= 2


def _rhetorical(view: View, mark: int) -> Evidence | None:
    """What makes a question assert its answer: a negative inversion, "vraiment" with a modal."""
    words = lexicon()
    hit = next(hits(view.doc, words.rhetorical_phrases), None)
    if hit is not None and hit.start < mark:
        return view.evidence_inside("claim", "question.rhetorical", hit.start, hit.end)
    tokens = [t for t in view.doc if t.idx < mark]
    opening = [low(t) for t in tokens[:4]]
    for verb in tokens:
        asked = is_finite(verb) and (
            inverted(verb) or "qui" in opening[:2] or "est-ce" in opening)
        found = _answered(view, verb, tokens) if asked else None
        if found is not None:
            return found
    return None


def _answered(view: View, verb: Token, tokens: list[Token]) -> Evidence | None:
    """The word that gives the answer of a question away: "pas", "jamais", "vraiment"."""
    words = lexicon()
    before = {low(t) for t in tokens if t.i < verb.i}
    head = verb.head if verb.dep_.startswith(("aux", "cop")) else verb
    found = of_predicate(head)
    if not before & _OPEN_WITH_NOT:
        if found is not None and found.status == "denied":
            return view.evidence("claim", "question.rhetorical", found.cue)
        # Without "ne" it means "un jour": "A-t-on jamais vu cela ?" answers itself.
        ever = [t for t in tokens if low(t) == "jamais" and 0 < t.i - verb.i <= 4]
        if ever and found is None:
            return view.evidence("claim", "question.rhetorical", ever[0])
    lemmas = {lemma_of(verb), *(lemma_of(t) for t in governs(head))}
    if lemmas & words.rhetorical_modals:
        marked = [t for t in tokens if low(t) in words.rhetorical and abs(t.i - verb.i) <= 4]
        if marked and not _WH & {low(tokens[0])} - {"qui"}:
            return view.evidence("claim", "question.rhetorical", marked[0])
    return None


def _tagged(view: View, mark: int) -> Evidence | None:
    """A statement that only asks for assent: "C'est plus simple, non ?"."""
    asked = fold(view.sentence.text[:mark]).rstrip(" \u00a0\u202f")
    comma = asked.rfind(",")
    if comma < 0 or pattern(lexicon().tags).fullmatch(asked[comma + 1 :].strip()) is None:
        return None
    if not any(is_finite(t) for t in view.doc if t.idx < comma):
        return None
    start = view.sentence.start
    return view.evidence_at("claim", "question.tag", start + comma + 1, start + len(asked))


def _stated_before(view: View, mark: int) -> Evidence | None:
    """The verb of a statement that leads to the question: "La porte s'ouvre : « Qui est là ? »".

    "Une question demeure : qui paiera ?" and "Il me demande : « Pourquoi ? »" only ask, and a
    label ("Le journal : Qui paiera ?") states nothing.
    """
    begin = text_start(view.sentence.text)
    cut = next((t for t in reversed(list(view.doc)) if begin < t.idx < mark and _splits(t)), None)
    lead = [t for t in view.doc if cut is not None and begin <= t.idx < cut.idx]
    words = [low(t) for t in lead if t.is_alpha]
    if cut is None or not words or words[0] in _WH or "?" in {t.text for t in lead}:
        return None
    if (_OPEN_WITH_NOT - {"quand"}) & set(words) or _closed(view.doc, cut, mark):
        return None
    lemmas = {lemma_of(t) for t in lead}
    if lemmas & lexicon().asking:
        return None
    heads = [h for h in main_clauses(view.doc) if begin <= h.idx < cut.idx and not inverted(h)]
    said = [h for h in heads if _holds(h, cut)]
    return view.evidence("claim", "question.after_statement", said[0]) if said else None


def _splits(token: Token) -> bool:
    """A colon, a semicolon, or a quotation mark that opens inside the sentence."""
    if token.text in _SPLITS:
        return True
    following = token.doc.text[token.idx + 1 : token.idx + 2]
    return token.text in _OPENING_QUOTES and token.i > 0 and (
        token.text != "\"" or (following.isalnum() and token.doc[token.i - 1].text != "\""))


def _closed(doc: Doc, cut: Token, mark: int) -> bool:
    """Whether a quotation that opens at ``cut`` ends before the question mark: a mere term."""
    quotes = [t for t in doc[cut.i + 1 :] if t.idx < mark and t.text in {"»", "”", "\""}]
    return cut.text in _OPENING_QUOTES and bool(quotes)


def _holds(head: Token, cut: Token) -> bool:
    """Whether a clause says more than who speaks ("Il répond :", "Ils disaient :")."""
    if lemma_of(head) not in lexicon().reporting:
        return True
    return any(c.dep_ in {"ccomp", "xcomp"} and c.i < cut.i for c in head.children)


def inverted(verb: Token) -> bool:
    """Whether a subject clitic follows: "peut-on", "n'a-t-il pas"."""
    following = verb.doc[verb.i + 1 : verb.i + 3]
    return any(low(t).startswith("-") and low(t).lstrip("-t")[:1] for t in following) or any(
        t.dep_ in SUBJECTS and t.pos_ == "PRON" for t in following[:1])


def own_subject(head: Token) -> str:
    """The grammatical subject as a word, "" without one."""
    who = subject(head)
    return low(who) if who is not None else ""
