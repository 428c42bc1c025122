"""Views of made-up sentences, parsed in one batch, for the tests of this room."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.claims.article import View
from toolkit.french import parse
from toolkit.records import Document, Sentence


def views_of(texts: Sequence[str], *, date: str | None = None, offset: int = 0) -> list[View]:
    """One view per text, as sentences of documents of their own, ``offset`` characters in."""
    result = []
    for text, doc in zip(texts, parse(list(texts))):
        document = Document("essai.txt", " " * offset + text, date=date)
        sentence = Sentence("essai.txt", 0, offset, offset + len(text), text, "body")
        result.append(View(document, sentence, doc))
    return result


def article_of(texts: Sequence[str], *, date: str | None = None) -> list[View]:
    """The views of one article whose sentences are ``texts``."""
    whole = " ".join(texts)
    document = Document("essai.txt", whole, date=date)
    result, start = [], 0
    for index, (text, doc) in enumerate(zip(texts, parse(list(texts)))):
        sentence = Sentence("essai.txt", index, start, start + len(text), text, "body")
        result.append(View(document, sentence, doc))
        start += len(text) + 1
    return result
