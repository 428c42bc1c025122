"""Files and folders to documents; what cannot be used is a row of `rejected`, never lost."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit.corpus.columns import checked
from toolkit.corpus.head import complete
from toolkit.corpus.language import UNKNOWN, foreign_paragraphs, language_of
from toolkit.corpus.metadata import NAMES, Metadata, load
from toolkit.corpus.readers import choose, reader_named, suffixes
from toolkit.corpus.source import Item, Source, rejected
from toolkit.errors import DataError, ReadError, SourceError, UsageError
from toolkit.records import Document, Rejected

# Beside a corpus, not of it.
NOT_ARTICLES = ("readme", "license", "licence", "notice", "changelog", "copying")
NOT_FOLDERS = frozenset({"gold", "__macosx", "node_modules", "__pycache__"})
# Formats that state title, author and date themselves: what they leave open is not guessed.
STATED = frozenset({"europresse", "factiva", "nexis", "iramuteq", "txm", "zotero", "feed"})
SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "icon\r"})


@dataclass(frozen=True, slots=True)
class _File:
    """A file to read, its id, and the metadata table of its folder."""

    path: Path
    id: str
    metadata: Metadata | None = None


def read(
    sources: Sequence[Path | str],
    *,
    language: str | None = "fr",
    strict: bool = False,
    text_column: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Item]:
    """The articles of files and folders, one by one, in a fixed order.

    Args:
        sources: folders (read to the bottom, in alphabetical order) and files. Files and folders
            whose name begins with a point, README, LICENSE and the like, ``metadata.csv`` and
            folders named ``gold`` hold no articles.
        language: ISO 639-1; an article in another language becomes a `rejected` row. ``None``
            keeps all. Too short to tell is kept, as "unknown".
        strict: raise at the first article that cannot be used (but for its language).
        text_column, columns: the columns of tables where they are not guessed rightly, field →
            column ({"date": "Jour", "author": "Signature"}; fields: text, title, date, author,
            source, genre, section, url, id, language, words; file in a metadata table). A table
            inside a folder that has no such column is a `rejected` row.

    Returns:
        An iterator of documents and `rejected` rows. Ids are unique: the path below the folder
        given or the file's name, with "#" and the row's id or number inside a table.

    Raises:
        UsageError: a path or a field does not exist (at once); a column the user named is not in
            the table given (when it is met).
        SourceError: a folder holds no file to read.
        DataError: with ``strict``, the first unusable article.
    """
    paths = [Path(source) for source in sources]
    for path in paths:
        if not path.exists():
            raise UsageError(
                "no such file or folder", place=str(path), advice="Check the path as it is written"
            )
    wanted = checked({**(columns or {}), **({"text": text_column} if text_column else {})})
    return _told(_unique(_read(paths, language, wanted)), strict)


def _told(items: Iterator[Item], strict: bool) -> Iterator[Item]:
    for item in items:
        if strict and isinstance(item, Rejected) and item.kind != "language":
            raise DataError(item.reason, place=item.place or item.path, advice=item.advice)
        yield item


def _unique(items: Iterator[Item]) -> Iterator[Item]:
    """Give an id that was met before the name of its folder, or a number."""
    seen: set[str] = set()
    for item in items:
        if isinstance(item, Document) and item.id in seen:
            folder = Path(item.path or "").parent.name
            id, number = f"{folder}/{item.id}", 2
            while id in seen:
                id, number = f"{folder}/{item.id} ({number})", number + 1
            warning = f'another article has the id "{item.id}"'
            item = replace(item, id=id, warnings=(*item.warnings, warning))
        if isinstance(item, Document):
            seen.add(item.id)
        yield item


def _read(
    paths: Sequence[Path], language: str | None, columns: Mapping[str, str]
) -> Iterator[Item]:
    for path in paths:
        if not path.is_dir():
            for item in _file(_File(path, path.name), columns):
                yield _judged(item, language)
            continue
        folder = _Folder(path, columns)
        yield from folder.rejected
        for file in folder.files:
            for item in _inside(file, columns):
                yield _judged(item, language)
        for metadata in folder.metadata:
            yield from metadata.unused()


class _Folder:
    """What a folder holds, found once and in order, whatever links it contains."""

    def __init__(self, root: Path, columns: Mapping[str, str]) -> None:
        self.root = root
        self.columns = columns
        self.files: list[_File] = []
        self.metadata: list[Metadata] = []
        self.rejected: list[Rejected] = []
        self._seen: set[tuple[int, int]] = set()
        self._walk(root, "", None)
        if not self.files:
            raise SourceError(
                "no article in this folder", place=str(root),
                expected="files such as " + ", ".join(suffixes()),
                advice="Give the folder that holds the articles",
            )

    def _walk(self, folder: Path, id: str, metadata: Metadata | None) -> None:
        stat = folder.stat()
        if (stat.st_dev, stat.st_ino) in self._seen:
            return  # a link back to a folder that was read
        self._seen.add((stat.st_dev, stat.st_ino))
        try:
            names = sorted(os.listdir(folder))
        except OSError as error:
            self._reject(id or str(folder), f"the folder cannot be opened: {error.strerror}",
                         code="not_opened")
            return
        metadata = self._metadata(folder, id, names) or metadata
        skipped = NOT_FOLDERS | ({"files"} if _has_library(folder, names) else frozenset())
        for name in names:
            path, inner = folder / name, f"{id}/{name}" if id else name
            if name.startswith((".", "~$")) or name.casefold() in SYSTEM_FILES:
                continue
            if path.is_dir():
                if name.casefold() not in skipped:
                    self._walk(path, inner, metadata)
            elif not path.exists():
                self._reject(inner, "a link that leads nowhere", code="dead_link")
            elif not path.is_file():
                self._reject(inner, "a pipe or a device, not a file", code="not_text")
            elif name.casefold() not in NAMES and not name.casefold().startswith(NOT_ARTICLES):
                self.files.append(_File(path, inner, metadata))

    def _metadata(self, folder: Path, id: str, names: list[str]) -> Metadata | None:
        name = next((name for name in names if name.casefold() in NAMES), None)
        if name is None:
            return None
        inner = f"{id}/{name}" if id else name
        try:
            found = load(folder / name, inner, id, columns=self.columns)
        except (ReadError, OSError) as error:
            code = error.code if isinstance(error, ReadError) else "not_opened"
            self._reject(inner, str(error), code=code, kind="metadata")
            return None
        self.metadata.append(found)
        return found

    def _reject(self, id: str, reason: str, *, code: str, kind: str = "file") -> None:
        self.rejected.append(
            Rejected(id, id, reason, "Mend or remove it, and run again", kind, code)
        )


def _has_library(folder: Path, names: Sequence[str]) -> bool:
    """Whether a folder holds a library's export, whose records name the files in ``files``."""
    for name in names:
        path = folder / name
        if path.suffix.casefold() in (".csv", ".ris") and path.is_file():
            try:
                if reader_named("zotero").sniff(Source.of(path, name)):
                    return True
            except OSError:
                continue  # told when the file itself is read
    return False


