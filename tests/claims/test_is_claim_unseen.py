"""Constructions of sentences that assert nothing, each beside look-alikes that assert."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest

from tests.claims.views import views
from toolkit.claims.article import View
from toolkit.claims.is_claim import judge

NOT_CLAIMS = [
    # the first person plural that takes the reader along
    ("Prenons l'exemple des boulangers.", "announcement"),
    ("Maintenant, penchons-nous sur la paie des apprentis.", "announcement"),
    ("Parlons salaires, puisque nul n'ose le faire.", "announcement"),
    ("Ne nous racontons pas de fables.", "announcement"),
    ("Laissez-moi vous montrer un cas.", "announcement"),
    # what comes next is named, or counted out
    ("Reste la question du prix.", "announcement"),
    ("Reste le transport.", "announcement"),
    ("Trois chemins s'ouvrent alors.", "announcement"),
    ("J'en tire deux leçons.", "announcement"),
    ("La fatigue prend souvent deux formes :", "announcement"),
    ("Alors voici ce que je conseille à mes voisins.", "announcement"),
    # the author's plan, the text's own purpose
    ("Je voudrais revenir sur la grève du printemps.", "announcement"),
    ("Nous vous proposons un panorama des métiers du bois.", "announcement"),
    ("Je vais vous donner un exemple.", "announcement"),
    ("Cette semaine, nous nous entretenons avec une menuisière.", "announcement"),
    ("Ce billet n'est pas un règlement de comptes.", "announcement"),
    ("Vous trouverez ci-dessous les avis de trois juristes.", "announcement"),
    ("Tout est dit.", "formula"),
    # what the writer will not do
    ("Je ne raconte pas cette panne pour me plaindre.", "announcement"),
    ("Je ne vais pas vous mentir.", "announcement"),
    ("On m'objectera la machine à laver.", "announcement"),
    ("Le rapport dessine deux avenirs :", "announcement"),
    # one of many tasks
    ("Résumer une réunion.", "fragment"),
    ("Préparer un devis.", "fragment"),
    ("Rédiger une première réponse.", "fragment"),
    # questions
    ("Le maire s'interroge : « Qui va payer ? »", "question.open"),
    ("Il répond : « Et pourquoi donc ? »", "question.open"),
    ("Et comment garder nos clients.", "question.open"),
    ("Comment une ferme qui ne vend rien peut-elle tenir ?", "question.open"),
    # labels and fragments
    ("Deuxième étape : un village de montagne.", "fragment"),
    ("Autre écueil : la fatigue des équipes.", "fragment"),
    ("Une étude annuelle publiée par un institut.", "fragment"),
]
CLAIMS = [
    # what follows the colon, or the conjunction, is said
    "Soyons francs : ce logiciel nous ralentit.",
    "Rappelons que la loi protège les apprentis.",
    "Prenons nos retraites : elles baissent depuis dix ans.",
    "Nous parlons trop peu du travail de nuit.",
    "Reste à former les caissières.",
    "Reste que les salaires baissent.",
    "Trois raisons expliquent ce retard.",
    "Trois ateliers ferment chaque mois.",
    "Elle a deux options.",
    "Je voudrais rappeler que ces emplois existent encore.",
    "Ce billet de train est trop cher.",
    "Nous avançons plus loin que prévu.",
    # a statement that leads to its question, and questions that answer themselves
    "La caissière hausse les épaules : « Et alors ? »",
    "Le patron a fermé l'atelier ; qui l'en blâmerait ?",
    "A-t-on jamais vu un banquier regretter ses guichets ?",
    "C'est plus simple, non ?",
    "Qui aurait cru que les guichets fermeraient ?",
    "Je ne raconte pas ces pannes à mes clients.",
    "On m'objectera que la machine à laver a libéré les femmes.",
    "Je ne vous mens jamais sur les prix.",
    "1. Créer un fonds de garantie.",
    "Former les caissières avant d'acheter.",
    # labels that predicate
    "En cause : la sécheresse du printemps.",
    "Prix : 39 euros par mois.",
    "Norvelle : -300 postes",
    "Une seule règle : pas d'achat sans essai.",
    "Zéro papier.",
    # a verb whose subject is left out
    "Mesure le temps passé au guichet.",
    "Traite les clients comme des dossiers.",
]


@lru_cache(maxsize=1)
def parsed() -> dict[str, View]:
    texts = [*(s for s, _ in NOT_CLAIMS), *CLAIMS]
    return dict(zip(texts, views(texts)))


@pytest.mark.parametrize(("sentence", "rule"), NOT_CLAIMS)
def test_refused_with_the_reason(sentence: str, rule: str) -> None:
    answer, proof = judge(parsed()[sentence])
    assert not answer
    assert proof is not None
    assert proof.rule == rule
    assert sentence[proof.start : proof.end] == proof.cue


@pytest.mark.parametrize("sentence", CLAIMS)
def test_kept(sentence: str) -> None:
    assert judge(parsed()[sentence])[0]


def test_an_interviewer_asserts_nothing() -> None:
    view = views(["N'est-ce pas un peu tard ?"])[0]
    assert judge(view)[0]
    said = replace(view.sentence, rule="interview_question")
    assert not judge(replace(view, sentence=said))[0]


@pytest.mark.parametrize("sentence", ["Tout le monde.", "Monsieur le maire.", "Lundi le bureau."])
def test_a_noun_phrase_is_no_verb(sentence: str) -> None:
    assert not judge(views([sentence])[0])[0]
