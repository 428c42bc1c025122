"""The passages of a run with their terms: what topic engines work on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from toolkit.records import Passage
from toolkit.settings import TopicsSettings
from toolkit.topics.analyser import Token, analyse
from toolkit.topics.engines.base import TopicInput
from toolkit.topics.passages import build
from toolkit.workflow.convert import by_document, document_from, sentence_from
from toolkit.workflow.folder import RunFolder

Words = Mapping[tuple[str, int], Sequence[Token]]


def topic_input(folder: RunFolder, settings: TopicsSettings) -> TopicInput:
    """The passages of a run with their terms, sources and dates."""
    passages: list[Passage] = []
    groups: list[str | None] = []
    dates: list[str | None] = []
    words, voices = _parsed(folder)
    for row, sentences in by_document(folder.rows("documents"), folder.rows("sentences")):
        document = document_from(row)
        found = build(
            document, [sentence_from(sentence) for sentence in sentences], unit=settings.unit,
            min_words=settings.min_words, max_words=settings.max_words,
            voices=voices.get(document.id), voice=settings.voice,
        )
        passages += found
        groups += [document.source] * len(found)
        dates += [document.date] * len(found)
    return analyse(
        passages, tokens=lambda passage: _tokens(passage, words), groups=groups, dates=dates
    )


def _parsed(folder: RunFolder) -> tuple[Words, dict[str, dict[int, str]]]:
    """The words of each sentence, and whose voice it is in."""
    words: dict[tuple[str, int], list[Token]] = {}
    voices: dict[str, dict[int, str]] = {}
    for row in folder.rows("terms"):
        words[row["doc"], row["sentence"]] = [
            Token(*triple) for triple in zip(row["forms"], row["lemmas"], row["pos"])
        ]
        voices.setdefault(row["doc"], {})[row["sentence"]] = row["voice"]
    return words, voices


def _tokens(passage: Passage, words: Words) -> Iterable[Token]:
    for index in passage.sentences:
        yield from words.get((passage.doc, index), ())
