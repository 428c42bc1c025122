"""Quotations of an article as speech: which they are, and which report signs each."""

from __future__ import annotations

from dataclasses import dataclass, field

from toolkit.claims.attribution import lexicon, speech
from toolkit.claims.attribution.incises import incises
from toolkit.claims.attribution.memory import Identity
from toolkit.claims.attribution.prepositions import by_preposition
from toolkit.claims.attribution.quotes import Layout, Quotation
from toolkit.claims.attribution.sayings import sayings
from toolkit.claims.attribution.shares import is_share
from toolkit.claims.attribution.unit import Report, Unit

RANK = {
    "incise": 0, "said": 0, "as_says": 1, "reading": 1, "mixed": 2, "signature": 2,
    "colon": 3, "that": 4, "infinitive": 5, "verdict": 5, "figure": 5, "accusation": 5,
    "preposition": 6, "pour": 7, "impersonal": 8, "finding": 9, "norm": 9, "told": 9,
    "clitic": 9, "passive": 10,
}
"""Which report stands for a sentence that holds several: the lowest."""

SPEAKS = frozenset([
    "incise", "as_says", "colon", "mixed", "that", "signature", "reading", "preposition",
    "infinitive",
])
"""Rules whose source can be the speaker of a quotation in the same sentence."""


@dataclass(slots=True)
class Line:
    """One sentence of the body: its unit, its quoted parts, its reports."""

    index: int
    unit: Unit
    parts: list[speech.Part] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)


@dataclass(slots=True)
class Quoted:
    """A quotation that is speech: the sentences it covers, the report that signs it, who speaks."""

    quotation: Quotation
    lines: list[int]
    own: tuple[int, Report] | None = None
    identity: Identity | None = None


def place(lines: dict[int, Line], quotations: tuple[Quotation, ...], layout: Layout) -> None:
    """Note in each sentence which tokens stand between marks."""
    for number, quotation in enumerate(quotations):
        i = layout.sentence_at(quotation.start)
        while i < len(layout.starts) and layout.starts[i] < quotation.end:
            line = lines.get(i)
            part = speech.parts_of(line.unit, number, quotation) if line else None
            if line and part:
                line.parts.append(part)
            i += 1


def find_speech(lines: dict[int, Line], quotations: tuple[Quotation, ...]) -> list[Quoted]:
    """Fill in every sentence's reports; return the quotations that are speech, in order."""
    spread: dict[int, int] = {}
    for line in lines.values():
        for part in line.parts:
            spread[part.quotation] = spread.get(part.quotation, 0) + 1
    kept: dict[int, Quoted] = {}
    for line in lines.values():
        long = {part.quotation for part in line.parts if spread[part.quotation] > 1}
        line.reports = _reports(line, long)
        for part in line.parts:
            if part.quotation in long or is_speech(line, part):
                quoted = kept.setdefault(part.quotation, Quoted(quotations[part.quotation], []))
                quoted.lines.append(line.index)
    return [kept[number] for number in sorted(kept)]


def _reports(line: Line, long: set[int]) -> list[Report]:
    unit = line.unit
    masked: set[int] = set()
    for part in line.parts:
        apart = speech.is_scare(unit, part) or speech.is_titled(unit, part)
        if part.quotation in long or not apart:
            masked |= set(range(part.start, part.end))
    frozen = frozenset(masked)
    inner = frozenset(k for part in line.parts for k in range(part.start, part.end)) & frozen
    found = [*incises(unit, masked=inner), *sayings(unit, masked=frozen),
             *by_preposition(unit, masked=frozen)]
    for part in line.parts:
        outside = frozen - set(range(part.start, part.end))
        for report in (speech.mixed(unit, part, outside), speech.signed(unit, part),
                       speech.introduced(unit, part, outside), speech.narrated(unit, part)):
            if report is not None:
                found.append(report)
    return found


def is_speech(line: Line, part: speech.Part) -> bool:
    """Whether a quotation inside one sentence is somebody's words, not a term or a title."""
    unit = line.unit
    touching = [r for r in line.reports if r.rule in SPEAKS and _touches(unit, r, part)]
    if speech.is_scare(unit, part):
        ended = unit.low[part.end - 2:part.end - 1] in ((".",), ("!",), ("?",), ("…",))
        finite = speech.has_finite(unit, part.start, part.end)
        whole = speech.share(unit, part) > 0.8 and (finite or ended)
        named = any(r.rule in ("incise", "mixed", "signature") for r in touching)
        held = any(r.rule in ("that", "infinitive") for r in touching)
        if held and speech.is_phrase(unit, part) and not speech.is_titled(unit, part):
            return True
        few = speech.word_count(unit.text(part.start, part.end)) <= speech.SCARE
        return whole or named or (not few and bool(touching))
    if speech.is_titled(unit, part):
        return bool(touching)
    return True


