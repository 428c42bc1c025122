"""The strongest plain BERTopic: its defaults over TF-IDF + SVD of the raw words, varied.

    python benchmarks/topics_plain.py [--data FILE.tsv] [--seeds 3]

What "its defaults" leave open is tried: passages or whole articles, the number of SVD axes, TF-IDF
with sublinear counts, `min_topic_size`, and whether articles without a topic count as one more
group, or are left out. Each line is the mean over seeds of normalised mutual information and
adjusted Rand index of the articles' main topics with the newspaper's sections, the agreement
between seeds, and the outliers. The table is sorted; compare with `benchmarks/topics_press.py`.
"""

from __future__ import annotations

import argparse
import importlib.util
import warnings
from collections import Counter
from collections.abc import Sequence
from itertools import combinations, product
from pathlib import Path
from typing import Any

from toolkit.corpus import segment
from toolkit.records import Passage
from toolkit.topics.agreement import rand_index
from toolkit.topics.bertopic_library import load
from toolkit.topics.passages import build


def _press() -> Any:
    """The benchmark beside this one, whatever folder it is called from."""
    path = Path(__file__).with_name("topics_press.py")
    spec = importlib.util.spec_from_file_location("topics_press", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["topics_press"] = module
    spec.loader.exec_module(module)
    return module


def vectors_of(texts: Sequence[str], axes: int, sublinear: bool, seed: int) -> Any:
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer

    table = TfidfVectorizer(sublinear_tf=sublinear).fit_transform(texts)
    axes = min(axes, min(table.shape) - 1)
    return TruncatedSVD(axes, random_state=seed).fit_transform(table)


def labels_of(texts: Sequence[str], vectors: Any, least: int, seed: int) -> list[int]:
    from umap import UMAP

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reducer = UMAP(
            n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed
        )
        model = load().BERTopic(
            umap_model=reducer, embedding_model=None, min_topic_size=least
        )
        return [int(label) for label in model.fit_transform(list(texts), vectors)[0]]


def main_topics(passages: Sequence[Passage], labels: Sequence[int]) -> dict[str, int]:
    votes: dict[str, Counter[int]] = {}
    for passage, label in zip(passages, labels):
        found = votes.setdefault(passage.doc, Counter())
        if label >= 0:
            found[label] += 1
    return {
        name: min(found, key=lambda t: (-found[t], t)) if found else -1
        for name, found in votes.items()
    }


def against(main: dict[str, int], truth: Sequence[str], *, left_out: bool) -> tuple[float, float]:
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

    names = [name for name in main if main[name] >= 0 or not left_out]
    one, two = [truth[int(name)] for name in names], [main[name] for name in names]
    return float(normalized_mutual_info_score(one, two)), float(adjusted_rand_score(one, two))


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else float("nan")


def main() -> None:
    press = _press()
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=press.PRESS)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--axes", type=int, nargs="+", default=[20, 50, 100, 200])
    parser.add_argument("--least", type=int, nargs="+", default=[5, 10, 15])
    parser.add_argument("--units", nargs="+", default=["document", "passage"])
    chosen = parser.parse_args()
    documents, truth = press.read(chosen.data)
    rows = []
    for unit in chosen.units:
        passages = [
            one for document in documents for one in build(document, segment(document), unit=unit)
        ]
        texts = [one.text for one in passages]
        for axes, sublinear in product(chosen.axes, (False, True)):
            spaces = [vectors_of(texts, axes, sublinear, seed) for seed in range(chosen.seeds)]
            for least in chosen.least:
                runs = [labels_of(texts, v, least, seed) for seed, v in enumerate(spaces)]
                steady = [rand_index(a, b).value for a, b in combinations(runs, 2)]
                out = mean([sum(x < 0 for x in run) / len(run) for run in runs])
                topics = mean([max(run) + 1 for run in runs])
                for left_out in (False, True):
                    pairs = [
                        against(main_topics(passages, run), truth, left_out=left_out)
                        for run in runs
                    ]
                    rows.append((
                        mean([p[0] for p in pairs]), mean([p[1] for p in pairs]),
                        f"{unit:8} axes {axes:3} {'log' if sublinear else 'raw'} "
                        f"min {least:2} outliers {'left out' if left_out else 'counted '}",
                        mean([v for v in steady if v is not None]), out, topics,
                    ))
                    print(".", end="", flush=True)
    print("\n  nmi   ari   seeds  outliers topics")
    for nmi, ari, name, steady_, out, topics in sorted(rows, reverse=True):
        print(f"{nmi:.3f} {ari:.3f} {steady_:6.3f} {out:8.3f} {topics:6.1f}  {name}")


if __name__ == "__main__":
    main()
