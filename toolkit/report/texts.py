"""The words of the report, French and English, kept as data; and how each writes numbers."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from toolkit.codebook import load_lexicon
from toolkit.errors import KnowledgeError, unknown_name

_FOLDER = Path(__file__).parent / "texts"
_NARROW = "\u202f"


@dataclass(frozen=True, slots=True)
class Texts:
    """The wording of one language; an unknown key is an error, so that no label is lost."""

    language: str
    words: Mapping[str, str]
    labels: Mapping[str, str]
    measures: Mapping[str, str]
    methods: Mapping[str, str]
    notices: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        try:
            return self.words[key]
        except KeyError:
            raise KnowledgeError(
                f'no text "{key}"', place=f"report/texts/{self.language}.toml",
                advice="Add the key to both language files",
            ) from None

    def label(self, code: str) -> str:
        """The readable name of a code (a kind, a stance …); the code itself where there is none."""
        return self.labels.get(code, code)

    def measure(self, code: str) -> str:
        """The title of a measure; the code itself where there is none."""
        return self.measures.get(code, code)

    def method(self, code: str) -> str:
        """How an interval was computed, in words; the general wording for an unknown method."""
        return self.methods.get(code, self.methods["default"])

    def number(self, value: float | None, digits: int = 0) -> str:
        """A number with the thousands and decimal marks of the language; "–" when undefined."""
        if value is None or value != value:
            return "–"
        text = f"{value:,.{digits}f}"
        if self.language == "fr":
            return text.replace(",", _NARROW).replace(".", ",")
        return text

    def estimate(self, told: Mapping[str, Any]) -> str:
        """A score with its limits, and the number of units it rests on."""
        text = self.number(told["value"], 2)
        if told.get("low") is not None:
            mark = "\u00a0; " if self.language == "fr" else ", "
            text += f" [{self.number(told['low'], 2)}{mark}{self.number(told['high'], 2)}]"
        return f"{text} (n = {self.number(told['n'])})".replace(" ", "\u00a0")

    def percent(self, share: float | None, digits: int = 0) -> str:
        """A share (0 to 1) as a percentage."""
        if share is None or share != share:
            return "–"
        space = "\u00a0" if self.language == "fr" else ""
        return f"{self.number(100 * share, digits)}{space}%"


class _Rejections(BaseModel):
    """Code of a row of `rejected` -> language -> reason."""

    model_config = ConfigDict(extra="forbid")
    reasons: dict[str, dict[str, str]]


def rejections() -> dict[str, dict[str, str]]:
    """Why articles are not studied, by code and language (``data/lexicons/rejections.toml``)."""
    found: dict[str, dict[str, str]] = load_lexicon("rejections", _Rejections).reasons
    return found


@cache
def texts(language: str) -> Texts:
    """The texts of ``language``, of those in ``report/texts``."""
    known = sorted(path.stem for path in _FOLDER.glob("*.toml"))
    if language not in known:
        raise unknown_name("report language", language, known)
    raw = tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    words = {key: value for key, value in raw.items() if isinstance(value, str)}
    return Texts(
        language, words, raw["labels"], raw["measures"], raw["methods_used"], raw["notices"]
    )
