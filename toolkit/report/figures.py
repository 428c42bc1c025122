"""Figures fit for a paper: SVG, PNG and PDF from the page's own numbers, each with its table."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.report.charts import charts
from toolkit.report.drawing import DRAW, dendrogram, plane
from toolkit.report.model import ReportModel
from toolkit.report.payload import topic_map
from toolkit.report.texts import texts

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FORMATS = ("svg", "png", "pdf")
_GRID = ("values", "low", "high", "n", "articles")


def draw_figures(model: ReportModel, folder: Path) -> list[Path]:
    """Write every chart of the page to ``folder``; the same numbers give the same bytes.

    Returns the files written: NAME.svg, NAME.png, NAME.pdf and NAME.csv, its table. Files of
    charts that an earlier run drew and this one does not are removed.
    """
    words = texts(model.record.get("settings", {}).get("report", {}).get("language", "fr"))
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for chart in charts(model, words):
        name = chart["id"].removeprefix("chart-")
        written += _save(DRAW[chart["form"]](chart, words), folder, name)
        written.append(_grid_table(chart, folder / f"{name}.csv"))
    written += _topic_pictures(model, folder, words.words)
    kept = {path.name for path in written}
    for old in folder.iterdir():
        if old.suffix[1:] in (*FORMATS, "csv") and old.name not in kept:
            old.unlink()
    return written


def _topic_pictures(model: ReportModel, folder: Path, words: Any) -> list[Path]:
    written = []
    points = topic_map(model)
    if points:
        written += _save(plane(points, words["topic_map"]), folder, "topics-map")
        rows = [[p["topic"], p["label"], p["x"], p["y"], p["size"]] for p in points]
        written.append(_table(folder / "topics-map.csv", ("topic", "label", "x", "y", "passages"),
                              rows))
    merges = ((model.record.get("topics") or {}).get("info") or {}).get("hierarchy") or ()
    names = {topic["id"]: topic["label"] for topic in model.topics}
    if merges and len(merges) == len(names) - 1:
        written += _save(dendrogram(merges, names, words["tree"]), folder, "topics-tree")
        rows = [[m["node"], m["left"], m["right"], m["height"]] for m in merges]
        written.append(_table(folder / "topics-tree.csv", ("node", "left", "right", "height"),
                              rows))
    return written


def _save(figure: Figure, folder: Path, name: str) -> list[Path]:
    import matplotlib

    written = []
    with matplotlib.rc_context({"svg.hashsalt": "recits-toolkit", "svg.fonttype": "none"}):
        for form in FORMATS:
            path = folder / f"{name}.{form}"
            stamp = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}.get(form)
            figure.savefig(path, dpi=160, metadata=stamp)
            written.append(path)
    return written


def _grid_table(chart: dict[str, Any], path: Path) -> Path:
    columns = [*_GRID, "residuals"] if "residuals" in chart else list(_GRID)
    rows = [
        [group, code, chart["labels"][place], *(chart[column][g][place] for column in columns)]
        for g, group in enumerate(chart["groups"]) for place, code in enumerate(chart["codes"])
    ]
    value = "share" if chart["percent"] else "value"
    names = {"values": value, "n": "n", "articles": "n_articles", "residuals": "residual"}
    header = ("group", "code", "label", *(names.get(column, column) for column in columns))
    return _table(path, header, rows)


def _table(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Path:
    with open(path, "w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(header)
        writer.writerows([["" if cell is None else cell for cell in row] for row in rows])
    return path
