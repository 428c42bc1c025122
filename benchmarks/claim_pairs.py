"""Precision and recall of grouping claims, on corpora/pairs/claim_pairs.jsonl.

    python benchmarks/claim_pairs.py           # cross-validated figures
    python benchmarks/claim_pairs.py --fit     # the same, and rewrite the model shipped as data

Then the model that ships, as it stands, on two files it was not fitted to: held_out_pairs.jsonl,
written before the last changes to the thesaurus by the person who made them, and fresh_pairs.jsonl,
written after them.

Ten folds, ten times, seeded: weights and thresholds come from nine folds and are judged on the
tenth. "together" = same or opposite; a pair is called opposite when it is together and its
probability of contradiction is above one half. Two thresholds: `balanced` has the best F1;
`strict`, which ships, is the lowest with a precision of 0.90, because in a corpus nearly all
pairs of claims have nothing to do with each other, unlike here. Fields of the claims (figures,
negation, agent, object) come from the extractor and the shipped pipeline.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from toolkit.codebook import data_path, load_codebook
from toolkit.narratives.grouping import FLOOR
from toolkit.narratives.meaning import Meaning, meaning_of
from toolkit.narratives.relation import (
    FEATURES,
    Rarity,
    comparable,
    features,
    relation_model,
    speaks_against,
)
from toolkit.narratives.words import WORD, plain
from toolkit.records import Document, Sentence

PAIRS = Path(__file__).resolve().parents[1] / "corpora" / "pairs" / "claim_pairs.jsonl"
HELD_OUT = PAIRS.with_name("held_out_pairs.jsonl")
FRESH = PAIRS.with_name("fresh_pairs.jsonl")
RIDGE = 0.3
"""Strength of the penalty on weights."""
SEED = 20240501
TRIED = np.arange(0.3, 0.96, 0.01)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fit", action="store_true", help="write the model shipped as data")
    parser.add_argument("--errors", action="store_true", help="print the pairs judged wrongly")
    parser.add_argument("--held-out-errors", action="store_true",
                        help="the same for the held-out pairs (which are then no longer unseen)")
    options = parser.parse_args()
    pairs = pairs_of(PAIRS)
    table, truth, enough = prepare(pairs)
    together, contrary = np.isin(truth, ["same", "opposite"]), truth == "opposite"
    chances, sides, taken = cross_validated(table, together, contrary)
    taken = {label: chosen & enough for label, chosen in taken.items()}
    report(truth, sides, taken)
    if options.errors:
        print_errors(pairs, chances[0], sides[0], taken["strict"][0])
    if options.fit:
        threshold = float(np.mean([strict(turn, together) for turn in chances]))
        write(table, together, contrary, threshold)
    else:
        for path in (HELD_OUT, FRESH):
            show(f"{path.name}, shipped model:")
            held_out(pairs_of(path), errors=options.held_out_errors)


def pairs_of(path: Path) -> list[dict[str, str]]:
    """The pairs of a file: a, b, relation."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def held_out(pairs: list[dict[str, str]], *, errors: bool) -> None:
    """Print what the shipped model finds in pairs it was not fitted to."""
    table, truth, enough = prepare(pairs)
    model = relation_model()
    chances = np.array([model.together.probability(row) for row in table])
    sides = np.array([speaks_against(row) * model.contrary.probability(row) for row in table])
    taken = (chances >= model.threshold) & enough
    report(truth, sides[None], {"shipped": taken[None]})
    if errors:
        print_errors(pairs, chances, sides, taken)


def print_errors(
    pairs: list[dict[str, str]], chances: np.ndarray, sides: np.ndarray, taken: np.ndarray
) -> None:
    """Print every pair that is called something else than its relation."""
    for i, pair in enumerate(pairs):
        found = name(bool(taken[i]), float(sides[i]))
        expected = pair["relation"] if pair["relation"] in ("same", "opposite") else "apart"
        if found != expected:
            show(f'{pair["relation"]} -> {found} ({chances[i]:.2f}, {sides[i]:.2f}): '
                 f'{pair["a"]} | {pair["b"]}')


