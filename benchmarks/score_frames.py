"""Quantities, horizon, stance and frames on the gold sentences, per article and together.

usage: python benchmarks/score_frames.py [SHARED] [--gold FOLDER] [--misses FIELD]

The gold sentences, zones, negation and claims are taken as given, so that only these four fields
are measured; the whole chain is measured by the gold scorer itself.
SHARED holds ``gold/*.jsonl`` and ``score.py`` (default: ../shared beside the repository).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from toolkit.claims import horizon, quantities
from toolkit.claims.article import View
from toolkit.claims.frames import article_frames
from toolkit.claims.stance import contexts, stance
from toolkit.codebook import load_codebook
from toolkit.french import parse
from toolkit.records import Document, Sentence

FIELDS = ("quantities", "horizon", "stance", "frames")
STANCES = ["positive", "negative", "mixed", "none"]


def gold_articles(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Gold records by article, in order."""
    articles: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            articles.setdefault(row["doc"], []).append(row)
    return articles


def scorer(shared: Path) -> ModuleType:
    """The gold scorer as a module."""
    spec = importlib.util.spec_from_file_location("gold_score", shared / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{shared / 'score.py'} not found")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predict(name: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the rules say of each gold sentence of one article."""
    codebook = load_codebook()
    text = " ".join(row["text"] for row in rows)
    document = Document(name, text)
    views = [
        View(document, Sentence(name, i, 0, len(row["text"]), row["text"], row["zone"]), doc)
        for i, (row, doc) in enumerate(zip(rows, parse([row["text"] for row in rows])))
    ]
    around = contexts(views, codebook)
    found = article_frames(views, codebook)
    result = []
    for row, view, context, (names, _) in zip(rows, views, around, found):
        ahead = horizon.find(view)
        value, _ = stance(view, codebook, negated=row["negated"], context=context)
        result.append({
            "quantities": [item.text for item in quantities.find(view)],
            "horizon": ahead.text if ahead else None, "stance": value, "frames": list(names),
        })
    return result


def table(score: ModuleType, pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> dict[str, Any]:
    """Scores of (gold, guess) pairs, as the gold scorer counts them."""
    packed = score.packed

    def same(a: str, b: str) -> bool:
        one, two = packed(a), packed(b)
        short, long = sorted((one, two), key=len)
        return one == two or (short in long and len(long) <= len(short) + 12)

    result = {
        "quantity": score.lists([(g["quantities"], p["quantities"]) for g, p in pairs], same),
        "horizon": score.lists(
            [([g["horizon"]] if g["horizon"] else [], [p["horizon"]] if p["horizon"] else [])
             for g, p in pairs], score.same_span),
    }
    result |= score.labels("stance", [({g["stance"]}, {p["stance"]}) for g, p in pairs], STANCES)
    result |= score.labels(
        "frame", [(set(g["frames"]), set(p["frames"])) for g, p in pairs], score.FRAMES)
    return result


def say(line: str) -> None:
    """One line on the terminal."""
    sys.stdout.write(line + "\n")


def show(title: str, result: dict[str, Any]) -> None:
    """One line per score."""
    say(f"== {title}")
    for name, row in result.items():
        cells = "  ".join(
            f"{key} {value:.2f}" if isinstance(value, float) else f"{key} {value}"
            for key, value in row.items()
        )
        say(f"{name:24} {cells}")


def differs(field: str, gold: Any, guess: Any, coded: list[str]) -> bool:
    """Whether a field was missed; frames the gold does not code are no miss."""
    if field == "frames":
        return bool(set(gold) != set(guess) & set(coded))
    return bool(gold != guess)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    root = Path(__file__).resolve().parents[1]
    parser.add_argument("shared", nargs="?", type=Path, default=root.parent / "shared")
    parser.add_argument("--gold", type=Path, help="another folder of gold (corpora/demo/gold)")
    parser.add_argument("--misses", choices=FIELDS, help="print the sentences where it differs")
    args = parser.parse_args()
    score = scorer(args.shared)
    every = []
    for name, rows in gold_articles(args.gold or args.shared / "gold").items():
        pairs = [(g, p) for g, p in zip(rows, predict(name, rows)) if g["claim"]]
        every += pairs
        macros = {k: v for k, v in table(score, pairs).items()
                  if k in ("quantity", "horizon") or k.endswith("macro")}
        show(name, macros)
        for gold, guess in pairs if args.misses else ():
            field = args.misses
            if differs(field, gold[field], guess[field], score.FRAMES):
                say(f"   gold {gold[field]}  found {guess[field]}  | {gold['text'][:240]!r}")
    show("all", table(score, every))


if __name__ == "__main__":
    main()
