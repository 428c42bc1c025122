"""Topics per source and period: shares with intervals, residuals, tests that permute articles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.topics.corpus import articles
from toolkit.errors import UsageError
from toolkit.records import Assignment, Topic
from toolkit.topics.engines.base import TopicInput, TopicRun, engine
from toolkit.topics.prevalence import by_source, by_voice, over_time


def planted(*, sources: dict[str, str]) -> tuple[TopicRun, TopicInput]:
    """Themes as topics; ``sources`` maps theme → source, all other articles alternate."""
    data, truth = articles(40)
    names = sorted(set(truth))
    run = TopicRun(
        "x", tuple(Topic(n, name, (), truth.count(name)) for n, name in enumerate(names)),
        tuple(Assignment(p.id, names.index(one)) for p, one in zip(data.passages, truth)),
    )
    groups = [
        sources.get(one, f"journal {int(p.doc[1:]) // 4 % 2}")
        for p, one in zip(data.passages, truth)
    ]
    return run, replace(data, groups=groups)


def test_a_topic_of_one_source_stands_out() -> None:
    run, data = planted(sources={"droit": "journal 0"})
    found = by_source(run, data, draws=499)
    assert found.groups == ("journal 0", "journal 1")
    droit = [cell for cell in found.cells if cell.topic == 0]
    assert droit[0].share.value is not None and droit[0].share.value == pytest.approx(0.4)
    assert droit[1].share.value == 0.0 and droit[1].passages == 0
    assert droit[0].residual is not None and droit[0].residual > 2 > -2 > (droit[1].residual or 0)
    test = found.tests[0]
    assert test.p is not None and test.q is not None and test.p <= test.q < 0.05
    assert test.n == 40 and test.floor is not None and test.floor <= test.p


def test_no_difference_is_no_finding() -> None:
    run, data = planted(sources={})
    found = by_source(run, data, draws=499)
    assert all(one.p is not None and one.p > 0.3 for one in found.tests)
    for cell in found.cells:
        share = cell.share
        assert share.low is not None and share.high is not None and share.value is not None
        assert share.low < share.value < share.high and cell.articles == 20


def test_small_groups_are_described_and_not_tested() -> None:
    run, data = planted(sources={})
    groups = ["petit" if p.doc in ("a0", "a1") else "grand" for p in data.passages]
    found = by_source(run, replace(data, groups=groups), draws=99)
    assert all(one.p is None and "fewer than 5" in one.reason for one in found.tests)
    assert found.warnings == ("petit: 2 articles, description only",)


def test_one_group_has_nothing_to_compare() -> None:
    run, data = planted(sources={})
    found = by_source(run, replace(data, groups=["un"] * len(data)))
    assert found.tests[0].reason == "one group only"
    assert found.cells[0].share.value is not None and found.cells[0].residual is None


def test_unknown_sources_are_counted_and_left_out() -> None:
    run, data = planted(sources={})
    assert data.groups is not None
    groups = [None if p.doc == "a0" else g for p, g in zip(data.passages, data.groups)]
    assert by_source(run, replace(data, groups=groups), draws=99).unknown == 4
    assert by_source(run, replace(data, groups=None)).unknown == len(data)
    assert by_source(run, replace(data, groups=None)).groups == ()


@pytest.mark.parametrize(("period", "groups"), [
    ("month", ("2024-01", "2024-02", "2024-03")), ("quarter", ("2024-T1",)), ("year", ("2024",)),
])
def test_periods_are_in_order_of_time(period: str, groups: tuple[str, ...]) -> None:
    run, data = planted(sources={})
    found = over_time(run, data, period=period, draws=99)  # type: ignore[arg-type]
    assert found.groups == groups


def test_a_date_too_vague_for_the_period_is_unknown() -> None:
    run, data = planted(sources={})
    dates = ["2024" if p.doc == "a0" else "2024-05-02" for p in data.passages]
    found = over_time(run, replace(data, dates=dates), draws=99)
    assert found.groups == ("2024-05",) and found.unknown == 4
    assert over_time(run, replace(data, dates=dates), period="year", draws=99).unknown == 0


def test_an_unknown_period_is_refused() -> None:
    run, data = planted(sources={})
    with pytest.raises(UsageError, match="year, quarter, month"):
        over_time(run, data, period="week")  # type: ignore[arg-type]


def test_voices_are_described_apart_and_never_tested() -> None:
    data, truth = articles()
    voices = ["quoted" if theme == "santé" else "author" for theme in truth]
    data = replace(data, passages=tuple(
        replace(passage, voice=voice) for passage, voice in zip(data.passages, voices)))
    run = engine("nmf").fit(data, settings={"n_topics": 4}, seed=0)
    table = by_voice(run, data)
    assert table.groups == ("author", "quoted")
    quoted = [cell for cell in table.cells if cell.group == "quoted"]
    assert sum(cell.passages for cell in quoted) == voices.count("quoted")
    assert max(cell.share.value or 0 for cell in quoted) > 0.9
    assert all(cell.residual is None for cell in table.cells)
    assert all(test.p is None and test.reason for test in table.tests)
