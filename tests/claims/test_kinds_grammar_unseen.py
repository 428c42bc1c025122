"""Causal, comparison, definition and statistic by constructions, each with its look-alikes."""

from __future__ import annotations

from functools import lru_cache

import pytest

from tests.claims.views import by_text, kinds_of
from toolkit.claims.article import View

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
    # what is aimed at, what changes by itself, what everybody knows
    ("L'objectif est d'alléger les charges.", False),
    ("Le défi consiste à réduire le bruit.", False),
    ("La récolte a diminué de 12 % en deux ans.", False),
    ("La grêle a diminué la récolte.", True),
    ("Comme chacun le sait, la digue est vieille.", False),
    ("Si la vanne avait tenu, le bourg aurait été épargné.", True),
    # "le fait que" names a fact
    ("Le préfet insiste sur le fait que la route est coupée.", False),
]

COMPARISON = [
    # one thing chosen before another
    ("Les riverains préfèrent le tramway aux autobus.", True),
    ("La mairie préférerait une fontaine à un parking.", True),
    ("Les riverains préfèrent attendre.", False),
    # degrees of the predicate against something told before
    ("Le nouveau moteur est moins bruyant.", True),
    ("La seconde lettre est encore plus rare.", True),
    ("Les apprentis sont tout aussi utiles.", True),
    ("Le toit est plus ou moins étanche.", False),
    ("La salle est plus grande.", False),
    # the same noun for two
    ("Il occupe le même poste que sa sœur.", True),
    ("Elle chante les mêmes airs que sa grand-mère.", True),
    ("Il arrive en même temps que la pluie.", False),
    ("La même semaine, il a plu tandis que le vent tombait.", True),
    # a correction, and a "mais" that only adds
    ("Le musée ne vend pas des copies, mais des moulages.", True),
    ("La plante n'est pas rare, mais elle coûte cher.", False),
    ("Le juge ne confirme pas la date, mais promet une réponse.", False),
    # a denial taken up by the same subject, and by another
    ("La digue ne retient pas le sable, elle le déplace.", True),
    ("Le phare ne s'allume plus et, à minuit, ils ont sonné.", False),
    # "que" of another verb, of a relative, of what people think
    ("Il est allé plus loin en affirmant que la digue cédait.", False),
    ("La manœuvre est plus facile qu'on ne le croit.", False),
    ("Le pont est plus étroit que la route.", True),
    ("L'eau monte plus vite, bien que le vent tombe.", False),
    # a threshold compares nothing
    ("La température est supérieure à 38 degrés.", False),
    ("La recette est supérieure à celle de mars.", True),
]

DEFINITION = [
    # a thing and its name
    ("La plus vieille tour s'appelle la Vigie.", True),
    ("Ça s'appelle une mise en demeure.", True),
    ("Les anciens appelaient cette pierre la Borne.", True),
    ("Les pêcheurs ont baptisé ce rocher le Moine.", True),
    ("Elle s'appelle Jeanne.", False),
    ("Le syndicat appelle les agents à débrayer.", False),
    ("Le voisin a appelé le médecin.", False),
    # of what kind a thing is, and what only weighs it
    ("Les lichens sont des organismes composés d'une algue et d'un champignon.", True),
    ("La tourbe est une matière qui se forme dans les marais.", True),
    ("Le vent est un risque qui menace les grues.", False),
    ("Le maire est un médecin qui vit au bourg.", False),
    # short and bare
    ("La mer est un métier.", True),
    ("La pluie est une chance.", False),
    # said otherwise, not said of a clause
    ("On défriche la lande, c'est-à-dire la terre inculte.", True),
    ("Le pont est fermé, c'est-à-dire qu'il faut passer par le gué.", False),
]

STATISTIC = [
    # a share told by somebody who says "je" in another clause
    ("Je crois que la part du rail a reculé de 12 %.", True),
    ("Un tiers des quais sont fermés, et je n'en sais pas plus.", True),
    ("J'ai réduit mes trajets de 30 %.", False),
    # one deal, and a sum that measures
    ("Le tribunal lui a infligé 2 000 euros d'amende.", False),
    ("La région a accordé 3 millions d'euros au club.", False),
    ("Le chantier a coûté 3 millions d'euros.", True),
    # words of number that measure nothing
    ("Le club a atteint les quarts de finale.", False),
    ("La triple championne a renoncé.", False),
    ("Un quart des vignes a gelé.", True),
    # a story's count
    ("Nous étions 600 ce soir-là.", False),
    ("Le bourg compte 600 habitants.", True),
]

FIELDS = (("causal", CAUSAL), ("comparison", COMPARISON), ("definition", DEFINITION),
          ("statistic", STATISTIC))
ROWS = [(kind, sentence, expected) for kind, rows in FIELDS for sentence, expected in rows]


@lru_cache(maxsize=1)
def parsed() -> dict[str, View]:
    return by_text(row[1] for row in ROWS)


@pytest.mark.parametrize(("kind", "sentence", "expected"), ROWS)
def test_kind(kind: str, sentence: str, expected: bool) -> None:
    assert (kind in kinds_of(parsed()[sentence])) is expected
