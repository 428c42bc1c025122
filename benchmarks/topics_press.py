"""Topics of press articles against the newspaper's own sections, beside plain BERTopic.

    python benchmarks/topics_press.py [--data FILE.tsv] [--seeds 10] [--terms parse|light]

The file has the columns ``text`` and ``category``. No engine is told the number of categories. An
article's main topic is the one most of its passages have (outliers aside). "plain" is BERTopic
with its defaults (UMAP, HDBSCAN, its own tokeniser) over TF-IDF + SVD of the raw words, on the
same passages and on whole articles.
"""

from __future__ import annotations

import argparse
import csv
import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from toolkit.corpus import segment
from toolkit.records import Document, Passage
from toolkit.topics.agreement import rand_index
from toolkit.topics.analyser import Token, analyse
from toolkit.topics.bertopic_library import load
from toolkit.topics.engines.base import TopicInput, engine
from toolkit.topics.passages import build
from toolkit.topics.quality import coherence, diversity, mean

PRESS = Path(__file__).resolve().parents[2] / "shared" / "press" / "masakhanews-fra-dev.tsv"
ENGINES = ("bertopic", "nmf", "reinert")


@dataclass
class Result:
    """One run: topic of each passage, words of each topic, seconds."""

    labels: list[int]
    words: list[list[str]]
    seconds: float


def read(path: Path) -> tuple[list[Document], list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    documents = [Document(id=str(place), text=row["text"]) for place, row in enumerate(rows)]
    return documents, [row["category"] for row in rows]


def terms_of(documents: Sequence[Document], kind: str, cache: Path | None) -> TopicInput:
    sentences = {document.id: segment(document) for document in documents}
    passages = [
        passage for document in documents for passage in build(document, sentences[document.id])
    ]
    if kind == "light":
        return analyse(passages, sentences=sentences)
    flat = [
        (passage.id, sentences[passage.doc][index].text)
        for passage in passages for index in passage.sentences
    ]
    if cache is not None and cache.is_file():
        parsed = json.loads(cache.read_text(encoding="utf-8"))
    else:
        from toolkit.french import parse

        parsed = [
            [(word.text, word.lemma_, word.pos_) for word in doc]
            for doc in parse([text for _, text in flat])
        ]
        if cache is not None:
            cache.write_text(json.dumps(parsed), encoding="utf-8")
    words: dict[str, list[Token]] = {}
    for (name, _), tokens in zip(flat, parsed, strict=True):
        words.setdefault(name, []).extend(Token(*token) for token in tokens)
    return analyse(passages, tokens=lambda passage: words[passage.id])


def plain(texts: Sequence[str], seed: int) -> Result:
    """BERTopic as it comes, but for the seed and the offline embedding of the raw words."""
    import warnings

    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from umap import UMAP

    start = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        table = TfidfVectorizer().fit_transform(texts)
        vectors = TruncatedSVD(100, random_state=seed).fit_transform(table)
        reducer = UMAP(
            n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed
        )
        model = load().BERTopic(umap_model=reducer, embedding_model=None)
        labels, _ = model.fit_transform(list(texts), vectors)
        words = [
            [word for word, _ in model.get_topic(topic) if word]
            for topic in sorted(set(labels)) if topic >= 0
        ]
    return Result([int(label) for label in labels], words, time.perf_counter() - start)


def ours(name: str, data: TopicInput, seed: int) -> Result:
    start = time.perf_counter()
    run = engine(name).fit(data, settings={}, seed=seed)
    words = [[word for word, _ in topic.words[:10]] for topic in run.topics]
    return Result(run.labels(), words, time.perf_counter() - start)


def against(
    passages: Sequence[Passage], labels: Sequence[int], categories: Sequence[str]
) -> tuple[float, float]:
    """NMI and ARI of the articles' main topics and their categories."""
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

    votes: dict[str, Counter[int]] = {}
    for passage, label in zip(passages, labels):
        found = votes.setdefault(passage.doc, Counter())
        if label >= 0:
            found[label] += 1
    names = sorted(votes, key=int)
    main = [
        min(votes[name], key=lambda topic: (-votes[name][topic], topic)) if votes[name] else -1
        for name in names
    ]
    truth = [categories[int(name)] for name in names]
    return (
        float(normalized_mutual_info_score(truth, main)), float(adjusted_rand_score(truth, main))
    )


def report(
    title: str, passages: Sequence[Passage], runs: Sequence[Result], categories: Sequence[str],
    reference: Sequence[Sequence[str]],
) -> dict[str, Any]:
    pairs = [against(passages, run.labels, categories) for run in runs]
    steady = [rand_index(a.labels, b.labels).value for a, b in combinations(runs, 2)]
    known = [value for value in steady if value is not None]
    npmi = [mean(coherence(run.words, reference), "npmi").value for run in runs]
    unlike = [diversity(run.words).value for run in runs]
    row = {
        "engine": title,
        "nmi": _mean([nmi for nmi, _ in pairs]),
        "ari": _mean([ari for _, ari in pairs]),
        "topics": "–".join(str(n) for n in _ends([len(run.words) for run in runs])),
        "outliers": _mean([sum(x < 0 for x in run.labels) / len(run.labels) for run in runs]),
        "stability": _mean(known),
        "npmi": _mean([value for value in npmi if value is not None]),
        "diversity": _mean([value for value in unlike if value is not None]),
        "seconds": _mean([run.seconds for run in runs]),
    }
    print(
        f"{row['engine']:22} {row['nmi']:.3f} {row['ari']:.3f} {row['topics']:>7} "
        f"{row['outliers']:8.3f} {row['stability']:9.3f} {row['npmi']:7.3f} "
        f"{row['diversity']:9.3f} {row['seconds']:7.1f}   {' '.join(runs[0].words[0][:5])}",
        flush=True,
    )
    return row


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else float("nan")


def _ends(values: Sequence[int]) -> list[int]:
    return sorted({min(values), max(values)})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=PRESS)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--terms", choices=("parse", "light"), default="parse")
    parser.add_argument("--cache", type=Path, help="JSON file that keeps the parse between runs")
    parser.add_argument("--engines", nargs="+", default=list(ENGINES))
    parser.add_argument("--without-plain", action="store_true")
    chosen = parser.parse_args()
    documents, categories = read(chosen.data)
    data = terms_of(documents, chosen.terms, chosen.cache)
    print(f"{len(documents)} articles, {len(data)} passages, {chosen.seeds} seeds")
    print(f"{'engine':22} {'nmi':5} {'ari':5} {'topics':>7} {'outliers':>8} {'stability':>9} "
          f"{'npmi':>7} {'diversity':>9} {'seconds':>7}   first topic")
    for name in chosen.engines:
        runs = [ours(name, data, seed) for seed in range(chosen.seeds)]
        report(name, data.passages, runs, categories, data.terms)
    if chosen.without_plain:
        return
    whole = [
        passage for document in documents
        for passage in build(document, segment(document), unit="document")
    ]
    for title, passages in (("plain, passages", data.passages), ("plain, articles", whole)):
        from sklearn.feature_extraction.text import CountVectorizer

        read_raw = CountVectorizer().build_analyzer()
        runs = [plain([one.text for one in passages], seed) for seed in range(chosen.seeds)]
        report(
            title, passages, runs, categories, [read_raw(one.text) for one in data.passages]
        )


if __name__ == "__main__":
    main()
