"""How sure the extractor is of a claim, and how much the claim carries its article."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import exp

from pydantic import BaseModel, ConfigDict

from toolkit.claims.article import Article
from toolkit.codebook import load_lexicon
from toolkit.records import Claim

_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SalienceWeights(_Strict):
    """Weights of the features of salience."""

    centrality: float
    title: float
    opening: float
    closing: float
    figure: float
    forecast: float
    stance: float
    frames: float


class ConfidenceModel(_Strict):
    """A logistic model: the chance that kinds, negation, modality and voice are all as coded."""

    intercept: float
    weights: dict[str, float]
    fitted_on: str


class Strength(_Strict):
    """``data/lexicons/strength.toml``."""

    salience: SalienceWeights
    confidence: ConfidenceModel


def confidence_features(claim: Claim) -> dict[str, float]:
    """What the confidence of a claim rests on, each 0 to 1 or a small count.

    Beside its length and fields, the rules that fired: some are right more often than others.
    """
    words = len(claim.text.split())
    marked = {item.field.split(".")[0] for item in claim.evidence}
    features = {
        "length": min(words, 60) / 60,
        "kinds": len(claim.kinds) - 1,
        "hedged": float(claim.epistemic == "hedged"),
        "negated": float(claim.negated),
        "attributed": float(claim.source_type != "author"),
        "carried": float(claim.source_elsewhere),
        "no_action": float(claim.action is None),
        "kind_cues": float("kinds" in marked),
        "figure": float(bool(claim.quantities)),
        "question": float("?" in claim.text),
        "parts": float(":" in claim.text or ";" in claim.text),
        f"quote.{claim.quote}": 1.0,
        f"source_type.{claim.source_type}": 1.0,
    }
    features |= {f"kind.{kind}": 1.0 for kind in claim.kinds}
    return features | {f"rule.{item.rule}": 1.0 for item in claim.evidence}


def confidence(claim: Claim) -> Claim:
    """The claim with its confidence: the estimated chance (0 to 1) that its main fields are right.

    "Right" means: kinds, negation, modality and quotation exactly as a coder gives them. The
    logistic model was fitted on hand-coded articles that no rule was written from, each left out
    in turn (``benchmarks/fit_confidence.py``; calibration in ``docs/results.md``).
    """
    model = load_lexicon("strength", Strength).confidence
    weights = model.weights
    total = model.intercept + sum(
        weights[name] * value for name, value in confidence_features(claim).items()
        if name in weights
    )
    return replace(claim, confidence=round(1 / (1 + exp(-total)), 3))


def with_salience(article: Article, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims of an article with their salience: 1 for the one that carries it most, down to 0.

    A weighted sum of features (``strength.toml``), as ranks: the k-th of n claims has
    (n - k) / (n - 1); a single claim has 1. Ties go to the earlier claim.
    """
    if not claims:
        return claims
    weights = load_lexicon("strength", Strength).salience
    lemmas = {s.index: _lemmas(article, i) for i, s in enumerate(article.sentences)}
    counts = Counter(lemma for found in lemmas.values() for lemma in found)
    total = sum(counts.values()) or 1
    central = {i: sum(counts[lemma] for lemma in found) / total for i, found in lemmas.items()}
    title = _title(article, lemmas)
    last = max(1, len(article.sentences) - 1)
    scores = [
        _score(claim, lemmas[claim.sentence], central[claim.sentence], title,
               claim.sentence / last, weights)
        for claim in claims
    ]
    order = sorted(range(len(claims)), key=lambda i: (-scores[i], i))
    rank = {index: place for place, index in enumerate(order)}
    span = max(1, len(claims) - 1)
    return tuple(
        replace(claim, salience=round(1 - rank[i] / span, 4)) for i, claim in enumerate(claims)
    )


def _lemmas(article: Article, place: int) -> set[str]:
    doc = article.docs[place]
    if doc is None:
        return set()
    return {t.lemma_.lower() for t in doc if t.pos_ in _CONTENT and len(t.text) > 2}


def _title(article: Article, lemmas: dict[int, set[str]]) -> set[str]:
    """Content words of the title: of the metadata, or of the first heading."""
    if article.document.title:
        words = {word.strip("«»\"'.,:;!?()").lower() for word in article.document.title.split()}
        every = set().union(*lemmas.values()) if lemmas else set()
        return {word for word in words if word in every}
    for sentence in article.sentences:
        if sentence.zone == "heading":
            return lemmas[sentence.index]
    return set()


def _score(
    claim: Claim, lemmas: set[str], central: float, title: set[str], place: float,
    weights: SalienceWeights,
) -> float:
    values = {
        "centrality": min(1.0, 5 * central),
        "title": len(lemmas & title) / len(title) if title else 0.0,
        "opening": float(place < 0.1),
        "closing": float(place > 0.9),
        "figure": float(bool(claim.quantities)),
        "forecast": float(bool({"prediction", "prescription"} & set(claim.kinds))),
        "stance": float(claim.stance != "none"),
        "frames": float(bool(claim.frames)),
    }
    scale: dict[str, float] = weights.model_dump()
    return sum(scale[name] * value for name, value in values.items())
