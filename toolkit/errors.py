"""Every error this library raises on purpose.

::

    ToolkitError                 base: catch this to catch them all        (exit 1)
    ├── UsageError               the request cannot be carried out as put  (exit 2)
    ├── DataError                something is wrong with what was given
    │   ├── SourceError          a path holds no article
    │   ├── ReadError            one file or one article cannot be read (becomes a `rejected` row)
    │   └── KnowledgeError       a codebook, lexicon, alias or settings file is not valid
    ├── PipelineError            a spaCy pipeline is missing or cannot be trained
    ├── EngineError              a topic engine cannot work on what it was given
    ├── StatisticsError          a figure was asked of numbers that cannot give it
    └── RunError                 a run folder is missing, incomplete or of another version
"""

from __future__ import annotations


class ToolkitError(Exception):
    """What was found, where, what was expected, what to do: one readable line.

    ``code`` is a stable word for what was found, the same in every language and version.
    """

    exit_code = 1

    def __init__(
        self, found: str, *, place: str = "", expected: str = "", advice: str = "", code: str = ""
    ) -> None:
        self.found = found
        self.place = place
        self.expected = expected
        self.advice = advice
        self.code = code
        super().__init__(self.line())

    def line(self) -> str:
        """The whole message on one line, for a terminal or a `rejected` row."""
        text = f"{self.place}: {self.found}" if self.place else self.found
        if self.expected:
            text += f"; expected {self.expected}"
        text = text.rstrip(".") + "."
        if self.advice:
            text += f" {self.advice.rstrip('.')}."
        return " ".join(text.split())


class UsageError(ToolkitError):
    """The request itself is wrong: an unknown name, options that exclude each other."""

    exit_code = 2


class DataError(ToolkitError):
    """What was given to read is not what it should be."""


class SourceError(DataError):
    """A path was found, and no article in it."""


class ReadError(DataError):
    """One file, or one article of a file, could not be read; the run goes on without it."""


class KnowledgeError(DataError):
    """A codebook, lexicon, alias table or settings file breaks its own rules."""


class PipelineError(ToolkitError):
    """A spaCy pipeline is not installed, is not a pipeline, or cannot be trained."""


class EngineError(ToolkitError):
    """A topic engine cannot work on these passages (too few, no vocabulary, bad model folder)."""


class StatisticsError(ToolkitError):
    """A statistic was asked of an input it is not defined for (wrong shape, negative count)."""


class RunError(ToolkitError):
    """A run folder is missing, incomplete, or was written by another version."""


def unknown_name(what: str, name: str, known: list[str]) -> UsageError:
    """The one wording for "no such name": it answers with the names that exist."""
    return UsageError(
        f'unknown {what} "{name}"', expected="one of " + ", ".join(sorted(known))
    )
