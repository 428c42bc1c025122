"""Sentence boundaries and zones against hand-coded gold, article by article.

    python benchmarks/score_sentences.py --gold GOLD.jsonl... --corpus FOLDER

Gold: one record per sentence (doc, start, end, zone), ``doc`` the article's path below FOLDER.
Only the coded part of an article is scored. A sentence is right when its start and its end are;
a boundary when its end is. The zone is scored as a share of gold sentences: each counts under
the zones of the predicted sentences that lie mostly in it (macro over the zones in gold).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from toolkit.corpus import read, segment
from toolkit.records import ZONES, Document, Sentence


def f1(hit: int, wrong: int, missed: int) -> tuple[float | None, float | None, float | None]:
    """Precision, recall and F1; ``None`` where nothing was there to find."""
    precision = hit / (hit + wrong) if hit + wrong else None
    recall = hit / (hit + missed) if hit + missed else None
    total = 2 * hit + wrong + missed
    return precision, recall, (2 * hit / total if total else None)


def shown(name: str, counts: tuple[int, int, int]) -> str:
    cells = ["  –  " if value is None else f"{value:.3f}" for value in f1(*counts)]
    return f"{name:44} P {cells[0]}  R {cells[1]}  F1 {cells[2]}  n {counts[0] + counts[2]}"


def compare(gold: set[object], found: set[object]) -> tuple[int, int, int]:
    return len(gold & found), len(found - gold), len(gold - found)


def zone_pairs(gold: list[dict[str, object]], found: list[Sentence]) -> list[tuple[str, set[str]]]:
    """(gold zone, predicted zones) of each gold sentence."""
    pairs: list[tuple[str, set[str]]] = [(str(row["zone"]), set()) for row in gold]
    for sentence in found:
        shares = [
            min(int(str(row["end"])), sentence.end) - max(int(str(row["start"])), sentence.start)
            for row in gold
        ]
        best = max(range(len(shares)), key=shares.__getitem__)
        if shares[best] > 0:
            pairs[best][1].add(sentence.zone)
    return pairs


def zone_counts(pairs: Iterable[tuple[str, set[str]]]) -> dict[str, tuple[int, int, int]]:
    counts: dict[str, Counter[str]] = {zone: Counter() for zone in ZONES}
    for gold, found in pairs:
        for zone in ZONES:
            name = {(1, 1): "hit", (0, 1): "wrong", (1, 0): "missed"}.get(
                (int(zone == gold), int(zone in found))
            )
            if name:
                counts[zone][name] += 1
    return {z: (c["hit"], c["wrong"], c["missed"]) for z, c in counts.items()}


def macro(counts: dict[str, tuple[int, int, int]]) -> float | None:
    scores = [f1(*c)[2] or 0.0 for c in counts.values() if c[0] + c[2]]
    return sum(scores) / len(scores) if scores else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", nargs="+", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--misses", action="store_true", help="print every difference")
    args = parser.parse_args()
    gold: dict[str, list[dict[str, object]]] = defaultdict(list)
    for path in args.gold:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            gold[row["doc"]].append(row)
    documents = {
        item.id: item for item in read([args.corpus], language=None) if isinstance(item, Document)
    }
    score(gold, documents, misses=args.misses)


def score(
    gold: dict[str, list[dict[str, object]]], documents: dict[str, Document], *, misses: bool
) -> None:
    """Print the scores of each article and of all."""
    spans = [0, 0, 0]
    ends = [0, 0, 0]
    pairs: list[tuple[str, set[str]]] = []
    for doc in sorted(gold):
        rows = gold[doc]
        last = max(int(str(row["end"])) for row in rows)
        found = [s for s in segment(documents[doc]) if s.start < last]
        exact = compare({(r["start"], r["end"]) for r in rows}, {(s.start, s.end) for s in found})
        ending = compare({r["end"] for r in rows}, {s.end for s in found})
        zones = zone_pairs(rows, found)
        print(shown(doc, exact))
        if misses:
            print_misses(rows, found, zones, documents[doc].text)
        spans = [a + b for a, b in zip(spans, exact, strict=True)]
        ends = [a + b for a, b in zip(ends, ending, strict=True)]
        pairs += zones
    print(shown("ALL sentences (start and end)", (spans[0], spans[1], spans[2])))
    print(shown("ALL boundaries (end)", (ends[0], ends[1], ends[2])))
    counts = zone_counts(pairs)
    for zone, count in counts.items():
        print(shown(f"zone {zone}", count))
    value = macro(counts)
    print(f"zone macro-F1 {'undefined' if value is None else f'{value:.3f}'}")


def print_misses(
    rows: list[dict[str, object]], found: list[Sentence], zones: list[tuple[str, set[str]]],
    text: str,
) -> None:
    gold = {(int(str(r["start"])), int(str(r["end"]))) for r in rows}
    guess = {(s.start, s.end) for s in found}
    for start, end in sorted(gold ^ guess):
        print("   ", "-" if (start, end) in gold else "+", repr(text[start:end][:120]))
    for row, (zone, seen) in zip(rows, zones, strict=True):
        if seen != {zone}:
            print("   ", f"{zone} not {'/'.join(sorted(seen))}:", repr(str(row["text"])[:100]))


if __name__ == "__main__":
    main()
