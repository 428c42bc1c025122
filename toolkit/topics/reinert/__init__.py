"""Reinert's descending hierarchical classification, on boolean tables. See docs/reinert.md."""

from __future__ import annotations

from toolkit.topics.reinert.tables import as_table, merge_rows, merge_segments
from toolkit.topics.reinert.tree import NO_CLASS, Node, Rules, Split, Tree, descend

__all__ = [
    "NO_CLASS", "Node", "Rules", "Split", "Tree", "as_table", "descend", "merge_rows",
    "merge_segments",
]
