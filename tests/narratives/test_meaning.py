"""Concepts, sides, denials, figures: tables of our own sentences."""

from __future__ import annotations

import pytest

from tests.narratives.build import claim, percent
from toolkit.narratives.meaning import denials, figures_agree, meaning_of
from toolkit.narratives.relation import Rarity, comparable, features, relate, relation_model
from toolkit.narratives.thesaurus import concepts, read, stem
from toolkit.narratives.words import WORD, agent_name, plain, singular, tokens


@pytest.mark.parametrize(("text", "expected"), [
    ("Les entreprises", "entreprise"), ("une entreprise", "entreprise"),
    ("L’intelligence artificielle", "IA"), ("l'IA", "IA"),
    ("Les intelligences artificielles", "IA"), ("les réseaux sociaux", "réseau social"),
    ("deux salariés sur trois", "salarié"), ("38 % des tâches", "tâche"),
    ("les salariés qui partent", "salarié"), ("un plan d'urgence", "plan d'urgence"),
    ("La Fédération Lumen", "Fédération Lumen"), ("le processus", "processus"),
    ("il", None), ("Certains", None), ("", None), (None, None), ("on", None), ("qui", None),
])
def test_names_of_agents(text: str | None, expected: str | None) -> None:
    assert agent_name(text) == expected


@pytest.mark.parametrize(("word", "expected"), [
    ("métiers", "métier"), ("journaux", "journal"), ("travaux", "travail"), ("prix", "prix"),
    ("cours", "cours"), ("tableaux", "tableau"), ("salariées", "salariée"), ("sous", "sous"),
])
def test_singulars(word: str, expected: str) -> None:
    assert singular(word) == expected


def test_tokens_part_elisions_and_keep_hyphens() -> None:
    assert tokens("L’IA, aujourd'hui, c'est un savoir-faire.") == [
        "l", "ia", "aujourd", "hui", "c", "est", "un", "savoir-faire"]


@pytest.mark.parametrize("forms", [
    ("supprimer", "supprimera", "supprimés", "supprimait"), ("former", "formation", "formées"),
    ("salarié", "salariés", "salariées"), ("libérer", "libère", "libérerait"),
])
def test_forms_of_a_word_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(("text", "denied"), [
    ("l'ia ne remplacera pas les infirmières", {"remplacera"}),
    ("aucune machine ne comprend", {"machine", "comprend"}),
    ("l'outil n'a jamais remplacé personne", {"remplacé"}),
    ("il ne remplace que les tâches simples", set()),
    ("avant qu'il ne remplace le guichet", set()),
    ("il remplacera plus d'emplois qu'il n'en créera", set()),
    ("sans formation, l'outil déçoit", {"formation"}),
    ("l'outil aide, il ne remplace pas", {"remplace"}),
])
def test_denials_reach_their_verb_and_no_further(text: str, denied: set[str]) -> None:
    spans = [match.span() for match in WORD.finditer(text)]
    found = denials(text, spans)
    words = {text[start:end] for (start, end), flag in zip(spans, found) if flag}
    assert denied <= words
    for word in ("remplace", "remplacera", "aide", "déçoit", "créera"):
        if word not in denied:
            assert word not in words


@pytest.mark.parametrize(("text", "axis", "sign"), [
    ("L'IA détruit des emplois.", "existence", -1),
    ("L'IA ne détruira pas d'emplois.", "existence", 1),
    ("De nouveaux métiers naissent.", "existence", 1),
    ("Les salaires baissent.", "amount", -1),
    ("La charge augmente.", "amount", 1),
    ("Les algorithmes discriminent les femmes.", "fairness", -1),
    ("L'outil n'aide pas les débutants.", "help", -1),
    ("Les salariés craignent l'IA.", "feeling", -1),
])
def test_sides_are_those_told(text: str, axis: str, sign: int) -> None:
    assert meaning_of({"text": text}).sides[f"axis:{axis}"] == sign


@pytest.mark.parametrize(("text", "good"), [
    ("L'IA réduit les discriminations.", 1), ("L'IA aggrave les discriminations.", -1),
    ("L'IA détruit des emplois.", -1), ("L'IA ne détruit pas d'emplois.", 1),
    ("La réunion commence à neuf heures.", 0),
])
def test_good_and_bad_follow_changes_and_denials(text: str, good: int) -> None:
    assert meaning_of({"text": text}).good == good


