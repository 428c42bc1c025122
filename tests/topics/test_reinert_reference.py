"""The classes of the corrected reference implementation, on its own tables (see ../shared)."""

from __future__ import annotations

import csv
import gzip
import io
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import scipy.io

from tests.conftest import SHARED
from toolkit.topics.reinert import (
    Rules,
    adjusted_rand,
    as_table,
    cross,
    descend,
    members_to_classes,
    merge_rows,
    merge_segments,
    mutual,
    partitions,
    profiles,
    row_sizes,
)
from toolkit.topics.reinert.axis import first_axis
from toolkit.topics.reinert.bisection import bisect, chi_square, cut_curve
from toolkit.topics.reinert.completion import complete
from toolkit.topics.reinert.selection import select_terms
from toolkit.topics.reinert.tables import canonical_order, take_rows

REFERENCE = SHARED / "reinert"
pytestmark = pytest.mark.skipif(not REFERENCE.exists(), reason="no reference tables here")

SETS = [("b_manifeste", "mss15_k6", 6, "mtx"), ("c2_theses", "mss10_k10", 10, "mtx.gz")]


def matrix(path: Path) -> Any:
    data = path.read_bytes()
    return scipy.io.mmread(io.BytesIO(gzip.decompress(data) if path.suffix == ".gz" else data))


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


def column(path: Path, place: int) -> Any:
    return np.array([int(row[place]) - 1 if row[place] else -1 for row in rows(path)])


def unit_rows(folder: Path, stem: str) -> list[int]:
    names = [int(word) for word in (folder / f"{stem}_uc_ids.txt").read_text().split()]
    place = {name: i for i, name in enumerate(names)}
    return [place[int(row[1])] for row in rows(folder / f"{stem}_uce_uc.tsv")]


@pytest.mark.parametrize(("name", "stem", "k", "suffix"), SETS, ids=[item[0] for item in SETS])
def test_classes_and_chi2_of_the_corrected_algorithm(
    name: str, stem: str, k: int, suffix: str
) -> None:
    folder = REFERENCE / name
    tree = descend(matrix(folder / f"{stem}_uc_bool.{suffix}"), k=k)
    steps = json.loads((folder / f"{stem}_fixed_steps.json").read_text())["steps"]
    assert len(tree.splits) == len(steps) == k - 1
    for split, step in zip(tree.splits, steps):
        assert split.chi2 >= step["height_recorded"] - 1e-6
        assert split.chi2_cut >= step["chi2_after_ca_cut"] - 1e-6
        assert split.singular_value == pytest.approx(step["singular_value"], abs=1e-9)
        assert split.singular_value**2 == pytest.approx(step["first_axis_inertia"], abs=1e-9)
        assert sorted([split.left_rows, split.right_rows]) == sorted(
            [step["size1_uc"], step["size2_uc"]])
        assert sorted([split.left_terms, split.right_terms]) == sorted(
            [step["features_kept1"], step["features_kept2"]])
    units = unit_rows(folder, stem)
    for level in range(2, k + 1):
        expected = column(folder / f"{stem}_fixed_groups.tsv", level)
        found = tree.classes(level)[units]
        agreement = adjusted_rand(expected, found)
        assert agreement is not None and agreement >= 0.99
        assert (found < 0).sum() == (expected < 0).sum()


@pytest.mark.parametrize(("name", "stem", "k", "suffix"), SETS, ids=[item[0] for item in SETS])
def test_same_classes_in_any_order_of_rows(name: str, stem: str, k: int, suffix: str) -> None:
    table = as_table(matrix(REFERENCE / name / f"{stem}_uc_bool.{suffix}"))
    tree = descend(table, k=k)
    order = np.random.default_rng(4).permutation(table.shape[0])
    shuffled = descend(table[order], k=k)
    assert [split.chi2 for split in tree.splits] == [split.chi2 for split in shuffled.splits]
    for level in range(2, k + 1):
        assert (tree.classes(level)[order] == shuffled.classes(level)).all()


