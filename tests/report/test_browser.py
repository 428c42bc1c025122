"""The page in a real browser: charts, the claims filter, and nothing hostile runs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.report.sample import HOSTILE
from tests.report.stories import full
from toolkit.report.page import render
from toolkit.report.texts import texts

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, list[str]]]:
    sync_api = pytest.importorskip("playwright.sync_api")
    path: Path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render(full()), encoding="utf-8")
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


def test_a_number_opens_the_claims_behind_it(opened: tuple[Any, list[str]]) -> None:
    from playwright.sync_api import expect

    page, _ = opened
    page.locator("#narratives blockquote.deny button").first.click()
    rows = page.locator("#claims-table .tabulator-row")
    expect(rows).to_have_count(1)
    assert page.is_visible("#selection")
    page.click("#selection-clear")
    expect(rows).to_have_count(3)
    assert not page.is_visible("#selection")


def test_a_cell_of_a_chart_and_a_word_open_their_sentences(opened: tuple[Any, list[str]]) -> None:
    from playwright.sync_api import expect

    page, _ = opened
    page.locator("figure:has(#chart-frames) summary").click()
    page.locator("figure:has(#chart-frames) button.open").first.click()
    expect(page.locator("#claims-table .tabulator-row")).to_have_count(1)
    page.locator("#keyness summary").last.click()
    page.locator("#keyness th button").click()
    assert page.locator("#k-lines td:nth-child(2)").first.inner_text() == "détruira"
    page.click("button[type=reset]")


def test_arrows_go_from_claim_to_claim(opened: tuple[Any, list[str]]) -> None:
    page, _ = opened
    page.evaluate("TABLE.deselectRow()")
    page.locator("#claims-table .tabulator-tableholder").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("TABLE.getSelectedRows().map((row) => row.getPosition())") == [2]


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_serious_fault(opened: tuple[Any, list[str]], width: int) -> None:
    page, _ = opened
    context = page.context.browser.new_context(
        viewport={"width": width, "height": 900}, bypass_csp=True
    )
    other = context.new_page()
    other.goto(page.url)
    other.wait_for_selector("#claims-table .tabulator-row")
    for name in ("topics", "comparison", "time", "keyness"):
        other.locator(f"#{name}").scroll_into_view_if_needed()
    other.wait_for_selector("#chart-frames .main-svg")
    other.add_script_tag(path=str(AXE))
    faults = other.evaluate("axe.run()")["violations"]
    grave = [(one["id"], [node["html"][:120] for node in one["nodes"][:3]])
             for one in faults if one["impact"] in ("serious", "critical")]
    assert grave == []
    assert other.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_an_empty_run_opens_without_an_error(opened: tuple[Any, list[str]], tmp_path: Path) -> None:
    page, _ = opened
    base = full()
    empty = replace(base, documents=[], sentences=[], claims=[], topics=[], assignments=[],
                    comparisons=[], rejected=[], narratives={}, record={})
    path = tmp_path / "empty.html"
    path.write_text(render(empty), encoding="utf-8")
    told: list[str] = []
    other = page.context.browser.new_page()
    other.on("console", lambda message: told.append(message.text))
    other.on("pageerror", lambda error: told.append(str(error)))
    other.goto(path.as_uri())
    other.wait_for_selector("#claims-table .tabulator-placeholder")
    other.fill("#f-text", "emploi")
    other.fill("#k-text", "emploi")
    assert other.inner_text("#k-count") == texts("fr")["kwic_none"]
    assert told == []
    other.close()
