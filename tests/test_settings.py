"""Settings: shipped defaults < the user's file < options; what is wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import KnowledgeError
from toolkit.settings import load_settings


def test_a_partial_file_changes_only_the_keys_it_names(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('[topics]\nengine = "nmf"\n', encoding="utf-8")
    settings = load_settings(mine)
    assert settings.topics.engine == "nmf"
    assert settings.topics.min_words == load_settings().topics.min_words


def test_an_option_wins_over_the_file_and_none_means_not_given(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text("seed = 3\n[compare]\nby = 'genre'\n", encoding="utf-8")
    settings = load_settings(mine, {"compare.by": "date", "seed": None})
    assert (settings.seed, settings.compare.by) == (3, "date")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[topics]\nengin = 'nmf'\n", "topics.engin"),
        ("[compare]\nlevel = 2\n", "compare.level"),
        ("seed = -1\n", "seed"),
        ("seed = \n", "valid TOML"),
    ],
)
def test_a_wrong_key_or_value_is_named_with_its_file(tmp_path: Path, text: str, told: str) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError) as error:
        load_settings(mine)
    assert told in error.value.line() and "mine.toml" in error.value.line()


def test_the_digest_tells_two_settings_apart() -> None:
    base = load_settings()
    assert base.digest() == load_settings().digest()
    assert base.digest() != load_settings(options={"seed": 1}).digest()
