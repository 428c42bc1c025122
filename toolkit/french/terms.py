"""The content words of a sentence, as lemmas with the forms they were written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})


def content_terms(doc: Doc) -> tuple[list[str], list[str]]:
    """Lemmas and forms, both lower case, of nouns, names, adjectives and verbs, in text order.

    Words without a letter and one-letter words are left out; auxiliaries are none.
    Returns two lists of the same length.
    """
    kept = [token for token in doc if token.pos_ in CONTENT and _is_word(token)]
    return [_lemma(token) for token in kept], [token.lower_ for token in kept]


def _is_word(token: Token) -> bool:
    return len(token.text) > 1 and any(char.isalpha() for char in token.text)


def _lemma(token: Token) -> str:
    lemma: str = token.lemma_.lower() or token.lower_
    return lemma.replace("’", "'")
