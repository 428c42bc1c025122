"""Keyword in context: every place a pattern occurs in the body of the articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.errors import UsageError
from toolkit.workflow.convert import by_document
from toolkit.workflow.folder import RunFolder

_APOSTROPHES = "['’ʼ]"
_BLANKS = r"[\s\u00a0\u202f]+"


@dataclass(frozen=True, slots=True)
class Concordance:
    """One occurrence; ``start`` and ``end`` are offsets of the keyword in the article's text."""

    doc: str
    start: int
    end: int
    left: str
    keyword: str
    right: str
    source: str | None
    date: str | None
    zone: str


def pattern_of(text: str, *, regex: bool = False) -> re.Pattern[str]:
    """``text`` as a pattern that ignores case, the kind of apostrophe and of blank.

    Raises:
        UsageError: an empty pattern, or with ``regex`` one that is not valid.
    """
    if not text.strip():
        raise UsageError("the pattern is empty", expected="a word or an expression")
    try:
        if regex:
            return re.compile(text, re.IGNORECASE)
    except re.error as error:
        raise UsageError(
            f'"{text}" is not a valid regular expression ({error})',
            advice="Leave out --regex to search for the words as they stand",
        ) from error
    source = re.sub(r"(\\ |\s)+", lambda _: _BLANKS, re.escape(text.strip()))
    return re.compile(re.sub("['’ʼ]", _APOSTROPHES, source), re.IGNORECASE)


def kwic(
    folder: RunFolder, text: str, *, width: int = 60, regex: bool = False, zone: str = "body"
) -> Iterator[Concordance]:
    """Occurrences in the order of the corpus, with ``width`` characters either side.

    Only sentences of ``zone`` are searched ("all" for every zone); a match never crosses a
    sentence's end, the context does.
    """
    pattern = pattern_of(text, regex=regex)
    pairs = by_document(folder.rows("documents"), folder.rows("sentences"))
    for document, sentences in pairs:
        whole = document["text"]
        for sentence in sentences:
            if zone not in ("all", sentence["zone"]):
                continue
            for match in pattern.finditer(sentence["text"]):
                if not match.group():
                    continue
                start, end = sentence["start"] + match.start(), sentence["start"] + match.end()
                yield Concordance(
                    document["id"], start, end,
                    _line(whole[max(0, start - width) : start]), match.group(),
                    _line(whole[end : end + width]),
                    document["source"], document["date"], sentence["zone"],
                )


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
