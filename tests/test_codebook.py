"""The codebook: what ships, and how a user's own file extends, replaces or fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.codebook import Codebook, load_codebook
from toolkit.errors import KnowledgeError, UsageError

GUIDE = (
    "replacement", "augmentation", "new_jobs", "skills", "human_value", "productivity",
    "wellbeing", "inequality", "regulation", "organisation", "service_quality",
)
ADDED = ("social_dialogue", "control", "inevitability")

EXTRA = """
id = "maison"
[[frames]]
id = "craft"
label_fr = "Artisanat"
label_en = "Craft"
definition = "The hand at work."
[frames.strong]
nouns = ["établi"]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "codebook.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_ships_the_eleven_frames_of_the_guide_and_three_more() -> None:
    active = [frame.id for frame in load_codebook().active]
    assert set(active) == {*GUIDE, *ADDED}


def test_optional_frames_are_there_and_off() -> None:
    codebook = load_codebook()
    assert not codebook.frame("sovereignty").enabled
    assert not codebook.frame("environment").enabled


def test_every_frame_is_explained_for_readers() -> None:
    for frame in load_codebook().frames:
        assert frame.label_fr and frame.label_en and frame.definition and frame.example, frame.id


def test_no_cue_is_both_strong_and_weak() -> None:
    for frame in load_codebook().frames:
        for kind in ("nouns", "verbs", "adjectives", "phrases", "forms"):
            both = set(getattr(frame.strong, kind)) & set(getattr(frame.weak, kind))
            assert not both, (frame.id, kind, both)


def test_unknown_frame_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="replacement"):
        load_codebook().frame("remplacement")


def test_own_codebook_adds_a_frame(tmp_path: Path) -> None:
    codebook = load_codebook(write(tmp_path, EXTRA))
    assert codebook.id == "maison"
    assert [frame.id for frame in codebook.active][-1] == "craft"
    assert len(codebook.active) == len(load_codebook().active) + 1
    assert codebook.hash != load_codebook().hash


def test_own_codebook_changes_only_what_it_gives(tmp_path: Path) -> None:
    path = write(tmp_path, '[[frames]]\nid = "skills"\nlabel_en = "Know-how"\n')
    frame = load_codebook(path).frame("skills")
    assert frame.label_en == "Know-how"
    assert frame.strong == load_codebook().frame("skills").strong


def test_own_codebook_switches_frames_on_and_off(tmp_path: Path) -> None:
    path = write(tmp_path, (
        '[[frames]]\nid = "skills"\nenabled = false\n'
        '[[frames]]\nid = "environment"\nenabled = true\n'
    ))
    active = [frame.id for frame in load_codebook(path).active]
    assert "skills" not in active and "environment" in active


def test_own_codebook_alone_must_hold_everything(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="version = nothing"):
        load_codebook(write(tmp_path, EXTRA), extend=False)


def test_same_content_same_hash_and_equal(tmp_path: Path) -> None:
    path = write(tmp_path, EXTRA)
    one, two = load_codebook(path), load_codebook(path)
    assert one == two and hash(one) == hash(two)
    assert one != load_codebook() and one != "codebook"
    assert isinstance(one, Codebook)


FAULTS = [
    ("misspelt key", '[[frames]]\nid = "skills"\nlabelfr = "x"\n', ":3: frames.0.labelfr"),
    ("wrong type", '[[frames]]\nid = "skills"\nenabled = "peut-être"\n', ":3: frames.0.enabled"),
    ("empty cue", '[[frames]]\nid = "skills"\n[frames.strong]\nnouns = ["a", ""]\n', ":4: "),
    ("cue with a space before", '[[frames]]\nid = "skills"\n[frames.weak]\n\nverbs = [" a"]\n',
     ":5: "),
    ("unknown part of speech", '[[frames]]\nid = "skills"\n[frames.strong]\nnoms = ["a"]\n',
     ":4: frames.0.strong.noms"),
    ("bad id", '[[frames]]\nid = "Le Cadre"\n', ":2: frames.0.id"),
    ("frame without cues",
     '[[frames]]\nid = "vide"\nlabel_fr = "a"\nlabel_en = "a"\ndefinition = "a"\n',
     "a strong or a weak cue for frame vide"),
    ("second frame at fault",
     '[[frames]]\nid = "skills"\n\n[[frames]]\nid = "control"\ntraps = 3\n', ":6: frames.1.traps"),
    ("frame without id", '[[frames]]\nlabel_fr = "a"\n', "frames.0 has no id"),
    ("frames not a list", 'frames = 3\n', ":1: frames"),
    ("no TOML", "[[frames]\n", "valid TOML"),
    ("pair without noun",
     '[[frames]]\nid = "skills"\n[frames.strong]\npairs = [{ verbs = ["a"] }]\n',
     "frames.0.strong.pairs.0.nouns = nothing"),
    ("unknown role",
     '[[frames]]\nid = "skills"\n[frames.strong]\n'
     'pairs = [{ verbs = ["a"], nouns = ["b"], role = "objet" }]\n', ":4: "),
]


@pytest.mark.parametrize(("text", "message"), [row[1:] for row in FAULTS],
                         ids=[row[0] for row in FAULTS])
def test_fault_is_told_with_file_line_and_key(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        load_codebook(write(tmp_path, text))
    assert message in str(caught.value)
    assert "codebook.toml" in str(caught.value)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"absent\.toml"):
        load_codebook(tmp_path / "absent.toml")
