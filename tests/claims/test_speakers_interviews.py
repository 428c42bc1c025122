"""Interviews and signed pull quotes on real pages: only body and headings carry a parse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.claims.attributing import Line, attribute_all
from toolkit.claims.article import Article, Voice
from toolkit.claims.attribution import attribute
from toolkit.claims.attribution.signatures import signature_text
from toolkit.claims.attribution.turns import label_of

PERSON = {"source_type": "person", "quote": "direct"}
AUTHOR = {"source_type": "author", "quote": "none"}

ARTICLES: dict[str, tuple[list[Line], dict[int, dict[str, object]]]] = {
    "labels_then_initials": (
        [
            ("ENTRETIEN", "boilerplate"),
            ("\nClaire Aubin, sociologue, a suivi trente ateliers.", "heading"),
            ("\nPropos recueillis par Luc Perrin", "boilerplate"),
            "\nLa Gazette : Pourquoi ces ateliers ?",
            "\nClaire Aubin : Ils ont tout automatisé en deux ans.",
            "Mon équipe y a passé six mois.",
            "\nQu'y avez-vous appris ?",
            "\nC. A. : Un chef m'a expliqué que la machine décidait à sa place.",
            "Personne ne le disait tout haut.",
            "\nVos collègues vous croient-ils ?",
            "\nC. A. : Pas tous.",
            "La preuve manque encore.",
            "\nLa rédaction rectifie : ce texte a paru en mars dans une autre version.",
        ],
        {
            3: AUTHOR,
            4: {**PERSON, "source": "Claire Aubin", "source_elsewhere": False},
            5: {**PERSON, "source": "Claire Aubin", "source_elsewhere": True},
            6: AUTHOR,
            7: {**PERSON, "source": "C. A.", "source_full": "Claire Aubin",
                "source_role": "academia"},
            8: {**PERSON, "source": "C. A.", "source_elsewhere": True},
            9: AUTHOR,
            11: {**PERSON, "source": "C. A."},
            12: AUTHOR,
        },
    ),
    "questions_only": (
        [
            ("Grand entretien", "boilerplate"),
            ("\nPaul Mercier, économiste : le travail change de mains", "heading"),
            ("\nQuand avez-vous commencé à douter ?", "heading"),
            "\nLe jour où les chiffres ont baissé.",
            "Personne n'attendait une telle chute.",
            ("\nQue répondez-vous aux entreprises ?", "heading"),
            "\nElles ont raison de former leurs équipes.",
        ],
        {
            3: {**PERSON, "source": "Paul Mercier"},
            4: {**PERSON, "source": "Paul Mercier", "source_role": "academia"},
            6: {**PERSON, "source": "Paul Mercier"},
        },
    ),
    "two_guests": (
        [
            "Deux invités débattent, Anne Vidal et Marc Roux.",
            "\nAnne Vidal : Les caisses automatiques ferment des postes.",
            "\nMarc Roux : Elles en ouvrent d'autres.",
            "Mes clients le voient chaque jour.",
        ],
        {0: AUTHOR, 1: {"source": "Anne Vidal"}, 2: {"source": "Marc Roux"},
         3: {"source": "Marc Roux", "source_elsewhere": True}},
    ),
    "questions_of_a_column_are_the_author_s": (
        [
            "Que faites-vous de vos soirées ?",
            "\nLe bureau ne vous lâche plus.",
            "\nEt vos week-ends ?",
            "\nLa messagerie sonne sans arrêt.",
        ],
        {1: AUTHOR, 3: AUTHOR},
    ),
    "an_interview_that_does_not_say_so": (
        [
            ("« Ma main savait avant moi »", "heading"),
            "\nCéramiste depuis vingt ans, Hélène Vauquelin reçoit dans son atelier.",
            ("\nQuand avez-vous vu arriver les machines ?", "heading"),
            "\nJe dirais il y a trois ans.",
            "Les moules sortaient d'une imprimante.",
            ("\nVos clients font-ils la différence ?", "heading"),
            "\nIls la sentent, mais mon prix les arrête.",
            ("\nQue dites-vous à vos apprentis ?", "heading"),
            "\nQue la terre apprend plus que l'écran.",
        ],
        {
            1: AUTHOR, 3: {**PERSON, "source": "Hélène Vauquelin", "source_elsewhere": True},
            4: {**PERSON, "source": "Hélène Vauquelin"},
            6: {**PERSON, "source": "Hélène Vauquelin"},
            8: {**PERSON, "source": "Hélène Vauquelin"},
        },
    ),
    "a_dialogue_in_dashes": (
        [
            "\nAu dépôt, Denis Farge règle les trieuses depuis dix ans.",
            "\n– Comment était-ce avant ?",
            "\n– Plus lent.",
            "On se parlait davantage.",
            "\n– Les trieuses ont donc tout changé.",
            "\n– Pas tout, les paquets lourds restent pour nous.",
            "\nIl se lève et sort.",
            "\n– Formez-vous vos collègues ?",
            "\n– Deux nouveaux par mois.",
        ],
        {
            0: AUTHOR, 3: {**PERSON, "source": "Denis Farge"}, 4: AUTHOR,
            5: {**PERSON, "source": "Denis Farge"}, 6: AUTHOR,
            8: {**PERSON, "source": "Denis Farge"},
        },
    ),
    "a_list_in_dashes_is_no_dialogue": (
        [
            "\nHélène Vauquelin propose trois pistes.",
            "\n– Former les équipes.",
            "\n– Faut-il acheter l'outil ?",
            "\n– Les essais coûtent peu.",
        ],
        {1: AUTHOR, 3: AUTHOR},
    ),
    "questions_to_the_reader_are_answered_by_the_author": (
        [
            "\nHélène Vauquelin a ouvert trois ateliers.",
            ("\nVous cherchez un poste ?", "heading"),
            "\nLes offres baissent depuis janvier.",
            ("\nVous voulez vous former ?", "heading"),
            "\nLes stages durent deux jours.",
            ("\nVotre employeur refuse ?", "heading"),
            "\nLa loi lui donne un mois pour répondre.",
        ],
        {2: AUTHOR, 4: AUTHOR, 6: AUTHOR},
    ),
    "definitions_in_a_list_are_no_turns": (
        [
            "\nFormation : trois jours par an.",
            "\nSalaires : une hausse de deux points.",
            "\nParis : deux sites ferment.",
        ],
        {0: AUTHOR, 1: AUTHOR, 2: AUTHOR},
    ),
    "acronyms_are_no_initials": (
        [
            "\nPME : les aides montent.",
            "Rien ne change pour les autres.",
            "\nIA : les usages doublent.",
            "Les outils coûtent moins.",
        ],
        {0: AUTHOR, 1: AUTHOR, 2: AUTHOR, 3: AUTHOR},
    ),
    "pull_quote_signed_below": (
        [
            "\nL'atelier a fermé.",
            "\n« J'ai formé la machine.",
            "Elle a pris ma place. »",
            ("\nNadia Ferrand, opératrice, 51 ans", "boilerplate"),
            "\nLa direction n'a rien dit.",
        ],
        {0: AUTHOR, 1: {**PERSON, "source": "Nadia Ferrand, opératrice, 51 ans",
                        "source_role": "worker", "source_elsewhere": True},
         2: {"source": "Nadia Ferrand, opératrice, 51 ans"}, 4: AUTHOR},
    ),
    "pull_quote_signed_by_a_role": (
        [
            "\n« On nous avait promis du temps libre. »",
            ("\n— Une vendeuse, à Lille", "boilerplate"),
        ],
        {0: {**PERSON, "source": "Une vendeuse, à Lille"}},
    ),
    "caption_below_a_quotation_signs_nothing": (
        [
            "\n« On nous avait promis du temps libre. »",
            ("\nLire aussi : nos dossiers", "boilerplate"),
        ],
        {0: {"source": None, "source_type": "unspecified"}},
    ),
}


def unparsed(article: Article) -> Article:
    """The article as the extractor sees it: lines that are neither body nor heading unparsed."""
    docs = tuple(doc if s.zone in ("body", "heading") else None
                 for s, doc in zip(article.sentences, article.docs))
    return replace(article, docs=docs)


@pytest.fixture(scope="module")
def voices() -> dict[str, tuple[Voice, ...]]:
    rows: Sequence[list[Line]] = [lines for lines, _ in ARTICLES.values()]
    found = attribute_all(rows)
    return {name: attribute(unparsed(article)) for name, (article, _) in zip(ARTICLES, found)}


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_each_sentence_is_given_to_who_speaks(
    name: str, voices: dict[str, tuple[Voice, ...]]
) -> None:
    for index, wanted in ARTICLES[name][1].items():
        voice = voices[name][index]
        got = {field: getattr(voice, field) for field in wanted}
        assert got == wanted, (name, ARTICLES[name][0][index])


@pytest.mark.parametrize(("line", "wanted"), [
    ("Nadia Ferrand, opératrice", "Nadia Ferrand, opératrice"),
    ("— Nadia Ferrand, opératrice", "Nadia Ferrand, opératrice"),
    ("(M. D., infirmière à Brest)", "M. D., infirmière à Brest"),
    ("Karim Benali", "Karim Benali"),
    ("Mme Ferrand, cliente", "Mme Ferrand, cliente"),
    ("Responsable de magasin, réseau Odalis", "Responsable de magasin, réseau Odalis"),
    ("Une vendeuse de Lille", "Une vendeuse de Lille"),
    ("Photo : Nadia Ferrand", None),
    ("Par Nadia Ferrand", None),
    ("Publié le 3 mars 2024", None),
    ("Articles similaires", None),
    ("Demandez une démo", None),
    ("Nos bureaux en images", None),
])
def test_a_line_that_signs(line: str, wanted: str | None) -> None:
    span = signature_text(line, frozenset(["karim benali"]))
    assert (line[span[0]:span[1]] if span else None) == wanted


@pytest.mark.parametrize(("text", "wanted"), [
    ("H. C. : Il y en a trois.", "H. C."),
    ("Marie Durand\u00a0: Oui, et vite.", "Marie Durand"),
    ("Le Journal d'Odalis : Quand ?", "Le Journal d'Odalis"),
    ("Elle dit ceci : rien ne change.", None),
    ("Marie Durand : « Oui, et vite. »", None),
])
def test_the_label_of_a_turn(text: str, wanted: str | None) -> None:
    label = label_of(text)
    assert (label.text if label else None) == wanted