@pytest.mark.parametrize(("name", "stem", "k", "suffix"), SETS, ids=[item[0] for item in SETS])
def test_same_split_whichever_sign_the_axis_takes(
    name: str, stem: str, k: int, suffix: str
) -> None:
    table = as_table(matrix(REFERENCE / name / f"{stem}_uc_bool.{suffix}"))
    table = table[np.flatnonzero(row_sizes(table))]
    table = take_rows(table, canonical_order(table))
    places = first_axis(table).coordinates
    one, two = bisect(table, places), bisect(table, -places)
    assert one.chi2 == pytest.approx(two.chi2, rel=1e-12)
    assert (one.side == two.side).all() or (one.side != two.side).all()


def test_ten_times_as_fast_as_the_reference() -> None:
    """43 s for the corrected reference; CPU seconds, so that a busy machine does not fail it."""
    table = matrix(REFERENCE / "c2_theses" / "mss10_k10_uc_bool.mtx.gz")
    start = time.process_time()
    descend(table, k=10)
    assert time.process_time() - start < 4.3


def test_the_7_by_5_table_step_by_step() -> None:
    folder = REFERENCE / "a_mini"
    table = as_table(matrix(folder / "dfm_bool.mtx"))
    expected = json.loads((folder / "result.json").read_text())
    assert (table.toarray() == np.array(expected["matrix"])).all()
    axis = first_axis(table)
    assert axis.singular_value == pytest.approx(expected["ca_singular_values"][0], abs=1e-12)
    places = axis.coordinates * np.sign(axis.coordinates[0]) * -1
    assert places == pytest.approx(expected["ca_first_coord_rspectra"], abs=1e-9)
    order = np.array(expected["ca_order"]) - 1
    assert cut_curve(table, order) == pytest.approx(expected["chi2_at_each_cut"], abs=1e-12)
    found = bisect(table, axis.coordinates)
    assert found.chi2 == pytest.approx(expected["switch_from_best"]["chisq"], abs=1e-12)
    assert np.flatnonzero(found.side).tolist() == [2, 5]
    tree = descend(table, k=3, rules=Rules(min_members=3))
    for k, groups in ((2, "rainette_k2"), (3, "rainette_k3_asked")):
        assert adjusted_rand(tree.classes(k), np.array(expected[groups]["group"]) - 1) == 1
    assert tree.splits[1].chi2 == pytest.approx(2.1)


def test_terms_kept_on_the_7_by_5_table() -> None:
    table = as_table(matrix(REFERENCE / "a_mini" / "dfm_bool.mtx"))
    for inside, kept in (([2, 5], ([1, 2, 3], [])), ([6, 0], ([0, 2, 3], []))):
        side = np.zeros(7, dtype=np.bool_)
        side[inside] = True
        found = select_terms(table, side)
        assert (found[0].tolist(), found[1].tolist()) == kept


def test_a_bad_start_ends_at_the_same_place() -> None:
    table = as_table(matrix(REFERENCE / "a_mini" / "dfm_bool.mtx"))
    # Places that are not the axis: no cut along them has the best chi², moves have to find it.
    found = bisect(table, np.array([-1.0, 2, -2, 1, 1.5, -2, 0]))
    assert found.chi2 == pytest.approx(4.84313725490196)
    assert chi_square(table, found.side) == pytest.approx(found.chi2)


def test_merging_gives_the_same_units() -> None:
    folder = REFERENCE / "b_manifeste"
    table = as_table(matrix(folder / "dfm_bool.mtx"))
    documents = [line.split("\t")[1]
                 for line in (folder / "segment_ids.tsv").read_text("utf-8").splitlines()]
    units = merge_segments(row_sizes(table).tolist(), documents, min_size=15)
    expected = [int(row[1]) - 1 for row in rows(folder / "mss15_k6_uce_uc.tsv")]
    assert units.tolist() == expected
    merged, places = merge_rows(table, units)
    assert (merged != as_table(matrix(folder / "mss15_k6_uc_bool.mtx"))).nnz == 0
    assert places.tolist() == unit_rows(folder, "mss15_k6")


