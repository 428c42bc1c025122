"""Copies are grouped, look-alikes are not, and formulas bind nothing."""

from __future__ import annotations

import random

import pytest

from toolkit.corpus.duplicates import cluster, representatives, similarity
from toolkit.errors import DataError

SUBJECTS = ["les salariés", "les cadres", "les élus", "les syndicats", "les ingénieurs",
            "les juges", "les médecins", "les infirmières",
            "les libraires", "les traducteurs", "les notaires"]
VERBS = ["utilisent", "refusent", "essaient", "négocient", "redoutent", "attendent", "décrivent",
         "comparent", "financent", "étudient", "corrigent"]
OBJECTS = ["le logiciel", "un accord", "la machine", "une formation", "des outils", "le projet",
           "la charte", "un robot", "le budget", "les horaires", "la méthode", "une enquête"]
ENDS = ["depuis mars", "à Nantes", "sans attendre", "avec prudence", "chaque semaine", "en équipe",
        "malgré les délais", "pour la première fois", "dans le calme", "au printemps"]
NOTICE = " Retrouvez nos articles sur le site de la rédaction et dans l'application, chaque matin."


def article(seed: int, sentences: int = 30) -> str:
    draw = random.Random(seed)
    return " ".join(
        f"{draw.choice(SUBJECTS).capitalize()} {draw.choice(VERBS)} {draw.choice(OBJECTS)} "
        f"{draw.choice(ENDS)} {draw.randrange(1000)}." for _ in range(sentences)
    )


def test_copies_are_grouped_and_others_are_not() -> None:
    text = article(1)
    words = text.split()
    edited = " ".join("autrement" if i % 14 == 0 else word for i, word in enumerate(words))
    documents = [("original", text), ("cut", text[: len(text) // 2]), ("notice", text + NOTICE),
                 ("edited", edited), ("accents", text.upper()), ("other", article(2)),
                 ("third", article(3) + NOTICE)]
    found = cluster(documents)
    together = {id for id in found if found[id].cluster == found["original"].cluster}
    assert together == {"original", "cut", "notice", "edited", "accents"}
    assert {found[id].representative for id in together} == {"notice"}
    assert found["notice"].similarity == found["original"].similarity == 1.0
    assert 0.6 < found["edited"].similarity < 1
    assert found["other"] == ("other", "other", 1.0)
    assert representatives(found) == {"notice", "other", "third"}


def test_the_order_of_the_documents_changes_nothing() -> None:
    documents = [(f"{n:02}/{part}", article(n)[: 2000 - 300 * part])
                 for n in range(9) for part in range(3)]
    once = cluster(documents)
    random.Random(4).shuffle(documents)
    assert cluster(documents) == once == dict(sorted(once.items()))


def test_the_earliest_of_equal_texts_stands_for_all() -> None:
    text = article(1)
    found = cluster([("a", text, "2024-03-02"), ("b", text, "2024-03-01"), ("c", text, "")])
    assert {member.representative for member in found.values()} == {"b"}


def test_a_formula_of_many_articles_groups_none() -> None:
    documents = [(f"{n:03}", article(n, 1) + NOTICE) for n in range(60)]
    assert len(representatives(cluster(documents))) == 60


def test_a_short_item_within_a_long_review_is_no_copy_of_it() -> None:
    item, review = article(1, 8), " ".join(article(n, 8) for n in range(1, 12))
    found = cluster([("item", item), ("review", review)])
    assert found["item"].cluster != found["review"].cluster


def test_short_and_empty_texts() -> None:
    found = cluster([("a", "Deux mots."), ("b", "deux mots"), ("c", ""), ("d", ""),
                     ("e", "Trois.")])
    assert found["a"].cluster == found["b"].cluster
    assert len({found[id].cluster for id in "acde"}) == 4
    assert cluster([]) == {}


def test_similarity_is_the_part_of_the_shorter_text() -> None:
    text = article(1)
    assert similarity(text, text[: len(text) // 2]) > 0.98
    assert similarity(text, article(2)) < 0.2
    assert similarity("", text) == 0.0


def test_an_id_that_comes_twice_is_told() -> None:
    with pytest.raises(DataError, match="twice"):
        cluster([("a", "Un texte."), ("a", "Un autre.")])
