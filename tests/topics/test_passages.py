"""Passages: whole sentences of one section, between two bounds, pointing into the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import UsageError
from toolkit.records import Document, Sentence, Zone
from toolkit.topics.passages import build, count_words


def article(
    sizes: list[int], *, sections: list[int] | None = None, zones: list[Zone] | None = None
) -> tuple[Document, list[Sentence]]:
    """A document of sentences with the given numbers of words."""
    text, sentences = "", []
    for index, size in enumerate(sizes):
        start = len(text)
        text += " ".join(["mot"] * max(size - 1, 0) + ["fin"]) + ". "
        sentences.append(Sentence(
            doc="d", index=index, start=start, end=len(text) - 1, text=text[start:-1],
            zone=zones[index] if zones else "body",
            section=sections[index] if sections else 0, paragraph=index // 3,
        ))
    return Document(id="d", text=text), sentences


def test_passages_keep_within_bounds_and_cover_every_body_sentence() -> None:
    document, sentences = article([17] * 40)
    found = build(document, sentences)
    assert all(40 <= passage.words <= 120 for passage in found)
    assert [index for passage in found for index in passage.sentences] == list(range(40))
    assert all(document.text[one.start:one.end] == one.text for one in found)
    assert len({passage.id for passage in found}) == len(found)


@given(st.lists(st.integers(1, 150), min_size=1, max_size=40))
def test_no_sentence_is_lost_whatever_their_lengths(sizes: list[int]) -> None:
    document, sentences = article(sizes)
    found = build(document, sentences)
    assert [index for passage in found for index in passage.sentences] == list(range(len(sizes)))
    for passage in found:
        # too long only by one long sentence and neighbours too short to stand alone
        longest = max(sizes[index] for index in passage.sentences)
        assert passage.words <= 120 or passage.words - longest < 2 * 40


def test_a_short_tail_is_merged() -> None:
    document, sentences = article([30, 30, 30, 5])
    found = build(document, sentences)
    assert [passage.words for passage in found] == [95]


def test_a_heading_always_parts() -> None:
    document, sentences = article([30, 30, 20, 30], sections=[0, 0, 1, 1])
    assert [passage.sentences for passage in build(document, sentences)] == [(0, 1), (2, 3)]
    assert [passage.section for passage in build(document, sentences)] == [0, 1]


def test_only_body_sentences_are_taken() -> None:
    document, sentences = article(
        [30, 8, 30, 30], zones=["body", "boilerplate", "body", "comment"]
    )
    found = build(document, sentences)
    assert [index for passage in found for index in passage.sentences] == [0, 2]


def test_units() -> None:
    document, sentences = article([30] * 6)
    assert len(build(document, sentences, unit="sentence")) == 6
    whole = build(document, sentences, unit="document")
    assert len(whole) == 1 and whole[0].sentences == tuple(range(6))
    assert build(document, [], unit="document") == []


def test_voices_are_told_apart_and_left_out() -> None:
    document, sentences = article([50] * 4)
    voices = {1: "quoted", 2: "mixed"}
    assert [p.voice for p in build(document, sentences, unit="sentence", voices=voices)] == [
        "author", "quoted", "mixed", "author"
    ]
    author = build(document, sentences, voices=voices, voice="author")
    assert [index for passage in author for index in passage.sentences] == [0, 3]
    quoted = build(document, sentences, voices=voices, voice="quoted")
    assert [index for passage in quoted for index in passage.sentences] == [1]
    assert quoted[0].voice == "quoted"


@pytest.mark.parametrize(("options", "message"), [
    ({"unit": "page"}, "passage, sentence, document"),
    ({"voice": "reader"}, "all, author, quoted"),
    ({"min_words": 50, "max_words": 40}, "min_words <= max_words"),
    ({"min_words": 0}, "1 <= min_words"),
])
def test_wrong_options_are_told(options: dict[str, object], message: str) -> None:
    document, sentences = article([30])
    with pytest.raises(UsageError, match=message):
        build(document, sentences, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "words"), [
    ("L’IA, dit-on, change tout.", 4), ("Vraiment ?", 1), ("« Oui » !", 1), ("", 0),
])
def test_count_words(text: str, words: int) -> None:
    assert count_words(text) == words
