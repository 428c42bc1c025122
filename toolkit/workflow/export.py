"""A run in other forms: CSV, JSONL, corpora for IRaMuTeQ and TXM, or without its texts."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from toolkit.errors import unknown_name
from toolkit.workflow.convert import by_document, document_from, sentence_from
from toolkit.workflow.folder import RunFolder, replacing
from toolkit.workflow.schemas import TABLES

FORMATS = ("csv", "jsonl", "iramuteq", "txm", "text-free")


def guide_claim(row: dict[str, Any]) -> dict[str, Any]:
    """A claim with the guide's names: quantities and horizon verbatim, their values beside them."""
    horizon = row["horizon"]
    return row | {
        "claim": True,
        "quantities": [item["text"] for item in row["quantities"] or ()],
        "quantities_detail": row["quantities"],
        "horizon": horizon["text"] if horizon else None,
        "horizon_detail": horizon,
    }


def export(folder: RunFolder, out: Path, *, format: str = "csv") -> list[Path]:
    """Write a run to ``out``; returns the files written.

    csv and jsonl: every table there is, in order; JSONL has one object a line, offsets count code
    points of the raw text, end exclusive. iramuteq and txm: the body of the articles as a corpus
    for these programs. text-free: ids, offsets and hashes only, for sharing without the articles.
    """
    if format not in FORMATS:
        raise unknown_name("export format", format, list(FORMATS))
    if format in ("iramuteq", "txm", "text-free"):
        return _corpus(folder, out, format)
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for table in TABLES:
        if not folder.has(table):
            continue
        target = out / f"{table}.{format}"
        if format == "csv":
            with replacing(target) as scratch:
                shutil.copyfile(folder.path / "tables" / f"{table}.csv", scratch)
        else:
            shape: Callable[[dict[str, Any]], dict[str, Any]] = (
                guide_claim if table == "claims" else dict
            )
            _jsonl(target, (shape(row) for row in folder.rows(table)))
        written.append(target)
    return written


def _corpus(folder: RunFolder, out: Path, format: str) -> list[Path]:
    """The articles themselves, body only, or what can be shared of them."""
    from toolkit.corpus.writers.iramuteq import write_iramuteq
    from toolkit.corpus.writers.textfree import write_text_free
    from toolkit.corpus.writers.txm import write_txm

    documents = (document_from(row) for row in folder.rows("documents"))
    if format == "txm":
        body = _bodies(folder)
        write_txm(documents, out, text=lambda document: body[document.id])
        return [out / "metadata.csv"]
    out.mkdir(parents=True, exist_ok=True)
    target = out / {"iramuteq": "corpus_iramuteq.txt", "text-free": "text_free.jsonl"}[format]
    with replacing(target) as scratch:
        if format == "iramuteq":
            body = _bodies(folder)
            write_iramuteq(documents, scratch, text=lambda document: body[document.id])
        else:
            sentences = (sentence_from(row) for row in folder.rows("sentences"))
            write_text_free(documents, scratch, sentences=sentences)
    return [target]


def _bodies(folder: RunFolder) -> dict[str, str]:
    """The body of each article, a paragraph a line, without headings and page furniture."""
    found: dict[str, str] = {}
    for document, sentences in by_document(folder.rows("documents"), folder.rows("sentences")):
        paragraphs: dict[int, list[str]] = {}
        for sentence in sentences:
            if sentence["zone"] == "body":
                paragraphs.setdefault(sentence["paragraph"], []).append(sentence["text"])
        found[document["id"]] = "\n".join(" ".join(part) for part in paragraphs.values())
    return found


def _jsonl(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    with replacing(path) as scratch, open(scratch, "w", encoding="utf-8") as handle:
        for row in rows:
            handle.write(json.dumps(row, ensure_ascii=False) + "\n")
