"""Section titles and lists inside the running text, told by form and by what is around them."""

from __future__ import annotations

import re
from itertools import pairwise

from toolkit.corpus.zones.lines import Line

# A section title is shorter than this (words, characters).
MAX_TITLE = (18, 130)

# A pull quote stands within this many lines of the paragraph it is taken from.
NEAR = 40

_BACKWARD = re.compile(
    r"(?:et |mais |alors |or |donc )?c'est (?:donc|alors|bien)? ?(?:[çc]a|cela|là)\b"
    r"|(?:vraiment|pourquoi|comment|et alors|et après) \?",
    re.IGNORECASE,
)
# How the text goes on after a list: by pointing back at it.
_RESUMES = re.compile(
    r"(?:ces|cette|cela|ceci|mais|cependant|toutefois|pourtant|autant|tout cela|tous ces|toutes ces"
    r"|en revanche|ainsi|bref|autrement dit|dans tous les cas|au total|grâce à ces)\b",
    re.IGNORECASE,
)
_DETERMINED = re.compile(
    r"(?:les?|la|l'|des?|du|une?|notre|nos|votre|vos|ce|ces|cette)\b", re.IGNORECASE
)
_SPEAKER = re.compile(
    r"(?:(?:[A-ZÀ-Þ]\. ?-?){1,4}|[A-ZÀ-Þ][\w'.-]+(?: [\w'.-]+){0,3} ?): (?=\S)"
)


# What is ticked off is an item, even alone.
_CHECKS = frozenset("✅✔✓❌☑")
# So many lines must ask, and so many of them a person, to make an interview without labels.
MIN_ASKED = 3
MIN_YOU = 2
_YOU = re.compile(r"\b(?:vous|votre|vos)\b", re.IGNORECASE)
_MYSELF = re.compile(r"\b(?:je|me|mon|ma|mes)\b|\b[jm]'", re.IGNORECASE)
# "Les machines ont-elles pris les postes ? Non": asked and answered, no title.
_ANSWERED = re.compile(
    r"\? ?(?:non|oui|si|pas du tout|évidemment|peut-être)\b[ .!…]*$", re.IGNORECASE
)


def candidate(line: Line, *, alone: bool = False) -> bool:
    """Whether the line has the form of a section title.

    ``alone``: no line beside it has its pictogram, so that the mark makes it no list's item.
    """
    words, size = MAX_TITLE
    if not line.open or line.prose or len(line.words) > words or len(line.text) > size:
        return False
    if line.sentences > 2 or not line.words or (
        line.bullet and not line.numbered and not alone
    ):
        return False
    if _ANSWERED.search(line.text):
        return False
    if line.quoted and len(line.words) > 10:
        return False
    if line.ends == ".":
        return line.nominal
    if line.ends == ":":
        return False
    return line.ends not in tuple(",;") and not line.text[:1].islower()


def mark_headings(lines: list[Line], last: int) -> None:
    """Section titles inside the running text; short lines in a row are a list."""
    final = max((line.index for line in lines[: last + 1] if line.open), default=-1)
    index = 0
    while index <= last:
        if not candidate(lines[index], alone=_lone_mark(lines, lines[index])):
            index += 1
            continue
        run = [lines[index]]
        index += 1
        while index <= last and (lines[index].zone == "boilerplate" or candidate(lines[index])):
            if lines[index].open:
                run.append(lines[index])
            index += 1
        _mark_run(lines, run, over=run[-1].index == final)


def _beside(lines: list[Line], line: Line, step: int) -> Line | None:
    """The next line below (1) or above (-1) that is not the page's own."""
    at = line.index + step
    while 0 <= at < len(lines) and lines[at].zone == "boilerplate":
        at += step
    return lines[at] if 0 <= at < len(lines) else None


def _lone_mark(lines: list[Line], line: Line) -> bool:
    """ "👉 Ce que j'en retiens" over a paragraph: a pictogram that no neighbour repeats."""
    if not line.marked or line.ends or line.text[:1] in _CHECKS:
        return False
    beside = (_beside(lines, line, -1), _beside(lines, line, 1))
    return beside[1] is not None and all(
        other is None or other.text[:1] != line.text[:1] for other in beside)


