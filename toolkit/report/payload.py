"""The data the page's script works on, as small as it can be: texts once, claims by offsets."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from toolkit.report.charts import charts
from toolkit.report.model import ReportModel, Row
from toolkit.report.texts import Texts


def shown_documents(model: ReportModel) -> list[Row]:
    """The documents whose text the page holds: all, or a seeded sample of ``max_articles``."""
    settings = model.record.get("settings", {})
    limit = settings.get("report", {}).get("max_articles", len(model.documents))
    if len(model.documents) <= limit:
        return list(model.documents)
    chosen = random.Random(settings.get("seed", 0)).sample(range(len(model.documents)), limit)
    return [model.documents[index] for index in sorted(chosen)]


def payload(model: ReportModel, texts: Texts) -> dict[str, Any]:
    """Everything the script needs, as JSON values."""
    shown = shown_documents(model)
    place = {row["id"]: index for index, row in enumerate(shown)}
    return {
        "language": texts.language,
        "words": dict(texts.words),
        "labels": dict(texts.labels) | frame_labels(model, texts),
        "documents": [_document(row) for row in shown],
        "texts": [row["text"] for row in shown],
        "claims": [_claim(row, place[row["doc"]]) for row in model.claims if row["doc"] in place],
        "body": _body(model.sentences, place),
        "charts": charts(model, texts),
    }


def frame_labels(model: ReportModel, texts: Texts) -> dict[str, str]:
    """Frame id to its label in the report's language."""
    return {
        name: labels.get(texts.language, name) for name, labels in model.codebook.items()
    }


def _document(row: Row) -> dict[str, Any]:
    names = ("id", "title", "source", "date", "genre", "author", "url", "words")
    return {name: row.get(name) for name in names}


def _claim(row: Row, doc: int) -> dict[str, Any]:
    horizon = row.get("horizon")
    return {
        "d": doc, "i": row["id"], "s": row["start"], "e": row["end"],
        "k": list(row["kinds"]), "f": list(row["frames"]), "st": row["stance"],
        "n": bool(row["negated"]), "h": row["epistemic"] == "hedged", "q": row["quote"],
        "w": row["source_full"] or row["source"], "t": row["source_type"],
        "r": row["source_role"], "a": [row["agent"], row["action"], row["object"]],
        "c": row["condition"], "hz": horizon["text"] if horizon else None,
        "qt": [item["text"] for item in row["quantities"] or ()],
        "cf": row["confidence"], "sa": row["salience"],
        "ev": [[item["field"], item["rule"], item["start"], item["end"]]
               for item in row["evidence"] or ()],
    }


def _body(sentences: Sequence[Row], place: dict[str, int]) -> list[list[int]]:
    """Spans of body sentences as [document, start, end], for the concordance."""
    return [
        [place[row["doc"]], row["start"], row["end"]]
        for row in sentences
        if row["zone"] == "body" and row["doc"] in place
    ]
