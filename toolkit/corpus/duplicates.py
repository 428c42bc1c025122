"""Near-duplicates: agency copies, syndication, editions, AMP pages. Grouped, never dropped.

MinHash signatures of word triples find candidates (Broder 1997; banding after Leskovec, Rajaraman
and Ullman 2020, ch. 3), and every candidate is verified on the triples themselves.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from toolkit.errors import DataError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]

# Words of a shingle; 64 bands of 3 rows: a pair of Jaccard .3 is met with p = .83, .4 with .99.
SHINGLE = 3
BANDS = 64
ROWS = 3
SEED = 20240911
# Of a larger bucket each text is compared with this many neighbours: they are chained anyway.
NEIGHBOURS = 8
# In more texts than this, and than this share of them, a triple is a formula ("Tous droits …").
FORMULA = 30
FORMULA_SHARE = 0.005
# Fewer shingles than this tell nothing but identity.
SHORT = 20
_WORD = re.compile(r"[^\W_]+")


class Member(NamedTuple):
    """Where a document stands among its near-duplicates.

    ``cluster``: the same for all of a group (the first id of the group in alphabetical order).
    ``representative``: the id of its longest text, the earliest by date among equals.
    ``similarity``: to the representative, 0 to 1, see :func:`similarity`; 1 for itself.
    """

    cluster: str
    representative: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When two texts are copies.

    ``jaccard``: share of the triples of both texts that both have. ``contained``: share of the
    shorter text's triples that the longer has, where the shorter is at least ``ratio`` of the
    longer. ``identical``: the Jaccard share asked of texts of a few words.
    """

    jaccard: float = 0.4
    contained: float = 0.55
    ratio: float = 0.2
    identical: float = 0.8


DEFAULT = Thresholds()


def cluster(
    documents: Iterable[tuple[str, ...]], *, thresholds: Thresholds = DEFAULT
) -> dict[str, Member]:
    """Group texts that are copies of each other.

    Args:
        documents: (id, text) or (id, text, date), in any order; read once. Of the texts only
            signatures are kept, some 3 kB each.

    Returns:
        Id → where it stands, for every document; one without copies is its own representative.
        The same for any order of the documents.

    Raises:
        DataError: an id comes twice.
    """
    rows = sorted(_rows(documents))
    ids = [row[0] for row in rows]
    for first, second in pairwise(ids):
        if first == second:
            raise DataError(f'the id "{first}" comes twice', advice="Give each document its own id")
    shingles = [row[3] for row in rows]
    _without_formulas(shingles)
    groups = _Groups(len(rows))
    for one, two in _candidates(shingles):
        if groups.root(one) == groups.root(two):
            continue  # what is grouped already need not be compared again
        if _alike(shingles[one], shingles[two], thresholds):
            groups.join(one, two)
    return _members(rows, groups)


def similarity(first: str, second: str) -> float:
    """How much of the shorter text stands in the longer one, by word triples: 0 to 1.

    The share of the shorter's triples (1 for a cut copy), so that a copy with a tenth of its
    words changed has about 0.73. Two texts without a word: 0.
    """
    return _contained(_shingles(first), _shingles(second))


def _rows(documents: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, int, str, Any]]:
    """(id, length, date or a late one, shingles)."""
    for document in documents:
        date = document[2] if len(document) > 2 and document[2] else "9999"
        yield document[0], len(document[1]), date, _Unordered(_shingles(document[1]))


class _Unordered:
    """Keeps arrays out of the sorting of rows, whose ids decide."""

    __slots__ = ("hashes",)

    def __init__(self, hashes: Hashes) -> None:
        self.hashes = hashes

    def __lt__(self, other: object) -> bool:
        return False


_CACHE: dict[str, int] = {}


def _code(word: str) -> int:
    code = _CACHE.get(word)
    if code is None:
        if len(_CACHE) > 500_000:
            _CACHE.clear()
        plain = unicodedata.normalize("NFKD", word)
        plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
        code = _CACHE[word] = zlib.crc32(plain.encode("utf-8", "replace"))
    return code


