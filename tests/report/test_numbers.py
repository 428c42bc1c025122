"""Every number of the report opens the sentences behind it, in both languages."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

import toolkit
from tests.report.stories import full
from tests.report.test_browser import CHROMIUM
from toolkit.report.page import render
from toolkit.settings import load_settings

DEMO = Path(__file__).resolve().parents[2] / "corpora" / "demo"

WALK = (Path(__file__).parent / "numbers.js").read_text(encoding="utf-8")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


def walked(page: str, folder: Path) -> dict[str, Any]:
    """What numbers.js finds in a page."""
    sync_api = pytest.importorskip("playwright.sync_api")
    path = folder / "report.html"
    path.write_text(page, encoding="utf-8")
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        opened = browser.new_page(bypass_csp=True)
        opened.goto(path.as_uri())
        opened.wait_for_selector("#claims-table .tabulator-row")
        found: dict[str, Any] = opened.evaluate(WALK)
        browser.close()
    return found


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_number_has_something_to_open(language: str, tmp_path: Path) -> None:
    assert walked(render(full(language)), tmp_path)["bare"] == []


def test_what_stands_behind_every_number_of_a_run_is_there(tmp_path: Path) -> None:
    options = {"topics.engine": "nmf", "topics.stability_seeds": 0, "topics.stability_articles": 0}
    corpus = shutil.copytree(DEMO, tmp_path / "articles", ignore=shutil.ignore_patterns(
        "gold", "carnet-mirabelle", "README.md", "LICENSE"))
    (corpus / "vide.txt").write_text("", encoding="utf-8")
    run = toolkit.run(corpus, tmp_path / "run", settings=load_settings(options=options))
    found = walked(run.report.read_text(encoding="utf-8"), tmp_path)
    assert found["bare"] == []
    assert found["empty"] == []
    assert found["openers"] > 500


def test_a_number_that_opens_nothing_is_found(tmp_path: Path) -> None:
    page = render(full()).replace('<section id="quality"', '<p>12 %</p><section id="quality"')
    assert walked(page, tmp_path)["bare"] == [": 12 %"]
