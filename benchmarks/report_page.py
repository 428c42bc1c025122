"""How fast a report page opens and filters in headless Chromium, how large it is, and whether every
number of it opens something.

    python benchmarks/report_page.py RUN/report.html

Opening: from the request to the first rows of the table of claims, on a page never seen before.
Filtering: from setting the filter to the table's next frame, the wait while typing left out.
Medians of five.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

TURNS = 5
WALK = Path(__file__).resolve().parents[1] / "tests" / "report" / "numbers.js"
FILTER = """async (text) => {
  const started = performance.now();
  document.getElementById("f-text").value = text;
  refresh();
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  return performance.now() - started;
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("page", type=Path)
    path = parser.parse_args().page.resolve()
    print(f"size {path.stat().st_size / 1e6:.1f} MB")
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        opened = [open_once(browser, path) for _ in range(TURNS)]
        print(f"opens in {statistics.median(opened):.2f} s (longest {max(opened):.2f})")
        page = browser.new_page(bypass_csp=True)
        page.goto(path.as_uri())
        page.wait_for_selector("#claims-table .tabulator-row")
        times = [page.evaluate(FILTER, text)
                 for text in ("emploi", "", "travail", "", "qui", "") for _ in range(TURNS)]
        print(f"filters in {statistics.median(times):.0f} ms (longest {max(times):.0f})")
        found = page.evaluate(WALK.read_text(encoding="utf-8"))
        print(f"{found['openers']} different openers; numbers without one: {len(found['bare'])}; "
              f"openers behind which nothing is: {len(found['empty'])}")
        browser.close()


def open_once(browser: Browser, path: Path) -> float:
    """Seconds until the first claims are there."""
    page = browser.new_page()
    started = time.perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    page.wait_for_selector("#claims-table .tabulator-row")
    taken = time.perf_counter() - started
    page.close()
    return taken


if __name__ == "__main__":
    main()
