"""Fit the confidence of a claim on hand-coded articles, each left out in turn.

A claim is "right" when kinds, negation, modality and quotation are all as coded. Prints the Brier
score and a reliability table of the left-out predictions beside those of a constant, and with
--write puts the model fitted on all articles into data/lexicons/strength.toml.

    toolkit run CORPUS --out RUN; toolkit export RUN --format jsonl --out TABLES
    python benchmarks/fit_confidence.py --gold GOLD.jsonl ... --claims TABLES/claims.jsonl ...
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from toolkit.claims.strength import confidence_features
from toolkit.codebook import data_path
from toolkit.records import Claim, Evidence

PENALTY = 0.1  # inverse strength of L2; 0.03 to 0.3 differ by less than 0.002 in Brier score
LEAST = 30  # a feature seen in fewer claims gets no weight


def read(paths: list[Path]) -> list[dict[str, Any]]:
    """The rows of JSONL files."""
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]


def right(gold: dict[str, Any], guess: dict[str, Any]) -> bool:
    """Whether the main fields are exactly as coded."""
    fields = ("negated", "epistemic", "quote")
    same = all(gold[field] == guess[field] for field in fields)
    return bool(gold["claim"] and same and set(gold["kinds"]) == set(guess["kinds"]))


def features(row: dict[str, Any]) -> dict[str, float]:
    """The features of an exported claim."""
    keys = ("id", "doc", "sentence", "start", "end", "text", "negated", "epistemic",
            "source_type", "source_elsewhere", "action", "quote", "quantities")
    claim = Claim(
        **{key: row[key] for key in keys}, kinds=tuple(row["kinds"]),
        evidence=tuple(Evidence(**item) for item in row["evidence"]),
    )
    return confidence_features(claim)


def pairs(gold: list[dict[str, Any]], claims: list[dict[str, Any]]) -> list[Any]:
    """(article, features, right) of every claim that overlaps a coded sentence."""
    coded = defaultdict(list)
    for row in gold:
        coded[row["doc"]].append(row)
    found = []
    for guess in claims:
        best, most = None, 0
        for row in coded.get(guess["doc"], ()):
            common = min(row["end"], guess["end"]) - max(row["start"], guess["start"])
            if common > most:
                best, most = row, common
        if best is not None:
            found.append((guess["doc"], features(guess), right(best, guess)))
    return found


def left_out(articles: list[str], x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The prediction of each claim from the other articles only."""
    predicted = np.zeros(len(y))
    for name in sorted(set(articles)):
        out = np.array([article == name for article in articles])
        predicted[out] = fit(x[~out], y[~out]).predict_proba(x[out])[:, 1]
    return predicted


def fit(x: np.ndarray, y: np.ndarray) -> LogisticRegression:
    """The logistic model."""
    return LogisticRegression(C=PENALTY, max_iter=2000).fit(x, y)


def report(predicted: np.ndarray, y: np.ndarray) -> None:
    """Brier score beside the constant's, and shares right by fifths of confidence."""
    print(f"claims {len(y)}, right {y.mean():.3f}")
    constant = y.mean() * (1 - y.mean())
    print(f"Brier score {np.mean((predicted - y) ** 2):.4f}, constant {constant:.4f}")
    order = np.argsort(predicted, kind="stable")
    print("fifth  n    confidence  right")
    for place, part in enumerate(np.array_split(order, 5), 1):
        told, shown = predicted[part].mean(), y[part].mean()
        print(f"{place}      {len(part):<4} {told:.3f}       {shown:.3f}")


def write(names: list[str], model: LogisticRegression, told: str) -> None:
    """Replace the [confidence] part of strength.toml."""
    path = data_path("lexicons", "strength.toml")
    kept = path.read_text("utf-8").split("# Confidence:")[0]
    lines = ["# Confidence: a logistic model, written by benchmarks/fit_confidence.py.",
             "[confidence]", f"intercept = {model.intercept_[0]:.4f}", f'fitted_on = "{told}"',
             "[confidence.weights]"]
    lines += [f'"{name}" = {weight:.4f}' for name, weight in zip(names, model.coef_[0])]
    path.write_text(kept + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Read, fit, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", nargs="+", type=Path, required=True)
    parser.add_argument("--claims", nargs="+", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    found = pairs(read(args.gold), read(args.claims))
    seen = Counter(name for row in found for name, value in row[1].items() if value)
    names = sorted(name for name, times in seen.items() if times >= LEAST)
    x = np.array([[row[1].get(name, 0.0) for name in names] for row in found])
    y = np.array([row[2] for row in found], dtype=float)
    articles = [row[0] for row in found]
    report(left_out(articles, x, y), y)
    if args.write:
        write(names, fit(x, y), f"{len(y)} claims of {len(set(articles))} hand-coded articles")


if __name__ == "__main__":
    main()
