"""How time and memory of topic modelling grow with the number of passages (generated text).

    python benchmarks/topics_growth.py [--engine bertopic] [--sizes 2000 20000 100000]

Passages of 40 terms are drawn from 30 planted themes over a vocabulary of 20,000 terms with
Zipf frequencies, eight passages to an article. Each size runs in a process of its own, so that the
peak of memory is its own too. ``ari`` compares the topics found with the themes planted.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from typing import Any

THEMES, TERMS, WORDS, PER_ARTICLE = 30, 20_000, 40, 8


def generated(count: int) -> tuple[Any, list[int]]:
    """``count`` passages and the theme of each."""
    import numpy as np

    from toolkit.records import Passage
    from toolkit.topics.engines.base import TopicInput

    rng = np.random.default_rng(0)
    common = 1.0 / np.arange(1, TERMS + 1)
    common /= common.sum()
    own = [rng.permutation(TERMS) for _ in range(THEMES)]
    weights = 1.0 / np.arange(1, 201) ** 0.7
    weights /= weights.sum()
    passages, terms, truth = [], [], []
    for article in range((count + PER_ARTICLE - 1) // PER_ARTICLE):
        theme = int(rng.integers(THEMES))
        for part in range(min(PER_ARTICLE, count - article * PER_ARTICLE)):
            themed = rng.choice(own[theme][:200], size=WORDS // 2, p=weights)
            other = rng.choice(TERMS, size=WORDS - WORDS // 2, p=common)
            row = tuple(f"mot{number}" for number in (*themed, *other))
            terms.append(row)
            truth.append(theme)
            passages.append(Passage(
                id=f"a{article}:{part}", doc=f"a{article}", start=part, end=part + 1,
                text=" ".join(row), sentences=(part,), words=WORDS,
            ))
    return TopicInput(tuple(passages), tuple(terms)), truth


def one(name: str, count: int) -> dict[str, Any]:
    from sklearn.metrics import adjusted_rand_score

    from toolkit.topics.engines.base import engine

    data, truth = generated(count)
    if name == "bertopic":
        from toolkit.topics.bertopic_library import load

        load()  # its import takes 7 s and more, whatever the size
    start = time.perf_counter()
    run = engine(name).fit(data, settings={}, seed=0)
    return {
        "passages": count, "seconds": round(time.perf_counter() - start, 1),
        "peak_gib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 2),
        "topics": len(run.topics),
        "outliers": round(sum(label < 0 for label in run.labels()) / count, 4),
        "ari": round(float(adjusted_rand_score(truth, run.labels())), 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--engine", default="bertopic")
    parser.add_argument("--sizes", type=int, nargs="+", default=[2_000, 20_000, 100_000])
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.here:
        print(json.dumps(one(chosen.engine, chosen.sizes[0])))
        return
    print("passages  seconds  peak GiB  topics  outliers    ari")
    for size in chosen.sizes:
        done = subprocess.run(
            [sys.executable, __file__, "--here", "--engine", chosen.engine, "--sizes", str(size)],
            check=True, capture_output=True, text=True,
        )
        row = json.loads(done.stdout.splitlines()[-1])
        print(
            f"{row['passages']:9} {row['seconds']:8} {row['peak_gib']:9} {row['topics']:7} "
            f"{row['outliers']:9} {row['ari']:6}", flush=True,
        )


if __name__ == "__main__":
    main()