def mark_interview(lines: list[Line]) -> None:
    """Questions of an interview are said, they are no titles.

    A labelled answer follows each ("H. C. : …"); or, without labels, three or more lines ask,
    some of them a person ("Que préconisez-vous ?"), and the paragraphs below answer with "je".
    """
    answers = [line for line in lines if line.prose and _SPEAKER.match(line.text)]
    asked = [line for line in lines[1:] if line.ends == "?" and line.zone in (None, "body")]
    below = {line.index: _beside(lines, line, 1) for line in asked}
    if len(answers) < 2:
        pairs = [(line, below[line.index]) for line in asked]
        found = [line for line, answer in pairs if answer is not None and answer.prose]
        if not _interviews(lines, found):
            return
    else:
        found = [line for line in asked if _labelled(below[line.index])]
    for line in found:
        line.decide("body", "interview_question")


def _labelled(answer: Line | None) -> bool:
    return answer is not None and _SPEAKER.match(answer.text) is not None


def _interviews(lines: list[Line], asked: list[Line]) -> bool:
    """Whether somebody is asked, by "vous", and answers for himself: half of the answers say so."""
    if len(asked) < MIN_ASKED or sum(bool(_YOU.search(line.text)) for line in asked) < MIN_YOU:
        return False
    bounds = [line.index for line in asked] + [len(lines)]
    said = [
        any(_MYSELF.search(line.text) for line in lines[start + 1 : end])
        for start, end in pairwise(bounds)
    ]
    titles = [line for line in lines[1:] if line.open and candidate(line)]
    return 2 * sum(said) >= len(said) and sum(
        line.ends == "?" for line in titles) * 2 >= len(titles)


def _mark_run(lines: list[Line], run: list[Line], *, over: bool) -> None:
    """One title, or title and subtitle, or a list with its title, judged together.

    ``over``: the article ends with this run, so that its last line heads nothing.
    """
    above, below = _beside(lines, run[0], -1), _beside(lines, run[-1], 1)
    listed = above is not None and above.ends == ":" and above.zone in (None, "body")
    items = _items(run, below, listed=listed)
    for place, line in enumerate(run):
        final = place == len(run) - 1
        if items[place]:
            line.decide("body", "list_item")
        elif _asks_back(line, final) or (final and over and not line.nominal):
            line.decide("body", "question" if line.ends == "?" else "text")
        elif _pulled(lines, line):
            line.decide("body", "pull_quote")
        elif line.index == 0:
            line.decide("heading", "title")
        else:
            line.decide("heading", "section_title")


def _pulled(lines: list[Line], line: Line) -> bool:
    """A quotation set apart that the running text holds too."""
    inner = line.text.strip(" «»“”\".").casefold()
    if not line.quoted or len(inner) < 20:
        return False
    near = lines[max(0, line.index - NEAR) : line.index + NEAR]
    return any(other.prose and inner in other.text.casefold() for other in near)


def _items(run: list[Line], below: Line | None, *, listed: bool) -> list[bool]:
    """Which short lines in a row are a list's items rather than titles.

    ``listed``: the text above announces a list (":"). Otherwise a list takes four lines, its
    title among them, or marks of its own: figures, pictograms, "terme : explication".
    """
    if listed:
        return [True] * (len(run) - 1) + [not _heads(run, below, default=False)]
    found = [False] * len(run)
    for place, (line, after) in enumerate(pairwise(run)):
        numbers = len(run) >= 3 and line.numbered and after.numbered
        if numbers or (line.marked and after.marked) or (_defines(line) and _defines(after)):
            found[place] = True
            found[place + 1] = found[place + 1] or not line.numbered
    if len(run) >= 4 and not any(found) and not any(line.numbered for line in run):
        found[1:-1] = [True] * (len(run) - 2)
        found[-1] = found[-1] or not _heads(run, below, default=True)
    return found


def _defines(line: Line) -> bool:
    """ "Gain de temps : le tri se fait seul": a term and its explanation."""
    term, mark, rest = line.text.partition(" : ")
    return bool(mark) and len(term.split()) <= 5 and len(rest.split()) >= 3


def _heads(run: list[Line], below: Line | None, *, default: bool) -> bool:
    """Whether the last of the short lines is the next section's title, not the last item."""
    last, items = run[-1], run[:-1]
    if not items:
        return last.gap > 1 and default
    if last.gap > max(line.gap for line in items[1:] or items):
        return True
    if last.ends == "?" or (last.numbered and not items[-1].numbered) or last.caps:
        return not all(line.ends == last.ends and line.caps == last.caps for line in items)
    if below is not None and _RESUMES.match(below.text):
        return False
    if _DETERMINED.match(last.text) and not any(_DETERMINED.match(line.text) for line in items[1:]):
        return True
    return default


def _asks_back(line: Line, final: bool) -> bool:
    """A question that takes up the text before ("C'est donc ça, …  ?") or stands above a title."""
    if line.ends not in tuple("?!…"):
        return False
    return _BACKWARD.match(line.text) is not None or (not final and line.clause)
