"""Which pictures the report holds, as plain numbers: the page draws them, and figures.py too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from toolkit.report.model import ReportModel, Row
from toolkit.report.texts import Texts

SHARES = ("kinds", "frames", "stance", "epistemic", "negated", "attribution", "source_role")
_MOST_LABELS = 14
_MOST_GROUPS = 8


def charts(model: ReportModel, texts: Texts) -> list[dict[str, Any]]:
    """Bar charts with intervals of every profile measure, and of topics by source.

    Each is ``{id, title, axis, groups, labels, values, low, high, n}``; ``values[g][l]`` is the
    share (0 to 1) of group ``g`` and label ``l``, ``None`` where undefined.
    """
    names = {code: labels.get(texts.language, code) for code, labels in model.codebook.items()}
    names |= {str(topic["id"]): topic["label"] for topic in model.topics}
    found: dict[str, list[Row]] = defaultdict(list)
    for row in model.comparisons:
        if row["section"] == "profile":
            found[row["measure"]].append(row)
    return [
        _chart(measure, rows, names, texts)
        for measure, rows in sorted(found.items(), key=lambda item: _rank(item[0]))
    ]


def _rank(measure: str) -> tuple[int, str]:
    return (SHARES.index(measure) if measure in SHARES else len(SHARES), measure)


def _chart(
    measure: str, rows: list[Row], names: dict[str, str], texts: Texts
) -> dict[str, Any]:
    groups = _first(row["group"] for row in rows)[:_MOST_GROUPS]
    cells = {(row["group"], row["label"]): row for row in rows}
    totals: dict[str, float] = defaultdict(float)
    for row in rows:
        totals[row["label"]] += row["value"] or 0.0
    labels = sorted(totals, key=lambda label: (-totals[label], label))[:_MOST_LABELS]

    def grid(column: str) -> list[list[Any]]:
        return [[(cells.get((g, label)) or {}).get(column) for label in labels] for g in groups]

    return {
        "id": f"chart-{measure}", "measure": measure, "title": texts.measure(measure),
        "axis": texts["topic_share"] if measure.startswith("topic") else texts["share"],
        "groups": groups, "codes": labels,
        "labels": [names.get(label, texts.label(label)) for label in labels],
        "values": grid("value"), "low": grid("low"), "high": grid("high"),
        "n": grid("n_claims"), "articles": grid("n_articles"),
    }


def _first(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))
