"""Which sentences are the article, and which are its titles, its page, its readers.

Steps in order; the first rule that speaks for a line is kept, so that a step only sees what the
steps before it left open. ``rule`` of a sentence names the rule.
"""

from __future__ import annotations

import re
from itertools import pairwise

from toolkit.corpus.blocks import Block
from toolkit.corpus.zones.headings import mark_headings, mark_interview
from toolkit.corpus.zones.heads import bounds, mark_head, mark_summary
from toolkit.corpus.zones.lexicon import lexicon
from toolkit.corpus.zones.lines import Line, lines_of, plain, words_of
from toolkit.corpus.zones.page import (
    mark_captions,
    mark_contents,
    mark_edges,
    mark_end,
    mark_labels,
    mark_markdown,
    mark_sections,
    mark_source_notes,
    mark_title,
)
from toolkit.corpus.zones.people import mark_author_notes, mark_presentations
from toolkit.corpus.zones.readers import mark_comments
from toolkit.corpus.zones.signatures import mark_signatures, signs
from toolkit.records import Document, Zone

Parts = list[tuple[Block, list[tuple[int, int]]]]
Label = tuple[Zone, str]
_TO_READER = re.compile(r"\b(?:vous|votre|vos)\b.*\?\s*$", re.IGNORECASE | re.DOTALL)
# A sentence longer than this is no label inside a paragraph.
MAX_SENTENCE = 600


def label(document: Document, parts: Parts) -> list[list[Label]]:
    """The zone of each sentence and the rule that set it, block by block.

    Args:
        document: its ``text`` and ``title`` are read, nothing else.
        parts: the blocks of the text, each with its sentences' spans.

    Returns:
        One list per block, one (zone, rule) per sentence. A text of a single line, as press
        databases and agencies deliver it, is all body but for unmistakable page text.
    """
    lines = lines_of(document.text, parts)
    if len(lines) > 1:
        _decide(lines, document)
    else:
        mark_title(lines, document.title)
    return [
        _sentences(document.text, line, spans) for line, (_, spans) in zip(lines, parts)
    ]


def _decide(lines: list[Line], document: Document) -> None:
    mark_title(lines, document.title)
    _mark_first_question(lines)
    mark_summary(lines, dict(document.meta).get("description"))
    mark_markdown(lines)
    mark_contents(lines)
    mark_labels(lines)
    mark_captions(lines)
    mark_comments(lines)
    mark_sections(lines)
    mark_source_notes(lines)
    _mark_page_paragraphs(lines)
    mark_end(lines)
    mark_author_notes(lines)
    mark_edges(lines, *bounds(lines))
    _mark_asked(lines)
    mark_signatures(lines)
    mark_presentations(lines)
    mark_interview(lines)
    mark_head(lines)
    _, last = bounds(lines)
    last = _with_list(lines, last)
    mark_headings(lines, last)
    _mark_tail(lines, last)


def _mark_first_question(lines: list[Line]) -> None:
    """A title may be a whole question; standing alone over a paragraph it is no paragraph."""
    first, second = lines[0], lines[1]
    alone = first.sentences == 1 and first.ends == "?" and 14 <= len(first.words) <= 25
    if first.open and alone and not first.quoted and second.prose and second.ends != "?":
        first.decide("heading", "title")


def _mark_page_paragraphs(lines: list[Line]) -> None:
    """A paragraph whose every sentence is page text is no running text."""
    for line in lines:
        if line.open and line.sentences == 1 and len(line.text) <= MAX_SENTENCE:
            found = _inside(line.text)
            if found is not None:
                line.decide(*found)


def _mark_asked(lines: list[Line]) -> None:
    """A line that asks the reader, directly over a button or a call, is part of it."""
    for line, below in pairwise(lines):
        calls = below.rule in ("button", "call_to_action")
        if calls and line.open and line.sentences == 1 and _TO_READER.search(line.text):
            line.decide("boilerplate", "call_to_action")


def _with_list(lines: list[Line], last: int) -> int:
    """The end of the text, with a list that its last paragraph announces."""
    while 0 <= last < len(lines) - 1:
        line = lines[last + 1]
        announced = lines[last].ends == ":" or lines[last].bullet or line.bullet
        listed = announced and len(line.words) > 1 and not line.caps
        if not line.open or not (listed or line.quoted):
            break
        last += 1
    return last


def _mark_tail(lines: list[Line], last: int) -> None:
    """Short lines behind the text are buttons, tags and names; a nominal label closes it."""
    if last < 0:
        return
    for line in lines[last + 1 :]:
        if line.open and line.ends == "." and line.nominal:
            line.decide("heading", "closing_label")
        elif line.open and _says(line, follows=line.index == last + 1):
            line.decide("body", "text")
        else:
            line.decide("boilerplate", "after_text")


def _says(line: Line, *, follows: bool) -> bool:
    """Whether a short line behind the text still belongs to it, by its stop and its verb.

    ``follows``: it stands directly under the text, where a long clause may have lost its stop.
    """
    if line.caps or not line.words:
        return False
    if line.ends == ".":
        return len(line.words) > 4 or line.clause
    if line.ends in tuple("?!…"):
        return line.ends == "?" or line.clause
    return follows and line.clause and len(line.words) >= 10


def _sentences(text: str, line: Line, spans: list[tuple[int, int]]) -> list[Label]:
    """The line's zone for each of its sentences, but for page text inside a paragraph."""
    zone: Zone = line.zone or "body"
    rule = line.rule or "text"
    if zone not in ("body", "heading") or (zone == "heading" and rule == "title"):
        return [(zone, rule)] * len(spans)
    found: list[Label] = []
    for number, (start, end) in enumerate(spans):
        sentence = plain(text[start:end]) if end - start <= MAX_SENTENCE else ""
        other = _inside(sentence) if sentence else None
        if other is None and number and number == len(spans) - 1 and signs(sentence):
            other = ("boilerplate", "signature")
        found.append(other or (zone, rule))
    return _asked(found, [text[start:end] for start, end in spans])


def _asked(found: list[Label], sentences: list[str]) -> list[Label]:
    """A question to the reader belongs to the call to action it leads to."""
    for place in range(len(found) - 1, 0, -1):
        calls = found[place] == ("boilerplate", "call_to_action")
        if calls and found[place - 1][0] == "body" and _TO_READER.search(sentences[place - 1]):
            found[place - 1] = found[place]
    return found


def _inside(sentence: str) -> Label | None:
    """Page text a sentence of running text can be: a call to action, a paywall, a note."""
    if not re.search(r"\w", sentence):
        return "boilerplate", "no_words"
    low = sentence.casefold()
    count = 0
    for cue in lexicon().inside:
        if not any(hint in low for hint in cue.hints):
            continue
        count = count or len(words_of(sentence))
        if count <= cue.words and cue.regex.search(sentence):
            return cue.zone, cue.rule
    return None
