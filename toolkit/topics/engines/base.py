"""What a topic engine takes, gives back, and how it is found by name.

One engine is one file of this folder, whose module holds ``ENGINE``, an object with the members
of :class:`TopicEngine`. The file's name is the engine's name; files that begin with ``_`` (and
this one) are no engines. Engine modules import numpy, scikit-learn and the like inside their
functions, so that listing names costs nothing.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from toolkit.errors import EngineError, UsageError, unknown_name
from toolkit.records import Assignment, Passage, Topic

OUTLIER = -1


@dataclass(frozen=True, slots=True)
class TopicInput:
    """The passages of a corpus and the terms that stand for them.

    ``terms[i]`` are the terms of ``passages[i]`` in order of appearance, repeated as often as
    they occur: lemmas, multiword terms joined by a blank, stop words left out.
    ``forms`` maps a term to its most frequent written form, from which labels are made; a term
    without an entry is its own form. ``groups`` (a source) and ``dates`` (ISO) stand beside the
    passages, ``None`` where unknown, and play no part in finding the topics.
    """

    passages: Sequence[Passage]
    terms: Sequence[Sequence[str]]
    forms: Mapping[str, str] = field(default_factory=dict)
    groups: Sequence[str | None] | None = None
    dates: Sequence[str | None] | None = None

    def __post_init__(self) -> None:
        for name in ("terms", "groups", "dates"):
            column = getattr(self, name)
            if column is not None and len(column) != len(self.passages):
                raise EngineError(
                    f"{len(column)} {name} for {len(self.passages)} passages",
                    expected="one for each passage",
                )

    def __len__(self) -> int:
        return len(self.passages)

    def form(self, term: str) -> str:
        """How ``term`` is most often written in the corpus."""
        return self.forms.get(term, term)

    def select(self, rows: Iterable[int]) -> TopicInput:
        """The same input with the passages at ``rows`` only (a row may come twice)."""
        kept = list(rows)
        return TopicInput(
            passages=tuple(self.passages[row] for row in kept),
            terms=tuple(self.terms[row] for row in kept),
            forms=self.forms,
            groups=None if self.groups is None else tuple(self.groups[row] for row in kept),
            dates=None if self.dates is None else tuple(self.dates[row] for row in kept),
        )


@runtime_checkable
class TopicModel(Protocol):
    """A fitted model: it places new passages, and is kept without pickle."""

    def transform(self, data: TopicInput) -> tuple[Assignment, ...]:
        """The topic of each passage of ``data``, in order."""
        ...

    def save(self, folder: Path) -> None:
        """Write the model to ``folder`` as JSON and plain arrays."""
        ...


@dataclass(frozen=True, slots=True)
class TopicRun:
    """What an engine found.

    ``assignments`` has one entry per passage, in the order of the input; topic -1 is "none".
    ``topics`` come largest first and are numbered from 0; no entry for -1. ``info`` says how they
    were found, in plain values that JSON can hold: parameters, shares, curves, trees, steps.
    ``versions`` names the libraries the result rests on. ``model`` is the fitted model of engines
    that can place new passages, else ``None``.
    """

    engine: str
    topics: tuple[Topic, ...]
    assignments: tuple[Assignment, ...]
    info: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    model: TopicModel | None = field(default=None, compare=False, repr=False)

    def labels(self) -> list[int]:
        """The topic of each passage, in the order of the input."""
        return [assignment.topic for assignment in self.assignments]


class TopicEngine(Protocol):
    """One way of finding topics.

    ``minimum`` is the number of passages below which :meth:`fit` refuses. ``defaults`` holds
    every setting the engine knows with its shipped value; ``None`` means "follow the corpus".
    """

    name: str
    minimum: int
    defaults: Mapping[str, Any]

    def fit(self, data: TopicInput, *, settings: Mapping[str, Any], seed: int) -> TopicRun:
        """The topics of ``data``. The same arguments give the same run, whatever the machine."""
        ...


def engine_names() -> list[str]:
    """The engines there are, in alphabetical order."""
    folder = Path(__file__).parent
    return sorted(
        module.name
        for module in pkgutil.iter_modules([str(folder)])
        if module.name != "base" and not module.name.startswith("_")
    )


def engine(name: str) -> TopicEngine:
    """The engine called ``name``; an unknown name is answered with the known ones."""
    known = engine_names()
    if name not in known:
        raise unknown_name("topic engine", name, known)
    module = importlib.import_module(f"toolkit.topics.engines.{name}")
    found: TopicEngine = module.ENGINE
    return found


def resolve(settings: Mapping[str, Any], defaults: Mapping[str, Any], name: str) -> dict[str, Any]:
    """``defaults`` with ``settings`` laid over; a setting the engine does not know is refused."""
    for key in settings:
        if key not in defaults:
            raise UsageError(
                f'topic engine "{name}" has no setting "{key}"',
                expected="one of " + ", ".join(sorted(defaults)),
            )
    return {**defaults, **settings}


def require_passages(data: TopicInput, minimum: int, *, name: str) -> None:
    """Refuse fewer passages than ``minimum``, naming the engines that would work.

    Also refuses passages without a single term: no engine can work on an empty vocabulary.
    """
    if len(data) < minimum:
        works = [other for other in engine_names() if engine(other).minimum <= len(data)]
        raise EngineError(
            f'{len(data)} passages for topic engine "{name}"',
            expected=f"at least {minimum}",
            advice=(
                f"Use engine {' or '.join(works)}, or add articles"
                if works
                else "Add articles, or make the unit smaller (unit = sentence)"
            ),
        )
    if not any(terms for terms in data.terms):
        raise EngineError(
            f"no term in any of {len(data)} passages",
            expected="words that are not stop words",
            advice="Check that the articles are in French and that the stop word list fits them",
        )
    words = {term for terms in data.terms for term in terms}
    if len(words) < 2:
        raise EngineError(
            f'one term only in {len(data)} passages ("{next(iter(words))}")',
            expected="at least two different terms",
            advice="Use longer passages, or a shorter stop word list",
        )


__all__ = [
    "OUTLIER", "TopicEngine", "TopicInput", "TopicModel", "TopicRun",
    "engine", "engine_names", "require_passages", "resolve",
]
