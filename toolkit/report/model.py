"""What the report is made of: the tables of a run as plain rows, and nothing that computes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ReportModel:
    """The tables of one run.

    ``record`` is `run.json`; ``comparisons`` the long table of estimates; ``narratives`` holds
    further tables by name (narrative diff, travelling figures, actors …), each a list of rows;
    ``codebook`` maps a frame's id to its label in French and English.
    """

    record: Mapping[str, Any]
    documents: Sequence[Row]
    sentences: Sequence[Row]
    claims: Sequence[Row]
    passages: Sequence[Row]
    topics: Sequence[Row]
    assignments: Sequence[Row]
    comparisons: Sequence[Row]
    rejected: Sequence[Row]
    narratives: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    codebook: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    warnings: Sequence[str] = ()
