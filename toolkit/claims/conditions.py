"""The condition a proposition stands under: "si …", "à condition de …", "faute de …".

Look-alikes that are none: the "si" of an indirect question ("on ignore si …"), the concessive
"même si" and the comparative "comme si".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel, ConfigDict

from toolkit.claims.article import View
from toolkit.claims.phrases import clause
from toolkit.codebook import load_lexicon

if TYPE_CHECKING:
    from toolkit.french.frozen import Span, Token

_SI = frozenset({"si", "s'", "s’"})


class _Conditions(BaseModel):
    model_config = ConfigDict(extra="ignore")
    conditions: tuple[str, ...]


class Condition(NamedTuple):
    """The words of the condition, its marker included, and the rule that found it."""

    phrase: Span
    rule: str


def condition(view: View, head: Token) -> Condition | None:
    """The first condition of the sentence that bears on ``head``, or ``None``."""
    return _si_clause(view) or _marked(view, head)


def _si_clause(view: View) -> Condition | None:
    for token in view.doc:
        if token.lower_ not in _SI or token.pos_ not in {"SCONJ", "ADV"} or token.dep_ != "mark":
            continue
        before = view.doc[token.i - 1].lower_ if token.i else ""
        asked = token.head.dep_ in {"ccomp", "xcomp", "obj", "csubj"}
        if asked or before in {"même", "comme", "sauf"}:
            continue
        return Condition(_cut(clause(token.head), token.i), "condition.si")
    return None


def _marked(view: View, head: Token) -> Condition | None:
    text = view.sentence.text  # the same as doc.text, which spaCy builds anew at every look
    folded = text.lower().replace("’", "'")
    if len(folded) != len(text):
        return None  # a character whose lower case is longer: offsets would not hold
    for marker in load_lexicon("actions", _Conditions).conditions:
        for written in _elided(marker):
            at = folded.find(written)
            if at < 0 or (at and folded[at - 1].isalpha()):
                continue
            span = view.doc.char_span(at, at + len(written.rstrip()))
            if span is not None:
                return Condition(_reach(span), "condition.marker")
    return None


def _elided(marker: str) -> tuple[str, ...]:
    if marker.endswith((" de", " que")):
        return (marker + " ", marker[:-1] + "'")
    return (marker + " ",)


def _reach(span: Span) -> Span:
    """From the marker to the end of the phrase it opens."""
    last = span.end - 1
    for token in span:
        if token.head.i >= span.end:
            last = max(last, *(t.i for t in token.head.subtree if t.i >= span.start))
        below = [t.i for t in token.subtree if t.i >= span.end]
        if below and token.dep_ != "ROOT":
            last = max(last, *below)
    doc = span.doc
    while last > span.end and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    comma = next((t.i for t in doc[span.end : last + 1] if t.text in {",", ";", ":"}), last + 1)
    return doc[span.start : comma]


def _cut(span: Span, start: int) -> Span:
    doc = span.doc
    return doc[start : span.end] if span.end > start else doc[start : start + 1]
