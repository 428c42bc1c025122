"""Frames in any article: what it must be about for a frame to be named, and families of cues."""

from __future__ import annotations

import pytest

from tests.claims.view_helper import article_of, views_of
from toolkit.claims.frames import article_frames, frames
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


# (sentence, frames it has, frames it has not); each stands alone
FAMILIES: list[tuple[str, str, str]] = [
    # regulation: what an authority bans, allows, imposes or writes into law
    ("Le ministère a interdit la vente de feux d'artifice.", "regulation", ""),
    ("L'agence a approuvé ce médicament.", "regulation", ""),
    ("Un couvre-feu a été décrété dans le port.", "regulation", ""),
    ("La révision constitutionnelle divise les partis.", "regulation", ""),
    ("Elle lui a interdit le dessert.", "", "regulation"),
    ("Le premier ministre a dansé.", "", "regulation"),
    ("Le tribunal se trouve rue Pasteur.", "", "regulation"),
    # organisation: how work is run, not who runs it
    ("La gestion algorithmique a remplacé les consignes du contremaître.", "organisation", ""),
    ("Les cadres intermédiaires passent leurs lundis à compter.", "organisation", ""),
    ("Ces horaires flexibles conviennent à l'atelier.", "organisation", ""),
    ("Le PDG a soixante ans.", "", "organisation"),
    ("Il siège au conseil d'administration du musée.", "", "organisation"),
    # productivity
    ("Le délai moyen est tombé de dix à trois jours.", "productivity", ""),
    ("Ce gain d'efficacité a surpris le comptable.", "productivity", ""),
    ("La baisse des délais rassure l'atelier.", "productivity", ""),
    ("Son chiffre d'affaires atteint deux millions.", "", "productivity"),
    ("Il a passé le temps à lire.", "", "productivity"),
    # wellbeing
    ("Les appels sans fin le mettent en colère.", "wellbeing", ""),
    ("Elle se sent surveillée du matin au soir.", "wellbeing", ""),
    ("Devenue insomniaque, elle a quitté le standard.", "wellbeing", ""),
    ("Il a marché jusqu'au bout du quai.", "", "wellbeing"),
    ("Le remède combat les maux de tête.", "", "wellbeing"),
    # human_value
    ("Un logiciel ne sourit pas aux enfants, un logiciel ne console pas.", "human_value", ""),
    ("Aucun programme ne devine cela.", "human_value", ""),
    ("Elle prend le temps d'écouter les habitués.", "human_value", ""),
    ("Il est incapable de payer.", "", "human_value"),
    ("Le tableau montre un sourire.", "", "human_value"),
    # inequality
    ("Les salaires stagnent depuis six ans.", "inequality", ""),
    ("Ces annotateurs sont mal rémunérés.", "inequality", ""),
    ("L'outil pénalise les femmes de plus de cinquante ans.", "inequality", ""),
    ("Le milliardaire a acheté un bateau.", "", "inequality"),
    ("C'est un pays riche en lacs.", "", "inequality"),
]


@pytest.fixture(scope="module")
def alone() -> dict[str, tuple[str, ...]]:
    codebook = load_codebook()
    texts = [row[0] for row in FAMILIES]
    return {text: frames(view, codebook)[0] for text, view in zip(texts, views_of(texts))}


@pytest.mark.parametrize(("sentence", "wanted", "unwanted"), FAMILIES, ids=[r[0] for r in FAMILIES])
def test_families_of_cues(
    alone: dict[str, tuple[str, ...]], sentence: str, wanted: str, unwanted: str
) -> None:
    assert set(wanted.split()) <= set(alone[sentence])
    assert not set(unwanted.split()) & set(alone[sentence])
