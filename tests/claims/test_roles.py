"""Who does what: tables of French sentences, with look-alikes."""

from __future__ import annotations

import pytest

from tests.claims.view_helper import views_of
from toolkit.claims.roles import Roles, roles

# sentence, agent, action, object
ACTIVE = [
    ("L'IA détruira des emplois.", "L'IA", "détruire", "des emplois"),
    ("Les machines peuvent remplacer les caissières.", "Les machines", "remplacer",
     "les caissières"),
    ("La banque va fermer ses agences.", "La banque", "fermer", "ses agences"),
    ("L'employeur doit consulter le comité.", "L'employeur", "consulter", "le comité"),
    ("L'IA et la robotique transforment les métiers.", "L'IA et la robotique", "transformer",
     "les métiers"),
    ("Les directions déploient des outils et oublient les équipes.", "Les directions",
     "déployer", "des outils"),
    ("Nous ne partageons pas ce pessimisme.", "Nous", "partager", "ce pessimisme"),
    ("Cela change le travail des infirmières.", "Cela", "changer", "le travail des infirmières"),
    ("Le logiciel a trié les candidatures.", "Le logiciel", "trier", "les candidatures"),
    ("L'outil permet de gagner du temps.", "L'outil", "permettre de gagner", "du temps"),
    ("L'automatisation fait baisser les salaires.", "L'automatisation", "faire baisser",
     "les salaires"),
    ("Les gains de productivité profitent aux actionnaires.", "Les gains de productivité",
     "profiter", "actionnaires"),
    ("L'IA contribue à la disparition des métiers du tertiaire.", "L'IA", "contribuer",
     "la disparition des métiers du tertiaire"),
    ("Le métier de traducteur disparaîtra.", "Le métier de traducteur", "disparaître", None),
    ("Les offres d'emploi se multiplient.", "Les offres d'emploi", "se multiplier", None),
    ("La banque a perdu des clients depuis deux ans.", "La banque", "perdre", "des clients"),
]
PASSIVE = [
    ("Des emplois seront détruits par les robots.", "les robots", "détruire", "Des emplois"),
    ("Les deux agences ont été fermées par la banque.", "la banque", "fermer",
     "Les deux agences"),
    ("La formation des salariés a été négligée par les directions.", "les directions",
     "négliger", "La formation des salariés"),
    ("Les caissières ont été remplacées.", None, "remplacer", "Les caissières"),
]
NO_PASSIVE = [
    ("Le télétravail est devenu la norme.", "Le télétravail", "devenir", "la norme"),
    ("Les suppressions de postes se sont multipliées.", "Les suppressions de postes",
     "se multiplier", None),
    ("Les salariés sont partis.", "Les salariés", "partir", None),
]
COPULA = [
    ("L'IA est une menace pour les cadres.", "L'IA", "être", "une menace pour les cadres"),
    ("L'entreprise est sur le bon chemin.", "L'entreprise", "être", "sur le bon chemin"),
    ("Ces outils sont utiles.", "Ces outils", "être", "utiles"),
]
IMPERSONAL = [
    ("Il faut former les salariés.", None, "former", "les salariés"),
    ("Il s'agit de protéger les emplois.", None, "protéger", "les emplois"),
    ("Il s'agit d'un phénomène mondial.", None, "s'agir", "un phénomène mondial"),
    ("Il y a un risque de perte d'emplois.", None, "avoir", "un risque de perte d'emplois"),
]
TURNED = [
    ("C'est l'IA qui fait tomber les silos.", "l'IA", "faire tomber", "les silos"),
    ("Ce sont les caissières qui paieront.", "les caissières", "payer", None),
    ("Les machines, qui apprennent vite, surveillent les employés.", "Les machines",
     "surveiller", "les employés"),
    ("C'est pourquoi les dirigeants doivent bâtir une feuille de route.", "les dirigeants",
     "bâtir", "une feuille de route"),
]
SUBJECTS = [
    ("Mais beaucoup y renoncent ici.", "beaucoup", "renoncer", None),
    ("Peu d'entre eux ont reçu une prime.", "Peu d'entre eux", "recevoir", "une prime"),
    ("Elle travaille beaucoup.", "Elle", "travailler", None),
    ("La machine remplace beaucoup d'agents.", "La machine", "remplacer", "beaucoup d'agents"),
    ("Il se fatigue dès que c'est long.", "Il", "se fatiguer", None),
    ("Il suffit de cliquer.", None, "suffire", "de cliquer"),
    ("Ils répètent tous la même phrase.", "Ils", "répéter", "la même phrase"),
    ("Ce que je vois, c'est que nos collègues perdent leurs repères.",
     "nos collègues", "perdre", "leurs repères"),
]

