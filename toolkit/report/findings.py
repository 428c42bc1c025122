"""The main findings in words: the widest differences between groups whose intervals part."""

from __future__ import annotations

from collections import defaultdict

from toolkit.report.model import ReportModel, Row
from toolkit.report.texts import Texts

_MOST = 6
_FLOOR = 5  # articles a group must have before a difference is put into words


def findings(model: ReportModel, texts: Texts) -> list[str]:
    """Sentences for the overview; says so when no difference can be claimed."""
    frames = {code: names.get(texts.language, code) for code, names in model.codebook.items()}
    told = [
        texts["finding_share"].format(
            group=high["group"], label=frames.get(high["label"], texts.label(high["label"])),
            value=texts.percent(high["value"]), low=texts.percent(high["low"]),
            high=texts.percent(high["high"]), other=low["group"],
            other_value=texts.percent(low["value"]),
        )
        for high, low in _parted(model)
    ][:_MOST]
    if not told:
        told = [texts["finding_none"]]
    if model.topics and model.assignments:
        first = model.topics[0]
        share = texts.percent(first["size"] / len(model.assignments))
        told.append(texts["finding_topic"].format(label=first["label"], value=share))
    return told


def _parted(model: ReportModel) -> list[tuple[Row, Row]]:
    """(highest, lowest) group of each label whose intervals do not touch, widest gap first."""
    cells: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in model.comparisons:
        usable = row["value"] is not None and row["low"] is not None
        if row["section"] == "profile" and usable and (row["n_articles"] or 0) >= _FLOOR:
            cells[row["measure"], row["label"]].append(row)
    pairs = []
    for rows in cells.values():
        high = max(rows, key=lambda row: row["value"])
        low = min(rows, key=lambda row: row["value"])
        if high["low"] > low["high"]:
            pairs.append((high, low))
    pairs.sort(key=lambda pair: (pair[1]["value"] - pair[0]["value"], pair[0]["label"]))
    return pairs
