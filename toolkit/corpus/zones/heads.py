"""What stands above the running text: title, rubric, author's name, standfirst."""

from __future__ import annotations

from toolkit.corpus.zones.lexicon import lexicon
from toolkit.corpus.zones.lines import MAX_CLOSING, Line, plain

# Rules that tell the reader when, by whom and under which rubric: they close a page's head.
HEAD_RULES = frozenset({"date", "byline", "reading_time", "category"})
# A standfirst is a paragraph or two; beyond this many words it is the article itself.
MAX_STANDFIRST = 90
# The page's head is over after this many lines.
MAX_HEAD = 15
# A rubric in capitals has at most this many words.
MAX_RUBRIC = 5


def content(line: Line) -> bool:
    """Whether the line is text of the article: a paragraph, or a short but full sentence."""
    if line.prose:
        return True
    if line.ends not in tuple(".?!…") or line.caps:
        return False
    return len(line.words) >= 8 or (len(line.words) >= 4 and line.clause)


def bounds(lines: list[Line]) -> tuple[int, int]:
    """Indexes of the first and the last line of running text still open; (0, -1) if none."""
    inside = [line.index for line in lines if line.open and content(line)]
    prose = [line.index for line in lines if line.open and line.prose]
    if not inside:
        return 0, -1
    return (prose or inside)[0], inside[-1]


def mark_summary(lines: list[Line], summary: str | None) -> None:
    """A first paragraph that the page itself gives as the article's description."""
    wanted = plain(summary or "").casefold().rstrip(" .…")
    for line in lines[:MAX_HEAD]:
        said = line.text.casefold().rstrip(" .…")
        if len(wanted) > 40 and len(said) > 40 and (said == wanted or wanted.startswith(said)):
            line.decide("heading", "standfirst")


def mark_head(lines: list[Line]) -> None:
    """Everything before the running text."""
    closing = _head_end(lines)
    for line in lines[: closing + 1]:
        if line.open and line.prose:
            line.decide("heading", "standfirst")
    first, last = bounds(lines)
    head = [line for line in lines[:first] if line.open] if last >= 0 else []
    title = next((line.index for line in lines[:first] if line.rule == "title"), None)
    _mark_rubrics(head, title)
    for line in head:
        if not line.open or line.ends in tuple(",;") or line.bullet:
            continue
        if line.ends == "." and len(line.words) > MAX_CLOSING and line.index > closing:
            continue
        if line.ends == ":" and line.clause:
            continue
        line.decide("heading", "title" if title is None else "standfirst")
        title = line.index if title is None else title


def _rubric(line: Line) -> bool:
    """A rubric's name, in capitals or from the list of usual ones."""
    label = line.text.casefold().strip(" :.-–—[]#")
    parts = [part.strip() for part in label.replace("•", "|").replace("·", "|").split("|")]
    if all(part in lexicon().categories for part in parts):
        return True
    return line.caps and len(line.words) <= MAX_RUBRIC and line.ends == ""


def _head_end(lines: list[Line]) -> int:
    """Index of the last date or byline above the text; -1 without one."""
    end = -1
    words = paragraphs = 0
    for line in lines[:MAX_HEAD]:
        signed = line.rule == "signature" and line.name and not lines[line.index - 1].quoted
        if line.rule in HEAD_RULES or signed:
            end = line.index
        elif line.prose and line.zone != "boilerplate":
            words += len(line.words)
            paragraphs += 1
            if words > MAX_STANDFIRST or paragraphs > 2:
                break
    return end


def _mark_rubrics(head: list[Line], title: int | None) -> None:
    """Rubrics and names around the title; what stands above a known title is the page's."""
    titles = [line for line in head if not _rubric(line) and not line.name]
    if title is None and not titles:
        return
    for line in head:
        if _rubric(line) and (title is not None or line is not head[-1] or line.caps):
            line.decide("boilerplate", "category")
        elif line.name or line.initials:
            line.decide("boilerplate", "byline")
        elif title is not None and line.index < title and not line.prose:
            line.decide("boilerplate", "above_title")
