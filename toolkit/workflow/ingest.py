"""Stage 1: files to documents and sentences; what is not studied is listed, never lost.

Articles are read once, one by one, into a spool; copies and the sample can only be told when all
have been seen, so what is studied is decided in a second pass over the spool.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from toolkit.corpus import read, segment
from toolkit.corpus.aliases import source_aliases
from toolkit.corpus.duplicates import Member, cluster, representatives
from toolkit.corpus.filters import Filter, sample
from toolkit.corpus.flow import Flow
from toolkit.corpus.mending import mend
from toolkit.errors import DataError, SourceError
from toolkit.records import Document, Rejected
from toolkit.settings import CorpusSettings, Settings
from toolkit.workflow.convert import document_from, document_row, plain_row
from toolkit.workflow.folder import RunFolder, TableWriter, spooled
from toolkit.workflow.progress import Progress, silent, told

_ADVICE = {
    "language": "Keep it with --language any",
    "duplicate": "Count every copy with --duplicates keep",
    "off topic": "Widen --since, --until, --source, --genre or --query to keep it",
    "not sampled": "Leave out --sample, or ask for a larger one",
}


@dataclass(slots=True)
class _Reading:
    """What the first pass gathers."""

    flow: Flow = field(default_factory=Flow)
    rejected: list[Rejected] = field(default_factory=list)
    strata: list[tuple[str, str | None]] = field(default_factory=list)
    paths: dict[str, str] = field(default_factory=dict)


def ingest(
    folder: RunFolder,
    sources: Sequence[Path],
    settings: Settings,
    *,
    strict: bool = False,
    text_column: str | None = None,
    progress: Progress = silent,
) -> dict[str, Any]:
    """Read every article of ``sources`` into `documents`, `sentences` and `rejected`.

    Near-duplicates are grouped (`cluster`, `representative`) and kept, or counted once where the
    settings say so; articles off topic, not sampled or in another language are rows of `rejected`.

    Args:
        strict: stop at the first article that cannot be read instead of listing it.
        text_column: the column of tables that holds the articles, where it cannot be guessed;
            the columns of other fields are in ``settings.corpus.columns``.

    Returns:
        Counts: documents, sentences, words, rejected; and `flow`, the steps from found to kept.

    Raises:
        UsageError: a source or a named column does not exist, or a bound or query is not valid.
        SourceError: there is no article in any of them.
        DataError: with ``strict``, the first rejected article.
    """
    reading = _Reading()
    spool = folder.path / ".spool.parquet.part"
    try:
        writer = TableWriter("documents", spool)
        items = read(
            sources, language=settings.corpus.language or None, text_column=text_column,
            columns=settings.corpus.columns,
        )
        texts = _first_pass(told(items, "ingest", progress), writer, reading, settings, strict)
        members = cluster(texts)
        writer.close()
        chosen = _chosen(reading, members, settings)
        counts = _second_pass(folder, spool, reading, members, chosen)
    finally:
        spool.unlink(missing_ok=True)
    if not counts["documents"]:
        raise _nothing(sources, reading)
    steps = [step._asdict() for step in reading.flow.steps()]
    return counts | {"flow": steps}


def _first_pass(
    items: Iterator[Document | Rejected], writer: TableWriter, reading: _Reading,
    settings: Settings, strict: bool,
) -> Iterator[tuple[str, ...]]:
    """Spool what is on topic, and yield (id, text, date) of it."""
    wanted = _filter(settings.corpus)
    aliases = source_aliases(Path(settings.corpus.aliases) if settings.corpus.aliases else None)
    for item in items:
        if isinstance(item, Rejected):
            if strict and item.kind not in ("language", "metadata"):
                raise DataError(item.reason, place=item.place or item.path, advice=item.advice)
            reading.flow.refuse(item)
            reading.rejected.append(item)
            continue
        document = aliases.unify(mend(item) if settings.corpus.mend else item)
        reading.flow.read += 1
        reason = wanted.reason(document)
        if reason is not None:
            reading.flow.leave_out(reason)
            reading.rejected.append(_left_out(document.id, document.path, "off topic", reason))
            continue
        reading.strata.append((document.id, document.source))
        reading.paths[document.id] = document.path or document.id
        writer.add([document_row(document, words=0)])
        yield document.id, document.text, document.date or ""


def _filter(corpus: CorpusSettings) -> Filter:
    return Filter(
        since=corpus.since or None, until=corpus.until or None, sources=corpus.sources,
        genres=corpus.genres, query=corpus.query or None,
    )


def _chosen(
    reading: _Reading, members: Mapping[str, Member], settings: Settings
) -> frozenset[str]:
    """The ids that are studied, after duplicates and sampling."""
    strata = reading.strata
    if settings.corpus.duplicates == "once":
        kept = representatives(members)
        for name, _ in strata:
            if name not in kept:
                reading.flow.duplicates += 1
                reading.rejected.append(_left_out(
                    name, reading.paths[name], "duplicate",
                    f"near-duplicate of {members[name].representative}",
                ))
        strata = [pair for pair in strata if pair[0] in kept]
    if not settings.corpus.sample:
        return frozenset(name for name, _ in strata)
    drawn = sample(strata, settings.corpus.sample, seed=settings.seed)
    for name, _ in strata:
        if name not in drawn:
            reading.flow.not_sampled += 1
            reading.rejected.append(
                _left_out(name, reading.paths[name], "not sampled", "not in the random sample")
            )
    return drawn


def _left_out(name: str, path: str | None, kind: str, reason: str) -> Rejected:
    told = f"off topic: {reason}" if kind == "off topic" else reason
    return Rejected(
        path=path or name, place=name, reason=told, advice=_ADVICE[kind], kind=kind,
        code=kind.replace(" ", "_"),
    )


def _second_pass(
    folder: RunFolder, spool: Path, reading: _Reading, members: Mapping[str, Member],
    chosen: frozenset[str],
) -> dict[str, Any]:
    words = 0
    with folder.writing("documents", "sentences", "rejected") as (documents, sentences, rejected):
        for row in spooled(spool):
            if row["id"] not in chosen:
                continue
            parts = segment(document_from(row))
            size = sum(len(s.text.split()) for s in parts if s.zone == "body")
            member = members[row["id"]]
            documents.add([row | {
                "words": size, "cluster": member.cluster,
                "representative": member.representative == row["id"],
            }])
            sentences.add(plain_row(part) for part in parts)
            words += size
        rejected.add(plain_row(item) for item in reading.rejected)
    return {
        "documents": documents.count, "sentences": sentences.count, "words": words,
        "rejected": rejected.count,
    }


def _nothing(sources: Sequence[Path], reading: _Reading) -> SourceError:
    steps = reading.flow.steps()
    gone = ", ".join(f"{step.removed} {step.step}" for step in steps if step.removed)
    return SourceError(
        "no article left to study" + (f" ({steps[0].left} found: {gone})" if gone else ""),
        place=", ".join(str(source) for source in sources),
        expected="at least one article in French",
        advice="Widen the filters, keep other languages (--language any), or look at the files",
    )
