"""A corpus without its texts: ids, offsets and hashes, to be shared where press text may not be."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from toolkit.records import Document, Sentence


def write_text_free(
    documents: Iterable[Document], path: Path, *, sentences: Iterable[Sentence] = ()
) -> int:
    """Write JSON lines that hold no word of the articles.

    First one line per document (kind "document": id, source, date, genre, section, url, author,
    language, characters, words, sha256 of the text in UTF-8), then one per sentence (kind
    "sentence": doc, index, start, end, zone, rule, section, paragraph, sha256 of its text).
    Titles are text, and left out. Whoever has the same articles can check by the hashes that the
    offsets point where they should.

    Returns:
        How many documents were written.
    """
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as handle:
        for document in documents:
            handle.write(json.dumps(_document(document), ensure_ascii=False) + "\n")
            count += 1
        for sentence in sentences:
            handle.write(json.dumps(_sentence(sentence), ensure_ascii=False) + "\n")
    return count


def sha256(text: str) -> str:
    """The hash of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _document(document: Document) -> dict[str, object]:
    return {
        "kind": "document", "id": document.id, "source": document.source, "date": document.date,
        "genre": document.genre, "section": document.section, "url": document.url,
        "author": document.author, "language": document.language, "format": document.format,
        "characters": len(document.text), "words": len(document.text.split()),
        "sha256": sha256(document.text),
    }


def _sentence(sentence: Sentence) -> dict[str, object]:
    return {
        "kind": "sentence", "doc": sentence.doc, "index": sentence.index, "start": sentence.start,
        "end": sentence.end, "zone": sentence.zone, "rule": sentence.rule,
        "section": sentence.section, "paragraph": sentence.paragraph,
        "sha256": sha256(sentence.text),
    }
