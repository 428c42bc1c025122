"""Title, author and date that a plain text says in its first lines, where no metadata do."""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.corpus.columns import clean
from toolkit.corpus.dates import parse_date
from toolkit.records import Document, Sentence

# A page's head lies in its first characters; more would only cost time.
SEEN = 3000
# The first sentences, among which the head's lines are.
FIRST = 12
_BY = re.compile(
    r"(?:(?:article |texte |tribune )?(?:rédigée?|écrite?|publiée?|signée?)? ?par|auteure?|by)"
    r" ?:? ?"
    r"(?P<name>[A-ZÀ-Þ][\w'’.-]+(?: (?:de|du|des|von|van|le|la|[A-ZÀ-Þ][\w'’.-]+)){1,4})"
    r"\s*(?:[,|–—(·-].*|le \d.*)?$",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")


def complete(document: Document) -> Document:
    """``document`` with the title, byline and date of its own first lines where it has none.

    Only documents of several lines are read that way, and only lines that the zone rules take
    for a title, a byline or a date. An ambiguous date stays in ``date_raw`` with a warning.
    """
    if document.title and document.author and (document.date or document.date_raw):
        return document
    if "\n" not in document.text[:SEEN].strip():
        return document
    from toolkit.corpus.sentences import segment

    cut = document.text.rfind("\n", 0, SEEN) if len(document.text) > SEEN else SEEN
    top = segment(replace(document, text=document.text[: cut if cut > 0 else SEEN]))[:FIRST]
    return _dated(_named(_titled(document, top), top), top)


def _titled(document: Document, top: list[Sentence]) -> Document:
    title = next((s for s in top if s.zone == "heading" and s.rule == "title"), None)
    if document.title or title is None or any(s.zone == "body" for s in top[: title.index]):
        return document
    return replace(document, title=clean(title.text))


def _named(document: Document, top: list[Sentence]) -> Document:
    if document.author:
        return document
    for sentence in top:
        match = _BY.match(clean(sentence.text) or "") if sentence.rule == "byline" else None
        if match:
            return replace(document, author=match["name"])
    return document


def _dated(document: Document, top: list[Sentence]) -> Document:
    if document.date or document.date_raw:
        return document
    for sentence in top:
        if sentence.rule != "date":
            continue
        figures = _FIGURES.search(sentence.text)
        raw = figures.group() if figures else clean(sentence.text) or ""
        iso, warning = parse_date(raw)
        if iso or figures:
            told = (*document.warnings, warning) if warning else document.warnings
            return replace(document, date=iso, date_raw=raw, warnings=told)
    return document
