"""The voices of a whole article: quotations given their speakers, reports their sources."""

from __future__ import annotations

from dataclasses import replace

from toolkit.claims.article import AUTHOR, Article, View, Voice
from toolkit.claims.attribution import lexicon, speech
from toolkit.claims.attribution.carrying import asking_study, carried_report, law_goes_on
from toolkit.claims.attribution.cast import Cast, Entity
from toolkit.claims.attribution.identity import (
    gender_of,
    identify,
    leading_subject,
    same_words,
)
from toolkit.claims.attribution.memory import NOBODY, Identity, Memory, is_pronoun
from toolkit.claims.attribution.quotes import Layout, find_quotations
from toolkit.claims.attribution.roles import role_in
from toolkit.claims.attribution.shares import is_share
from toolkit.claims.attribution.signatures import (
    LONGEST_PULL,
    closing_signature,
    is_full,
    signature_line,
    signature_text,
)
from toolkit.claims.attribution.signing import (
    SPEAKS,
    Line,
    Quoted,
    best_report,
    cites_another,
    find_speech,
    own_report,
    place,
)
from toolkit.claims.attribution.turns import Turn, find_turns, people_in
from toolkit.claims.attribution.unit import (
    LONGEST_SENTENCE,
    Phrase,
    Report,
    Span,
    Unit,
    build_unit,
    fold,
    without,
)
from toolkit.records import Evidence, QuoteType


