"""Families of reports: verdicts, commitments, provisions of texts, respondents, hearsay."""

from __future__ import annotations

import pytest

from tests.claims.attributing import attribute_all, voices_of
from toolkit.claims.article import AUTHOR, Voice

# (sentence, quote, source type, source)
ROWS: list[tuple[str, str, str, str | None]] = [
    # a remark set after words without a verb
    ("Un sur quatre, me souffle un confrère.", "indirect", "person", "un confrère"),
    ("Deux sur trois, rétorque un autre.", "indirect", "person", "un autre"),
    # what a law provides, after an insertion or before "que"
    ("Le code du travail impose que chaque agent soit prévenu.", "indirect", "organisation",
     "Le code du travail"),
    ("La directive interdit déjà, sauf accord, de filmer les postes.", "indirect",
     "organisation", "La directive"),
    ("Le décret oblige, lui, à tenir un registre.", "indirect", "organisation", "Le décret"),
    # commitments, advice, blame
    ("L'entreprise s'engage à former ses équipes en deux ans.", "indirect", "organisation",
     "L'entreprise"),
    ("La direction jure n'avoir licencié personne.", "indirect", "organisation", "La direction"),
    ("L'éditeur annonce vouloir doubler ses effectifs.", "indirect", "organisation", "L'éditeur"),
    ("L'agence recommande de limiter la collecte des données.", "indirect", "organisation",
     "L'agence"),
    ("Des syndicats vous reprochent de rassurer les directions.", "indirect", "unspecified",
     "Des syndicats"),
    ("Le rapport Villon plaide pour une taxe sur les robots.", "indirect", "study",
     "Le rapport Villon"),
    ("L'élue souhaite que les employeurs paient leur part.", "indirect", "person", "L'élue"),
    ("Le maire n'exclut pas que le site ferme.", "indirect", "person", "Le maire"),
    # what somebody makes of something
    ("Les scientifiques jugent nécessaire de former les équipes.", "indirect", "unspecified",
     "Les scientifiques"),
    ("Le syndicat juge la réforme injuste.", "indirect", "organisation", "Le syndicat"),
    ("La direction considère le projet comme indispensable.", "indirect", "organisation",
     "La direction"),
    ("Le patron se dit confiant.", "indirect", "person", "Le patron"),
    # texts that bind
    ("La loi impose pourtant de consulter les élus avant tout changement.", "indirect",
     "organisation", "La loi"),
    ("L'accord garantit aux salariés un droit à la formation.", "indirect", "organisation",
     "L'accord"),
    ("Aux termes de l'accord, aucun poste ne sera supprimé.", "indirect", "organisation",
     "l'accord"),
    ("En vertu de la loi, l'employeur doit consulter le comité.", "indirect", "organisation",
     "la loi"),
    # respondents
    ("62 % estiment que la machine ira plus vite.", "indirect", "unspecified", "62 %"),
    ("45 % craignent de perdre leur emploi.", "indirect", "unspecified", "45 %"),
    ("Plus de six sur dix estiment que la machine ira plus vite.", "indirect", "unspecified",
     "Plus de six sur dix"),
    ("Les sondés sont 62 % à redouter l'arrivée des robots.", "indirect", "unspecified",
     "Les sondés"),
    # one of several, makers of studies, those consulted
    ("L'un de mes collègues raconte que la machine se trompe souvent.", "indirect", "person",
     "L'un de mes collègues"),
    ("Selon une étude de l'Institut Odalis publiée mardi, 38 % des tâches changent.", "indirect",
     "study", "une étude de l'Institut Odalis"),
    ("Selon une étude publiée par l'Institut Odalis, 38 % des tâches changent.", "indirect",
     "study", "une étude publiée par l'Institut Odalis"),
    ("Les experts consultés par l'agence Odalis précisent que le risque est faible.", "indirect",
     "unspecified", "Les experts consultés par l'agence Odalis"),
    ("D'après l'Observatoire Malvot, ces fonctions représentent peu d'embauches.", "indirect",
     "organisation", "l'Observatoire Malvot"),
    # quoted phrases inside what is reported; a term after its article is none
    ("La directrice a juré qu'elle ne supprimerait « aucun poste ».", "direct", "person",
     "La directrice"),
    ("Le maire promet d'embaucher deux « auditeurs d'algorithmes » en mars.", "indirect", "person",
     "Le maire"),
    # hearsay
    ("On entend souvent dire que les robots vont tout prendre.", "indirect", "unspecified", "On"),
]

LOOKALIKES = [
    "Le chef impose que chacun soit là à huit heures.",
    "La porte interdit, hélas, de voir la cour.",
    "Elle s'assure que les portes ferment bien.",
    "Il se trouve que l'usine ferme.",
    "Elle a découvert que l'outil refusait les dossiers du lundi.",
    "Elle trouve un emploi stable en mars.",
    "L'algorithme juge les candidats en trois secondes.",
    "Le comité considère les demandes chaque lundi.",
    "L'assurance exclut les sinistres anciens.",
    "L'accord d'entreprise date de 2019.",
    "La loi existe depuis 2018.",
    "Le marché du travail montre des signes de fatigue.",
    "Mon expérience montre que la peur recule.",
    "Ils sont deux à travailler le dimanche.",
    "On entend le bruit des machines jusque dans la rue.",
    "L'équipe s'engage dans une nouvelle voie.",
    "Le client veut que le paquet arrive vite.",
    "Six sur dix travaillent à distance.",
    "Elle s'est juré de finir ses études.",
    "Il espère gagner cinq euros par caisse.",
]


@pytest.fixture(scope="module")
def voices() -> dict[str, Voice]:
    return voices_of([row[0] for row in ROWS] + LOOKALIKES)


@pytest.mark.parametrize(("text", "quote", "kind", "source"), ROWS)
def test_family(
    text: str, quote: str, kind: str, source: str | None, voices: dict[str, Voice]
) -> None:
    voice = voices[text]
    assert (voice.quote, voice.source_type, voice.source) == (quote, kind, source)


@pytest.mark.parametrize("text", LOOKALIKES)
def test_lookalike_is_the_author_s(text: str, voices: dict[str, Voice]) -> None:
    assert voices[text] == AUTHOR


def test_what_was_said_is_named_in_the_next_sentence() -> None:
    ((_, found),) = attribute_all([[
        "« Rien ne change ici depuis dix ans. »",
        "C'est ce qu'a dit la ministre Anne Roux, en visite à Lyon.",
    ]])
    assert (found[0].source, found[0].source_type) == ("la ministre Anne Roux", "person")
    assert found[0].source_elsewhere


def test_the_provisions_of_a_text_go_on() -> None:
    ((_, found),) = attribute_all([[
        "L'accord interdit toute suppression de poste pendant trois ans.",
        "Il oblige la banque à consulter le comité.",
    ]])
    assert (found[1].source, found[1].source_full) == ("Il", "L'accord")
    assert found[1].source_type == "organisation"
