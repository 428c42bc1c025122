"""Whether a body sentence asserts something that can be disputed, and if not, why not.

Not a claim: open questions, greetings, announcements of what the text will do, orders to the
reader about the text, fragments without a predicate, exclamations, bare reporting frames.
"Mais peut-on vraiment remplacer l'écoute ?" asserts its answer and is a claim; "Faut-il se
spécialiser ?" is open and is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from toolkit.claims.announcements import announcement
from toolkit.claims.article import View
from toolkit.claims.expressions import fold, folded, hits, pattern
from toolkit.claims.lemmas import lemma_of
from toolkit.claims.not_claims import lexicon
from toolkit.claims.proposition import descent, text_start
from toolkit.claims.questions import CLOSERS, inverted, question
from toolkit.french.clauses import is_clause, root, subject
from toolkit.french.mood import is_finite, is_infinitive, low
from toolkit.records import Evidence

if TYPE_CHECKING:
    from toolkit.french.frozen import Token

_CRIES = ("que de ", "que d'", "comme c'est ", "vive ", "vivement ")
_FINITE_SUBJECTS = frozenset({"je", "j'", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles",
                              "c'", "ce", "ça", "cela"})


_SIGNED = re.compile(r"[-–−+] ?\d")
_OPENERS = " «\"“-–—•\u00a0"  # signs that may stand before the first word
# The longest label before a colon that predicates.
MAX_LABEL = 40
# A task is named in so few words.
MAX_TASK = 8


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
    if _formula(view, fold(text[start:])):
        return False, _whole(view, "formula")
    asked = question(view)
    if asked is not None:
        return asked
    if start and start >= len(text.rstrip(CLOSERS)):
        return False, _whole(view, "instruction")
    for test in (announcement, _instruction, _frame_only, _exclamation):
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


def _formula(view: View, folded: str) -> bool:
    """A set phrase that carries no proposition; what follows its colon must carry none either."""
    words = folded.strip(" «»\"“”\u00a0")
    match = pattern(lexicon().formulas).match(words)
    if match is None and words.startswith(("et ", "mais ")):
        words = words.split(" ", 1)[1]
        match = pattern(lexicon().formulas).match(words)
    if match is None:
        return False
    after = words[match.end() :].lstrip()
    if after[:1] == ":":
        colon = view.sentence.text.find(":")
        return not any(is_finite(t) for t in view.doc if t.idx > colon)
    return after[:1] in {"", ".", "!", "…", "?"}


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
    text = view.sentence.text.rstrip(CLOSERS)
    head = root(view.doc)
    if head is None or lemma_of(head) not in lexicon().reporting or len(view.doc) > 14:
        return None
    below = [c for c in head.children if c.dep_ in {"ccomp", "xcomp", "obj", "parataxis:obj"}
             or (c.dep_ == "parataxis" and is_clause(c))]
    if below:
        return None
    if text.endswith(":") or (inverted(head) and head.i <= 2):
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
    found = _opening_predicate(view, start, tokens) or _labelled(view, start)
    if found is not None:
        return True, found
    if tokens and _left_out_subject(tokens):
        return True, view.evidence("claim", "verbless", tokens[0])
    head = next(iter(descent(view)), None)
    if head is not None and _states(head):
        return True, view.evidence("claim", "verbless", head)
    return False, _whole(view, "fragment")


def _past(text: str, start: int, signs: str | None = None) -> int:
    """The first place from ``start`` that holds none of ``signs`` (by default: white space)."""
    return len(text) - len(text[start:].lstrip(signs))


def _opening_predicate(view: View, start: int, tokens: list[Token]) -> Evidence | None:
    """ "Difficile de recruter", "D'abord une règle : pas d'achat sans essai"."""
    text = folded(view.doc)
    begin = _past(text, start, _OPENERS)
    colon = text.find(":", begin) + 1
    behind = _past(text, colon)
    for place in (begin, behind) if colon else (begin,):
        opening = pattern(lexicon().predicates).match(text, place)
        if opening is not None and len(tokens) >= 3 + (opening.group() != "zéro"):
            return view.evidence_inside("claim", "verbless", *opening.span())
    return None


def _labelled(view: View, start: int) -> Evidence | None:
    """A label that predicates what follows it: "En cause : la sécheresse.", "Prix : 39 euros".

    "Deuxième étape : un village." only names, and so does "Autre écueil : la fatigue".
    """
    text = folded(view.doc)
    colon = text.find(":", start)
    value = next((t for t in view.doc if t.idx > colon and not t.is_space), None)
    if colon < 0 or colon - start > MAX_LABEL or value is None:
        return None
    begin = _past(text, start, _OPENERS)
    known = pattern(lexicon().outcomes).match(text, begin)
    behind = value.doc[value.i + 1 :]
    signed = _SIGNED.match(text, value.idx) is not None
    counted = (value.like_num and low(value) not in {"un", "une"} and not value.text.endswith(".")
               ) or low(value).startswith("demi") or text.startswith("une demi", value.idx)
    if known is not None or signed or (counted and len(behind) >= 1):
        return view.evidence_inside("claim", "verbless", begin, colon + 1)
    return None


def _left_out_subject(tokens: list[Token]) -> bool:
    """A verb that opens a list's item without its subject: "Mesure le temps passé".

    No noun stands directly before an article, so the form is a verb whatever its tag.
    """
    words = [t for t in tokens if not t.is_punct and not t.is_space]
    if len(words) < 3 or words[0].pos_ not in {"NOUN", "ADJ", "VERB"}:
        return False
    form = low(words[0])
    article = words[1].pos_ in {"DET", "ADP"} and low(words[1]) in {
        "le", "la", "l'", "les", "un", "une", "ce", "cette", "ses", "son", "sa", "leurs", "leur"}
    verbal = form.endswith(("e", "t", "d", "nt")) and not form.endswith("ment")
    return article and verbal and form not in lexicon().nouns_before_article


def _names_task(head: Token) -> bool:
    """ "Résumer un rendez-vous.": one of many tasks, named without a mark of a list of measures.

    "Former les caissières" and "1. Créer un fonds" say what is to be done.
    """
    words = [t for t in head.doc if t.is_alpha]
    if len(words) > MAX_TASK or not words or words[0].i != head.i or head.i > 0:
        return False
    objects = [c for c in head.children if c.dep_.startswith("obj") and c.pos_ == "NOUN"]
    return bool(objects) and all(
        low(d) in {"un", "une", "des", "du", "de", "d'"} for o in objects for d in o.children
        if d.dep_.startswith("det"))


def _states(head: Token) -> bool:
    """A verbless predicate: an infinitive with an object, a noun judged by an adverb."""
    if is_infinitive(head):
        full = any(c.dep_.startswith(("obj", "obl", "xcomp", "ccomp")) for c in head.children)
        return full and not _names_task(head)
    judged = [c for c in head.children if c.dep_ == "advmod" and c.i < head.i
              and low(c).endswith("ment") and low(c) not in lexicon().commenting]
    measured = [c for c in head.subtree
                if low(c) in {"%", "pour"} or (c.like_num and low(c) not in {"un", "une"})]
    changed = [c for c in head.children if c.dep_ in {"acl", "amod"}
               and low(c).endswith(("é", "ée", "és", "ées"))]
    return bool(judged) or bool(measured and changed)
