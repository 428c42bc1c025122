"""One file to read, as a reader gets it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.errors import ReadError
from toolkit.records import Document, Rejected

# What a reader may look at to recognise its format.
HEAD = 64 * 1024
# No single article is longer; readers of large exports stream instead.
MAX_ARTICLE_FILE = 100 * 1024 * 1024

Item = Document | Rejected


@dataclass(frozen=True, slots=True)
class Source:
    """A file, the name it is known by, and what the user said about it.

    ``id``: the path relative to the folder given (always with "/"), or the file's name.
    ``head``: the file's first 64 KiB. ``columns``: field → column name, where the user named one.
    """

    path: Path
    id: str
    head: bytes
    columns: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, path: Path, id: str, columns: Mapping[str, str] | None = None) -> Source:
        """Open the file for its first bytes.

        Raises:
            OSError: it cannot be opened.
        """
        with path.open("rb") as handle:
            return cls(path, id, handle.read(HEAD), columns or {})

    @property
    def suffix(self) -> str:
        """The file's ending in lower case, with its point."""
        return self.path.suffix.casefold()

    def document_id(self, key: str | int) -> str:
        """The id of one article of a file that holds several."""
        return f"{self.id}#{key}"

    def data(self) -> bytes:
        """All bytes of a file that holds one article.

        Raises:
            ReadError: it is larger than any article.
        """
        size = self.path.stat().st_size
        if size > MAX_ARTICLE_FILE:
            raise ReadError(
                f"{size // 1024 // 1024} MB, more than one article can hold",
                code="too_large", place=self.id,
                expected=f"at most {MAX_ARTICLE_FILE // 1024 // 1024} MB",
                advice="Cut it into articles, or give it as a table with a text column",
            )
        return self.path.read_bytes()

    def reject(self, error: ReadError, *, place: str = "", kind: str = "file") -> Rejected:
        """The `rejected` row for one file or one article of it."""
        return rejected(self.id, error, place=place, kind=kind)


def rejected(path: str, error: ReadError, *, place: str = "", kind: str = "file") -> Rejected:
    """The `rejected` row that says what ``error`` says, with its code."""
    reason = error.found + (f"; expected {error.expected}" if error.expected else "")
    return Rejected(path, place or error.place or path, reason, error.advice, kind, error.code)
