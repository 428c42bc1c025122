"""What marks a class: signed chi² and G² of terms, and of variables that took no part in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp

from toolkit.errors import EngineError
from toolkit.topics.reinert.tables import Floats, Integers, Sparse


@dataclass(frozen=True, slots=True)
class Profiles:
    """Each class against all other placed segments.

    ``chi2`` and ``g2`` are (classes, columns), above 0 where a class over-uses the column's term
    and below 0 where it avoids it; not-a-number where nothing can be compared (a single class).
    ``inside`` and ``outside`` count it in and out of the class; ``sizes`` is what a class holds
    in all (segments, or tokens).
    """

    chi2: Floats
    g2: Floats
    inside: Floats
    outside: Floats
    sizes: Floats


def profiles(matrix: Any, classes: Integers, *, tokens: bool = False) -> Profiles:
    """Signed chi² and G² of every term in every class.

    Args:
        matrix: segments by terms. Cells above 0 are "present" unless ``tokens``.
        classes: (segments,) from 0; segments of class -1 are left out of both sides.
        tokens: count occurrences (as quanteda and rainette do, with their Yates rule) rather
            than segments that hold the term (as IRaMuTeQ does, without correction).
    Returns:
        Profiles. They rank terms: a class was made to be different, so no p follows from them.
    Raises:
        EngineError: when matrix and classes differ in length or no segment has a class.
    Source: Reinert 1983 (signed chi² of presence); Dunning 1993 (G²).
    """
    from toolkit.statistics import keyness_chi_square, log_likelihood

    table = sp.csr_matrix(matrix, dtype=np.float64, copy=True)
    if table.shape[0] != len(classes) or not len(classes) or int(classes.max()) < 0:
        raise EngineError(
            f"{len(classes)} classes for {table.shape[0]} segments",
            expected="one class per segment, and a segment that has one",
        )
    if not tokens:
        table.data = (table.data > 0).astype(np.float64)
    placed = np.flatnonzero(classes >= 0)
    k = int(classes.max()) + 1
    gather = _indicator(classes[placed], k).T
    inside = np.asarray((gather @ table[placed]).todense(), dtype=np.float64)
    sizes = inside.sum(axis=1) if tokens else np.bincount(classes[placed], minlength=k) * 1.0
    outside = inside.sum(axis=0) - inside
    chi2, g2 = np.full_like(inside, np.nan), np.full_like(inside, np.nan)
    everything = float(sizes.sum())
    for place, size in enumerate(sizes):
        if 0 < size < everything:
            parts = (inside[place], outside[place], float(size), everything - float(size))
            chi2[place] = keyness_chi_square(*parts, small_counts=tokens)
            g2[place] = log_likelihood(*parts, small_counts=tokens)
    return Profiles(chi2, g2, inside, outside, np.asarray(sizes, dtype=np.float64))


@dataclass(frozen=True, slots=True)
class Modality:
    """One value of an illustrative variable in one class.

    ``segments`` of its ``all_segments`` are in the class, from ``documents`` different documents
    of its ``all_documents``; ``chi2`` is signed, on segments. Segments of one document are not
    independent: set few documents against a high chi².
    """

    value: str
    place: int
    chi2: float | None
    segments: int
    all_segments: int
    documents: int
    all_documents: int


def illustrate(
    values: Sequence[str | None], documents: Sequence[str], classes: Integers
) -> list[Modality]:
    """How the values of a variable (a source, a year) spread over the classes.

    Args:
        values, documents: (segments,) value (``None`` = unknown, left out) and document of each.
        classes: (segments,) from 0; -1 = none, left out.
    Returns:
        One entry per value and class, values in alphabetical order. ``chi2`` is ``None`` where
        the table of value by class has an empty margin.
    """
    rows = [i for i, value in enumerate(values) if value is not None and classes[i] >= 0]
    if not rows:
        return []
    names = sorted({str(values[i]) for i in rows})
    column = {name: j for j, name in enumerate(names)}
    table = _indicator(np.array([column[str(values[i])] for i in rows]), len(names))
    found = profiles(table, classes[rows])
    per_class: dict[tuple[str, int], set[str]] = {}
    per_value: dict[str, set[str]] = {}
    for i in rows:
        per_class.setdefault((str(values[i]), int(classes[i])), set()).add(documents[i])
        per_value.setdefault(str(values[i]), set()).add(documents[i])
    return [
        Modality(
            name, place, None if np.isnan(found.chi2[place, j]) else float(found.chi2[place, j]),
            int(found.inside[place, j]), int(found.inside[:, j].sum()),
            len(per_class.get((name, place), ())), len(per_value[name]),
        )
        for j, name in enumerate(names) for place in range(len(found.sizes))
    ]


def _indicator(labels: Integers, k: int) -> Sparse:
    return sp.csr_matrix(
        (np.ones(len(labels)), (np.arange(len(labels)), labels)), shape=(len(labels), k)
    )
