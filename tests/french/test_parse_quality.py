"""What the extraction of claims leans on: mood and tense, inverted subjects, passives, negation."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from toolkit.french.pipeline import parse

MOODS = [
    ("Les banques numériseront leurs agences.", "numériseront", "Ind", "Fut"),
    ("Les banques numériseraient leurs agences.", "numériseraient", "Cnd", "Pres"),
    ("Les banques numérisaient leurs agences.", "numérisaient", "Ind", "Imp"),
    ("Les banques numérisent leurs agences.", "numérisent", "Ind", "Pres"),
    ("Un tiers des tâches serait automatisé.", "serait", "Cnd", "Pres"),
    ("Un tiers des tâches sera automatisé.", "sera", "Ind", "Fut"),
    ("Nous perdrions la main.", "perdrions", "Cnd", "Pres"),
    ("Nous perdrons la main.", "perdrons", "Ind", "Fut"),
    ("L’outil pourrait libérer du temps.", "pourrait", "Cnd", "Pres"),
    ("L'outil pourra libérer du temps.", "pourra", "Ind", "Fut"),
    ("Les métiers disparaîtront-ils ?", "disparaîtront", "Ind", "Fut"),
    ("Il faudrait que l'État forme les salariés.", "faudrait", "Cnd", "Pres"),
    ("Il faudra former les salariés.", "faudra", "Ind", "Fut"),
    ("Les syndicats aimeraient être consultés.", "aimeraient", "Cnd", "Pres"),
    ("Les syndicats furent consultés.", "furent", "Ind", "Past"),
    ("Formez vos équipes dès maintenant.", "Formez", "Imp", "Pres"),
]

SUBJECTS = [
    ("« Les emplois changeront », explique la sociologue.", "explique", "sociologue"),
    ("L’outil aide les juristes, estime l’avocate.", "estime", "avocate"),
    ("« C’est un progrès », affirme le ministre.", "affirme", "ministre"),
    ("Le cabinet prévoit une hausse, indique le rapport.", "indique", "rapport"),
    ("« Rien ne change », assurait hier le directeur.", "assurait", "directeur"),
    ("Selon l'étude, les cadres gagneront du temps.", "gagneront", "cadres"),
    ("Les postes que supprime l'entreprise étaient anciens.", "supprime", "entreprise"),
    ("Le robot, lui, ne dort jamais.", "dort", "robot"),
    ("Aux ouvriers reviendra la surveillance des machines.", "reviendra", "surveillance"),
    ("Les tâches répétitives seront confiées à des logiciels.", "confiées", "tâches"),
]


def parsed(text: str) -> Doc:
    return next(parse([text]))


@pytest.mark.parametrize(("text", "form", "mood", "tense"), MOODS, ids=[row[0] for row in MOODS])
def test_mood_and_tense(text: str, form: str, mood: str, tense: str) -> None:
    (verb,) = [token for token in parsed(text) if token.text == form]
    assert verb.pos_ in ("VERB", "AUX")
    assert (verb.morph.get("Mood"), verb.morph.get("Tense")) == ([mood], [tense])


def test_subjects_before_and_after_the_verb() -> None:
    """At most one of the ten may be missed: a parser errs, and the table must not be fitted."""
    missed = []
    for text, verb, subject in SUBJECTS:
        (token,) = [token for token in parsed(text) if token.text == subject]
        if not (token.dep_.startswith("nsubj") and token.head.text == verb):
            missed.append((text, token.dep_, token.head.text))
    assert len(missed) <= 1, missed


def test_passive_agent_and_negation() -> None:
    doc = parsed("Les caissiers ne seront pas remplacés par des machines.")
    relations = {token.text: (token.dep_, token.head.text) for token in doc}
    assert relations["caissiers"] == ("nsubj:pass", "remplacés")
    assert relations["seront"] == ("aux:pass", "remplacés")
    assert relations["machines"] == ("obl:agent", "remplacés")
    assert relations["pas"] == ("advmod", "remplacés")
    (neg,) = [token for token in doc if token.text == "pas"]
    assert neg.morph.get("Polarity") == ["Neg"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("L'usine d'Annecy fermera.", "L’usine d’Annecy fermera."),
        ("Elle dit : « Oui ».", "Elle dit\u00a0: «\u00a0Oui\u00a0»."),
        ("L'été a été employé.", "L'e\u0301te\u0301 a e\u0301te\u0301 employe\u0301."),
    ],
)
def test_typographic_variants_are_analysed_alike(left: str, right: str) -> None:
    def words(text: str) -> list[tuple[str, str, str]]:
        return [(t.pos_, t.dep_, t.lemma_) for t in parsed(text) if not t.is_space]

    plain = [(pos, dep, lemma) for pos, dep, lemma in words(left)]
    assert words(right) == plain
