"""Terms: elisions and inversions cut, plurals folded, multiword terms whole, stop words dropped."""

from __future__ import annotations

import pytest

from tests.topics.corpus import passages_of
from toolkit.records import Sentence
from toolkit.topics.analyser import (
    Token,
    analyse,
    expressions,
    light_terms,
    singular,
    split_words,
    stop_words,
)


@pytest.mark.parametrize(("text", "words"), [
    ("L’IA change-t-elle aujourd’hui ?", ["IA", "change", "aujourd’hui"]),
    ("Qu'en dit-on ? Lorsqu’il s’agit d'emploi", ["en", "dit", "il", "agit", "emploi"]),
    ("les prud'hommes, quelqu'un", ["les", "prud'hommes", "quelqu'un"]),
    ("Ce rendez-vous, allez-y", ["Ce", "rendez-vous", "allez"]),
    ("un savoir-faire, l'après-vente", ["un", "savoir-faire", "après-vente"]),
    ("12 % en 2023, covid-19 et G7", ["en", "covid-19", "et", "G7"]),
    ("jusqu’à l'œuvre d’Émile", ["à", "œuvre", "Émile"]),
])
def test_words_are_cut_as_french_is_written(text: str, words: list[str]) -> None:
    assert list(split_words(text)) == words


@pytest.mark.parametrize(("word", "folded"), [
    ("emplois", "emploi"), ("Métiers", "métier"), ("journaux", "journal"),
    ("réseaux", "réseau"), ("travaux", "travail"), ("enjeux", "enjeu"),
    ("progrès", "progrès"), ("temps", "temps"), ("stress", "stress"), ("bus", "bus"),
    ("voix", "voix"), ("dangereux", "dangereux"), ("jeux", "jeu"), ("os", "os"),
])
def test_plurals_fold(word: str, folded: str) -> None:
    assert singular(word) == folded


@pytest.mark.parametrize(("text", "terms"), [
    ("L'intelligence artificielle menace des emplois.",
     ["intelligence artificielle", "menace", "emploi"]),
    ("Les IA génératives et l’IA", ["intelligence artificielle générative",
                                    "intelligence artificielle"]),
    ("les conditions de travail des salariés", ["conditions de travail", "salarié"]),
    ("la condition du travail", ["condition", "travail"]),
    ("Il y a beaucoup de choses à faire", []),
    ("la DRH et les RH", ["ressources humaines", "ressources humaines"]),
])
def test_terms_of_a_text(text: str, terms: list[str]) -> None:
    assert light_terms(text) == terms


def test_a_parse_gives_lemmas_of_content_words() -> None:
    passage = passages_of(["Les machines remplaçaient nos ouvriers"])[0]
    tokens = [
        Token("Les", "le", "DET"), Token("machines", "machine", "NOUN"),
        Token("remplaçaient", "remplacer", "VERB"), Token("nos", "son", "DET"),
        Token("ouvriers", "ouvrier", "NOUN"),
    ]
    data = analyse([passage], tokens=lambda one: tokens)
    assert data.terms == (("machine", "remplacer", "ouvrier"),)
    assert data.form("machine") == "machines"


def test_multiword_terms_are_found_in_a_parse_and_without_one() -> None:
    passage = passages_of(["les intelligences artificielles"])[0]
    tokens = [
        Token("les", "le", "DET"), Token("intelligences", "intelligence", "NOUN"),
        Token("artificielles", "artificiel", "ADJ"),
    ]
    parsed = analyse([passage], tokens=lambda one: tokens)
    assert parsed.terms == analyse([passage]).terms == (("intelligence artificielle",),)


def test_the_most_frequent_written_form_stands_for_a_term() -> None:
    data = analyse(passages_of(["Métiers et métiers", "un métier", "Paris, Paris"]))
    assert data.form("métier") == "métiers"
    assert data.form("paris") == "Paris"


def test_a_folded_form_that_nobody_writes_is_not_shown() -> None:
    data = analyse(passages_of(["des clients chinois", "un client chinois"]))
    assert data.terms[0] == ("client", "chinois") == data.terms[1]


def test_what_stands_between_the_sentences_of_a_passage_is_not_read() -> None:
    text = "Un robot soude. Abonnez-vous ! Un capteur veille."
    passage = passages_of([text], doc="d")[0]
    sentences = [
        Sentence("d", 0, 0, 15, "Un robot soude.", "body"),
        Sentence("d", 1, 16, 30, "Abonnez-vous !", "boilerplate"),
    ]
    assert analyse([passage], sentences={"d": sentences}).terms == (("robot", "soude"),)


def test_words_of_the_debate_are_no_stop_words() -> None:
    assert not stop_words() & {"travail", "emploi", "métier", "machine", "humain", "robot"}
    assert {"le", "être", "qu", "cependant", "plusieurs"} <= stop_words()


def test_extra_stop_words() -> None:
    assert analyse(passages_of(["robot et capteur"]), extra_stops=["Robot"]).terms == (
        ("capteur",),
    )


def test_every_expression_has_two_words_or_is_an_alias() -> None:
    names = set(expressions().values())
    assert all(len(key) > 1 or name in names for key, name in expressions().items())
    assert "dialogue social" in names