def _inside(file: _File, columns: Mapping[str, str]) -> Iterator[Item]:
    """The articles of one file of a folder, whose tables need not all have the same columns."""
    try:
        yield from _file(file, columns)
    except UsageError as error:
        fault = ReadError(
            error.found, expected=error.expected, code=error.code, advice=error.advice
        )
        yield rejected(file.id, fault)


def _file(file: _File, columns: Mapping[str, str]) -> Iterator[Item]:
    """The articles of one file; whatever goes wrong in it ends the file, not the run."""
    try:
        source = Source.of(file.path, file.id, columns)
        chosen = choose(source)
        if chosen is None:
            raise _unreadable(source)
        for item in chosen[1].read(source):
            if isinstance(item, Document):
                if file.metadata is not None:
                    item = file.metadata.add(item, file.id)
                if item.format not in STATED:
                    item = complete(item)
            yield item
    except UsageError:
        raise
    except ReadError as error:
        yield rejected(file.id, error)
    except OSError as error:
        yield rejected(file.id, ReadError(
            f"the file cannot be opened: {error.strerror or error}", code="not_opened",
            advice="Check its permissions and whether it is whole",
        ))
    except Exception as error:  # a library's own failure on one file is that file's, and is told
        reason = " ".join(f"{type(error).__name__} while reading: {error}".split())
        yield rejected(file.id, ReadError(
            reason[:500], code="failure", advice="Export the file again"
        ))


def _unreadable(source: Source) -> ReadError:
    from toolkit.corpus.decode import kind_of

    if not source.head.strip():
        return ReadError(
            "the file is empty",
            code="empty", place=source.id, advice="Remove it or export it again"
        )
    kind = kind_of(source.head)
    return ReadError(
        f"this is {kind}, not an article" if kind else "binary data, not an article",
        code="not_text",
        place=source.id, expected="a file such as " + ", ".join(suffixes()),
        advice="Export the article in one of these formats",
    )


def _judged(item: Item, language: str | None) -> Item:
    """The document with its language, or a `rejected` row when it is not the wanted one."""
    if isinstance(item, Rejected):
        return item
    found = language_of(item.text, wanted=language)
    if language is not None and found not in (language, UNKNOWN):
        return Rejected(
            item.id.partition("#")[0], item.id, f'the article is in "{found}", not in "{language}"',
            "Run with --language any to keep articles in every language", "language", "language",
        )
    warnings = item.warnings
    if found != UNKNOWN:
        warnings += tuple(
            f'characters {start} to {end} are in "{other}"'
            for start, end, other in foreign_paragraphs(item.text, found)
        )
    return replace(item, language=found, warnings=warnings)
