"""A text as blocks: one block per line, or per paragraph where lines were wrapped to a width.

Offsets are half-open counts of code points; blank lines belong to no block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_BULLET = re.compile(r"(?:[-–—*•●▪‣◦■►✓✔✅❌☑·]|\d{1,2}[.)])\s")
# Wider than any mail, gutenberg or RTF export wraps; a longer line is a paragraph.
MAX_WRAP = 120
# Fewer line pairs than this say nothing about a width.
MIN_PAIRS = 6


@dataclass(frozen=True, slots=True)
class Block:
    """One line (or one unwrapped paragraph) with ``gap``: how many line breaks stand before it."""

    start: int
    end: int
    gap: int


def _lines(text: str) -> list[Block]:
    found: list[Block] = []
    last = 0
    for match in _LINE.finditer(text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        if start >= end:
            continue
        found.append(Block(start, end, len(_BREAK.findall(text, last, start))))
        last = end
    return found


def _first_word(text: str, block: Block) -> int:
    """Length of the block's first word."""
    stop = block.start
    while stop < block.end and not text[stop].isspace():
        stop += 1
    return stop - block.start


def _filled(text: str, above: Block, below: Block, width: int) -> bool:
    """Whether ``above`` is full: the first word of ``below`` would not have fitted on it."""
    return above.end - above.start + 1 + _first_word(text, below) > width


def _soft(text: str, above: Block, below: Block, width: int) -> bool:
    """Whether the single line break between the two was put there by wrapping."""
    return (
        below.gap == 1
        and _filled(text, above, below, width)
        and not _BULLET.match(text, below.start, below.end)
    )


def _wrapped_width(text: str, lines: list[Block]) -> int | None:
    """The width a text was wrapped to, or ``None`` when its lines are its paragraphs.

    A wrapped text is told by its line ends: nearly every line is full, and many of the next
    ones start in lower case, in the middle of a sentence.
    """
    width = max((line.end - line.start for line in lines), default=0)
    if not 30 <= width <= MAX_WRAP:
        return None
    pairs = [(a, b) for a, b in pairwise(lines) if b.gap == 1]
    if len(pairs) < MIN_PAIRS:
        return None
    full = sum(_filled(text, a, b, width) for a, b in pairs)
    lower = sum(text[b.start].islower() for _, b in pairs)
    return width if full >= 0.6 * len(pairs) and lower >= 0.4 * len(pairs) else None


def blocks(text: str) -> list[Block]:
    """The non-blank lines of ``text`` in order, wrapped paragraphs put back together.

    Every character that is not white space lies in exactly one block, and no block starts or
    ends with white space. Linear in the length of the text.
    """
    lines = _lines(text)
    width = _wrapped_width(text, lines)
    if width is None:
        return lines
    merged: list[Block] = []
    above: Block | None = None
    for line in lines:
        if above is not None and _soft(text, above, line, width):
            merged[-1] = Block(merged[-1].start, line.end, merged[-1].gap)
        else:
            merged.append(line)
        above = line
    return merged
