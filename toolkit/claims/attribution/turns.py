"""Interviews: whose turn it is to speak, when labels or questions part the turns.

"Le Journal : Quand … ?" / "Marie Durand : P. Q." / "M. D. : R.": the sentences of an answer are the
direct speech of the person the label names; questions stay the interviewer's, thus the author's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.claims.attribution import lexicon
from toolkit.claims.attribution.unit import fold
from toolkit.records import Sentence

_WORD = r"(?:[A-ZÀ-ÖØ-Ý][\w'’.-]*|d['’][A-ZÀ-Ý][\w'’-]*|d[eu]|des|la|le|van|von|ben|el)"
_LABEL = re.compile(
    rf"\s*[—–•-]?\s*(?P<name>{_WORD}(?:[ \u00a0]{_WORD}){{0,5}})(?P<role>, [^:«»\".?!]{{2,80}}?)?"
    r"[ \u00a0\u202f]*(?: ?[-–—] ?)?:\s+(?=[^\s«“„\"])")
_INITIALS = re.compile(r"(?:[A-ZÀ-Ý]{1,2}\.?[ \u00a0-]?){2,4}$")
_FULL_NAME = re.compile(rf"[A-ZÀ-Ý][\w’'-]+(?:[ \u00a0]{_WORD})+$")
_WITH = re.compile(
    r"(?i:entretien|interview|rencontre|conversation)[ \u00a0](?i:avec|de)[ \u00a0]"
    rf"({_WORD}(?:[ \u00a0]{_WORD})+)")
_NAME = re.compile(rf"[A-ZÀ-Ý][\w’'-]+(?:[ \u00a0]{_WORD}){{1,3}}")
_DASHES = "–—-"
_FIRST_PERSON = re.compile(r"\b(?:je|j(?=['’])|mon|ma|mes|moi)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"\b(?:vous|votre|vos)\b", re.IGNORECASE)
_QUESTIONER = frozenset(["q", "question", "questions", "journaliste", "la rédaction"])
_ANSWER = frozenset(["r", "réponse", "réponses"])
LONGEST_QUESTION = 80
"""Words up to which a paragraph that ends with a question mark can be an interviewer's question."""


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker's label: local offsets ``[start, end)`` in its sentence, and past the colon."""

    text: str
    start: int
    end: int
    after: int


@dataclass(frozen=True, slots=True)
class Turn:
    """One sentence of an answer: who speaks under which words; ``label`` where it stands here."""

    name: str
    full: str | None
    label: Label | None


@dataclass(frozen=True, slots=True)
class People:
    """The full names an article holds, in order, without those who signed it."""

    names: Sequence[str]

    def behind(self, label: str) -> str | None:
        """The full name a label stands for: itself, its initials, its surname or given name."""
        folded = fold(label)
        letters = [c for c in folded if c.isalpha()]
        short = _INITIALS.match(label) is not None
        for name in self.names:
            words = re.findall(r"\w+", fold(name))
            firsts = [word[0] for word in words]
            few = [word[0] for word in re.findall(r"[\w-]+", fold(name))]
            if short and letters in (firsts, few):
                return name
            if not short and (fold(name) == folded or folded in fold(name).split()):
                return name
        return None


def label_of(text: str) -> Label | None:
    """The label at the head of a sentence ("H. C. : …"); None when it has none."""
    match = _LABEL.match(text)
    if match is None or match.end() >= len(text):
        return None
    end = match.end("role") if match.group("role") else match.end("name")
    name = match.group("name").strip()
    return Label(name, match.start("name"), end, match.end())


def find_turns(sentences: Sequence[Sentence], people: People) -> dict[int, Turn]:
    """Sentence -> the turn of the person asked, in an interview; empty in any other article."""
    return (_labelled(sentences, people) or _asked(sentences, people)
            or _dashed(sentences, people))


def _paragraphs(sentences: Sequence[Sentence]) -> list[list[int]]:
    """Indexes of body and heading sentences, paragraph by paragraph."""
    groups: list[list[int]] = []
    last: tuple[int, str] | None = None
    for i, sentence in enumerate(sentences):
        if sentence.zone not in ("body", "heading"):
            continue
        place = (sentence.paragraph, sentence.zone)
        if place == last:
            groups[-1].append(i)
        else:
            groups.append([i])
        last = place
    return groups


def _asks(sentences: Sequence[Sentence], block: Sequence[int]) -> bool:
    """The block is a question: it ends with its mark and is short."""
    ends = sentences[block[-1]].text.rstrip(" »”\"\u00a0\u202f)").endswith("?")
    return ends and sum(len(sentences[i].text.split()) for i in block) <= LONGEST_QUESTION


# --- labelled turns -----------------------------------------------------------------------------


def _labelled(sentences: Sequence[Sentence], people: People) -> dict[int, Turn]:
    groups = _paragraphs(sentences)
    labels: dict[int, Label] = {}
    for block in groups:
        for i in block:
            label = label_of(sentences[i].text)
            if label is None or sentences[i].zone != "body":
                continue
            if i == block[0] or _INITIALS.match(label.text):
                labels[i] = label
    speakers = _speakers(sentences, groups, labels, people)
    if sum(1 for i in labels if labels[i].text in speakers) < 2:
        return {}
    found: dict[int, Turn] = {}
    last = max(i for i in labels if labels[i].text in speakers)
    current: Turn | None = None
    for block in groups:
        if block[0] not in labels:
            current = _stays(sentences, block, current, last=last)
        for i in block:
            label = labels.get(i)
            if label is not None:
                known = label.text in speakers
                current = Turn(label.text, speakers[label.text], None) if known else None
            if current is not None and sentences[i].zone == "body":
                found[i] = Turn(current.name, current.full, label)
    return found


