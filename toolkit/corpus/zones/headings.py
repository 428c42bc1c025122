"""Section titles and lists inside the running text, told by form and by what is around them."""

from __future__ import annotations

import re

from toolkit.corpus.zones.heads import MAX_CLOSING
from toolkit.corpus.zones.lines import Line

# A section title is shorter than this (words, characters).
MAX_TITLE = (18, 130)

_BACKWARD = re.compile(
    r"(?:et |mais |alors |or |donc )?c'est (?:donc|alors|bien)? ?(?:[çc]a|cela|là)\b"
    r"|(?:vraiment|pourquoi|comment|et alors|et après) \?",
    re.IGNORECASE,
)
_SPEAKER = re.compile(
    r"(?:(?:[A-ZÀ-Þ]\. ?-?){1,4}|[A-ZÀ-Þ][\w'.-]+(?: [\w'.-]+){0,3} ?): (?=\S)"
)


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
    rest = reversed(lines[: line.index])
    return next((other for other in rest if other.zone != "boilerplate"), None)


def _below(lines: list[Line], line: Line) -> Line | None:
    rest = lines[line.index + 1 :]
    return next((other for other in rest if other.zone != "boilerplate"), None)


def mark_interview(lines: list[Line]) -> None:
    """Questions that a labelled answer follows ("H. C. : …") are said, they are no titles."""
    answers = [line for line in lines if line.prose and _SPEAKER.match(line.text)]
    if len(answers) < 2:
        return
    for line in lines[1:]:
        below = _below(lines, line)
        asked = line.ends == "?" and below is not None and _SPEAKER.match(below.text)
        if line.open and asked:
            line.decide("body", "interview_question")


def _mark_run(lines: list[Line], run: list[Line]) -> None:
    """One title, or title and subtitle, or a list with its title, judged together."""
    above = _above(lines, run[0])
    listed = above is not None and above.ends == ":" and above.zone in (None, "body")
    for place, line in enumerate(run):
        final = place == len(run) - 1
        if (listed and not (final and _apart(run))) or _item(run, place):
            line.decide("body", "list_item")
        elif _asks_back(line, final):
            line.decide("body", "question")
        else:
            line.decide("heading", "section_title")


def _item(run: list[Line], place: int) -> bool:
    """A short line amid short lines is an item; so is a numbered one before a numbered one."""
    if place == len(run) - 1:
        return False
    if run[place].numbered:
        return len(run) >= 3 and run[place + 1].numbered
    return len(run) >= 4 and place > 0


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
