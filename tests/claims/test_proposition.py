"""The main proposition: under frames, in clefts, in what a source says."""

from __future__ import annotations

from functools import lru_cache

import pytest

from tests.claims.views import views
from toolkit.claims.article import View, Voice
from toolkit.claims.proposition import cluster, main_proposition, text_start

HEADS = [
    ("L'IA transforme les métiers.", "transforme"),
    ("Il est clair que l'IA transforme les métiers.", "transforme"),
    ("On constate que les salariés partent.", "partent"),
    ("Il faut dire que la crise a duré.", "duré"),
    ("Force est de constater que le marché recule.", "recule"),
    ("Il semble que les recruteurs hésitent.", "hésitent"),
    ("C'est la formation qui manque.", "manque"),
    ("Ce sont ces métiers qui protègent la société.", "protègent"),
    ("Résultat : les équipes partent.", "partent"),
    ("L'IA est une menace.", "menace"),
    ("Les salariés peuvent refuser.", "peuvent"),
    ("Si rien ne change, le secteur recule.", "recule"),
    ("Quand la machine hésite, l'homme décide.", "décide"),
    ("Lire aussi : Les robots arrivent.", "arrivent"),
    ("Les salariés qui partent touchent une prime.", "touchent"),
    ("Il faut que les règles changent.", "faut"),
]
TWO = [
    ("La machine calcule, mais elle ne comprend pas.", 2),
    ("Les salariés partent et les clients protestent.", 2),
    ("Les salariés partent parce que les clients protestent.", 1),
    ("Les salariés qui protestent partent.", 1),
]


@lru_cache(maxsize=1)
def parsed() -> dict[str, View]:
    texts = [*(s for s, _ in HEADS), *(s for s, _ in TWO)]
    return dict(zip(texts, views(texts)))


@pytest.mark.parametrize(("sentence", "head"), HEADS)
def test_head_of_what_is_asserted(sentence: str, head: str) -> None:
    found = main_proposition(parsed()[sentence])
    assert found is not None
    assert found.text == head


@pytest.mark.parametrize(("sentence", "number"), TWO)
def test_clauses_of_the_main_level(sentence: str, number: int) -> None:
    assert len(cluster(parsed()[sentence])) == number


def test_content_of_a_source_and_not_the_verb_of_saying() -> None:
    text = "La ministre affirme que les robots créent des emplois."
    start = text.index("que")
    voice = Voice("La ministre", "person", quote="indirect", content=((start, len(text) - 1),),
                  report=(0, start))
    found = main_proposition(views([text], voice)[0])
    assert found is not None
    assert found.text == "créent"


def test_no_words_no_proposition() -> None:
    assert main_proposition(views([""])[0]) is None


@pytest.mark.parametrize(
    ("text", "start"),
    [("Lire aussi : Les robots arrivent.", 13), ("Les robots arrivent.", 0), ("À lire demain", 0)],
)
def test_labels_are_no_part_of_the_sentence(text: str, start: int) -> None:
    assert text_start(text) == start
