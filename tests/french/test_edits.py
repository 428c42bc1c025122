"""Lemma scripts: learnt from one form, right for others like it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.french.edits import apply, script


@pytest.mark.parametrize(
    ("form", "lemma", "rule"),
    [
        ("usines", "usine", "l1+"),
        ("Usines", "usine", "l1+"),
        ("remplacera", "remplacer", "l1+"),
        ("chevaux", "cheval", "l2+l"),
        ("Lyon", "Lyon", "k0+"),
        ("du", "de le", "l1+e le"),
        ("aux", "à le", "=à le"),
        ("est", "être", "=être"),
    ],
)
def test_scripts(form: str, lemma: str, rule: str) -> None:
    assert script(form, lemma) == rule
    assert apply(rule, form) == lemma


def test_one_script_serves_words_of_one_pattern() -> None:
    rule = script("automatisations", "automatisation")
    assert apply(rule, "robots") == "robot"
    assert apply(rule, "Embauches") == "embauche"


def test_a_script_that_leaves_nothing_keeps_the_form() -> None:
    assert apply("l9+", "IA") == "IA"


def test_decomposed_forms_are_composed_first() -> None:
    assert apply("l1+", unicodedata.normalize("NFD", "employés")) == "employé"


@given(st.text(alphabet="abéèLs'-", min_size=1, max_size=12), st.text(alphabet="abéèr", min_size=1))
def test_a_script_gives_back_its_lemma(form: str, lemma: str) -> None:
    assert apply(script(form, lemma), form) == lemma
