"""Mojibake mended on request: « lÃ©gal » to « légal », with the text as found kept beside it."""

from __future__ import annotations

from dataclasses import replace

from toolkit.corpus.decode import text_warnings
from toolkit.records import Document


def mend(document: Document) -> Document:
    """``document`` with accents that were decoded twice set right, if it has any.

    Only lines with such marks are touched, and quotation marks, apostrophes and ligatures are left
    as they are (ftfy, Speer 2019). The text as found is kept in ``meta`` as "text_as_found", and
    a warning counts the lines changed. A document without mojibake is returned unchanged.
    """
    if not any(warning.startswith("mojibake") for warning in text_warnings(document.text)):
        return document
    from ftfy import TextFixerConfig, fix_encoding

    config = TextFixerConfig(
        uncurl_quotes=False, fix_latin_ligatures=False, fix_character_width=False,
        fix_line_breaks=False, normalization=None, unescape_html=False,
        remove_terminal_escapes=False, remove_control_chars=False,
    )
    lines = document.text.split("\n")
    mended = [fix_encoding(line, config) for line in lines]
    changed = sum(old != new for old, new in zip(lines, mended))
    if not changed:
        return document
    kept = tuple(w for w in document.warnings if not w.startswith("mojibake"))
    return replace(
        document, text="\n".join(mended), meta=(*document.meta, ("text_as_found", document.text)),
        warnings=(*kept, f"mojibake mended in {changed} line(s); the text as found is kept"),
    )
