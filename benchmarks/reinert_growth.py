"""Time and memory of the Reinert classification as the number of segments grows.

    python benchmarks/reinert_growth.py [SEGMENTS ...] [--k 10] [--terms 5000]

Tables are generated: every segment draws its terms from a Zipf-like vocabulary in which each of
twelve subjects favours some terms. Each size runs in a process of its own, so that the peak
memory is its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import time
from typing import Any

import numpy as np
import scipy.sparse as sp

SUBJECTS = 12
PER_SEGMENT = 25


def table(segments: int, terms: int) -> tuple[Any, Any]:
    """A sparse table of about 25 terms a segment, and the subject of each segment."""
    drawer = np.random.default_rng(7)
    common = 1 / (np.arange(terms) + 5.0)
    subjects = drawer.integers(0, SUBJECTS, segments)
    rows, columns = [], []
    for subject in range(SUBJECTS):
        favour = np.where(drawer.random(terms) < 0.08, 8.0, 1.0)
        weights = np.cumsum(common * favour)
        own = np.flatnonzero(subjects == subject)
        drawn = np.searchsorted(weights, drawer.random((len(own), PER_SEGMENT)) * weights[-1])
        rows.append(np.repeat(own, PER_SEGMENT))
        columns.append(drawn.ravel())
    cells = np.concatenate(rows), np.concatenate(columns)
    return sp.csr_matrix((np.ones(len(cells[0])), cells), shape=(segments, terms)), subjects


def measure(segments: int, terms: int, k: int) -> str:
    """One line: size, seconds, peak memory, moves, agreement with the planted subjects."""
    from toolkit.topics.reinert import adjusted_rand, descend

    made, subjects = table(segments, terms)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    tree = descend(made, k=k)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    agreement = adjusted_rand(tree.classes(), subjects)
    return (
        f"{segments:9,d} {made.nnz:10,d} {tree.max_k:3d} {seconds:9.2f} {peak / 1024:9.0f} "
        f"{(peak - before) / 1024:9.0f} {sum(split.moves for split in tree.splits):8,d} "
        f"{'-' if agreement is None else format(agreement, '.3f'):>6s}"
    )


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("segments", nargs="*", type=int, default=[2_000, 20_000, 100_000, 200_000])
    parser.add_argument("--k", type=int, default=12)
    parser.add_argument("--terms", type=int, default=5_000)
    chosen = parser.parse_args(arguments)
    print(f"{'segments':>9s} {'ones':>10s} {'k':>3s} {'seconds':>9s} {'peak MiB':>9s} "
          f"{'of it new':>9s} {'moves':>8s} {'ARI':>6s}")
    for segments in chosen.segments:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            print(pool.apply(measure, (segments, chosen.terms, chosen.k)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
