"""How many articles were found, and where those that are not studied went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from toolkit.records import Rejected


class Step(NamedTuple):
    """One line of the flow: what was taken out, and what is left after it."""

    step: str
    removed: int
    left: int


@dataclass(slots=True)
class Flow:
    """The counts of a corpus from found to kept, as PRISMA asks of reviews (Page et al. 2021).

    ``off_topic``: reason (see ``Filter.reason``) → how many.
    """

    read: int = 0
    unreadable: int = 0
    other_language: int = 0
    duplicates: int = 0
    off_topic: dict[str, int] = field(default_factory=dict)
    not_sampled: int = 0

    def refuse(self, rejected: Rejected) -> None:
        """Count a row of `rejected`."""
        if rejected.kind == "language":
            self.other_language += 1
        elif rejected.kind != "metadata":
            self.unreadable += 1

    def leave_out(self, reason: str) -> None:
        """Count an article that is off topic."""
        self.off_topic[reason] = self.off_topic.get(reason, 0) + 1

    @property
    def found(self) -> int:
        """Articles and files that were met, read or not."""
        return self.read + self.unreadable + self.other_language

    @property
    def kept(self) -> int:
        """Articles that are studied."""
        return self.read - self.duplicates - sum(self.off_topic.values()) - self.not_sampled

    def steps(self) -> tuple[Step, ...]:
        """found → unreadable → other language → duplicates → off topic → not sampled → kept."""
        left = self.found
        rows = [Step("found", 0, left)]
        reasons: Mapping[str, int] = dict(sorted(self.off_topic.items()))
        removed = [
            ("unreadable", self.unreadable), ("other language", self.other_language),
            ("duplicates", self.duplicates),
            *((f"off topic: {reason}", count) for reason, count in reasons.items()),
            ("not sampled", self.not_sampled),
        ]
        for step, count in removed:
            left -= count
            rows.append(Step(step, count, left))
        rows.append(Step("kept", 0, left))
        return tuple(rows)
