"""Bytes to text, once and exactly: encodings told, nothing mended, nothing guessed in silence."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from toolkit.errors import ReadError

# The encodings French articles come in; with more, a detector takes cp1252 for its cousins.
ENCODINGS = ("utf_8", "cp1252", "latin_1", "iso8859_15", "mac_roman", "utf_16")
# What a detector looks at of a long file.
SAMPLE = 256 * 1024
# A file with more broken UTF-8 than this share of its bytes is in another encoding.
MAX_BROKEN = 0.002

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a rar archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"OggS", "a sound file"),
    (b"ID3", "a sound file"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOJIBAKE = re.compile(
    r"Ã[\x80-\xbf©¨ª«®´¹»¢ ¯§€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
    r"|â€[™œ\x9d“”¦˜\x80-\xbf]|Â[«»°\xa0 ]|Å“|ï¿½"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read with, and what its owner should know."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def kind_of(head: bytes) -> str | None:
    """What a file's first bytes say it is, when it is no text; else ``None``."""
    return next((name for magic, name in _MAGIC if head.startswith(magic)), None)


def decode(data: bytes, *, place: str = "") -> Decoded:
    """The text of a file's bytes. A byte order mark is not part of the text.

    UTF-8 is tried first, then UTF-16 where its zero bytes show, then the encodings of
    ``ENCODINGS`` by charset-normalizer. Anything but clean UTF-8 is told in ``warnings``.

    Raises:
        ReadError: the file is empty, binary, or in none of these encodings.
    """
    if not data.strip():
        raise ReadError("the file is empty",
                        code="empty", place=place, advice="Remove it or export it again")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(_strict(data[len(bom) :], encoding, place), encoding, (), place)
    binary = kind_of(data[:64])
    if binary is not None:
        raise ReadError(
            f"this is {binary}, not a text", code="not_text", place=place,
            advice="Export the article as text or HTML",
        )
    if b"\x00" in data[:4096]:
        return _with_zeros(data, place)
    try:
        return _checked(data.decode("utf-8"), "utf-8", (), place)
    except UnicodeDecodeError as error:
        return _not_utf8(data, error, place)


def _strict(data: bytes, encoding: str, place: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(
            f"byte {error.start} is not {encoding.upper()}, though the byte order mark says so",
            code="encoding",
            place=place, advice="Save the file as UTF-8",
        ) from error


def _with_zeros(data: bytes, place: str) -> Decoded:
    """Zero bytes: UTF-16 without its mark when every other byte is one, else no text."""
    sample = data[:4096]
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sample[offset::2].count(0) > 0.7 * len(sample[offset::2]):
            warning = f"read as {encoding.upper()}: it has no byte order mark"
            return _checked(_strict(data, encoding, place), encoding, (warning,), place)
    raise ReadError(
        f"a zero byte at {sample.index(0)}: this is no text", code="nul", place=place,
        advice="Export the article as text in UTF-8",
    )


def _not_utf8(data: bytes, error: UnicodeDecodeError, place: str) -> Decoded:
    loose = data.decode("utf-8", errors="replace")
    broken = loose.count("\ufffd")
    accents = len(data) - len(loose)
    if broken <= max(1, MAX_BROKEN * len(data)) and accents > 2 * broken:
        warning = f"not wholly UTF-8: {broken} byte sequence(s) from byte {error.start} on"
        return _checked(loose, "utf-8", (warning,), place)
    encoding = _guess(data)
    if encoding is None:
        raise ReadError(
            f"byte {error.start} is not UTF-8, and no other encoding fits",
            code="encoding", place=place,
            expected="UTF-8, Windows-1252, Latin-1, Latin-9, Mac Roman or UTF-16",
            advice="Save the file as UTF-8",
        )
    text = data.decode(encoding, errors="replace")
    return _checked(text, encoding, (f"not UTF-8: read as {encoding}",), place)


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    found = from_bytes(data[:SAMPLE], cp_isolation=list(ENCODINGS)).best()
    if found is None:
        return None
    # Windows writes its own codes where Latin-1 has invisible controls.
    latin = found.encoding in ("latin_1", "iso8859_1") and re.search(rb"[\x80-\x9f]", data)
    return "cp1252" if latin else str(found.encoding)


def _checked(text: str, encoding: str, warnings: tuple[str, ...], place: str) -> Decoded:
    """The text with its warnings, unless it is blank or full of control characters."""
    if not text.strip():
        raise ReadError("the file is blank",
                        code="empty", place=place, advice="Remove it or export it again")
    if "\x00" in text:
        raise ReadError(
            f"a NUL character at {text.index(chr(0))}: this is no text", code="nul", place=place,
            advice="Export the article as text in UTF-8",
        )
    controls = len(_CONTROL.findall(text[:SAMPLE]))
    if controls > max(8, 0.01 * min(len(text), SAMPLE)):
        raise ReadError(
            f"{controls} control characters: this is no text", code="not_text", place=place,
            advice="Export the article as text in UTF-8",
        )
    return Decoded(text, encoding, warnings + text_warnings(text))


def text_warnings(text: str) -> tuple[str, ...]:
    """What is odd in a decoded text: accents decoded twice ("Ã©"), lost characters."""
    told: tuple[str, ...] = ()
    found = _MOJIBAKE.findall(text)
    if len(found) >= 3:
        told += (
            f'mojibake: {len(found)} sequences such as "{found[0]}"; the text is kept as it is, '
            "export it again as UTF-8",
        )
    if lost := text.count("\ufffd"):
        told += (f"{lost} characters were lost before or while decoding and stand as U+FFFD",)
    return told
