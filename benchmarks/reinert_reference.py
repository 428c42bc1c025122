"""The Reinert classification beside the reference results: agreement, chi², seconds.

    python benchmarks/reinert_reference.py [--tables ../shared/reinert] [--repeat 3]

Seconds of the reference are those its README reports (one core, whole process): 43 s for the
corrected algorithm on `c2_theses`, 4.6 s as shipped. Ours time the classification alone, from the
matrix in memory, best of the repeats (on the clock, and in CPU seconds, which other work on the
machine does not lengthen), and a process of its own from start to end.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import scipy.io

from toolkit.topics.reinert import Tree, adjusted_rand, descend

SETS = (("b_manifeste", "mss15_k6", 6), ("c2_theses", "mss10_k10", 10))
REFERENCE_SECONDS = {"b_manifeste": (0.15, 0.19), "c2_theses": (4.6, 43.0)}


def matrix(folder: Path, stem: str) -> Any:
    """The merged boolean matrix a set starts from."""
    plain = folder / f"{stem}_uc_bool.mtx"
    data = plain.read_bytes() if plain.exists() else gzip.decompress(
        plain.with_suffix(".mtx.gz").read_bytes())
    return scipy.io.mmread(io.BytesIO(data))


def agreements(folder: Path, stem: str, tree: Tree) -> list[float]:
    """Adjusted Rand index with the corrected classes at every k."""
    names = [int(word) for word in (folder / f"{stem}_uc_ids.txt").read_text().split()]
    place = {name: i for i, name in enumerate(names)}

    def table(name: str) -> list[list[str]]:
        with (folder / f"{stem}_{name}.tsv").open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file, delimiter="\t"))[1:]

    units = [place[int(row[1])] for row in table("uce_uc")]
    groups = table("fixed_groups")
    found = []
    for k in range(2, tree.max_k + 1):
        expected = np.array([int(row[k]) if row[k] else -1 for row in groups])
        found.append(adjusted_rand(expected, tree.classes(k)[units]) or 0.0)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tables", type=Path, default=Path("../shared/reinert"))
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--one", help="classify this set once and print nothing (used for timing)")
    chosen = parser.parse_args()
    if not chosen.tables.exists():
        raise SystemExit(f"{chosen.tables}: no reference tables here; give their folder (--tables)")
    for name, stem, k in SETS:
        folder = chosen.tables / name
        if chosen.one:
            if chosen.one == name:
                descend(matrix(folder, stem), k=k)
            continue
        made, times, work = matrix(folder, stem), [], []
        for _ in range(chosen.repeat):
            start, begun = time.perf_counter(), time.process_time()
            tree = descend(made, k=k)
            times.append(time.perf_counter() - start)
            work.append(time.process_time() - begun)
        start = time.perf_counter()
        subprocess.run([sys.executable, __file__, "--tables", str(chosen.tables), "--one", name],
                       check=True)
        whole = time.perf_counter() - start
        steps = json.loads((folder / f"{stem}_fixed_steps.json").read_text())["steps"]
        gaps = [split.chi2 - step["height_recorded"] for split, step in zip(tree.splits, steps)]
        rand = agreements(folder, stem, tree)
        stock, fixed = REFERENCE_SECONDS[name]
        print(f"{name}: {made.shape[0]} units x {made.shape[1]} terms, k 2 to {k}")
        print(f"  adjusted Rand index, lowest of all k  {min(rand):.6f}")
        print(f"  chi2 of splits, ours less reference   {min(gaps):+.1e} to {max(gaps):+.1e}")
        print(f"  seconds: reference {fixed} corrected, {stock} as shipped (whole processes)")
        for what, seconds in (
            ("classification", min(times)), ("the same, CPU", min(work)), ("whole process", whole)
        ):
            print(f"    ours, {what:15s}{seconds:6.2f}: {fixed / seconds:.1f} times as fast as the "
                  f"corrected, {stock / seconds:.1f} times as the shipped")


if __name__ == "__main__":
    main()