def _touches(unit: Unit, report: Report, part: speech.Part) -> bool:
    """The report governs the quotation, or stands right behind it."""
    start, end = unit.starts[part.start], unit.ends[part.end - 1]
    if report.rule == "incise":
        return 0 <= report.span[0] - end <= 4
    return any(a <= start < b or start <= a < end for a, b in report.content)


def own_report(quoted: Quoted, lines: dict[int, Line]) -> tuple[int, Report] | None:
    """The (sentence, report) that names a quotation's speaker, in it or right beside it."""
    best: tuple[tuple[int, bool], int, Report] | None = None
    for i in quoted.lines:
        for report in lines[i].reports:
            if report.rule in SPEAKS and _near(quoted.quotation, report):
                # what follows the closing mark signs more surely than what breaks into the words
                rank = RANK[report.rule], _breaks_in(quoted.quotation, report)
                if best is None or rank < best[0]:
                    best = (rank, i, report)
    if best is not None:
        return best[1], _outer(best[2], lines[best[1]].reports)
    last = quoted.lines[-1]
    after = lines.get(last + 1)
    said = [r for r in after.reports if r.rule == "said"] if after is not None else []
    if said:
        return last + 1, said[0]
    if after is not None and after.reports and not after.parts:
        report = after.reports[0]
        begins = report.span[0] - after.unit.starts[after.unit.first] <= 1
        if report.rule == "incise" and begins:
            return last + 1, report
    return _introduced(quoted.lines[0], lines)


def _outer(report: Report, others: list[Report]) -> Report:
    """"Elle dit que ses voisins craignent « … »": the outer voice speaks for the inner one."""
    if report.rule != "mixed":
        return report
    for other in others:
        inside = any(a <= report.cue[0] < b for a, b in other.content)
        if other.rule in ("that", "infinitive", "colon") and other.cue != report.cue and inside:
            return other
    return report


def _breaks_in(quotation: Quotation, report: Report) -> bool:
    """An incise between the marks whose verb can have an object there: "il a découvert Rome"."""
    inside = quotation.start <= report.span[0] < quotation.end
    return inside and report.lemma in lexicon.frame("person_object")


def _near(quotation: Quotation, report: Report) -> bool:
    """Incises must stand at the quotation's edge; other reports must hold it."""
    start, end = quotation.start, quotation.end
    if report.rule == "incise":
        behind = -1 <= report.span[0] - end <= 6
        ahead = -1 <= start - report.span[1] <= 40
        return behind or ahead or start <= report.span[0] < end
    if report.rule in ("preposition", "reading", "as_says"):
        return True
    return any(a < end and b > start for a, b in report.content)


def _introduced(first: int, lines: dict[int, Line]) -> tuple[int, Report] | None:
    """The report of the sentence before, when that one ends with a colon."""
    before = lines.get(first - 1)
    if before is None or before.parts or before.unit.low[-1] != ":":
        return None
    reports = [r for r in before.reports if r.holder is not None]
    return (first - 1, reports[-1]) if reports else None


def best_report(line: Line) -> Report | None:
    """The report that stands for a sentence; None when it holds none."""
    reports = [r for r in line.reports if r.rule not in ("mixed", "signature") and r.content]
    if not reports:
        return None
    # A source that is named stands before "on", nobody, or the people a study asked.
    return min(reports, key=lambda r: (_nobody(line.unit, r), RANK[r.rule], r.span[0]))


def _nobody(unit: Unit, report: Report) -> bool:
    holder = report.holder
    if holder is None or unit.low[holder.head] in ("on", "-on", "-t-on"):
        return True
    return is_share(unit, holder)


def cites_another(unit: Unit, report: Report) -> bool:
    """In an answer of an interview: a body, a study, a law or people named for what they say."""
    holder = report.holder
    if report.rule not in ("that", "preposition", "norm", "finding") or holder is None:
        return False
    before = unit.low[:unit.find(report.span[0])]
    told = any(word in ("me", "m'") for word in unit.low)
    if told or any(word in ("je", "j'") for word in before):
        return False  # "un proviseur m'a écrit que P": what the one who answers lived through
    if unit.pos[holder.head] == "PRON" and unit.low[holder.head] not in ("certains", "certaines"):
        return False
    return unit.low[holder.start] not in ("on", "nous", "je", "vous", "moi", "mon", "ma", "mes")
