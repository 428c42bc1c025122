"""How likely two claims say the same thing, or its contrary: a small linear model, kept as data."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log, sqrt

from pydantic import BaseModel, ConfigDict, model_validator

from toolkit.codebook import load_lexicon
from toolkit.narratives.meaning import Meaning, figures_agree
from toolkit.narratives.thesaurus import broad_concepts, degrees

FEATURES = (
    "alike", "things", "acts", "both", "acts_apart", "covered", "shared", "sides_agree",
    "sides_differ", "denial_differs", "both_deny", "good_agrees", "good_differs", "figures_agree",
    "figures_differ", "years_differ", "agents", "objects",
)


class Linear(BaseModel):
    """Weights of a logistic model: one per feature, and what stands when all are 0."""

    model_config = ConfigDict(extra="forbid")
    bias: float
    weights: dict[str, float]

    @model_validator(mode="after")
    def _known(self) -> Linear:
        unknown = set(self.weights) - set(FEATURES)
        if unknown:
            raise ValueError(f"unknown features {sorted(unknown)}; known: {', '.join(FEATURES)}")
        return self

    def probability(self, values: Sequence[float]) -> float:
        """The logistic of the weighted sum of ``values`` (in the order of ``FEATURES``)."""
        score = self.bias + sum(
            self.weights.get(name, 0.0) * value for name, value in zip(FEATURES, values)
        )
        return 1 / (1 + exp(-score)) if score > -700 else 0.0


class RelationModel(BaseModel):
    """``together``: same or contrary against anything else; ``contrary``: which of the two."""

    model_config = ConfigDict(extra="forbid")
    fitted_on: str
    threshold: float
    together: Linear
    contrary: Linear


def relation_model() -> RelationModel:
    """The shipped ``data/lexicons/claim_relation.toml`` (written by benchmarks/claim_pairs.py)."""
    found: RelationModel = load_lexicon("claim_relation", RelationModel)
    return found


_BACKGROUND = 20
"""Claims on other matters that stand behind every corpus: in a handful of claims on one subject
its words would otherwise look common, and weigh nothing."""


class Rarity:
    """How much a concept tells, 0 to 1: how few claims hold it, on a logarithmic scale.

    Relative to a concept held by no claim, so that the weights mean the same in any corpus.
    """

    def __init__(self, meanings: Sequence[Meaning]) -> None:
        self._holders: dict[str, int] = {}
        for meaning in meanings:
            for name in meaning.things | meaning.acts:
                self._holders[name] = self._holders.get(name, 0) + 1
        self._size = len(meanings) + _BACKGROUND

    def __call__(self, name: str) -> float:
        holders = self._holders.get(name, 0)
        return log(1 + (self._size - holders + 0.5) / (holders + 0.5)) / log(2 + 2 * self._size)

    def cosine(self, a: frozenset[str], b: frozenset[str]) -> float:
        """Likeness of two sets of concepts, 0 to 1, rare ones weighing more; 0 for empty sets."""
        common = sum(self(name) ** 2 for name in sorted(a & b))
        if common == 0:
            return 0.0
        sizes = [sum(self(name) ** 2 for name in sorted(side)) for side in (a, b)]
        return common / sqrt(sizes[0] * sizes[1])


def features(a: Meaning, b: Meaning, rarity: Rarity) -> tuple[float, ...]:
    """The ``FEATURES`` of a pair, symmetric: 0 or 1, or 0 to 1."""
    all_a, all_b = a.things | a.acts, b.things | b.acts
    common = sum(rarity(name) for name in sorted(all_a & all_b))
    least = min(sum(rarity(name) for name in sorted(side)) for side in (all_a, all_b))
    things, acts = rarity.cosine(a.things, b.things), rarity.cosine(a.acts, b.acts)
    turn = -1 if _swapped(a, b) else 1
    products = [turn * a.sides[act] * b.sides[act] for act in sorted(set(a.sides) & set(b.sides))]
    agree, differ = _figures(a, b)
    values = (
        rarity.cosine(all_a, all_b), things, acts, things * acts,
        bool(a.acts and b.acts and not a.acts & b.acts),
        common / least if least > 0 else 0.0, min(common / 2, 1.0),
        any(p > 0 for p in products), turn < 0 or any(p < 0 for p in products),
        a.denied != b.denied, a.denied and b.denied,
        turn * a.good * b.good > 0, turn * a.good * b.good < 0, agree, differ,
        bool(a.years and b.years and not a.years & b.years),
        rarity.cosine(a.agent, b.agent), rarity.cosine(a.object, b.object),
    )
    return tuple(float(value) for value in values)


def _figures(a: Meaning, b: Meaning) -> tuple[bool, bool]:
    scales = {f.scale for f in a.figures} & {f.scale for f in b.figures}
    agree = any(figures_agree(x, y) for x in a.figures for y in b.figures)
    return agree, bool(scales) and not agree


def _swapped(a: Meaning, b: Meaning) -> bool:
    """Whether the two comparisons put the same things the other way round."""
    if a.compared is None or b.compared is None:
        return False
    return bool(a.compared[0] & b.compared[1]) and bool(a.compared[1] & b.compared[0])


def comparable(a: Meaning, b: Meaning) -> bool:
    """Whether two claims share enough to be judged: a thing, and three words' worth in all.

    One of these must be a concept of the thesaurus: what is told of AI and work, and not only a
    name or a turn of phrase; how much or how often something holds does not count. In a long claim
    a third of its words must be shared: three words of thirty are common by chance; and four, where
    the thesaurus knows only one of them. Two words do when both claims hold hardly more, both are
    in the thesaurus and neither is a broad concept. Shorter sentences ("Il se
    trompe") would join whatever shares their verb.
    """
    common = ((a.things | a.acts) & (b.things | b.acts)) - degrees()
    if not a.things & b.things or all(name.startswith("=") for name in common):
        return False
    shared = min(len({meaning.places[name] for name in common}) for meaning in (a, b))
    most = max(len(set(meaning.places.values())) for meaning in (a, b))
    known = [name for name in common if not name.startswith("=")]
    if shared >= (3 if len(known) > 1 else 4):
        return shared * LEAST_SHARED >= most
    short = shared == 2 and most <= LEAST_SHARED + 1
    return short and len(known) > 1 and not common & broad_concepts()


LEAST_SHARED = 3
"""One word in so many of the longer claim must be shared."""


_AGAINST = tuple(FEATURES.index(name) for name in (
    "sides_differ", "denial_differs", "good_differs", "figures_differ"))


def speaks_against(values: Sequence[float]) -> bool:
    """Whether anything in a pair's features speaks for a contradiction.

    Half of the pairs the model is fitted on that belong together are contrary, far more than in
    any corpus: without a sign of it, two claims are taken to say the same.
    """
    return any(values[place] > 0 for place in _AGAINST)


def relate(
    a: Meaning, b: Meaning, rarity: Rarity, model: RelationModel | None = None
) -> tuple[float, float]:
    """(chance that the two belong together, chance that one then contradicts the other)."""
    if not comparable(a, b):
        return 0.0, 0.0
    chosen = model or relation_model()
    values = features(a, b, rarity)
    if not speaks_against(values):
        return chosen.together.probability(values), 0.0
    return chosen.together.probability(values), chosen.contrary.probability(values)


