"""Rebuilding the final classes of a deep tree, so that no class is too small to be read."""

from __future__ import annotations

from toolkit.errors import EngineError
from toolkit.topics.reinert.tree import Tree

Choice = tuple[int, int, tuple[int, ...]]


def terminal_classes(tree: Tree, *, min_size: int, k: int | None = None) -> list[int]:
    """The nodes that make most classes of ``min_size`` rows or more.

    A tree is cut further than needed, then each branch is closed where going on would only
    detach small groups. A class is opened when its parts hold at least two classes that are large
    enough; what is detached on the way and too small belongs to no class. Of choices with as many
    classes, the one that covers most rows.

    Args:
        tree: cut to more classes than wanted (twice as many is usual).
        min_size: rows a class must have, 1 or more.
        k: use only the first k - 1 splits of the tree; all by default.
    Returns:
        Nodes left to right, for :meth:`Tree.numbered`; the root alone when nothing can be parted.
    Raises:
        EngineError: when the whole tree has fewer rows than ``min_size``.
    Source: Reinert 1983, and the practice of Alceste ("classes terminales"); stated here as a
        search for the best set over the tree.
    """
    depth = tree.max_k if k is None else k
    children = {split.node: (split.left, split.right) for split in tree.splits[:depth - 1]}
    best: dict[int, Choice] = {}
    for node in sorted(set(children) | set(tree.under(0, depth)), reverse=True):
        # Children have higher numbers than their parent: they are known by now.
        size = len(tree.nodes[node].rows)
        own: Choice = (1, size, (node,)) if size >= min_size else (0, 0, ())
        parts = [best[child] for child in children.get(node, ())]
        opened: Choice = (
            sum(part[0] for part in parts), sum(part[1] for part in parts),
            tuple(number for part in parts for number in part[2]),
        )
        best[node] = opened if opened[:2] > own[:2] else own
    found = list(best[0][2])
    if not found:
        raise EngineError(
            f"{len(tree.nodes[0].rows)} segments, smallest class {min_size}",
            expected="no more segments in a class than there are", advice="Lower min_size",
        )
    return found
