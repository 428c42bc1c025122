"""Figures fit for a paper: SVG, PNG and PDF from the page's own numbers, each with its table."""

from __future__ import annotations

import csv
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.report.charts import charts
from toolkit.report.drawing import DRAW, PLOT, dendrogram, network, plane
from toolkit.report.model import ReportModel
from toolkit.report.payload import topic_map
from toolkit.report.svg import ring
from toolkit.report.texts import Texts, texts
from toolkit.report.topic_charts import plots, topic_tree

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

FORMATS = ("svg", "png", "pdf")
_GRID = ("values", "low", "high", "n", "articles")
_RESOLUTION = 160


@dataclass(frozen=True, slots=True)
class Picture:
    """One figure with the table behind it; a notebook shows it as an image, drawn on demand.

    ``header`` and ``rows``: the table's columns and cells (``None`` = undefined).
    """

    name: str
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    draw: Callable[[], Figure] = field(repr=False, compare=False)

    @property
    def table(self) -> pd.DataFrame:
        """The numbers of the figure."""
        import pandas as pd

        return pd.DataFrame(list(self.rows), columns=list(self.header))

    def figure(self) -> Figure:
        """A new matplotlib figure, to be changed and saved as one likes."""
        return self.draw()

    def save(self, folder: str | Path) -> list[Path]:
        """Write NAME.svg, NAME.png, NAME.pdf and NAME.csv to ``folder``; returns the files."""
        place = Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        return [*_save(self.draw(), place, self.name),
                _table(place / f"{self.name}.csv", self.header, self.rows)]

    def _repr_png_(self) -> bytes:
        held = BytesIO()
        self.draw().savefig(held, format="png", dpi=_RESOLUTION // 2)
        return held.getvalue()

    def _repr_html_(self) -> str:
        image, title = b64encode(self._repr_png_()).decode(), escape(self.title, quote=True)
        return f'<img alt="{title}" src="data:image/png;base64,{image}">'


def pictures(model: ReportModel) -> dict[str, Picture]:
    """Every figure of a run by name: profiles, time, words, topics, the network of actors."""
    words = texts(model.record.get("settings", {}).get("report", {}).get("language", "fr"))
    made = [_chart(chart, words) for chart in charts(model, words)]
    made += [*_topic_pictures(model, words), *_network(model, words)]
    return {picture.name: picture for picture in made}


def draw_figures(model: ReportModel, folder: Path) -> list[Path]:
    """Write every figure to ``folder``; the same numbers give the same bytes.

    Returns the files written: NAME.svg, NAME.png, NAME.pdf and NAME.csv, its table. Files of
    figures that an earlier run drew and this one does not are removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = [path for picture in pictures(model).values() for path in picture.save(folder)]
    kept = {path.name for path in written}
    for old in folder.iterdir():
        if old.suffix[1:] in (*FORMATS, "csv") and old.name not in kept:
            old.unlink()
    return written


def _chart(chart: dict[str, Any], words: Texts) -> Picture:
    columns = [*_GRID, "residuals"] if "residuals" in chart else list(_GRID)
    rows = tuple(
        (group, code, chart["labels"][place], *(chart[column][g][place] for column in columns))
        for g, group in enumerate(chart["groups"]) for place, code in enumerate(chart["codes"])
    )
    names = {"values": "share" if chart["percent"] else "value", "articles": "n_articles",
             "residuals": "residual"}
    header = ("group", "code", "label", *(names.get(column, column) for column in columns))
    return Picture(chart["id"].removeprefix("chart-"), chart["title"], header, rows,
                   lambda: DRAW[chart["form"]](chart, words))


def _topic_pictures(model: ReportModel, words: Texts) -> Iterator[Picture]:
    points = topic_map(model)
    if points:
        rows: tuple[tuple[Any, ...], ...] = tuple(
            (p["topic"], p["label"], p["x"], p["y"], p["size"]) for p in points)
        yield Picture("topics-map", words["topic_map"], ("topic", "label", "x", "y", "passages"),
                      rows, lambda: plane(points, words["topic_map"]))
    tree = topic_tree(model, words)
    if tree["merges"]:
        rows = tuple((m["node"], m["left"], m["right"], m["height"]) for m in tree["merges"])
        rows += tuple(
            (leaf, None, None, 0.0, name) for leaf, name in tree["names"].items()
        )
        yield Picture(
            "topics-tree", tree["title"], ("node", "left", "right", "height", "label"),
            tuple((*row, None)[:5] for row in rows),
            lambda: dendrogram(
                tree["merges"], tree["names"], tree["title"], axis_name=tree["axis"]),
        )
    for plot in plots(model, words):
        yield _plot(plot, words)


def _plot(plot: dict[str, Any], words: Texts) -> Picture:
    return Picture(
        plot["name"], plot["title"], tuple(plot["header"]), tuple(map(tuple, plot["rows"])),
        lambda: PLOT[plot["form"]](plot, words),
    )


def _network(model: ReportModel, words: Texts) -> Iterator[Picture]:
    laid = ring(model.narratives.get("edges", ()))
    if laid.spots:
        yield Picture("network", words["network"], ("agent", "object", "claims", "negated"),
                      laid.rows, lambda: network(laid, words["network"]))


def _save(figure: Figure, folder: Path, name: str) -> list[Path]:
    import matplotlib

    written = []
    with matplotlib.rc_context({"svg.hashsalt": "recits-toolkit", "svg.fonttype": "none"}):
        for form in FORMATS:
            path = folder / f"{name}.{form}"
            stamp = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}.get(form)
            figure.savefig(path, dpi=_RESOLUTION, metadata=stamp)
            written.append(path)
    return written


def _table(path: Path, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> Path:
    with open(path, "w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(header)
        writer.writerows([["" if cell is None else cell for cell in row] for row in rows])
    return path
