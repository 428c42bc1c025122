"""Reinert's classification on small tables worked by hand, and its laws on random ones."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from toolkit.errors import EngineError
from toolkit.topics.reinert import (
    Rules,
    adjusted_rand,
    as_table,
    beyond_chance,
    complete,
    cross,
    descend,
    illustrate,
    levels,
    members_to_classes,
    merge_rows,
    merge_segments,
    partitions,
    plane,
    profiles,
    row_sizes,
    stability,
    suggest,
    terminal_classes,
)
from toolkit.topics.reinert.axis import first_axis
from toolkit.topics.reinert.bisection import best_cut, bisect, chi_square, cut_curve
from toolkit.topics.reinert.double import Crossed
from toolkit.topics.reinert.selection import select_terms
from toolkit.topics.reinert.summary import dendrogram
from toolkit.topics.reinert.tables import canonical_order, column_sizes, take_rows

# Two vocabularies (work, health) and one row that holds a little of both.
TWO_WORLDS = np.array([
    [1, 1, 1, 0, 0, 0],
    [1, 1, 0, 0, 0, 0],
    [0, 1, 1, 0, 0, 0],
    [1, 0, 1, 0, 0, 1],
    [0, 0, 0, 1, 1, 1],
    [0, 0, 0, 1, 1, 0],
    [0, 0, 1, 0, 1, 1],
    [0, 0, 0, 1, 0, 1],
])


def worlds(sizes: list[int], *, words: int = 12, seed: int = 0, noise: float = 0.02) -> Any:
    """Rows of several vocabularies, each drawn mostly from its own words."""
    drawer = np.random.default_rng(seed)
    blocks = []
    for place, size in enumerate(sizes):
        chances = np.full(words * len(sizes), noise)
        chances[place * words:(place + 1) * words] = 0.5
        blocks.append(drawer.random((size, len(chances))) < chances)
    return np.vstack(blocks).astype(int)


def random_table(seed: int, rows: int, columns: int, share: float) -> Any:
    return (np.random.default_rng(seed).random((rows, columns)) < share).astype(int)


def dense_chi2(table: Any, side: Any) -> float:
    two = np.array([table[side].sum(0), table[~side].sum(0)])
    two = two[:, two.sum(0) > 0]
    return float(chi2_contingency(two, correction=False).statistic) if two.sum(1).all() else 0.0


# --- one cut ---------------------------------------------------------------------------------

def test_the_axis_is_that_of_correspondence_analysis() -> None:
    table = TWO_WORLDS / TWO_WORLDS.sum()
    mass, weight = table.sum(1), table.sum(0)
    residuals = (table - np.outer(mass, weight)) / np.sqrt(np.outer(mass, weight))
    left, values, _ = np.linalg.svd(residuals)
    axis = first_axis(as_table(TWO_WORLDS))
    assert axis.singular_value == pytest.approx(values[0])
    assert axis.inertia == pytest.approx(values[0] ** 2 / (values**2).sum())
    expected = left[:, 0] / np.sqrt(mass)
    assert np.abs(axis.coordinates) == pytest.approx(np.abs(expected))
    assert np.ptp(axis.coordinates / expected) == pytest.approx(0, abs=1e-9)


def test_long_and_short_vocabularies_are_solved_alike() -> None:
    """More than DENSE terms go to the iterative solver: the coordinates are the same."""
    table = worlds([60, 70, 50], words=90, noise=0.1)
    table = table[:, table.sum(0) > 0]
    share = table / table.sum()
    mass, weight = share.sum(1), share.sum(0)
    left, values, _ = np.linalg.svd(
        (share - np.outer(mass, weight)) / np.sqrt(np.outer(mass, weight)))
    axis = first_axis(as_table(table))
    assert axis.singular_value == pytest.approx(values[0], rel=1e-10)
    expected = left[:, 0] / np.sqrt(mass)
    assert axis.coordinates * np.sign(axis.coordinates[0] * expected[0]) == pytest.approx(
        expected, abs=1e-8)


def test_equal_eigenvalues_leave_no_choice() -> None:
    """Three groups that share nothing: the axis is a plane, the axis taken is still one."""
    table = np.kron(np.eye(3, dtype=int), np.ones((4, 3), dtype=int))
    places = first_axis(as_table(table)).coordinates
    turned = first_axis(as_table(table[::-1])).coordinates
    assert places == pytest.approx(turned[::-1], abs=1e-9)


@pytest.mark.parametrize("blocks", [[5, 4, 3], [4, 4, 4]])
def test_a_table_that_falls_apart_has_the_axis_of_one_part(
    blocks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three groups without a common term: the iterative solver gives the axis of the dense one."""
    parts = [worlds([size * 4], words=size * 3, noise=0.5, seed=size) for size in blocks]
    table = np.zeros((sum(len(part) for part in parts), sum(part.shape[1] for part in parts)), int)
    row = column = 0
    for part in parts:
        table[row:row + len(part), column:column + part.shape[1]] = part
        row, column = row + len(part), column + part.shape[1]
    dense = first_axis(as_table(table))
    monkeypatch.setattr("toolkit.topics.reinert.axis.DENSE", 1)
    assert first_axis(as_table(table)).coordinates == pytest.approx(dense.coordinates, abs=1e-9)
    assert dense.singular_value == pytest.approx(1)
    assert len(np.unique(np.round(dense.coordinates, 9))) == 2


