"""Body sentences grouped into passages: the unit in which topics are found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from toolkit.errors import UsageError
from toolkit.records import Document, Passage, Sentence

Unit = Literal["passage", "sentence", "document"]
Voice = Literal["all", "author", "quoted"]

_WORD = re.compile(r"\S*\w\S*")


def count_words(text: str) -> int:
    """Words separated by blanks, signs standing alone left out ("Vraiment ?" has one)."""
    return sum(1 for _ in _WORD.finditer(text))


def build(
    document: Document, sentences: Sequence[Sentence], *, unit: Unit = "passage",
    min_words: int = 40, max_words: int = 120, voices: Mapping[int, str] | None = None,
    voice: Voice = "all",
) -> list[Passage]:
    """The passages of one document, in order, each pointing into its text.

    Sentences of the zone ``body`` are grouped within a section (a heading always parts), so that
    the words of a passage lie between ``min_words`` and ``max_words`` where that can be, near the
    middle, and end with a paragraph where that costs little. A section shorter than ``min_words``
    is one short passage, a sentence longer than ``max_words`` one long passage.

    Args:
        document: the article; ``passage.text == document.text[passage.start:passage.end]``.
        sentences: its sentences, in order.
        unit: "passage", "sentence" (each body sentence) or "document" (the whole body).
        min_words: at least 1.
        max_words: at least ``min_words``.
        voices: sentence index → "author", "quoted" or "mixed"; a sentence not named is "author".
        voice: "author" or "quoted" keeps sentences wholly in that voice; "all" keeps everything.

    Raises:
        UsageError: an unknown unit or voice, or bounds that leave no room.
    """
    _check(unit, voice, min_words, max_words)
    said = voices or {}
    body = [
        sentence for sentence in sentences
        if sentence.zone == "body" and voice in ("all", said.get(sentence.index, "author"))
    ]
    if unit == "sentence":
        groups: list[Sequence[Sentence]] = [[sentence] for sentence in body]
    elif unit == "document":
        groups = [body] if body else []
    else:
        groups = [group for run in _sections(body) for group in _cut(run, min_words, max_words)]
    return [_passage(document, group, said) for group in groups]


def _check(unit: str, voice: str, min_words: int, max_words: int) -> None:
    for what, value, known in (
        ("unit", unit, ("passage", "sentence", "document")),
        ("voice", voice, ("all", "author", "quoted")),
    ):
        if value not in known:
            raise UsageError(f'{what} = "{value}"', expected="one of " + ", ".join(known))
    if not 1 <= min_words <= max_words:
        raise UsageError(
            f"min_words = {min_words}, max_words = {max_words}",
            expected="1 <= min_words <= max_words",
        )


def _sections(body: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Runs of sentences with the same section number."""
    run: list[Sentence] = []
    for sentence in body:
        if run and sentence.section != run[-1].section:
            yield run
            run = []
        run.append(sentence)
    if run:
        yield run


def _cut(section: Sequence[Sentence], low: int, high: int) -> list[Sequence[Sentence]]:
    """The cut of ``section`` with the least cost, by dynamic programming over its sentences."""
    sizes = [count_words(sentence.text) for sentence in section]
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(section) + 1):
        options: list[tuple[float, int]] = []
        words = 0
        for start in range(end - 1, -1, -1):
            words += sizes[start]
            cost = best[start][0] + _cost(words, low, high) + _break_cost(section, end)
            options.append((cost, start))
            if words > high and start < end - 1 and words - sizes[end - 1] > high:
                break
        best.append(min(options))
    cuts, end = [], len(section)
    while end:
        start = best[end][1]
        cuts.append(section[start:end])
        end = start
    return cuts[::-1]


def _cost(words: int, low: int, high: int) -> float:
    """0 in the middle of the range, 1 at its ends, and steep outside: a short tail is merged."""
    middle = (low + high) / 2
    half = max((high - low) / 2, 1.0)
    off = abs(words - middle) / half
    if words < low:
        return 4.0 + 4.0 * (low - words) / low
    if words > high:
        return 2.0 + 4.0 * (words - high) / high
    return off * off


def _break_cost(section: Sequence[Sentence], end: int) -> float:
    """What it costs to end a passage before sentence ``end``: less where a paragraph ends too."""
    if end == len(section) or section[end].paragraph != section[end - 1].paragraph:
        return 0.1
    # A sentence left out between the two (an advert, another voice) is a good place to cut.
    if section[end].index != section[end - 1].index + 1:
        return 0.1
    return 0.4


def _passage(
    document: Document, group: Sequence[Sentence], voices: Mapping[int, str]
) -> Passage:
    start, end = group[0].start, group[-1].end
    heard = {voices.get(sentence.index, "author") for sentence in group}
    return Passage(
        id=f"{document.id}:{start}-{end}",
        doc=document.id,
        start=start,
        end=end,
        text=document.text[start:end],
        sentences=tuple(sentence.index for sentence in group),
        section=group[0].section,
        words=sum(count_words(sentence.text) for sentence in group),
        voice=heard.pop() if len(heard) == 1 else "mixed",
    )


__all__ = ["Unit", "Voice", "build", "count_words"]
