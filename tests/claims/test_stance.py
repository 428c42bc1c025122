"""Stance: good, harm, both or neither, only where AI is what acts."""

from __future__ import annotations

import pytest

from tests.claims.stance_table import ABOUT_AI, ELSEWHERE, STANCE
from tests.claims.view_helper import article_of, views_of
from toolkit.claims.stance import Context, contexts, stance
from toolkit.codebook import load_codebook


@pytest.fixture(scope="module")
def found() -> dict[str, str]:
    codebook = load_codebook()
    texts = [row[0] for row in STANCE] + ELSEWHERE
    return {text: stance(view, codebook)[0] for text, view in zip(texts, views_of(texts))}


@pytest.mark.parametrize(("sentence", "value"), STANCE, ids=[row[0][:45] for row in STANCE])
def test_stance_where_ai_is_named(found: dict[str, str], sentence: str, value: str) -> None:
    assert found[sentence] == value


@pytest.mark.parametrize("sentence", ELSEWHERE)
def test_no_stance_on_other_subjects(found: dict[str, str], sentence: str) -> None:
    assert found[sentence] == "none"


def test_pronoun_and_demonstrative_carry_ai_over() -> None:
    views = article_of([
        "L'IA arrive dans les hôpitaux.", "Elle soulage les infirmières.",
        "Cette technologie libère du temps.",
    ])
    codebook = load_codebook()
    around = contexts(views, codebook)
    assert [stance(v, codebook, context=c)[0] for v, c in zip(views, around)] == [
        "none", "positive", "positive",
    ]


def test_pronoun_of_another_subject_carries_nothing() -> None:
    views = article_of(["La pluie arrive.", "Elle soulage les jardiniers."])
    codebook = load_codebook()
    around = contexts(views, codebook)
    assert [stance(v, codebook, context=c)[0] for v, c in zip(views, around)] == ["none", "none"]


def test_tools_count_only_in_an_article_about_ai() -> None:
    (view,) = views_of(["Ce logiciel épuise les équipes."])
    codebook = load_codebook()
    assert stance(view, codebook)[0] == "none"
    assert stance(view, codebook, context=Context(about_ai=True))[0] == "negative"


@pytest.mark.parametrize(("sentence", "value"), ABOUT_AI, ids=[row[0][:45] for row in ABOUT_AI])
def test_effects_without_a_machine_count_in_an_article_about_ai(
    sentence: str, value: str
) -> None:
    (view,) = views_of([sentence])
    assert stance(view, load_codebook(), context=Context(about_ai=True))[0] == value


def test_a_tool_is_known_by_the_name_the_article_gives_it() -> None:
    views = article_of([
        "L'IA arrive : un assistant baptisé Iris.", "Il pleut.", "Il vente.", "Il neige.",
        "Iris détériore l'accueil.",
    ])
    codebook = load_codebook()
    around = contexts(views, codebook)
    assert stance(views[-1], codebook, context=around[-1])[0] == "negative"
    assert stance(views[-1], codebook, context=Context(about_ai=True))[0] == "none"


def test_jobs_lost_count_in_an_article_about_ai() -> None:
    (view,) = views_of(["Trois cents postes seront supprimés."])
    codebook = load_codebook()
    assert stance(view, codebook)[0] == "none"
    assert stance(view, codebook, context=Context(about_ai=True))[0] == "negative"


def test_article_is_about_ai_by_its_share_of_sentences() -> None:
    codebook = load_codebook()
    much = contexts(article_of(["L'IA arrive.", "Il pleut.", "Il vente."]), codebook)
    little = contexts(article_of(["L'IA arrive.", *["Il pleut."] * 20]), codebook)
    assert all(item.about_ai for item in much) and not any(item.about_ai for item in little)
    assert contexts([], codebook) == []


def test_evidence_names_the_cue_and_how_ai_is_there() -> None:
    (view,) = views_of(["Hier encore, l'IA menaçait les traducteurs."], offset=5)
    value, proof = stance(view, load_codebook())
    assert value == "negative"
    assert proof and all(item.rule.startswith("named:") for item in proof)
    assert all(view.document.text[item.start:item.end] == item.cue for item in proof)


def test_no_evidence_without_stance() -> None:
    (view,) = views_of(["L'IA repose sur des statistiques."])
    assert stance(view, load_codebook()) == ("none", ())
