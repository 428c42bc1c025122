"""Relations that grammar settles: a clause under "parce que" is never a complement."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from toolkit.errors import KnowledgeError
from toolkit.french.features import plain
from toolkit.french.store import MODELS

MARKERS = MODELS / "markers.toml"


def settle_clauses(
    forms: Sequence[str], heads: Sequence[int], relations: Sequence[str]
) -> list[int]:
    """Places of the words called ccomp whose marker only opens adverbial clauses.

    Args:
        forms: the words of one sentence.
        heads: for each word its head's position from 1, 0 for the root.
        relations: for each word its relation.
    """
    return sorted(
        {
            head - 1
            for form, head, relation in zip(forms, heads, relations, strict=True)
            if relation == "mark"
            and head
            and relations[head - 1] == "ccomp"
            and plain(form).lower() in adverbial()
        }
    )


@lru_cache(maxsize=1)
def adverbial() -> frozenset[str]:
    """The words of data/models/markers.toml."""
    return read_markers(MARKERS)


def read_markers(path: Path) -> frozenset[str]:
    """The adverbial markers of a file.

    Raises:
        KnowledgeError: the file cannot be read, or does not hold a list of words.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8")).get("adverbial")
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise KnowledgeError(
            f"cannot read the clause markers ({problem})",
            place=str(path),
            expected="TOML with a list named adverbial",
            advice="reinstall the package",
        ) from problem
    if not isinstance(found, list) or not all(isinstance(w, str) and w for w in found):
        raise KnowledgeError(
            "adverbial is not a list of words",
            place=f"{path}: adverbial",
            expected="a list of non-empty strings",
            advice="correct the file",
        )
    return frozenset(found)
