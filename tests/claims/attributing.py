"""Articles built from rows of sentences, for the tests of attribution."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.claims.article import Article, Voice
from toolkit.claims.attribution import attribute
from toolkit.french.pipeline import parse
from toolkit.records import Document, Sentence, Zone

Line = str | tuple[str, Zone]


def lay_out(lines: Sequence[Line], *, name: str = "a") -> tuple[Document, list[Sentence]]:
    """A document of these sentences; a line that starts with a line break opens a paragraph."""
    text = ""
    sentences: list[Sentence] = []
    paragraph = 0
    for line in lines:
        words, zone = line if isinstance(line, tuple) else (line, "body")
        if words.startswith("\n"):
            words, paragraph = words[1:], paragraph + 1
            text += "\n"
        elif text:
            text += " "
        start = len(text)
        text += words
        sentences.append(
            Sentence(name, len(sentences), start, len(text), words, zone, paragraph=paragraph)
        )
    return Document(name, text), sentences


def attribute_all(articles: Sequence[Sequence[Line]]) -> list[tuple[Article, tuple[Voice, ...]]]:
    """Every article with its voices; all sentences are parsed in one batch."""
    laid = [lay_out(lines, name=f"a{i}") for i, lines in enumerate(articles)]
    docs = iter(list(parse([s.text for _, sentences in laid for s in sentences])))
    found = []
    for document, sentences in laid:
        article = Article(document, tuple(sentences), tuple(next(docs) for _ in sentences))
        found.append((article, attribute(article)))
    return found


def voices_of(sentences: Sequence[str]) -> dict[str, Voice]:
    """The voice of each sentence, every one an article of its own."""
    found = attribute_all([[sentence] for sentence in sentences])
    return {sentence: voice for sentence, (_, (voice, *_)) in zip(sentences, found)}
