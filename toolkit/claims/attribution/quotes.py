"""Where quoted words begin and end, whatever marks the author, the editor or the scrape left.

One pass over the marks of the text: time is linear in its length, whatever is left unclosed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_MARK = re.compile(r"«|»|“|”|„|‟|\"|″|‹|›|''|``|‘‘|’’|‘|(?<!\w)'(?=\w)|['’](?!\w)")
_FAMILY = {
    "«": "guillemet", "»": "guillemet", "‹": "angle", "›": "angle",
    "‘": "single", "’": "single", "'": "single",
}
_BEFORE_OPENING = set("([{—–-:«“‘'’/")
_AFTER_CLOSING = set(".,;:!?…)]}»”—–-/")
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2060\ufeff\u00ad"

LONGEST_OPEN = 6
"""Sentences an unclosed quotation may run over inside its paragraph; beyond, the closing mark is
taken as missing and only the sentence that opens it counts."""

LONGEST_CLOSED = 60
"""Sentences a closed quotation may run over; beyond, its marks are taken as unpaired."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words: ``start``/``end`` with their marks, ``inner`` without, document offsets."""

    start: int
    end: int
    inner: tuple[int, int]
    closed: bool
    family: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Sentence bounds and paragraph numbers of an article, in order."""

    starts: Sequence[int]
    ends: Sequence[int]
    paragraphs: Sequence[int]

    def sentence_at(self, offset: int) -> int:
        """The last sentence starting at or before ``offset`` (0 when none does)."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def paragraph_end(self, sentence: int, *, limit: int) -> tuple[int, bool]:
        """(end of the sentence's paragraph, True), or (its own end, False) past ``limit``."""
        last = sentence
        while (
            last + 1 < len(self.starts) and self.paragraphs[last + 1] == self.paragraphs[sentence]
        ):
            last += 1
            if last - sentence >= limit:
                return self.ends[sentence], False
        return self.ends[last], True


@dataclass(slots=True)
class _Open:
    start: int
    inner: int
    family: str
    sentence: int
    nested: list[tuple[str, int]]


def _family(mark: str) -> str:
    return _FAMILY.get(mark, "double")


def _neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    left = start - 1
    while left >= 0 and text[left] in _INVISIBLE:
        left -= 1
    right = end
    while right < len(text) and text[right] in _INVISIBLE:
        right += 1
    return (text[left] if left >= 0 else " "), (text[right] if right < len(text) else " ")


def direction(text: str, start: int, end: int, *, is_open: bool) -> str:
    """"open" or "close" for the mark at ``text[start:end]``.

    Oriented marks say it themselves unless their spacing says the contrary; straight ones are read
    from the spaces on both sides, and toggle when those do not tell.
    """
    mark = text[start:end]
    before, after = _neighbours(text, start, end)
    free_left = before.isspace() or before in _BEFORE_OPENING
    free_right = after.isspace() or after in _AFTER_CLOSING
    if mark in "«‹„‟‘“" or mark == "``":
        reverse = mark in "“‘" and is_open and not free_left and free_right
        return "close" if reverse else "open"
    if mark in "»›":
        return "close"
    if mark in "”’" or mark == "’’":
        return "open" if free_left and not free_right and not is_open else "close"
    if free_left and not free_right:
        return "open"
    if free_right and not free_left:
        return "close"
    if before.isspace() and after in ".,;:)":
        return "close"
    return "close" if is_open else "open"


def _at_start(text: str, start: int) -> bool:
    """Whether what stands before the mark ends a sentence or a line."""
    left = start - 1
    while left >= 0 and (text[left] in " \t\u00a0\u202f" or text[left] in _INVISIBLE):
        left -= 1
    return left < 0 or text[left] in ".!?…\n\r»”\""