def _shingles(text: str) -> Hashes:
    """The distinct word triples of a text, sorted; case, accents and stops do not count."""
    import numpy as np

    codes = np.fromiter((_code(word) for word in _WORD.findall(text.casefold())), dtype=np.uint64)
    if not len(codes):
        return codes
    width = min(SHINGLE, len(codes))
    mixed = np.zeros(len(codes) - width + 1, dtype=np.uint64)
    for place in range(width):
        mixed = (mixed ^ codes[place : place + len(mixed)]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return np.unique((mixed >> np.uint64(32)).astype(np.uint32)).astype(np.uint32)


def _without_formulas(shingles: list[_Unordered]) -> None:
    """Take out triples that so many texts share that they are a house's formula, not a story.

    A text that has nothing else keeps them, and is only grouped with its like.
    """
    import numpy as np

    if len(shingles) <= FORMULA:
        return
    values, counts = np.unique(np.concatenate([s.hashes for s in shingles]), return_counts=True)
    formulas = values[counts > max(FORMULA, FORMULA_SHARE * len(shingles))]
    if not len(formulas):
        return
    for row in shingles:
        own = row.hashes[~np.isin(row.hashes, formulas)]
        row.hashes = own if len(own) else row.hashes


def _contained(first: Any, second: Any) -> float:
    if not len(first) or not len(second):
        return 0.0
    return _common(first, second) / min(len(first), len(second))


def _common(first: Any, second: Any) -> int:
    """How many numbers two sorted arrays share."""
    import numpy as np

    if len(first) > len(second):
        first, second = second, first
    at = np.searchsorted(second, first)
    at[at == len(second)] = 0
    return int(np.count_nonzero(second[at] == first))


def _alike(one: Any, two: Any, thresholds: Thresholds) -> bool:
    first, second = one.hashes, two.hashes
    small, large = sorted((len(first), len(second)))
    if not small:
        return False
    common = _common(first, second)
    jaccard = common / (small + large - common)
    if small < SHORT:
        return jaccard >= thresholds.identical
    if jaccard >= thresholds.jaccard:
        return True
    return small >= thresholds.ratio * large and common / small >= thresholds.contained


def _candidates(shingles: list[Any]) -> Iterator[tuple[int, int]]:
    """Pairs that share a band of their signatures, each band in turn."""
    import numpy as np

    signatures = np.empty((len(shingles), BANDS * ROWS), dtype=np.uint32)
    random = np.random.default_rng(SEED)
    factors = random.integers(1, 2**63, size=(BANDS * ROWS, 1), dtype=np.uint64) | np.uint64(1)
    terms = random.integers(0, 2**63, size=(BANDS * ROWS, 1), dtype=np.uint64)
    for number, row in enumerate(shingles):
        hashes = row.hashes.astype(np.uint64)
        if len(hashes):
            permuted = (factors * hashes + terms) >> np.uint64(32)
            signatures[number] = permuted.min(axis=1).astype(np.uint32)
    full = np.flatnonzero([len(row.hashes) > 0 for row in shingles])
    for band in range(BANDS):
        rows = signatures[full, band * ROWS : (band + 1) * ROWS].astype(np.uint64)
        keys = rows[:, 0]
        for column in range(1, ROWS):
            keys = (keys * np.uint64(0x100000001B3)) ^ rows[:, column]
            keys ^= keys << np.uint64(17)
        order = np.argsort(keys, kind="stable")
        yield from _neighbours(full[order], keys[order])


def _neighbours(order: Any, keys: Any) -> Iterator[tuple[int, int]]:
    """Each member of a run of equal keys with those just before it."""
    import numpy as np

    for gap in range(1, NEIGHBOURS + 1):
        for at in np.flatnonzero(keys[gap:] == keys[:-gap]):
            yield int(order[at]), int(order[at + gap])


class _Groups:
    """Disjoint sets."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def root(self, item: int) -> int:
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def join(self, one: int, two: int) -> None:
        first, second = sorted((self.root(one), self.root(two)))
        self.parent[second] = first


def _members(rows: list[Any], groups: _Groups) -> dict[str, Member]:
    together: dict[int, list[int]] = {}
    for number in range(len(rows)):
        together.setdefault(groups.root(number), []).append(number)
    found: dict[str, Member] = {}
    for numbers in together.values():
        best = min(numbers, key=lambda n: (-rows[n][1], rows[n][2], rows[n][0]))
        name = rows[numbers[0]][0]
        for number in numbers:
            alike = 1.0 if number == best else _contained(
                rows[number][3].hashes, rows[best][3].hashes
            )
            found[rows[number][0]] = Member(name, rows[best][0], round(alike, 4))
    return dict(sorted(found.items()))


def representatives(members: Mapping[str, Member]) -> frozenset[str]:
    """The ids to keep where each group counts once."""
    return frozenset(member.representative for member in members.values())
