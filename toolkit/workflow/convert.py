"""Records to table rows and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from hashlib import sha256
from itertools import groupby
from typing import Any

from toolkit.records import (
    Assignment,
    Claim,
    Document,
    Evidence,
    Horizon,
    Passage,
    Quantity,
    Rejected,
    Sentence,
    Topic,
)

_DOCUMENT_FIELDS = [field.name for field in fields(Document)]


def document_row(document: Document, *, words: int) -> dict[str, Any]:
    """A document as a row of `documents`; ``words`` counts the words of its body."""
    row = {name: getattr(document, name) for name in _DOCUMENT_FIELDS}
    row["meta"] = [{"name": name, "value": value} for name, value in document.meta]
    row["warnings"] = list(document.warnings)
    row["sha256"] = sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    return row | {"words": words, "cluster": None, "representative": True}


def document_from(row: dict[str, Any]) -> Document:
    """The document a row of `documents` was made from."""
    values = {name: row[name] for name in _DOCUMENT_FIELDS}
    values["meta"] = tuple((pair["name"], pair["value"]) for pair in row["meta"] or ())
    values["warnings"] = tuple(row["warnings"] or ())
    return Document(**values)


def sentence_from(row: dict[str, Any]) -> Sentence:
    """The sentence a row of `sentences` was made from."""
    return Sentence(**row)


def claim_row(claim: Claim) -> dict[str, Any]:
    """A claim as a row of `claims`."""
    return asdict(claim)


def claim_from(row: dict[str, Any]) -> Claim:
    """The claim a row of `claims` was made from."""
    values = dict(row)
    values["quantities"] = tuple(Quantity(**item) for item in row["quantities"] or ())
    values["horizon"] = Horizon(**row["horizon"]) if row["horizon"] else None
    values["evidence"] = tuple(Evidence(**item) for item in row["evidence"] or ())
    for name in ("kinds", "frames"):
        values[name] = tuple(row[name] or ())
    return Claim(**values)


def plain_row(record: Sentence | Passage | Assignment | Rejected) -> dict[str, Any]:
    """A record whose fields are its columns."""
    return asdict(record)


def passage_from(row: dict[str, Any]) -> Passage:
    """The passage a row of `passages` was made from."""
    return Passage(**{**row, "sentences": tuple(row["sentences"])})


def topic_row(topic: Topic) -> dict[str, Any]:
    """A topic as a row of `topics`."""
    words = [{"word": word, "weight": float(weight)} for word, weight in topic.words]
    return asdict(topic) | {"words": words, "typical": list(topic.typical)}


def by_document(
    documents: Iterable[dict[str, Any]], rows: Iterable[dict[str, Any]], key: str = "doc"
) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Pair every document row with its rows of another table, both in the order written."""
    groups = groupby(rows, key=lambda row: row[key])
    waiting = next(groups, None)
    for document in documents:
        if waiting is not None and waiting[0] == document["id"]:
            yield document, list(waiting[1])
            waiting = next(groups, None)
        else:
            yield document, []
