"""TXM corpora: a folder of texts and their metadata.csv (import module TXT + CSV)."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from toolkit.corpus.writers._names import FIELDS, token, values
from toolkit.errors import UsageError
from toolkit.records import Document


def write_txm(
    documents: Iterable[Document], folder: Path, *,
    fields: Sequence[str] = (*FIELDS, "title", "url"),
    text: Callable[[Document], str] | None = None,
) -> int:
    """Write one ``.txt`` file per document and a ``metadata.csv`` that names them.

    The first column, ``id``, is the file's name without its ending; ``doc`` is the document's id.
    Headers are ASCII, cells are quoted, a missing value is "NA" (TXM takes none for an error).

    Args:
        folder: made if missing; it must be empty.

    Returns:
        How many were written.

    Raises:
        UsageError: the folder holds something already.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise UsageError("the folder is not empty", place=str(folder),
                         expected="a new or empty folder", advice="Name another one")
    headers = ["id", "doc", *(token(name, blank="") for name in fields)]
    used: set[str] = set()
    count = 0
    with (folder / "metadata.csv").open("w", encoding="utf-8", newline="") as handle:
        table = csv.writer(handle, quoting=csv.QUOTE_ALL, lineterminator="\n")
        table.writerow(headers)
        for document in documents:
            body = text(document) if text else document.text
            if not body.strip():
                continue
            count += 1
            name = _name(document.id, count, used)
            found = values(document, fields)
            (folder / f"{name}.txt").write_text(body, encoding="utf-8", newline="\n")
            cells = (" ".join(found.get(field, "NA").split()) for field in fields)
            table.writerow([name, document.id, *cells])
    return count


def _name(id: str, number: int, used: set[str]) -> str:
    """A file name every system accepts, like the document's id."""
    name = token(id.removesuffix(".txt"), blank="-")[:80] or f"texte-{number}"
    if name.casefold() in used or name.casefold() == "metadata":
        name = f"{name}-{number}"
    used.add(name.casefold())
    return name