@pytest.mark.parametrize("seed", range(5))
def test_every_cut_has_the_chi2_of_its_table(seed: int) -> None:
    table = random_table(seed, 12, 9, 0.5)
    order = np.random.default_rng(seed).permutation(12)
    curve = cut_curve(as_table(table), order)
    for cut in range(1, 12):
        side = np.zeros(12, dtype=bool)
        side[order[:cut]] = True
        assert curve[cut - 1] == pytest.approx(dense_chi2(table, side), abs=1e-9)
        assert chi_square(as_table(table), side) == pytest.approx(curve[cut - 1], abs=1e-9)


def test_rows_at_one_place_are_not_parted() -> None:
    side, _ = best_cut(as_table(TWO_WORLDS), np.array([0.0, 0, 0, 0, 0, 0, 1, 1]))
    assert side.tolist() == [False] * 6 + [True] * 2


def test_the_cut_finds_the_two_worlds() -> None:
    table = as_table(TWO_WORLDS)
    found = bisect(table, first_axis(table).coordinates)
    assert found.side.tolist() == [False] * 4 + [True] * 4
    best = max(
        dense_chi2(TWO_WORLDS, np.isin(np.arange(8), part))
        for size in range(1, 5) for part in combinations(range(8), size)
    )
    assert found.chi2 == pytest.approx(best)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6), rows=st.integers(4, 25), columns=st.integers(3, 12),
       share=st.sampled_from([0.2, 0.4, 0.6]))
def test_no_single_move_is_left(seed: int, rows: int, columns: int, share: float) -> None:
    table = random_table(seed, rows, columns, share)
    table = table[table.sum(1) > 0][:, table[table.sum(1) > 0].sum(0) > 0]
    if len(table) < 3:
        return
    found = bisect(as_table(table), np.random.default_rng(seed).random(len(table)))
    assert found.chi2 == pytest.approx(dense_chi2(table, found.side), abs=1e-9)
    assert found.chi2 >= found.chi2_cut - 1e-9
    for row in range(len(table)):
        side = found.side.copy()
        side[row] = not side[row]
        assert dense_chi2(table, side) <= found.chi2 * (1 + 1e-9) + 1e-9


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6), rows=st.integers(4, 30), columns=st.integers(3, 8))
def test_sides_do_not_depend_on_the_sign_of_the_axis(seed: int, rows: int, columns: int) -> None:
    table = random_table(seed, rows, columns, 0.4)
    filled = as_table(table[table.sum(1) > 0])
    if filled.shape[0] < 3:
        return
    filled = take_rows(filled, canonical_order(filled))
    # Few places, so that ties along the axis are the rule.
    places = np.round(np.random.default_rng(seed).normal(size=filled.shape[0]))
    if np.ptp(places) == 0:
        return
    one, two = bisect(filled, places), bisect(filled, -places)
    assert (one.side == two.side).all() or (one.side != two.side).all()


# --- terms -----------------------------------------------------------------------------------

def test_bound_terms_stay_where_they_are_over_used() -> None:
    side = np.array([False] * 4 + [True] * 4)
    here, there = select_terms(as_table(TWO_WORLDS), side, min_frequency=1)
    # Terms 0 and 1 are of the first side only, 3 and 4 of the second; 2 and 5 lean to one.
    assert here.tolist() == [0, 1, 2]
    assert there.tolist() == [3, 4, 5]


