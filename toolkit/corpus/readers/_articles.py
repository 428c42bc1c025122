"""From the facts a database prints about an article to a document, the same for all readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.corpus.columns import clean, count, dated
from toolkit.corpus.decode import text_warnings
from toolkit.corpus.source import Item, Source
from toolkit.errors import ReadError
from toolkit.records import Document

# The facts that are fields of a document; all others go to ``meta``.
KNOWN = ("title", "author", "date", "source", "genre", "section", "url", "language", "words")


@dataclass(slots=True)
class Articles:
    """Makes the documents of one file: unique ids, checked texts, dates in ISO."""

    source: Source
    format: str
    warnings: tuple[str, ...] = ()
    dateless: bool = False  # the format has no place for a date: none is no news
    seen: set[str] = field(default_factory=set)
    number: int = 0

    def document(
        self, lines: Sequence[str], facts: Mapping[str, str | None], *, key: str | None = None,
        warnings: tuple[str, ...] = (), alone: bool = False,
    ) -> Item:
        """A document, or the `rejected` row of an article without text.

        Args:
            lines: the paragraphs of the body.
            facts: ``KNOWN`` names and whatever else the source says, in order.
            key: the article's own id; its number in the file where it has none.
            alone: the only article of its file, whose id is the file's.
        """
        self.number += 1
        text = "\n".join(line for line in lines if line.strip())
        name = self._name(key)
        if fault := _fault(text, facts.get("title")):
            return self.source.reject(fault, place=name, kind="article")
        iso, raw, odd = dated(facts.get("date"))
        if iso is None and raw is None:
            odd = () if self.dateless else ("no date is given",)
        meta = tuple(
            (fact, value) for fact, cell in facts.items()
            if fact not in KNOWN and (value := clean(cell)) is not None
        )
        return Document(
            id=self.source.id if alone else self.source.document_id(name), text=text,
            title=clean(facts.get("title")), author=clean(facts.get("author")), date=iso,
            date_raw=raw, source=clean(facts.get("source")),
            genre=clean(facts.get("genre")), section=clean(facts.get("section")),
            url=clean(facts.get("url")), language=clean(facts.get("language")),
            path=str(self.source.path), word_count=count(clean(facts.get("words"))),
            format=self.format, meta=meta,
            warnings=self.warnings + warnings + odd + text_warnings(text),
        )

    def rejected(self, error: ReadError, *, key: str | None = None) -> Item:
        """The `rejected` row of the next article."""
        self.number += 1
        return self.source.reject(error, place=self._name(key), kind="article")

    def _name(self, key: str | None) -> str:
        name = clean(key) or str(self.number)
        if name in self.seen:
            name = f"{name}.{self.number}"
        self.seen.add(name)
        return name


def _fault(text: str, title: str | None) -> ReadError | None:
    shown = f' "{(clean(title) or "")[:60]}"' if title else ""
    if not text.strip():
        return ReadError(
            f"the article{shown} has no text", code="no_text", expected="its full text",
            advice="Export it with its full text",
        )
    if "\x00" in text:
        return ReadError(
            f"a NUL character in the article{shown}", code="nul", advice="Export the article again"
        )
    return None


def some(items: Iterator[Item], source: Source, what: str) -> Iterator[Item]:
    """The items, and an error where there was none at all.

    Raises:
        ReadError: nothing was found; ``what`` says what was looked for.
    """
    empty = True
    for item in items:
        empty = False
        yield item
    if empty:
        raise ReadError(
            "no article found",
            code="no_article", place=source.id, expected=what, advice="Export the file again"
        )
