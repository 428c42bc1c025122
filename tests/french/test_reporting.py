"""Reporting clauses added for training: well-formed, in the treebanks' own shape."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from tests.french.tiny import TINY
from toolkit.errors import KnowledgeError
from toolkit.french.conllu import ROOT, Tree, read_treebank
from toolkit.french.labels import mood_tag
from toolkit.french.reporting import PATTERNS, add_reporting, read_patterns
from toolkit.french.tokenizer import split


@pytest.fixture
def trees(tmp_path: Path) -> list[Tree]:
    path = tmp_path / "x.conllu"
    path.write_text(TINY, encoding="utf-8")
    return list(read_treebank(path))


def text(tree: Tree) -> str:
    return "".join(t.form + " " * t.space_after for t in tree.tokens).strip()


def test_the_reported_sentence_keeps_the_root_and_the_subject_follows_its_verb(
    trees: list[Tree],
) -> None:
    draw = random.Random(5)
    for _ in range(200):
        out = add_reporting(trees[0], draw)
        tokens = out.tokens
        (root,) = [place for place, token in enumerate(tokens) if token.head == ROOT]
        assert tokens[root].form == "remplacera"
        (verb,) = [p for p, token in enumerate(tokens) if token.dep == "parataxis:insert"]
        assert tokens[verb].head == root
        subjects = [p for p, t in enumerate(tokens) if t.head == verb and t.dep == "nsubj"]
        assert len(subjects) == 1
        inverted = tokens[subjects[0]].pos != "PRON" or verb - 1 <= subjects[0]
        assert inverted
        assert all(0 <= token.head < len(tokens) or token.head == ROOT for token in tokens)
        assert text(out).endswith(".")


def test_the_variants_are_cut_into_the_same_tokens_by_the_tokenizer(trees: list[Tree]) -> None:
    draw = random.Random(2)
    for _ in range(100):
        out = add_reporting(trees[0], draw)
        assert split(text(out))[0] == [token.form for token in out.tokens]


def test_quotations_fragments_and_unstopped_sentences_are_left_alone(trees: list[Tree]) -> None:
    draw = random.Random(0)
    assert add_reporting(trees[3], draw) is trees[3]
    first, *rest = trees[2].tokens
    quoted = Tree((replace(first, form='"'), *rest), "x")
    assert add_reporting(trees[2], draw) is not trees[2]
    assert add_reporting(quoted, draw) is quoted


def test_bad_patterns_are_named(tmp_path: Path) -> None:
    path = tmp_path / "reporting.toml"
    path.write_text(PATTERNS.read_text("utf-8").replace("present = [", "now = ["), "utf-8")
    with pytest.raises(KnowledgeError, match="present is not a list of pairs of words"):
        read_patterns(path)
    path.write_text("present = [", "utf-8")
    with pytest.raises(KnowledgeError, match="cannot read the reporting clauses"):
        read_patterns(path)


@pytest.mark.parametrize(
    ("morph", "tag"),
    [
        ("VERB|Mood=Cnd|Number=Plur|Person=1|Tense=Pres|VerbForm=Fin", "cond"),
        ("AUX|Mood=Ind|Number=Sing|Person=3|Tense=Fut|VerbForm=Fin", "ifut"),
        ("VERB|VerbForm=Inf", "infi"),
        ("VERB|Gender=Fem|Number=Sing|Tense=Past|VerbForm=Part", "ppas"),
        ("NOUN|Gender=Fem|Number=Sing", None),
        ("VERB|VerbForm=Fin", None),
    ],
)
def test_mood_tag(morph: str, tag: str | None) -> None:
    assert mood_tag(morph) == tag
