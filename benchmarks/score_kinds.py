"""Scores of kinds, negation, hedging and "no claim" on hand-coded articles, and what they cost.

usage: python benchmarks/score_kinds.py GOLD_FOLDER CORPUS_FOLDER [--misses FIELD] [--pipeline NAME]

Sentences and zones are the gold's; voices, figures and horizons are the extractor's own, so that
the errors are those of these rules on the texts as they come. Scores are printed for all articles,
and for each article apart. The rules hold one number that was set by looking at gold (the smallest
count that is a statistic, in ``toolkit/claims/kinds/statistic.py``); it is set anew without each
article in turn and that article is scored with it, which is the line "left out".
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from pathlib import Path

from toolkit.claims.article import Article, View
from toolkit.claims.attribution import attribute
from toolkit.claims.hedging import epistemic
from toolkit.claims.horizon import find as find_horizon
from toolkit.claims.is_claim import judge
from toolkit.claims.kinds import kinds, statistic
from toolkit.claims.negation import negated
from toolkit.claims.quantities import find as find_quantities
from toolkit.french import parse
from toolkit.records import KINDS, Document, Horizon, Quantity, Sentence

Row = dict[str, object]
Case = tuple[Row, View, tuple[Quantity, ...], Horizon | None]
Counts = dict[str, list[int]]
CANDIDATES = (5, 10, 20, 40, 100)


def say(line: str) -> None:
    """One line of the report."""
    sys.stdout.write(line + "\n")


def cases(gold: Path, corpus: Path, pipeline: str | None) -> tuple[list[Case], float]:
    """The body sentences of every coded article with their views, and seconds of the parse."""
    by_doc: dict[str, list[Row]] = defaultdict(list)
    for path in sorted(gold.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            by_doc[row["doc"]].append(row)
    found: list[Case] = []
    seconds = 0.0
    for name, rows in by_doc.items():
        document = Document(id=name, text=(corpus / name).read_text(encoding="utf-8"))
        sentences = tuple(
            Sentence(name, i, int(str(r["start"])), int(str(r["end"])), str(r["text"]), r["zone"])  # type: ignore[arg-type]
            for i, r in enumerate(rows))
        begin = time.perf_counter()
        docs = tuple(parse([s.text for s in sentences], pipeline=pipeline))
        seconds += time.perf_counter() - begin
        article = Article(document, sentences, docs)
        views = article.views(attribute(article))
        found += [(r, v, find_quantities(v), find_horizon(v))
                  for r, v in zip(rows, views) if r["zone"] == "body"]
    return found, seconds


def answers(case: Case) -> dict[str, bool]:
    """What the rules say of one sentence, field by field."""
    _, view, quantities, horizon = case
    names = set(kinds(view, quantities=quantities, horizon=horizon)[0])
    out = {f"kind:{k}": k in names for k in KINDS}
    out["negated"] = negated(view)[0]
    out["hedged"] = epistemic(view)[0] == "hedged"
    return out


def wanted(row: Row) -> dict[str, bool]:
    """What the coders say of it."""
    names = row["kinds"]
    assert isinstance(names, list)
    out = {f"kind:{k}": k in names for k in KINDS}
    out["negated"] = bool(row["negated"])
    out["hedged"] = row["epistemic"] == "hedged"
    return out


def count(selected: list[Case], misses: str | None = None) -> Counts:
    """Hits, false alarms and misses per field."""
    table: Counts = defaultdict(lambda: [0, 0, 0])
    for case in selected:
        row, view = case[0], case[1]
        refused = not judge(view)[0]
        add(table["not_claim"], not row["claim"], refused)
        if row["claim"] and not refused:
            said, meant = answers(case), wanted(row)
            for field, value in said.items():
                add(table[field], meant[field], value)
                if field == misses and meant[field] != value:
                    sign = "false alarm" if value else "miss"
                    say(f"  {sign}: {' '.join(view.sentence.text.split())[:160]}")
    return table


def add(cell: list[int], gold: bool, guess: bool) -> None:
    """Count one answer."""
    cell[0] += gold and guess
    cell[1] += guess and not gold
    cell[2] += gold and not guess


def f1(cell: list[int]) -> float | None:
    """F1 of a cell, ``None`` where neither side has the label."""
    total = 2 * cell[0] + cell[1] + cell[2]
    return 2 * cell[0] / total if total else None


def show(name: str, table: Counts) -> None:
    """One line of F1 per field."""
    macro = [f1(table[f"kind:{k}"]) for k in KINDS if table[f"kind:{k}"][0] + table[f"kind:{k}"][2]]
    known = [v for v in macro if v is not None]
    cells = {f: f1(c) for f, c in table.items()}
    cells["kind:macro"] = sum(known) / len(known) if known else None
    text = "  ".join(f"{f.removeprefix('kind:')} {'-' if v is None else format(v, '.2f')}"
                     for f, v in cells.items())
    say(f"{name[:28]:28} {text}")


def left_out(found: list[Case]) -> Counts:
    """Each article scored with the number set on the others, pooled."""
    shipped = statistic.SMALL
    pooled: Counts = defaultdict(lambda: [0, 0, 0])
    for name in sorted({c[1].document.id for c in found}):
        rest = [c for c in found if c[1].document.id != name]
        best = []
        for number in CANDIDATES:
            statistic.SMALL = number
            best.append((f1(count(rest)["kind:statistic"]) or 0.0, -abs(number - shipped), number))
        statistic.SMALL = max(best)[2]
        for field, cell in count([c for c in found if c[1].document.id == name]).items():
            pooled[field] = [a + b for a, b in zip(pooled[field], cell)]
    statistic.SMALL = shipped
    return pooled


def main() -> int:
    """Print the table; exit 2 when a folder is missing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("gold", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--misses", metavar="FIELD", help='e.g. "kind:causal", "negated"')
    parser.add_argument("--pipeline")
    args = parser.parse_args()
    for folder in (args.gold, args.corpus):
        if not folder.is_dir():
            sys.stderr.write(f"{folder}: not a folder; expected the coded articles\n")
            return 2
    found, parsing = cases(args.gold, args.corpus, args.pipeline)
    count(found[:20])  # load every lexicon before the clock starts
    begin = time.perf_counter()
    table = count(found, args.misses)
    rules = time.perf_counter() - begin
    show("all", table)
    for name in sorted({c[1].document.id for c in found}):
        show(name, count([c for c in found if c[1].document.id == name]))
    show("left out", left_out(found))
    say(f"parse {parsing:.2f} s; these rules {rules:.2f} s ({rules / parsing:.0%} of the parse)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
