"""Claims, topics and metadata to comparisons between groups of articles: tables in, tables out."""

from __future__ import annotations

from toolkit.narratives.actors import Actors, actors
from toolkit.narratives.compare import Comparison, compare
from toolkit.narratives.diff import NarrativeDiff, narrative_diff
from toolkit.narratives.differences import Differences, differences
from toolkit.narratives.figures import Travels, figures_that_travel
from toolkit.narratives.keyness import keyness
from toolkit.narratives.options import Notice, Options
from toolkit.narratives.over_time import OverTime, over_time
from toolkit.narratives.profiles import profiles, topic_profiles
from toolkit.narratives.voices import Voices, voices

__all__ = [
    "Actors", "Comparison", "Differences", "NarrativeDiff", "Notice", "Options", "OverTime",
    "Travels", "Voices", "actors", "compare", "differences", "figures_that_travel", "keyness",
    "narrative_diff", "over_time", "profiles", "topic_profiles", "voices",
]
