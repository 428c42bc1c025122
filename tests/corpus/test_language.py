"""Which language an article is in, and which paragraphs are in another."""

from __future__ import annotations

import pytest

from toolkit.corpus.language import UNKNOWN, detect, foreign_paragraphs, language_of

FR = (
    "Les salariés relisent chaque matin ce que le logiciel a rédigé pendant la nuit, et la "
    "direction compte les heures gagnées sans les rendre à personne. "
)
EN = (
    "The workers read every morning what the software has written during the night, and the "
    "management counts the hours that were saved without giving them back to anyone. "
)
ES = (
    "Los trabajadores leen cada mañana lo que el programa ha escrito durante la noche, y la "
    "dirección cuenta las horas ganadas sin devolverlas a nadie en absoluto. "
)


@pytest.mark.parametrize(("text", "language"), [(FR, "fr"), (EN, "en"), (ES, "es")])
def test_a_passage_is_recognised(text: str, language: str) -> None:
    assert detect(text) == language
    assert language_of(text * 5, wanted="fr") == language


@pytest.mark.parametrize(
    "text", ["Bonjour", "Déjà vu", "12 345 678 " * 30, "", "🤖" * 80, "a" * 39]
)
def test_too_little_to_tell_is_unknown(text: str) -> None:
    assert detect(text) == UNKNOWN
    assert language_of(text, wanted="fr") == UNKNOWN


def test_french_that_opens_with_an_english_quotation_stays_french() -> None:
    assert language_of(f"{EN * 4}\n{FR * 12}", wanted="fr") == "fr"


def test_english_that_quotes_french_stays_english() -> None:
    assert language_of(f"{EN * 12}\n{FR * 2}", wanted="fr") == "en"


def test_labels_in_english_do_not_decide() -> None:
    labels = "Share on social networks\nSubscribe to our newsletter\nRead more articles\n"
    assert language_of(f"{labels * 3}{FR * 3}", wanted="fr") == "fr"


def test_foreign_paragraphs_are_found_where_they_stand() -> None:
    text = f"{FR}\n{EN}\n{FR}"
    [(start, end, language)] = foreign_paragraphs(text, "fr")
    assert text[start:end] == EN.strip()
    assert language == "en"
    assert foreign_paragraphs(f"{FR}\n{FR}", "fr") == []


def test_the_answer_is_the_same_every_time() -> None:
    mixed = FR[:80] + EN[:80] + ES[:80]
    assert len({detect(mixed) for _ in range(12)}) == 1
