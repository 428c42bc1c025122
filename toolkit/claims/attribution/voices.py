"""The voices of a whole article: quotations given their speakers, reports their sources."""

from __future__ import annotations

from dataclasses import dataclass, field

from toolkit.claims.article import AUTHOR, Article, View, Voice
from toolkit.claims.attribution import lexicon, speech
from toolkit.claims.attribution.cast import Cast
from toolkit.claims.attribution.identity import (
    NOBODY,
    Identity,
    Memory,
    identify,
    leading_subject,
)
from toolkit.claims.attribution.incises import incises
from toolkit.claims.attribution.prepositions import by_preposition
from toolkit.claims.attribution.quotes import Layout, Quotation, find_quotations
from toolkit.claims.attribution.sayings import sayings
from toolkit.claims.attribution.unit import Report, Span, Unit, build_unit
from toolkit.records import Evidence, QuoteType

_RANK = {
    "incise": 0, "as_says": 1, "mixed": 2, "colon": 3, "that": 4, "infinitive": 5, "signature": 2,
    "reading": 1, "preposition": 6, "pour": 7, "impersonal": 8, "finding": 9, "passive": 10,
}
_SPEAKS = frozenset(["incise", "as_says", "colon", "mixed", "that", "signature", "reading",
                     "preposition", "infinitive"])


@dataclass(slots=True)
class Line:
    """One sentence in the making: its unit, its quoted parts, its reports."""

    index: int
    unit: Unit
    parts: list[speech.Part] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)


@dataclass(slots=True)
class Quoted:
    """A quotation that is speech, with the sentences it covers and the report that signs it."""

    quotation: Quotation
    lines: list[int]
    own: tuple[int, Report] | None = None
    identity: Identity | None = None
    home: int = -1


