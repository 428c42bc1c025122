"""Pictures of topics: the tree of a descending classification, its map, the curve over k."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.report.sample import HOSTILE
from tests.report.stories import full
from tests.report.test_browser import CHROMIUM
from tests.report.test_numbers import walked
from toolkit.report.figures import draw_figures
from toolkit.report.model import ReportModel
from toolkit.report.page import render
from toolkit.report.texts import texts
from toolkit.report.topic_charts import plots, topic_tree

CURVE = [
    {"k": k, "found": None, "chi2": 500.0 / k, "strength": 0.3, "excess": 1.2 - 0.1 * k,
     "smallest": 12 - k, "unplaced": 0, "stability": 0.6, "low": 0.5, "high": 0.7, "npmi": None,
     "diversity": None}
    for k in (2, 3, 4)
]
MARKS = [{"over": [{"term": "poste", "chi2": 9.0}, {"term": HOSTILE, "chi2": 4.0}]},
         {"over": [{"term": "soin", "chi2": 8.0}]}]


def reinert(**info: Any) -> ReportModel:
    """Two classes of a tree whose third branch was too small to be one."""
    base = full()
    told = {
        "dendrogram": {"leaves": [3, 2], "detached": [4],
                       "merges": [[3, 4, 1, 90.0], [1, 2, 0, 340.0]]},
        "class_topics": [1, 0], "profiles": MARKS, "k": 2,
        "map": {"inertia": [0.7, 0.3], "classes": [[-1.0, 0.2], [1.0, -0.1]],
                "terms": {"poste": [-1.2, 0.4], "soin": [1.3, -0.2], HOSTILE: [-0.9, 0.1]},
                "variables": {"source: Le Pays": [0.1, 0.0]}},
    } | info
    record = dict(base.record) | {"topics": {"engine": "reinert", "outliers": 0.0, "info": told}}
    tables = dict(base.narratives) | {
        "topics_curve": CURVE,
        "topics_profiles": [{"topic": 0, "label": "Postes", "term": "poste", "form": HOSTILE,
                             "chi2": chi2, "g2": 1.0, "inside": 3, "outside": 1}
                            for chi2 in (9.0, -4.0)],
        "topics_agreement": [{"engine": "reinert", "other": "nmf", "measure": name, "value": 0.4,
                              "n": 9, "reason": ""} for name in ("ari", "nmi")],
        "topics_matches": [{"topic": 0, "label": HOSTILE, "size": 5, "other": None,
                            "other_label": "", "other_size": None, "common": 0, "jaccard": 0.0}],
        "topics_disputed": [{"passage": "p", "doc": "a.txt", "topic": 0, "label": "Postes",
                             "other": -1, "other_label": "", "text": HOSTILE}],
        "topics_intrusion": [
            {"kind": "word", "about": about, "label": "", "coder": "", "found": 3, "n": 4,
             "share": 0.75, "low": 0.3, "high": 0.95, "chance": 1 / 6} for about in ("", "0")],
        "topics_variables": [{"topic": 0, "label": "Postes", "variable": "source",
                              "value": HOSTILE, "chi2": 3.0, "segments": 2, "all_segments": 4,
                              "articles": 1, "all_articles": 2}],
        "topics_by_voice": [{"group": voice, "topic": 0, "label": "Postes", "share": 0.5,
                             "low": 0.1, "high": 0.9, "residual": None, "articles": 2,
                             "passages": 3, "p": None, "q": None, "reason": ""}
                            for voice in ("author", "quoted")],
    }
    return replace(base, record=record, narratives=tables)


def test_a_branch_that_ends_in_no_class_is_left_out_of_the_tree() -> None:
    tree = topic_tree(reinert(), texts("fr"))
    assert tree["merges"] == [{"node": 0, "left": 3, "right": 2, "height": 340.0}]
    assert tree["topics"] == {3: 1, 2: 0}
    assert tree["names"][3].startswith("Soins")


def test_two_classes_merged_by_hand_keep_their_leaves() -> None:
    tree = topic_tree(reinert(class_topics=[0, 0]), texts("fr"))
    assert set(tree["topics"]) == {3, 2} and set(tree["topics"].values()) == {0}


def test_the_curve_has_a_panel_per_figure_and_marks_the_number_taken() -> None:
    curve = plots(reinert(), texts("fr"))[0]
    assert [panel["values"][0] for panel in curve["panels"]] == [250.0, 1.0, 0.6, 10]
    assert curve["chosen"] == 2 and curve["k"] == [2, 3, 4]
    assert plots(reinert(topics_before_edits=3), texts("fr"))[0]["chosen"] == 3


def test_words_on_the_map_stand_with_the_class_they_mark() -> None:
    points = {p["name"]: p for p in plots(reinert(), texts("en"))[1]["points"]}
    assert points["poste"]["topic"] == 0 and points["soin"]["topic"] == 1
    assert points["Le Pays"]["kind"] == "variable" and points["Le Pays"]["topic"] is None


def test_a_map_of_two_classes_says_that_height_means_nothing() -> None:
    laid = {"inertia": [1.0], "classes": [[-1.0], [1.0]], "terms": {"poste": [-1.2]},
            "variables": {}}
    plane = plots(reinert(map=laid), texts("fr"))[1]
    assert plane["flat"] and texts("fr")["ca_flat"] in plane["note"]
    assert all(row[-1] is None for row in plane["rows"])


def test_every_picture_has_files_and_a_table(tmp_path: Path) -> None:
    names = {path.name for path in draw_figures(reinert(), tmp_path)}
    for name in ("topics-tree", "topics-plane", "topics-curve", "topics", "topics-time"):
        assert {f"{name}.{form}" for form in ("svg", "png", "pdf", "csv")} <= names
    with open(tmp_path / "topics-curve.csv", encoding="utf-8", newline="") as handle:
        assert [row["k"] for row in csv.DictReader(handle)] == ["2", "3", "4"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_holds_every_part_and_escapes_what_articles_hold(language: str) -> None:
    base = reinert()
    settings = dict(base.record["settings"]) | {"report": {"language": language}}
    page = render(replace(base, record=dict(base.record) | {"settings": settings}))
    words = texts(language)
    for key in ("dendrogram", "curve", "ca_map", "disputed_passages", "intrusion", "illustrative",
                "topics_by_voice", "class_profile"):
        assert words[key].split("'")[0] in page, key
    assert HOSTILE not in page


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_every_number_of_these_parts_opens_something_and_pictures_are_drawn(
    tmp_path: Path,
) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    page = render(reinert())
    assert walked(page, tmp_path)["bare"] == []
    told: list[str] = []
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        opened = browser.new_page()
        opened.on("pageerror", lambda error: told.append(str(error)))
        opened.goto((tmp_path / "report.html").as_uri())
        for name in ("curve", "plane", "time"):
            opened.locator(f"#chart-topics-{name}").scroll_into_view_if_needed()
            opened.wait_for_selector(f"#chart-topics-{name} .main-svg")
        assert opened.locator("#chart-topics-curve .scatterlayer").count() == 4
        browser.close()
    assert told == []