def test_synonyms_and_phrases_are_one_concept() -> None:
    for text in ("l'intelligence artificielle", "le robot", "les logiciels", "un algorithme"):
        assert "technology" in {hit.name for hit in read(tokens(text))}
    assert "union" in {hit.name for hit in read(tokens("les représentants de leur personnel"))}
    assert "union" not in {hit.name for hit in read(tokens("le personnel représente un coût"))}


def test_the_speaker_is_no_part_of_what_is_said() -> None:
    said = claim("a", "Selon l'Institut Ardoise, les postes disparaîtront.",
                 source="l'Institut Ardoise", source_type="organisation")
    assert not {name for name in meaning_of(said).things if "ardois" in name}
    own = claim("a", "L'Institut Ardoise supprime des postes.")
    assert {name for name in meaning_of(own).things if "ardois" in name}


@pytest.mark.parametrize(("a", "b", "same"), [
    (percent("40 %", 40), {"kind": "ratio", "value_min": 0.4, "value_max": 0.4}, True),
    (percent("38 %", 38), percent("près de 40 %", 40, modifier="approx"), True),
    (percent("38 %", 38), percent("40 %", 40), False),
    (percent("38 %", 38), {"kind": "count", "value_min": 38, "value_max": 38}, False),
    ({"kind": "count", "value_min": 300, "value_max": 300},
     {"kind": "count", "value_min": 3000, "value_max": 3000}, False),
    (percent("42 à 47 %", 42, value_max=47), percent("45 %", 45), True),
])
def test_figures_agree_on_one_scale_only(a: dict, b: dict, same: bool) -> None:  # type: ignore[type-arg]
    figures = [meaning_of({"text": "x", "quantities": [q]}).figures[0] for q in (a, b)]
    assert figures_agree(*figures) is same


PAIRS = [
    ("Les robots suppriment des postes de caissières.",
     "Des emplois de caissières disparaissent avec les automates.", "same"),
    ("Les robots suppriment des postes de caissières.",
     "Les robots ne suppriment aucun poste de caissière.", "opposite"),
    ("Le logiciel améliore le diagnostic des médecins.",
     "Le logiciel dégrade le diagnostic des médecins.", "opposite"),
    ("Le robot répond mieux qu'un conseiller aux clients.",
     "Un conseiller répond mieux que le robot aux clients.", "opposite"),
    ("L'IA discrimine les femmes au recrutement.",
     "La formation des enseignants coûte cher.", "apart"),
    ("Il se trompe.", "La machine se trompe.", "apart"),
]


@pytest.mark.parametrize(("a", "b", "relation"), PAIRS)
def test_relations_of_plain_pairs(a: str, b: str, relation: str) -> None:
    texts = [text for pair in PAIRS for text in pair[:2]]
    rarity = Rarity([meaning_of({"text": text}) for text in texts] * 10)
    chance, contrary = relate(meaning_of({"text": a}), meaning_of({"text": b}), rarity)
    back = relate(meaning_of({"text": b}), meaning_of({"text": a}), rarity)
    assert (chance, contrary) == pytest.approx(back)
    if relation == "apart":
        assert chance < relation_model().threshold
    else:
        assert (contrary > 0.5) is (relation == "opposite")
        assert chance > 0.4


def test_a_claim_is_alike_itself_and_nothing_contradicts_itself() -> None:
    mine = meaning_of({"text": "L'IA supprimera des postes de traducteurs d'ici 2030."})
    rarity = Rarity([mine, meaning_of({"text": "La loi protège les patients."})] * 5)
    assert comparable(mine, mine)
    assert features(mine, mine, rarity)[0] == pytest.approx(1)
    chance, contrary = relate(mine, mine, rarity)
    assert chance > 0.8 and contrary < 0.5


def test_every_word_of_the_thesaurus_is_lower_case_and_found() -> None:
    for name, concept in concepts().items():
        for word in concept.words:
            assert word == plain(word), f"{name}: {word}"
        if concept.axis:
            assert concept.sign in (-1, 1)
