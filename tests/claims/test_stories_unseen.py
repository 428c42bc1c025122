"""A story runs over several sentences: its neighbours settle what a sentence tells."""

from __future__ import annotations

import pytest

from tests.claims.view_helper import article_of
from toolkit.claims.article import Article
from toolkit.claims.extract import extract
from toolkit.codebook import load_codebook

LIFE = ["J'ai quitté le port à douze ans.", "Mon père m'avait donné sa barque."]
NEWS = [
    "Le port de Brest exporte du blé.",
    "Les quais appartiennent à la région.",
    "La houle est forte en hiver.",
    "Les grues datent du siècle dernier.",
]
ROWS = [
    # Between sentences of a life a past tense goes on telling it; a present judges.
    ([LIFE[0], "La nuit était tombée sur la rade.", LIFE[1]], 1, True),
    ([LIFE[0], "Les quais étaient déserts.", LIFE[1]], 1, True),
    ([*LIFE, "La marée avait emporté les casiers."], 2, True),
    ([LIFE[0], "La rade est profonde.", LIFE[1]], 1, False),
    ([*NEWS, "La région a repeint les grues.", *NEWS], 4, False),
    # A group in a past tense, alone in an article on something else, lives through nothing.
    ([*NEWS, "Nous avons lancé un audit.", *NEWS], 4, False),
    # A first person stands by itself.
    ([*NEWS, LIFE[0], *NEWS], 4, True),
]


@pytest.mark.parametrize(("texts", "index", "expected"), ROWS)
def test_neighbours_settle_what_is_told(texts: list[str], index: int, expected: bool) -> None:
    views = article_of(texts)
    article = Article(
        views[0].document, tuple(v.sentence for v in views), tuple(v.doc for v in views))
    claims = {claim.start: claim for claim in extract(article, load_codebook())}
    claim = claims[views[index].sentence.start]
    assert ("experience" in claim.kinds) is expected
    told = [e for e in claim.evidence if e.field == "kinds.experience"]
    assert bool(told) is expected
    assert all(article.document.text[e.start : e.end] == e.cue for e in told)