OBJECTS = [
    ("Cela montre la façon dont les ouvriers portent la charge.", "Cela", "montrer",
     "la façon dont les ouvriers portent la charge"),
    ("La ville a acheté une machine qui trie les verres.", "La ville", "acheter", "une machine"),
    ("Cela fait partie de la politique de la maison.", "Cela", "faire partie",
     "la politique de la maison"),
    ("La banque fait face à des critiques.", "La banque", "faire face", "des critiques"),
    ("La banque fait des critiques.", "La banque", "faire", "des critiques"),
    ("Je me souviens de cette usine.", "Je", "se souvenir", "cette usine"),
]

# Forms a guessed lemma gets wrong ("décrire" read as "décrier").
LEMMAS = [
    ("Cette étape n'est pas décrite dans le contrat.", None, "décrire", "Cette étape"),
    ("Une alerte générale a été émise hier.", None, "émettre", "Une alerte générale"),
    ("Le café sort de la machine neuve.", "Le café", "sortir", None),
    ("Cette promesse émeut les salariés.", "Cette promesse", "émouvoir", "les salariés"),
]

CASES = [
    *ACTIVE, *PASSIVE, *NO_PASSIVE, *COPULA, *IMPERSONAL, *TURNED, *SUBJECTS, *OBJECTS, *LEMMAS,
]

CONDITIONS = [
    ("Si rien n'est fait, le chômage va augmenter.", "Si rien n'est fait"),
    ("L'IA aidera les soignants si on les forme.", "si on les forme"),
    ("Les salariés devront se former, à condition que l'employeur paie.",
     "à condition que l'employeur paie"),
    ("Faute de formation, les équipes abandonnent l'outil.", "Faute de formation"),
    ("On ignore si les machines remplaceront les notaires.", None),
    ("Même si l'outil plaît, les équipes se méfient.", None),
    ("Les machines avancent comme si rien ne pouvait les arrêter.", None),
    ("L'outil est si simple que tous l'adoptent.", None),
]


@pytest.fixture(scope="module")
def found() -> dict[str, Roles]:
    sentences = [row[0] for row in CASES] + [row[0] for row in CONDITIONS]
    return {
        sentence: roles(view) for sentence, view in zip(sentences, views_of(sentences))
    }


@pytest.mark.parametrize(("sentence", "agent", "action", "obj"), CASES, ids=lambda v: str(v)[:40])
def test_agent_action_object(
    found: dict[str, Roles], sentence: str, agent: str | None, action: str, obj: str | None
) -> None:
    got = found[sentence]
    assert (got.agent, got.action, got.object) == (agent, action, obj)


@pytest.mark.parametrize(("sentence", "condition"), CONDITIONS, ids=lambda v: str(v)[:40])
def test_condition(found: dict[str, Roles], sentence: str, condition: str | None) -> None:
    assert found[sentence].condition == condition


def test_evidence_points_at_the_phrases(found: dict[str, Roles]) -> None:
    for sentence, got in found.items():
        for item in got.evidence:
            assert sentence[item.start : item.end] == item.cue
        fields = {item.field for item in got.evidence}
        assert ("agent" in fields) == (got.agent is not None)
        assert ("object" in fields) == (got.object is not None)