class _Scanner:
    def __init__(self, text: str, layout: Layout) -> None:
        self.text = text
        self.layout = layout
        self.found: list[Quotation] = []
        self.current: _Open | None = None

    def scan(self) -> tuple[Quotation, ...]:
        for match in _MARK.finditer(self.text):
            if match.group() in "''’’" and len(match.group()) == 1 and not self._single(match):
                continue
            self._mark(match.start(), match.end())
        self._abandon()
        return tuple(self.found)

    def _single(self, match: re.Match[str]) -> bool:
        """A lone apostrophe is a mark only when it opens a word, or closes what one opened."""
        start, end = match.span()
        if direction(self.text, start, end, is_open=False) == "open":
            line_end = self.text.find("\n", end, end + 200)
            stop = line_end if line_end >= 0 else end + 200
            return re.search(r"\w[.,!?]?['’](?!\w)", self.text[end:stop]) is not None
        if self.current is None:
            return False
        return self.current.family == "single" or any(f == "single" for f, _ in self.current.nested)

    def _mark(self, start: int, end: int) -> None:
        family = _family(self.text[start:end])
        sentence = self.layout.sentence_at(start)
        self._settle(sentence)
        is_open = self.current is not None
        if direction(self.text, start, end, is_open=is_open) == "open":
            self._opening(start, end, family, sentence)
        elif self.current is not None:
            self._closing(start, end, family)
        elif family != "single" and self.layout.starts:
            self._unopened(start, end, family, sentence)

    def _unopened(self, start: int, end: int, family: str, sentence: int) -> None:
        """A closing mark whose opening one is missing: its sentence up to it is taken as quoted,
        when an attribution follows (", dit-elle")."""
        begin = self.layout.starts[sentence]
        last = self.found[-1].end if self.found else -1
        if last > begin or not re.match(r"\s?,\s?\w", self.text[end:end + 4]):
            return
        self.found.append(Quotation(begin, end, (begin, start), False, family))

    def _settle(self, sentence: int) -> None:
        """Forget marks that can no longer be closed: nested ones of an earlier sentence, and a
        quotation left open too long ago."""
        if self.current is None:
            return
        self.current.nested = [n for n in self.current.nested if n[1] == sentence]
        paragraphs = self.layout.paragraphs
        if not paragraphs:
            return
        too_long = sentence - self.current.sentence > LONGEST_CLOSED
        apart = paragraphs[sentence] - paragraphs[self.current.sentence]
        if too_long or apart > 4:
            self._abandon()

    def _opening(self, start: int, end: int, family: str, sentence: int) -> None:
        if self.current is not None:
            paragraphs = self.layout.paragraphs
            anew = bool(paragraphs) and paragraphs[sentence] != paragraphs[self.current.sentence]
            again = sentence != self.current.sentence and _at_start(self.text, start)
            if (anew or again) and family == self.current.family:
                self._abandon(before=start)
            else:
                if len(self.current.nested) < 3:
                    self.current.nested.append((family, sentence))
                return
        self.current = _Open(start, end, family, sentence, [])

    def _closing(self, start: int, end: int, family: str) -> None:
        current = self.current
        if current is None:
            return
        for depth in range(len(current.nested) - 1, -1, -1):
            if current.nested[depth][0] == family:
                del current.nested[depth:]
                return
        if current.nested and family != current.family:
            current.nested.pop()
            return
        if family == "single" and current.family != "single":
            return
        inner = (current.inner, start)
        self.found.append(Quotation(current.start, end, inner, True, current.family))
        self.current = None

    def _abandon(self, *, before: int | None = None) -> None:
        """Close what has no closing mark: at the end of its paragraph, or of its sentence."""
        current = self.current
        if current is None:
            return
        self.current = None
        if current.family == "single":
            return
        if not self.layout.starts:
            end = len(self.text)
        else:
            end, _ = self.layout.paragraph_end(current.sentence, limit=LONGEST_OPEN)
            if before is not None and end > before:
                last = self.layout.sentence_at(before - 1)
                near = last - current.sentence < LONGEST_OPEN
                own = self.layout.ends[current.sentence]
                end = before if near else min(own, before)
        end = max(end, current.inner)
        self.found.append(
            Quotation(current.start, end, (current.inner, end), False, current.family)
        )


def find_quotations(text: str, layout: Layout) -> tuple[Quotation, ...]:
    """The outermost quotations of ``text``, in order, never overlapping.

    Marks of all kinds are read, mismatched pairs accepted (``"…”``), nested ones left inside,
    reopened ones (a mark at the head of each paragraph) cut in pieces, missing closers put at the
    end of the paragraph or of the sentence. Linear in the length of the text.
    """
    return _Scanner(text, layout).scan()
