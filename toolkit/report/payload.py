"""The data the page's script works on, as small as it can be: texts once, claims by offsets."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from toolkit.report.charts import NO_VALUE, charts, names_of
from toolkit.report.model import ReportModel, Row
from toolkit.report.texts import Texts
from toolkit.report.topic_charts import plots

_OTHER_ZONES = ("heading", "boilerplate", "comment")


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
    kept = [row for row in model.claims if row["doc"] in place]
    tags = {row["claim"]: row for row in model.narratives.get("claim_tags", ())}
    topics = _topic_of(model)
    claims = [
        _claim(row, place[row["doc"]], tags.get(row["id"], {})) | {"tp": topics(row)}
        for row in kept
    ]
    return {
        "language": texts.language,
        "words": dict(texts.words),
        "labels": dict(texts.labels) | names_of(model, texts),
        "documents": [_document(row, model) for row in shown],
        "texts": [row["text"] for row in shown],
        "claims": claims, "sets": _sets(model, kept), "forms": _forms(model),
        "body": spans(model.sentences, place, "body"),
        "zones": {zone: spans(model.sentences, place, zone) for zone in _OTHER_ZONES},
        "charts": charts(model, texts), "map": topic_map(model),
        "plots": plots(model, texts),
        "sampled": len(shown) < len(model.documents), "inside": _inside(model),
    }


def _document(row: Row, model: ReportModel) -> dict[str, Any]:
    names = ("id", "title", "source", "date", "genre", "author", "url", "words")
    return {name: row.get(name) for name in names} | {"group": _group(row, model)}


def _by(model: ReportModel) -> str:
    return str(model.record.get("settings", {}).get("compare", {}).get("by", "source"))


def _inside(model: ReportModel) -> str | None:
    """The column of claims that made the groups, where these lie inside articles."""
    by = _by(model)
    inside = any(n["code"] == "inside_articles" for n in model.record.get("notices") or ())
    return by if inside else None


def _group(row: Row, model: ReportModel) -> str:
    """The group a document was compared in: a column, a part of its date, or its metadata."""
    by, date = _by(model), row.get("date") or ""
    if _inside(model) is not None:
        by = "source"  # who tells a story is then told by source
    if by in ("year", "month"):
        value = date[: 4 if by == "year" else 7]
    elif by == "quarter" and len(date) >= 7:
        value = f"{date[:4]}-Q{(int(date[5:7]) + 2) // 3}"
    elif by in row:
        value = row[by]
    else:
        value = next((p["value"] for p in row.get("meta") or () if p["name"] == by), None)
    return str(value) if value else NO_VALUE


def _topic_of(model: ReportModel) -> Callable[[Row], int | None]:
    """A claim's topic: that of the passage it stands in."""
    topics = {row["passage"]: row["topic"] for row in model.assignments}
    spans: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for row in model.passages:
        if row["id"] in topics:
            spans[row["doc"]].append((row["start"], row["end"], topics[row["id"]]))

    def topic(claim: Row) -> int | None:
        inside = (t for s, e, t in spans[claim["doc"]] if s <= claim["start"] < e)
        return next(inside, None)

    return topic


def _claim(row: Row, doc: int, tags: Row) -> dict[str, Any]:
    horizon = row.get("horizon")
    return {
        "d": doc, "s": row["start"], "e": row["end"],
        "k": list(row["kinds"]), "f": list(row["frames"]), "st": row["stance"],
        "n": bool(row["negated"]), "h": row["epistemic"] == "hedged", "q": row["quote"],
        "w": row["source_full"] or row["source"], "t": row["source_type"],
        "r": row["source_role"], "a": [row["agent"], row["action"], row["object"]],
        "c": row["condition"], "hz": horizon["text"] if horizon else None,
        "qt": [item["text"] for item in row["quantities"] or ()],
        "cf": row["confidence"], "sa": row["salience"],
        "ag": tags.get("agent"), "ob": tags.get("object"), "vc": tags.get("verb_class"),
        "ro": tags.get("roles") or [],
        "ev": [[item["field"], item["rule"], item["start"], item["end"]]
               for item in row["evidence"] or ()],
    }


def _sets(model: ReportModel, claims: Sequence[Row]) -> dict[str, dict[str, list[list[Any]]]]:
    """The claims of each narrative and of each travelling figure, as [place, side]."""
    place = {(row["doc"], row["start"]): index for index, row in enumerate(claims)}
    found: dict[str, dict[str, list[list[Any]]]] = {"narrative": {}, "figure": {}}
    for row in model.narratives.get("narrative_claims", ()):
        at = place.get((row["doc"], row["start"]))
        if at is not None:
            found["narrative"].setdefault(row["narrative"], []).append([at, row["side"]])
    for row in model.narratives.get("figure_mentions", ()):
        at = place.get((row["doc"], row["claim_start"]))
        if at is not None:
            found["figure"].setdefault(row["figure"], []).append([at, ""])
    return found


def _forms(model: ReportModel) -> dict[str, list[str]]:
    """The written forms of each distinctive word, for its concordance."""
    found: dict[str, list[str]] = {}
    for row in model.narratives.get("key_forms", ()):
        found.setdefault(row["item"], []).append(row["form"])
    return found


def topic_map(model: ReportModel) -> list[dict[str, Any]]:
    """Topics as points: x, y (no unit), size (passages), label; empty where no map was made."""
    points = ((model.record.get("topics") or {}).get("info") or {}).get("map") or ()
    if isinstance(points, Mapping) or len(points) != len(model.topics):
        return []
    return [
        {"x": x, "y": y, "size": topic["size"], "label": topic["label"], "topic": topic["id"]}
        for (x, y), topic in zip(points, model.topics)
    ]


def spans(sentences: Sequence[Row], place: dict[str, int], zone: str) -> list[list[int]]:
    """Spans of the sentences of one zone as [document, start, end]."""
    return [
        [place[row["doc"]], row["start"], row["end"]]
        for row in sentences
        if row["zone"] == zone and row["doc"] in place
    ]
