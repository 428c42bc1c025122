"""What the sections hold: findings, warnings in words, flow, drawings, charts as numbers."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.report.sample import HOSTILE, model
from tests.report.stories import full
from toolkit.report import views
from toolkit.report.charts import charts, short
from toolkit.report.findings import findings
from toolkit.report.notices import notices
from toolkit.report.page import render
from toolkit.report.svg import network, tree, tree_lines
from toolkit.report.texts import texts


def test_a_tested_difference_comes_first_the_larger_share_first_with_turned_limits() -> None:
    first = findings(full(), texts("en"))[0]
    assert first.tested and first.open == {"group": "Le Soir d'Anvers", "frames": "replacement"}
    assert first.text == (
        "Le Soir d'Anvers: Replacement in 60% of its claims, against 20% for Le Pays "
        "(a difference of 40 points, 30 to 50; q = 0.004)."
    )


def test_what_is_not_tested_is_marked_as_description() -> None:
    told = findings(full(), texts("fr"))
    assert [finding.tested for finding in told].count(True) == 1
    assert any("Le chiffre qui circule le plus" in finding.text for finding in told[1:])
    assert not any("« assertion »" in finding.text for finding in told)


def test_warnings_are_worded_in_the_pages_language_and_none_is_lost() -> None:
    told = notices(full(), texts("fr"))
    french = [line for line, _ in told]
    assert told[0][1] == {"group": "Le Pays"}
    assert french[0] == "« Le Pays » : 2 article(s), moins de 5 ; décrit, non testé. " \
                        "Ajoutez des articles."
    assert french[1] == "Cadres : moins de 10 occurrences pour Remplacement ; non testés."
    assert french[2] == "A warning this page has no words for."
    old = replace(model(), warnings=["only English lines"])
    assert notices(old, texts("fr")) == [("only English lines", {})]


@pytest.mark.parametrize(
    ("kind", "place", "found", "rejected", "warned"),
    [("file", "x.pdf", 3, 1, 0), ("claims", "a.txt", 2, 0, 1), ("metadata", "row 3", 2, 0, 1),
     ("warning", "a.txt", 2, 0, 1)],
)
def test_only_articles_that_were_lost_count_as_set_aside(
    kind: str, place: str, found: int, rejected: int, warned: int
) -> None:
    row = {"path": place, "place": place, "reason": "r", "advice": "", "kind": kind}
    flow = views.flow(replace(model(), rejected=[row]))
    assert (flow["found"], flow["rejected"], flow["warned"]) == (found, rejected, warned)
    assert flow["found"] == flow["rejected"] + flow["kept"]


def test_a_frame_is_called_by_the_first_part_of_its_label() -> None:
    assert short("Remplacement, destruction d'emplois") == "Remplacement"
    assert short("Le propre de l'humain") == "Le propre de l'humain"


def test_negation_hedging_and_attribution_stand_in_one_chart() -> None:
    rows = [
        {"section": "profile", "measure": measure, "label": label, "group": "Le Pays",
         "value": 0.2, "low": 0.1, "high": 0.3, "n_articles": 9, "n_claims": 60,
         "method": "article_jackknife_pooled", "reason": "", "p": None, "q": None}
        for measure, label in (("negated", "negated"), ("epistemic", "hedged"),
                               ("attribution", "attributed"))
    ]
    made = charts(replace(model(), comparisons=rows), texts("fr"))
    (chart,) = [one for one in made if one["place"] == "comparison"]
    assert sorted(chart["labels"]) == ["attribuée", "modalisée", "niée"]
    assert {"group": "Le Pays", "epistemic": "hedged"} in chart["open"][0]
    assert chart["method"] == "jackknife sur les articles"


def test_every_grid_of_a_chart_has_the_same_shape() -> None:
    made = charts(full(), texts("fr"))
    assert {chart["form"] for chart in made} == {"bars", "lines", "heat"}
    for chart in made:
        for key in ("values", "low", "high", "n", "articles", "open"):
            assert len(chart[key]) == len(chart["groups"]), (chart["id"], key)
            assert {len(row) for row in chart[key]} == {len(chart["labels"])}, (chart["id"], key)


def test_a_corpus_without_groups_is_one_series() -> None:
    row = dict(model().comparisons[0]) | {"group": "(none)"}
    made = charts(replace(model(), comparisons=[row]), texts("fr"))
    assert made[0]["groups"] == ["corpus"] and made[0]["open"][0][0]["group"] == "(none)"


def test_the_tree_has_its_leaves_in_the_order_of_its_branches() -> None:
    merges = [{"node": 3, "left": 0, "right": 2, "height": 0.2},
              {"node": 4, "left": 1, "right": 3, "height": 0.6}]
    order, lines = tree_lines(merges, [0, 1, 2])
    assert order == [1, 0, 2]
    assert lines == [(1.0, 2.0, 0.0, 0.0, 0.2), (0.0, 1.5, 0.0, 0.2, 0.6)]
    assert tree([], {0: "a"}, "t") == ""


def test_the_network_is_escaped_and_dashes_what_is_denied() -> None:
    drawn = network(full().narratives["edges"], "Réseau")
    assert "<script" not in drawn and HOSTILE not in drawn
    assert drawn.count("<path d=\"M") == 3 and "stroke-dasharray" in drawn  # two arrowheads
    assert network([], "Réseau") == ""
    assert network([{"agent": "IA", "object": None, "n_claims": 1, "negated": 0}], "x") == ""


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_page_with_every_table_escapes_what_articles_hold(language: str) -> None:
    page = render(full(language))
    assert HOSTILE not in page and "<img" not in page
    assert page.count('id="narratives"') == 1


def test_each_table_may_be_missing() -> None:
    base = full()
    for name in base.narratives:
        left = {key: rows for key, rows in base.narratives.items() if key != name}
        assert "</html>" in render(replace(base, narratives=left)), name


def test_no_id_stands_twice() -> None:
    head = render(full()).split('<script type="application/json"')[0]
    ids = re.findall(r'\sid="([^"]+)"', head)
    assert len(ids) == len(set(ids))


def test_a_rejected_article_is_told_in_the_pages_language() -> None:
    rows = [{"path": "a.txt", "place": "", "reason": "0 bytes", "advice": "", "kind": "file",
             "code": code} for code in ("empty", "of_tomorrow")]
    model_ = replace(full(), rejected=rows)
    known, unknown = views.rejected(model_, texts("fr"))
    assert known["told"] == "le fichier est vide" and unknown["told"] == ""
    assert "le fichier est vide" in render(model_)
    assert views.rejected(model_, texts("en"))[0]["told"] == "the file is empty"
