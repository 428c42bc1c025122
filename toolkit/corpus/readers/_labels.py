"""The names press databases give to the parts of an article, from ``lexicons/exports.toml``."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from toolkit.codebook import load_lexicon


class _Exports(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    factiva: dict[str, str]
    nexis: dict[str, tuple[str, ...]]


def folded(label: str) -> str:
    """A label without case, accents, blanks at its ends and final colon."""
    plain = unicodedata.normalize("NFKD", label.casefold().replace("’", "'"))
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return " ".join(plain.split()).rstrip(" :")


@lru_cache(maxsize=1)
def factiva_codes() -> dict[str, str]:
    """Factiva's code → field or meta name."""
    return dict(load_lexicon("exports", _Exports).factiva)


@lru_cache(maxsize=1)
def nexis_labels() -> dict[str, str]:
    """Folded Nexis label → what it opens."""
    lists = load_lexicon("exports", _Exports).nexis
    return {folded(label): part for part, labels in lists.items() for label in labels}
