"""Everything that is compared between groups, gathered in one value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from toolkit.narratives.actors import actors
from toolkit.narratives.cautions import cautions
from toolkit.narratives.diff import narrative_diff
from toolkit.narratives.differences import (
    ALL,
    MIX_COLUMNS,
    SHARE_COLUMNS,
    Differences,
    count_measures,
    differences,
)
from toolkit.narratives.figures import figures_that_travel
from toolkit.narratives.keyness import KEYNESS_COLUMNS, keyness
from toolkit.narratives.options import DEFAULT, Notice, Options
from toolkit.narratives.over_time import over_time
from toolkit.narratives.profiles import claim_group, passage_topics, profiles, topic_profiles
from toolkit.narratives.tables import (
    CLAIM_COLUMNS,
    Groups,
    Rows,
    body_claims,
    frame,
    group_articles,
)
from toolkit.narratives.voices import voices

if TYPE_CHECKING:
    import pandas as pd

CORPUS_COLUMNS = ("group", "articles", "words", "claims", "articles_with_claims")
COLUMNS = (
    "section", "measure", "label", "group", "value", "low", "high", "n_articles", "n_claims",
    "method", "reason", "p", "q",
)


@dataclass(frozen=True)
class Comparison:
    """What :func:`compare` found: a table per question, and the warnings that go with them.

    ``extra``: narratives, narrative_sides, narrative_claims, figures, figure_mentions, actors,
    edges, roles, voices, verbs, speakers, over_time, change_points.
    ``comparisons`` is the long table that a run folder keeps; the others say more. Sections of
    ``comparisons``: corpus, profile, profile_author, profile_quoted, distance, difference,
    keyness. In "difference" and "distance" the group is "A | B".
    """

    by: str
    groups: tuple[str, ...]
    corpus: pd.DataFrame
    profiles: pd.DataFrame
    mixes: pd.DataFrame
    differences: pd.DataFrame
    keyness: pd.DataFrame
    comparisons: pd.DataFrame
    warnings: tuple[Notice, ...]
    extra: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    def tables(self) -> dict[str, pd.DataFrame]:
        """All tables by name."""
        own = {"corpus": self.corpus, "profiles": self.profiles, "mixes": self.mixes,
               "differences": self.differences, "keyness": self.keyness}
        return own | dict(self.extra)


def compare(
    tables: Mapping[str, Rows], *, by: str = "source", options: Options = DEFAULT
) -> Comparison:
    """Compare what groups of articles tell.

    Args:
        tables: `documents` and `claims`; `sentences` or `terms` for words; `passages` and
            `assignments` for topics. DataFrames or iterables of dictionaries.
        by: the column of documents that makes the groups, or "year", "quarter" or "month"; or a
            column of claims ("source_role", "source_type", "quote" …), whose groups lie inside
            articles: they are described with intervals and not tested, and who tells the same
            story is then told by source.
        options: intervals, permutations, seed, strata.
    Returns:
        Tables and warnings; a single group is described, not compared.
    Raises:
        DataError: a table or column is missing; the message says which exist.
    """
    documents = frame(tables["documents"], "documents")
    claims = frame(tables["claims"], "claims")
    if by in CLAIM_COLUMNS and by not in documents.columns:
        return _inside_articles(tables, by, options)
    groups, notices = group_articles(documents, by, max_groups=options.max_groups,
                                     stratify=options.stratify)
    topics = passage_topics(tables.get("passages"), tables.get("assignments"))
    shares = profiles(claims, documents, by=by, options=options)
    if topics:
        shares = _stacked(shares, topic_profiles(
            tables["passages"], tables["assignments"], documents, by=by, options=options))
    found = differences(claims, documents, by=by, options=options, topics=topics)
    counted = count_measures(claims, groups, options, topics)
    extra, told = _stories(tables, by, options, topics)
    words = keyness(tables, by=by, options=options)
    notices += [*cautions(groups, documents, counted, found, shares), *told]
    corpus = _corpus(groups, documents, claims)
    return Comparison(
        by=by, groups=groups.names, corpus=corpus, profiles=_rounded(shares),
        mixes=_rounded(found.mixes), differences=_rounded(found.shares), keyness=words,
        comparisons=_long(corpus, shares, found, words), warnings=tuple(notices),
        extra={name: _rounded(table) for name, table in extra.items()},
    )


def _inside_articles(tables: Mapping[str, Rows], by: str, options: Options) -> Comparison:
    """Groups of claims that cut through articles: profiles only, since no test here fits them."""
    documents = frame(tables["documents"], "documents")
    claims = frame(tables["claims"], "claims")
    shares = profiles(claims, documents, by=by, options=options)
    held: dict[str, list[Any]] = {}
    for claim in _records(body_claims(claims)):
        held.setdefault(claim_group(claim, by), []).append(claim["doc"])
    corpus = _table([
        {"group": name, "articles": len(set(held[name])), "words": None, "claims": len(held[name]),
         "articles_with_claims": len(set(held[name]))} for name in sorted(held)
    ], CORPUS_COLUMNS)
    topics = passage_topics(tables.get("passages"), tables.get("assignments"))
    extra, told = _stories(tables, "source" if "source" in documents else "year", options, topics)
    none = Differences(_table([], MIX_COLUMNS), _table([], SHARE_COLUMNS))
    words = _table([], KEYNESS_COLUMNS)
    told.insert(0, Notice(
        "inside_articles", f'groups by "{by}" cut through articles: they are described with '
        "intervals, not tested. To test, compare by a column of articles.", None, {"by": by}))
    return Comparison(
        by=by, groups=tuple(corpus["group"]), corpus=corpus, profiles=_rounded(shares),
        mixes=none.mixes, differences=none.shares, keyness=words,
        comparisons=_long(corpus, shares, none, words), warnings=tuple(told),
        extra={name: _rounded(table) for name, table in extra.items()},
    )


def _table(rows: list[dict[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(rows, columns=list(columns))


def _rounded(table: pd.DataFrame) -> pd.DataFrame:
    """Ten decimals: the last bits of a sum depend on how many cores added it up."""
    return table.round(10)


def _stories(
    tables: Mapping[str, Rows], by: str, options: Options, topics: Any
) -> tuple[dict[str, pd.DataFrame], list[Notice]]:
    """The tables that follow claims, figures, actors and voices, by name."""
    claims, documents = tables["claims"], tables["documents"]
    diff = narrative_diff(claims, documents, by=by, options=options, terms=tables.get("terms"))
    travels = figures_that_travel(claims, documents, by=by, options=options)
    parties = actors(claims, documents, by=by, options=options)
    spoken = voices(claims, documents, by=by, options=options)
    extra = {
        "narratives": diff.narratives, "narrative_sides": diff.sides,
        "narrative_claims": diff.members, "figures": travels.figures,
        "figure_mentions": travels.mentions, "actors": parties.actors, "edges": parties.edges,
        "roles": parties.roles, "voices": spoken.roles, "verbs": spoken.verbs,
        "speakers": spoken.speakers,
    }
    if "date" not in frame(documents, "documents").columns:
        return extra, []
    series = over_time(claims, documents, options=options, topics=topics)
    return extra | {"over_time": series.periods, "change_points": series.changes}, list(
        series.notices)


def _stacked(*tables: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    return pd.concat([table for table in tables if len(table)], ignore_index=True)


def _corpus(groups: Groups, documents: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Articles, words and claims of each group."""
    words = _words(documents)
    made = body_claims(claims)["doc"].astype(str).value_counts()
    per_article = np.array([int(made.get(identity, 0)) for identity in groups.ids])
    rows = []
    for g, name in enumerate(groups.names):
        places = groups.rows_of(g)
        rows.append({
            "group": name, "articles": len(places), "words": int(words[places].sum()),
            "claims": int(per_article[places].sum()),
            "articles_with_claims": int((per_article[places] > 0).sum()),
        })
    return _table(rows, CORPUS_COLUMNS)


