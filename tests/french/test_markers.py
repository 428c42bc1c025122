"""Clauses whose marker decides what they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import KnowledgeError
from toolkit.french.markers import read_markers, settle_clauses
from toolkit.french.pipeline import parse


@pytest.mark.parametrize(
    ("marker", "relation", "places"),
    [
        ("parce", "ccomp", [2]),
        ("Puisqu’", "ccomp", [2]),
        ("parce", "advcl", []),
        ("que", "ccomp", []),
        ("si", "ccomp", []),
    ],
)
def test_only_complements_under_adverbial_markers_change(
    marker: str, relation: str, places: list[int]
) -> None:
    forms = ["part", marker, "ferme"]
    assert settle_clauses(forms, [0, 3, 1], ["root", "mark", relation]) == places


@pytest.mark.parametrize(
    ("text", "verb", "relation"),
    [
        ("Il part parce que son poste disparaît.", "disparaît", "advcl"),
        ("Les prix montent puisque la demande augmente.", "augmente", "advcl"),
        ("Elle dit que la demande augmente.", "augmente", "ccomp"),
        ("Le rapport montre qu'ils travaillent mieux.", "travaillent", "ccomp"),
    ],
)
def test_parsed_clauses(text: str, verb: str, relation: str) -> None:
    (token,) = [token for token in next(parse([text])) if token.text == verb]
    assert token.dep_ == relation


def test_a_bad_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "markers.toml"
    path.write_text("adverbial = 3\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="adverbial is not a list of words"):
        read_markers(path)
    path.write_text("adverbial = [", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="cannot read the clause markers"):
        read_markers(path)
