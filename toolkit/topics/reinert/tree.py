"""The descending hierarchical classification: one class at a time is cut in two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from toolkit.errors import EngineError
from toolkit.topics.reinert.axis import first_axis
from toolkit.topics.reinert.bisection import bisect
from toolkit.topics.reinert.selection import select_terms
from toolkit.topics.reinert.tables import (
    Integers,
    Sparse,
    as_table,
    canonical_order,
    column_sizes,
    row_sizes,
    take_rows,
)

NO_CLASS = -1


@dataclass(frozen=True, slots=True)
class Rules:
    """How classes are cut: the published values by default.

    ``min_members``: classes with fewer rows are not cut. ``contingency``: coefficient above which
    a term stays only on the side that over-uses it. ``min_frequency``: rows of a class a term
    must be in to be used there. ``reassign``: move rows after the cut.
    """

    min_members: int = 5
    contingency: float = 0.3
    min_frequency: int = 3
    reassign: bool = True


@dataclass(frozen=True, slots=True)
class Split:
    """One cut of the class ``node`` into ``left`` (the larger) and ``right``, numbers of nodes.

    ``chi2`` is that of the final sides, ``chi2_cut`` that of the best cut along the axis.
    ``rows``, ``terms`` and ``ones`` say how large the table was, ``dropped`` how many rows held
    none of its terms and belong to neither side. ``inertia`` is the first axis's share.
    """

    node: int
    left: int
    right: int
    chi2: float
    chi2_cut: float
    moves: int
    singular_value: float
    inertia: float
    rows: int
    terms: int
    ones: int
    dropped: int
    left_rows: int
    right_rows: int
    left_terms: int
    right_terms: int


@dataclass(frozen=True, slots=True)
class Node:
    """A class: its rows (ascending, in the order the table was given) and the terms it may use."""

    id: int
    parent: int | None
    rows: Integers
    terms: Integers


@dataclass(frozen=True, slots=True)
class Tree:
    """The whole classification. Node 0 is the root; ``splits`` come in the order they were made.

    ``stopped`` says why there are fewer classes than asked for, else "".
    """

    rows: int
    nodes: tuple[Node, ...]
    splits: tuple[Split, ...]
    stopped: str = ""

    @property
    def max_k(self) -> int:
        """The number of classes after the last split."""
        return len(self.splits) + 1

    def leaves(self, k: int | None = None) -> list[int]:
        """The nodes that are classes when there are ``k`` of them, left to right in the tree."""
        return self.under(0, self.max_k if k is None else k)

    def under(self, node: int, k: int) -> list[int]:
        """The classes below ``node`` (or itself) when the whole tree has ``k`` of them."""
        if not 1 <= k <= self.max_k:
            raise EngineError(
                f"{k} classes of a tree of {self.max_k}", expected=f"1 to {self.max_k}",
                advice="Ask for fewer classes, or lower min_members",
            )
        children = {split.node: (split.left, split.right) for split in self.splits[:k - 1]}
        waiting, found = [node], []
        while waiting:
            current = waiting.pop()
            if current in children:
                waiting += reversed(children[current])
            else:
                found.append(current)
        return found

    def classes(self, k: int | None = None) -> Integers:
        """(rows,) the class of each row among ``k``, numbered from 0 left to right; -1 = none.

        A row is in no class when it holds none of the terms its class was cut on.
        """
        return self.numbered(self.leaves(k))

    def numbered(self, nodes: Sequence[int]) -> Integers:
        """(rows,) the place in ``nodes`` of the one each row belongs to; -1 = none of them."""
        labels = np.full(self.rows, NO_CLASS, dtype=np.int64)
        for place, node in enumerate(nodes):
            labels[self.nodes[node].rows] = place
        return labels


def descend(matrix: Any, *, k: int, rules: Rules | None = None) -> Tree:
    """Cut the largest class in two until there are ``k``.

    Args:
        matrix: rows by terms, dense or sparse; a cell above 0 is "present".
        k: classes wanted, 2 or more; the tree has fewer when no class can be cut any more.
    Returns:
        The tree. It depends on the rows and the order of the columns only: not on the order of
        the rows, nor on the sign an eigenvector happens to have. Equal rows share a class.
    Raises:
        EngineError: when ``k`` is below 2 or not even one cut can be made.
    Source: Reinert 1983, Cahiers de l'analyse des données 8 (2), 187-198. A step says "moves one
        row while chi² rises": the row with the highest resulting chi² among both sides.
    """
    if k < 2:
        raise EngineError(f"{k} classes asked for", expected="2 or more")
    rules = rules or Rules()
    table = as_table(matrix)
    order = canonical_order(table)
    builder = _Builder(take_rows(table, order), rules)
    builder.grow(k)
    nodes = tuple(
        Node(node.id, node.parent, np.sort(order[node.rows]), node.terms)
        for node in builder.nodes
    )
    if not builder.splits:
        raise EngineError(
            f"no class can be cut: {builder.reasons[0]}",
            expected=f"at least {rules.min_members} segments that differ in their terms",
        )
    return Tree(table.shape[0], nodes, tuple(builder.splits), builder.stopped(k))


class _Builder:
    """The tree as it grows; rows are in canonical order here."""

    def __init__(self, table: Sparse, rules: Rules) -> None:
        self.table = table
        self.rules = rules
        full = np.flatnonzero(row_sizes(table)).astype(np.int64)
        self.nodes = [Node(0, None, full, np.arange(table.shape[1]))]
        self.splits: list[Split] = []
        self.reasons: dict[int, str] = {}

    def grow(self, k: int) -> None:
        """Cut the largest class until there are ``k`` or none can be cut."""
        open_nodes = [0]
        while len(self.splits) < k - 1 and open_nodes:
            # Of equally large classes, the one found first: the order of nodes is canonical.
            largest = max(open_nodes, key=lambda number: (len(self.nodes[number].rows), -number))
            open_nodes.remove(largest)
            split = self._cut(self.nodes[largest])
            if split is not None:
                self.splits.append(split)
                open_nodes += [split.left, split.right]

    def stopped(self, k: int) -> str:
        """Why there are fewer than ``k`` classes."""
        found = len(self.splits) + 1
        if found >= k:
            return ""
        causes = sorted(set(self.reasons.values()))
        return f"{found} classes instead of {k}: {'; '.join(causes)}"

    def _cut(self, node: Node) -> Split | None:
        least = self.rules.min_members
        if len(node.rows) < least:
            self.reasons[node.id] = f"a class of fewer than {least} segments is not cut"
            return None
        table, rows, terms = part_of(self.table, node.rows, node.terms)
        if len(rows) < max(2, least) or len(terms) < 2:
            self.reasons[node.id] = "too few segments of a class share terms"
            return None
        axis = first_axis(table)
        found = bisect(table, axis.coordinates, reassign=self.rules.reassign)
        # Sides without a difference are no classes; below this chi² is rounding.
        if found.chi2 <= 1e-9 or axis.singular_value == 0:
            self.reasons[node.id] = "all segments of a class hold the same terms"
            return None
        kept = select_terms(
            table, found.side, contingency=self.rules.contingency,
            min_frequency=self.rules.min_frequency,
        )
        sides = [
            (rows[found.side == flag], terms[kept[int(flag)]]) for flag in (False, True)
        ]
        # The larger side stands left; of equal ones the side of the first row, which is false.
        sides.sort(key=lambda pair: -len(pair[0]))
        left, right = (self._add(node.id, *side) for side in sides)
        return Split(
            node.id, left.id, right.id, found.chi2, found.chi2_cut, found.moves,
            axis.singular_value, axis.inertia, len(rows), len(terms), int(table.nnz),
            len(node.rows) - len(rows), *(len(side[0]) for side in sides),
            *(len(side[1]) for side in sides),
        )

    def _add(self, parent: int, rows: Integers, terms: Integers) -> Node:
        node = Node(len(self.nodes), parent, rows, terms)
        self.nodes.append(node)
        return node


def part_of(
    table: Sparse, rows: Integers, terms: Integers
) -> tuple[Sparse, Integers, Integers]:
    """The table of one class: its rows that hold a term, its terms that a row holds."""
    part = table[rows][:, terms]
    held = np.flatnonzero(column_sizes(part)).astype(np.int64)
    part = part[:, held]
    filled = np.flatnonzero(np.diff(part.indptr)).astype(np.int64)
    return take_rows(part, filled), rows[filled], terms[held]


__all__ = ["NO_CLASS", "Node", "Rules", "Split", "Tree", "descend", "part_of"]
