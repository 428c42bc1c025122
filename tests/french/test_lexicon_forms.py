"""The form lexicon: how it is expanded, packed and asked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from toolkit.cli.model import command
from toolkit.errors import KnowledgeError
from toolkit.french.lexicon import TAGS, build_lexicon, expand_hunspell, load_lexicon
from toolkit.french.store import FORMS, forms

AFFIXES = """\
SET UTF-8
FLAG long
SFX S. Y 2
SFX S. 0 0/L'D'Q' [^sxz] is:sg
SFX S. 0 s/D'Q' [^sxz] is:pl
SFX a0 Y 3
SFX a0 er er/n'q' er po:infi
SFX a0 er era/n'q' [^y]er po:ifut po:3sg
SFX a0 er erait/n'q' [^y]er po:cond po:3sg
"""
WORDS = "3\nrobot/S. po:nom is:mas\ncoder/a0p+() po:v1__t____a\nLyon/L'D'Q' po:npr is:epi is:inv\n"


def readings(bits: int) -> set[str]:
    return {tag for place, tag in enumerate(TAGS) if bits >> place & 1}


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "fr.dic").write_text(WORDS, encoding="utf-8")
    (tmp_path / "fr.aff").write_text(AFFIXES, encoding="utf-8")
    return tmp_path / "fr.dic", tmp_path / "fr.aff"


def test_suffix_rules_give_forms_with_their_own_tags(files: tuple[Path, Path]) -> None:
    found: dict[str, set[str]] = {}
    for form, tags in expand_hunspell(*files):
        found.setdefault(form, set()).update(tags)
    assert {"robot", "robots", "coder", "codera", "coderait", "Lyon"} == set(found)
    assert found["robots"] == {"noun", "mas", "pl"}
    assert {"verb", "ifut", "3sg", "v-trans"} == found["codera"]
    assert "cond" in found["coderait"]


def test_capitals_fall_back_to_lower_case(files: tuple[Path, Path], tmp_path: Path) -> None:
    lexicon = build_lexicon(expand_hunspell(*files))
    assert readings(lexicon.features("Codera")) == {"verb", "ifut", "3sg", "v-trans"}
    assert lexicon.features("Codera") >> len(TAGS) == 2
    assert lexicon.features("codera") >> len(TAGS) == 1
    assert lexicon.features("lyon") == 0
    lexicon.save(tmp_path / "forms.npz")
    again = load_lexicon(tmp_path / "forms.npz")
    assert np.array_equal(again.keys, lexicon.keys)
    assert again.features("Lyon") == lexicon.features("Lyon") != 0


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("numériserait", {"verb", "cond", "3sg"}),
        ("délocaliseront", {"verb", "ifut", "3pl"}),
        ("apprissions", {"verb", "simp", "1pl"}),
        ("ouvrières", {"noun", "adj", "fem", "pl"}),
        ("lentement", {"adv"}),
        ("Marseille", {"proper"}),
    ],
)
def test_shipped_lexicon_knows_rare_moods_and_plain_words(form: str, expected: set[str]) -> None:
    assert expected <= readings(forms().bits(form))


def test_shipped_lexicon_does_not_know_what_is_no_word() -> None:
    assert forms().bits("xqzkrt") == 0


def test_command_line_writes_the_same_table(files: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "out.npz"
    done = CliRunner().invoke(
        command, ["lexicon", *map(str, files), "--out", str(out)], catch_exceptions=False
    )
    assert done.stdout == f"6 forms: {out}\n"
    assert readings(load_lexicon(out).bits("robots")) == {"noun", "mas", "pl"}


def test_a_broken_rule_is_named(files: tuple[Path, Path]) -> None:
    files[1].write_text("SFX S. Y 1\nSFX S. 0 s [^sx is:pl\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"fr\.aff, line 2: condition"):
        list(expand_hunspell(*files))


def test_a_broken_table_is_named(tmp_path: Path) -> None:
    path = tmp_path / "forms.npz"
    path.write_bytes(b"PK no")
    with pytest.raises(KnowledgeError, match="cannot read the form lexicon"):
        load_lexicon(path)
    assert FORMS.stat().st_size < 3_000_000
