"""Kinds: every row of the tables is found, and no look-alike is."""

from __future__ import annotations

from functools import lru_cache

import pytest

from tests.claims.kinds_more_table import MORE, STORIES
from tests.claims.kinds_table import ASSERTION, TABLE
from tests.claims.view_helper import article_of
from tests.claims.views import views
from toolkit.claims.article import View
from toolkit.claims.horizon import find as find_horizon
from toolkit.claims.kinds import kinds
from toolkit.claims.quantities import find as find_quantities
from toolkit.records import KINDS

ROWS = [
    (kind, sentence, expected)
    for kind, (found, alike) in [*TABLE.items(), *MORE.items()]
    for expected, sentences in ((True, found), (False, alike))
    for sentence in sentences
]


@lru_cache(maxsize=1)
def parsed() -> dict[str, View]:
    texts = list(dict.fromkeys(sentence for _, sentence, _ in ROWS))
    return dict(zip(texts, views(texts)))


def kinds_of(sentence: str) -> tuple[str, ...]:
    view = parsed()[sentence]
    return kinds(view, quantities=find_quantities(view), horizon=find_horizon(view))[0]


@pytest.mark.parametrize(("kind", "sentence", "expected"), ROWS)
def test_kind_is_told_from_its_look_alike(kind: str, sentence: str, expected: bool) -> None:
    assert (kind in kinds_of(sentence)) is expected


def test_assertion_stands_alone() -> None:
    for sentence in parsed():
        found = kinds_of(sentence)
        assert found == ("assertion",) or "assertion" not in found
    assert all(kinds_of(sentence) == ("assertion",) for sentence in ASSERTION)


def test_every_kind_says_why_with_characters_of_the_sentence() -> None:
    for sentence, view in parsed().items():
        names, proof = kinds(
            view, quantities=find_quantities(view), horizon=find_horizon(view))
        assert {e.field.removeprefix("kinds.") for e in proof} == set(names) - {"assertion"}
        assert all(sentence[e.start : e.end] == e.cue and e.cue and e.rule for e in proof)
        assert list(names) == [k for k in KINDS if k in names]


def test_evidence_counts_characters_of_the_document() -> None:
    from dataclasses import replace

    view = views(["L'IA remplacera des métiers."])[0]
    text = "Un titre.\n\n" + view.sentence.text
    document = replace(view.document, text=text)
    sentence = replace(view.sentence, start=11, end=len(text))
    moved = View(document, sentence, view.doc)
    proof = kinds(moved, quantities=(), horizon=None)[1]
    assert proof
    assert all(text[e.start : e.end] == e.cue for e in proof)


@pytest.mark.parametrize(("texts", "index", "expected"), STORIES)
def test_a_story_goes_on_from_sentence_to_sentence(
    texts: list[str], index: int, expected: bool
) -> None:
    view = article_of(texts)[index]
    assert ("experience" in kinds(view, quantities=(), horizon=None)[0]) is expected