class Voices:
    """Works out every voice of one article, sentence by sentence."""

    def __init__(self, article: Article) -> None:
        self.article = article
        sentences = article.sentences
        self.layout = Layout([s.start for s in sentences], [s.end for s in sentences],
                             [s.paragraph for s in sentences])
        self.quotations = find_quotations(article.document.text, self.layout)
        self.units: dict[int, Unit] = {}
        for i, (sentence, doc) in enumerate(zip(sentences, article.docs)):
            if doc is not None and len(doc) and sentence.text.strip():
                unit = build_unit(View(article.document, sentence, doc))
                if 0 < len(unit) <= LONGEST_SENTENCE:
                    self.units[i] = unit
        self.lines = {i: Line(i, unit) for i, unit in self.units.items()
                      if sentences[i].zone == "body"}
        self.cast = Cast(self.units.items())
        self.memory = Memory(self.cast)
        self.signed = self._signatures()
        self.pulled = self._pulled()
        people = people_in(sentences, [e.name for e in self.cast.people()])
        self.turns = find_turns(sentences, people)
        place(self.lines, self.quotations, self.layout)
        self.quoted = find_speech(self.lines, self.quotations)
        self.by_line: dict[int, list[int]] = {}
        for k, quoted in enumerate(self.quoted):
            quoted.own = own_report(quoted, self.lines)
            for i in quoted.lines:
                self.by_line.setdefault(i, []).append(k)

    def run(self) -> tuple[Voice, ...]:
        """One voice per sentence of the article."""
        voices: list[Voice] = []
        previous = AUTHOR
        for i in range(len(self.article.sentences)):
            line = self.lines.get(i)
            voice = self._voice(line, previous) if line else AUTHOR
            voices.append(voice)
            if line:
                self._remember(line)
                previous = voice
        return tuple(voices)

    def _signatures(self) -> dict[int, tuple[int, Phrase]]:
        """Sentence -> (signature line, its phrase) for blocks signed on the line below."""
        sentences = self.article.sentences
        body = [i for i, s in enumerate(sentences) if s.zone == "body"]
        last_body = body[-1] if body else -1
        found: dict[int, tuple[int, Phrase]] = {}
        for i, unit in self.units.items():
            phrase = signature_line(unit, self.cast) if i > 0 else None
            if phrase is None:
                continue
            block: list[int] = []
            j = i - 1
            above = sentences[i - 1].paragraph
            while j in self.lines and sentences[j].paragraph == above and len(block) < 12:
                block.append(j)
                j -= 1
            text = "".join(sentences[k].text for k in block[-1:])
            quoted = text.lstrip()[:1] in ("«", "“", '"', "„", "—", "–")
            alone = sentences[i].paragraph != sentences[i - 1].paragraph
            inside = i < last_body and len(block) <= LONGEST_PULL and is_full(unit, phrase)
            inside = inside and (alone or sentences[i].zone != "body")
            if block and (quoted or inside):
                found.update((k, (i, phrase)) for k in block)
        return found

    def _pulled(self) -> dict[int, tuple[Span, str]]:
        """Sentence -> (span, words) of the unparsed line that signs the quotation it stands in."""
        sentences = self.article.sentences
        names = frozenset(fold(e.name) for e in self.cast.people())
        found: dict[int, tuple[Span, str]] = {}
        for i, sentence in enumerate(sentences):
            if i == 0 or sentence.zone == "body" or i in self.units or i - 1 not in self.lines:
                continue
            local = signature_text(sentence.text, names)
            end = sentences[i - 1].end
            over = [q for q in self.quotations if end - 2 <= q.end <= end + 2]
            if local is None or not over:
                continue
            span = sentence.start + local[0], sentence.start + local[1]
            j = i - 1
            while j in self.lines and sentences[j].end > over[-1].start:
                found[j] = span, self.article.document.text[span[0]:span[1]]
                j -= 1
        return found

    # --- one sentence ---------------------------------------------------------------------------

    def _voice(self, line: Line, previous: Voice) -> Voice:
        for k in self.by_line.get(line.index, ()):
            self._settle(self.quoted[k], k, line.index)
        if line.index in self.turns:
            cited = best_report(line)
            if cited is not None and cites_another(line.unit, cited):
                return self._reported(line, cited)
            return self._answer(line, self.turns[line.index])
        if line.index in self.signed:
            return self._signed(line)
        if line.index in self.pulled:
            return self._signed_below(line, *self.pulled[line.index])
        direct = self._direct(line)
        if direct is not None:
            return direct
        closing = closing_signature(line.unit)
        if closing is not None:
            return self._reported(line, closing, quote="direct")
        report = best_report(line)
        law = law_goes_on(line.unit, previous)
        if law is not None:
            return self._provision(line, law, previous)
        if report is not None:
            return self._from_study(line, report, previous) or self._reported(line, report)
        rule = carried_report(line.unit, previous)
        return self._carried(line, previous, rule) if rule else AUTHOR

    def _signed(self, line: Line) -> Voice:
        i, phrase = self.signed[line.index]
        unit = self.units[i]
        identity = identify(unit, phrase, self.memory, line.index)
        content = [line.unit.offsets(line.unit.first, len(line.unit))]
        voice = self._make(identity, "direct", content, None, "signature.line", elsewhere=True)
        start, end = unit.offsets(phrase.start, phrase.end)
        proof = Evidence("source", "attribution.signature.line", start, end,
                         self.article.document.text[start:end])
        return replace(voice, evidence=(*voice.evidence, proof))

    def _provision(self, line: Line, law: Phrase, previous: Voice) -> Voice:
        """What a text provides for, the sentence after the one that names it."""
        unit = line.unit
        identity = Identity(unit.text(law.start, law.end), "organisation",
                            previous.source_full or previous.source, previous.source_role)
        content = [unit.offsets(law.end, len(unit))]
        return self._make(identity, "indirect", content, None, "norm")

    def _signed_below(self, line: Line, span: Span, words: str) -> Voice:
        content = [line.unit.offsets(line.unit.first, len(line.unit))]
        identity = Identity(words, "person", None, role_in(words))
        voice = self._make(identity, "direct", content, None, "signature.line", elsewhere=True)
        proof = Evidence("source", "attribution.signature.line", *span, words)
        return replace(voice, evidence=(*voice.evidence, proof))

    def _answer(self, line: Line, turn: Turn) -> Voice:
        """A sentence of an answer in an interview, without the label of who speaks."""
        unit, label = line.unit, turn.label
        begin = unit.find(unit.view.sentence.start + label.after) if label else unit.first
        content = [unit.offsets(min(begin, len(unit) - 1), len(unit))]
        role = next((e.roles[0] for e in self.cast.people()
                     if e.roles and fold(e.name) == fold(turn.full or turn.name)), None)
        identity = Identity(turn.name, "person", turn.full, role)
        voice = self._make(identity, "direct", content, None, "interview", elsewhere=label is None)
        if label is None:
            return voice
        base = unit.view.sentence.start
        start, end = base + label.start, base + label.after
        text = self.article.document.text
        name = text[start:base + label.end]
        proof = Evidence("source", "attribution.interview", start, base + label.end, name)
        return replace(voice, source=name, report=(start, end), evidence=(*voice.evidence, proof))

    def _settle(self, quoted: Quoted, k: int, index: int) -> None:
        """Fix the speaker of a quotation when its first sentence is reached."""
        if quoted.identity is not None:
            return
        if quoted.own is not None:
            i, report = quoted.own
            quoted.identity = self._who(self.lines[i], report, index)
            return
        before = self.quoted[k - 1] if k > 0 else None
        if before is not None and index - before.lines[-1] <= 1 and before.identity is not None:
            quoted.identity = before.identity
            return
        said = self.memory.last_speaker(index)
        person = self.memory.person(index)
        if said is not None:
            quoted.identity = said
        else:
            quoted.identity = NOBODY if person is None else self._person(person)

    def _who(self, line: Line, report: Report, index: int) -> Identity:
        if report.holder is None:
            return NOBODY
        return identify(line.unit, report.holder, self.memory, index)

    def _direct(self, line: Line) -> Voice | None:
        """The voice of a sentence that holds quoted speech; None when too little of it is."""
        unit = line.unit
        best: Quoted | None = None
        content: list[Span] = []
        covered = 0.0
        for k in self.by_line.get(line.index, ()):
            quoted = self.quoted[k]
            part = next(p for p in line.parts if self.quotations[p.quotation] is quoted.quotation)
            covered += speech.share(unit, part)
            content.append(self._inside(unit, quoted))
            if best is None or (best.own is None and quoted.own is not None):
                best = quoted
        if best is None or best.identity is None:
            return None
        here = best.own is not None and best.own[0] == line.index
        if not here and (covered < 0.5 or self._embedded(line, best)):
            return self._partly(line, content, covered)
        report = best.own[1] if best.own is not None else None
        if here and report is not None:
            held = report.rule in ("that", "infinitive") and covered < 0.5
            # "affirme qu'il « … » quelques mots": all that is reported is what X holds
            content = list(report.content) if held else without(content, report.span)
        rule = f"quotation.{report.rule}" if report else "quotation.carried"
        return self._make(best.identity, "direct", content, report if here else None, rule,
                          elsewhere=not here and best.identity.text is not None)

    def _embedded(self, line: Line, quoted: Quoted) -> bool:
        """The author's own clause takes the quotation in: "Sa mission est « d'aider les gens »"."""
        part = next(p for p in line.parts if self.quotations[p.quotation] is quoted.quotation)
        unit = line.unit
        before = range(unit.first, part.start)
        if not any(unit.pos[k] in ("VERB", "AUX") for k in before) or quoted.own is not None:
            return False
        return unit.low[part.start - 1] not in (":", ".", "!", "?", "…")

    def _partly(self, line: Line, content: list[Span], covered: float) -> Voice | None:
        """A sentence of the author's that holds some quoted words nobody in it is given."""
        report = best_report(line)
        if report is not None:
            return self._reported(line, report, quote="direct", content=tuple(content))
        spoken = any(speech.has_finite(line.unit, p.start, p.end) for p in line.parts)
        if covered < 0.5 or not spoken:
            return None
        person = self.memory.person(line.index)
        if person is None or line.index - self.memory.seen(person) > 2:
            return self._make(NOBODY, "direct", content, None, "quotation.unsigned")
        return self._make(self._person(person), "direct", content, None, "quotation.carried",
                          elsewhere=True)

    def _person(self, person: Entity) -> Identity:
        role = person.roles[0] if person.roles else None
        return Identity(self.memory.text_of(person), "person", person.name, role, person)

    @staticmethod
    def _inside(unit: Unit, quoted: Quoted) -> Span:
        inner = quoted.quotation.inner
        start = max(inner[0], unit.starts[0])
        return start, max(start, min(inner[1], unit.ends[-1]))

    def _from_study(self, line: Line, report: Report, previous: Voice) -> Voice | None:
        """Shares of people right after a study belong to that study."""
        if report.holder is None or not is_share(line.unit, report.holder):
            return None
        if (asking := asking_study(line.unit)) is not None:
            return self._reported(line, replace(report, holder=asking))
        if previous.source_type != "study":
            return None
        return self._carried(line, previous, "carried.study", content=report.content)

    def _carried(
        self, line: Line, previous: Voice, rule: str, *, content: tuple[Span, ...] = ()
    ) -> Voice:
        spans = content or (line.unit.offsets(line.unit.first, len(line.unit)),)
        start, end = spans[0]
        proof = Evidence("source", f"attribution.{rule}", start, end,
                         self.article.document.text[start:end])
        return replace(previous, source_elsewhere=previous.source is not None, quote="indirect",
                       content=spans, report=None, evidence=(proof,))

    def _reported(
        self, line: Line, report: Report, *, quote: QuoteType = "indirect",
        content: tuple[Span, ...] = (),
    ) -> Voice:
        identity = self._who(line, report, line.index)
        return self._make(identity, quote, list(content or report.content), report, report.rule)

    def _make(
        self, identity: Identity, quote: QuoteType, content: list[Span], report: Report | None,
        rule: str, *, elsewhere: bool = False,
    ) -> Voice:
        text = identity.text
        if elsewhere and text and identity.entity is not None and is_pronoun(text):
            text = self.memory.text_of(identity.entity)
        elif elsewhere and text and identity.full and is_pronoun(text):
            text = identity.full
        full = identity.full
        if full and text and same_words(full, text):
            full = None
        return Voice(
            source=text, source_type=identity.kind, source_full=full, source_role=identity.role,
            source_elsewhere=elsewhere, quote=quote, content=tuple(content),
            report=report.span if report else None, evidence=self._evidence(content, report, rule),
        )

    def _evidence(
        self, content: list[Span], report: Report | None, rule: str
    ) -> tuple[Evidence, ...]:
        text = self.article.document.text
        if report is None:
            start, end = content[0]
            return (Evidence("quote", f"attribution.{rule}", start, end, text[start:end]),)
        (start, end), (first, last) = report.cue, report.span
        return (
            Evidence("quote", f"reporting.{report.verb}", start, end, text[start:end]),
            Evidence("source", f"attribution.{rule}", first, last, text[first:last]),
        )

    # --- memory ---------------------------------------------------------------------------------

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
            if identity.kind == "organisation" and not is_pronoun(identity.text or ""):
                self.memory.group = (identity, gender_of(unit, subject), index)
        for report in line.reports:
            if report.holder is None:
                continue
            identity = identify(unit, report.holder, self.memory, index)
            self._remember_source(identity, index)
            spoken = report.rule in SPEAKS and report.lemma not in lexicon.frame("mental")
            if spoken and identity.kind in ("person", "organisation"):
                self.memory.spoke(identity, gender_of(unit, report.holder), index)

    def _remember_source(self, identity: Identity, index: int) -> None:
        if identity.entity is not None:
            named = identity.text if identity.full is None else None
            self.memory.note(identity.entity, index, 2, named)
        if identity.kind == "study" and identity.text:
            self.memory.study = (identity.full or identity.text, identity.role, index)
        if identity.plural:
            self.memory.plural = (identity, index)
