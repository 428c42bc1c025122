"""Bytes to text: the encodings French articles come in, and files that hold no text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.corpus.decode import decode
from toolkit.errors import ReadError

FRENCH = (
    "L’œuvre à créer coûte déjà 220 € aux salariés : c’est là où ça naît. "
    "« Évidemment », dit-elle."
)


@pytest.mark.parametrize(
    ("encoding", "warned"),
    [("utf-8", False), ("utf-8-sig", False), ("utf-16", False), ("utf-32", False),
     ("cp1252", True), ("mac_roman", True), ("utf-16-le", True), ("utf-16-be", True)],
)
def test_the_text_comes_back_whole(encoding: str, warned: bool) -> None:
    found = decode(FRENCH.encode(encoding))
    assert found.text == FRENCH
    assert bool(found.warnings) == warned


@pytest.mark.parametrize("encoding", ["latin-1", "iso8859-15"])
def test_older_latin_encodings_keep_their_accents(encoding: str) -> None:
    plain = "Les employés créent déjà des tâches à côté, où l'été naît. Ça coûte cher."
    found = decode(plain.encode(encoding))
    assert found.text == plain
    assert "not UTF-8" in found.warnings[0]


def test_a_byte_order_mark_is_not_text() -> None:
    assert decode(b"\xef\xbb\xbfLe robot.").text == "Le robot."


def test_one_broken_byte_does_not_change_the_encoding() -> None:
    data = FRENCH.encode() * 5 + b"\xe9" + FRENCH.encode() * 5
    found = decode(data)
    assert found.text.count("\ufffd") == 1
    assert found.encoding == "utf-8"
    assert "not wholly UTF-8" in found.warnings[0]
    assert "U+FFFD" in found.warnings[1]


def test_line_ends_are_kept() -> None:
    assert decode(b"un\r\ndeux\rtrois\n").text == "un\r\ndeux\rtrois\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"), (b" \n\t ", "empty"), ("\u00a0\n".encode(), "blank"),
        (b"%PDF-1.7 \x00", "PDF"), (b"\x89PNG\r\n\x1a\n\x00", "PNG"), (b"PK\x03\x04\x00", "zip"),
        (b"Le robot\x00part" * 50, "zero byte"), (bytes(range(1, 32)) * 40, "control"),
        ("Le robot.".encode("utf-16")[:-1], "byte order mark"),
    ],
)
def test_what_is_no_text_is_refused_with_advice(data: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said) as caught:
        decode(data, place="article.txt")
    assert "article.txt" in str(caught.value)
    assert caught.value.advice


def test_accents_decoded_twice_are_told_and_kept() -> None:
    broken = FRENCH.encode().decode("cp1252", "replace")
    found = decode(broken.encode())
    assert found.text == broken
    assert "mojibake" in found.warnings[0]


def test_portuguese_tildes_are_no_mojibake() -> None:
    assert decode("João et São Paulo, IRMÃ, la MAÇÃ.".encode()).warnings == ()


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        found = decode(data)
    except ReadError:
        return
    assert found.text.strip()
