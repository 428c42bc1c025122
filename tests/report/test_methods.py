"""The methods texts: from the record alone, with what a person must write and what is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.report.stories import full
from toolkit.report.methods import LANGUAGES, methods


@pytest.mark.parametrize(
    ("language", "warning"),
    [("fr", "aucune validation humaine"), ("en", "no human validation")],
)
def test_a_missing_validation_is_said_at_the_head(language: str, warning: str) -> None:
    head = methods(full(), language).split("\n## ")[0]
    assert warning in head and "À COMPLÉTER" in head


def test_a_validation_is_given_with_its_interval() -> None:
    base = full()
    one = {"value": 0.81, "low": 0.75, "high": 0.86, "n": 200, "reason": ""}
    none = {"value": None, "low": None, "high": None, "n": 0, "reason": "never_coded"}
    found = {"coded": {"articles": 4, "sentences": 210, "files": ["a.jsonl"]}, "people": {},
             "scores": {"kinds.causal": {"precision": one, "recall": one, "f1": one},
                        "negated": {"precision": none, "recall": none, "f1": none}},
             "machine": {"kinds.causal": one, "negated": none}}
    told = methods(replace(base, record=dict(base.record) | {"validation": found}), "fr")
    assert "| 0,81 [0,75 ; 0,86] (n = 200) |" in told.replace("\u00a0", " ")
    assert "4 articles, 210 phrases (a.jsonl)" in told and "--second" in told
    assert "aucune validation humaine" not in told


def test_numbers_come_from_the_record() -> None:
    base = full()
    record = dict(base.record) | {
        "hashes": {"codebook.toml": "ab" * 32}, "digest": "cd" * 32, "toolkit": "9.9.9"}
    told = methods(replace(base, record=record), "en")
    assert "| codebook.toml | `abababababababab` |" in told and "`toolkit` 9.9.9" in told
    assert "topic 0 in 3 of 4 reruns, topic 1 in 4 of 4 reruns" in told
    assert "| analysed | 2 |" in told and "2024-05-01" in told


def test_both_languages_have_the_same_sections() -> None:
    counts = {methods(full(), language).count("\n## ") for language in LANGUAGES}
    assert counts == {10}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_run_without_anything_has_a_text(language: str) -> None:
    base = full()
    empty = replace(base, record={}, documents=[], claims=[], topics=[], narratives={},
                    comparisons=[], sentences=[], passages=[], assignments=[], rejected=[])
    assert "À COMPLÉTER" in methods(empty, language)
