"""The words of a parsed sentence as cues see them: folded, hyphens opened, elisions told apart."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from toolkit.french.frozen import Doc

# What a function word of a phrase stands for: every contracted and elided form.
ELIDED: dict[str, frozenset[str]] = {
    "de": frozenset(("de", "d'", "du", "des", "d")),
    "le": frozenset(("le", "la", "les", "l'", "l")),
    "à": frozenset(("à", "au", "aux")),
    "un": frozenset(("un", "une", "des", "de", "d'")),
    "se": frozenset(("se", "s'", "me", "m'", "te", "t'", "s")),
    "que": frozenset(("que", "qu'")),
    "ce": frozenset(("ce", "cet", "cette", "ces", "c'")),
    "son": frozenset((
        "son", "sa", "ses", "leur", "leurs", "mon", "ma", "mes", "ton", "ta", "tes", "notre",
        "nos", "votre", "vos",
    )),
    "ne": frozenset(("ne", "n'")),
    "y": frozenset(("y",)),
    "en": frozenset(("en",)),
}


class Word(NamedTuple):
    """A word: its folded form, the token it belongs to, and whether it is the whole token."""

    key: str
    lemma: str
    raw: str
    token: int
    whole: bool


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """``text`` for comparison: composed accents, lower case, one kind of apostrophe."""
    return unicodedata.normalize("NFC", text).lower().replace("’", "'").replace("ʼ", "'")


@lru_cache(maxsize=8192)
def bare(key: str) -> str:
    """``key`` without accents, for words written in capitals."""
    split = unicodedata.normalize("NFD", key)
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def words_of(doc: Doc) -> list[Word]:
    """The words of ``doc`` in order; punctuation stays as a word of its own, hyphens vanish."""
    found: list[Word] = []
    for token in doc:
        text = token.text
        if token.is_space:
            continue
        key = fold(text)
        if "-" not in key or len(key) < 3:
            if key != "-":
                found.append(Word(key, fold(token.lemma_), text, token.i, True))
            continue
        if key.startswith("-"):  # "-il", "-elle" of an inversion
            found.append(Word(key, fold(token.lemma_), text, token.i, True))
            continue
        parts = [(part, raw) for part, raw in zip(key.split("-"), text.split("-")) if part]
        found += [Word(part, part, raw, token.i, False) for part, raw in parts]
    return found


def parts_of(phrase: str) -> list[str]:
    """The words of a typed phrase, split as :func:`words_of` splits a text."""
    opened = fold(phrase).replace("-", " ").replace("'", "' ")
    return [part for part in opened.split() if part]
