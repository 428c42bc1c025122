"""Names and values in the letters old tools can read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from toolkit.records import Document

FIELDS = ("source", "date", "genre", "section", "author")


def ascii_of(text: str) -> str:
    """The text without accents and ligatures; what has no plain letter is left out."""
    text = text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return plain.encode("ascii", "ignore").decode("ascii")


def token(text: str, *, blank: str = "_") -> str:
    """The text as one word of letters, digits, points, hyphens and ``blank``."""
    word = re.sub(r"[^A-Za-z0-9.\-]+", blank, ascii_of(text))
    return word.strip(blank + ".-")


def values(document: Document, fields: Iterable[str]) -> dict[str, str]:
    """The fields of a document that have a value: its own, or those of its ``meta``."""
    meta = dict(document.meta)
    found = {}
    for name in fields:
        value = getattr(document, name, None) if name in Document.__slots__ else meta.get(name)
        if value not in (None, "", ()):
            found[name] = str(value)
    return found
