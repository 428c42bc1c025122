"""Pictures of topics that are no grid: trees, planes, and curves over numbers of topics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolkit.report.model import ReportModel, Row
from toolkit.report.texts import Texts

_NAMED_TERMS = 6
_LINE = 0.035  # height of a line of text, as a share of the plane
_PANELS = (
    ("chi2", "curve_chi2", None), ("excess", "curve_excess", 1.05),
    ("stability", "curve_stability", None), ("npmi", "curve_npmi", None),
    ("smallest", "curve_smallest", None),
)

Plot = dict[str, Any]


def plots(model: ReportModel, texts: Texts) -> list[Plot]:
    """Curves and planes for the page and the figures: a dictionary per picture.

    ``form`` is "panels" (``panels`` over the same ``k``, the number taken in ``chosen``) or
    "plane" (``points`` with kind, name, topic, x, y; ``axes`` name the two axes). ``header`` and
    ``rows`` are the table behind it.
    """
    made = (_curve(model, texts), _plane(model, texts))
    return [plot for plot in made if plot]


def info_of(model: ReportModel) -> Mapping[str, Any]:
    """What the engine told of its topics; empty before there are any."""
    found: Mapping[str, Any] = (model.record.get("topics") or {}).get("info") or {}
    return found


def topic_tree(model: ReportModel, texts: Texts) -> Plot:
    """The tree of topics: ``merges``, ``names`` of its leaves, their ``topics``, title and note.

    Leaves are topics, or the classes of a descending classification, of which several may be one
    topic after a merge by hand. Without a tree, ``merges`` is empty.
    """
    info = info_of(model)
    labels = {topic["id"]: topic["label"] for topic in model.topics}
    plain = {"title": texts["tree"], "note": texts["tree_note"], "axis": texts["tree_axis"]}
    merges = info.get("hierarchy") or ()
    if merges and len(merges) == len(labels) - 1:
        return plain | {"merges": list(merges), "names": labels,
                        "topics": {topic: topic for topic in labels}}
    descending = info.get("dendrogram")
    if not descending or not labels:
        return plain | {"merges": [], "names": {}, "topics": {}}
    leaves = dict(zip(descending["leaves"], info.get("class_topics") or ()))
    total = len(model.assignments) or 1
    sizes = {topic["id"]: texts.percent(topic["size"] / total) for topic in model.topics}
    names = {
        leaf: texts["no_passage"] if topic is None or topic not in labels
        else f"{labels[topic]} ({sizes[topic]})" for leaf, topic in leaves.items()
    }
    return {
        "title": texts["dendrogram"], "note": texts["dendrogram_note"],
        "axis": texts["dendrogram_axis"], "merges": _joined(descending), "names": names,
        "topics": leaves,
    }


def _joined(descending: Mapping[str, Any]) -> list[Row]:
    """Merges without the branches that end in no class: their parent is their other child."""
    stands_for: dict[int, int] = {}
    detached = set(descending["detached"])
    found: list[Row] = []
    for left, right, node, height in descending["merges"]:
        kept = [stands_for.get(child, child) for child in (left, right) if child not in detached]
        if len(kept) == 2:
            found.append({"node": node, "left": kept[0], "right": kept[1], "height": height})
        elif kept:
            stands_for[node] = kept[0]
    return found


def _curve(model: ReportModel, texts: Texts) -> Plot | None:
    rows = sorted(model.narratives.get("topics_curve", ()), key=lambda row: row["k"])
    if len(rows) < 2:
        return None
    panels = [
        {"title": texts[key], "values": [row[column] for row in rows], "line": line,
         "low": [row["low"] if column == "stability" else None for row in rows],
         "high": [row["high"] if column == "stability" else None for row in rows]}
        for column, key, line in _PANELS if any(row[column] is not None for row in rows)
    ]
    header = tuple(rows[0])
    info = info_of(model)
    return {
        "id": "chart-topics-curve", "name": "topics-curve", "form": "panels",
        "title": texts["curve"], "note": texts["curve_note"], "k": [row["k"] for row in rows],
        "panels": panels, "chosen": info.get("topics_before_edits", len(model.topics)),
        "axis": texts["curve_axis"], "header": header,
        "rows": [[row[column] for column in header] for row in rows],
    }


def _plane(model: ReportModel, texts: Texts) -> Plot | None:
    """The correspondence-analysis map of classes, their words, and sources and years on it."""
    laid = info_of(model).get("map")
    if not isinstance(laid, Mapping) or not laid.get("inertia"):
        return None
    labels = {topic["id"]: topic["label"] for topic in model.topics}
    owner = _owners(info_of(model).get("profiles") or ())
    named: list[tuple[str, str, int | None, Any]] = [
        ("class", labels.get(place, str(place)), place, spot)
        for place, spot in enumerate(laid["classes"])
    ]
    named += [("term", term, owner.get(term, (None, 0))[0], spot)
              for term, spot in laid["terms"].items()]
    named += [("variable", name.split(": ", 1)[-1], None, spot)
              for name, spot in laid["variables"].items()]
    points = _readable([
        {"kind": kind, "name": name, "topic": topic, "x": spot[0],
         "y": spot[1] if len(spot) > 1 else _row_of(place, kind),
         "rank": owner.get(name, (None, _NAMED_TERMS))[1] if kind == "term" else 0}
        for place, (kind, name, topic, spot) in enumerate(named) if spot
    ])
    flat = len(laid["inertia"]) < 2
    axes = [texts["map_axis"].format(number=number, share=texts.percent(share, 1))
            for number, share in enumerate(laid["inertia"][:2], 1)]
    header = ("kind", "name", "topic", "x", "y")
    return {
        "id": "chart-topics-plane", "name": "topics-plane", "form": "plane",
        "title": texts["ca_map"], "points": points, "axes": [*axes, ""][:2], "flat": flat,
        "note": texts["ca_note"] + (f" {texts['ca_flat']}" if flat else ""), "header": header,
        "rows": [[p["kind"], p["name"], p["topic"], p["x"], None if flat else p["y"]]
                 for p in points],
    }


def _readable(points: list[Plot]) -> list[Plot]:
    """``points`` with ``shown``: whether its name can be written without covering another's.

    Classes are always named, then sources and years, then the best marks of each class.
    """
    order = {"class": 0, "variable": 1, "term": 2}
    spans = [max(p[axis] for p in points) - min(p[axis] for p in points) or 1.0
             for axis in ("x", "y")]
    taken: list[tuple[float, float, float]] = []
    for point in sorted(points, key=lambda p: (order[p["kind"]], p["rank"])):
        x, y = point["x"] / spans[0], point["y"] / spans[1]
        half = (0.08 if point["kind"] == "class" else 0.0035 * len(point["name"]) + 0.01)
        free = all(abs(x - a) > half + b or abs(y - c) > _LINE for a, b, c in taken)
        point["shown"] = point["kind"] == "class" or (free and point["rank"] < _NAMED_TERMS)
        if point["shown"]:
            taken.append((x, half, y))
            if point["kind"] == "class":
                taken.append((x, half, y + _LINE))  # its label has two lines
    return points


def _row_of(place: int, kind: str) -> float:
    """A height on a map of one axis, where height means nothing: names must not overlap."""
    return {"class": 1.0, "term": 0.0, "variable": -1.0}[kind] + 0.12 * (place % 6 - 2.5)


def _owners(profiles: Any) -> dict[str, tuple[int, int]]:
    """Each term's class (where its chi² is highest) and its rank among the marks of that class."""
    best: dict[str, tuple[float, int, int]] = {}
    for place, profile in enumerate(profiles):
        for rank, mark in enumerate(profile["over"]):
            if mark["term"] not in best or mark["chi2"] > best[mark["term"]][0]:
                best[mark["term"]] = (mark["chi2"], place, rank)
    return {term: (place, rank) for term, (_, place, rank) in best.items()}
