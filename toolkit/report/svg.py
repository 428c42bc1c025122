"""Pictures drawn by hand as SVG: the network of actors and the tree of topics."""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from toolkit.report.model import Row

_MOST_NODES = 16
_SIZE = 640.0
_RADIUS = 210.0
_INK, _ACCENT, _DENIED = "#1d2433", "#1f5fa8", "#b5541c"


@dataclass(frozen=True, slots=True)
class Ring:
    """The most linked actors on a ring: where each stands, and who acts on whom.

    ``spots``: actor -> (x, y); ``degree``: actor -> claims; ``links``: (agent, object, claims,
    mostly denied), the thinnest first; ``rows``: the same links with claims and denials.
    """

    spots: Mapping[str, tuple[float, float]]
    degree: Mapping[str, int]
    links: tuple[tuple[str, str, int, bool], ...]
    rows: tuple[tuple[str, str, int, int], ...]


def ring(edges: Iterable[Row]) -> Ring:
    """The network of actors, laid out; empty without any link.

    Args:
        edges: rows with agent, object, n_claims, negated; groups are added up.
    """
    weights: Counter[tuple[str, str]] = Counter()
    denied: Counter[tuple[str, str]] = Counter()
    degree: Counter[str] = Counter()
    for row in edges:
        pair = (str(row["agent"]), str(row["object"]))
        if not row["agent"] or not row["object"] or pair[0] == pair[1]:
            continue
        weights[pair] += row["n_claims"]
        denied[pair] += row["negated"]
        for name in pair:
            degree[name] += row["n_claims"]
    names = _ordered(_linked(weights, degree), weights)
    spots = {name: _spot(place, len(names)) for place, name in enumerate(names)}
    shown = [pair for pair in sorted(weights, key=lambda pair: (weights[pair], pair))
             if pair[0] in spots and pair[1] in spots]
    return Ring(
        spots, degree,
        tuple((*pair, weights[pair], denied[pair] * 2 > weights[pair]) for pair in shown),
        tuple((*pair, weights[pair], denied[pair]) for pair in reversed(shown)),
    )


def _linked(weights: Mapping[tuple[str, str], int], degree: Mapping[str, int]) -> list[str]:
    """The actors of the strongest links, as many as the picture holds: none stands alone."""
    names: dict[str, None] = {}
    for pair in sorted(weights, key=lambda p: (-weights[p], -degree[p[0]] - degree[p[1]], p)):
        if len({*names, *pair}) <= _MOST_NODES:
            names |= dict.fromkeys(pair)
    return sorted(names, key=lambda name: (-degree[name], name))


def network(edges: Iterable[Row], title: str) -> str:
    """Who acts on whom, as a ring of the most linked actors; "" without any link.

    Args:
        edges: as for :func:`ring`.
        title: the text alternative.
    """
    laid = ring(edges)
    if not laid.spots:
        return ""
    drawn = "".join(
        _arrow(laid.spots[a], laid.spots[b], weight, denied) for a, b, weight, denied in laid.links
    )
    nodes = "".join(_node(name, spot, laid.degree[name]) for name, spot in laid.spots.items())
    return _frame(drawn + nodes, title, (_SIZE, _SIZE - 60), "network", _markers())


def _ordered(names: Sequence[str], weights: Mapping[tuple[str, str], int]) -> list[str]:
    """Names so that those with many links between them stand side by side."""
    tie: Counter[frozenset[str]] = Counter()
    for (a, b), weight in weights.items():
        tie[frozenset((a, b))] += weight
    left = list(names)
    round_: list[str] = []
    while left:
        last = round_[-1] if round_ else left[0]
        following = max(left, key=lambda name: (tie[frozenset((last, name))], -left.index(name)))
        round_.append(following)
        left.remove(following)
    return round_


def _spot(place: int, total: int) -> tuple[float, float]:
    angle = 2 * math.pi * place / total - math.pi / 2
    return _SIZE / 2 + _RADIUS * math.cos(angle), _SIZE / 2 - 30 + _RADIUS * math.sin(angle)


def _arrow(a: tuple[float, float], b: tuple[float, float], weight: int, denied: bool) -> str:
    """A curve bent towards the middle, so that both directions of a pair can be seen."""
    middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.hypot(dx, dy) or 1.0
    bend = (middle[0] - 0.12 * dy, middle[1] + 0.12 * dx)
    end = (b[0] - 12 * dx / length, b[1] - 12 * dy / length)
    colour, mark = (_DENIED, "denied") if denied else (_ACCENT, "said")
    dash = ' stroke-dasharray="6 4"' if denied else ""
    return (
        f'<path d="M{a[0]:.1f} {a[1]:.1f}Q{bend[0]:.1f} {bend[1]:.1f} {end[0]:.1f} {end[1]:.1f}" '
        f'fill="none" stroke="{colour}" stroke-opacity=".65" '
        f'stroke-width="{min(7.0, 1 + math.log2(weight)):.1f}" marker-end="url(#arrow-{mark})"'
        f"{dash}/>"
    )