class Voices:
    """Works out every voice of one article, sentence by sentence."""

    def __init__(self, article: Article) -> None:
        self.article = article
        sentences = article.sentences
        self.layout = Layout([s.start for s in sentences], [s.end for s in sentences],
                             [s.paragraph for s in sentences])
        self.quotations = find_quotations(article.document.text, self.layout)
        self.lines: dict[int, Line] = {}
        units: list[tuple[int, Unit]] = []
        for i, (sentence, doc) in enumerate(zip(sentences, article.docs)):
            if doc is None or not len(doc) or not sentence.text.strip():
                continue
            unit = build_unit(View(article.document, sentence, doc))
            if not len(unit):
                continue
            units.append((i, unit))
            if sentence.zone == "body":
                self.lines[i] = Line(i, unit)
        self.cast = Cast(units)
        self.memory = Memory(self.cast)
        self.quoted: list[Quoted] = []
        self.by_line: dict[int, list[int]] = {}

    def run(self) -> tuple[Voice, ...]:
        """One voice per sentence of the article."""
        self._place_quotations()
        self._find_reports()
        self._sign_quotations()
        voices = []
        previous = AUTHOR
        for i in range(len(self.article.sentences)):
            line = self.lines.get(i)
            voice = self._voice(line, previous) if line else AUTHOR
            voices.append(voice)
            if line:
                self._remember(line)
                previous = voice
        return tuple(voices)

    def _place_quotations(self) -> None:
        """Which tokens of which sentences stand between marks."""
        for number, quotation in enumerate(self.quotations):
            i = self.layout.sentence_at(quotation.start)
            while i < len(self.layout.starts) and self.layout.starts[i] < quotation.end:
                line = self.lines.get(i)
                part = speech.parts_of(line.unit, number, quotation) if line else None
                if line and part:
                    line.parts.append(part)
                i += 1

    def _find_reports(self) -> None:
        spans: dict[int, list[int]] = {}
        for line in self.lines.values():
            for part in line.parts:
                spans.setdefault(part.quotation, []).append(line.index)
        kept: dict[int, Quoted] = {}
        for line in self.lines.values():
            masked: set[int] = set()
            for part in line.parts:
                several = len(spans[part.quotation]) > 1
                if several or not self._set_apart(line.unit, part):
                    masked |= set(range(part.start, part.end))
            frozen = frozenset(masked)
            line.reports = [
                *incises(line.unit, masked=frozen), *sayings(line.unit, masked=frozen),
                *by_preposition(line.unit, masked=frozen),
            ]
            for part in line.parts:
                self._weigh(line, part, frozen, len(spans[part.quotation]) > 1)
            for part in line.parts:
                if len(spans[part.quotation]) > 1 or self._is_speech(line, part):
                    number = part.quotation
                    kept.setdefault(number, Quoted(self.quotations[number], [])).lines.append(line.index)
        self.quoted = [kept[number] for number in sorted(kept)]
        for k, quoted in enumerate(self.quoted):
            for i in quoted.lines:
                self.by_line.setdefault(i, []).append(k)

    @staticmethod
    def _set_apart(unit: Unit, part: speech.Part) -> bool:
        return speech.is_scare(unit, part) or speech.is_titled(unit, part)

    def _weigh(self, line: Line, part: speech.Part, masked: frozenset[int], several: bool) -> None:
        """Add the reports that only a quotation can have: a judging verb, a signature."""
        outside = masked - set(range(part.start, part.end))
        for report in (speech.mixed(line.unit, part, frozenset(outside)), speech.signed(line.unit, part)):
            if report is not None:
                line.reports.append(report)

    def _is_speech(self, line: Line, part: speech.Part) -> bool:
        """Whether a quotation inside one sentence is somebody's words."""
        unit = line.unit
        touching = [r for r in line.reports if r.rule in _SPEAKS and self._touches(unit, r, part)]
        if speech.is_scare(unit, part):
            whole = speech.share(unit, part) > 0.8 and speech.has_finite(unit, part.start, part.end)
            return whole or any(r.rule in ("incise", "mixed", "colon", "signature") for r in touching)
        if speech.is_titled(unit, part):
            return bool(touching)
        return True

    @staticmethod
    def _touches(unit: Unit, report: Report, part: speech.Part) -> bool:
        """The report stands right before, right after, or governs the quotation."""
        start, end = unit.starts[part.start], unit.ends[part.end - 1]
        if report.rule == "mixed" or report.rule == "signature":
            return any(a <= start < b or start <= a < end for a, b in report.content)
        if report.rule == "incise":
            return 0 <= report.span[0] - end <= 4 or 0 <= start - report.span[1] <= 4
        return any(a <= start < b for a, b in report.content)

    def _sign_quotations(self) -> None:
        """Give each quotation the report that belongs to it, in its own sentences or beside them."""
        for quoted in self.quoted:
            quoted.own = self._own_report(quoted)

    def _own_report(self, quoted: Quoted) -> tuple[int, Report] | None:
        best: tuple[int, int, Report] | None = None
        first, last = quoted.lines[0], quoted.lines[-1]
        for i in quoted.lines:
            for report in self.lines[i].reports:
                if report.rule not in _SPEAKS or not self._near(quoted, report):
                    continue
                rank = _RANK[report.rule]
                if best is None or rank < best[0]:
                    best = (rank, i, report)
        if best is not None:
            return best[1], best[2]
        after = self.lines.get(last + 1)
        if after is not None and after.reports and not after.parts:
            report = after.reports[0]
            begins = report.span[0] - after.unit.starts[after.unit.first] <= 1
            if report.rule == "incise" and begins:
                return last + 1, report
        return self._introduced(first)

    def _near(self, quoted: Quoted, report: Report) -> bool:
        """Incises must stand at the quotation's edge; other reports must hold it."""
        start, end = quoted.quotation.start, quoted.quotation.end
        if report.rule == "incise":
            return -1 <= report.span[0] - end <= 6 or -1 <= start - report.span[1] <= 40 or (
                start <= report.span[0] < end)
        if report.rule == "signature":
            return report.content[0][0] < end and report.content[0][1] > start
        if report.rule in ("preposition", "reading", "as_says"):
            return True
        return any(a < end and b > start for a, b in report.content)

    def _introduced(self, first: int) -> tuple[int, Report] | None:
        """The sentence before, when it ends with a colon and reports."""
        before = self.lines.get(first - 1)
        if before is None or before.parts or before.unit.low[-1] != ":":
            return None
        reports = [r for r in before.reports if r.holder is not None]
        return (first - 1, reports[-1]) if reports else None

    # --- the walk -----------------------------------------------------------------------------

    def _voice(self, line: Line, previous: Voice) -> Voice:
        for k in self.by_line.get(line.index, ()):
            self._settle(k, line.index)
        direct = self._direct(line)
        if direct is not None:
            return direct
        report = self._best(line)
        if report is not None:
            return self._reported(line, report)
        return AUTHOR

    def _settle(self, k: int, index: int) -> None:
        """Fix the speaker of quotation ``k`` when its first sentence is reached."""
        quoted = self.quoted[k]
        if quoted.identity is not None:
            return
        if quoted.own is not None:
            i, report = quoted.own
            quoted.identity, quoted.home = self._who(self.lines[i], report, index), i
            return
        if k > 0:
            before = self.quoted[k - 1]
            if index - before.lines[-1] <= 1 and before.identity is not None:
                quoted.identity, quoted.home = before.identity, before.home
                return
        person = self.memory.person(index)
        if person is not None:
            quoted.identity = Identity(
                self.memory.text_of(person), "person", person.name,
                person.roles[0] if person.roles else None, person)
            return
        quoted.identity = NOBODY

    def _who(self, line: Line, report: Report, index: int) -> Identity:
        if report.holder is None:
            return NOBODY
        return identify(line.unit, report.holder, self.memory, index)

    def _direct(self, line: Line) -> Voice | None:
        """The voice of a sentence that holds quoted speech."""
        unit = line.unit
        best: Quoted | None = None
        content: list[Span] = []
        covered = 0.0
        for k in self.by_line.get(line.index, ()):
            quoted = self.quoted[k]
            part = next(p for p in line.parts if self.quotations[p.quotation] is quoted.quotation)
            covered += speech.share(unit, part)
            content.append(self._inside(unit, quoted.quotation))
            if best is None or (best.own is None and quoted.own is not None):
                best = quoted
        if best is None or best.identity is None:
            return None
        here = best.own is not None and best.own[0] == line.index
        if not here and covered < 0.5:
            report = self._best(line)
            if report is not None:
                return self._reported(line, report, quote="direct", content=tuple(content))
            if covered < 0.3:
                return None
            return self._make(NOBODY, "direct", content, None, "quotation.unsigned", line)
        report = best.own[1] if best.own is not None else None
        rule = f"quotation.{report.rule}" if report else "quotation.carried"
        return self._make(best.identity, "direct", content, report if here else None, rule, line,
                          elsewhere=not here and best.identity.text is not None)

    @staticmethod
    def _inside(unit: Unit, quotation: Quotation) -> Span:
        start = max(quotation.inner[0], unit.starts[0])
        return start, max(start, min(quotation.inner[1], unit.ends[-1]))

    def _best(self, line: Line) -> Report | None:
        reports = [r for r in line.reports if r.rule not in ("mixed", "signature")]
        if not reports:
            return None
        return min(reports, key=lambda r: (_RANK[r.rule], r.span[0]))

    def _reported(
        self, line: Line, report: Report, *, quote: QuoteType = "indirect",
        content: tuple[Span, ...] = (),
    ) -> Voice:
        identity = self._who(line, report, line.index)
        return self._make(identity, quote, list(content or report.content), report, report.rule, line)

    def _make(
        self, identity: Identity, quote: QuoteType, content: list[Span], report: Report | None,
        rule: str, line: Line, *, elsewhere: bool = False,
    ) -> Voice:
        evidence = self._evidence(line, content, report, rule)
        full = self._full(identity, elsewhere)
        return Voice(
            source=self._spoken(identity), source_type=identity.kind, source_full=full,
            source_role=identity.role, source_elsewhere=elsewhere, quote=quote,
            content=tuple(content), report=report.span if report else None, evidence=evidence,
        )

    def _spoken(self, identity: Identity) -> str | None:
        """A carried source is named, not left a pronoun of another sentence."""
        return identity.text

    @staticmethod
    def _full(identity: Identity, elsewhere: bool) -> str | None:
        if identity.full and identity.text and lexicon_equal(identity.full, identity.text):
            return None
        return identity.full

    def _evidence(
        self, line: Line, content: list[Span], report: Report | None, rule: str
    ) -> tuple[Evidence, ...]:
        text = self.article.document.text
        proofs = []
        if report is not None:
            start, end = report.cue
            proofs.append(Evidence("quote", f"reporting.{report.verb}", start, end, text[start:end]))
            start, end = report.span
            proofs.append(Evidence("source", f"attribution.{rule}", start, end, text[start:end]))
        elif content:
            start, end = content[0]
            proofs.append(Evidence("quote", f"attribution.{rule}", start, end, text[start:end]))
        return tuple(proofs)

    def _remember(self, line: Line) -> None:
        """Bring the people and things of this sentence into view."""
        unit, index = line.unit, line.index
        quoted = {t for p in line.parts for t in range(p.start, p.end)}
        for mention in self.cast.mentions.get(index, ()):
            if mention.start in quoted:
                continue
            self.memory.note(mention.entity, index, 2 if mention.subject else 1,
                             unit.text(mention.start, mention.end))
        subject = leading_subject(unit)
        if subject is not None and subject.head not in quoted:
            identity = identify(unit, subject, self.memory, index)
            if identity.entity is not None:
                self.memory.note(identity.entity, index, 2)
        self._remember_sources(line)

    def _remember_sources(self, line: Line) -> None:
        for report in line.reports:
            if report.holder is None:
                continue
            identity = identify(line.unit, report.holder, self.memory, line.index)
            if identity.entity is not None:
                self.memory.note(identity.entity, line.index, 2)
            if identity.kind == "study" and identity.text:
                self.memory.study = (identity.full or identity.text, identity.role, line.index)
            if identity.plural:
                self.memory.plural = (identity, line.index)


def lexicon_equal(left: str, right: str) -> bool:
    """The same words but for case and accents of apostrophes."""
    return left.casefold().replace("’", "'") == right.casefold().replace("’", "'")


__all__ = ["Voices", "lexicon"]
