"""The classification in plain values: what a report draws and a JSON file holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from toolkit.topics.reinert.choice import Level
from toolkit.topics.reinert.plane import Plane
from toolkit.topics.reinert.profiles import Modality, Profiles
from toolkit.topics.reinert.tables import Floats
from toolkit.topics.reinert.tree import Tree

DIGITS = 6


def dendrogram(tree: Tree, leaves: Sequence[int]) -> dict[str, Any]:
    """The tree above ``leaves``, ready to be drawn.

    Returns:
        leaves: nodes left to right; merges: for each split from the last to the first
        (left, right, node, height), nodes of the tree. A height is the sum of the chi² of this
        split and of all later ones, so that heights grow towards the root. A branch that ends in
        no leaf (too small a class) is in ``detached``.
    """
    parents = {node.id: node.parent for node in tree.nodes}
    wanted: set[int] = set()
    for leaf in leaves:
        node: int | None = leaf
        while node is not None and node not in wanted:
            wanted.add(node)
            node = parents[node]
    height, merges = 0.0, []
    ends = set(leaves)
    detached = []
    for split in reversed(tree.splits):
        if split.node not in wanted or split.node in ends:
            continue
        height += split.chi2
        merges.append([split.left, split.right, split.node, round(height, DIGITS)])
        detached += [child for child in (split.left, split.right) if child not in wanted]
    return {"leaves": list(leaves), "merges": merges, "detached": sorted(detached)}


def splits(tree: Tree) -> list[dict[str, Any]]:
    """Every split with its figures, in the order they were made."""
    return [_rounded(asdict(split)) for split in tree.splits]


def curve(found: Sequence[Level]) -> list[dict[str, Any]]:
    """The figures that help to choose the number of classes."""
    return [_rounded(asdict(level)) for level in found]


def marks(
    profile: Profiles, place: int, names: Sequence[str], *, count: int, sign: int = 1
) -> list[dict[str, Any]]:
    """The ``count`` terms class ``place`` uses most (``sign`` 1) or avoids most (-1), by chi².

    Ties go to G², then to the order of ``names``. A not-a-number is no mark.
    """
    values, second = profile.chi2[place] * sign, profile.g2[place] * sign
    order = sorted(
        (j for j in range(len(names)) if values[j] > 0),
        key=lambda j: (-round(float(values[j]), DIGITS), -round(float(second[j]), DIGITS), j),
    )
    return [
        {
            "term": names[j], "chi2": round(float(profile.chi2[place, j]), DIGITS),
            "g2": round(float(profile.g2[place, j]), DIGITS),
            "inside": int(profile.inside[place, j]), "outside": int(profile.outside[place, j]),
        }
        for j in order[:count]
    ]


def modalities(found: Sequence[Modality]) -> list[dict[str, Any]]:
    """Illustrative values by class."""
    return [_rounded(asdict(item)) for item in found]


def map_points(
    found: Plane, *, terms: Sequence[str], values: Sequence[str], shown: Sequence[int]
) -> dict[str, Any]:
    """The map: axes' shares, classes, the terms at ``shown``, and the supplementary ``values``."""
    return {
        "inertia": [round(float(share), DIGITS) for share in found.inertia],
        "classes": [_place(row) for row in found.classes],
        "terms": {terms[j]: _place(found.terms[j]) for j in shown},
        "variables": {name: _place(row) for name, row in zip(values, found.supplementary)},
    }


def _place(row: Floats) -> list[float] | None:
    # An undefined place is None: JSON knows no not-a-number.
    return None if (row != row).any() else [round(float(value), DIGITS) for value in row]


def _rounded(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: round(value, DIGITS) if isinstance(value, float) else value
        for key, value in values.items()
    }
