"""Stage 2: parse the sentences once; write the claims, and the lemmas topics are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from toolkit.records import Document, Sentence
from toolkit.settings import ClaimsSettings, Settings
from toolkit.workflow.convert import by_document, claim_row, document_from, sentence_from
from toolkit.workflow.folder import RunFolder
from toolkit.workflow.progress import Progress, silent

Unit = tuple[Document, list[Sentence]]
Rows = tuple[list[dict[str, Any]], list[dict[str, Any]]]
_CHUNK = 32


def claims(
    folder: RunFolder, settings: Settings, *, workers: int = 1, progress: Progress = silent
) -> dict[str, int]:
    """Write `claims` and `terms` of every document; the rows do not depend on ``workers``."""
    total = sum(1 for _ in folder.rows("documents", ["id"]))
    with folder.writing("claims", "terms") as (claim_table, term_table):
        done = 0
        progress("claims", 0, total)
        for size, (claim_rows, term_rows) in _results(folder, settings.claims, workers):
            claim_table.add(claim_rows)
            term_table.add(term_rows)
            done += size
            progress("claims", done, total)
    return {"claims": claim_table.count}


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
    """Claims and terms of some documents: the whole work of one worker."""
    from toolkit.claims.extract import articles, extract
    from toolkit.codebook import load_codebook

    codebook = load_codebook(Path(settings.codebook) if settings.codebook else None)
    claim_rows: list[dict[str, Any]] = []
    term_rows: list[dict[str, Any]] = []
    for article in articles(
        chunk, pipeline=settings.pipeline or None, batch_size=settings.batch_size
    ):
        found = extract(article, codebook)
        claim_rows += [claim_row(claim) for claim in found]
        quoted = {claim.sentence for claim in found if claim.source_type != "author"}
        term_rows += _terms(article, quoted)
    return claim_rows, term_rows


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


