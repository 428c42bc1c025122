"""Zotero libraries as CSV or RIS: metadata here, texts in the attachments beside them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from toolkit.corpus.columns import clean, dated
from toolkit.corpus.decode import kind_of
from toolkit.corpus.readers import _markup
from toolkit.corpus.readers._articles import Articles, some
from toolkit.corpus.readers._pieces import MAX_PIECE, encoding_of, told
from toolkit.corpus.source import Item, Source
from toolkit.errors import ReadError
from toolkit.records import Document

SUFFIXES = (".csv", ".ris")
Facts = dict[str, str | None]
_CSV = re.compile(rb'\A(?:\xef\xbb\xbf)?"?Key"?[,;\t]"?Item Type"?[,;\t]', re.IGNORECASE)
_RIS = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*TY  ?- ", re.IGNORECASE)
_TAG = re.compile(r"^([A-Z][A-Z0-9])  ?- ?(.*)$")
# Zotero's column → fact.
_COLUMNS = {
    "Title": "title", "Author": "author", "Publication Title": "source", "Date": "date",
    "Url": "url", "Language": "language", "Section": "section", "Item Type": "item_type",
    "Publication Year": "year", "DOI": "doi", "ISSN": "issn", "Pages": "page", "Issue": "issue",
    "Volume": "volume", "Manual Tags": "tags", "Library Catalog": "catalogue", "Rights": "rights",
    "Publisher": "publisher", "Place": "place", "Edition": "edition", "Extra": "extra",
}
_RIS_FACTS = {
    "TI": "title", "T1": "title", "AU": "author", "A1": "author", "T2": "source", "JO": "source",
    "JF": "source", "JA": "source", "DA": "date", "PY": "year", "Y1": "year", "UR": "url",
    "LA": "language", "SE": "section", "TY": "item_type", "SP": "page", "IS": "issue",
    "VL": "volume", "KW": "tags", "PB": "publisher", "CY": "place", "SN": "issn", "DO": "doi",
    "ID": "key", "AB": "abstract", "N2": "abstract", "L1": "files", "L2": "files", "L3": "files",
    "L4": "files", "N1": "notes",
}


def sniff(source: Source) -> int:
    """The first columns Zotero writes, or a RIS record's first tag."""
    if kind_of(source.head):
        return 0
    return 90 if _CSV.match(source.head) or _RIS.match(source.head) else 0


def read(source: Source) -> Iterator[Item]:
    """One article per record: the text of its attachment, else its abstract with a warning.

    A record without either is rejected. Attachments are looked for where the record says, and
    below the export's own folder.

    Raises:
        ReadError: no record, or no known encoding.
    """
    encoding = encoding_of(source.path)
    made = Articles(source, "zotero", told(encoding))
    records = _ris(source, encoding) if _RIS.match(source.head) else _csv(source, encoding)
    yield from some((_article(made, facts) for facts in records), source, "records of a library")


def _csv(source: Source, encoding: str) -> Iterator[Facts]:
    csv.field_size_limit(MAX_PIECE)
    with source.path.open(encoding=encoding, errors="replace", newline="") as handle:
        first = handle.readline(65536)
        handle.seek(0)
        delimiter = max(",;\t", key=first.count)
        for row in csv.DictReader(handle, delimiter=delimiter):
            facts: Facts = {name: row.get(column) for column, name in _COLUMNS.items()}
            facts["key"] = row.get("Key")
            facts["abstract"] = row.get("Abstract Note")
            facts["files"] = row.get("File Attachments")
            yield facts


def _ris(source: Source, encoding: str) -> Iterator[Facts]:
    facts: Facts = {}
    name = ""
    with source.path.open(encoding=encoding, errors="replace") as handle:
        while line := handle.readline(MAX_PIECE):
            match = _TAG.match(line.rstrip("\r\n"))
            if match is None:
                if name and line.strip():
                    facts[name] = f"{facts[name]}\n{line.strip()}"
                continue
            if match[1] == "ER":
                yield facts
                facts, name = {}, ""
                continue
            name, value = _RIS_FACTS.get(match[1], match[1].casefold()), match[2].strip()
            if not facts.get(name):
                facts[name] = value
            elif name in ("author", "tags", "files"):
                facts[name] = f"{facts[name]}; {value}"
    if facts:
        yield facts  # the last record lacks its end; what it holds is whole or the reader tells