def test_loose_terms_stay_on_both_sides() -> None:
    side = np.array([False] * 4 + [True] * 4)
    here, there = select_terms(
        as_table(TWO_WORLDS), side, min_frequency=1, contingency=0.999)
    assert here.tolist() == [0, 1, 2, 5]
    assert there.tolist() == [2, 3, 4, 5]


def test_rare_terms_are_dropped_where_they_are_rare() -> None:
    side = np.array([False] * 4 + [True] * 4)
    here, there = select_terms(as_table(TWO_WORLDS), side, min_frequency=3, contingency=0.999)
    assert (here.tolist(), there.tolist()) == ([0, 1, 2], [3, 4, 5])


# --- merging ---------------------------------------------------------------------------------

@pytest.mark.parametrize(("sizes", "documents", "least", "units"), [
    ([3, 1, 2, 3, 4, 1, 2], "aaaaaaa", 3, [0, 1, 1, 3, 4, 5, 5]),
    ([3, 1, 2, 3, 4, 1, 1], "aaaaaaa", 3, [0, 1, 1, 3, 4, 4, 4]),  # a short end joins the last
    ([1, 1, 1, 1], "aabb", 3, [0, 0, 2, 2]),                       # documents are never mixed
    ([5, 1], "ab", 3, [0, 1]),
    ([1, 2, 3], "aaa", 0, [0, 1, 2]),
    ([0, 0, 4], "aaa", 1, [0, 0, 0]),
    ([], "", 3, []),
])
def test_short_segments_join_their_neighbours(
    sizes: list[int], documents: str, least: int, units: list[int]
) -> None:
    assert merge_segments(sizes, documents, min_size=least).tolist() == units


def test_a_unit_holds_what_any_of_its_segments_holds() -> None:
    table, rows = merge_rows(as_table(TWO_WORLDS), np.array([0, 0, 0, 0, 4, 4, 6, 7]))
    assert rows.tolist() == [0, 0, 0, 0, 1, 1, 2, 3]
    assert table.toarray()[0].tolist() == [1, 1, 1, 0, 0, 1]


def test_a_table_leaves_the_matrix_it_was_made_from_alone() -> None:
    import scipy.sparse as sp

    raw = sp.csr_matrix((np.array([2.0, 0, 3]), np.array([1, 0, 1]), np.array([0, 2, 3])))
    before = raw.data.copy(), raw.indices.copy(), raw.indptr.copy()
    assert as_table(raw).toarray().tolist() == [[0, 1], [0, 1]]
    assert all((kept == now).all() for kept, now in zip(before, (
        raw.data, raw.indices, raw.indptr)))


# --- the tree --------------------------------------------------------------------------------

def test_planted_vocabularies_are_found() -> None:
    sizes = [60, 40, 30]
    tree = descend(worlds(sizes), k=3)
    truth = np.repeat([0, 1, 2], sizes)
    assert adjusted_rand(tree.classes(3), truth) == 1
    assert [len(tree.nodes[node].rows) for node in tree.leaves(1)] == [130]
    assert tree.stopped == ""


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), rows=st.integers(6, 40), columns=st.integers(3, 10),
       share=st.sampled_from([0.15, 0.3, 0.5]))
def test_the_order_of_rows_changes_nothing(
    seed: int, rows: int, columns: int, share: float
) -> None:
    """Small tables are full of equal rows, equal coordinates and equal chi²: the hard case."""
    table = random_table(seed, rows, columns, share)
    order = np.random.default_rng(seed + 1).permutation(rows)
    rules = Rules(min_members=2, min_frequency=1)
    try:
        tree = descend(table, k=4, rules=rules)
    except EngineError:
        with pytest.raises(EngineError):
            descend(table[order], k=4, rules=rules)
        return
    other = descend(table[order], k=4, rules=rules)
    assert [split.chi2 for split in tree.splits] == [split.chi2 for split in other.splits]
    for k in range(2, tree.max_k + 1):
        assert (tree.classes(k)[order] == other.classes(k)).all()
    labels = tree.classes()
    for row in range(rows):
        twins = np.flatnonzero((table == table[row]).all(1))
        assert len(set(labels[twins])) == 1


