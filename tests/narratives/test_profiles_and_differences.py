"""Profiles, differences, keyness: shares by hand, planted differences, floors, refusals."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from tests.narratives.build import claim, corpus, document
from toolkit.errors import DataError
from toolkit.narratives import Options, compare, differences, keyness, profiles
from toolkit.narratives.tables import frame, group_articles

FAST = Options(draws=300)


def cell(table: pd.DataFrame, **where: Any) -> dict[str, Any]:
    found = table
    for column, value in where.items():
        found = found[found[column] == value]
    assert len(found) == 1, f"{len(found)} rows for {where}"
    row: dict[str, Any] = found.iloc[0].to_dict()
    return row


DOCUMENTS = [document("a", "A"), document("b", "A"), document("c", "B")]
CLAIMS = [
    claim("a", "Un.", frames=["skills"], epistemic="hedged"),
    claim("a", "Deux.", frames=["skills", "regulation"], negated=True),
    claim("b", "Trois.", source_type="person", source_role="union", quote="direct"),
    claim("b", "Une question ?", kinds=[]),
    claim("c", "Quatre.", stance="negative", agent="Les entreprises"),
]


def test_shares_are_those_counted_by_hand() -> None:
    table = profiles(CLAIMS, DOCUMENTS)
    skills = cell(table, group="A", voice="all", measure="frames", label="skills")
    assert (skills["value"], skills["count"], skills["n_claims"]) == (pytest.approx(2 / 3), 2, 3)
    assert skills["article_mean"] == pytest.approx(0.5)
    assert skills["low"] < 2 / 3 < skills["high"]
    assert cell(table, group="A", voice="all", measure="negated",
                label="negated")["value"] == pytest.approx(1 / 3)
    assert cell(table, group="B", voice="all", measure="agents", label="entreprise")["value"] == 1


def test_a_sentence_without_kind_is_no_claim() -> None:
    table = profiles(CLAIMS, DOCUMENTS)
    assert set(table[(table.group == "A") & (table.voice == "all")
                     & (table.measure == "kinds")].n_claims) == {3}


def test_voices_are_kept_apart() -> None:
    table = profiles(CLAIMS, DOCUMENTS)
    author = cell(table, group="A", voice="author", measure="frames", label="skills")
    quoted = cell(table, group="A", voice="quoted", measure="frames", label="skills")
    assert (author["value"], quoted["value"]) == (1.0, 0.0)
    role = cell(table, group="A", voice="all", measure="source_role", label="union")
    assert (role["value"], role["n_claims"]) == (1.0, 1)


def test_undefined_shares_are_none_with_a_reason() -> None:
    table = profiles(CLAIMS, DOCUMENTS)
    lone = cell(table, group="B", voice="all", measure="stance", label="negative")
    assert lone["value"] == 1.0 and pd.isna(lone["low"]) and lone["reason"] == "one_article"
    none = cell(table, group="B", voice="all", measure="source_role", label="union")
    assert pd.isna(none["value"]) and none["reason"] == "no_claims"


def test_groups_inside_articles_by_a_column_of_claims() -> None:
    table = profiles(CLAIMS, DOCUMENTS, by="source_role")
    assert set(table.group) == {"author", "union"}
    row = cell(table, group="union", voice="all", measure="quote", label="direct")
    assert row["value"] == 1.0


def test_a_planted_difference_is_found_and_others_are_not() -> None:
    tables = corpus({"A": 20, "B": 20}, {"A": 0.6, "B": 0.25})
    found = differences(tables["claims"], tables["documents"], options=FAST)
    frames = cell(found.shares, measure="frames", label="replacement")
    assert frames["difference"] > 0.2 and frames["low"] > 0
    assert frames["q"] < 0.05
    mix = cell(found.mixes, measure="frames")
    assert mix["distance"] > mix["null_mean"] and mix["q"] < 0.05
    quote = cell(found.shares, measure="quote", label="direct")
    assert quote["difference"] == pytest.approx(0) and quote["p"] > 0.5


def test_under_five_articles_a_group_is_only_described() -> None:
    tables = corpus({"A": 3, "B": 12}, {"A": 0.9, "B": 0.1})
    found = compare(tables, options=FAST)
    assert found.differences["p"].isna().all()
    assert set(found.mixes["reason"]) <= {"under_5_articles", "one_label", "no_claims"}
    assert found.keyness["p"].isna().all()
    assert cell(found.differences, measure="frames", label="replacement")["difference"] > 0.5
    codes = {notice.code for notice in found.warnings}
    assert {"under_5_articles", "indicative"} <= codes


def test_stratified_shuffling_cannot_see_what_the_strata_explain() -> None:
    # All of A's articles are press, all of B's blogs: within a genre nothing is left to shuffle.
    tables = corpus({"A": 8, "B": 8}, {"A": 0.9, "B": 0.1})
    for row in tables["documents"]:
        row["genre"] = "presse" if row["source"] == "A" else "blog"
    free = compare(tables, options=FAST)
    bound = compare(tables, options=Options(draws=300, stratify="genre"))
    assert cell(free.differences, measure="frames", label="replacement")["p"] < 0.05
    held = cell(bound.differences, measure="frames", label="replacement")
    assert (held["p"], held["floor"]) == (1.0, 1.0)
    assert "confounded" in {notice.code for notice in free.warnings}
    assert "p_floor" in {notice.code for notice in bound.warnings}


def test_one_article_with_most_claims_is_named() -> None:
    tables = corpus({"A": 6, "B": 6}, {"A": 0.5, "B": 0.5})
    tables["claims"] += [claim("A-0.txt", "L'IA supprime des postes.")] * 60
    notice = next(n for n in compare(tables, options=FAST).warnings
                  if n.code == "dominant_article")
    assert notice.group == "A" and notice.detail["article"] == "A-0.txt"
    assert "A-0.txt" in notice.text


def test_more_than_six_groups_are_each_set_against_the_rest() -> None:
    names = {chr(65 + n): 5 for n in range(8)}
    tables = corpus(names, dict.fromkeys(names, 0.4))
    found = differences(tables["claims"], tables["documents"], options=FAST)
    assert set(found.shares.group_b) == {"(rest)"}
    assert len(found.shares[found.shares.label == "replacement"]) == 8


def test_a_missing_column_is_refused_with_those_there() -> None:
    tables = corpus({"A": 5, "B": 5}, {"A": 0.5, "B": 0.5})
    with pytest.raises(DataError, match=r'no column "journal".*source \(2 values\).*genre'):
        compare(tables, by="journal", options=FAST)
    with pytest.raises(DataError, match="no column start, kinds, negated"):
        profiles([{"doc": "a", "text": "x"}], DOCUMENTS)


def test_a_column_of_claims_is_described_and_not_tested() -> None:
    tables = corpus({"A": 6, "B": 6}, {"A": 0.5, "B": 0.5})
    found = compare(tables, by="source_role", options=FAST)
    assert set(found.groups) == {"author", "union", "unknown"}
    assert found.warnings[0].code == "inside_articles"
    assert len(found.differences) == len(found.keyness) == 0
    shares = found.comparisons[found.comparisons.section == "profile"]
    assert set(shares.group) == set(found.groups) and shares.low.notna().any()
    assert found.corpus.claims.sum() == len(tables["claims"])


@pytest.mark.parametrize(("by", "groups"), [
    ("year", {"2024"}), ("quarter", {"2024-Q1", "2024-Q2"}), ("month", {"2024-01", "2024-05"}),
])
def test_periods_of_the_date_make_groups(by: str, groups: set[str]) -> None:
    documents = [{"id": f"{n}", "date": date, "source": "A"}
                 for n, date in enumerate(["2024-01-03", "2024-05-31", "2024-05"])]
    assert set(group_articles(frame(documents, "documents"), by)[0].names) == groups


@pytest.mark.parametrize(("sources", "code"), [
    ([None] * 12, "no_values"), (["A"] * 12, "one_group"),
    (["A"] * 6 + ["B"] * 5 + [None], "missing_values"),
    ([f"S{n}" for n in range(12)] * 1, None),
])
def test_odd_columns_give_a_warning_and_no_crash(sources: list[Any], code: str | None) -> None:
    tables = corpus({"X": 12}, {"X": 0.5})
    for row, source in zip(tables["documents"], sources):
        row["source"] = source
    codes = [notice.code for notice in compare(tables, options=FAST).warnings]
    if code is not None:
        assert code in codes
    else:
        assert codes.count("under_5_articles") == 12


def test_five_hundred_values_keep_the_largest_groups_and_say_so() -> None:
    documents = [document(f"d{n}", f"S{n % 500:03d}") for n in range(505)]
    claims = [claim(f"d{n}", "L'IA change le travail.") for n in range(505)]
    found = compare({"documents": documents, "claims": claims}, options=Options(draws=100))
    assert len(found.groups) == 12 and {"S000", "S004"} <= set(found.groups)
    notice = next(n for n in found.warnings if n.code == "many_groups")
    assert notice.detail["values"] == 500


def test_no_claims_at_all_is_said_and_nothing_is_zero() -> None:
    documents = [document("a", "A"), document("b", "B")]
    found = compare({"documents": documents, "claims": []}, options=FAST)
    assert "no_claims" in {notice.code for notice in found.warnings}
    assert found.profiles["value"].isna().all()
    assert (found.profiles["reason"] == "no_claims").all()


def test_words_of_one_source_are_key_and_words_of_one_article_are_not() -> None:
    tables = corpus({"A": 10, "B": 10}, {"A": 0.5, "B": 0.5})
    for row in tables["sentences"]:
        if row["doc"].startswith("A"):
            row["text"] += " Les syndicats protestent."
        else:
            row["text"] += " Les patients attendent."
        if row["doc"] == "B-0.txt":
            row["text"] += " Zanzibar, Zanzibar, Zanzibar."
    found = keyness(tables, units=("word",), options=FAST)
    union = cell(found, group="A", item="syndicats")
    assert union["z"] > 2 and union["q"] < 0.05 and union["n_articles"] == 10
    lumped = cell(found, group="B", item="zanzibar")
    assert lumped["g2"] > 20 and lumped["p"] > 0.05
    assert lumped["dispersion"] > 0.9


def test_terms_and_agents_are_counted_too() -> None:
    tables = corpus({"A": 6, "B": 6}, {"A": 1.0, "B": 0.0})
    tables["sentences"] = [row | {"text": row["text"].replace("des postes", "la perte d'emploi")}
                           for row in tables["sentences"]]
    found = keyness(tables, units=("term", "agent"), options=FAST)
    assert cell(found, group="A", unit="term", item="perte d'emploi")["z"] > 0
    assert cell(found, group="A", unit="agent", item="IA")["z"] > 0
    assert set(found[found.unit == "agent"]["item"]) == {"IA", "outil"}


def test_long_table_has_its_columns_and_every_section() -> None:
    tables = corpus({"A": 6, "B": 6}, {"A": 0.7, "B": 0.2})
    found = compare(tables, options=FAST)
    assert list(found.comparisons.columns) == [
        "section", "measure", "label", "group", "value", "low", "high", "n_articles", "n_claims",
        "method", "reason", "p", "q"]
    assert set(found.comparisons.section) == {
        "corpus", "profile", "profile_author", "profile_quoted", "distance", "difference",
        "keyness"}
    assert cell(found.comparisons, section="corpus", measure="articles", group="A")["value"] == 6


def test_same_tables_same_bytes() -> None:
    tables = corpus({"A": 7, "B": 6}, {"A": 0.7, "B": 0.2})
    shuffled = dict(reversed(tables.items()))
    first, second = (compare(t, options=FAST) for t in (tables, shuffled))
    for name, table in first.tables().items():
        assert table.to_csv() == second.tables()[name].to_csv(), name
    assert first.warnings == second.warnings
