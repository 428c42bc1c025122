"""Causal, comparison, definition and statistic by constructions, each with its look-alikes."""

from __future__ import annotations

from functools import lru_cache

import pytest

from tests.claims.views import views
from toolkit.claims.article import View
from toolkit.claims.horizon import find as find_horizon
from toolkit.claims.kinds import kinds
from toolkit.claims.quantities import find as find_quantities

CAUSAL = [
    # a degree with what it brings about
    ("Les files sont si longues que les voyageurs renoncent.", True),
    ("Le barème est tellement obscur que les familles n'y comprennent rien.", True),
    ("Le tramway est trop lent pour concurrencer la voiture.", True),
    ("Il est trop tôt pour conclure.", False),
    ("Le maire demande si la piscine rouvre.", False),
    # a participle with a subject of its own
    ("Le contrat ayant expiré, la mairie reprend la gestion.", True),
    ("La digue étant rompue, les habitants ont quitté le bourg.", True),
    ("Les communes ayant signé sont absentes.", False),
    # a condition over a plain future
    ("Si la pluie tarde, la récolte sera perdue.", True),
    ("Si cette lettre est authentique, elle est rare.", False),
    # "donc" between two statements, and as a mere link
    ("Le trafic baisse, donc les recettes reculent.", True),
    ("La salle est donc grande.", False),
    # verbs that bring about together with their noun, in any tense
    ("La fuite mettra bientôt en péril la nappe.", True),
    ("Cette affaire a porté un rude coup à la régie.", True),
    ("La grève a plongé la ville dans le chaos.", True),
    ("Le notaire a mis la lettre en évidence.", False),
    # what is due to, explained by, the reason
    ("La panne est due en grande partie au gel.", True),
    ("Ce recul s'explique surtout par la sécheresse.", True),
    ("La hausse du gaz explique ce recul.", True),
    ("L'une des causes est le gel.", True),
    ("Le montant dû reste inconnu.", False),
    ("Le professeur explique la bataille aux visiteurs.", False),
    # a subordinate that is no relative, with a thing that acts
    ("Les pêcheurs affirment que la boue détruit les frayères.", True),
    ("Le maire demande si la boue détruit les frayères.", False),
    ("Le maire annonce qu'il supprime le marché.", False),
    # "rendre" with an adjective after its object
    ("Le verglas rend la route dangereuse.", True),
    ("Le ministre rend un bel hommage aux pompiers.", False),
    # "le fait que" names a fact
    ("Le préfet insiste sur le fait que la route est coupée.", False),
]

ROWS = [("causal", sentence, expected) for sentence, expected in CAUSAL]


@lru_cache(maxsize=1)
def parsed() -> dict[str, View]:
    texts = list(dict.fromkeys(row[1] for row in ROWS))
    return dict(zip(texts, views(texts)))


@pytest.mark.parametrize(("kind", "sentence", "expected"), ROWS)
def test_kind(kind: str, sentence: str, expected: bool) -> None:
    view = parsed()[sentence]
    found = kinds(view, quantities=find_quantities(view), horizon=find_horizon(view))[0]
    assert (kind in found) is expected
