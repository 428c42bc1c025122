"""Topics named and merged by hand, in a file that survives a re-run.

A topic's number changes when the corpus grows; its words hardly do. So the file knows a topic by
its words::

    [[topic]]
    words = ["emploi", "poste", "suppression", "licenciement"]
    label = "Emplois menacés"
    coder = "M. D."

After a re-run each entry is matched with the topic that shares most words with it. Two entries
with one label merge their topics. An entry that matches nothing is kept and reported.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from toolkit.codebook import check, read_toml
from toolkit.records import Topic

# Of ten words, four in common give 0.25: below that two topics are not the same one.
LEAST_OVERLAP = 0.25


class Edit(BaseModel):
    """What a person says of one topic."""

    model_config = ConfigDict(extra="forbid")
    words: list[str] = Field(min_length=1)
    label: str = ""
    coder: str = ""


class Edits(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid")
    topic: list[Edit] = []


def read_edits(path: Path) -> Edits:
    """The edits in the TOML or JSON file ``path``; a fault is told with its place."""
    if path.suffix.lower() == ".json":
        from toolkit.errors import KnowledgeError

        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise KnowledgeError(
                "file cannot be read", place=str(path), advice="Check the path"
            ) from error
        except json.JSONDecodeError as error:
            raise KnowledgeError(str(error), place=str(path), expected="valid JSON") from error
    else:
        raw = read_toml(path)
    return check(raw, Edits, place=str(path))


def template(topics: Sequence[Topic]) -> str:
    """A TOML file to fill in: every topic with its words, its label, and an empty coder."""
    lines = [
        "# Change a label to rename its topic; give two topics one label to merge them.",
        "# The words tell which topic is meant when the topics are found again: leave them.",
    ]
    for topic in topics:
        words = ", ".join(json.dumps(word, ensure_ascii=False) for word, _ in topic.words)
        label = json.dumps(topic.label, ensure_ascii=False)
        lines += ["", "[[topic]]", f"words = [{words}]", f"label = {label}", 'coder = ""']
    return "\n".join(lines) + "\n"


def match(edits: Edits, words: Sequence[Sequence[str]]) -> list[int | None]:
    """The topic (by number in ``words``) that each edit means, or ``None``.

    The matching is one to one and maximises the words in common (Jaccard, 0 to 1); a pair below
    ``LEAST_OVERLAP`` is no match.
    """
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    if not edits.topic or not words:
        return [None] * len(edits.topic)
    overlap = np.array(
        [[_jaccard(edit.words, topic) for topic in words] for edit in edits.topic]
    )
    found: list[int | None] = [None] * len(edits.topic)
    for row, column in zip(*linear_sum_assignment(-np.round(overlap, 9))):
        if overlap[row, column] >= LEAST_OVERLAP:
            found[int(row)] = int(column)
    return found


def _jaccard(left: Sequence[str], right: Sequence[str]) -> float:
    one, other = set(left), set(right)
    return len(one & other) / len(one | other)


def apply(
    edits: Edits, labels: Sequence[int], words: Sequence[Sequence[str]]
) -> tuple[list[int], dict[int, str], list[dict[str, Any]]]:
    """Merge what the edits merge, and say which topic gets which name.

    Args:
        edits: the file.
        labels: topic of each passage.
        words: the words of each topic, by number.

    Returns:
        Labels after merging (a merged topic takes its smallest number), name by topic number, and
        one entry per edit for the run's record: its label, its topic or ``None``, and the coder.
    """
    matched = match(edits, words)
    target: dict[str, int] = {}
    owner: dict[int, int] = {}
    for edit, topic in sorted(
        zip(edits.topic, matched), key=lambda pair: (pair[1] is None, pair[1] or 0)
    ):
        if topic is not None and edit.label:
            owner[topic] = target.setdefault(edit.label, topic)
    names = {number: label for label, number in target.items()}
    record = [
        {"label": edit.label, "topic": None if topic is None else owner.get(topic, topic),
         "coder": edit.coder, "words": list(edit.words)}
        for edit, topic in zip(edits.topic, matched)
    ]
    return [owner.get(label, label) for label in labels], names, record


@dataclass(frozen=True, slots=True)
class ByHand:
    """What a file of edits does to an engine's topics.

    ``owner[t]``: the number of topic ``t`` after merging and renumbering by size; ``names``: the
    name given to a new number; ``record``: one entry per edit, for the run's record.
    """

    owner: tuple[int, ...]
    names: dict[int, str]
    record: list[dict[str, Any]]

    def moved(self, label: int) -> int:
        """The new number of a passage's label; -1 stays -1."""
        return self.owner[label] if label >= 0 else label

    def told(self) -> dict[str, Any]:
        """For ``TopicRun.info``: what was edited, and how many topics the engine had found."""
        return {"edits": self.record, "topics_before_edits": len(self.owner)}


def by_hand(path: Path, sizes: Sequence[int], words: Sequence[Sequence[str]]) -> ByHand:
    """The edits in ``path`` on topics with these sizes and words; topics stay largest first."""
    targets, names, record = apply(read_edits(path), range(len(sizes)), words)
    merged: dict[int, int] = {}
    for target, size in zip(targets, sizes):
        merged[target] = merged.get(target, 0) + size
    order = sorted(merged, key=lambda target: (-merged[target], target))
    new = {target: number for number, target in enumerate(order)}
    for entry in record:
        entry["topic"] = None if entry["topic"] is None else new[targets[entry["topic"]]]
    return ByHand(
        tuple(new[target] for target in targets),
        {new[target]: name for target, name in names.items()}, record,
    )


__all__ = ["ByHand", "Edit", "Edits", "apply", "by_hand", "match", "read_edits", "template"]
