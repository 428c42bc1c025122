"""Frames in articles on any subject: what an article must be about for a frame to be named."""

from __future__ import annotations

import pytest

from tests.claims.view_helper import article_of
from toolkit.claims.frames import article_frames
from toolkit.codebook import load_codebook

# A match report and a report from an office, long enough for their subject to be told.
_CLUB = [
    "L'équipe a gagné.", "L'équipe a changé de capitaine.", "La pelouse est grasse.",
    "Il pleut sur le stade.", "Le public chante.", "Le gardien a souri.", "La nuit tombe.",
    "Le secrétaire du club salue la foule.", "Les tribunes se vident.", "Le car démarre.",
    "La mission est remplie.", "Le cadre est superbe.", "Le match retour aura lieu mardi.",
]
_OFFICE = [
    "Les salariés rentrent.", "Le travail reprend.", "L'employeur a fait les comptes.",
    "Il pleut sur la cour.", "Le café est froid.", "L'emploi se maintient.", "La nuit tombe.",
    "Le salaire est versé.", "Le parking se vide.", "Le car démarre.", "Les bureaux ferment.",
    "Le cadre est superbe.", "La fête aura lieu mardi.",
]

# (sentence, frame it has at the office, whether it has it in the match report as well)
ANYWHERE: list[tuple[str, str, bool]] = [
    ("Le comité de direction a tranché lundi.", "organisation", False),
    ("La file d'attente s'allongeait dehors.", "service_quality", False),
    ("Une intuition l'a guidée ce soir-là.", "human_value", False),
    ("On a pris un retard qui réduit les coûts.", "productivity", False),
    ("Le décret entre en vigueur jeudi.", "regulation", True),
    ("Les inégalités se creusent dans la région.", "inequality", True),
    ("Le stress se lit sur les visages.", "wellbeing", True),
    ("L'intuition des salariés a compté.", "human_value", True),
    ("Le logiciel a fait baisser les coûts, dit la direction générale.", "organisation", True),
]


def _frames(article: list[str], sentence: str) -> tuple[str, ...]:
    views = article_of([*article, sentence])
    return article_frames(views, load_codebook())[-1][0]


@pytest.mark.parametrize(("sentence", "frame", "anywhere"), ANYWHERE, ids=[r[0] for r in ANYWHERE])
def test_most_frames_need_work_or_ai_in_sight(
    sentence: str, frame: str, anywhere: bool
) -> None:
    assert frame in _frames(_OFFICE, sentence)
    assert (frame in _frames(_CLUB, sentence)) is anywhere
