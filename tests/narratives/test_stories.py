"""Narrative diff, figures that travel, actors, voices, series."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.narratives.build import claim, corpus, document, percent
from toolkit.errors import DataError
from toolkit.narratives import (
    Options,
    actors,
    figures_that_travel,
    narrative_diff,
    over_time,
    voices,
)
from toolkit.narratives.grouping import group_claims
from toolkit.narratives.meaning import meaning_of

DOCUMENTS = [
    document("p1", "Presse", date="2024-05-02"), document("s1", "Syndicat", date="2024-03-01"),
    document("c1", "Cabinet", date="2025-01-10"), document("p2", "Presse"),
]
OTHERS = [
    "La loi oblige les employeurs à consulter les élus.",
    "Les patients préfèrent parler à un médecin.",
    "Les débutants trouvent moins de stages en comptabilité.",
    "Le télétravail isole les équipes.", "Les dividendes progressent de nouveau.",
    "Les enseignants réclament une formation.", "La traduction perd de sa valeur.",
    "Les préparateurs de commandes marchent moins dans l'entrepôt.",
]
STORY = [
    claim("s1", "L'IA supprimera des milliers de postes dans les banques.", start=10),
    claim("p1", "Des milliers d'emplois disparaîtront dans les banques avec l'IA.", start=20,
          epistemic="hedged", source="Nora Belcourt", source_type="person", quote="indirect"),
    claim("c1", "L'IA ne supprimera aucun poste dans les banques.", start=30, negated=True),
]
CLAIMS = STORY + [
    claim(DOCUMENTS[n % 4]["id"], text, start=100 + n) for n, text in enumerate(OTHERS)
]


def test_same_and_contrary_claims_are_gathered_on_two_sides() -> None:
    found = narrative_diff(CLAIMS, DOCUMENTS)
    assert len(found.narratives) == 1
    row = found.narratives.iloc[0]
    assert (row.n_claims, row.n_articles, row.n_groups, row.contested) == (3, 3, 3, True)
    assert (row.n_affirm, row.n_deny) == (2, 1)
    assert row.deny_text == STORY[2]["text"] and row.deny_doc == "c1" and row.deny_start == 30
    assert (row.first_date, row.first_doc, row.first_group) == ("2024-03-01", "s1", "Syndicat")
    sides = found.sides.set_index("group")
    assert sides.loc["Presse", ["affirm", "deny", "hedged", "attributed"]].tolist() == [1, 0, 1, 1]
    assert sides.loc["Cabinet", ["affirm", "deny"]].tolist() == [0, 1]
    assert found.members["doc"].tolist() == ["s1", "p1", "c1"]
    assert 0 < row.confidence <= 1


def test_claims_of_other_documents_are_left_out() -> None:
    found = narrative_diff(CLAIMS, DOCUMENTS[:2])
    assert set(found.members["doc"]) == {"p1", "s1"}
    assert len(figures_that_travel(TRAVEL, DOCUMENTS[1:2]).figures) == 0


def test_repetition_within_one_article_is_no_shared_narrative() -> None:
    alone = [claim("p1", STORY[0]["text"]), claim("p1", STORY[1]["text"])]
    others = [claim("s1", text) for text in OTHERS]
    assert len(narrative_diff(alone + others, DOCUMENTS).narratives) == 0


def test_no_claims_give_empty_tables_with_their_columns() -> None:
    found = narrative_diff([], DOCUMENTS)
    assert list(found.narratives.columns)[:2] == ["narrative", "n_claims"]
    assert len(found.members) == 0
    assert len(figures_that_travel([], DOCUMENTS).figures) == 0
    assert len(actors([], DOCUMENTS).edges) == 0
    assert len(voices([], DOCUMENTS).speakers) == 0


def test_sentence_vectors_bring_neighbours_that_share_few_words() -> None:
    texts = ["L'IA supprime des postes dans les banques.", *OTHERS,
             "Les machines suppriment des emplois bancaires."]
    meanings = [meaning_of({"text": text}) for text in texts]
    vectors = np.eye(len(texts))
    vectors[-1] = vectors[0]
    found = group_claims(meanings, embeddings=vectors)
    assert found.group[0] == found.group[-1] >= 0
    assert (found.group[1:-1] == -1).all()


def test_grouping_does_not_depend_on_where_a_claim_stands() -> None:
    texts = [str(row["text"]) for row in CLAIMS]
    first = group_claims([meaning_of({"text": text}) for text in texts])
    order = np.random.default_rng(1).permutation(len(texts))
    second = group_claims([meaning_of({"text": texts[i]}) for i in order])
    together = {frozenset(texts[i] for i in np.flatnonzero(first.group == g))
                for g in set(first.group.tolist()) - {-1}}
    again = {frozenset(texts[order[i]] for i in np.flatnonzero(second.group == g))
             for g in set(second.group.tolist()) - {-1}}
    assert together == again


def figure(doc: str, text: str, quantity: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return claim(doc, text, quantities=[quantity], kinds=["statistic"], **fields)


TRAVEL = [
    figure("s1", "Selon l'Institut Ardoise, 38 % des tâches de bureau sont automatisables.",
           percent("38 %", 38, base="des tâches de bureau"), source="l'Institut Ardoise",
           source_type="study"),
    figure("p1", "L'Institut Ardoise voit 38 % des emplois de bureau menacés d'ici 2030.",
           percent("38 %", 38, base="des emplois de bureau"), source="L'Institut Ardoise",
           source_type="study",
           horizon={"text": "d'ici 2030", "year_from": None, "year_to": 2030}),
    figure("c1", "Près de 40 % des emplois de bureau seraient menacés.",
           percent("40 %", 40, base="des emplois de bureau", modifier="approx"),
           epistemic="hedged"),
    figure("p2", "38 % des lecteurs de la région préfèrent le papier.",
           percent("38 %", 38, base="des lecteurs")),
]


def test_a_figure_is_followed_and_its_mutations_named() -> None:
    found = figures_that_travel(TRAVEL, DOCUMENTS)
    assert len(found.figures) == 1
    row = found.figures.iloc[0]
    assert (row.n_mentions, row.n_articles, row.first_doc) == (3, 3, "s1")
    assert row["values_vary"] and row["bases_vary"] and row["horizons_vary"]
    assert row["source_dropped"] and row["hedging_varies"]
    changes = dict(zip(found.mentions["doc"], found.mentions["changes"]))
    assert changes["s1"] == []
    assert changes["p1"] == ["base", "horizon"]
    assert {"value", "base", "source", "hedging"} <= set(changes["c1"])


def test_the_same_number_of_something_else_does_not_travel() -> None:
    apart = [TRAVEL[3], figure("s1", "38 % des entrepôts sont chauffés.",
                               percent("38 %", 38, base="des entrepôts"))]
    assert len(figures_that_travel(apart, DOCUMENTS).figures) == 0


DEEDS = [
    claim("s1", "Les robots détruisent des emplois.", agent="Les robots", action="détruire",
          object="des emplois"),
    claim("s1", "Le robot a détruit des emplois.", agent="Le robot", action="détruire",
          object="des emplois"),
    claim("p1", "L'IA ne remplacera pas les infirmières.", agent="L'IA", action="remplacer",
          object="les infirmières", negated=True),
    claim("p1", "Le syndicat combat les inégalités : il les réduit.", agent="Le syndicat",
          action="réduire", object="les inégalités"),
    claim("p1", "Les salariés ont peur.", agent="Les salariés", action="avoir", object="peur"),
    claim("c1", "L'outil aide les équipes.", agent="L'outil", action="aider",
          object="les équipes"),
]


def test_actors_edges_and_roles() -> None:
    found = actors(DEEDS, DOCUMENTS)
    edge = found.edges[found.edges.agent == "robot"].iloc[0]
    assert (edge.action, edge.object, edge.n_claims, edge.n_articles) == (
        "détruire", "emploi", 2, 1)
    assert edge.text == DEEDS[0]["text"]
    roles = {(r.actor, r.role) for r in found.roles.itertuples()}
    assert {("robot", "villain"), ("emploi", "victim"), ("outil", "hero"),
            ("équipe", "beneficiary"), ("syndicat", "hero"), ("IA", "hero")} <= roles
    assert ("inégalité", "victim") not in roles and ("inégalité", "beneficiary") not in roles
    assert set(found.roles.status) == {"prefilled"}
    assert "salarié" not in set(found.edges.agent)


def test_voices_by_role_and_by_verb() -> None:
    said = [
        claim("s1", "« Non », dit-elle.", source="Ana Rey", source_type="person",
              source_role="union", quote="direct",
              evidence=[{"field": "quote", "rule": "reporting.neutral", "cue": "dit-elle"}]),
        claim("s1", "Le cabinet prétend le contraire.", source="Le cabinet",
              source_type="organisation", source_role="consultancy", quote="indirect",
              evidence=[{"field": "quote", "rule": "reporting.distancing", "cue": "prétend"}]),
        claim("s1", "On le dit.", source_type="unspecified"),
        claim("s1", "L'auteur pense."),
    ]
    found = voices(said, DOCUMENTS)
    share = found.roles[(found.roles.group == "Syndicat") & (found.roles.measure == "voice")]
    assert dict(zip(share.source_role, share.value)) == pytest.approx(
        {"consultancy": 1 / 3, "union": 1 / 3, "unknown": 1 / 3})
    verbs = found.verbs[found.verbs.group == "Syndicat"].set_index("verb_class")
    assert verbs.loc["distancing", "cues"] == ["prétend"]
    assert verbs.loc["unmarked", "count"] == 1
    assert found.speakers["speaker"].tolist() == ["Ana Rey", "Le cabinet"]


def test_series_show_gaps_and_find_a_change() -> None:
    tables = corpus({"A": 30, "B": 30}, {"A": 0.15, "B": 0.7})
    for n, row in enumerate(tables["documents"]):
        # A's thirty articles come before B's; nothing is published in June.
        month = 1 + (n % 30) // 6 if row["source"] == "A" else 7 + (n % 30) // 6
        row["date"] = f"2024-{month:02d}-1{n % 9}"
    found = over_time(tables["claims"], tables["documents"], options=Options(draws=300))
    assert found.unit == "month"
    frame = found.periods[(found.periods.measure == "frames")
                          & (found.periods.label == "replacement")].set_index("period")
    assert frame.index[0] == "2024-01" and len(frame) == 11
    gap = frame.loc["2024-06"]
    assert gap["reason"] == "no_claims" and gap["n_articles"] == 0 and gap["value"] != gap["value"]
    change = found.changes[found.changes.label == "replacement"].iloc[0]
    assert change.period == "2024-07" and change.q < 0.05 and change.difference > 0.3


@pytest.mark.parametrize(("dates", "unit"), [
    ([f"2024-0{1 + n % 3}-05" for n in range(12)], "month"),
    ([f"20{10 + n}-05-01" for n in range(12)], "year"),
    ([f"2024-{1 + 3 * (n % 4):02d}-05" for n in range(12)], "quarter"),
])
def test_the_unit_of_time_suits_the_corpus(dates: list[str], unit: str) -> None:
    documents = [document(f"d{n}", "A", date=date) for n, date in enumerate(dates)]
    claims = [claim(f"d{n}", "L'IA change le travail.") for n in range(len(dates))]
    assert over_time(claims, documents).unit == unit


def test_undated_articles_are_left_out_and_counted() -> None:
    documents = [document("a", "A", date="2024"), document("b", "A", date="2024-03-01"),
                 document("c", "A")]
    claims = [claim(name, "L'IA change le travail.") for name in "abc"]
    found = over_time(claims, documents, unit="month")
    assert found.notices[0].code == "undated"
    assert found.notices[0].detail["missing"] == 2
    with pytest.raises(DataError, match='no period "week"'):
        over_time(claims, documents, unit="week")


def test_one_group_alone_in_time() -> None:
    documents = [document(f"d{n}", "AB"[n % 2], date=f"2024-0{1 + n // 4}-05") for n in range(12)]
    claims = [claim(f"d{n}", "L'IA change le travail.") for n in range(12)]
    found = over_time(claims, documents, unit="month", group=("source", "A"))
    assert found.periods["n_claims"].max() == 2
    with pytest.raises(DataError, match='no value "C"'):
        over_time(claims, documents, group=("source", "C"))
