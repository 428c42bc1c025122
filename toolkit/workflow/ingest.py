"""Stage 1: files to documents and sentences; what cannot be read is listed, never lost."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from toolkit.corpus import read, segment
from toolkit.errors import DataError, SourceError
from toolkit.records import Document, Rejected
from toolkit.settings import Settings
from toolkit.workflow.convert import document_row, plain_row
from toolkit.workflow.folder import RunFolder
from toolkit.workflow.progress import Progress, silent, told


def ingest(
    folder: RunFolder,
    sources: Sequence[Path],
    settings: Settings,
    *,
    strict: bool = False,
    text_column: str | None = None,
    progress: Progress = silent,
) -> dict[str, int]:
    """Read every article of ``sources`` into `documents`, `sentences` and `rejected`.

    Args:
        strict: stop at the first article that cannot be used instead of listing it.
        text_column: the column of tables that holds the articles, where it cannot be guessed.

    Returns:
        Counts: documents, sentences, words, rejected.

    Raises:
        UsageError: a source does not exist.
        SourceError: there is no article in any of them.
        DataError: with ``strict``, the first rejected article.
    """
    counts = {"documents": 0, "sentences": 0, "words": 0, "rejected": 0}
    seen: set[str] = set()
    items = read(sources, language=settings.corpus.language or None, text_column=text_column)
    with folder.writing("documents", "sentences", "rejected") as (documents, sentences, rejected):
        for item in told(items, "ingest", progress):
            if isinstance(item, Document) and item.id in seen:
                item = _same_id(item)
            if isinstance(item, Rejected):
                _refuse(item, strict)
                rejected.add([plain_row(item)])
                continue
            seen.add(item.id)
            parts = segment(item)
            words = sum(len(s.text.split()) for s in parts if s.zone == "body")
            documents.add([document_row(item, words=words)])
            sentences.add(plain_row(part) for part in parts)
            counts["words"] += words
        counts["documents"], counts["sentences"] = documents.count, sentences.count
        counts["rejected"] = rejected.count
        if not counts["documents"]:
            raise _nothing(sources, counts["rejected"])
    return counts


def _same_id(document: Document) -> Rejected:
    return Rejected(
        path=document.path or document.id,
        place=document.id,
        reason="an article with this id was read before",
        advice="Give each source once, or give the folder that holds them both",
        kind="duplicate id",
    )


def _refuse(item: Rejected, strict: bool) -> None:
    if strict and item.kind != "language":
        raise DataError(item.reason, place=item.place or item.path, advice=item.advice)


def _nothing(sources: Sequence[Path], rejected: int) -> SourceError:
    return SourceError(
        "no article left to read" + (f" ({rejected} rejected)" if rejected else ""),
        place=", ".join(str(source) for source in sources),
        expected="at least one article in French",
        advice="Run `toolkit ingest` with --language any to keep other languages, "
        "or look at the files named",
    )
