"""Mood and tense by form: what a tagger says is checked against the conjugation."""

from __future__ import annotations

import pytest

from toolkit.french import parse
from toolkit.french.clauses import root
from toolkit.french.mood import (
    form,
    is_conditional_form,
    is_future_form,
    is_imperative,
    lemma,
)

# Every form is put on a Doc by hand, with a wrong tag where a tagger is often wrong.
FORMS = [
    ("remplacera", "remplacer", "Fut", None, "future"),
    ("feront", "faire", "Fut", None, "future"),
    ("jettera", "jeter", "Fut", None, "future"),
    ("appellerons", "appeler", "Fut", None, "future"),
    ("nettoieront", "nettoyer", "Fut", None, "future"),
    ("achètera", "acheter", "Fut", None, "future"),
    ("deviendra", "devenir", "Pres", None, "future"),
    ("pourra", "pouvoir", "Pres", None, "future"),
    ("supprimera", "supprimerer", "Pres", None, "future"),
    ("considérons", "considérer", "Fut", None, "other"),
    ("montra", "montrer", "Fut", None, "other"),
    ("opérons", "opérer", "Fut", None, "other"),
    ("entra", "entrer", "Fut", None, "other"),
    ("pourrait", "pouvoir", "Imp", "Cnd", "conditional"),
    ("semblerait", "semblerer", "Imp", "Ind", "conditional"),
    ("permettraient", "permettrer", "Imp", "Ind", "conditional"),
    ("aurait", "avoir", "Pres", "Cnd", "conditional"),
    ("finirait", "finir", "Imp", "Ind", "conditional"),
    ("montrait", "montrer", "Pres", "Cnd", "other"),
    ("considérait", "considérer", "Pres", "Cnd", "other"),
    ("offrait", "offrir", "Pres", "Cnd", "other"),
    ("tirait", "tirer", "Pres", "Cnd", "other"),
    ("livrait", "livrer", "Pres", "Cnd", "other"),
]
TENSES = [
    ("L'IA remplacera des métiers.", "ind", "fut"),
    ("L'IA va remplacer des métiers.", "ind", "near_fut"),
    ("L'IA allait remplacer des métiers.", "ind", "fut_in_past"),
    ("L'IA aura remplacé des métiers.", "ind", "fut_perf"),
    ("L'IA a remplacé des métiers.", "ind", "pres_perf"),
    ("L'IA avait remplacé des métiers.", "ind", "plup"),
    ("L'IA remplaçait des métiers.", "ind", "impf"),
    ("L'IA remplace des métiers.", "ind", "pres"),
    ("L'IA remplacerait des métiers.", "cnd", "pres"),
    ("L'IA aurait remplacé des métiers.", "cnd", "cnd_past"),
    ("Des métiers seront remplacés.", "ind", "fut"),
    ("Des métiers seraient remplacés.", "cnd", "pres"),
    ("L'outil sera utile.", "ind", "fut"),
    ("L'outil est utile.", "ind", "pres"),
    ("Il va à l'usine.", "ind", "pres"),
]
ORDERS = [
    ("Formez vos équipes.", True),
    ("Arrêtez-vous un instant.", True),
    ("Vous formez vos équipes.", False),
    ("Nous formons des apprentis.", False),
    ("Former les équipes prend du temps.", False),
]


@pytest.mark.parametrize(("word", "base", "tense", "mood", "kind"), FORMS)
def test_the_form_decides_and_not_the_tag(
    word: str, base: str, tense: str, mood: str | None, kind: str
) -> None:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    morph = f"Mood={mood or 'Ind'}|Tense={tense}|VerbForm=Fin"
    token = Doc(Vocab(), words=[word], pos=["VERB"], lemmas=[base], morphs=[morph])[0]
    assert is_future_form(token) is (kind == "future")
    assert is_conditional_form(token) is (kind == "conditional")


@pytest.mark.parametrize(
    ("word", "base", "infinitive"),
    [("semblerait", "semblerer", "sembler"), ("permettraient", "permettrer", "permettre"),
     ("deviendra", "deviendre", "devenir"), ("montrait", "montrer", "montrer"),
     ("supprimera", "supprimera", "supprimer")],
)
def test_the_stem_gives_the_infinitive(word: str, base: str, infinitive: str) -> None:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    doc = Doc(Vocab(), words=[word], pos=["VERB"], lemmas=[base], morphs=["VerbForm=Fin"])
    assert lemma(doc[0]) == infinitive


def test_tenses_of_the_whole_verb_group() -> None:
    wrong = []
    for (text, mood, tense), doc in zip(TENSES, parse(t for t, _, _ in TENSES)):
        head = root(doc)
        assert head is not None
        read = form(head)
        if (read.mood, read.tense) != (mood, tense):
            wrong.append((text, read.mood, read.tense))
    assert not wrong


def test_orders() -> None:
    answers = []
    for (text, _), doc in zip(ORDERS, parse(t for t, _ in ORDERS)):
        head = root(doc)
        assert head is not None
        answers.append((text, is_imperative(head)))
    assert answers == ORDERS
