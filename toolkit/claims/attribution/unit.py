"""One sentence as the rules of attribution read it, and what such a rule finds."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from toolkit.claims.article import View
from toolkit.claims.attribution import lexicon

if TYPE_CHECKING:
    from toolkit.french.frozen import Token

Span = tuple[int, int]
OPENING = frozenset("«“„‹\"‘")
CLOSING = frozenset("»”›\"’")
MARKS = frozenset(["«", "»", "“", "”", "„", '"', "‹", "›", "''", "‘", "’’", "‘‘"])
LONGEST_SENTENCE = 1500
"""Tokens past which a "sentence" is a table or a broken file: it stays the author's, and what a
sentence costs stays bounded."""
STOPS = frozenset([".", "!", "?", "…", "...", ";", ":"])


class Phrase(NamedTuple):
    """A noun phrase: token indexes ``[start, end)`` and its head token."""

    start: int
    end: int
    head: int


@dataclass(frozen=True, slots=True)
class Report:
    """One attribution found in a sentence.

    ``holder`` names the source (None: nobody, as in "il a été annoncé que"); ``cue`` is the verb or
    preposition, ``span`` the whole attributing clause, ``content`` what is attributed: document
    offsets.
    """

    rule: str
    verb: str
    lemma: str
    holder: Phrase | None
    cue: Span
    span: Span
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A parsed sentence: folded forms, coarse tags and document offsets of its tokens.

    ``first`` is the token after a page's label ("Lire aussi :"); ``verbs`` are the tokens whose
    form a reporting verb can have.
    """

    view: View
    tokens: tuple[Token, ...]
    low: tuple[str, ...]
    pos: tuple[str, ...]
    dep: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    raws: tuple[str, ...]
    capitals: tuple[bool, ...]
    first: int
    verbs: tuple[int, ...]
    memo: dict[str, list[object]] = field(default_factory=dict, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.low)

    def text(self, start: int, end: int) -> str:
        """The document's text between two token indexes."""
        return self.view.document.text[self.starts[start]:self.ends[end - 1]]

    def offsets(self, start: int, end: int) -> Span:
        """Document offsets of tokens ``[start, end)``."""
        return self.starts[start], self.ends[end - 1]

    def raw(self, i: int) -> str:
        """Token ``i`` as written."""
        return self.raws[i]

    def capital(self, i: int) -> bool:
        """Whether token ``i`` begins with a capital letter."""
        return self.capitals[i]

    def mark(self, i: int) -> bool:
        """Whether token ``i`` is a quotation mark."""
        return self.low[i] in MARKS

    def find(self, offset: int) -> int:
        """The first token that starts at or after a document offset (``len`` when none)."""
        return bisect_left(self.starts, offset)


PRONOUN_TAILS = ("-il", "-elle", "-ils", "-elles", "-on", "-je", "-nous")


def split_tail(word: str) -> tuple[str, str]:
    """("explique-t-il") -> ("explique", "il"); no tail gives an empty second part."""
    if "-" in word[1:]:
        for tail in PRONOUN_TAILS:
            if word.endswith(tail) and len(word) > len(tail):
                return word[: -len(tail)].removesuffix("-t"), tail.lstrip("-")
    return word, ""


def fold(text: str) -> str:
    """Lower case and one apostrophe, length kept."""
    lowered = text.lower()
    return (lowered if len(lowered) == len(text) else text).replace("’", "'")


def build_unit(view: View) -> Unit:
    """The tokens of a view that are not white space."""
    tokens = tuple(token for token in view.doc if not token.is_space)
    base = view.sentence.start
    low = tuple(fold(token.text) for token in tokens)
    forms = lexicon.verb_forms()
    heads = lexicon.multiword_forms()
    return Unit(
        view=view,
        tokens=tokens,
        low=low,
        pos=tuple(token.pos_ for token in tokens),
        dep=tuple(token.dep_ for token in tokens),
        starts=tuple(base + token.idx for token in tokens),
        ends=tuple(base + token.idx + len(token.text) for token in tokens),
        raws=tuple(token.text for token in tokens),
        capitals=tuple(token.text[:1].isupper() for token in tokens),
        first=_after_label(low),
        verbs=tuple(i for i, word in enumerate(low)
                    if (bare := split_tail(word)[0]) in forms or bare in heads),
    )


def _after_label(low: tuple[str, ...]) -> int:
    """The token after a page's label ("Lire aussi :"), 0 when there is none."""
    for i, word in enumerate(low[:12]):
        if word == ":":
            head = " ".join(low[:i])
            labels = lexicon.words("prefixes", "labels")
            if any(head == label or head.startswith(label + " ") for label in labels):
                return i + 1
            return 0
    return 0


def without(content: list[Span], hole: Span) -> list[Span]:
    """The spans with what lies in ``hole`` taken out: an incise inside the marks is not quoted."""
    left: list[Span] = []
    for start, end in content:
        if hole[1] <= start or hole[0] >= end:
            left.append((start, end))
            continue
        left += [piece for piece in ((start, hole[0]), (hole[1], end)) if piece[0] < piece[1]]
    return left or content