def test_the_largest_class_is_cut_and_the_larger_side_stands_left() -> None:
    tree = descend(worlds([60, 40, 30, 20]), k=4)
    sizes = {0: tree.rows}
    for split in tree.splits:
        assert sizes.pop(split.node) == split.left_rows + split.right_rows + split.dropped
        assert split.left_rows >= split.right_rows
        assert all(split.left_rows + split.right_rows >= size for size in sizes.values())
        sizes |= {split.left: split.left_rows, split.right: split.right_rows}


def test_rows_without_terms_are_in_no_class() -> None:
    table = np.vstack([worlds([20, 20]), np.zeros((2, 24), dtype=int)])
    assert descend(table, k=2).classes(2)[-2:].tolist() == [-1, -1]


def test_a_tree_that_stops_says_why() -> None:
    tree = descend(TWO_WORLDS, k=6, rules=Rules(min_members=4, min_frequency=1))
    assert tree.max_k < 6
    assert f"{tree.max_k} classes instead of 6" in tree.stopped
    with pytest.raises(EngineError, match=f"expected 1 to {tree.max_k}"):
        tree.classes(6)


@pytest.mark.parametrize(("table", "k", "message"), [
    (np.ones((20, 4)), 3, "all segments of a class hold the same terms"),
    (np.zeros((20, 4)), 3, "fewer than 5 segments"),
    (TWO_WORLDS[:3], 2, "fewer than 5 segments"),
    (np.ones((9, 1)), 2, "share terms"),
    (TWO_WORLDS, 1, "1 classes asked for"),
    (np.zeros((3, 0)), 2, "shape"),
    (-TWO_WORLDS, 2, "negative"),
    (np.where(TWO_WORLDS, np.nan, 0), 2, "undefined"),
])
def test_tables_that_cannot_be_cut(table: Any, k: int, message: str) -> None:
    with pytest.raises(EngineError, match=message):
        descend(table, k=k)


def test_one_term_per_row_can_still_be_parted() -> None:
    tree = descend(np.repeat(np.eye(3, dtype=int), [5, 6, 9], axis=0), k=3)
    assert adjusted_rand(tree.classes(3), np.repeat([0, 1, 2], [5, 6, 9])) == 1


def sizes_of(tree: Any, nodes: list[int]) -> list[int]:
    return [len(tree.nodes[node].rows) for node in nodes]


def test_terminal_classes_close_branches_that_only_shed() -> None:
    tree = descend(worlds([60, 50, 8]), k=4, rules=Rules(min_members=3))
    assert sizes_of(tree, tree.leaves()) == [57, 3, 50, 8]
    assert sizes_of(tree, terminal_classes(tree, min_size=20)) == [60, 58]
    assert sizes_of(tree, terminal_classes(tree, min_size=8)) == [60, 50, 8]
    assert terminal_classes(tree, min_size=70) == [0]
    with pytest.raises(EngineError, match="smallest class 200"):
        terminal_classes(tree, min_size=200)


def test_terminal_classes_leave_out_small_groups_on_the_way_to_large_ones() -> None:
    tree = descend(worlds([60, 40, 9]), k=4, rules=Rules(min_members=3))
    nodes = terminal_classes(tree, min_size=20)
    assert sizes_of(tree, nodes) == [31, 29, 40]
    assert tree.numbered(nodes)[-9:].tolist() == [-1] * 9
    drawn = dendrogram(tree, nodes)
    assert drawn["leaves"] == nodes and len(drawn["merges"]) == 3
    assert sizes_of(tree, drawn["detached"]) == [9]
    heights = [merge[3] for merge in drawn["merges"]]
    assert heights == sorted(heights)
    assert heights[-1] == pytest.approx(sum(split.chi2 for split in tree.splits), abs=1e-5)


# --- reading the classes ---------------------------------------------------------------------

def test_profiles_have_the_chi2_of_a_two_by_two_table() -> None:
    classes = np.array([0, 0, 0, 0, 1, 1, 1, -1])
    found = profiles(TWO_WORLDS, classes)
    # Term 5 in class 1: 2 of 3 segments; outside 1 of 4.
    expected = chi2_contingency([[2, 1], [1, 3]], correction=False).statistic
    assert found.chi2[1, 5] == pytest.approx(expected)
    assert found.chi2[0, 5] == pytest.approx(-expected)
    g2 = chi2_contingency([[2, 1], [1, 3]], correction=False, lambda_="log-likelihood").statistic
    assert found.g2[1, 5] == pytest.approx(g2)
    assert found.sizes.tolist() == [4, 3]