def _article(made: Articles, facts: Facts) -> Item:
    key = clean(facts.pop("key", None))
    files, abstract = facts.pop("files", None), facts.pop("abstract", None)
    notes = facts.pop("notes", None)
    facts["date"] = (facts.get("date") or facts.get("year") or "").strip("/ ") or None
    facts.pop("year", None)
    facts["author"] = _authors(facts.get("author"))
    found, faults = _attachment(made.source, files)
    if found is None:
        if not (abstract or "").strip():
            why = f" ({faults[0]})" if faults else ""
            return made.rejected(ReadError(
                f'"{(clean(facts.get("title")) or "")[:60]}" has no attachment with a text{why}',
                expected="a PDF, a snapshot or an abstract", code="no_text",
                advice="Export the library with its files, beside the table",
            ), key=key)
        lines = _markup.from_html(abstract or "")
        faults += ("the text is the abstract: no attachment was found",)
        return made.document(lines, facts | {"notes": notes}, key=key, warnings=tuple(faults))
    facts["file"] = found.path
    item = made.document(found.text.split("\n"), facts, key=key,
                         warnings=found.warnings + tuple(faults))
    if not isinstance(item, Document):
        return item
    # What the library leaves open the attachment may say.
    return _filled(replace(item, text=found.text), found)


def _filled(item: Document, found: Document) -> Document:
    warnings = tuple(w for w in item.warnings if found.date is None or w != "no date is given")
    iso, raw, _ = dated(item.date_raw)
    return replace(
        item, title=item.title or found.title, author=item.author or found.author,
        source=item.source or found.source, url=item.url or found.url,
        date=iso if raw else found.date, date_raw=raw or found.date_raw, warnings=warnings,
    )


def _authors(value: str | None) -> str | None:
    """« Nom, Prénom; Nom, Prénom » → Prénom Nom; Prénom Nom."""
    names = []
    for name in (value or "").split(";"):
        last, _, first = (part.strip() for part in name.partition(","))
        if full := f"{first} {last}".strip():
            names.append(full)
    return "; ".join(names) or None


def _attachment(source: Source, files: str | None) -> tuple[Document | None, tuple[str, ...]]:
    """The first attachment that can be read as an article, and what is wrong with the others."""
    from toolkit.corpus.readers import choose

    faults: tuple[str, ...] = ()
    for name in (part.strip() for part in re.split(r";", files or "")):
        if not name:
            continue
        path = _path(source.path.parent, name)
        if path is None:
            faults += (f'no file "{name}"',)
            continue
        try:
            inner = Source.of(path, path.name)
            chosen = choose(inner)
            if chosen is None or chosen[0] == "zotero":
                faults += (f'"{name}" is no article',)
                continue
            for item in chosen[1].read(inner):
                if isinstance(item, Document):
                    return item, faults
        except (ReadError, OSError) as error:
            faults += (f'"{name}": {error}',)
    return None, faults


def _path(folder: Path, name: str) -> Path | None:
    """Where an attachment lies: as the record says, else below the export's folder."""
    plain = name.removeprefix("file://").replace("\\", "/")
    given = Path(plain)
    parts = [part for part in given.parts if part not in ("..", ".", given.anchor)]
    tries = [given] if given.is_absolute() else []
    tries += [folder.joinpath(*parts[start:]) for start in range(len(parts))]
    tries += [folder.joinpath("files", *parts[-count:]) for count in (2, 1) if len(parts) >= count]
    for path in tries:
        try:
            if path.is_file():
                return path
        except (OSError, ValueError):
            continue
    return None
