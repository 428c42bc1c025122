"""Large text exports in pieces of one article each, so that memory does not grow with the file."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.corpus.decode import ENCODINGS, decode
from toolkit.corpus.source import Source
from toolkit.errors import ReadError

# Bytes looked at at once for the encoding; characters read at once, few, because what is left of
# them is copied after each article; the longest article: what is longer is no article.
CHUNK = 1024 * 1024
STEP = 64 * 1024
MAX_PIECE = 20 * 1024 * 1024
_CHARSET = re.compile(rb"""(?:charset|encoding)\s{0,3}=\s{0,3}["']?([\w-]{3,20})""", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)
# Pages that declare Latin-1 are written in Windows-1252, as browsers know.
_LATIN = ("iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252", "us-ascii")


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of a file from a start mark to the next; ``number`` counts from 1.

    ``text`` is ``None`` where the stretch is longer than any article. ``last``: it ends with
    the file.
    """

    number: int
    text: str | None
    last: bool = False


def encoding_of(path: Path) -> str:
    """The encoding of a whole text file, found without holding the file in memory.

    UTF-8 when all its bytes are (whatever the file declares), else the byte order mark's, else
    the declared one, else the one that fits best.
    """
    check = codecs.getincrementaldecoder("utf-8")()
    size, done = path.stat().st_size, 0
    with path.open("rb") as handle:
        head = handle.read(CHUNK)
        handle.seek(0)
        for mark, encoding in _BOMS:
            if head.startswith(mark):
                return encoding
        try:
            while chunk := handle.read(CHUNK):
                check.decode(chunk)
                done += len(chunk)
            check.decode(b"", True)
            return "utf-8-sig"
        except UnicodeDecodeError as error:
            if done + error.start >= size - 4:
                return "utf-8-sig"  # cut within its last character
        handle.seek(max(0, done - CHUNK))
        sample = handle.read(2 * CHUNK)
    return _other(head, sample, path)


def _other(head: bytes, sample: bytes, path: Path) -> str:
    found = decode(sample, place=path.name).encoding.replace("-", "_")
    if found == "utf_8":
        return "utf-8-sig"
    declared = _CHARSET.search(head[:8192])
    name = declared.group(1).decode("ascii").casefold() if declared else ""
    if name in _LATIN:
        return "cp1252"
    try:
        # A file that says UTF-8 and is not has to be guessed.
        return codecs.lookup(name).name if name and "utf" not in name else _known(found)
    except LookupError:
        return _known(found)


def _known(found: str) -> str:
    return found if found in ENCODINGS else "utf-8-sig"


def told(encoding: str) -> tuple[str, ...]:
    """The warning that a file is not in UTF-8, if it is not."""
    return () if encoding == "utf-8-sig" else (f"not UTF-8: read as {encoding}",)


def pieces(source: Source, start: re.Pattern[str], *, encoding: str) -> Iterator[Piece]:
    """The stretches of a file that begin where ``start`` matches; what stands before is left out.

    ``start`` must match within 300 characters. Of a stretch of more than ``MAX_PIECE`` characters
    nothing is kept, and the next one is found.
    """
    with source.path.open(encoding=encoding, errors="replace", newline=None) as handle:
        buffer, begun, long, number, seen = "", False, False, 0, 0
        while chunk := handle.read(STEP):
            buffer += chunk
            while True:
                match = start.search(buffer, max(seen, 1 if begun else 0))
                if match is None or match.start() > len(buffer) - 300:
                    break
                if begun:
                    number += 1
                    yield Piece(number, None if long else buffer[: match.start()])
                buffer, begun, long, seen = buffer[match.start() :], True, False, 0
            seen = max(0, len(buffer) - 300)
            if len(buffer) > MAX_PIECE or not begun:
                long = long or begun
                buffer, seen = buffer[-300:], 0
        yield from _rest(buffer, start, begun, long, number)


def _rest(
    buffer: str, start: re.Pattern[str], begun: bool, long: bool, number: int
) -> Iterator[Piece]:
    """The stretches left in the buffer at the end of the file."""
    marks = [match.start() for match in start.finditer(buffer)]
    if begun and (long or not marks or marks[0] > 0):
        marks.insert(0, 0)
    for index, mark in enumerate(marks):
        number += 1
        end = marks[index + 1] if index + 1 < len(marks) else len(buffer)
        yield Piece(
            number, None if long and index == 0 else buffer[mark:end], index + 1 == len(marks)
        )


def too_long() -> ReadError:
    """What is said of a piece without text."""
    return ReadError(
        f"more than {MAX_PIECE // 1024 // 1024} million characters without an end", code="too_long",
        expected="an article", advice="Export it again",
    )


def cut_short() -> ReadError:
    """What is said of an article the export ends in the middle of."""
    return ReadError(
        "the file ends in the middle of this article",
        code="cut_short", advice="Export the file again, to its end"
    )
