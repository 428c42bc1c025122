"""Negation, hedging and the values of the conditional, on our own sentences."""

from __future__ import annotations

from functools import lru_cache

import pytest

from tests.claims.polarity_table import CONDITIONAL, DENIED, HEDGED, NOT_DENIED, NOT_HEDGED
from tests.claims.views import views
from toolkit.claims.article import Article, View
from toolkit.claims.attribution import attribute
from toolkit.claims.hedging import epistemic
from toolkit.claims.negation import negated
from toolkit.records import Evidence

LOOK_ALIKES = [(rule, sentence) for rule, rows in NOT_DENIED.items() for sentence in rows]


@lru_cache(maxsize=1)
def parsed() -> dict[str, View]:
    texts = [*DENIED, *HEDGED, *NOT_HEDGED]
    texts += [s for _, s in LOOK_ALIKES] + [s for s, _ in CONDITIONAL]
    texts = list(dict.fromkeys(texts))
    found = {}
    for text, view in zip(texts, views(texts)):
        # Each sentence is an article of its own, so that "selon le syndicat" and
        # "a annoncé que" have the voices they have in a run.
        voices = attribute(Article(view.document, (view.sentence,), (view.doc,)))
        found[text] = View(view.document, view.sentence, view.doc, voices[0])
    return found


def cues(proof: tuple[Evidence, ...], sentence: str) -> set[str]:
    assert all(sentence[e.start : e.end] == e.cue for e in proof)
    return {e.rule for e in proof}


@pytest.mark.parametrize("sentence", DENIED)
def test_denial_is_found_with_its_word(sentence: str) -> None:
    answer, proof = negated(parsed()[sentence])
    assert answer
    assert cues(proof, sentence)


@pytest.mark.parametrize(("rule", "sentence"), LOOK_ALIKES)
def test_what_looks_like_a_denial_is_none(rule: str, sentence: str) -> None:
    answer, proof = negated(parsed()[sentence])
    assert not answer
    cues(proof, sentence)


@pytest.mark.parametrize("rule", ["restricted", "corrected"])
def test_look_alikes_are_named(rule: str) -> None:
    named = [rule in cues(negated(parsed()[s])[1], s) for s in NOT_DENIED[rule]]
    assert sum(named) >= 0.8 * len(named)


@pytest.mark.parametrize("sentence", HEDGED)
def test_hedge_is_found_with_its_word(sentence: str) -> None:
    answer, _, proof = epistemic(parsed()[sentence])
    assert answer == "hedged"
    assert cues(proof, sentence)


@pytest.mark.parametrize("sentence", NOT_HEDGED)
def test_what_looks_like_a_hedge_is_none(sentence: str) -> None:
    assert epistemic(parsed()[sentence])[0] == "asserted"


@pytest.mark.parametrize(("sentence", "value"), CONDITIONAL)
def test_value_of_the_conditional(sentence: str, value: str | None) -> None:
    assert epistemic(parsed()[sentence])[1] == value


def test_boosters_are_evidence_of_an_assertion() -> None:
    sentence = "L'outil a sans aucun doute accéléré le mouvement."
    answer, _, proof = epistemic(parsed()[sentence])
    assert answer == "asserted"
    assert [e.rule for e in proof] == ["booster"]
