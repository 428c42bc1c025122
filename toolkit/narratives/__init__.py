"""Claims, topics and metadata to comparisons between groups of articles: tables in, tables out."""

from __future__ import annotations

from toolkit.narratives.compare import Comparison, compare
from toolkit.narratives.differences import Differences, differences
from toolkit.narratives.keyness import keyness
from toolkit.narratives.options import Notice, Options
from toolkit.narratives.profiles import profiles, topic_profiles

__all__ = [
    "Comparison", "Differences", "Notice", "Options", "compare", "differences", "keyness",
    "profiles", "topic_profiles",
]