def show(line: str) -> None:
    print(line)


def prepare(pairs: list[dict[str, str]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(pairs, features), the relations, and which pairs are near enough to be judged."""
    meanings = read([pair[side] for pair in pairs for side in ("a", "b")])
    rarity = Rarity(meanings)
    table = np.array([features(meanings[2 * i], meanings[2 * i + 1], rarity)
                      for i in range(len(pairs))])
    enough = [comparable(meanings[2 * i], meanings[2 * i + 1]) for i in range(len(pairs))]
    near = table[:, FEATURES.index("alike")] >= FLOOR
    return table, np.array([pair["relation"] for pair in pairs]), np.array(enough) & near


def read(texts: list[str]) -> list[Meaning]:
    """The meaning of each text, with the fields the extractor gives it."""
    from toolkit.claims.extract import articles, extract
    from toolkit.french.terms import words

    units = [(Document(f"{i}", text), [Sentence(f"{i}", 0, 0, len(text), text, "body")])
             for i, text in enumerate(texts)]
    meanings = []
    codebook = load_codebook(None)
    for text, article in zip(texts, articles(units)):
        claim: dict[str, object] = {"text": text}
        for found in extract(article, codebook):
            claim |= {
                "negated": found.negated, "agent": found.agent, "object": found.object,
                "source": found.source, "source_type": found.source_type,
                "quantities": [{
                    "value_min": q.value_min, "value_max": q.value_max, "unit": q.unit,
                    "kind": q.kind, "modifier": q.modifier} for q in found.quantities],
                "horizon": None if found.horizon is None else {
                    "text": found.horizon.text, "year_from": found.horizon.year_from,
                    "year_to": found.horizon.year_to},
            }
        lemmas = {}
        for doc in article.docs:
            forms, bases, _ = words(doc)
            lemmas |= {plain(form): base for form, base in zip(forms, bases)
                       if WORD.fullmatch(plain(form))}
        meanings.append(meaning_of(claim, lemmas))
    return meanings


UPWARD = ("alike", "things", "acts", "both", "covered", "shared", "both_deny", "figures_agree",
          "agents", "objects")
DOWNWARD = ("acts_apart", "figures_differ", "years_differ")
"""Features of which more, or less, must mean "together": a weight of the other sign is chance."""


def together_model(table: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Weights of "together", none against its meaning: such features are left out in turn."""
    kept = np.ones(table.shape[1], dtype=bool)
    sign = np.array([(name in UPWARD) - (name in DOWNWARD) for name in FEATURES])
    while True:
        w = logistic(table * kept, truth)
        wrong = kept & (sign * w[:-1] < 0)
        if not wrong.any():
            return w
        kept[np.argmin(np.where(wrong, sign * w[:-1], 0))] = False


def logistic(table: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Ridge logistic regression by Newton's method; the last weight is the bias."""
    x = np.column_stack([table, np.ones(len(table))])
    penalty = np.full(x.shape[1], RIDGE)
    penalty[-1] = 1e-6
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (p - truth) + penalty * w
        bend = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        w -= step
        if np.abs(step).max() < 1e-10:
            break
    return w


def judge(w: np.ndarray, table: np.ndarray) -> np.ndarray:
    """Probabilities."""
    return 1 / (1 + np.exp(-(table @ w[:-1] + w[-1])))


def balanced(chances: np.ndarray, truth: np.ndarray) -> float:
    """The threshold of the best F1, the middle one of those that reach it."""
    scores = np.array([f1(chances >= t, truth)[2] for t in TRIED])
    return float(np.median(TRIED[scores >= scores.max() - 1e-9]))


def strict(chances: np.ndarray, truth: np.ndarray) -> float:
    """The lowest threshold with a precision of 0.90; the highest tried if none has it."""
    precise = [t for t in TRIED if f1(chances >= t, truth)[0] >= 0.90]
    return float(min(precise, default=TRIED[-1]))


def f1(found: np.ndarray, truth: np.ndarray) -> tuple[float, float, float]:
    """Precision, recall, F1; 0 where nothing was found, as in scoring."""
    hits = float((found & truth).sum())
    precision = hits / max(float(found.sum()), 1.0)
    recall = hits / max(float(truth.sum()), 1.0)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-12)


def cross_validated(
    table: np.ndarray, together: np.ndarray, contrary: np.ndarray, *, times: int = 10
) -> tuple[np.ndarray, np.ndarray, dict[str, np.ndarray]]:
    """(times, pairs) probabilities out of fold, and what each threshold then takes together."""
    rng = np.random.default_rng(SEED)
    shape = (times, len(table))
    chances, sides = np.empty(shape), np.empty(shape)
    taken = {"balanced": np.zeros(shape, dtype=bool), "strict": np.zeros(shape, dtype=bool)}
    for turn in range(times):
        fold = rng.permutation(len(table)) % 10
        for k in range(10):
            held, rest = fold == k, fold != k
            w = together_model(table[rest], together[rest])
            inside = inner(table[rest], together[rest])
            chances[turn, held] = judge(w, table[held])
            for label, choose in (("balanced", balanced), ("strict", strict)):
                taken[label][turn, held] = judge(w, table[held]) >= choose(inside, together[rest])
            alike = rest & together
            against = np.array([speaks_against(row) for row in table[held]])
            w = logistic(table[alike], contrary[alike])
            sides[turn, held] = against * judge(w, table[held])
    return chances, sides, taken


def inner(table: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Probabilities out of fold within a training set: on fitted pairs a threshold flatters."""
    fold, found = np.arange(len(table)) % 5, np.empty(len(table))
    for k in range(5):
        w = together_model(table[fold != k], truth[fold != k])
        found[fold == k] = judge(w, table[fold == k])
    return found


def name(taken: bool, side: float) -> str:
    """What a pair is called."""
    if not taken:
        return "apart"
    return "opposite" if side > 0.5 else "same"


def report(truth: np.ndarray, sides: np.ndarray, taken: dict[str, np.ndarray]) -> None:
    """Print precision, recall, F1, each the mean of the repetitions."""
    show(f"{len(truth)} pairs")
    alike = np.isin(truth, ["same", "opposite"])
    for label, chosen in taken.items():
        tests = {"together": (chosen, alike),
                 "same": (chosen & (sides <= 0.5), truth == "same"),
                 "opposite": (chosen & (sides > 0.5), truth == "opposite")}
        for relation, (found, expected) in tests.items():
            scores = np.mean([f1(turn, expected) for turn in found], axis=0)
            show(f"{label:9} {relation:10} precision {scores[0]:.3f}  recall {scores[1]:.3f}  "
                 f"F1 {scores[2]:.3f}")
        apart = [relation for relation in ("related", "unrelated") if relation in truth]
        wrong = {relation: chosen[:, truth == relation].mean() for relation in apart}
        told = ", ".join(f"{relation} {share:.3f}" for relation, share in wrong.items())
        show(f"{label:9} taken together though {told}")
    right = ((sides > 0.5) == (truth == "opposite"))[:, alike].mean()
    show(f"side of pairs that belong together: {right:.3f} right")


def write(
    table: np.ndarray, together: np.ndarray, contrary: np.ndarray, threshold: float
) -> None:
    """The model of all pairs, as TOML."""
    models = {"together": together_model(table, together),
              "contrary": logistic(table[together], contrary[together])}
    lines = [
        "# Written by benchmarks/claim_pairs.py --fit; do not edit by hand.",
        "# Logistic weights of the features in toolkit/narratives/relation.py.",
        f'fitted_on = "corpora/pairs/claim_pairs.jsonl, {len(table)} pairs, ridge {RIDGE}"',
        f"threshold = {threshold:.2f}",
    ]
    for label, w in models.items():
        lines += ["", f"[{label}]", f"bias = {w[-1]:.4f}", f"[{label}.weights]"]
        lines += [f"{feature} = {value:.4f}" for feature, value in zip(FEATURES, w)]
    path = data_path("lexicons", "claim_relation.toml")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    show(f"written: {path.name}")


if __name__ == "__main__":
    main()
