"""The page in a real browser: charts, the claims filter, and nothing hostile runs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.report.sample import HOSTILE, model
from toolkit.report.page import render

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, list[str]]]:
    sync_api = pytest.importorskip("playwright.sync_api")
    path: Path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render(model()), encoding="utf-8")
    told: list[str] = []
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("console", lambda message: told.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: told.append(f"error: {error}"))
        page.on("request", lambda request: told.append(request.url)
                if not request.url.startswith(("file:", "data:")) else None)
        page.goto(path.as_uri())
        page.wait_for_selector("#claims-table .tabulator-row")
        yield page, told
        browser.close()


def test_charts_are_drawn(opened: tuple[Any, list[str]]) -> None:
    page, _ = opened
    page.locator("#comparison").scroll_into_view_if_needed()
    page.wait_for_selector("#chart-frames .main-svg")
    assert page.locator("#chart-frames .bars path").count() >= 2


def test_the_claim_filter_works(opened: tuple[Any, list[str]]) -> None:
    from playwright.sync_api import expect

    page, _ = opened
    rows = page.locator("#claims-table .tabulator-row")
    expect(rows).to_have_count(3)
    page.select_option("#f-frame", "replacement")
    expect(rows).to_have_count(2)
    page.fill("#f-text", "soignants")
    expect(rows).to_have_count(0)
    assert page.inner_text("#count").startswith("0 ")
    page.click("button[type=reset]")
    expect(rows).to_have_count(3)


def test_a_claim_is_shown_in_its_article_with_its_cues(opened: tuple[Any, list[str]]) -> None:
    page, _ = opened
    page.locator("#claims-table .tabulator-row").first.click()
    assert page.inner_text("#reader mark.claim").startswith("L’IA détruira 40 %")
    cue = page.locator("#reader mark.cue")
    assert cue.inner_text() == "détruira"
    assert "prediction.future" in (cue.get_attribute("title") or "")


def test_concordances(opened: tuple[Any, list[str]]) -> None:
    page, _ = opened
    page.fill("#k-text", "detruira")
    page.wait_for_selector("#k-lines tr")
    assert page.locator("#k-lines td:nth-child(2)").first.inner_text() == "détruira"


def test_nothing_hostile_runs_and_nothing_is_asked_of_the_network(
    opened: tuple[Any, list[str]],
) -> None:
    page, told = opened
    assert page.evaluate("window.hacked") is None
    assert HOSTILE in page.inner_text("#reader")
    assert told == []
