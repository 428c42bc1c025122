"""Variants of training sentences stay well-formed trees."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.french.tiny import TINY
from toolkit.french.augment import Rates, vary
from toolkit.french.conllu import ROOT, Tree, TreeToken, read_treebank

NEVER = Rates(no_stop=0, capitals=0, guillemets=0, quoted=0, small_start=0)


@pytest.fixture
def trees(tmp_path: Path) -> list[Tree]:
    path = tmp_path / "x.conllu"
    path.write_text(TINY, encoding="utf-8")
    return list(read_treebank(path))


def one(tree: Tree, **rates: float) -> list[str]:
    chosen = Rates(**{**dict.fromkeys(Rates.__slots__, 0.0), **rates})
    return [token.form for token in vary(tree, chosen, random.Random(1)).tokens]


def test_nothing_changes_at_rate_zero(trees: list[Tree]) -> None:
    assert [vary(tree, NEVER, random.Random(0)) for tree in trees] == trees


def test_each_change_does_what_its_name_says(trees: list[Tree]) -> None:
    assert one(trees[2], no_stop=1.0) == ["Les", "usines", "fermeront"]
    assert one(trees[3], no_stop=1.0) == ["Paris", "ferme", "le", "bureau"]
    assert one(trees[2], capitals=1.0) == ["LES", "USINES", "FERMERONT", "."]
    assert one(trees[2], small_start=1.0)[0] == "les"
    assert one(trees[3], small_start=1.0)[0] == "Paris"
    assert one(trees[2], quoted=1.0) == ["«", "Les", "usines", "fermeront", ".", "»"]


def quoted_word(marks: int) -> Tree:
    words = ['"'] * marks + ["oui"]
    tokens = [TreeToken(w, w, "PUNCT", "", marks, "punct", True) for w in words[:-1]]
    return Tree((*tokens, TreeToken("oui", "oui", "INTJ", "", ROOT, "root", True)), "x")


def test_only_paired_straight_marks_become_guillemets() -> None:
    assert one(quoted_word(2), guillemets=1.0) == ["«", "»", "oui"]
    assert one(quoted_word(3), guillemets=1.0) == ['"', '"', '"', "oui"]


def test_all_variants_are_trees_with_one_root(trees: list[Tree]) -> None:
    draw = random.Random(3)
    often = Rates(no_stop=0.5, capitals=0.5, guillemets=0.5, quoted=0.5, small_start=0.5)
    for _ in range(50):
        for tree in trees:
            tokens = vary(tree, often, draw).tokens
            assert sum(token.head == ROOT for token in tokens) == 1
            assert all(-1 <= token.head < len(tokens) for token in tokens)
