"""What each group tells: shares of kinds, frames, stance, hedging, attribution, agents, topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from toolkit.errors import DataError
from toolkit.narratives.estimates import ESTIMATE_COLUMNS, estimate_row
from toolkit.narratives.options import DEFAULT, Options
from toolkit.narratives.tables import (
    CLAIM_COLUMNS,
    Rows,
    as_list,
    as_text,
    body_claims,
    frame,
    group_articles,
    label_counts,
)
from toolkit.narratives.words import agent_name
from toolkit.records import KINDS, STANCES
from toolkit.statistics import cluster_shares, design_effect

if TYPE_CHECKING:
    import pandas as pd

Claim = dict[str, Any]
VOICES = ("all", "author", "quoted")
PROFILE_COLUMNS = (
    "group", "voice", "measure", "label", *ESTIMATE_COLUMNS, "article_mean", "design_effect",
)
UNKNOWN = "unknown"
AUTHOR = "author"
_TRIVIAL = frozenset(
    [("author", name) for name in ("attribution", "quote", "source_type", "source_role")]
    + [("quoted", name) for name in ("attribution", "quote", "source_type")]
)
"""Inside one voice these say only what the voice is, or repeat the whole."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One variable of a claim: the labels it carries, of which claims, and whether these exclude
    each other (then they make a mix that can be compared as a whole)."""

    name: str
    labels: Callable[[Claim], list[str]]
    among: Callable[[Claim], bool] = lambda claim: True
    known: tuple[str, ...] = ()
    exclusive: bool = False


def is_quoted(claim: Claim) -> bool:
    """Whether somebody other than the article's author is said to hold the claim."""
    return as_text(claim.get("source_type")) not in (None, "author")


MEASURES: tuple[Measure, ...] = (
    Measure("kinds", lambda claim: [str(kind) for kind in as_list(claim["kinds"])], known=KINDS),
    Measure("frames", lambda claim: [str(frame) for frame in as_list(claim["frames"])]),
    Measure("stance", lambda claim: [str(claim["stance"])], known=STANCES, exclusive=True),
    Measure("epistemic", lambda claim: ["hedged"] if claim["epistemic"] == "hedged" else [],
            known=("hedged",)),
    Measure("negated", lambda claim: ["negated"] if bool(claim["negated"]) else [],
            known=("negated",)),
    Measure("attribution", lambda claim: ["attributed"] if is_quoted(claim) else [],
            known=("attributed",)),
    Measure("quote", lambda claim: [str(claim["quote"])] if claim["quote"] != "none" else [],
            known=("direct", "indirect")),
    Measure("source_type", lambda claim: [str(claim["source_type"])], among=is_quoted,
            exclusive=True),
    Measure("source_role", lambda claim: [as_text(claim.get("source_role")) or UNKNOWN],
            among=is_quoted, exclusive=True),
)


def profiles(
    claims: Rows, documents: Rows, *, by: str = "source", options: Options = DEFAULT,
    voices: Iterable[str] = VOICES,
) -> pd.DataFrame:
    """Per group, the share of claims that carry each label, with intervals that resample articles.

    Args:
        claims: rows of `claims`; rows without a kind are no claims and are not counted.
        documents: rows of `documents`.
        by: a column of documents, "year", "month", a name in ``meta``, or a column of claims
            (``source_role``, ``source_type``, ``quote``).
        options: interval, number of groups, number of agents.
        voices: "all", "author" (the article speaks), "quoted" (somebody else is said to).
    Returns:
        One row per group, voice, measure and label: ``value`` = share in [0, 1] of the group's
        claims (of its attributed claims for ``source_type`` and ``source_role``), ``low`` and
        ``high`` limits, ``n_articles`` with such claims, ``n_claims`` looked at, ``count`` with
        the label, ``article_mean`` (each article one vote), ``design_effect``. ``None`` with a
        ``reason`` where undefined.
    Raises:
        DataError: no such column.
    """
    table = body_claims(frame(claims, "claims"))
    articles = frame(documents, "documents")
    records: list[Claim] = table.to_dict("records")  # type: ignore[assignment]
    rows: list[dict[str, Any]] = []
    measures = _measures(records, options)
    for name, ids, chosen in _groupings(records, articles, by, options):
        for voice in voices:
            spoken = [claim for claim in chosen if _speaks(claim, voice)]
            for measure, labels in measures:
                if (voice, measure.name) in _TRIVIAL:
                    continue
                top, bottom = label_counts(items_of(measure, spoken), ids, labels)
                rows += _rows((name, voice, measure.name), labels, top, bottom, options)
    return _table(rows)


