"""The words that attribute: forms without a lemmatiser, lists that are checked on load."""

from __future__ import annotations

import pytest

from toolkit.claims.attribution import lexicon
from toolkit.codebook import check
from toolkit.errors import KnowledgeError


@pytest.mark.parametrize(
    ("form", "lemma", "mood"),
    [
        ("rappelle", "rappeler", "finite"),
        ("révèlent", "révéler", "finite"),
        ("suggérait", "suggérer", "finite"),
        ("annonça", "annoncer", "finite"),
        ("jugeait", "juger", "finite"),
        ("protestent", "protester", "finite"),
        ("martèlera", "marteler", "finite"),
        ("avertissait", "avertir", "finite"),
        ("craignent", "craindre", "finite"),
        ("prévoyait", "prévoir", "finite"),
        ("souviendra", "souvenir", "finite"),
        ("affirmerait", "affirmer", "conditional"),
        ("écrivant", "écrire", "gerund"),
        ("démenti", "démentir", "participle"),
        ("conclure", "conclure", "infinitive"),
    ],
)
def test_written_forms_lead_to_their_verb(form: str, lemma: str, mood: str) -> None:
    found = lexicon.verb_forms()[form]
    assert (found.lemma, found.mood) == (lemma, mood)


@pytest.mark.parametrize("form", ["maison", "fenêtre", "protèstent", "rappèle"])
def test_other_words_are_no_reporting_verbs(form: str) -> None:
    assert form not in lexicon.verb_forms()


def test_a_verb_no_rule_conjugates_is_named() -> None:
    with pytest.raises(KnowledgeError, match=r"reporting.toml.*vaincre.*irregular"):
        lexicon.conjugate("vaincre")


def test_a_broken_list_is_told_with_its_key() -> None:
    with pytest.raises(KnowledgeError, match=r"roles.*nouns"):
        check(
            {"weak": [], "roles": [{"id": "x", "nouns": 3, "names": []}]},
            lexicon.Roles,
            place="data/lexicons/roles.toml",
        )


def test_every_verb_of_a_frame_has_a_class() -> None:
    classes = lexicon.verb_classes()
    frames = lexicon.reporting().frames
    for verbs in (frames.that, frames.infinitive, frames.finding, frames.blaming, frames.judging):
        for verb in verbs:
            assert lexicon.split_reflexive(verb)[0] in classes, verb


@pytest.mark.parametrize(
    ("noun", "plural"),
    [("étude", "études"), ("journal", "journaux"), ("travail", "travaux"), ("avis", "avis"),
     ("chef", "chefs"), ("tableau", "tableaux")],
)
def test_plural_of_a_noun(noun: str, plural: str) -> None:
    assert lexicon.plural(noun) == plural
