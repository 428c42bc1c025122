"""What every reader promises, whatever its format."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from toolkit.corpus.readers import choose, reader_named, readers, suffixes
from toolkit.corpus.source import Source
from toolkit.errors import UsageError

ODD = {
    "empty": b"", "binary": bytes(range(256)) * 8, "png": b"\x89PNG\r\n\x1a\n\x00",
    "text": "Les salariés relisent.".encode(), "latin": "Les salariés relisent.".encode("cp1252"),
    "html": b"<html><p>Bonjour</p></html>", "xml": b"<?xml version='1.0'?><a/>",
    "json": b'{"text": "Bonjour"}', "zip": b"PK\x03\x04" + bytes(60), "rtf": b"{\\rtf1 Bonjour}",
}


@pytest.mark.parametrize("name", readers())
def test_a_reader_has_suffixes_and_a_docstring(name: str) -> None:
    reader = readers()[name]
    assert reader.__doc__
    assert all(suffix.startswith(".") and suffix == suffix.casefold() for suffix in reader.SUFFIXES)
    assert set(reader.SUFFIXES) <= set(suffixes())


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("name", readers())
def test_sniffing_never_fails_and_stays_in_range(tmp_path: Path, name: str, kind: str) -> None:
    path = tmp_path / "fichier"
    path.write_bytes(ODD[kind])
    assert 0 <= readers()[name].sniff(Source.of(path, path.name)) <= 100


def test_a_reader_is_chosen_by_content_not_by_suffix(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(b"<!DOCTYPE html><html><body><p>Bonjour</p></body></html>")
    chosen = choose(Source.of(path, path.name))
    assert chosen is not None and chosen[0] == "html"


def test_binary_files_find_no_reader_of_text(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(bytes(range(256)) * 40)
    assert choose(Source.of(path, path.name)) is None


def test_an_unknown_reader_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="html") as caught:
        reader_named("betamax")
    assert "table" in str(caught.value)


def test_looking_for_readers_loads_nothing_heavy() -> None:
    import subprocess

    code = (
        "import sys; from toolkit.corpus.readers import readers; readers(); "
        "print([m for m in ('trafilatura', 'lxml', 'pandas', 'docx', 'spacy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
