"""IRaMuTeQ corpora: a starred line, then the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from toolkit.corpus.writers._names import FIELDS, token, values
from toolkit.records import Document


def write_iramuteq(
    documents: Iterable[Document], path: Path, *, fields: Sequence[str] = FIELDS,
    text: Callable[[Document], str] | None = None,
) -> int:
    """Write documents as an IRaMuTeQ corpus in UTF-8, one after the other.

    Each text opens with ``**** *id_… *source_Le_Monde *date_2024-09-11 *am_2024-09``: names and
    values without accents, blanks as "_". ``am`` is year and month, for tables over time. In the
    texts asterisks become blanks ("·" within a word) and blank lines go: both mean something there.

    Args:
        fields: the variables, fields of a document or names of its ``meta``; those without a
            value are left out.
        text: what to write of a document, where it is not all of its text.

    Returns:
        How many were written; documents without text are not.
    """
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as handle:
        for document in documents:
            body = _body(text(document) if text else document.text)
            if not body:
                continue
            handle.write(_stars(document, fields) + "\n" + body + "\n\n")
            count += 1
    return count


def _stars(document: Document, fields: Sequence[str]) -> str:
    found = {"id": document.id} | values(document, fields)
    if re.match(r"\d{4}-\d{2}", found.get("date", "")):
        found["am"] = found["date"][:7]
    stars = [
        f"*{token(name, blank='')}_{word}" for name, value in found.items()
        if (word := token(value)) and token(name, blank="")
    ]
    return " ".join(("****", *stars))


def _body(text: str) -> str:
    # Within a word ("salarié*e*s") the middle point means the same and is harmless.
    text = re.sub(r"(?<=\w)\*(?=\w)", "·", text).replace("*", " ")
    lines = (re.sub(" {2,}", " ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)