def test_a_single_class_has_no_profile() -> None:
    assert np.isnan(profiles(TWO_WORLDS, np.zeros(8, dtype=int)).chi2).all()
    with pytest.raises(EngineError, match="a segment that has one"):
        profiles(TWO_WORLDS, np.full(8, -1))


def test_illustrative_values_count_segments_and_documents() -> None:
    found = illustrate(
        ["presse", "presse", None, "blog", "blog", "blog", "presse", "presse"],
        ["d1", "d1", "d2", "d3", "d3", "d4", "d5", "d5"],
        np.array([0, 0, 0, 1, 1, 1, 1, -1]),
    )
    cells = {(item.value, item.place): item for item in found}
    assert (cells["blog", 1].segments, cells["blog", 1].documents) == (3, 2)
    assert (cells["presse", 0].segments, cells["presse", 0].documents) == (2, 1)
    assert cells["presse", 1].all_documents == 2
    expected = chi2_contingency([[3, 0], [1, 2]], correction=False).statistic
    assert cells["blog", 1].chi2 == pytest.approx(expected)
    assert cells["blog", 0].chi2 == pytest.approx(-expected)


def test_the_map_is_a_correspondence_analysis() -> None:
    counts = np.array([[10.0, 4, 1, 0], [2, 8, 3, 0], [1, 2, 9, 0]])
    found = plane(counts, supplementary=[counts[0], [0, 0, 0, 0]])
    assert found.inertia.sum() == pytest.approx(1)
    # A supplementary row equal to a class lies on it; an empty one lies nowhere.
    assert found.supplementary[0] == pytest.approx(found.classes[0])
    assert np.isnan(found.supplementary[1]).all() and np.isnan(found.terms[3]).all()
    mass = counts.sum(1) / counts.sum()
    assert mass @ found.classes == pytest.approx(np.zeros(2), abs=1e-12)
    far = np.nanargmax(np.abs(found.terms), axis=0)
    assert (found.terms[far, [0, 1]] > 0).all()


def test_unplaced_segments_follow_their_nearest() -> None:
    labels = np.array([0, 0, 0, -1, 1, 1, -1, 1])
    assert complete(as_table(TWO_WORLDS), labels).tolist() == [0, 0, 0, 0, 1, 1, 1, 1]
    alone = as_table(np.vstack([np.eye(3), [[1, 0, 0]]]))
    assert complete(alone, np.array([0, 1, -1, -1])).tolist() == [0, 1, -1, 0]
    assert complete(alone, np.full(4, -1)).tolist() == [-1] * 4
    with pytest.raises(EngineError, match="one class per segment"):
        complete(alone, labels)


# --- choosing k ------------------------------------------------------------------------------

@pytest.mark.parametrize(("one", "two", "value"), [
    ([0, 0, 1, 1], [1, 1, 0, 0], 1.0),
    ([0, 0, 1, 1], [0, 1, 0, 1], -0.5),
    ([0, 0, 1, 1, 2], [0, 0, 1, 2, 2], 3 / 8),
    ([0, 0, 0], [0, 0, 0], None),
    ([0, -1], [0, 1], None),
])
def test_adjusted_rand(one: list[int], two: list[int], value: float | None) -> None:
    found = adjusted_rand(np.array(one), np.array(two))
    assert found == (None if value is None else pytest.approx(value))


