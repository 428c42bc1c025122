"""What a page says around its article: labels, buttons, captions, notes, related links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from toolkit.corpus.zones.lexicon import lexicon
from toolkit.corpus.zones.lines import Line, plain

# A page has a few labelled areas behind its article; more are a list of something else.
MAX_SECTIONS = 20
# Behind the text, an author is introduced in one of so many lines.
END = 2
# A front matter is over after this many lines.
MAX_FRONT = 60
_RULE = re.compile(r"-{3}|\.{3}")
_MARKED_TITLE = re.compile(r"#{1,6} +\S")
_PICTURE = re.compile(r"(?:\[?!\[[^\]]*\]\([^)]*\)\]?(?:\([^)]*\))?\s*)+")
_CONTENTS = "table_of_contents"
_OUTLINE = re.compile(r"^(?:[-–•*]|\(?\d{1,2}[.)]|[IVX]{1,5}[.)])\s*")
_SOURCES = re.compile(r"(?:sources?|références?|notes?|crédits?) ?: ?\w", re.IGNORECASE)


def mark_title(lines: list[Line], title: str | None) -> None:
    """A first line that says the document's own title is a heading."""
    wanted = plain(title or "").casefold()
    for line in lines[:6]:
        if wanted and line.text.casefold() == wanted:
            line.decide("heading", "title")
            return


def mark_markdown(lines: list[Line]) -> None:
    """Markdown's own marks: "## Titre", pictures, rules, and a front matter of "key: value"."""
    rules = [line.index for line in lines[:MAX_FRONT] if _RULE.fullmatch(line.text)]
    if len(rules) > 1 and rules[0] == 0:
        for line in lines[: rules[1] + 1]:
            line.decide("boilerplate", "front_matter")
    for line in lines:
        if _MARKED_TITLE.match(line.text):
            line.decide("heading", "title" if line.text.startswith("# ") else "section_title")
        elif _PICTURE.fullmatch(line.text):
            line.decide("boilerplate", "caption")


def mark_labels(lines: list[Line]) -> None:
    """Lines that are wholly a date, a byline, a credit, a share button, a paywall …"""
    known = lexicon()
    for line in lines:
        if not line.open:
            continue
        for cue in known.whole:
            if cue.where == "any" and line.matches(cue):
                line.decide(cue.zone, cue.rule)
                break
        else:
            _mark_opening(line)


def _mark_opening(line: Line) -> None:
    if line.sentences > 2 or len(line.text) > 2 * 300:
        return
    for cue in lexicon().opening:
        if len(line.words) <= cue.words and cue.regex.match(line.text):
            line.decide(cue.zone, cue.rule)
            return


def mark_captions(lines: list[Line]) -> None:
    """Alternative texts: English among French lines, or one line said twice running."""
    for above, line in zip([None, *lines], lines):
        if line.prose or line.bullet or line.ends in tuple(".?!:;"):
            continue
        if above is not None and above.text == line.text and len(line.words) > 2:
            if above.index == 0:
                # A page's title is often there twice: for the browser and for the reader.
                above.decide("heading", "title")
                line.decide("heading", "title")
            elif not above.prose:
                above.decide("boilerplate", "repeated_line")
                line.decide("boilerplate", "repeated_line")
        elif line.open and _english(line):
            line.decide("boilerplate", "english_caption")


def _english(line: Line) -> bool:
    known = lexicon()
    low = [part for word in line.words for part in word.casefold().split("'")]
    english = sum(word in known.english for word in low)
    french = sum(word in known.french and word not in known.english for word in low)
    return len(low) >= 4 and english >= 3 and english >= 0.4 * len(low) and french == 0


def mark_contents(lines: list[Line]) -> None:
    """A table of contents: its label, and the short lines down to the first paragraph."""
    cue = next(cue for cue in lexicon().section if cue.rule == _CONTENTS)
    for line in lines:
        if line.open and line.matches(cue):
            line.decide("boilerplate", _CONTENTS)
            items = _while(lines[line.index + 1 :], lambda item: not item.prose)
            later = lines[line.index + 1 :]
            said = Counter(_OUTLINE.sub("", other.text).casefold() for other in later)
            for item in items:
                # A section's title is said twice: in the table, and above its section.
                if said[_OUTLINE.sub("", item.text).casefold()] > 1 and item.index < _first(later):
                    item.decide("boilerplate", _CONTENTS)
            return


def _first(lines: list[Line]) -> int:
    return next((line.index for line in lines if line.prose), 0)


def mark_source_notes(lines: list[Line]) -> None:
    """ "Sources : a, b, c." lists titles; "Sources : ces données montrent …" is text."""
    for line in lines:
        if line.open and _SOURCES.match(line.text) and not line.clause:
            line.decide("boilerplate", "source_note")


def mark_edges(lines: list[Line], first: int, last: int) -> None:
    """Buttons ("Télécharger le guide") count only outside the running text."""
    cues = [cue for cue in lexicon().whole if cue.where == "edge"]
    for line in lines:
        if first <= line.index <= last or not line.open:
            continue
        for cue in cues:
            if line.matches(cue):
                line.decide(cue.zone, cue.rule)
                break


def mark_end(lines: list[Line]) -> None:
    """Who the author is, in a sentence under the article: one of its last lines."""
    left = [line for line in lines if line.open]
    for line in left[max(3, len(left) - END) :]:
        for cue in lexicon().whole:
            if cue.where == "end" and line.sentences <= 2 and line.matches(cue):
                line.decide(cue.zone, cue.rule)


def mark_sections(lines: list[Line]) -> None:
    """Notes, the author's portrait and lists of other articles, after the article."""
    prose = [line.index for line in lines if line.prose]
    if len(prose) < 2:
        return
    cues = [cue for cue in lexicon().section if cue.rule not in ("comments", _CONTENTS)]
    labels = [
        (line.index, cue.rule)
        for line in lines[prose[1] + 1 :] if line.zone not in ("comment", "heading")
        for cue in cues if line.matches(cue)
    ]
    for index, rule in labels[:MAX_SECTIONS]:
        _mark_section(lines, index, rule)


def _mark_section(lines: list[Line], at: int, rule: str) -> None:
    rest = [line for line in lines[at + 1 :] if line.zone != "comment"]
    if rule == "about_author":
        if sum(len(line.words) for line in rest if line.open) > 150:
            return
        kept = rest
    elif rule == "references":
        kept = _while(rest, _reference)
    else:
        kept = _while(rest, lambda line: not line.prose)
        after = rest[len(kept) :]
        if not kept or (after and len(kept) == 1 and kept[0].open):
            kept = kept[:1] if kept and kept[0].gap <= 1 else []
    lines[at].decide("boilerplate", rule)
    for line in kept:
        line.decide("boilerplate", rule)


def _while(lines: list[Line], test: Callable[[Line], bool]) -> list[Line]:
    kept: list[Line] = []
    for line in lines:
        if line.open and not test(line):
            break
        kept.append(line)
    return kept


def _reference(line: Line) -> bool:
    """A bibliographic line: an address, a year, a number in front, or no running text."""
    if not line.prose or "http" in line.text or "www." in line.text:
        return True
    return line.numbered or (any(
        word.isdigit() and len(word) == 4 for word in line.words
    ) and len(line.words) < 45)
