"""Denials by verbs and nouns, ordinary antonyms, and what two claims must share to be compared."""

from __future__ import annotations

import pytest

from toolkit.narratives.meaning import denials, meaning_of
from toolkit.narratives.relation import comparable
from toolkit.narratives.words import WORD, plain


def denied(text: str) -> set[str]:
    found = list(WORD.finditer(plain(text)))
    marks = denials(plain(text), [match.span() for match in found])
    return {match.group() for match, mark in zip(found, marks) if mark}


@pytest.mark.parametrize(("text", "word", "expected"), [
    ("Le maire nie que le robot surveille les agents.", "surveille", True),
    ("La firme refuse de payer les annotateurs.", "payer", True),
    ("Elle renonce à former ses équipes.", "former", True),
    ("Taxer les robots serait une erreur.", "taxer", True),
    ("La direction ne fermera « aucun atelier ».", "fermera", True),
    ("Le maire dit que le robot surveille les agents.", "surveille", False),
    ("La firme accepte de payer les annotateurs.", "payer", False),
    ("Taxer les robots serait une chance.", "taxer", False),
    ("L'atelier est niché au fond de la cour.", "fond", False),
])
def test_verbs_and_nouns_of_denial_reach_what_they_govern(
    text: str, word: str, expected: bool
) -> None:
    assert (word in denied(text)) is expected


@pytest.mark.parametrize(("a", "b", "axis"), [
    ("La banque respecte l'accord.", "La banque bafoue l'accord.", "respect"),
    ("L'outil est gratuit.", "L'outil est onéreux.", "price"),
    ("Les notaires adoptent l'IA.", "Les notaires boudent l'IA.", "uptake"),
    ("Le modèle est capable d'écrire.", "Le modèle est incapable d'écrire.", "capacity"),
])
def test_antonyms_stand_on_contrary_sides(a: str, b: str, axis: str) -> None:
    sides = [meaning_of({"text": text}).sides[f"axis:{axis}"] for text in (a, b)]
    assert sides[0] == -sides[1]


@pytest.mark.parametrize(("a", "b", "expected"), [
    ("L'IA supprime des emplois dans les banques.",
     "Dans les banques, l'IA détruira des emplois.", True),
    # Three words of a long sentence on something else.
    ("L'IA supprime des emplois dans les banques.",
     "Le syndicat, réuni à la bourse du travail, a rappelé devant la presse que l'IA, la "
     "sécheresse, la guerre, les impôts, la retraite et les transports inquiètent des emplois "
     "menacés.", False),
    # A turn of phrase and a name.
    ("Il a souvent mangé au bistrot local.", "Elle a souvent mangé au bistrot local.", False),
    ("Mais elle ignore ce conseil.", "Ils ont ignoré son conseil.", False),
])
def test_what_two_claims_must_share(a: str, b: str, expected: bool) -> None:
    assert comparable(meaning_of({"text": a}), meaning_of({"text": b})) is expected