def test_double_classification() -> None:
    folder = REFERENCE / "d_manifeste_double_fixed"
    table = as_table(matrix(REFERENCE / "b_manifeste" / "dfm_bool.mtx"))
    documents = [line.split("\t")[1] for line in
                 (REFERENCE / "b_manifeste" / "segment_ids.tsv").read_text("utf-8").splitlines()]
    trees, places = [], []
    for size in (10, 15):
        units, where = merge_rows(
            table, merge_segments(row_sizes(table).tolist(), documents, min_size=size))
        trees.append(descend(units, k=5, rules=Rules(min_members=10)))
        places.append(where)
        for k in range(2, 6):
            groups = column(folder / f"mss{size}_k5_groups.tsv", k)
            assert adjusted_rand(trees[-1].classes(k)[where], groups) == 1
    crossed = cross(trees[0], trees[1], (places[0], places[1]), max_k=5)
    known = json.loads((folder / "crossed_classes.json").read_text())
    assert {tuple(item.members + 1): round(item.chi2, 6) for item in crossed} == {
        tuple(item["members"]): round(item["chi2"], 6) for item in known}
    expected = json.loads((folder / "rainette2.json").read_text())
    for criterion, place in (("chi2", 2), ("n", 3)):
        for found in partitions(crossed, max_k=5, criterion=criterion):  # type: ignore[arg-type]
            labels = members_to_classes(crossed, found, table.shape[0])
            groups = column(folder / "rainette2_groups.tsv", place + 2 * (found.k - 2))
            assert found.proven
            assert adjusted_rand(labels, groups) == 1
            assert ((labels < 0) == (groups < 0)).all()
            totals = [item for item in expected["full"] if item["k"] == found.k]
            assert any(item["chi2"] == pytest.approx(found.chi2) and item["n"] == found.n
                       for item in totals)
    classical = partitions(crossed, max_k=5, among=mutual(crossed))
    assert [(item.k, item.n) for item in classical] == [
        (item["k"], item["n"]) for item in expected["not_full"]]


def test_completing_by_the_nearest_counts() -> None:
    folder = REFERENCE / "d_manifeste_double_fixed"
    table = matrix(REFERENCE / "b_manifeste" / "dfm_counts.mtx").tocsr()
    labels = column(folder / "rainette2_groups.tsv", 4)
    expected = column(folder / "best_completed_knn1.tsv", 2)
    full = complete(table, labels, metric="euclidean")
    assert (full >= 0).all()
    # Where several segments are equally near, the reference takes the first, here they vote.
    assert (full == expected).sum() >= len(full) - 2


def test_profiles_equal_the_reference() -> None:
    folder = REFERENCE / "b_manifeste"
    counts = matrix(folder / "dfm_counts.mtx")
    names = (folder / "features.txt").read_text("utf-8").splitlines()
    found = profiles(counts, column(folder / "mss15_k6_stock_groups.tsv", 6), tokens=True)
    text = gzip.decompress((folder / "mss15_k6_k6_keyness_full.tsv.gz").read_bytes()).decode()
    lines = list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(lines) == found.chi2.size
    place = {name: j for j, name in enumerate(names)}
    for line in lines:
        cell = int(line["class"]) - 1, place[line["feature"]]
        assert found.chi2[cell] == pytest.approx(float(line["chi2"]), rel=1e-9, abs=1e-9)
        # The reference adds a small constant inside the logarithm.
        assert found.g2[cell] == pytest.approx(float(line["G2"]), rel=1e-3, abs=1e-3)
        assert found.inside[cell] == int(line["n_target"])
