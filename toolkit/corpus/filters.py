"""What part of a corpus is studied: by date, source, genre and words, or a sample of it."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from toolkit.errors import UsageError
from toolkit.records import Document

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_TOKEN = re.compile(r'\s*(?:"([^"]*)"|«\s*([^»]*?)\s*»|([()])|([^\s()"«»]+))')
_AND, _OR, _NOT = ("and", "et"), ("or", "ou"), ("not", "sauf")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which documents are on topic.

    ``since`` and ``until``: ISO dates, or a year or month, both included; an undated document is
    off topic when either is given, and one of a known year or month is kept if any of its days
    fits. ``sources``, ``genres``: names, compared without case and accents; none means all.
    ``query``: see :class:`Query`.
    """

    since: str | None = None
    until: str | None = None
    sources: Sequence[str] = ()
    genres: Sequence[str] = ()
    query: str | None = None
    _query: Query | None = field(init=False, default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name, value in (("since", self.since), ("until", self.until)):
            if value is not None and not _DATE.fullmatch(value):
                raise UsageError(f'{name} "{value}"', expected="YYYY, YYYY-MM or YYYY-MM-DD")
        if self.since and self.until and _first(self.since) > _last(self.until):
            raise UsageError(f"since {self.since} is after until {self.until}",
                             advice="Exchange them")
        if self.query is not None:
            object.__setattr__(self, "_query", Query(self.query))

    def reason(self, document: Document) -> str | None:
        """Why one is off topic: "undated", "date", "source", "genre", "query"; else ``None``."""
        if (self.since or self.until) and not document.date:
            return "undated"
        if self.since and _last(document.date or "") < _first(self.since):
            return "date"
        if self.until and _first(document.date or "") > _last(self.until):
            return "date"
        if self.sources and fold(document.source or "") not in {fold(s) for s in self.sources}:
            return "source"
        if self.genres and fold(document.genre or "") not in {fold(g) for g in self.genres}:
            return "genre"
        text = f"{document.title or ''}\n{document.text}"
        return "query" if self._query is not None and not self._query.matches(text) else None


def fold(text: str) -> str:
    """The text without case and accents, apostrophes straight."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    return "".join(mark for mark in plain if not unicodedata.combining(mark))


def _first(date: str) -> str:
    return date + "-01-01"[len(date) - 4 :] if len(date) < 10 else date


def _last(date: str) -> str:
    return date + "-12-31"[len(date) - 4 :] if len(date) < 10 else date


class Query:
    """A keyword query: ``("intelligence artificielle" OU IA) ET (emploi* OU travail) SAUF foot``.

    Words and quoted phrases match whole words, without case and accents; ``*`` stands for any
    letters. AND/ET, OR/OU, NOT/SAUF and parentheses combine them, AND binding closer than OR; two
    terms beside each other are joined by AND. Operators are in capitals.

    Raises:
        UsageError: a parenthesis is not closed, or an operator has nothing to combine.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._tokens = self._cut(text)
        self._at = 0
        self._tree = self._either()
        if self._at < len(self._tokens):
            raise self._fault(f'"{self._tokens[self._at][1]}" is not expected here')

    def matches(self, text: str) -> bool:
        """Whether a text answers the query."""
        return _holds(self._tree, fold(text))

    def _cut(self, text: str) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for match in _TOKEN.finditer(text):
            phrase, guillemets, mark, word = match.groups()
            if mark:
                found.append((mark, mark))
            elif word and word.isupper() and fold(word) in (*_AND, *_OR, *_NOT):
                kind = "and" if fold(word) in _AND else "or" if fold(word) in _OR else "not"
                found.append((kind, word))
            else:
                found.append(("term", phrase or guillemets or word or ""))
        return found

    def _peek(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else "end"

    def _either(self) -> Tree:
        parts = [self._all()]
        while self._peek() == "or":
            self._at += 1
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else ("or", parts)

    def _all(self) -> Tree:
        parts = [self._one()]
        while self._peek() in ("and", "not", "term", "("):
            if self._peek() == "and":
                self._at += 1
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else ("and", parts)

    def _one(self) -> Tree:
        kind = self._peek()
        if kind == "end" or kind in ("and", "or", ")"):
            raise self._fault("a word is missing")
        self._at += 1
        if kind == "not":
            return ("not", [self._one()])
        if kind == "(":
            inner = self._either()
            if self._peek() != ")":
                raise self._fault("a parenthesis is not closed")
            self._at += 1
            return inner
        return ("term", _pattern(self._tokens[self._at - 1][1]))

    def _fault(self, what: str) -> UsageError:
        return UsageError(f'query "{self.text}": {what}',
                          expected='such as (IA OU robot*) ET "marché du travail"')


Tree = tuple[str, "list[Tree] | re.Pattern[str]"]


def _pattern(term: str) -> re.Pattern[str]:
    words = [re.escape(word).replace(r"\*", r"\w*") for word in fold(term).split()]
    return re.compile(r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)")


def _holds(tree: Tree, text: str) -> bool:
    kind, parts = tree
    if isinstance(parts, re.Pattern):
        return parts.search(text) is not None
    if kind == "not":
        return not _holds(parts[0], text)
    if kind == "or":
        return any(_holds(part, text) for part in parts)
    return all(_holds(part, text) for part in parts)


def sample(
    documents: Iterable[tuple[str, str | None]], size: int, *, seed: int = 0
) -> frozenset[str]:
    """The ids of a stratified random sample: as many of each stratum as its share asks for.

    Args:
        documents: (id, stratum), such as the source; ``None`` is a stratum of its own.
        size: how many; all of them where there are not more.

    Returns:
        Exactly ``size`` ids (largest remainders), every stratum of at least ``n / size``
        documents among them; the same for the same seed, whatever the order.

    Raises:
        UsageError: ``size`` is below 1.
    """
    if size < 1:
        raise UsageError(f"a sample of {size}", expected="at least 1")
    strata: dict[str, list[str]] = {}
    for id, stratum in documents:
        strata.setdefault(stratum or "", []).append(id)
    total = sum(map(len, strata.values()))
    if size >= total:
        return frozenset(id for ids in strata.values() for id in ids)
    shares = {name: size * len(ids) / total for name, ids in strata.items()}
    counts = {name: int(share) for name, share in shares.items()}
    rest = sorted(shares, key=lambda name: (counts[name] - shares[name], name))
    for name in rest[: size - sum(counts.values())]:
        counts[name] += 1
    chosen: set[str] = set()
    for name in sorted(strata):
        # One generator per stratum: another source in the corpus does not change this one's draw.
        chosen.update(random.Random(f"{seed}/{name}").sample(sorted(strata[name]), counts[name]))
    return frozenset(chosen)
