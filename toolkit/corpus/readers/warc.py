"""Web archives (WARC, plain or gzip): the articles of the pages they keep."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import IO, cast

from toolkit.corpus.readers import html
from toolkit.corpus.readers._articles import some
from toolkit.corpus.source import MAX_ARTICLE_FILE, Item, Source
from toolkit.errors import ReadError
from toolkit.records import Document

SUFFIXES = (".warc", ".gz", ".wet")
# A page is not larger; an archive that unpacks to this many times its size is a bomb.
MAX_PAGE = 20 * 1024 * 1024
MAX_RATIO = 200
LARGE = 256 * 1024 * 1024
_LENGTH = re.compile(rb"^Content-Length:\s*(\d{1,15})\s*$", re.IGNORECASE | re.MULTILINE)


def sniff(source: Source) -> int:
    """Its version line, under gzip too."""
    head = source.head
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(31).decompress(head, 4096)
        except zlib.error:
            return 0
    return 90 if head.lstrip()[:5] == b"WARC/" else 0


@dataclass(frozen=True, slots=True)
class _Page(Source):
    """A page of an archive, as the reader of pages gets it."""

    content: bytes = b""

    def data(self) -> bytes:
        """The page's bytes."""
        return self.content


def read(source: Source) -> Iterator[Item]:
    """One article per archived page that has one; its address is its id.

    Records that are no page (pictures, scripts, requests, redirects) are passed over; a page
    without an article is a `rejected` row.

    Raises:
        ReadError: no record of a page.
    """
    yield from some(_articles(source), source, "response or conversion records with pages")


def _articles(source: Source) -> Iterator[Item]:
    seen: set[str] = set()
    packed = source.head.startswith(b"\x1f\x8b")
    with source.path.open("rb") as raw:
        stream = cast("IO[bytes]", gzip.GzipFile(fileobj=raw)) if packed else raw
        try:
            for number, (header, body) in enumerate(_records(stream, source, packed), 1):
                yield from _record(source, header, body, _Names(number, seen))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            yield _cut(source, str(error))


@dataclass(frozen=True, slots=True)
class _Names:
    number: int
    seen: set[str]

    def key(self, url: str | None) -> str:
        name = url or str(self.number)
        name = f"{name}.{self.number}" if name in self.seen else name
        self.seen.add(name)
        return name


def _cut(source: Source, why: str) -> Item:
    return source.reject(ReadError(
        f"the archive ends in the middle of a record ({why})",
        code="cut_short", advice="Download it again",
    ), kind="article")


def _records(
    stream: IO[bytes], source: Source, packed: bool
) -> Iterator[tuple[dict[str, str], bytes | None]]:
    """(headers, content) of each record, ``None`` for one too large to be a page.

    Raises:
        ReadError: the archive unpacks to far more than an archive does.
        EOFError: it ends within a record.
    """
    limit = max(LARGE, MAX_RATIO * source.path.stat().st_size) if packed else None
    done = 0
    while True:
        line = stream.readline(65536)
        if not line:
            return
        if not line.strip():
            continue
        if not line.startswith(b"WARC/"):
            raise EOFError(f"no record where one must begin: {line[:30]!r}")
        header = bytearray()
        while (line := stream.readline(65536)).strip():
            header += line
            if len(header) > 256 * 1024:
                raise EOFError("a record's head has no end")
        length = _LENGTH.search(bytes(header))
        if length is None:
            raise EOFError("a record without its length")
        size = int(length[1])
        done += size
        if limit is not None and done > limit:
            raise ReadError(f"the archive unpacks to more than {limit // 1024 // 1024} MB",
                            code="bomb", place=source.id, expected="a web archive")
        yield _headers(bytes(header)), _content(stream, size)


def _content(stream: IO[bytes], size: int) -> bytes | None:
    if size <= MAX_PAGE:
        content = stream.read(size)
        if len(content) < size:
            raise EOFError(f"{size - len(content)} bytes are missing")
        return content
    left = size
    while left:
        chunk = stream.read(min(left, 1024 * 1024))
        if not chunk:
            raise EOFError(f"{left} bytes are missing")
        left -= len(chunk)
    return None


def _headers(block: bytes) -> dict[str, str]:
    pairs = (line.partition(":") for line in block.decode("utf-8", "replace").splitlines())
    return {name.strip().casefold(): value.strip() for name, _, value in pairs if value}


def _record(
    source: Source, header: dict[str, str], body: bytes | None, names: _Names
) -> Iterator[Item]:
    kind = header.get("warc-type", "")
    url = header.get("warc-target-uri", "").strip("<>") or None
    if kind not in ("response", "resource", "conversion"):
        return
    if body is None:
        fault = ReadError("more bytes than a page holds", code="too_large")
        yield source.reject(fault, place=url or "", kind="article")
        return
    try:
        if kind == "response":
            content = _http(body)
            if content is None:
                return
            yield _page(source, content, url, names)
        elif kind == "conversion":
            yield _plain(source, header, body, (names.key(url), url))
        elif header.get("content-type", "").startswith(("text/html", "application/xhtml")):
            yield _page(source, body, url, names)
    except ReadError as error:
        yield source.reject(error, place=url or f"record {names.number}", kind="article")


def _http(body: bytes) -> bytes | None:
    """The page of an answer, unpacked; ``None`` where it is no page."""
    head, _, content = body.partition(b"\r\n\r\n")
    status, _, rest = head.partition(b"\r\n")
    headers = _headers(rest)
    if not re.match(rb"HTTP/\S+ 200", status):
        return None
    if not headers.get("content-type", "text/html").casefold().startswith(
        ("text/html", "application/xhtml")
    ):
        return None
    if "chunked" in headers.get("transfer-encoding", "").casefold():
        content = _unchunk(content)
    if headers.get("content-encoding", "").casefold() in ("gzip", "x-gzip", "deflate"):
        content = _inflate(content)
    return content


def _unchunk(content: bytes) -> bytes:
    """A body sent in chunks; one stored without them (as many archives do) is returned as it is."""
    parts: list[bytes] = []
    at = 0
    while match := re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,100}\r\n").match(content, at):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(content[match.end() : match.end() + size])
        at = match.end() + size + 2
    return b"".join(parts) if parts and at >= len(content) else content


def _inflate(content: bytes) -> bytes:
    for window in (47, -15):
        try:
            return zlib.decompressobj(window).decompress(content, MAX_PAGE)
        except zlib.error:
            continue
    return content


def _page(source: Source, content: bytes, url: str | None, names: _Names) -> Item:
    page = _Page(source.path, source.id, content[:65536], source.columns, content)
    for item in html.read(page):
        if isinstance(item, Document):
            return replace(item, id=source.document_id(names.key(url)), url=item.url or url,
                           format="warc")
    raise ReadError("the page holds no article text", code="no_text")


def _plain(
    source: Source, header: dict[str, str], body: bytes, name: tuple[str, str | None]
) -> Item:
    """A WET record: text without structure."""
    text = body[:MAX_ARTICLE_FILE].decode("utf-8", "replace").strip()
    if not text:
        raise ReadError("the record has no text", code="no_text")
    return Document(
        id=source.document_id(name[0]), text=text, url=name[1], path=str(source.path),
        format="warc", meta=(("archived", header.get("warc-date", "")),),
        warnings=("text without its page: menus and notices may stand in it",),
    )