def topic_profiles(
    passages: Rows, assignments: Rows, documents: Rows, *, by: str = "source",
    options: Options = DEFAULT,
) -> pd.DataFrame:
    """Per group, the share of passages about each topic; columns as :func:`profiles`.

    ``n_claims`` counts passages. Topic -1 ("none") is a label like the others.
    """
    groups, _ = group_articles(frame(documents, "documents"), by, max_groups=options.max_groups)
    topics = passage_topics(passages, assignments)
    labels = tuple(sorted({label for _, found in topics for label in found}, key=int))
    rows: list[dict[str, Any]] = []
    for g, name in enumerate(groups.names):
        ids = tuple(groups.ids[i] for i in groups.rows_of(g))
        top, bottom = label_counts(topics, ids, labels)
        rows += _rows((name, "all", "topics"), labels, top, bottom, options)
    return _table(rows)


def passage_topics(passages: Rows, assignments: Rows) -> list[tuple[str, list[str]]]:
    """(article, [topic]) of every assigned passage."""
    table = frame(passages, "passages")
    place = {str(row["id"]): str(row["doc"]) for row in table.to_dict("records")}
    return [
        (place[str(row["passage"])], [str(int(row["topic"]))])
        for row in frame(assignments, "assignments").to_dict("records")
        if str(row["passage"]) in place
    ]


def measure_labels(measure: Measure, records: Iterable[Claim]) -> tuple[str, ...]:
    """The labels of a measure: the known ones in their order, then others found, sorted."""
    found = {label for claim in records if measure.among(claim) for label in measure.labels(claim)}
    return measure.known + tuple(sorted(found - set(measure.known)))


def items_of(measure: Measure, records: Iterable[Claim]) -> list[tuple[str, list[str]]]:
    """(article, labels) of every claim the measure looks at."""
    return [(str(claim["doc"]), measure.labels(claim)) for claim in records
            if measure.among(claim)]


def _measures(records: list[Claim], options: Options) -> list[tuple[Measure, tuple[str, ...]]]:
    chosen = [(measure, measure_labels(measure, records)) for measure in MEASURES]
    agents = agents_measure(records, options.top_agents)
    return [*chosen, (agents, agents.known)]


def agents_measure(records: Iterable[Claim], most: int) -> Measure:
    """The most frequent agents of the corpus as a measure: who is said to act."""
    counts = Counter(
        name for claim in records if (name := agent_name(as_text(claim.get("agent"))))
    )
    top = sorted(counts, key=lambda name: (-counts[name], name))[:most]
    kept = frozenset(top)

    def labels(claim: Claim) -> list[str]:
        name = agent_name(as_text(claim.get("agent")))
        return [name] if name in kept else []

    return Measure("agents", labels, known=tuple(top))


def _groupings(
    records: list[Claim], articles: pd.DataFrame, by: str, options: Options
) -> list[tuple[str, tuple[str, ...], list[Claim]]]:
    """(group, its articles, its claims); a claim column makes groups inside articles."""
    if by in CLAIM_COLUMNS and by not in articles.columns:
        ids = tuple(str(identity) for identity in articles["id"])
        if not any(by in claim for claim in records[:1]) and records:
            raise DataError(f'no column "{by}"', place="table claims",
                            expected=f"one of {', '.join(records[0])}")
        found: dict[str, list[Claim]] = {}
        for claim in records:
            found.setdefault(claim_group(claim, by), []).append(claim)
        return [(value, ids, found[value]) for value in sorted(found)]
    groups, _ = group_articles(articles, by, max_groups=options.max_groups)
    result = []
    for g, name in enumerate(groups.names):
        ids = tuple(groups.ids[i] for i in groups.rows_of(g))
        inside = frozenset(ids)
        result.append((name, ids, [claim for claim in records if str(claim["doc"]) in inside]))
    return result


def claim_group(claim: Claim, by: str) -> str:
    """The group a column of claims puts a claim in; nobody's role is the author's."""
    if by == "source_role" and not is_quoted(claim):
        return AUTHOR
    return as_text(claim[by]) or UNKNOWN


def _speaks(claim: Claim, voice: str) -> bool:
    if voice == "all":
        return True
    if voice not in VOICES:
        raise DataError(f'no voice "{voice}"', expected="one of " + ", ".join(VOICES))
    return is_quoted(claim) == (voice == "quoted")


def _rows(
    key: tuple[str, str, str], labels: tuple[str, ...], top: np.ndarray, bottom: np.ndarray,
    options: Options,
) -> list[dict[str, Any]]:
    name, voice, measure = key
    pooled = cluster_shares(top, bottom, resampling=options.resampling)
    seen = bottom > 0
    means = (top[seen] / bottom[seen][:, None]).mean(0) if seen.any() else None
    rows = []
    for k, (label, estimate) in enumerate(zip(labels, pooled)):
        effect = design_effect(top[:, k], bottom).value if estimate.value is not None else None
        rows.append({
            "group": name, "voice": voice, "measure": measure, "label": label,
            **estimate_row(estimate, top[:, k], bottom),
            "article_mean": None if means is None else float(means[k]), "design_effect": effect,
        })
    return rows


def _table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(rows, columns=list(PROFILE_COLUMNS))
