"""Whether a body sentence asserts something that can be disputed, and if not, why not.

Not a claim: open questions, greetings, announcements of what the text will do, orders to the
reader about the text, fragments without a predicate, exclamations, bare reporting frames.
"Mais peut-on vraiment remplacer l'écoute ?" asserts its answer and is a claim; "Faut-il se
spécialiser ?" is open and is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from toolkit.claims.article import View
from toolkit.claims.expressions import Hit, fold, folded, hits, pattern
from toolkit.claims.lemmas import lemma_of
from toolkit.claims.negators import of_predicate
from toolkit.claims.proposition import descent, text_start
from toolkit.codebook import load_lexicon
from toolkit.french.clauses import governs, is_clause, root, subject
from toolkit.french.mood import SUBJECTS, form, is_finite, is_imperative, is_infinitive, low
from toolkit.records import Evidence

if TYPE_CHECKING:
    from toolkit.french.frozen import Token

_CLOSERS = " \u00a0\u202f\n\t»\"”’')]…."
_CRIES = ("que de ", "que d'", "comme c'est ", "vive ", "vivement ")
_WH = frozenset({"qui", "que", "qu'", "quoi", "quel", "quelle", "quels", "quelles", "comment",
                 "pourquoi", "combien", "où", "quand", "lequel", "laquelle"})
_FIRST_PLURAL = frozenset({"nous", "on", "je", "j'", "-nous", "-on", "l'on"})
_FINITE_SUBJECTS = frozenset({"je", "j'", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles",
                              "c'", "ce", "ça", "cela"})


class NotClaims(BaseModel):
    """``data/lexicons/not_claims.toml``."""

    model_config = ConfigDict(extra="forbid")
    notes: tuple[str, ...]
    greetings: tuple[str, ...]
    formulas: tuple[str, ...]
    text_nouns: frozenset[str]
    text_verbs: frozenset[str]
    text_places: tuple[str, ...]
    reader_verbs: frozenset[str]
    reader_objects: tuple[str, ...]
    predicates: tuple[str, ...]
    rhetorical: frozenset[str]
    rhetorical_modals: frozenset[str]
    rhetorical_phrases: tuple[str, ...]
    reporting: frozenset[str]


def lexicon() -> NotClaims:
    """The shipped lists."""
    return load_lexicon("not_claims", NotClaims)


def judge(view: View) -> tuple[bool, Evidence | None]:
    """Whether the sentence is a claim.

    Returns:
        ``(True, None)``, ``(True, evidence)`` for a rhetorical question or a verbless predicate
        (the words that make it one), or ``(False, evidence)`` with the rule that refused it:
        ``question.open``, ``greeting``, ``note``, ``formula``, ``announcement``, ``instruction``,
        ``exclamation``, ``frame``, ``fragment`` or ``empty``.
    """
    text = view.sentence.text
    if not any(c.isalpha() for c in text):
        return False, _whole(view, "empty")
    start = text_start(text)
    if _note(fold(text[start:])):
        return False, _whole(view, "note")
    if _greeting(view, fold(text[start:])):
        return False, _whole(view, "greeting")
    if _formula(fold(text[start:])):
        return False, _whole(view, "formula")
    asked = _question(view)
    if asked is not None:
        return asked
    if start and start >= len(text.rstrip(_CLOSERS)):
        return False, _whole(view, "instruction")
    for test in (_announcement, _instruction, _frame_only, _exclamation):
        proof = test(view, start)
        if proof is not None:
            return False, proof
    return _predicated(view, start)


def _whole(view: View, rule: str) -> Evidence:
    return view.evidence_at("claim", rule, view.sentence.start, view.sentence.end)


def _note(folded: str) -> bool:
    match = pattern(lexicon().notes).match(folded.lstrip())
    return match is not None and folded.lstrip()[match.end() :].lstrip().startswith((":", "©"))


def _greeting(view: View, folded: str) -> bool:
    """A greeting that opens the sentence, which then says nothing with a subject of its own."""
    match = pattern(lexicon().greetings).match(folded.lstrip(" «\"“"))
    if match is None or len(folded.split()) > 12:
        return False
    heads = [t for t in view.doc if t.idx > match.end() and is_clause(t)]
    said = [subject(t) for t in heads]
    return not any(
        s is not None and s.pos_ in {"NOUN", "PROPN", "INTJ"} for s in said
    ) and not (heads and heads[0].idx <= match.end() + 1)


def _formula(folded: str) -> bool:
    words = folded.strip(" «»\"“”\u00a0")
    match = pattern(lexicon().formulas).match(words)
    if match is None and words.startswith("et "):
        words = words[3:]
        match = pattern(lexicon().formulas).match(words)
    return match is not None and words[match.end() :].lstrip()[:1] in {"", ".", ":", "!", "…", "?"}


def _question(view: View) -> tuple[bool, Evidence | None] | None:
    """The verdict on a question; ``None`` when the sentence asks nothing."""
    text = view.sentence.text
    mark = text.rfind("?")
    if mark < 0:
        return None
    tail = text[mark + 1 :].strip(_CLOSERS + "«“,;:!-–—")
    if tail and not _reporting_tail(view, mark):
        return None
    assertion = _rhetorical(view, mark)
    if assertion is not None:
        return True, assertion
    start = view.sentence.start + mark
    return False, view.evidence_at("claim", "question.open", start, start + 1)


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
        return _at(view, "question.rhetorical", hit)
    tokens = [t for t in view.doc if t.idx < mark]
    verbs = [t for t in tokens if is_finite(t)]
    opening = [low(t) for t in tokens[:4]]
    asked = [t for t in verbs if _inverted(t) or "qui" in opening[:2] or "est-ce" in opening]
    for verb in asked:
        head = verb.head if verb.dep_.startswith(("aux", "cop")) else verb
        found = of_predicate(head)
        if found is not None and found.status == "denied" and "pourquoi" not in opening:
            return view.evidence("claim", "question.rhetorical", found.cue)
        lemmas = {lemma_of(verb), *(lemma_of(t) for t in governs(head))}
        if lemmas & words.rhetorical_modals:
            marked = [t for t in tokens if low(t) in words.rhetorical and abs(t.i - verb.i) <= 4]
            if marked and not _WH & set(opening[:1]) - {"qui"}:
                return view.evidence("claim", "question.rhetorical", marked[0])
    return None


def _inverted(verb: Token) -> bool:
    """Whether a subject clitic follows: "peut-on", "n'a-t-il pas"."""
    following = verb.doc[verb.i + 1 : verb.i + 3]
    return any(low(t).startswith("-") and low(t).lstrip("-t")[:1] for t in following) or any(
        t.dep_ in SUBJECTS and t.pos_ == "PRON" for t in following[:1])


def _at(view: View, rule: str, hit: Hit) -> Evidence:
    start = view.sentence.start
    return view.evidence_at("claim", rule, start + hit.start, start + hit.end)


def _announcement(view: View, start: int) -> Evidence | None:
    """The text speaks of itself: "Dans cet article, nous verrons …", "Ce billet propose …"."""
    words = lexicon()
    folded = fold(view.sentence.text[start:]).lstrip()
    if re.match(r"(?:et |en )?voici\b", folded) and len(folded.split()) <= 25:
        return _whole(view, "announcement")
    head = root(view.doc)
    if head is None or not is_clause(head):
        return None
    lemmas = {lemma_of(t) for t in governs(head)}
    who = subject(head)
    own = who is not None and low(who) in _FIRST_PLURAL
    if own and view.sentence.text.rstrip().endswith(":") and len(folded.split()) <= 9:
        return _whole(view, "announcement")
    if not lemmas & words.text_verbs:
        return None
    text = who is not None and lemma_of(who) in words.text_nouns and any(
        low(c) in {"ce", "cet", "cette", "notre", "mon"} for c in who.children)
    place = next(hits(view.doc, words.text_places), None)
    if place is not None and (own or text or who is None):
        return _at(view, "announcement", place)
    if text and form(head).tense in {"pres", "fut", "near_fut"}:
        return view.evidence("claim", "announcement", who) if who is not None else None
    announced = lemmas & {"voir", "revenir", "aborder", "examiner", "détailler"}
    if own and announced and form(head).tense in {"fut", "near_fut"} and who is not None:
        return view.evidence("claim", "announcement", head) if low(who) != "on" else None
    told = {low(c) for c in head.subtree} & {"vous", "te", "t'"}
    if own and told and who is not None and low(who) != "on" and form(head).future:
        return view.evidence("claim", "announcement", head)
    if low(head) in {"voyons", "examinons", "revenons", "regardons", "commençons", "prenons"}:
        return view.evidence("claim", "announcement", head) if is_imperative(head) else None
    return None


def _instruction(view: View, start: int) -> Evidence | None:
    """An order about the text: "Retrouvez l'interview complète ci-dessous."."""
    words = lexicon()
    first = next((t for t in view.doc if t.idx >= start and t.is_alpha), None)
    if first is None:
        return None
    about = next(hits(view.doc, words.reader_objects), None)
    hesitate = fold(view.sentence.text[start:]).startswith("n'hésitez pas à")
    if low(first) in words.reader_verbs and (about is not None or len(view.doc) <= 8):
        return view.evidence("claim", "instruction", first)
    if hesitate and about is not None:
        return view.evidence("claim", "instruction", first)
    return None


def _frame_only(view: View, start: int) -> Evidence | None:
    """Who speaks, and nothing of what is said: "explique-t-elle.", "Il répond :"."""
    text = view.sentence.text.rstrip(_CLOSERS)
    head = root(view.doc)
    if head is None or lemma_of(head) not in lexicon().reporting or len(view.doc) > 14:
        return None
    below = [c for c in head.children if c.dep_ in {"ccomp", "xcomp", "obj", "parataxis:obj"}
             or (c.dep_ == "parataxis" and is_clause(c))]
    if below:
        return None
    if text.endswith(":") or (_inverted(head) and head.i <= 2):
        return view.evidence("claim", "frame", head)
    return None


def _exclamation(view: View, start: int) -> Evidence | None:
    """"Quel progrès !", "Que de temps perdu !": a cry that states nothing."""
    text = view.sentence.text
    if "!" not in text.rstrip(" »\"”\u00a0\u202f")[-2:]:
        return None
    first = next((t for t in view.doc if t.idx >= start and t.is_alpha), None)
    if first is None:
        return None
    opens = low(first) in {"quel", "quelle", "quels", "quelles", "combien"}
    cries = fold(text[start:]).startswith(_CRIES)
    if opens or cries or (not any(is_finite(t) for t in view.doc) and len(view.doc) <= 12):
        return view.evidence("claim", "exclamation", first)
    return None


def _predicated(view: View, start: int) -> tuple[bool, Evidence | None]:
    """A claim needs a finite verb, or a clear predicate without one."""
    tokens = [t for t in view.doc if t.idx >= start]
    if any(is_finite(t) for t in tokens):
        return True, None
    if any(low(t) in _FINITE_SUBJECTS and t.i + 1 < len(view.doc) for t in tokens):
        return True, None
    text = folded(view.doc)
    begin = start + len(text[start:]) - len(text[start:].lstrip(" «\"“-–—•\u00a0"))
    opening = pattern(lexicon().predicates).match(text, begin)
    if opening is not None and len(tokens) >= 4:
        a = view.sentence.start
        return True, view.evidence_at("claim", "verbless", a + opening.start(), a + opening.end())
    head = next(iter(descent(view)), None)
    if head is not None and _states(head):
        return True, view.evidence("claim", "verbless", head)
    return False, _whole(view, "fragment")


def _states(head: Token) -> bool:
    """A verbless predicate: an infinitive with an object, a noun judged by an adverb."""
    if is_infinitive(head):
        return any(c.dep_.startswith(("obj", "obl", "xcomp", "ccomp")) for c in head.children)
    judged = [c for c in head.children if c.dep_ == "advmod" and c.i < head.i
              and low(c).endswith("ment")]
    measured = [c for c in head.subtree if low(c) in {"%", "pour"} or c.like_num]
    changed = [c for c in head.children if c.dep_ in {"acl", "amod"}
               and low(c).endswith(("é", "ée", "és", "ées"))]
    return bool(judged) or bool(measured and changed)
