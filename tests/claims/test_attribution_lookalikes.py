"""Sentences that look attributed and are the author's own."""

from __future__ import annotations

import pytest

from tests.claims.attributing import voices_of
from toolkit.claims.article import AUTHOR, Voice

ROWS = [
    # selon that measures
    "Le tarif varie selon le niveau de chaque élève.",
    "Selon que l'on habite en ville ou non, l'offre change.",
    "Les tâches sont réparties selon les compétences.",
    "Selon le poste, la formation dure un ou deux mois.",
    "Le principe selon lequel tout se vaut a vécu.",
    "Les salaires diffèrent selon la région et l'âge.",
    "Le chantier avance selon le calendrier.",
    "Les dossiers sont classés selon plusieurs critères.",
    "Selon moi, la machine ne remplacera personne.",
    # pour: purpose, beneficiary, duration
    "Pour les PME, cela change tout.",
    "Pour Google, cette année fut la meilleure.",
    "Pour deux ans, le loyer reste le même.",
    "Pour gagner du temps, elle dicte ses courriers.",
    "Pour les salariés de nuit, la prime disparaît.",
    "Pour elle, la vie a changé en un jour.",
    "Pour faire face à la demande, l'usine recrute.",
    # suivant, verbs in another sense
    "Le mois suivant, le robot tombait en panne.",
    "Le logiciel note chaque préparateur toutes les dix minutes.",
    "L'artisan montre son atelier aux visiteurs.",
    "La mutuelle assure les vitres et les serrures.",
    "Le mur soutient la charpente.",
    "La crèche garde les enfants jusqu'à dix-huit heures.",
    "Le professeur note les copies le dimanche.",
    "L'avocat défend ses clients devant le tribunal.",
    "Elle traduit des romans depuis vingt ans.",
    # things that show: the author's own inference
    "Cela montre que la peur ne suffit pas.",
    "Cet exemple prouve que l'on peut faire autrement.",
    "Tout indique que la tendance va durer.",
    # the author speaks
    "Je pense que nous avons tort.",
    "Nous estimons que la méthode est bonne.",
    "Rappelons que la loi date de 2018.",
    "Il faut dire que le temps manque.",
    "On peut dire que le pari est gagné.",
    "Force est de constater que rien ne bouge.",
    "On constate que les bureaux se vident.",
    "Il semble que la fièvre retombe.",
    # restriction, wish, request, thought of a crowd
    "Le vendeur ne dit que la vérité.",
    "Elle nous a demandé de ne pas citer son nom.",
    "Les jeunes espèrent trouver une place.",
    "Le rapport que le ministre attend paraîtra en mai.",
    "L'équipe attend la mesure que le syndicat annonce.",
    "Le jury a dit oui.",
    # subordinate reports: the main clause is the author's
    "Si la direction affirme que tout va bien, les démissions se multiplient depuis des mois.",
    "Quand le chef dit que c'est fini, on range les outils.",
    "La société a longtemps résisté aux demandes, disant qu'elle préférait attendre.",
    # scare quotes
    "Les « soft skills » comptent plus que le diplôme.",
    'On cherche un "couteau suisse" pour chaque service.',
    "Ce “monde d'après” ressemble au précédent.",
    "Les salariés apprennent « sur le tas ».",
    'La machine offre une "expérience immersive" au client.',
    "Le mythe du « génie solitaire » a la vie dure.",
    "Son objectif est « moins de salaires à verser ».",
    # titles
    "Elle a publié un livre intitulé « Le Travail qui vient ».",
    "Le film « Les Temps nouveaux du travail » sort mercredi.",
    "Le programme « Objectif emploi pour toutes les mères » est lancé.",
    # coordinated actions, apposition
    "Il entre, salue le président et sort sans un mot.",
    "La commune a trouvé un nouveau patron, Jean Petit, ancien ministre.",
    "Le géant américain, dirigé par Anna Stone, a ouvert trois usines.",
    "Les robots arrivent et l'usine s'agrandit.",
]


@pytest.fixture(scope="module")
def voices() -> dict[str, Voice]:
    return voices_of(ROWS)


@pytest.mark.parametrize("sentence", ROWS, ids=[row[:50] for row in ROWS])
def test_sentence_stays_the_author_s(sentence: str, voices: dict[str, Voice]) -> None:
    assert voices[sentence] == AUTHOR
