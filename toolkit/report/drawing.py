"""How each form of chart is drawn for print, at the width of a journal page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import log2
from textwrap import fill
from typing import TYPE_CHECKING, Any

from toolkit.report.svg import Ring, tree_lines
from toolkit.report.texts import Texts

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLOURS = ("#1f5fa8", "#c4511a", "#2f855a", "#8a4fa3", "#a3781a", "#2a8c99", "#b03060", "#555f70")
HATCHES = ("", "//", "xx", "..", "\\\\", "--", "||", "++")
DASHES = ("-", "--", ":", "-.", (0, (5, 1)), (0, (3, 1, 1, 1)))
MARKS = ("o", "s", "D", "^", "P", "X")
_WIDTH = 7.2
_STANDS_OUT = 3.0


def _canvas(height: float, title: str) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(_WIDTH, height), layout="constrained")
    axis = figure.subplots()
    axis.set_title(_plain(title), fontsize=11, loc="left")
    axis.tick_params(labelsize=8)
    axis.spines[["top", "right"]].set_visible(False)
    return figure, axis


def _plain(text: str) -> str:
    """Text that matplotlib does not read as a formula."""
    return text.replace("$", r"\$")


def _told(chart: Mapping[str, Any]) -> str:
    if not chart["method"]:
        return str(chart["axis"])
    return f"{chart['axis']} ({chart['interval']}, {chart['method']})"


def _reach(chart: Mapping[str, Any]) -> float:
    """Room up to the largest value and a little beyond: a long whisker is cut at the edge."""
    values: list[float] = [v for row in chart["values"] for v in row if v is not None]
    limits: list[float] = [v for row in chart["high"] for v in row if v is not None]
    top = max([0.02, *values])
    end = max(top, min(max([0.0, *limits]), 2 * top)) * 1.06
    return min(1.0, end) if chart["percent"] else end


def _whiskers(chart: Mapping[str, Any], group: int) -> list[list[float]]:
    """Lengths below and above; none at a share of 0, where there is no bar to stand on."""
    values = chart["values"][group]
    below = [
        max(0.0, v - limit) if v and limit is not None else 0.0
        for v, limit in zip(values, chart["low"][group])
    ]
    above = [
        max(0.0, limit - v) if v and limit is not None else 0.0
        for v, limit in zip(values, chart["high"][group])
    ]
    return [below, above]


def bars(chart: Mapping[str, Any], words: Texts) -> Figure:
    """Horizontal bars per group with their intervals as whiskers."""
    groups, labels = chart["groups"], chart["labels"]
    height = 0.8 / max(1, len(groups))
    figure, axis = _canvas(
        1.2 + len(labels) * max(0.32, 0.17 * len(groups)), chart["title"]
    )
    for g, group in enumerate(groups):
        axis.barh(
            [place + (g - (len(groups) - 1) / 2) * height for place in range(len(labels))],
            [value or 0.0 for value in chart["values"][g]], height=height, label=_plain(group),
            color=COLOURS[g % 8], hatch=HATCHES[g % 8], edgecolor="white", linewidth=0.3,
            xerr=_whiskers(chart, g),
            error_kw={"elinewidth": 0.7, "capsize": 1.5, "ecolor": "#333333"},
        )
    axis.set_yticks(range(len(labels)), [_plain(label) for label in labels])
    axis.invert_yaxis()
    if chart["percent"]:
        axis.xaxis.set_major_formatter(lambda value, _: words.percent(value))
    axis.set_xlim(0, _reach(chart))
    axis.set_xlabel(_told(chart), fontsize=8)
    if len(groups) > 1:
        figure.legend(loc="outside lower center", ncols=3, fontsize=8, frameon=False)
    return figure


def lines(chart: Mapping[str, Any], words: Texts) -> Figure:
    """A line per series over the periods, with a band for the interval where there is one."""
    figure, axis = _canvas(3.6, chart["title"])
    places = list(range(len(chart["labels"])))
    for g, group in enumerate(chart["groups"]):
        value, low, high = (
            [float("nan") if v is None else v for v in chart[key][g]]
            for key in ("values", "low", "high")
        )
        axis.plot(places, value, label=_plain(group), color=COLOURS[g % 8],
                  linestyle=DASHES[g % 6], marker=MARKS[g % 6], markersize=4, linewidth=1.4)
        axis.fill_between(places, low, high, color=COLOURS[g % 8], alpha=0.12, linewidth=0)
    axis.set_xticks(places, chart["labels"], rotation=45 if len(places) > 8 else 0)
    axis.yaxis.set_major_formatter(lambda share, _: words.percent(share))
    axis.set_ylim(0, _reach(chart))
    axis.set_ylabel(fill(_told(chart), 44), fontsize=8)
    figure.legend(loc="outside lower center", ncols=3, fontsize=8, frameon=False)
    return figure


def heat(chart: Mapping[str, Any], words: Texts) -> Figure:
    """Topics down, groups across; colour is the standardised residual, the number the share."""
    from matplotlib.colors import LinearSegmentedColormap

    labels, groups = chart["labels"], chart["groups"]
    figure, axis = _canvas(1.6 + 0.36 * len(labels), chart["title"])
    colours = LinearSegmentedColormap.from_list("residuals", ["#2166ac", "#f7f7f7", "#c4511a"])
    grid = [
        [float("nan") if row[place] is None else row[place] for row in chart["residuals"]]
        for place in range(len(labels))
    ]
    drawn = axis.imshow(grid, cmap=colours, vmin=-_STANDS_OUT, vmax=_STANDS_OUT, aspect="auto")
    for g in range(len(groups)):
        for place in range(len(labels)):
            residual = grid[place][g]
            axis.text(g, place, words.percent(chart["values"][g][place]), ha="center",
                      va="center", fontsize=7,
                      color="white" if residual == residual and abs(residual) > 2 else "black")
    axis.set_xticks(range(len(groups)), [fill(_plain(group), 16) for group in groups])
    axis.set_yticks(range(len(labels)), [_plain(label) for label in labels])
    figure.colorbar(drawn, ax=axis, shrink=0.8).set_label(words["residual"], fontsize=8)
    return figure


def plane(points: Sequence[Mapping[str, Any]], title: str) -> Figure:
    """The map of topics: size is the number of passages, the axes have no unit."""
    figure, axis = _canvas(4.8, title)
    axis.scatter([p["x"] for p in points], [p["y"] for p in points],
                 s=[20 + 12 * p["size"] for p in points], color=COLOURS[0], alpha=0.6)
    for point in points:
        axis.annotate(fill(_plain(point["label"]), 24), (point["x"], point["y"]), fontsize=7,
                      xytext=(0, 9), textcoords="offset points", ha="center")
    axis.margins(0.2)
    axis.set_xticks([])
    axis.set_yticks([])
    return figure


def dendrogram(
    merges: Sequence[Mapping[str, Any]], names: Mapping[int, str], title: str, *, axis_name: str
) -> Figure:
    """The tree of topics lying on its side; ``axis_name`` says what its heights are."""
    order, found = tree_lines(merges, list(names))
    figure, axis = _canvas(1.0 + 0.32 * len(order), title)
    for a, b, x_a, x_b, height in found:
        axis.plot([x_a, height, height, x_b], [a, a, b, b], color=COLOURS[0], linewidth=1.3)
    axis.set_yticks(range(len(order)), [_plain(names.get(leaf, str(leaf))) for leaf in order])
    axis.invert_yaxis()
    axis.set_xlim(left=0)
    axis.set_xlabel(_plain(axis_name), fontsize=8)
    return figure


def network(laid: Ring, title: str) -> Figure:
    """Who acts on whom: an arrow from the agent, dashed where most claims deny it."""
    figure, axis = _canvas(6.4, title)
    for a, b, weight, denied in laid.links:
        axis.annotate("", xy=laid.spots[b], xytext=laid.spots[a], arrowprops={
            "arrowstyle": "-|>", "connectionstyle": "arc3,rad=0.15", "shrinkA": 6, "shrinkB": 8,
            "color": COLOURS[1] if denied else COLOURS[0], "alpha": 0.7,
            "linestyle": "--" if denied else "-", "linewidth": min(4.0, 0.7 + log2(weight) / 2),
        })
    xs, ys = zip(*laid.spots.values())
    axis.scatter(xs, ys, s=[20 + 8 * min(40, laid.degree[name]) for name in laid.spots],
                 color="#1d2433", zorder=3)
    middle = sum(xs) / len(xs)
    for name, (x, y) in laid.spots.items():
        side = 0 if abs(x - middle) < 40 else (1 if x > middle else -1)
        axis.annotate(
            fill(_plain(name), 26), (x, y), fontsize=7, textcoords="offset points",
            xytext=(9 * side, 0 if side else (9 if y < sum(ys) / len(ys) else -9)),
            ha=("center", "left", "right")[side], va="center" if side else (
                "bottom" if y < sum(ys) / len(ys) else "top"))
    axis.margins(0.35, 0.12)
    axis.invert_yaxis()
    axis.set_axis_off()
    return figure


def panels(plot: Mapping[str, Any], words: Texts) -> Figure:
    """Curves over numbers of topics, one panel below the other, the number taken marked."""
    from matplotlib.figure import Figure

    shown = plot["panels"]
    figure = Figure(figsize=(_WIDTH, 0.8 + 1.5 * len(shown)), layout="constrained")
    figure.suptitle(_plain(plot["title"]), fontsize=11, x=0.01, ha="left")
    for place, (axis, panel) in enumerate(zip(
        figure.subplots(len(shown), 1, sharex=True, squeeze=False)[:, 0], shown
    )):
        value, low, high = ([float("nan") if v is None else v for v in panel[key]]
                            for key in ("values", "low", "high"))
        axis.fill_between(plot["k"], low, high, color=COLOURS[place], alpha=0.15, linewidth=0)
        axis.plot(plot["k"], value, color=COLOURS[place], marker=MARKS[place], markersize=4)
        if panel["line"] is not None:
            axis.axhline(panel["line"], color="#777777", linestyle=":", linewidth=1)
        axis.axvline(plot["chosen"], color="#333333", linestyle="--", linewidth=0.8)
        axis.set_ylabel(fill(_plain(panel["title"]), 20), fontsize=8)
        axis.tick_params(labelsize=8)
        axis.spines[["top", "right"]].set_visible(False)
        axis.set_xticks(plot["k"])
    axis.set_xlabel(_plain(plot["axis"]), fontsize=8)
    return figure


def classes(plot: Mapping[str, Any], words: Texts) -> Figure:
    """The map of a correspondence analysis: classes large, their words in their colour."""
    figure, axis = _canvas(5.6, plot["title"])
    for point in plot["points"]:
        kind, topic = point["kind"], point["topic"]
        colour = "#333333" if topic is None else COLOURS[topic % 8]
        axis.scatter(point["x"], point["y"], color=colour,
                     marker={"class": MARKS[0], "term": ".", "variable": MARKS[2]}[kind],
                     s={"class": 90, "term": 12, "variable": 22}[kind], alpha=0.8)
        if point["shown"]:
            axis.annotate(
                fill(_plain(point["name"]), 26), (point["x"], point["y"]), color=colour,
                fontsize={"class": 9, "term": 6.5, "variable": 7}[kind], ha="center",
                xytext=(0, 5), textcoords="offset points",
                weight="bold" if kind == "class" else "normal",
                style="italic" if kind == "variable" else "normal",
            )
    axis.axhline(0, color="#cccccc", linewidth=0.7, zorder=0)
    axis.axvline(0, color="#cccccc", linewidth=0.7, zorder=0)
    axis.margins(0.15)
    axis.set_xlabel(_plain(plot["axes"][0]), fontsize=8)
    axis.set_ylabel(_plain(plot["axes"][1]), fontsize=8)
    if plot["flat"]:
        axis.set_yticks([])
    return figure


PLOT: dict[str, Callable[[Mapping[str, Any], Texts], Figure]] = {
    "panels": panels, "plane": classes,
}
DRAW: dict[str, Callable[[Mapping[str, Any], Texts], Figure]] = {
    "bars": bars, "lines": lines, "heat": heat,
}
