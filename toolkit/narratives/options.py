"""How groups are compared, and what a comparison warns of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from toolkit.statistics import Resampling, Shuffle


@dataclass(frozen=True, slots=True)
class Options:
    """Everything a comparison can be told; the same options and tables give the same numbers.

    ``draws``: permutations of articles. ``stratify``: a document column (or "month", "year")
    within which articles are shuffled, so that its effect is held constant. ``max_groups``: a
    column with more values keeps its largest groups and says so. ``most_words``: the most
    frequent words that are tested; ``shown_words``: rows kept per group and direction.
    """

    resampling: Resampling = field(default_factory=Resampling)
    draws: int = 2000
    seed: int = 0
    stratify: str | None = None
    max_groups: int = 12
    top_agents: int = 15
    most_words: int = 4000
    shown_words: int = 60

    def shuffle(self, strata: tuple[Any, ...] | None = None) -> Shuffle:
        """The shuffling of articles these options ask for."""
        # All relabelings are gone through where that is hardly more work than drawing some.
        return Shuffle(draws=self.draws, seed=self.seed, strata=strata,
                       exact_up_to=max(self.draws, 1000))


DEFAULT = Options()

FEWEST_FOR_TEST = 5
"""Articles a group needs before it is tested; under it a comparison only describes."""
INDICATIVE_BELOW = 20
DOMINANT_SHARE = 0.30
RARE_LABEL = 10


@dataclass(frozen=True, slots=True)
class Notice:
    """One warning: a stable ``code`` for the report's texts, its ``detail``, and an English line.

    ``text`` says what was found, where, what was expected, what to do.
    """

    code: str
    text: str
    group: str | None = None
    detail: dict[str, Any] = field(default_factory=dict)
