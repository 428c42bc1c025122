"""PDF documents: one article per file, lines joined to paragraphs, running heads left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from toolkit.corpus.columns import clean
from toolkit.corpus.readers._articles import Articles
from toolkit.corpus.source import Item, Source
from toolkit.errors import ReadError

SUFFIXES = (".pdf",)
MAX_PAGES = 2000
_SOFT = "\u0002\ufffe\u00ad"
_PAGE_NUMBER = re.compile(
    r"(?:p(?:age|\.)?\s*)?[-–—]?\s*\d{1,4}\s*(?:[-–—]|(?:/|sur|of)\s*\d{1,4})?", re.IGNORECASE
)
_END = re.compile(r"[.!?…:»\"”]\s*$")
_BULLET = re.compile(r"[•●◦▪–—-]\s|\d{1,2}[.)]\s")
# Words whose hyphen stays when a line breaks after it ("peut-être", "lui-même").
_HYPHENED = re.compile(
    r"\b(?:peut|celui|celle|ceux|celles|lui|elle|eux|elles|soi|moi|toi|nous|vous|non|ex|anti|semi"
    r"|mi|demi|sous|avant|après|contre|auto|micro|quasi|co|bien|grand|dit|est|a|ont|sont|chef|dix"
    r"|vingt|trente|quarante|cinquante|soixante|quatre|rendez|va|porte|savoir|faut|là|ci|jusque"
    r"|moyen|court|long|haut|bas|franco)-$", re.IGNORECASE,
)


def sniff(source: Source) -> int:
    """Its first five bytes, which may stand a little lower."""
    return 90 if b"%PDF-" in source.head[:1024] else 0


def read(source: Source) -> Iterator[Item]:
    """The text of all pages.

    Title and author are the file's properties; its date is when the file was made, not when the
    article appeared, and stays in meta.

    Raises:
        ReadError: damaged, encrypted, or pictures without text.
    """
    source.data()  # larger than any article: told before the library opens it
    opened = _open(source)
    try:
        if len(opened) > MAX_PAGES:
            raise ReadError(f"{len(opened)} pages", code="too_large", place=source.id,
                            expected=f"at most {MAX_PAGES}", advice="Cut it into articles")
        properties = dict(opened.get_metadata_dict(skip_empty=True))
        pages = [_page(opened, number) for number in range(len(opened))]
    finally:
        opened.close()
    lost = sum(page is None for page in pages)
    lines = paragraphs([page or [] for page in pages])
    if not lines:
        raise ReadError(
            "no text in this PDF: its pages are pictures", code="pictures", place=source.id,
            advice="Recognise its text (OCR) first",
        )
    facts = {
        "title": _title(properties.get("Title")), "author": clean(properties.get("Author")),
        "created": clean(properties.get("CreationDate")), "pages": str(len(pages)),
    }
    told = (f"{lost} of {len(pages)} pages cannot be read",) if lost else ()
    made = Articles(source, "pdf", dateless=True)
    yield made.document(lines, facts, alone=True, warnings=told)


def _open(source: Source) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(str(source.path))
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold():
            raise ReadError("the PDF is protected by a password", code="password", place=source.id,
                            advice="Save a copy without a password") from error
        raise ReadError(f"the PDF is cut short or damaged ({error})",
                        code="damaged", place=source.id,
                        advice="Download it again") from error


def _page(opened: Any, number: int) -> list[str] | None:
    import pypdfium2

    try:
        page = opened[number]
        text = page.get_textpage()
        try:
            found = str(text.get_text_bounded())
        finally:
            text.close()
            page.close()
    except pypdfium2.PdfiumError:
        return None
    return [line.strip() for line in found.replace("\r\n", "\n").replace("\r", "\n").split("\n")]


def _title(value: str | None) -> str | None:
    """The title, unless a program wrote a file's name there."""
    title = clean(value)
    if title and re.search(r"\.(?:docx?|indd|qxd|pdf|odt)$|^Microsoft Word", title, re.IGNORECASE):
        return None
    return None if title and title.casefold() in ("untitled", "sans titre") else title


def paragraphs(pages: list[list[str]]) -> list[str]:
    """The lines of pages as paragraphs: wrapped lines joined, words cut at a line's end mended."""
    running = _running(pages)
    full = _width(pages)
    lines: list[str] = []
    open_line = False
    for page in pages:
        kept = [line for line in page if _shape(line) not in running]
        while kept and (not kept[-1] or _PAGE_NUMBER.fullmatch(kept[-1])):
            kept.pop()
        while kept and (not kept[0] or _PAGE_NUMBER.fullmatch(kept[0])):
            kept.pop(0)
        for line in kept:
            if not line:
                open_line = False
            elif open_line and not _begins(lines[-1], line, full):
                lines[-1] = _join(lines[-1], line)
                open_line = _goes_on(line, full)
            else:
                lines.append(line)
                open_line = _goes_on(line, full)
    return [line.translate({ord(mark): None for mark in _SOFT}) for line in lines]


def _goes_on(line: str, full: int) -> bool:
    """Whether a line was ended by the margin: it is nearly full, or cut within a word or clause."""
    if line[-1] in "-,;" + _SOFT:
        return True
    return len(line) >= (0.9 if _END.search(line) else 0.6) * full


def _begins(before: str, line: str, full: int) -> bool:
    """Whether a line begins a paragraph though the one before is full: a point, or short."""
    return bool(_BULLET.match(line) or (_END.search(before) and len(line) < 0.6 * full))


def _width(pages: list[list[str]]) -> int:
    """The length of a full line: nine tenths of the lines of running text are shorter."""
    lengths = sorted(len(line) for page in pages for line in page if len(line) > 20)
    return lengths[int(0.9 * (len(lengths) - 1))] if lengths else 1


def _join(first: str, second: str) -> str:
    if first[-1] in _SOFT:
        return first[:-1] + second
    if first.endswith("-") and len(first) > 1 and first[-2].isalpha() and second[0].islower():
        return first + second if _HYPHENED.search(first) else first[:-1] + second
    return f"{first} {second}"


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _running(pages: list[list[str]]) -> set[str]:
    """Lines that stand at the top or the bottom of most pages: heads, feet, not text."""
    if len(pages) < 3:
        return set()
    seen: Counter[str] = Counter()
    for page in pages:
        full = [line for line in page if line]
        seen.update({_shape(line) for line in (*full[:2], *full[-2:]) if len(line) < 120})
    return {line for line, times in seen.items() if times >= max(3, 0.6 * len(pages))}
