"""Titles, standfirsts, section titles and lists, told by form and by what stands around them."""

from __future__ import annotations

import re

from toolkit.corpus.zones.lexicon import lexicon
from toolkit.corpus.zones.lines import Line
from toolkit.corpus.zones.page import HEAD_RULES

# A standfirst is a paragraph or two; beyond this many words it is the article itself.
MAX_STANDFIRST = 90
# The page's head is over after this many lines.
MAX_HEAD = 15
# A section title is shorter than this (words, characters).
MAX_TITLE = (18, 130)
# A label that ends in a full stop ("État des lieux.") has at most this many words.
MAX_CLOSING = 4

_BACKWARD = re.compile(r"(?:et |mais |alors |or |donc )?c'est (?:donc|alors|bien)? ?(?:[çc]a|cela|là)\b|(?:vraiment|pourquoi|comment|et alors|et après) \?", re.I)


def content(line: Line) -> bool:
    """Whether the line is text of the article: a paragraph, or a short but full sentence."""
    if line.prose:
        return True
    return len(line.words) >= 4 and line.ends in tuple(".?!…") and line.clause and not line.caps


def bounds(lines: list[Line]) -> tuple[int, int]:
    """Indexes of the first and the last line of running text still open; (0, -1) if none."""
    inside = [line.index for line in lines if line.open and content(line)]
    prose = [line.index for line in lines if line.open and line.prose]
    if not inside:
        return 0, -1
    return (prose or inside)[0], inside[-1]


def mark_head(lines: list[Line]) -> None:
    """Everything before the running text: title, rubric, author's name, standfirst."""
    closing = _head_end(lines)
    for line in lines[: closing + 1]:
        if line.open and line.prose:
            line.decide("heading", "standfirst")
    first, last = bounds(lines)
    head = [line for line in lines[:first] if line.open] if last >= 0 else []
    _mark_rubrics(head)
    titled = any(line.rule == "title" for line in lines[:first])
    for line in head:
        if not line.open or line.ends in tuple(",;") or line.bullet:
            continue
        if line.ends == "." and len(line.words) > MAX_CLOSING and line.index > closing:
            continue
        if line.ends == ":" and line.clause:
            continue
        line.decide("heading", "standfirst" if titled else "title")
        titled = True


def _head_end(lines: list[Line]) -> int:
    """Index of the last date, byline or rubric above the text; -1 without one."""
    end = -1
    words = paragraphs = 0
    for line in lines[:MAX_HEAD]:
        if line.rule in HEAD_RULES or (line.caps and line.index > 0 and len(line.words) <= 4):
            end = line.index
        elif line.prose and line.zone != "boilerplate":
            words += len(line.words)
            paragraphs += 1
            if words > MAX_STANDFIRST or paragraphs > 2:
                break
    return end


def _mark_rubrics(head: list[Line]) -> None:
    """Rubrics and names above, below or between the titles, never the only line there is."""
    known = lexicon()
    long = [line for line in head if not (line.caps and len(line.words) <= 4)]
    for line in head:
        label = line.text.casefold().strip(" :.-–—")
        others = [other for other in long if other is not line]
        if not others and not any(other.zone == "heading" for other in head):
            continue
        if (label in known.categories and line is not head[-1]) or (label in known.categories and line.caps) or (line.caps and len(line.words) <= 4 and line.ends == ""):
            line.decide("boilerplate", "category")
        elif line.name or line.initials:
            line.decide("boilerplate", "byline")


def candidate(line: Line) -> bool:
    """Whether the line has the form of a section title."""
    words, size = MAX_TITLE
    if not line.open or line.prose or len(line.words) > words or len(line.text) > size:
        return False
    if line.sentences > 2 or not line.words or (line.bullet and not line.numbered):
        return False
    if line.quoted and len(line.words) > 10:
        return False
    if line.ends == ".":
        return (
            len(line.words) <= MAX_CLOSING and not line.clause and not line.quoted
            and line.text[:1].isupper()
        )
    if line.ends == ":":
        return len(line.words) <= 6 and not line.clause
    return line.ends not in tuple(",;") and not line.text[:1].islower()


def mark_headings(lines: list[Line], last: int) -> None:
    """Section titles inside the running text; short lines in a row are a list."""
    index = 0
    while index <= last:
        if not candidate(lines[index]):
            index += 1
            continue
        run = [lines[index]]
        index += 1
        while index <= last and (lines[index].zone == "boilerplate" or candidate(lines[index])):
            if lines[index].open:
                run.append(lines[index])
            index += 1
        _mark_run(lines, run)


def _above(lines: list[Line], line: Line) -> Line | None:
    return next((other for other in reversed(lines[: line.index]) if other.zone != "boilerplate"), None)


def _mark_run(lines: list[Line], run: list[Line]) -> None:
    """One title, or title and subtitle, or a list with its title, judged together."""
    above = _above(lines, run[0])
    listed = above is not None and above.ends == ":" and above.zone in (None, "body")
    for place, line in enumerate(run):
        final = place == len(run) - 1
        if listed and not (final and _apart(run)):
            line.decide("body", "list_item")
        elif _asks_back(line, final):
            line.decide("body", "question")
        elif (len(run) >= 4 and place > 0 and not final and not line.numbered) or (len(run) >= 3 and line.numbered and not final and run[place + 1].numbered):
            line.decide("body", "list_item")
        else:
            line.decide("heading", "section_title")


def _apart(run: list[Line]) -> bool:
    """Whether a blank line sets the last short line off from a list above it."""
    if len(run) == 1:
        return run[0].gap > 1
    return run[-1].gap > max(line.gap for line in run[1:-1] or run[:1])


def _asks_back(line: Line, final: bool) -> bool:
    """A question that takes up the text before ("C'est donc ça, …  ?") or stands above a title."""
    if line.ends not in tuple("?!…"):
        return False
    return _BACKWARD.match(line.text) is not None or (not final and line.clause)
