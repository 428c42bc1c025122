"""One value for every setting: shipped defaults < the user's TOML file < options."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from toolkit.codebook import check, data_path, read_toml


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CorpusSettings(_Section):
    """How files become articles."""

    language: str
    duplicates: Literal["keep", "once"]
    since: str
    until: str
    sources: list[str]
    genres: list[str]
    query: str
    sample: int = Field(ge=0)
    aliases: str
    mend: bool
    columns: dict[str, str]


class ClaimsSettings(_Section):
    """Which pipeline and codebook read the sentences."""

    pipeline: str
    codebook: str
    batch_size: int = Field(ge=1)


class TopicsSettings(_Section):
    """What a passage is and which engine models it."""

    engine: str
    unit: Literal["sentence", "passage", "document"]
    min_words: int = Field(ge=1)
    max_words: int = Field(ge=1)
    voice: Literal["all", "author", "quoted"]
    embeddings: str
    n_topics: int = Field(ge=0)
    seeds: str
    zeroshot: str
    model: str
    curve: str = Field(pattern=r"^(auto|\d+-\d+|)$")
    held_out: float = Field(ge=0, le=0.5)
    stability_seeds: int = Field(ge=0)
    stability_articles: int = Field(ge=0)
    options: dict[str, Any]


class CompareSettings(_Section):
    """Which column makes the groups, and how intervals are computed."""

    by: str
    stratify: str
    resamples: int = Field(ge=100)
    level: float = Field(gt=0.5, lt=1)


class ReportSettings(_Section):
    """What the page shows."""

    language: Literal["fr", "en"]
    max_articles: int = Field(ge=1)


class Settings(_Section):
    """Every setting of a run. ``seed`` is the one source of chance in all stages."""

    seed: int = Field(ge=0)
    corpus: CorpusSettings
    claims: ClaimsSettings
    topics: TopicsSettings
    compare: CompareSettings
    report: ReportSettings

    def digest(self) -> str:
        """SHA-256 of all settings: two runs with the same digest asked for the same thing."""
        return sha256(json.dumps(self.model_dump(), sort_keys=True).encode()).hexdigest()


def load_settings(
    path: Path | None = None, options: Mapping[str, object] | None = None
) -> Settings:
    """The settings of a run.

    Args:
        path: a TOML file that may name any of the keys of ``data/settings.toml``.
        options: dotted keys ("topics.engine") and values; ``None`` values are "not given".

    Raises:
        KnowledgeError: an unknown key or a value out of range, told with file and key.
    """
    raw = read_toml(data_path("settings.toml"))
    place = "settings"
    if path is not None:
        raw = _merge(raw, read_toml(path))
        place = str(path)
    for key, value in (options or {}).items():
        if value is not None:
            *sections, name = key.split(".")
            target = raw
            for section in sections:
                target = target[section]
            target[name] = value
    return check(raw, Settings, place=place)


def settings_from(values: Mapping[str, Any], *, place: str) -> Settings:
    """Settings noted by a run: the keys it names over the shipped defaults.

    Raises:
        KnowledgeError: a key or value this version does not know, told with ``place`` and key.
    """
    return check(_merge(read_toml(data_path("settings.toml")), values), Settings, place=place)


def _merge(base: dict[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        both = isinstance(value, Mapping) and isinstance(merged.get(key), dict)
        merged[key] = _merge(merged[key], value) if both else value
    return merged
