"""What every measure asks of its input, refused in one wording."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from toolkit.errors import StatisticsError, unknown_name

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def counts(name: str, values: ArrayLike, *, dimensions: int) -> Floats:
    """``values`` as non-negative finite floats with ``dimensions`` axes."""
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != dimensions:
        raise StatisticsError(
            f"{name} has {array.ndim} dimensions", expected=f"{dimensions}",
            advice="See the shapes in the function's documentation",
        )
    if array.size and (not np.isfinite(array).all() or array.min() < 0):
        raise StatisticsError(
            f"{name} holds a negative, infinite or missing value", expected="counts of 0 or more"
        )
    return array


def same_length(first: tuple[str, Sequence[Any] | NDArray[Any]],
                second: tuple[str, Sequence[Any] | NDArray[Any]]) -> None:
    """Refuse two inputs that should have one entry per article and do not agree on how many."""
    (name_a, a), (name_b, b) = first, second
    if len(a) != len(b):
        raise StatisticsError(
            f"{name_a} has {len(a)} entries and {name_b} has {len(b)}",
            expected="one entry per unit in both",
        )


def probability(name: str, value: float) -> float:
    """``value`` if it lies strictly between 0 and 1."""
    if not 0 < value < 1:
        raise StatisticsError(f"{name} = {value}", expected="a number between 0 and 1, exclusive")
    return value


def choice(what: str, name: str, allowed: Any) -> None:
    """Refuse ``name`` unless it is one of the values of the ``Literal`` type ``allowed``."""
    known = list(get_args(allowed))
    if name not in known:
        raise unknown_name(what, name, known)


Alternative = Literal["two-sided", "greater", "less"]