def _node(name: str, spot: tuple[float, float], degree: int) -> str:
    x, y = spot
    side = x - _SIZE / 2
    anchor = "middle" if abs(side) < 40 else ("start" if side > 0 else "end")
    out = 14 if anchor == "start" else (-14 if anchor == "end" else 0)
    lift = (-16 if y < _SIZE / 2 - 30 else 24) if anchor == "middle" else 4
    target = escape(json.dumps({"actor": name}, ensure_ascii=False), quote=True)
    shown = name if len(name) <= 26 else name[:25] + "…"
    return (
        f'<g data-open="{target}" class="node"><circle cx="{x:.1f}" cy="{y:.1f}" '
        f'r="{min(14.0, 4 + 1.6 * math.sqrt(degree)):.1f}" fill="{_INK}"/>'
        f'<text x="{x + out:.1f}" y="{y + lift:.1f}" text-anchor="{anchor}">{escape(shown)}</text>'
        f"<title>{escape(name)} ({degree})</title></g>"
    )


def _markers() -> str:
    marks = (("said", _ACCENT), ("denied", _DENIED))
    return "<defs>" + "".join(
        f'<marker id="arrow-{name}" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="9" '
        f'markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" '
        f'fill="{colour}"/></marker>' for name, colour in marks
    ) + "</defs>"


def _frame(
    inside: str, title: str, size: tuple[float, float], kind: str, head: str = ""
) -> str:
    margin = 130 if kind == "network" else 0
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{kind}" role="img" '
        f'aria-label="{escape(title, quote=True)}" viewBox="{-margin} 0 {size[0] + 2 * margin:.0f} '
        f'{size[1]:.0f}" font-family="system-ui, DejaVu Sans, sans-serif" font-size="14" '
        f'fill="{_INK}">{head}{inside}</svg>'
    )


def tree_lines(merges: Sequence[Mapping[str, Any]], leaves: Sequence[int]) -> tuple[
    list[int], list[tuple[float, float, float, float, float]]
]:
    """The order of the leaves, and per merge (y of left, y of right, x of each, x of the merge).

    Args:
        merges: rows with node, left, right, height; a node is a leaf or an earlier merge.
        leaves: the topics.
    """
    children = {row["node"]: (row["left"], row["right"]) for row in merges}
    below = {child for pair in children.values() for child in pair}
    roots = [node for node in [*children, *leaves] if node not in below]
    order: list[int] = []

    def walk(node: int) -> None:
        if node in children:
            for child in children[node]:
                walk(child)
        else:
            order.append(node)

    for root in roots:
        walk(root)
    y: dict[int, float] = {leaf: float(place) for place, leaf in enumerate(order)}
    x: dict[int, float] = defaultdict(float)
    lines = []
    for row in merges:
        left, right = row["left"], row["right"]
        lines.append((y[left], y[right], x[left], x[right], float(row["height"])))
        y[row["node"]] = (y[left] + y[right]) / 2
        x[row["node"]] = float(row["height"])
    return order, lines


def tree(
    merges: Sequence[Mapping[str, Any]], names: Mapping[int, str], title: str, *,
    topics: Mapping[int, int | None] | None = None,
) -> str:
    """The topics as a tree lying on its side, labels on the left; "" without a tree.

    ``topics``: the topic whose claims a leaf opens, where leaves are not topics themselves.
    """
    if not merges:
        return ""
    order, lines = tree_lines(merges, list(names))
    top = max(line[4] for line in lines) or 1.0
    row, start, width = 34.0, 330.0, 380.0

    def place(x: float, y: float) -> str:
        return f"{start + width * x / top:.1f} {row * (y + 0.5):.1f}"

    drawn = "".join(
        f'<path d="M{place(xa, a)}L{place(h, a)}L{place(h, b)}L{place(xb, b)}" fill="none" '
        f'stroke="{_ACCENT}" stroke-width="1.6"/>' for a, b, xa, xb, h in lines
    )
    labels = "".join(
        f'<text x="{start - 8:.0f}" y="{row * (place_ + 0.5) + 5:.1f}" text-anchor="end" '
        f'class="node" data-open="{_opens((topics or {}).get(leaf, leaf))}">'
        f"{escape(_cut(names.get(leaf, str(leaf))))}</text>" for place_, leaf in enumerate(order)
    )
    return _frame(drawn + labels, title, (start + width + 10, row * len(order)), "tree")


def _opens(topic: int | None) -> str:
    return escape(json.dumps({"topics": topic}), quote=True)


def _cut(text: str) -> str:
    return text if len(text) <= 44 else text[:43] + "…"