def _words(documents: pd.DataFrame) -> np.ndarray:
    import pandas as pd

    if "words" in documents.columns:
        return np.asarray(pd.to_numeric(documents["words"]).fillna(0), dtype=np.int64)
    if "text" in documents.columns:
        return np.array([len(str(text).split()) for text in documents["text"]], dtype=np.int64)
    return np.zeros(len(documents), dtype=np.int64)


def _long(
    corpus: pd.DataFrame, shares: pd.DataFrame, found: Differences, words: pd.DataFrame
) -> pd.DataFrame:
    import pandas as pd

    rows: list[dict[str, Any]] = []
    for row in _records(corpus):
        for measure in ("articles", "words", "claims"):
            rows.append({
                "section": "corpus", "measure": measure, "label": measure, "group": row["group"],
                "value": None if row[measure] is None else float(row[measure]),
                "n_articles": row["articles"],
                "n_claims": row["claims"], "method": "count", "reason": "",
            })
    for row in _records(shares):
        voice = "" if row["voice"] == "all" else f"_{row['voice']}"
        rows.append({"section": f"profile{voice}"} | {key: row[key] for key in COLUMNS
                                                      if key in row})
    rows += [_distance_row(row) for row in _records(found.mixes)]
    rows += [_difference_row(row) for row in _records(found.shares)]
    rows += [{
        "section": "keyness", "measure": row["unit"], "label": row["item"], "group": row["group"],
        "value": row["z"], "n_articles": row["n_articles"], "n_claims": row["count"],
        "method": "log_odds_dirichlet_z", "reason": row["reason"], "p": row["p"], "q": row["q"],
    } for row in _records(words)]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    for column in ("value", "low", "high", "p", "q"):
        table[column] = pd.to_numeric(table[column]).astype("float64").round(10)
    for column in ("n_articles", "n_claims"):
        table[column] = table[column].astype("Int64")
    return table


def _distance_row(row: dict[str, Any]) -> dict[str, Any]:
    group = ALL if row["group_a"] == ALL else f"{row['group_a']} | {row['group_b']}"
    return {
        "section": "distance", "measure": row["measure"], "label": "jensen_shannon",
        "group": group, "value": row["distance"], "n_articles": row["n_articles"],
        "n_claims": row["n_claims"], "method": row["method"], "reason": row["reason"],
        "p": row["p"], "q": row["q"],
    }


def _difference_row(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "section": "difference", "measure": row["measure"], "label": row["label"],
        "group": f"{row['group_a']} | {row['group_b']}", "value": row["difference"],
        "low": row["low"], "high": row["high"],
        "n_articles": row["n_articles_a"] + row["n_articles_b"],
        "n_claims": row["n_claims_a"] + row["n_claims_b"], "method": row["method"],
        "reason": row["reason"], "p": row["p"], "q": row["q"],
    }


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = table.astype(object).where(table.notna(), None).to_dict(
        "records")  # type: ignore[assignment]
    return records
