"""LexisNexis and Nexis Uni articles as lines with labels, whatever file they were printed in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.corpus.dates import parse_date
from toolkit.corpus.readers._articles import Articles
from toolkit.corpus.readers._labels import folded, nexis_labels
from toolkit.corpus.source import Item
from toolkit.errors import ReadError

END = re.compile(r"^\s*(?:End of Document|Fin du document)\s*$", re.IGNORECASE)
NUMBER = re.compile(r"^\s*(?:Document\s+)?(\d{1,6})\s+(?:of|de|sur)\s+\d{1,6}(?:\s+DOCUMENTS)?\s*$",
                    re.IGNORECASE)
_LABEL = re.compile(r"^\s*([^\W\d][\w’' -]{2,28}?)\s*:\s*(.*)$", re.DOTALL)
_RIGHTS = re.compile(r"^\s*(?:©|\(c\)\s|Copyright\b|Tous droits réservés)", re.IGNORECASE)
_BY = re.compile(r"^(?:By|Par|De)\s+(?=\S)", re.IGNORECASE)
_COVER = re.compile(r"^\s*(?:Job Number|Date and Time|Date et heure|Numéro de tâche|Documents?)\s*"
                    r"(?::|\(\d+\))", re.IGNORECASE)
# Lines in which an article's head must be found.
HEAD = 40


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of an export; ``heading`` where its style makes it one."""

    text: str
    heading: bool = False


def label_of(text: str) -> tuple[str, str] | None:
    """(what the label opens, its value) of "LENGTH: 584 words"; ``None`` without a known label."""
    match = _LABEL.match(text)
    if match and (part := nexis_labels().get(folded(match[1]))):
        return part, match[2].strip()
    return None


def _bare(text: str, *parts: str) -> bool:
    """Whether a whole line is a label without a value ("Body")."""
    return len(text) < 40 and nexis_labels().get(folded(text)) in parts


def from_lines(made: Articles, lines: Sequence[Line], *, number: str | None = None) -> Item:
    """The document of one article's lines, the end mark left out."""
    lines = [line for line in lines if line.text.strip()]
    date = _date_at(lines)
    if date is None:
        return made.rejected(ReadError(
            "no head of an article: a title, a source and a date over each other", code="no_head",
            expected="an article as Nexis prints it", advice="Export it with its full text",
        ), key=number)
    title = _title_at(lines, date)
    facts: dict[str, str | None] = {
        "title": lines[title].text, "date": lines[date].text,
        "source": lines[date - 1].text if date - 1 != title else None,
    }
    if title > date:  # the old order: source, date, title
        facts["source"] = lines[date - 1].text
    facts["printed_date"] = facts["date"]
    if number:
        facts["doc_number"] = number
    body = _labelled(lines[max(title, date) + 1 :], facts)
    if author := facts.get("author"):
        facts["byline"] = author
        facts["author"] = _BY.sub("", author)
    # The same article keeps no number from one export to the next.
    return made.document(body, facts)


def _date_at(lines: Sequence[Line]) -> int | None:
    """The date line: the first short line with a date that has a labelled line soon after it."""
    for at, line in enumerate(lines):
        if at == 0 or len(line.text) > 120 or _LABEL.match(line.text) or _COVER.match(line.text):
            continue
        if not re.search(r"\d{4}|\d{1,2}[/.-]\d{1,2}", line.text) or not parse_date(line.text)[0]:
            continue
        near = lines[at + 1 : at + 6]
        if any(label_of(n.text) or _RIGHTS.match(n.text) or _bare(n.text, "body") for n in near):
            return at
    return None


def _title_at(lines: Sequence[Line], date: int) -> int:
    """The title's line: a heading above the date, else the line above the source, else below."""
    above = [at for at in range(max(0, date - 4), date) if lines[at].heading]
    if above:
        return above[-1]
    if date >= 2 and not NUMBER.match(lines[date - 2].text) and not _COVER.match(
        lines[date - 2].text
    ):
        return date - 2
    after = date + 1
    return after if after < len(lines) and not label_of(lines[after].text) else date - 1


def _labelled(lines: Sequence[Line], facts: dict[str, str | None]) -> list[str]:
    """Fill the facts from the labels; return the body.

    With a line "Body" the body goes from there to "Classification" and the like; without, it is
    what stands between the labels of the head and those of the foot.
    """
    start, end = body_of(lines)
    last = ""  # the foot's label whose text goes on in the next lines
    for at, line in enumerate(lines):
        if start <= at < end:
            continue
        found = label_of(line.text)
        if _RIGHTS.match(line.text):
            facts.setdefault("rights", line.text)
        elif found:
            name = _keep(facts, line.text, found)
            last = name if at >= end else ""
        elif at >= end and last and not facts.get(last):
            facts[last] = line.text
    kept = (line.text for line in lines[start:end])
    return [part for text in kept if not _RIGHTS.match(text) or len(text) > 90
            for part in text.split("\n")]


def body_of(lines: Sequence[Line]) -> tuple[int, int]:
    """Where the body begins and ends, as indexes.

    After a line "Body" it ends before a bare "Classification" or the labels at the very end.
    Without one it stands between the labels of the head and the first one of the foot, which is
    in capitals where those of the head are ("SUJET: …" closes, « Sujet : … » is text).
    """
    opened = next((i for i, line in enumerate(lines) if _bare(line.text, "body")), None)
    if opened is not None:
        start = opened + 1
        closed = next((i for i in range(start, len(lines)) if _closes(lines[i].text)), None)
        if closed is not None:
            return start, closed
        end = len(lines)
        while end > start and _foot(lines[end - 1].text, False):
            end -= 1
        return start, end
    start = 0
    while start < len(lines) and (_head(lines[start].text) or _RIGHTS.match(lines[start].text)):
        start += 1
    capitals = any(found.isupper() for line in lines[:start]
                   if (found := line.text.partition(":")[0]))
    end = next((i for i in range(start, len(lines)) if _foot(lines[i].text, capitals)
                or _closes(lines[i].text)), len(lines))
    return start, end


def _head(text: str) -> bool:
    found = label_of(text)
    return bool(found and found[0] not in ("body",))


def _foot(text: str, capitals: bool) -> bool:
    """Whether a line is a label of the foot, or the rights that close an article."""
    if _RIGHTS.match(text) and len(text) <= 90:
        return True
    found = label_of(text)
    return bool(found and found[0] == "end" and (not capitals or text.partition(":")[0].isupper()))


def is_whole(lines: Sequence[Line]) -> bool:
    """Whether an article without its end mark has its foot, so that none of its text is lost."""
    if any(_closes(line.text) for line in lines):
        return True
    opened = any(_bare(line.text, "body") for line in lines)
    return not opened and any(_foot(line.text, False) for line in lines[-3:])


def _closes(text: str) -> bool:
    return _bare(text, "end") and folded(text) in ("classification", "load-date", "graphic",
                                                   "graphique", "notes", "correction")


def _keep(facts: dict[str, str | None], text: str, found: tuple[str, str]) -> str:
    """Note a labelled value; return the name it got."""
    part, value = found
    if part in ("end", "body"):
        part = re.sub(r"[^a-z]+", "_", folded(text.partition(":")[0]))
        part = "language" if part == "langue" else part
    if value and part != "title":
        facts.setdefault(part, value)
    return part
