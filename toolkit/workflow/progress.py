"""How a stage tells how far it is; the command line draws it, a notebook may ignore it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
Progress = Callable[[str, int, int | None], None]
"""Called with the stage's name, how many are done, and of how many (``None`` if unknown)."""


def silent(stage: str, done: int, total: int | None) -> None:
    """Tell nobody."""


def told(
    items: Iterable[Item], stage: str, progress: Progress, total: int | None = None
) -> Iterator[Item]:
    """Pass the items through, telling ``progress`` after each."""
    done = 0
    progress(stage, 0, total)
    for item in items:
        yield item
        done += 1
        progress(stage, done, total)
    progress(stage, done, done)