def _stays(
    sentences: Sequence[Sentence], block: list[int], current: Turn | None, *, last: int
) -> Turn | None:
    """The turn an unlabelled paragraph goes on with; None for a question or the author's text."""
    if current is None or _asks(sentences, block):
        return None
    text = " ".join(sentences[i].text for i in block)
    if fold(text).startswith(("la rédaction", "note de la rédaction", "ndlr", "(ndlr")):
        return None
    return current if block[0] <= last or _FIRST_PERSON.search(text) else None


def _speakers(
    sentences: Sequence[Sentence], groups: list[list[int]], labels: dict[int, Label],
    people: People,
) -> dict[str, str | None]:
    """The labels of those who answer -> the full names they stand for (None: the same)."""
    asked: dict[str, list[bool]] = {}
    for block in groups:
        if block[0] in labels:
            asks = _asks(sentences, block)
            asked.setdefault(labels[block[0]].text, []).append(asks)
    found: dict[str, str | None] = {}
    for label in {labels[i].text: None for i in labels}:
        turns = asked.get(label, [False])
        if fold(label) in _QUESTIONER or sum(turns) * 2 > len(turns):
            continue
        if fold(label) in _ANSWER:
            if people.names:
                found[label] = people.names[0]
            continue
        full = people.behind(label)
        given = fold(label).split()[0].split("-")[0] in lexicon.given_names()
        dotted = _INITIALS.match(label) is not None and label.count(".") > 1
        if full is not None or dotted or given:
            found[label] = full if full is not None and fold(full) != fold(label) else None
    return found


# --- questions alone ----------------------------------------------------------------------------


def _asked(sentences: Sequence[Sentence], people: People) -> dict[int, Turn]:
    """Answers under unlabelled questions, where the page says or shows that it is an interview."""
    cues = lexicon.words("prefixes", "interviews")
    told = any(
        any(fold(s.text).strip(" :.").startswith(cue) for cue in cues)
        for s in sentences if len(s.text) < 200
    )
    groups = _paragraphs(sentences)
    questions = [
        k for k, block in enumerate(groups) if _asks(sentences, block) and any(
            _ADDRESS.search(sentences[i].text) for i in block)
    ]
    if len(questions) < 2 or not (told or _answered(sentences, groups, questions)):
        return {}
    name = _guest(sentences[: groups[questions[0]][0]], people)
    found: dict[int, Turn] = {}
    for k in range(questions[0] + 1, len(groups) if name else 0):
        block = groups[k]
        if sentences[block[0]].zone != "body" or _asks(sentences, block):
            continue
        if k > questions[-1] + 1 and not _says_i(sentences, block):
            break
        found.update((i, Turn(str(name), None, None)) for i in block)
    return found


def _says_i(sentences: Sequence[Sentence], block: Sequence[int]) -> bool:
    return any(_FIRST_PERSON.search(sentences[i].text) for i in block)


def _answered(
    sentences: Sequence[Sentence], groups: list[list[int]], questions: list[int]
) -> bool:
    """A page that does not say it is an interview: three questions to "vous" at least, most of
    them answered by somebody who says "je". A column's "Que faites-vous ?" has no such answers."""
    answers = [
        groups[k + 1] for k in questions
        if k + 1 < len(groups) and not _asks(sentences, groups[k + 1])
    ]
    told = sum(_says_i(sentences, block) for block in answers)
    return len(answers) >= 3 and 2 * told > len(answers)


def _guest(before: Sequence[Sentence], people: People) -> str | None:
    """Who is asked: the first person known, else the first full name before the questions."""
    if people.names:
        return people.names[0]
    for sentence in before:
        for match in _NAME.finditer(sentence.text):
            if fold(match.group()).split()[0].split("-")[0] in lexicon.given_names():
                return match.group()
    return None


def _dashed(sentences: Sequence[Sentence], people: People) -> dict[int, Turn]:
    """A dialogue in paragraphs that open with a dash: the one who is asked first answers, and the
    turns alternate; a question to "vous" is always the interviewer's."""
    groups = [
        block for block in _paragraphs(sentences)
        if sentences[block[0]].zone == "body" and sentences[block[0]].text.lstrip()[:1] in _DASHES
    ]
    asked = [
        _asks(sentences, block) and (k == 0 or any(
            _ADDRESS.search(sentences[i].text) for i in block))
        for k, block in enumerate(groups)
    ]
    if sum(asked) < 2 or not asked[0]:
        return {}
    name = _guest(sentences[: groups[0][0]], people)
    if name is None:
        return {}
    found: dict[int, Turn] = {}
    answers = True
    for block, question in zip(groups, asked):
        answers = not answers and not question
        if answers:
            found.update((i, Turn(name, None, None)) for i in block)
    return found


def people_in(sentences: Sequence[Sentence], known: Iterable[str]) -> People:
    """The full names of ``known`` and of the labels, the person asked first, signers left out."""
    bylines = lexicon.words("prefixes", "bylines")
    signed = " ".join(
        fold(s.text) for s in sentences
        if s.zone != "body" and any(fold(s.text).startswith(cue) for cue in bylines))
    names = [name for name in known if fold(name) not in signed]
    for sentence in sentences:
        asked = _WITH.search(sentence.text) if sentence.zone != "body" else None
        if asked is not None and fold(asked.group(1)) not in signed:
            names.insert(0, asked.group(1))
        label = label_of(sentence.text) if sentence.zone == "body" else None
        if label and _FULL_NAME.match(label.text) and label.text not in names:
            names.append(label.text)
    return People(tuple(names))
