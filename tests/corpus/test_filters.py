"""Which articles are on topic, which are drawn, and where the others went."""

from __future__ import annotations

from collections import Counter

import pytest

from toolkit.corpus.filters import Filter, Query, sample
from toolkit.corpus.flow import Flow
from toolkit.errors import UsageError
from toolkit.records import Document, Rejected

ARTICLE = Document("a", "L'intelligence artificielle change l’emploi des salariés.", title="Robots",
                   date="2024-09-11", source="Le Relais", genre="presse")


@pytest.mark.parametrize(("query", "held"), [
    ("emploi", True), ("EMPLOI", True), ("emplois", False), ("emploi*", True), ("salaries", True),
    ('"intelligence artificielle"', True), ('"artificielle intelligence"', False),
    ("« intelligence artificielle »", True), ("emploi ET robots", True), ("emploi foot", False),
    ("foot OU emploi", True), ("foot OR (emploi AND NOT robots)", False), ("SAUF foot", True),
    ("emploi SAUF robot*", False), ("foot OU emploi ET robots", True), ("artificiel", False),
])
def test_queries(query: str, held: bool) -> None:
    assert (Filter(query=query).reason(ARTICLE) is None) is held


@pytest.mark.parametrize("query", ["", "(emploi", "emploi)", "ET emploi", "emploi OU", "SAUF"])
def test_a_broken_query_is_told(query: str) -> None:
    with pytest.raises(UsageError, match="query"):
        Query(query)


@pytest.mark.parametrize(("date", "since", "until", "reason"), [
    ("2024-09-11", "2024", None, None), ("2024-09-11", "2024-09-12", None, "date"),
    ("2024-09-11", None, "2024-09", None), ("2024-09-11", None, "2024-08", "date"),
    ("2024", "2024-06", "2024-07", None), ("2023", "2024", None, "date"),
    (None, "2024", None, "undated"), (None, None, None, None),
])
def test_dates(date: str | None, since: str | None, until: str | None, reason: str | None) -> None:
    assert Filter(since=since, until=until).reason(Document("a", "Texte.", date=date)) == reason


def test_sources_genres_and_wrong_dates() -> None:
    assert Filter(sources=["le relais"]).reason(ARTICLE) is None
    assert Filter(sources=["Autre"]).reason(ARTICLE) == "source"
    assert Filter(genres=["blog"]).reason(ARTICLE) == "genre"
    with pytest.raises(UsageError, match="11/09/2024"):
        Filter(since="11/09/2024")
    with pytest.raises(UsageError, match="after"):
        Filter(since="2025", until="2024")


def test_a_sample_keeps_the_shares_and_the_seed() -> None:
    rows = [(f"{source}{n:03}", source) for source, size in (("x", 70), ("y", 20), ("z", 10))
            for n in range(size)]
    drawn = sample(rows, 20, seed=3)
    assert Counter(id[0] for id in drawn) == {"x": 14, "y": 4, "z": 2}
    assert sample(rows[::-1], 20, seed=3) == drawn != sample(rows, 20, seed=4)
    assert len(sample(rows, 7)) == 7 and len(sample(rows, 500)) == 100
    with pytest.raises(UsageError, match="sample"):
        sample(rows, 0)


def test_the_flow_adds_up() -> None:
    flow = Flow(read=20, duplicates=3, not_sampled=2)
    flow.refuse(Rejected("a", "a", "", "", "language"))
    flow.refuse(Rejected("a", "a", "", "", "article"))
    for reason in ("date", "query", "query"):
        flow.leave_out(reason)
    assert flow.steps() == (
        ("found", 0, 22), ("unreadable", 1, 21), ("other language", 1, 20), ("duplicates", 3, 17),
        ("off topic: date", 1, 16), ("off topic: query", 2, 14), ("not sampled", 2, 12),
        ("kept", 0, 12),
    )
    assert flow.kept == 12
