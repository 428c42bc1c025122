"""Who is presented around a text, who asks in it, and what only looks like it."""

from __future__ import annotations

import pytest

from tests.corpus.test_zones import FIRST, SECOND, THIRD, line_zones
from toolkit.corpus import segment
from toolkit.records import Document

TITLE = "Mon tour, mes mains, et la machine"
MINE = [
    "Je tourne des bols depuis vingt ans, et je n'avais jamais vu entrer un écran à l'atelier.",
    "Mes apprentis, eux, le regardent avec envie, et ma fille me demande quand j'en aurai deux.",
    "Je leur réponds que nous verrons bien, car mon four n'attend pas et nos commandes non plus.",
    "Notre métier a connu d'autres machines, et je n'ai pas oublié ce que la première m'a pris.",
]
STANDFIRSTS = [
    "Potière depuis vingt ans dans la Drôme, Anne Lorrain raconte l'arrivée d'un tour automatique.",
    "Anne Lorrain, potière dans la Drôme, raconte comment un tour automatique a changé ses jours.",
    "Tribune. Céramiste dans un village de la Drôme, Anne Lorrain a vu passer trois machines.",
    "Prise de parole d'Anne Lorrain, potière, au lendemain de la foire aux métiers de Dieulefit.",
]
PARAGRAPHS = [
    "Ce matin-là, Anne Lorrain poussa la porte et personne ne leva les yeux de son écran.",
    "Hier encore, Anne Lorrain disait que rien ne remplacerait une main, et tout le monde riait.",
]
NOTES = [
    "Anne Lorrain est potière dans la Drôme.",
    "Anne Lorrain tient un atelier à Dieulefit. Elle y donne aussi des cours.",
    "A. L. enseigne la poterie à des adultes.",
]


@pytest.mark.parametrize("line", STANDFIRSTS)
def test_a_presentation_of_the_author_is_a_standfirst(line: str) -> None:
    assert line_zones("\n".join([TITLE, line, *MINE])) == ["heading"] * 2 + ["body"] * 4


@pytest.mark.parametrize("line", PARAGRAPHS)
def test_a_person_of_the_story_is_not_presented(line: str) -> None:
    assert line_zones("\n".join([TITLE, line, *MINE]))[1] == "body"


@pytest.mark.parametrize("line", STANDFIRSTS[:2])
def test_a_person_the_text_goes_on_about_is_no_author(line: str) -> None:
    later = "Mme Lorrain, elle, vend ses bols au marché, et je la regarde faire tous les samedis."
    assert line_zones("\n".join([TITLE, line, *MINE, later]))[1] == "body"


@pytest.mark.parametrize("line", STANDFIRSTS[:2])
def test_a_report_in_the_third_person_has_no_such_standfirst(line: str) -> None:
    assert line_zones("\n".join([TITLE, line, FIRST, SECOND, THIRD]))[1] == "body"


@pytest.mark.parametrize("line", NOTES)
def test_a_note_on_the_author_closes_the_text(line: str) -> None:
    assert line_zones("\n".join([TITLE, *MINE, line]))[-1] == "boilerplate"


@pytest.mark.parametrize("line", [
    "Mon métier est une affaire de patience, et je la garde.",
    "Le tour est à vendre depuis hier, avec ses outils.",
])
def test_a_last_sentence_is_no_note(line: str) -> None:
    assert line_zones("\n".join([TITLE, *MINE, line]))[-1] == "body"


def test_questions_to_a_person_are_said() -> None:
    lines = [TITLE]
    for asked, said in zip(
        ["Que préconisez-vous ?", "N'est-ce pas trop tard ?", "Êtes-vous inquiète ?"], MINE
    ):
        lines += [asked, said]
    found = [s for s in segment(Document(id="d", text="\n".join(lines))) if s.text[-1] == "?"]
    assert [s.zone for s in found] == ["body"] * 3
    assert {s.rule for s in found} == {"interview_question"}


@pytest.mark.parametrize("asked", [
    ["Pourquoi automatiser ?", "Quels sont les coûts ?", "Qui décide ?"],
    ["Que risquez-vous ?", "Comment vous former ?", "Où trouver de l'aide ?"],
])
def test_titles_that_ask_stay_titles(asked: list[str]) -> None:
    lines = [TITLE]
    for question, paragraph in zip(asked, [FIRST, SECOND, THIRD]):
        lines += [question, paragraph]
    assert line_zones("\n".join(lines)) == ["heading"] + ["heading", "body"] * 3


@pytest.mark.parametrize(("line", "zone"), [
    ("842 réactions · 17 commentaires · 3 partages", "boilerplate"),
    ("J'aime Commenter Republier", "boilerplate"),
    ("[Image : un tour dans un atelier]", "boilerplate"),
    ("Traduction et adaptation en français par Luc Aubin", "boilerplate"),
    ("Rubrique « À l'établi »", "boilerplate"),
    ("Tribune", "boilerplate"),
    ("— Bastien, tourneur, Lorient", "boilerplate"),
    ("👉 Ce que j'en ai retenu", "heading"),
    ("Gérer la pénurie", "heading"),
    ("Accepter la lenteur", "heading"),
])
def test_a_line_between_paragraphs(line: str, zone: str) -> None:
    assert line_zones("\n".join([TITLE, MINE[0], MINE[1], line, MINE[2], MINE[3]]))[3] == zone


@pytest.mark.parametrize(("sentence", "zone"), [
    ("Les propos tenus dans cette tribune n'engagent que leur autrice.", "boilerplate"),
    ("Source : Institut des métiers (IDM).", "boilerplate"),
    ("Un reportage de Lise Aubry monté par Marc Tellier.", "boilerplate"),
    ("Ajoutez vos commentaires sous notre page Facebook.", "boilerplate"),
    ("Source : ces chiffres viennent d'un relevé interne.", "body"),
    ("Les propos tenus en réunion sont restés confidentiels.", "body"),
    ("Un reportage de la télévision a montré l'atelier.", "body"),
])
def test_a_sentence_of_a_single_line(sentence: str, zone: str) -> None:
    text = f"{FIRST} {sentence} {SECOND}"
    found = {s.text: s.zone for s in segment(Document(id="d", text=text))}
    assert found[sentence] == zone
