"""From a document to its sentences, each with exact offsets, its zone, and why."""

from __future__ import annotations

from toolkit.corpus.blocks import Block, blocks
from toolkit.corpus.boundaries import split_block
from toolkit.records import Document, Sentence


def split(text: str) -> list[tuple[Block, list[tuple[int, int]]]]:
    """The blocks of a text (lines, unwrapped paragraphs), each with its sentences' spans."""
    return [(block, split_block(text, block.start, block.end)) for block in blocks(text)]


def segment(document: Document) -> list[Sentence]:
    """The sentences of a document in order, with the zone each stands in.

    Returns:
        A partition of the document's non-blank text: every character that is not white space
        lies in exactly one sentence, and ``document.text[s.start:s.end] == s.text``.
        ``section`` counts headings met so far, ``paragraph`` blocks between line breaks,
        ``rule`` names what decided the zone. Empty for a blank text. Time and memory are
        linear in the length of the text; no model is needed.
    """
    from toolkit.corpus.zones import label

    parts = split(document.text)
    labels = label(document, parts)
    found: list[Sentence] = []
    section = 0
    for paragraph, ((_, spans), decided) in enumerate(zip(parts, labels)):
        for (start, end), (zone, rule) in zip(spans, decided):
            if zone == "heading":
                section += 1
            found.append(
                Sentence(
                    doc=document.id, index=len(found), start=start, end=end,
                    text=document.text[start:end], zone=zone, section=section,
                    paragraph=paragraph, rule=rule,
                )
            )
    return found
