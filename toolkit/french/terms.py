"""The words of a sentence with their lemmas and parts of speech, as later rooms need them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NO_WORD = frozenset({"PUNCT", "SPACE", "SYM", "X"})


def words(doc: Doc) -> tuple[list[str], list[str], list[str]]:
    """Forms as written, lemmas (lower case, plain apostrophe) and parts of speech, in text order.

    Punctuation and signs are left out; the three lists have the same length.
    """
    kept = [
        token for token in doc
        if token.pos_ not in _NO_WORD or any(char.isalpha() for char in token.text)
    ]
    lemmas = [(token.lemma_ or token.text).lower().replace("’", "'") for token in kept]
    return [token.text for token in kept], lemmas, [token.pos_ for token in kept]
