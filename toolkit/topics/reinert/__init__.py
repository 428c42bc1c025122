"""Reinert's descending hierarchical classification, on boolean tables. See docs/reinert.md."""

from __future__ import annotations

from toolkit.topics.reinert.choice import (
    Level,
    adjusted_rand,
    beyond_chance,
    levels,
    stability,
    suggest,
)
from toolkit.topics.reinert.completion import complete
from toolkit.topics.reinert.double import (
    Crossed,
    Partition,
    cross,
    members_to_classes,
    mutual,
    partitions,
)
from toolkit.topics.reinert.plane import Plane, plane
from toolkit.topics.reinert.profiles import Modality, Profiles, illustrate, profiles
from toolkit.topics.reinert.tables import as_table, merge_rows, merge_segments, row_sizes
from toolkit.topics.reinert.terminal import terminal_classes
from toolkit.topics.reinert.tree import NO_CLASS, Node, Rules, Split, Tree, descend

__all__ = [
    "NO_CLASS", "Crossed", "Level", "Modality", "Node", "Partition", "Plane", "Profiles", "Rules",
    "Split", "Tree", "adjusted_rand", "as_table", "beyond_chance", "complete", "cross", "descend",
    "illustrate", "levels", "members_to_classes", "merge_rows", "merge_segments", "mutual",
    "partitions", "plane", "profiles", "row_sizes", "stability", "suggest", "terminal_classes",
]
