"""Who says it: attribution scored on gold, per article, and its cost beside the parse.

Usage: python benchmarks/score_attribution.py [--shared ../shared] [--json]

Sentences are the library's own. Every statement is scored; open questions are left out, as
they are no claims. The rules were written while reading these articles: the figures are those of
the material they were developed on, and leaving one article out refits nothing, it only shows what
each article weighs. A fairer guess at unread articles is the demo corpus (``corpora/demo/gold``)
as it scored on first contact, before any rule was corrected on it: attribution 0.90, speaker 0.76,
source type macro 0.66, quote macro 0.84.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from toolkit.claims.article import Article
from toolkit.claims.attribution import attribute
from toolkit.corpus.sentences import segment
from toolkit.french.pipeline import parse
from toolkit.records import Document, Sentence

ROOT = Path(__file__).resolve().parents[1]
FIELDS = (
    "attribution", "speaker", "source", "quote:direct", "quote:indirect", "quote:macro",
    "source_type:person", "source_type:organisation", "source_type:study",
    "source_type:unspecified", "source_type:macro",
)


def scorer(shared: Path) -> ModuleType:
    """The scoring script that lies beside the gold, as a module."""
    spec = importlib.util.spec_from_file_location("gold_score", shared / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{shared / 'score.py'} not found: give its folder with --shared")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def articles(documents: list[Document]) -> list[Article]:
    """The articles, cut into sentences and parsed in one batch."""
    cut = [segment(document) for document in documents]
    docs = iter(list(parse([s.text for sentences in cut for s in sentences])))
    return [
        Article(document, tuple(sentences), tuple(next(docs) for _ in sentences))
        for document, sentences in zip(documents, cut)
    ]


def rows(article: Article) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """(claims, sentences) of one article as the scorer reads them."""
    claims, sentences = [], []
    for sentence, voice in zip(article.sentences, attribute(article)):
        place = {"doc": sentence.doc, "start": sentence.start, "end": sentence.end}
        sentences.append({**place, "zone": sentence.zone})
        if sentence.zone == "body" and not _asks(sentence):
            claims.append({
                **place, "kinds": [], "source": voice.source, "source_full": voice.source_full,
                "source_type": voice.source_type, "quote": voice.quote,
            })
    return claims, sentences


def _asks(sentence: Sentence) -> bool:
    return sentence.text.rstrip(' "»”').endswith("?")


def measure(score: ModuleType, gold: list[dict[str, Any]], folder: Path) -> dict[str, Any]:
    """Figures per article, over all, and over all but each article."""
    names = sorted({row["doc"] for row in gold})
    documents = []
    for name in names:
        with open(folder / name, encoding="utf-8", newline="") as handle:
            documents.append(Document(name, handle.read()))
    found = {a.document.id: rows(a) for a in articles(documents)}

    def figures(kept: list[str]) -> dict[str, float]:
        result = score.score(
            [row for row in gold if row["doc"] in kept],
            [c for name in kept for c in found[name][0]],
            [s for name in kept for s in found[name][1]],
        )
        return {f: result[f].get("f1", result[f].get("r")) for f in FIELDS if f in result}

    table = {name: figures([name]) for name in names}
    for name in names:
        table[f"all but {name}"] = figures([other for other in names if other != name])
    table["all"] = figures(names)
    return table


def cost(press: Path, articles_read: int = 60) -> dict[str, float]:
    """Seconds for parsing some press articles, and for attributing them."""
    csv.field_size_limit(10**9)
    with open(press, encoding="utf-8", newline="") as handle:
        texts = [row["text"] for row in csv.DictReader(handle, delimiter="\t")][:articles_read]
    documents = [Document(f"press{i}", text) for i, text in enumerate(texts)]
    start = time.perf_counter()
    parsed = articles(documents)
    middle = time.perf_counter()
    for article in parsed:
        attribute(article)
    end = time.perf_counter()
    return {"parse": middle - start, "attribution": end - middle,
            "share": (end - middle) / (middle - start)}


def growth(sizes: tuple[int, ...] = (1_250, 2_500, 5_000, 10_000)) -> dict[str, float]:
    """Seconds of attribution for texts of ever more unclosed quotation marks."""
    found = {}
    for size in sizes:
        article = articles([Document("open", "« Le maire dit que tout va. " * size)])[0]
        start = time.perf_counter()
        attribute(article)
        found[f"{size} marks"] = time.perf_counter() - start
    return found


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--growth", action="store_true", help="also time unclosed marks")
    args = parser.parse_args()
    score = scorer(args.shared)
    report: dict[str, Any] = {
        "gold": measure(score, score.read(sorted((args.shared / "gold").glob("*.jsonl"))),
                        args.shared / "corpus"),
        "demo": measure(score, score.read(sorted((ROOT / "corpora/demo/gold").glob("*.jsonl"))),
                        ROOT / "corpora/demo"),
        "seconds": cost(args.shared / "press" / "masakhanews-fra-dev.tsv"),
    }
    if args.growth:
        report["growth"] = growth()
    if args.json:
        json.dump(report, sys.stdout, ensure_ascii=False, indent=1)
        return
    for part, table in report.items():
        sys.stdout.write(f"== {part}\n")
        for name, values in table.items():
            cells = values.items() if isinstance(values, dict) else [("", values)]
            line = "  ".join(f"{k.replace('source_type', 'type')} {v:.3f}" for k, v in cells)
            sys.stdout.write(f"{name:48.48} {line}\n")


if __name__ == "__main__":
    main()
