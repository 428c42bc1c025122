"""Terms as numbers: the vocabulary of a corpus, and weighted passage-by-term tables."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from toolkit.errors import EngineError
from toolkit.topics.engines.base import TopicInput

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

# A term in more than half of the articles says what the corpus is about, not what a passage is.
MAX_ARTICLE_SHARE = 0.5
_FEW_ARTICLES = 10


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Terms in alphabetical order with their weights (inverse article frequency)."""

    terms: tuple[str, ...]
    weights: tuple[float, ...]

    def index(self) -> dict[str, int]:
        """Term → column."""
        return {term: column for column, term in enumerate(self.terms)}


def vocabulary(data: TopicInput, *, min_articles: int | None = None) -> Vocabulary:
    """The terms that can tie passages of different articles together.

    A term weighs log((1 + articles) / articles that have it): counted in articles, because a term
    that one article repeats in all its passages is as rare as its article.

    Args:
        data: the passages.
        min_articles: a term must occur in as many articles; by default 1 to 5, growing with the
            corpus, and 1 again where that would leave more than a twentieth of the passages
            without a term.

    Raises:
        EngineError: no term is left.
    """
    articles: Counter[str] = Counter()
    seen: dict[str, set[str]] = {}
    for passage, terms in zip(data.passages, data.terms):
        seen.setdefault(passage.doc, set()).update(terms)
    for found in seen.values():
        articles.update(found)
    count = len(seen)
    least = _least(count) if min_articles is None else min_articles
    kept = _kept(articles, least, count)
    if min_articles is None and _bare(data, kept) > 0.05 * len(data):
        kept = _kept(articles, 1, count)
    if not kept:
        kept = set(articles)
    if not kept:
        raise EngineError(
            "no term in the passages", expected="words that are not stop words",
            advice="Check that the articles are in French and that the stop word list fits them",
        )
    ordered = tuple(sorted(kept))
    weights = tuple(math.log((1 + count) / articles[term]) for term in ordered)
    return Vocabulary(ordered, weights)


def _least(articles: int) -> int:
    for bound, least in ((5, 1), (50, 2), (1_000, 3)):
        if articles < bound:
            return least
    return 5


def _kept(articles: Counter[str], least: int, count: int) -> set[str]:
    most = count if count < _FEW_ARTICLES else MAX_ARTICLE_SHARE * count
    return {term for term, number in articles.items() if least <= number <= most}


def _bare(data: TopicInput, kept: set[str]) -> int:
    return sum(1 for terms in data.terms if terms and kept.isdisjoint(terms))


def counts(rows: Sequence[Sequence[str]], terms: Sequence[str]) -> csr_matrix:
    """How often each of ``terms`` (columns) occurs in each of ``rows``; others are not counted."""
    import numpy as np
    from scipy.sparse import csr_matrix

    column = {term: number for number, term in enumerate(terms)}
    pointers, indices, values = [0], [], []
    for row in rows:
        found = Counter(column[term] for term in row if term in column)
        for number in sorted(found):
            indices.append(number)
            values.append(float(found[number]))
        pointers.append(len(indices))
    return csr_matrix(
        (np.array(values), np.array(indices, dtype=np.int32), np.array(pointers, dtype=np.int64)),
        shape=(len(rows), len(column)),
    )


def tfidf(rows: Sequence[Sequence[str]], words: Vocabulary) -> csr_matrix:
    """Rows of unit length: (1 + log count) × weight."""
    import numpy as np
    from scipy.sparse import diags
    from sklearn.preprocessing import normalize

    table = counts(rows, words.terms)
    table.data = 1.0 + np.log(table.data)
    weighted: csr_matrix = normalize((table @ diags(np.array(words.weights))).tocsr())
    return weighted


def unit(vectors: NDArray[Any]) -> NDArray[np.float64]:
    """Rows scaled to length 1 and rounded to 6 decimals; a zero row stays zero.

    Rounding is what makes one machine's figures another's: sums of floats differ in the last
    digits with the number of threads.
    """
    import numpy as np

    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: NDArray[np.float64] = np.round(vectors / np.where(norms > 1e-12, norms, 1.0), 6)
    return scaled


def one_thread() -> AbstractContextManager[Any]:
    """Hold the numeric libraries to one thread, so that sums are made in one order."""
    from threadpoolctl import threadpool_limits

    limits: AbstractContextManager[Any] = threadpool_limits(limits=1)
    return limits


__all__ = ["Vocabulary", "counts", "one_thread", "tfidf", "unit", "vocabulary"]
