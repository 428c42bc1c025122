"""Readers' comments after an article, with or without a label."""

from __future__ import annotations

import re

from toolkit.corpus.zones.lexicon import lexicon
from toolkit.corpus.zones.lines import Line

# What a page's own machinery says inside the comments keeps its zone.
_PAGE = frozenset({
    "cookies", "copyright", "newsletter", "paywall", "related", "navigation", "breadcrumb", "tags",
    "related_list", "references", "about_author", "licence",
})
_AUTHOR = re.compile(
    r"\W*merci (?:de |d'|pour )"
    r"(?:m'avoir|nous avoir|votre (?:lecture|attention)|avoir (?:lu|suivi)|vos)"
    r"|\W*merci à (?:tous|toutes|nos|mes|celles|ceux)",
    re.IGNORECASE,
)
_INLINE = re.compile(r"\d+ (?:commentaires?|réactions?) ?[—–:|-] ?\S", re.IGNORECASE)
# The share of an article's words that must stand before unlabelled comments.
BEFORE = 0.6
# The first voice cues are openings a reader's comment has and an article has not.
OPENINGS = 4


def mark_comments(lines: list[Line]) -> None:
    """Find where the readers begin to speak; from there on every line is theirs."""
    prose = [line.index for line in lines if line.prose and line.open]
    if not prose:
        return
    for find, rule in (
        (_labelled, "comments_label"),
        (_marked, "comment_mark"),
        (_signed, "after_signature"),
        (_voiced, "reader_voice"),
    ):
        start = find(lines, prose)
        if start is not None:
            _take(lines, start, rule)
            return


def _take(lines: list[Line], start: int, rule: str) -> None:
    for line in lines[start:]:
        if line.zone == "boilerplate" and line.rule in _PAGE:
            continue
        line.zone, line.rule = "comment", rule


def _labelled(lines: list[Line], prose: list[int]) -> int | None:
    """The line after "Commentaires (3)"; ``None`` when nothing stands behind the label."""
    cue = next(cue for cue in lexicon().section if cue.rule == "comments")
    said = max((line.index for line in lines if line.open and len(line.words) > 2), default=-1)
    for line in lines:
        if len(prose) < 2 or line.index <= prose[1]:
            continue
        if _INLINE.match(line.text):
            return line.index
        if line.matches(cue):
            if line.prose or said <= line.index:
                continue
            line.zone, line.rule = "boilerplate", "comments_label"
            return line.index + 1
    return None


def _marked(lines: list[Line], prose: list[int]) -> int | None:
    """The first "X dit :" when several marks stand on the page, or one with its hour."""
    marks = lexicon().comment_marks
    hits = [
        (line.index, number)
        for line in lines
        if len(line.words) <= 12 and len(line.text) <= 120 and line.index > prose[0]
        for number, mark in enumerate(marks)
        if mark.fullmatch(line.text)
    ]
    if len(hits) < 2 and not any(number == 2 for _, number in hits):
        return None
    first, number = hits[0]
    # "Répondre" stands under the comment it belongs to.
    if number != 1:
        return first
    above = [line.index for line in lines[:first] if line.name or line.rule == "date"]
    return above[-1] if above and above[-1] > prose[0] else max(first - 1, 0)


def _late(lines: list[Line], share: float) -> int:
    """The index from which on ``share`` of the article's words lie before a line."""
    wanted = share * sum(len(line.words) for line in lines)
    counted = 0
    for line in lines:
        if counted >= wanted:
            return line.index
        counted += len(line.words)
    return len(lines)


def _voice(line: Line, cues: tuple[re.Pattern[str], ...]) -> bool:
    return not _AUTHOR.match(line.text) and any(cue.search(line.text) for cue in cues)


def _signed(lines: list[Line], prose: list[int]) -> int | None:
    """After initials or a name that closes the article, when the next lines speak to its author."""
    for line in lines[max(prose[0] + 1, _late(lines, BEFORE)) : -1]:
        signs = line.initials or line.name or line.rule == "byline"
        if not signs or line.prose:
            continue
        rest = [later for later in lines[line.index + 1 : line.index + 6] if later.open]
        if rest and any(_voice(later, lexicon().comment_voice) for later in rest[:2]):
            line.decide("boilerplate", "initials" if line.initials else "signature")
            return line.index + 1
    return None


def _voiced(lines: list[Line], prose: list[int]) -> int | None:
    """Without any label: the last lines, from the first that opens like a comment."""
    openings = lexicon().comment_voice[:OPENINGS]
    for line in lines[max(2, prose[0] + 1, _late(lines, BEFORE + 0.1)) :]:
        if line.open and _voice(line, openings):
            return line.index
    return None
