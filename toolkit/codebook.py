"""Knowledge that ships as data: read it, check it, say where it is wrong."""

from __future__ import annotations

import hashlib
import tomllib
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from toolkit.errors import KnowledgeError

Model = TypeVar("Model", bound=BaseModel)


def data_path(*parts: str) -> Path:
    """The path of a file shipped in ``toolkit/data``."""
    return Path(str(resources.files("toolkit").joinpath("data", *parts)))


def read_toml(path: Path) -> dict[str, Any]:
    """The TOML file at ``path`` as a dictionary; a broken one is named with its line."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise KnowledgeError(
            "file cannot be read", place=str(path), advice="Check the path and its permissions"
        ) from error
    except UnicodeDecodeError as error:
        raise KnowledgeError(
            f"byte {error.start} is not UTF-8", place=str(path), advice="Save the file as UTF-8"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(str(error), place=str(path), expected="valid TOML") from error


def check(raw: dict[str, Any], model: type[Model], *, place: str) -> Model:
    """``raw`` as a validated ``model``; the first fault is told with its key."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        fault = error.errors()[0]
        key = ".".join(str(part) for part in fault["loc"])
        raise KnowledgeError(
            f'{key} = {fault["input"]!r}', place=place, expected=fault["msg"]
        ) from error


@lru_cache(maxsize=None)
def load_lexicon(name: str, model: type[Model]) -> Model:
    """The shipped lexicon ``data/lexicons/NAME.toml``, validated as ``model`` and cached."""
    path = data_path("lexicons", f"{name}.toml")
    return check(read_toml(path), model, place=f"data/lexicons/{name}.toml")


def file_hash(path: Path) -> str:
    """SHA-256 of a knowledge file, written into every run so that figures can be traced."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
