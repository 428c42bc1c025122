"""Factiva's articles as rows of (code, lines), whatever file they were printed in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from toolkit.corpus.dates import parse_date
from toolkit.corpus.readers._articles import Articles
from toolkit.corpus.readers._labels import factiva_codes
from toolkit.corpus.source import Item
from toolkit.errors import ReadError

Row = tuple[str, list[str]]
DOCUMENT = re.compile(r"^Document\s+([A-Za-z0-9]{10,40})\s*$")
_WORDS = re.compile(r"^[\d\s.,]{1,9}\s*(?:mots|words|palabras|Wörter|parole)\s*$", re.IGNORECASE)
_RIGHTS = re.compile(r"^(?:©|\(c\)\s|Copyright\b|Tous droits)", re.IGNORECASE)
_TIME = re.compile(r"^\d{1,2}[:h]\d{2}(?:\s*(?:GMT|UTC))?$")
_CODE = re.compile(r"^[A-Z][A-Z0-9]{2,11}$")
_LANGUAGES = ("français", "french", "anglais", "english", "espagnol", "spanish", "allemand",
              "german", "italien", "italian", "néerlandais", "dutch", "portugais", "portuguese")


def from_rows(made: Articles, rows: Sequence[Row]) -> Item:
    """The document of an article's rows; its text is LP and TD, paragraphs on their own lines."""
    facts: dict[str, str | None] = {}
    body: list[str] = []
    for code, lines in rows:
        name = factiva_codes().get(code, code.casefold())
        if name == "body":
            body += lines
        elif name in ("regions", "subjects", "companies", "industries"):
            facts[name] = _names(" ".join(lines))
        elif name not in facts:
            facts[name] = " ".join(lines)
    number = facts.get("number")
    if number:
        facts["number"] = number = re.sub(r"^Document\s+", "", number).strip()
    return made.document(body, facts, key=number)


def _names(value: str) -> str:
    """« fra : France | eurz : Europe » → France; Europe."""
    parts = (part.partition(" : ") for part in value.split("|"))
    return "; ".join((label or code).strip() for code, _, label in parts if (label or code).strip())


def is_row_start(code: str) -> bool:
    """Whether two or three capitals are one of Factiva's codes."""
    return code in factiva_codes()


def complete_rows(rows: Iterable[Row]) -> Iterator[tuple[list[Row], bool]]:
    """Rows cut into articles, each ending with its number (AN); False for one without.

    A second headline before a number means that the first article was cut.
    """
    article: list[Row] = []
    for row in rows:
        if row[0] == "HD" and any(code in ("HD", "LP") for code, _ in article):
            yield article, False
            article = []
        article.append(row)
        if row[0] == "AN":
            yield article, True
            article = []
    if any(code in ("HD", "LP", "TD") for code, _ in article):
        yield article, False


def from_lines(made: Articles, lines: Sequence[str]) -> Item:
    """The document of an article printed without codes.

    Title, [section,] [author,] number of words, date, [time,] source, code, [page,] language,
    rights, paragraphs, « Document LEMOND0020240314… ».
    """
    last = next((i for i, line in enumerate(lines) if DOCUMENT.match(line)), len(lines))
    words = next((i for i, line in enumerate(lines[:12]) if _WORDS.match(line)), None)
    if words is None or words < 1:
        return made.rejected(ReadError(
            "no line with the number of words",
            code="no_head", expected="an article as Factiva prints it",
            advice="Save it as “Full Article/Report plus Indexing”",
        ))
    number = DOCUMENT.match(lines[last]) if last < len(lines) else None
    facts: dict[str, str | None] = {"title": lines[0], "words": lines[words]}
    if words >= 2:
        facts["author"] = lines[words - 1]
    if words >= 3:
        facts["section"] = lines[1]
    at = words + 1
    while at < min(last, words + 12):
        line = lines[at]
        at += 1
        _header_line(facts, line)
        if _RIGHTS.match(line):
            break
    else:
        at = _without_rights(lines, words, last)
    if number:
        facts["number"] = number[1]
    return made.document(lines[at:last], facts, key=number[1] if number else None)


def _header_line(facts: dict[str, str | None], line: str) -> None:
    """Put one line of the head where it belongs: they have no names and a loose order."""
    if _RIGHTS.match(line):
        facts["rights"] = line
    elif "date" not in facts and parse_date(line)[0]:
        facts["date"] = line
    elif _TIME.match(line):
        facts["time"] = line
    elif line.casefold() in _LANGUAGES:
        facts["language"] = line
    elif "date" in facts and "source" not in facts:
        facts["source"] = line
    elif "source_code" not in facts and _CODE.match(line):
        facts["source_code"] = line
    elif "source_code" in facts and "page" not in facts and len(line) < 20:
        facts["page"] = line
    elif "source_code" not in facts:
        facts.setdefault("edition", line)


def _without_rights(lines: Sequence[str], words: int, last: int) -> int:
    """Where the text begins in an article that states no rights: after its language or code."""
    for at in range(min(last, words + 12) - 1, words, -1):
        if lines[at].casefold() in _LANGUAGES or _CODE.match(lines[at]):
            return at + 1
    return words + 1
