"""Figures fit for a paper: SVG, PNG and PDF from the page's own numbers, each with its table."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.report.charts import charts
from toolkit.report.model import ReportModel
from toolkit.report.texts import Texts, texts

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLOURS = ("#1f5fa8", "#c4511a", "#2f855a", "#8a4fa3", "#a3781a", "#2a8c99", "#b03060", "#555f70")
HATCHES = ("", "//", "xx", "..", "\\\\", "--", "||", "++")
FORMATS = ("svg", "png", "pdf")


def draw_figures(model: ReportModel, folder: Path) -> list[Path]:
    """Write every chart of the page to ``folder``; the same numbers give the same bytes.

    Returns the files written: NAME.svg, NAME.png, NAME.pdf and NAME.csv, its table.
    """
    words = texts(model.record.get("settings", {}).get("report", {}).get("language", "fr"))
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for chart in charts(model, words):
        name = chart["id"].removeprefix("chart-")
        figure = bars(chart, words)
        written += _save(figure, folder, name)
        written.append(_table(chart, folder / f"{name}.csv"))
    return written


def bars(chart: dict[str, Any], words: Texts) -> Figure:
    """Horizontal bars per group with their intervals as whiskers."""
    from matplotlib.figure import Figure

    groups, labels = chart["groups"], chart["labels"]
    height = 0.8 / max(1, len(groups))
    figure = Figure(
        figsize=(7.2, 1.2 + len(labels) * max(0.32, 0.17 * len(groups))), layout="constrained"
    )
    axis = figure.subplots()
    for g, group in enumerate(groups):
        values = [value or 0.0 for value in chart["values"][g]]
        axis.barh(
            [place + (g - (len(groups) - 1) / 2) * height for place in range(len(labels))],
            values, height=height, label=group, color=COLOURS[g % 8], hatch=HATCHES[g % 8],
            edgecolor="white", linewidth=0.3, xerr=_whiskers(chart, g, values),
            error_kw={"elinewidth": 0.7, "capsize": 1.5, "ecolor": "#333333"},
        )
    axis.set_yticks(range(len(labels)), labels)
    axis.invert_yaxis()
    axis.xaxis.set_major_formatter(lambda value, _: words.percent(value))
    axis.set_xlim(left=0)
    axis.set_xlabel(f"{chart['axis']} ({words['interval']})", fontsize=8)
    axis.set_title(chart["title"], fontsize=11, loc="left")
    axis.spines[["top", "right"]].set_visible(False)
    axis.tick_params(labelsize=8)
    if len(groups) > 1:
        figure.legend(loc="outside lower center", ncols=3, fontsize=8, frameon=False)
    return figure


def _whiskers(chart: dict[str, Any], group: int, values: list[float]) -> list[list[float]]:
    low, high = chart["low"][group], chart["high"][group]
    below = [0.0 if limit is None else max(0.0, v - limit) for v, limit in zip(values, low)]
    above = [0.0 if limit is None else max(0.0, limit - v) for v, limit in zip(values, high)]
    return [below, above]


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


def _table(chart: dict[str, Any], path: Path) -> Path:
    with open(path, "w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["group", "label", "share", "low", "high", "n_claims", "n_articles"])
        for g, group in enumerate(chart["groups"]):
            for place, code in enumerate(chart["codes"]):
                columns = ("values", "low", "high", "n", "articles")
                cells = [chart[column][g][place] for column in columns]
                writer.writerow([group, code, *["" if cell is None else cell for cell in cells]])
    return path
