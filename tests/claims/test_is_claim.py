"""What is no claim, why, and what only looks like it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest

from tests.claims.not_claims_table import CLAIMS, NOT_CLAIMS
from tests.claims.views import views
from toolkit.claims.article import View
from toolkit.claims.is_claim import judge


@lru_cache(maxsize=1)
def parsed() -> dict[str, View]:
    texts = [*(s for s, _ in NOT_CLAIMS), *CLAIMS]
    return dict(zip(texts, views(texts)))


@pytest.mark.parametrize(("sentence", "rule"), NOT_CLAIMS)
def test_refused_with_the_reason(sentence: str, rule: str) -> None:
    answer, proof = judge(parsed()[sentence])
    assert not answer
    assert proof is not None
    assert proof.rule == rule
    assert sentence[proof.start : proof.end] == proof.cue


@pytest.mark.parametrize("sentence", CLAIMS)
def test_kept(sentence: str) -> None:
    assert judge(parsed()[sentence])[0]


@pytest.mark.parametrize("text", ["", "   ", "…", "12 345", "🙂", "\u200b", "?", "« »"])
def test_nothing_to_read_is_no_claim(text: str) -> None:
    view = views([text])[0]
    assert judge(view)[0] is False


def test_an_interviewer_asserts_nothing() -> None:
    view = views(["N'est-ce pas un peu tard ?"])[0]
    assert judge(view)[0]
    said = replace(view.sentence, rule="interview_question")
    assert not judge(replace(view, sentence=said))[0]


@pytest.mark.parametrize("sentence", ["Tout le monde.", "Monsieur le maire.", "Lundi le bureau."])
def test_a_noun_phrase_is_no_verb(sentence: str) -> None:
    assert not judge(views([sentence])[0])[0]
