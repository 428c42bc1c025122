"""The matcher and the inflections it is built on."""

from __future__ import annotations

import pytest

from tests.claims.counting import calls
from tests.claims.view_helper import views_of
from toolkit.claims.cues import Matcher, hits
from toolkit.claims.inflection import forms
from toolkit.claims.words import fold, parts_of
from toolkit.codebook import Compound, CueSet, Described, Pair, load_codebook

INFLECTED: list[tuple[str, str, str]] = [
    ("détruire", "VERB", "détruisent détruira détruit détruites détruisait détruisit détruiraient"),
    ("remplacer", "VERB", "remplaçait remplacera remplacées remplaçons remplaça remplacent"),
    ("déployer", "VERB", "déploie déploiera déployé déployons"),
    ("libérer", "VERB", "libère libéreront libérée libérant"),
    ("intégrer", "VERB", "intègre intègrent intégré"),
    ("apprendre", "VERB", "apprennent appris apprendrait apprenait"),
    ("disparaître", "VERB", "disparaît disparait disparu disparaîtra disparaissent"),
    ("perdre", "VERB", "perd perdu perdront perdait"),
    ("permettre", "VERB", "permet permise permettrait"),
    ("enrichir", "VERB", "enrichit enrichissent enrichie enrichira"),
    ("exclure", "VERB", "exclut exclues exclura"),
    ("craindre", "VERB", "craint craignent craindrait"),
    ("offrir", "VERB", "offre offert offrira"),
    ("devenir", "VERB", "devient devenu deviendra devint"),
    ("acquérir", "VERB", "acquiert acquièrent acquis"),
    ("recevoir", "VERB", "reçoit reçu recevra"),
    ("appeler", "VERB", "appelle appellera appelé"),
    ("menacer", "VERB", "menaçait menacées"),
    ("salarié", "NOUN", "salariés salariée salariées"),
    ("travailleur", "NOUN", "travailleuse travailleuses travailleurs"),
    ("opérateur", "NOUN", "opératrice opératrices"),
    ("capital", "NOUN", "capitaux"),
    ("travail", "NOUN", "travaux"),
    ("réseau", "NOUN", "réseaux"),
    ("assistant", "NOUN", "assistante assistantes"),
    ("social", "ADJ", "sociaux sociales"),
    ("nouveau", "ADJ", "nouvelle nouvelles nouveaux nouvel"),
    ("répétitif", "ADJ", "répétitives"),
    ("professionnel", "ADJ", "professionnelle"),
    ("créateur", "ADJ", "créatrice"),
    ("anxieux", "ADJ", "anxieuses"),
    ("public", "ADJ", "publique publiques"),
]

CUES = CueSet(
    nouns=("compétence", "stress", "burn-out"), verbs=("former",), adjectives=("obsolète",),
    forms=("ROI", "web"), phrases=("gain de temps", "prendre … en main", "esprit critique"),
    pairs=(Pair(verbs=("détruire",), nouns=("emploi", "poste")),
           Pair(verbs=("disparaître",), nouns=("métier",), role="subject")),
    compounds=(Compound(heads=("suppression",), of=("poste", "emploi")),),
    described=(Described(nouns=("tâche",), adjectives=("répétitif",)),),
)

# sentence → the cues found.
FOUND: list[tuple[str, list[str]]] = [
    ("Les compétences manquent.", ["compétence"]),
    ("LES COMPÉTENCES MANQUENT.", ["compétence"]),
    ("LES COMPETENCES MANQUENT.", ["compétence"]),
    ("Les competences manquent.", []),
    ("Le stress monte.", ["stress"]),
    ("Le burn-out guette.", ["burn-out"]),
    ("Nous formions des apprentis.", ["former"]),
    ("Il donne forme à l'argile.", []),
    ("Un savoir obsolète.", ["obsolète"]),
    ("Le ROI déçoit.", ["ROI"]),
    ("Le roi déçoit.", []),
    ("Un gain de temps.", ["gain de temps"]),
    ("Un gain considérable de temps.", ["gain de temps"]),
    ("Des gains de temps.", ["gain de temps"]),
    ("Un gain, de temps en temps.", []),
    ("Elle prend son équipe en main.", ["prendre … en main"]),
    ("L’esprit critique recule.", ["esprit critique"]),
    ("L'esprit recule, critique-t-il.", []),
    ("La firme détruit des emplois.", ["détruire + emploi …"]),
    ("Des emplois seront détruits.", ["détruire + emploi …"]),
    ("Les postes détruits manquent.", ["détruire + emploi …"]),
    ("Les emplois que la firme a détruits.", ["détruire + emploi …"]),
    ("La firme détruit deux fois plus d'emplois.", ["détruire + emploi …"]),
    ("3,5 millions d’emplois seront détruits.", ["détruire + emploi …"]),
    ("La firme détruit des usines et crée des emplois.", []),
    ("Le métier disparaîtra.", ["disparaître + métier …"]),
    ("Des métiers disparaissent.", ["disparaître + métier …"]),
    ("La suppression de postes.", ["suppression de poste …"]),
    ("La suppression massive de trois cents postes.", ["suppression de poste …"]),
    ("La suppression d'un impôt sur les emplois.", []),
    ("Des tâches très répétitives.", ["tâche ~ répétitif …"]),
    ("Ces tâches sont répétitives.", ["tâche ~ répétitif …"]),
    ("Une tâche utile et un geste répétitif.", []),
]


@pytest.mark.parametrize(("lemma", "pos", "expected"), INFLECTED, ids=[r[0] for r in INFLECTED])
def test_inflections_are_known(lemma: str, pos: str, expected: str) -> None:
    assert set(expected.split()) <= forms(lemma, pos)
    assert lemma in forms(lemma, pos)


def test_other_parts_of_speech_do_not_inflect() -> None:
    assert forms("pourtant", "ADV") == {"pourtant"}


@pytest.fixture(scope="module")
def found() -> dict[str, list[str]]:
    matcher = Matcher({"essai": CUES})
    texts = [row[0] for row in FOUND]
    return {text: [hit.cue for hit in matcher.find(view.doc)]
            for text, view in zip(texts, views_of(texts))}


@pytest.mark.parametrize(("sentence", "cues"), FOUND, ids=[row[0][:45] for row in FOUND])
def test_cues_match_in_their_sentence(
    found: dict[str, list[str]], sentence: str, cues: list[str]
) -> None:
    assert found[sentence] == cues


def test_words_fold_without_losing_their_parts() -> None:
    assert fold("E\u0301COLE’S") == "école's"
    assert parts_of("burn-out d'équipe") == ["burn", "out", "d'", "équipe"]


def test_hits_are_found_once_per_sentence_and_codebook() -> None:
    (view,) = views_of(["Les compétences manquent."])
    codebook = load_codebook()
    first = hits(view.doc, codebook)
    first.clear()
    assert hits(view.doc, codebook)


def test_no_cue_in_nothing() -> None:
    (view,) = views_of([""])
    assert hits(view.doc, load_codebook()) == []


def test_time_grows_with_length_only() -> None:
    codebook = load_codebook()
    hits(views_of(["Un emploi."])[0].doc, codebook)

    def cost(times: int) -> int:
        (view,) = views_of(["Les emplois de demain seront détruits par la machine, " * times])
        return calls(lambda: hits(view.doc, codebook))

    cost(20)  # loads lexicons
    short, long = cost(20), cost(160)
    assert long < short * 8 * 1.5, (short, long)
