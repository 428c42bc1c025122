"""What the rules of this room look at: an article, its sentences, their parses, their voices."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.french.frozen import freeze
from toolkit.records import Document, Evidence, QuoteType, Sentence, SourceType

if TYPE_CHECKING:
    from toolkit.french.frozen import Doc, Span, Token


@dataclass(frozen=True, slots=True)
class Voice:
    """Who holds what one sentence says.

    ``content`` are the document spans of the attributed words (the quotation, the "que" clause),
    empty for the author's voice; ``report`` is the span of the clause that attributes
    ("explique la sociologue", "selon l'étude"), whose verb is never the main proposition.
    """

    source: str | None = None
    source_type: SourceType = "author"
    source_full: str | None = None
    source_role: str | None = None
    source_elsewhere: bool = False
    quote: QuoteType = "none"
    content: tuple[tuple[int, int], ...] = ()
    report: tuple[int, int] | None = None
    evidence: tuple[Evidence, ...] = ()


AUTHOR = Voice()


@dataclass(frozen=True, slots=True)
class View:
    """One sentence as a rule sees it: its record, its own Doc, its voice.

    A spaCy Doc given as ``doc`` is kept as :class:`toolkit.french.frozen.Doc`.
    """

    document: Document
    sentence: Sentence
    doc: Doc
    voice: Voice = AUTHOR

    def __post_init__(self) -> None:
        object.__setattr__(self, "doc", freeze(self.doc))

    def offset(self, token: Token) -> int:
        """Where ``token`` starts in the document."""
        return self.sentence.start + int(token.idx)

    def span(self, cue: Token | Span) -> tuple[int, int]:
        """Document offsets of a token or a span of this sentence's Doc."""
        if hasattr(cue, "idx"):
            start = int(cue.idx)
            return self.sentence.start + start, self.sentence.start + start + len(cue.text)
        return self.sentence.start + int(cue.start_char), self.sentence.start + int(cue.end_char)

    def evidence(self, name: str, rule: str, cue: Token | Span) -> Evidence:
        """The proof that ``rule`` set field ``name`` because of ``cue``."""
        start, end = self.span(cue)
        return Evidence(name, rule, start, end, self.document.text[start:end])

    def evidence_at(self, name: str, rule: str, start: int, end: int) -> Evidence:
        """The same for document offsets."""
        return Evidence(name, rule, start, end, self.document.text[start:end])

    def evidence_inside(self, name: str, rule: str, start: int, end: int) -> Evidence:
        """The same for offsets into the sentence."""
        shift = self.sentence.start
        return self.evidence_at(name, rule, shift + start, shift + end)


@dataclass(frozen=True, slots=True)
class Article:
    """A whole article: ``docs[i]`` is the parse of ``sentences[i]``, ``None`` if not parsed.

    spaCy Docs are kept as :class:`toolkit.french.frozen.Doc`, which rules read faster.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    docs: tuple[Doc | None, ...] = field(repr=False)

    def __post_init__(self) -> None:
        frozen = tuple(None if doc is None else freeze(doc) for doc in self.docs)
        object.__setattr__(self, "docs", frozen)

    def views(self, voices: tuple[Voice, ...] | None = None) -> list[View]:
        """A view of every parsed sentence, with its voice where known."""
        return [
            View(self.document, sentence, doc, voices[i] if voices else AUTHOR)
            for i, (sentence, doc) in enumerate(zip(self.sentences, self.docs))
            if doc is not None
        ]