def test_the_planted_number_of_classes_is_suggested() -> None:
    table = worlds([80, 70, 60, 50])
    tree = descend(table, k=8)
    found = beyond_chance(table, tree, levels(tree), draws=3)
    assert suggest(found, rows=tree.rows)[0] == 4
    assert all((level.excess or 0) > 1.3 for level in found[:3])
    assert all(0 < (level.excess or 0) < 1 for level in found[3:])
    documents = [str(i // 2) for i in range(len(table))]
    held = stability(table, documents, tree, found, runs=4)
    by_k = {level.k: level.stability or 0.0 for level in held}
    assert by_k[4] > 0.95 and by_k[8] < by_k[4]
    assert [level.excess for level in held] == [level.excess for level in found]


def test_help_with_k_does_not_depend_on_the_order_of_rows() -> None:
    table = worlds([40, 30, 30], seed=3)
    order = np.random.default_rng(0).permutation(len(table))
    one, two = (
        beyond_chance(rows, descend(rows, k=5), levels(descend(rows, k=5)), draws=2)
        for rows in (table, table[order])
    )
    assert one == two


def test_a_noise_table_suggests_the_fewest() -> None:
    table = random_table(5, 150, 30, 0.2)
    tree = descend(table, k=6)
    k, reason = suggest(beyond_chance(table, tree, levels(tree)), rows=150)
    assert k == 2 and "fewest" in reason


# --- double ----------------------------------------------------------------------------------

def test_two_classifications_agree_on_planted_classes() -> None:
    sizes = [60, 50, 40]
    table = worlds(sizes)
    documents = [str(i) for i in range(0, 75) for _ in range(2)]
    trees, rows = [], []
    for least in (1, 12):
        units, where = merge_rows(
            as_table(table),
            merge_segments(row_sizes(as_table(table)).tolist(), documents, min_size=least))
        trees.append(descend(units, k=3))
        rows.append(where)
    crossed = cross(trees[0], trees[1], (rows[0], rows[1]), max_k=3)
    found = {item.k: item for item in partitions(crossed, max_k=3)}
    labels = members_to_classes(crossed, found[3], 150)
    assert found[3].proven and (labels >= 0).mean() > 0.95
    assert (adjusted_rand(labels, np.repeat([0, 1, 2], sizes)) or 0) > 0.95
    strongest = cross(trees[0], trees[1], (rows[0], rows[1]), max_k=3, keep="strongest")
    assert sum(item.chi2 for item in strongest) >= sum(item.chi2 for item in crossed)
    with pytest.raises(EngineError, match="the same segments in both"):
        cross(trees[0], trees[1], (rows[0], rows[1][:-1]), max_k=4)


def _crossed(members: list[int], chi2: float) -> Crossed:
    return Crossed((2, 1), (2, 1), len(members), len(members), chi2, np.array(members))


def test_the_best_set_of_disjoint_classes() -> None:
    crossed = [
        _crossed([0, 1, 2, 3], 9.0), _crossed([0, 1], 6.0), _crossed([2, 3], 5.0),
        _crossed([4, 5], 4.0), _crossed([3, 4], 8.0), _crossed([6], 0.5),
    ]
    by_chi2 = {item.k: item for item in partitions(crossed, max_k=5)}
    assert by_chi2[2].crossed == (1, 4) and by_chi2[2].chi2 == 14
    assert by_chi2[3].crossed == (1, 2, 3) and by_chi2[3].chi2 == 15
    assert by_chi2[4].crossed == (1, 2, 3, 5)
    assert 5 not in by_chi2
    by_n = {item.k: item for item in partitions(crossed, max_k=3, criterion="n")}
    assert by_n[2].crossed == (0, 3) and by_n[2].n == 6
    assert partitions([], max_k=3) == []


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_the_search_finds_what_trying_all_sets_finds(seed: int) -> None:
    drawer = np.random.default_rng(seed)
    crossed = [
        _crossed(sorted(drawer.choice(12, drawer.integers(1, 5), replace=False).tolist()),
                 float(drawer.integers(4, 30)))
        for _ in range(9)
    ]
    found = {item.k: item.chi2 for item in partitions(crossed, max_k=4)}
    for k in range(2, 5):
        totals = [
            sum(item.chi2 for item in chosen) for chosen in combinations(crossed, k)
            if len(set().union(*(item.members.tolist() for item in chosen)))
            == sum(item.size for item in chosen)
        ]
        assert found.get(k) == (max(totals) if totals else None)


def test_sizes_of_rows_and_columns_after_slicing() -> None:
    table = as_table(TWO_WORLDS)[[0, 4]][:, [0, 5]]
    assert column_sizes(table).tolist() == [1, 1]
    assert row_sizes(table).tolist() == [1, 1]


def test_compiled_moves_are_the_same_to_the_last_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numba")
    table = worlds([150, 100, 80, 60], noise=0.2)
    plain = descend(table, k=5)
    monkeypatch.setattr("toolkit.topics.reinert.bisection.WORTH", 0)
    compiled = descend(table, k=5)
    assert plain.splits == compiled.splits and sum(split.moves for split in plain.splits) > 20
    assert (plain.classes() == compiled.classes()).all()
