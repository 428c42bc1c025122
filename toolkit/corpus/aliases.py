"""One name per source: "LE MONDE", "Le Monde (site web)" and "lemonde.fr" are one newspaper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from toolkit.codebook import check, load_lexicon, read_toml
from toolkit.errors import KnowledgeError
from toolkit.records import Document


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    noise: tuple[str, ...] = ()
    sources: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Aliases:
    """A table of source names, ready for look-ups.

    Args:
        table: canonical name → other names.
        noise: regular expressions of what is no part of a name ("(site web)", "no. 43018").
    """

    def __init__(self, table: Mapping[str, tuple[str, ...]], noise: tuple[str, ...]) -> None:
        self._noise = [re.compile(pattern, re.IGNORECASE) for pattern in noise]
        self._names: dict[str, str] = {}
        for name, others in table.items():
            for other in (name, *others):
                self._names[_key(other)] = name

    def name(self, source: str | None) -> str | None:
        """The canonical name; without an entry, the name as given. ``None`` stays ``None``."""
        if source is None:
            return None
        found = self._names.get(_key(source))
        if found is None:
            found = self._names.get(_key(self.plain(source)))
        return found if found is not None else source

    def plain(self, source: str) -> str:
        """The name without issue number, edition and "site web"."""
        for pattern in self._noise:
            source = pattern.sub("", source)
        return " ".join(source.split()).strip(" ,;-–—")

    def unify(self, document: Document) -> Document:
        """``document`` under its source's canonical name; the name as found goes to ``meta``."""
        name = self.name(document.source)
        if name == document.source or document.source is None:
            return document
        meta = document.meta
        if "source_raw" not in dict(meta):
            meta = (*meta, ("source_raw", document.source))
        return replace(document, source=name, meta=meta)


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = re.sub(r"^(?:https?://)?(?:www\.)?", "", plain.strip())
    return "".join(mark for mark in plain if mark.isalnum())


@lru_cache(maxsize=8)
def source_aliases(user_file: Path | None = None) -> Aliases:
    """The shipped table ``data/lexicons/source_aliases.toml``, under the user's own.

    Args:
        user_file: a TOML file of the same form: a table ``[sources]`` of canonical name =
            [other names], which wins over the shipped one, and a list ``noise``.

    Raises:
        KnowledgeError: a table breaks its rules; the message names the file and the key.
    """
    shipped = load_lexicon("source_aliases", _Table)
    _checked(shipped, "data/lexicons/source_aliases.toml")
    if user_file is None:
        return Aliases(shipped.sources, shipped.noise)
    own = check(read_toml(user_file), _Table, place=str(user_file))
    _checked(own, str(user_file))
    return Aliases({**shipped.sources, **own.sources}, shipped.noise + own.noise)


def _checked(table: _Table, place: str) -> None:
    """One alias, one name; patterns that compile."""
    for pattern in table.noise:
        try:
            re.compile(pattern)
        except re.error as error:
            raise KnowledgeError(
                f'noise = "{pattern}": {error}', place=place, expected="a regular expression"
            ) from error
    owner: dict[str, str] = {}
    for name, others in table.sources.items():
        for other in (name, *others):
            first = owner.setdefault(_key(other), name)
            if first != name:
                raise KnowledgeError(
                    f'sources: "{other}" stands for "{first}" and for "{name}"', place=place,
                    expected="one canonical name per alias",
                )
