"""Finding fixed expressions in a sentence by their words, whatever the apostrophe or space."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from toolkit.french.mood import notes

if TYPE_CHECKING:
    from toolkit.french.frozen import Doc, Token

_ELIDED = {
    "de": r"(?:de|d'|du|des)", "à": r"(?:à|au|aux)", "que": r"(?:que|qu')",
    "le": r"(?:le|la|les|l')", "ce": r"(?:ce|c')", "un": r"(?:un|une|des)", "se": r"(?:se|s')",
    "ne": r"(?:ne|n')",
}

_FIRST = {
    "de": ("de", "d'", "du", "des"), "à": ("à", "au", "aux"), "que": ("que", "qu'"),
    "le": ("le", "la", "les", "l'"), "ce": ("ce", "c'"), "un": ("un", "une", "des"),
    "se": ("se", "s'"), "ne": ("ne", "n'"),
}
_WORD = re.compile(r"[\w-]+'?|%")


@dataclass(frozen=True, slots=True)
class Hit:
    """An expression found: its characters in ``doc.text`` and its first token."""

    start: int
    end: int
    token: Token
    text: str


@lru_cache(maxsize=64)
def fold(text: str) -> str:
    """Lower case and straight apostrophes, character by character: the length never changes."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.replace("\u2019", "'")


@lru_cache(maxsize=256)
def pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all phrases, the longest first.

    A space stands for any run of spaces; the words de, à, que, le, ce, un, se, ne also match
    elided and contracted ("grâce à" finds "grâce aux", "plutôt que" finds "plutôt qu'").
    """
    ordered = sorted(phrases, key=lambda p: (-len(p), p))
    if not ordered:
        return re.compile(r"(?!)")
    body = "|".join(_source(p) for p in ordered)
    # A final apostrophe is a word boundary of its own: "plutôt qu'" stands before a letter.
    return re.compile(r"(?<![\w-])(?:" + body + r")(?:(?<=')|(?!\w))")


def _source(phrase: str) -> str:
    words = [_ELIDED.get(w, re.escape(w)) for w in phrase.split()]
    source = words[0]
    for word in words[1:]:
        # No space follows an elided word: "qu'il", "d'un".
        source += r"(?:[\s\u00a0\u202f]+|(?<='))" + word
    return source


def hits(doc: Doc, phrases: tuple[str, ...]) -> Iterator[Hit]:
    """Every place one of ``phrases`` stands in the sentence, from left to right.

    A phrase is only tried where its first word stands, so that the cost grows with the words of
    the sentence and not with the phrases.
    """
    firsts = first_words(phrases)
    text, words, present = _text(doc)
    if firsts.isdisjoint(present):
        return
    whole, end = pattern(phrases), 0
    for word, start in words:
        if start < end or word not in firsts:
            continue
        match = whole.match(text, start)
        token = token_at(doc, start) if match is not None else None
        if match is not None and token is not None:
            end = match.end()
            yield Hit(start, end, token, match.group())


@lru_cache(maxsize=256)
def first_words(phrases: tuple[str, ...]) -> frozenset[str]:
    """The words the phrases can begin with, elided and contracted forms included."""
    found: set[str] = set()
    for phrase in phrases:
        first = _WORD.match(phrase)
        if first is not None:
            word = first.group()
            found.update(_FIRST.get(word, (word,)))
    return frozenset(found)


def _text(doc: Doc) -> tuple[str, list[tuple[str, int]], frozenset[str]]:
    """The folded text of the sentence, its words with their offsets, each word once."""
    kept = notes(doc)
    if "text" not in kept:
        text = fold(doc.text)
        words = [(m.group(), m.start()) for m in _WORD.finditer(text)]
        kept["text"] = text, words, frozenset(word for word, _ in words)
    found: tuple[str, list[tuple[str, int]], frozenset[str]] = kept["text"]
    return found


def folded(doc: Doc) -> str:
    """The text of the sentence in lower case with straight apostrophes, at the same offsets."""
    return _text(doc)[0]


def token_at(doc: Doc, offset: int) -> Token | None:
    """The token that holds character ``offset`` of ``doc.text``, or the next (binary search)."""
    low, high = 0, len(doc) - 1
    while low <= high:
        middle = (low + high) // 2
        token = doc[middle]
        if offset < token.idx:
            high = middle - 1
        elif offset >= token.idx + len(token.text):
            low = middle + 1
        else:
            return token
    return doc[low] if low < len(doc) else None
