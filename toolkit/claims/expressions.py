"""Finding fixed expressions in a sentence by their words, whatever the apostrophe or space."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

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
_WORD = re.compile(r"[\w-]+'?|[%,]")
_END = ""  # the key under which a tree tells that a phrase may stop
# A word, its start and end, and whether more than space lies before it.
_Placed: TypeAlias = tuple[str, int, int, bool]
# Each word leads to the words that may follow.
_Tree: TypeAlias = dict[str, "_Tree"]


class Hit(NamedTuple):
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
    """Every place one of ``phrases`` stands in the sentence, from left to right, the longest first.

    The words of the sentence are followed through a tree of the words of the phrases, so that the
    cost grows with the words of the sentence and not with the phrases.
    """
    roots = tree(phrases)
    text, words, present = _text(doc)
    if roots.keys().isdisjoint(present):
        return
    end = 0
    for place, (word, start, _, _) in enumerate(words):
        if start < end or word not in roots:
            continue
        last = _longest(words, place, roots)
        token = token_at(doc, start) if last is not None else None
        if last is not None and token is not None:
            end = last
            yield Hit(start, end, token, text[start:end])


def _longest(words: list[_Placed], place: int, roots: _Tree) -> int | None:
    """Where the longest phrase that opens at word ``place`` ends."""
    found, node = None, roots
    for word, _, end, apart in words[place:]:
        if apart and node is not roots:
            break
        step = node.get(word)
        if step is None:
            break
        node = step
        if _END in node:
            found = end
    return found


@lru_cache(maxsize=256)
def tree(phrases: tuple[str, ...]) -> _Tree:
    """The phrases as nested words, elided and contracted forms included."""
    roots: _Tree = {}
    for phrase in phrases:
        level = [roots]
        for part in phrase.split():
            forms = [(form,) for form in _FIRST.get(part, ())] or [tuple(_WORD.findall(part))]
            level = [_under(node, form) for node in level for form in forms]
        for node in level:
            node[_END] = {}
    return roots


def _under(node: _Tree, words: tuple[str, ...]) -> _Tree:
    for word in words:
        node = node.setdefault(word, {})
    return node


def _text(doc: Doc) -> tuple[str, list[_Placed], frozenset[str]]:
    """The folded text of the sentence, its words with their places, each word once."""
    kept = notes(doc)
    if "text" not in kept:
        text = fold(doc.text)
        words, before = [], 0
        for match in _WORD.finditer(text):
            start, end = match.span()
            apart = start > before and not text[before:start].isspace()
            words.append((match.group(), start, end, apart))
            before = end
        kept["text"] = text, words, frozenset(word[0] for word in words)
    found: tuple[str, list[_Placed], frozenset[str]] = kept["text"]
    return found


def word_set(doc: Doc) -> frozenset[str]:
    """The words of the sentence, each once, as the phrases are held against them."""
    return _text(doc)[2]


def words_in(text: str) -> list[str]:
    """The words of ``text``, cut and folded as :func:`word_set` cuts a sentence."""
    return [str(word) for word in _WORD.findall(fold(text))]


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
