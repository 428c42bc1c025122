"""Knowledge that ships as data: read it, check it, say where it is wrong."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from toolkit.errors import KnowledgeError, unknown_name

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


def load_lexicon(name: str, model: type[Model]) -> Model:
    """The shipped lexicon ``data/lexicons/NAME.toml``, validated as ``model`` and cached."""
    found = _lexicon(name, model)
    assert isinstance(found, model)
    return found


@cache
def _lexicon(name: str, model: type[BaseModel]) -> BaseModel:
    path = data_path("lexicons", f"{name}.toml")
    return check(read_toml(path), model, place=f"data/lexicons/{name}.toml")


def file_hash(path: Path) -> str:
    """SHA-256 of a knowledge file, written into every run so that figures can be traced."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


class _Knowledge(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


Word = Annotated[str, Field(min_length=1, pattern=r"^\S(.*\S)?$")]
Words = tuple[Word, ...]


class Pair(_Knowledge):
    """A verb with a noun it governs, in any order and in active or passive.

    ``role`` is the noun's: "object" (détruire + emploi: "des emplois seront détruits"),
    "subject" (disparaître + métier) or "any".
    """

    verbs: Words = Field(min_length=1)
    nouns: Words = Field(min_length=1)
    role: Literal["object", "subject", "any"] = "object"


class Compound(_Knowledge):
    """A noun with its complement in *de*: "destruction (massive) d'emplois"."""

    heads: Words = Field(min_length=1)
    of: Words = Field(min_length=1)


class Described(_Knowledge):
    """A noun with an adjective or participle on either side: "tâches (très) répétitives"."""

    nouns: Words = Field(min_length=1)
    adjectives: Words = Field(min_length=1)


class CueSet(_Knowledge):
    """Cues, all typed as lemmas (never computed from the cue).

    ``nouns``, ``verbs``, ``adjectives``, ``adverbs`` match that part of speech in any inflection.
    ``forms`` match as typed, whatever the part of speech; all in capitals, only in capitals.
    ``phrases`` are sequences of lemmas; adverbs, adjectives and determiners may slip in, and
    "…" leaves room for up to four words.
    """

    nouns: Words = ()
    verbs: Words = ()
    adjectives: Words = ()
    adverbs: Words = ()
    forms: Words = ()
    phrases: Words = ()
    pairs: tuple[Pair, ...] = ()
    compounds: tuple[Compound, ...] = ()
    described: tuple[Described, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is no cue at all."""
        return not any(getattr(self, name) for name in type(self).model_fields)


class Frame(_Knowledge):
    """One angle of the codebook: what it means for a reader, and the cues that propose it.

    ``seeds`` are the words that pull passages towards it in guided topics; without them its cues
    of one word serve. A frame that is ``at_work`` is proposed in an article on another subject
    only where the sentence names AI, a tool or work.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label_fr: str = Field(min_length=1)
    label_en: str = Field(min_length=1)
    definition: str = Field(min_length=1)
    include: str = ""
    exclude: str = ""
    example: str = ""
    enabled: bool = True
    at_work: bool = False
    seeds: Words = ()
    strong: CueSet = CueSet()
    weak: CueSet = CueSet()
    traps: CueSet = CueSet()

    @property
    def seed_words(self) -> Words:
        """Its ``seeds``, or the nouns, verbs and adjectives among its cues, strong ones first."""
        cues = (getattr(part, kind) for part in (self.strong, self.weak)
                for kind in ("nouns", "verbs", "adjectives"))
        return self.seeds or tuple(dict.fromkeys(word for words in cues for word in words))

    @model_validator(mode="after")
    def _has_cues(self) -> Frame:
        if self.enabled and self.strong.empty and self.weak.empty:
            raise ValueError(f"a strong or a weak cue for frame {self.id}, which has none")
        return self


class StanceLexicon(_Knowledge):
    """What tells good from harm, and what turns or joins them."""

    positive: CueSet
    negative: CueSet
    gains: CueSet = CueSet()
    losses: CueSet = CueSet()
    relieving: CueSet
    growing: CueSet
    contrast: CueSet
    traps: CueSet = CueSet()


class Codebook(_Knowledge):
    """Frames, anchors (words that say AI or automation is the subject) and the stance lexicon.

    ``trades`` are those words of ``work`` that do not tell that an article is about work.

    ``hash`` identifies the exact content, for ``run.json``; two codebooks are equal when it is.
    """

    id: str = Field(min_length=1)
    version: str = Field(min_length=1)
    language: Literal["fr"] = "fr"
    anchors: CueSet
    tools: CueSet = CueSet()
    work: CueSet = CueSet()
    trades: CueSet = CueSet()
    people: CueSet = CueSet()
    frames: tuple[Frame, ...] = Field(min_length=1)
    stance: StanceLexicon
    hash: str = ""

    @model_validator(mode="after")
    def _distinct(self) -> Codebook:
        seen: set[str] = set()
        for frame in self.frames:
            if frame.id in seen:
                raise ValueError(f"each frame id once, found {frame.id} twice")
            seen.add(frame.id)
        return self

    @property
    def active(self) -> tuple[Frame, ...]:
        """The frames that are coded, in the codebook's order."""
        return tuple(frame for frame in self.frames if frame.enabled)

    def frame(self, name: str) -> Frame:
        """The frame called ``name``; an unknown one is answered with the known ones."""
        for frame in self.frames:
            if frame.id == name:
                return frame
        raise unknown_name("frame", name, [frame.id for frame in self.frames])

    def __hash__(self) -> int:
        return hash(self.hash)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Codebook) and self.hash == other.hash


def load_codebook(path: Path | None = None, *, extend: bool = True) -> Codebook:
    """The shipped codebook, or a user's own.

    With ``extend`` the file at ``path`` is laid over the shipped one: a frame with a new id is
    added, one with a known id changes only the keys it gives (``enabled = false`` switches it
    off), and a top-level key replaces the shipped one. Without, the file stands alone and must
    hold everything.

    Raises:
        KnowledgeError: the file cannot be read, is no TOML, or breaks the rules above; says the
            file, the line, the key, what was found and what was expected.
    """
    shipped = data_path("codebook.toml")
    if path is None:
        return _shipped()
    raw = read_toml(path)
    source = path.read_text(encoding="utf-8")
    if not extend:
        return _built(raw, str(path), source)
    base = read_toml(shipped)
    merged = _laid_over(base, raw, str(path), source)
    return _built(merged, str(path), source, order=_user_order(base, raw))


@lru_cache(maxsize=1)
def _shipped() -> Codebook:
    path = data_path("codebook.toml")
    return _built(read_toml(path), "data/codebook.toml", path.read_text(encoding="utf-8"))


def _built(
    raw: dict[str, Any], place: str, source: str, *, order: dict[int, int] | None = None
) -> Codebook:
    """``raw`` as a checked codebook; ``order`` maps a merged frame's index to the file's own."""
    content = json.dumps(raw, sort_keys=True, ensure_ascii=False).encode()
    try:
        return Codebook.model_validate(raw | {"hash": hashlib.sha256(content).hexdigest()})
    except ValidationError as error:
        fault = error.errors()[0]
        loc = list(fault["loc"])
        if order is not None and len(loc) > 1 and loc[0] == "frames":
            loc[1] = order.get(int(loc[1]), loc[1])
        line = _line_of(source, loc)
        found = fault["input"]
        shown = "nothing" if fault["type"] == "missing" else repr(found)
        key = ".".join(str(part) for part in loc)
        raise KnowledgeError(
            f"{key} = {shown[:80]}",
            place=f"{place}:{line}" if line else place,
            expected=fault["msg"].removeprefix("Value error, "),
            advice="Correct this line; the shipped data/codebook.toml shows every key",
        ) from error


def _laid_over(
    base: dict[str, Any], own: dict[str, Any], place: str, source: str
) -> dict[str, Any]:
    frames = own.get("frames", [])
    if not isinstance(frames, list) or not all(isinstance(item, dict) for item in frames):
        raise KnowledgeError(
            "frames", place=f"{place}:{_line_of(source, ['frames'])}",
            expected="a list of tables, each opened by [[frames]]",
        )
    known = {frame["id"]: dict(frame) for frame in base["frames"]}
    for number, frame in enumerate(frames):
        name = frame.get("id")
        if not isinstance(name, str):
            raise KnowledgeError(
                f"frames.{number} has no id",
                place=f"{place}:{_line_of(source, ['frames', number])}",
                expected='id = "name_in_lower_case"',
            )
        known[name] = known.get(name, {}) | frame
    return base | own | {"frames": list(known.values())}


def _user_order(base: dict[str, Any], own: dict[str, Any]) -> dict[int, int]:
    merged = [frame["id"] for frame in base["frames"]]
    names = [frame["id"] for frame in own.get("frames", [])]
    merged += [name for name in dict.fromkeys(names) if name not in merged]
    return {merged.index(name): place for place, name in enumerate(names)}


def _line_of(source: str, loc: Sequence[int | str]) -> int:
    """The line (from 1) of the deepest part of ``loc`` found in TOML ``source``; 0 if none is."""
    tables: dict[str, int] = {}
    here: tuple[str, ...] = ()
    wanted = [str(part) for part in loc]
    best = (0, 0)
    for number, line in enumerate(source.splitlines(), start=1):
        header = _HEADER.match(line)
        if header:
            here = _table_path(header, tables)
            path: tuple[str, ...] = here
        else:
            key = _KEY.match(line)
            if key is None:
                continue
            path = (*here, key.group(1).strip('"'))
        depth = len(path)
        if depth > best[0] and list(path) == wanted[:depth]:
            best = (depth, number)
    return best[1]


_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(r'^\s*("[^"]+"|[\w-]+)\s*=')


def _table_path(header: re.Match[str], tables: dict[str, int]) -> tuple[str, ...]:
    """The path of a table header, the index of each list of tables put after its name."""
    parts = [part.strip().strip('"') for part in header.group(2).split(".")]
    if header.group(1) == "[[":
        name = ".".join(parts)
        tables[name] = tables.get(name, -1) + 1
    path: list[str] = []
    for depth, part in enumerate(parts, start=1):
        path.append(part)
        name = ".".join(parts[:depth])
        if name in tables:
            path.append(str(tables[name]))
    return tuple(path)
