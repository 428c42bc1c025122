"""Stage 2: parse the sentences once; write the claims, and the lemmas topics are made of."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from toolkit.records import Document, Rejected, Sentence
from toolkit.settings import ClaimsSettings, Settings
from toolkit.workflow.convert import (
    by_document,
    claim_row,
    document_from,
    plain_row,
    sentence_from,
)
from toolkit.workflow.folder import RunFolder
from toolkit.workflow.progress import Progress, silent

Unit = tuple[Document, list[Sentence]]
Rows = tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]
_CHUNK = 32
_STAGE = "claims"  # the `kind` of rejected rows this stage writes


def claims(
    folder: RunFolder, settings: Settings, *, workers: int = 1, progress: Progress = silent
) -> dict[str, int]:
    """Write `claims` and `terms` of every document; the rows do not depend on ``workers``.

    An article that breaks a rule of ours becomes a row of `rejected` and keeps its sentences.

    Returns:
        Counts: claims, failed (articles without claims because of a fault in this library).
    """
    total = sum(1 for _ in folder.rows("documents", ["id"]))
    kept = [row for row in folder.rows("rejected") if row["kind"] != _STAGE]
    failed: list[dict[str, Any]] = []
    with folder.writing("claims", "terms", "rejected") as (claim_table, term_table, rejected):
        done = 0
        progress("claims", 0, total)
        for size, (claim_rows, term_rows, faults) in _results(folder, settings.claims, workers):
            claim_table.add(claim_rows)
            term_table.add(term_rows)
            failed += faults
            done += size
            progress("claims", done, total)
        rejected.add([*kept, *failed])
    return {"claims": claim_table.count, "failed": len(failed), "rejected": rejected.count}


def _units(folder: RunFolder) -> Iterator[Unit]:
    pairs = by_document(folder.rows("documents"), folder.rows("sentences"))
    for document, sentences in pairs:
        yield document_from(document), [sentence_from(row) for row in sentences]


def _chunks(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    stream = iter(units)
    while chunk := list(islice(stream, _CHUNK)):
        yield chunk


def _results(
    folder: RunFolder, settings: ClaimsSettings, workers: int
) -> Iterator[tuple[int, Rows]]:
    chunks = _chunks(_units(folder))
    if workers <= 1:
        for chunk in chunks:
            yield len(chunk), analyse(chunk, settings)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("forkserver")) as pool:
        waiting: list[tuple[int, Any]] = []
        for chunk in chunks:
            waiting.append((len(chunk), pool.submit(analyse, chunk, settings)))
            if len(waiting) > 2 * workers:  # never hold the whole corpus in memory
                size, future = waiting.pop(0)
                yield size, future.result()
        for size, future in waiting:
            yield size, future.result()


def analyse(chunk: list[Unit], settings: ClaimsSettings) -> Rows:
    """Claims, terms and faults of some documents: the whole work of one worker."""
    from toolkit.claims.extract import articles, extract
    from toolkit.codebook import load_codebook

    codebook = load_codebook(Path(settings.codebook) if settings.codebook else None)
    claim_rows: list[dict[str, Any]] = []
    term_rows: list[dict[str, Any]] = []
    faults: list[dict[str, Any]] = []
    for article in articles(
        chunk, pipeline=settings.pipeline or None, batch_size=settings.batch_size
    ):
        try:
            found = extract(article, codebook)
        except Exception as error:  # a fault of ours in one article must not cost the others
            faults.append(_fault(article.document, error))
            found = ()
        claim_rows += [claim_row(claim) for claim in found]
        quoted = {claim.sentence for claim in found if claim.source_type != "author"}
        term_rows += _terms(article, quoted)
    return claim_rows, term_rows, faults


def _fault(document: Document, error: Exception) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}"
    return plain_row(Rejected(
        path=document.path or document.id, place=document.id,
        reason=f"no claims: {type(error).__name__} {error} in {place}",
        advice="The article's sentences are kept; please report this fault with the article",
        kind=_STAGE, code="claims",
    ))


def _terms(article: Any, quoted: set[int]) -> Iterator[dict[str, Any]]:
    from toolkit.french.terms import words

    for sentence, doc in zip(article.sentences, article.docs):
        if doc is not None and sentence.zone == "body":
            forms, lemmas, pos = words(doc)
            yield {
                "doc": sentence.doc, "sentence": sentence.index,
                "voice": "quoted" if sentence.index in quoted else "author",
                "forms": forms, "lemmas": lemmas, "pos": pos,
            }


