"""Office files: zip archives of XML, opened with a limit on everything that can explode."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, cast

from toolkit.corpus.columns import clean
from toolkit.corpus.readers._markup import name_of
from toolkit.corpus.source import Source
from toolkit.errors import ReadError

# A part may unpack to this much, and to this many times its packed size once it is large.
MAX_PART = 512 * 1024 * 1024
MAX_RATIO = 200
LARGE = 16 * 1024 * 1024
MAX_PARTS = 20_000


@contextmanager
def archive(source: Source) -> Iterator[zipfile.ZipFile]:
    """The file's archive, checked before anything is unpacked.

    Raises:
        ReadError: cut short, encrypted, no zip archive, or one made to explode.
    """
    try:
        with zipfile.ZipFile(source.path) as opened:
            if len(opened.infolist()) > MAX_PARTS:
                raise ReadError(f"an archive of {len(opened.infolist())} parts",
                                code="bomb", place=source.id,
                                expected=f"at most {MAX_PARTS}", advice="Save the document again")
            yield opened
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error) as error:
        raise ReadError(
            f"the file is cut short or damaged ({error})", code="damaged", place=source.id,
            expected="a whole document", advice="Save or download it again",
        ) from error


def has_part(opened: zipfile.ZipFile, name: str) -> bool:
    """Whether the archive has that part."""
    return name in opened.NameToInfo


def part(opened: zipfile.ZipFile, name: str, source: Source) -> IO[bytes]:
    """One part of an archive, to be read as a stream.

    Raises:
        ReadError: it is missing, encrypted, or larger than any document.
    """
    if not has_part(opened, name):
        raise ReadError(f"no part {name}",
                        code="damaged", place=source.id, expected="an Office document",
                        advice="Save the document again")
    info = opened.getinfo(name)
    if info.flag_bits & 1:
        raise ReadError("the file is protected by a password", code="password", place=source.id,
                        advice="Save it without a password")
    ratio = info.file_size / max(1, info.compress_size)
    if info.file_size > MAX_PART or (info.file_size > LARGE and ratio > MAX_RATIO):
        raise ReadError(
            f"part {name} unpacks to {info.file_size // 2**20} MB, {ratio:.0f} times as much",
            code="bomb",
            place=source.id, expected="a document", advice="Save it again, in smaller parts",
        )
    return opened.open(info)


def elements(stream: IO[bytes], source: Source, *names: str) -> Iterator[Any]:
    """The elements of these local names, each once whole, forgotten after its turn.

    Raises:
        ReadError: the XML is cut or broken, or declares entities.
    """
    from lxml import etree

    wanted = {name.casefold() for name in names}
    found = etree.iterparse(
        cast(Any, _Guard(stream, source)), events=("end",), tag=[f"{{*}}{name}" for name in names],
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False,
    )
    try:
        for _, node in found:
            yield node
            if not any(name_of(up) in wanted for up in node.iterancestors()):
                node.clear()
                while node.getprevious() is not None:
                    del node.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise ReadError(f"broken XML: {error}", code="damaged", place=source.id,
                        advice="Save the document again") from error


class _Guard:
    """A stream that refuses a document type: Office files have none, bombs do."""

    def __init__(self, stream: IO[bytes], source: Source) -> None:
        self.stream, self.source, self.done = stream, source, 0

    def read(self, size: int = -1) -> bytes:
        data = self.stream.read(size)
        if not self.done and (b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]):
            raise ReadError("the XML declares entities", code="entities", place=self.source.id,
                            expected="an Office document without a document type",
                            advice="Save it again with your word processor")
        self.done += len(data)
        return data


def properties(opened: zipfile.ZipFile, source: Source) -> dict[str, str]:
    """Title, creator, created, keywords … of a document."""
    if not has_part(opened, "docProps/core.xml"):
        return {}
    found: dict[str, str] = {}
    with part(opened, "docProps/core.xml", source) as stream:
        for root in elements(stream, source, "coreProperties"):
            for node in root:
                if value := clean(node.text):
                    found[name_of(node)] = value
    return found


def has_names(head: bytes, *names: bytes) -> bool:
    """Whether an archive's first bytes name one of these parts."""
    return head.startswith(b"PK\x03\x04") and any(name in head for name in names)
