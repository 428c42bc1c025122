"""Ranks of clauses, subjects, chains of infinitives."""

from __future__ import annotations

import pytest

from toolkit.french import parse
from toolkit.french.clauses import (
    clause_head,
    finite_clauses,
    governs,
    impersonal,
    main_clauses,
    rank,
    root,
    subject,
)

RANKS = [
    ("Les salariés partent.", {"partent": "main"}),
    ("Les salariés qui protestent gagnent souvent.", {"gagnent": "main", "protestent": "relative"}),
    ("Les salariés partent et les clients protestent.",
     {"partent": "main", "protestent": "coordinated"}),
    ("Les salariés restent parce que la paie augmente.",
     {"restent": "main", "augmente": "adverbial"}),
    ("Les clients disent que les salariés partent.", {"disent": "main", "partent": "complement"}),
    ("C'est la formation qui manque.", {"manque": "cleft"}),
]


@pytest.mark.parametrize(("text", "expected"), RANKS)
def test_rank_of_each_finite_clause(text: str, expected: dict[str, str]) -> None:
    doc = next(iter(parse([text])))
    found = {t.text: rank(t) for t in finite_clauses(doc)}
    assert {word: found.get(word) for word in expected} == expected


def test_main_clauses_leave_out_what_depends() -> None:
    text = "Les ouvriers qui protestent obtiennent une prime et les clients attendent."
    doc = next(iter(parse([text])))
    assert [t.text for t in main_clauses(doc)] == ["obtiennent", "attendent"]


def test_subject_is_the_one_before_the_verb() -> None:
    doc = next(iter(parse(["Les salariés de cette usine protestent."])))
    head = root(doc)
    assert head is not None
    found = subject(head)
    assert found is not None
    assert found.text == "salariés"


def test_chain_of_infinitives() -> None:
    doc = next(iter(parse(["L'outil peut aider à réduire les délais."])))
    head = root(doc)
    assert head is not None
    assert [t.text for t in governs(head)][:2] == ["peut", "aider"]


def test_impersonal_subject_is_told_from_a_person() -> None:
    one, other = parse(["Il faut partir.", "Il part demain."])
    first, second = root(one), root(other)
    assert first is not None
    assert second is not None
    assert impersonal(first)
    assert not impersonal(second)


def test_word_of_a_relative_belongs_to_the_relative() -> None:
    doc = next(iter(parse(["Les outils qui trient les dossiers coûtent cher."])))
    word = next(t for t in doc if t.text == "dossiers")
    assert clause_head(word).text == "trient"


def test_empty_and_odd_texts_have_no_root_or_some() -> None:
    for doc in parse(["", "   ", "🙂", "12", "\u200b"]):
        assert root(doc) is None or root(doc) in list(doc)
