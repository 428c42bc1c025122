"""The values that flow through the toolkit: small frozen dataclasses, nothing else.

Offsets are half-open ``[start, end)`` counts of Unicode code points into ``Document.text``,
which is never changed: ``document.text[s.start:s.end] == s.text``.
A person's coding and the extractor's are the same :class:`Claim`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

Zone = Literal["body", "heading", "boilerplate", "comment"]
Kind = Literal[
    "statistic", "prediction", "causal", "comparison",
    "prescription", "definition", "experience", "assertion",
]
Epistemic = Literal["asserted", "hedged"]
SourceType = Literal["author", "person", "organisation", "study", "unspecified"]
QuoteType = Literal["none", "direct", "indirect"]
Stance = Literal["positive", "negative", "mixed", "none"]

ZONES: tuple[Zone, ...] = get_args(Zone)
KINDS: tuple[Kind, ...] = get_args(Kind)
SOURCE_TYPES: tuple[SourceType, ...] = get_args(SourceType)
QUOTE_TYPES: tuple[QuoteType, ...] = get_args(QuoteType)
STANCES: tuple[Stance, ...] = get_args(Stance)


@dataclass(frozen=True, slots=True)
class Document:
    """One article, as decoded once from its file; ``text`` is never edited.

    ``id`` is the file's path relative to the folder given (or its name), and for an article
    inside a larger file the file's name, ``#`` and the row's id or number.
    ``date`` is ISO (YYYY, YYYY-MM or YYYY-MM-DD) or ``None``; ``date_raw`` keeps what was found.
    ``meta`` holds every other column as (name, value) pairs, in order.
    """

    id: str
    text: str
    title: str | None = None
    author: str | None = None
    date: str | None = None
    date_raw: str | None = None
    source: str | None = None
    genre: str | None = None
    section: str | None = None
    url: str | None = None
    language: str | None = None
    path: str | None = None
    word_count: int | None = None
    format: str = "text"
    meta: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document, verbatim, with the zone it stands in.

    ``section`` counts the headings met so far (0 before the first), so that passages never
    cross a heading; ``paragraph`` counts blocks separated by line breaks; ``rule`` says why the
    zone.
    """

    doc: str
    index: int
    start: int
    end: int
    text: str
    zone: Zone
    section: int = 0
    paragraph: int = 0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a field has its value: the rule that fired and the characters it fired on.

    ``field`` names the field of the claim ("kinds.prediction", "negated", "frames.skills" …);
    ``start``/``end`` are document offsets of the cue, ``cue`` its text.
    """

    field: str
    rule: str
    start: int
    end: int
    cue: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: verbatim, and normalised. ``value_min == value_max`` for a single value.

    ``kind``: percent, ratio, fraction, multiplier, count, magnitude, money, duration, change.
    Percentages are on 0–100, ratios and fractions on 0–1, money in ``unit``.
    ``modifier``: approx, lower (more than), upper (less than), only, or ``None``.
    """

    text: str
    start: int
    end: int
    kind: str
    value_min: float | None = None
    value_max: float | None = None
    unit: str | None = None
    base: str | None = None
    modifier: str | None = None


@dataclass(frozen=True, slots=True)
class Horizon:
    """The time a claim points to: verbatim, and as years where they can be known.

    ``kind``: absolute ("d'ici 2030"), relative ("sous trois ans"), vague ("à terme"),
    present ("désormais"). Years are ``None`` when vague, or relative with an undated article.
    """

    text: str
    start: int
    end: int
    kind: str
    year_from: int | None = None
    year_to: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: the fields of the annotation guide, and why each has its value."""

    id: str
    doc: str
    sentence: int
    start: int
    end: int
    text: str
    zone: Zone = "body"
    kinds: tuple[str, ...] = ()
    negated: bool = False
    epistemic: Epistemic = "asserted"
    source: str | None = None
    source_type: SourceType = "author"
    source_full: str | None = None
    source_role: str | None = None
    source_elsewhere: bool = False
    quote: QuoteType = "none"
    quantities: tuple[Quantity, ...] = ()
    horizon: Horizon | None = None
    stance: Stance = "none"
    frames: tuple[str, ...] = ()
    agent: str | None = None
    action: str | None = None
    object: str | None = None
    condition: str | None = None
    cond_value: str | None = None
    confidence: float | None = None
    salience: float | None = None
    evidence: tuple[Evidence, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Passage:
    """Some 40 to 120 words of body sentences of one section: the unit topics are found in.

    ``sentences`` are indexes into the document's sentences; ``voice`` is "author", "quoted" or
    "mixed".
    """

    id: str
    doc: str
    start: int
    end: int
    text: str
    sentences: tuple[int, ...]
    section: int = 0
    words: int = 0
    voice: str = "author"


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: its words with weights, a readable label, its most typical passages."""

    id: int
    label: str
    words: tuple[tuple[str, float], ...]
    size: int
    typical: tuple[str, ...] = ()
    engine: str = ""
    survival: float | None = None
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """The topic of one passage; topic -1 means "none" (outlier)."""

    passage: str
    topic: int
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """What could not be used, where, why, and what its owner can do.

    ``kind``: file, article, row, metadata, or why it was left out (language, duplicate, off topic,
    not sampled). ``code`` names the reason in one word that never changes with wording or
    language ("cut_short"); ``data/lexicons/rejections.toml`` says each in French and English.
    """

    path: str
    place: str
    reason: str
    advice: str
    kind: str = "file"
    code: str = ""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with what is needed to trust it; undefined is ``None`` with a ``reason``."""

    value: float | None
    low: float | None = None
    high: float | None = None
    n: int = 0
    method: str = ""
    reason: str = ""
    p: float | None = None
