"""One real Chromium: when a page can be read, when a click changes it, when a live cell answers."""

import shutil
from pathlib import Path

from furnish import Scene
from playwright.sync_api import BrowserContext, Page, sync_playwright
from table import Table

_WATCH = (Path(__file__).with_name("chromium_watch.js")).read_text(encoding="utf-8")
_ACTIVITY_SECONDS = 30
_LIVE_SECONDS = 90


def measure_browser(scene: Scene, table: Table, runs: int, live_runs: int) -> None:
    """Fill in what a reader waits for; the first visit of each kind fills the browser's cache."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        try:
            context = browser.new_context(
                locale="zh-CN", viewport={"width": 1280, "height": 900}, bypass_csp=True
            )
            cookie = {"name": "zhixing", "value": scene.cookie(scene.crowd.learners[0])}
            context.add_cookies([{**cookie, "url": scene.served.address}])
            context.add_init_script(_WATCH)
            table.group("One Chromium, warm (its cache holds the assets), from navigation")
            _activity(context, scene, table, runs)
            _live(context, scene, table, live_runs)
        finally:
            browser.close()


def _activity(context: BrowserContext, scene: Scene, table: Table, runs: int) -> None:
    for name, path, goal in (("start", "book/start", None), ("choose-topic", "book/choose-topic", 0.25)):
        found = [_visit(context, scene, path, "usable", _ACTIVITY_SECONDS) for _ in range(runs + 1)]
        cold, *warm = found
        note = f"cold {cold['usable']:.2f} s"
        table.add(f"{name}: prose readable", [marks["paint"] for marks in warm], "s", 0.15)
        table.add(f"{name}: a click changes it", [marks["usable"] for marks in warm], "s", goal, note)


def _live(context: BrowserContext, scene: Scene, table: Table, runs: int) -> None:
    path = "book/choose-topic#live"
    cold, *warm = [_visit(context, scene, path, "answer", _LIVE_SECONDS) for _ in range(runs + 1)]
    note = f"cold {cold['answer']:.1f} s"
    table.add("live cell: slider there", [marks["slider"] for marks in warm], "s")
    table.add("live cell: chart visible", [marks["chart"] for marks in warm], "s", 0.8)
    table.add("live cell: a key changes it", [marks["answer"] for marks in warm], "s", 0.8, note)


def _visit(context: BrowserContext, scene: Scene, path: str, last: str, seconds: int) -> dict[str, float]:
    page = context.new_page()
    try:
        page.goto(scene.served.address + path, wait_until="commit")
        page.wait_for_function(f"window.zxMarks && window.zxMarks['{last}']", timeout=seconds * 1000)
        if last == "answer":
            page.wait_for_function("window.zxMarks['chart']", timeout=seconds * 1000)
        return _marks(page)
    finally:
        page.close(run_before_unload=True)


def _marks(page: Page) -> dict[str, float]:
    marks: dict[str, float] = page.evaluate(
        """() => {
          const paint = performance.getEntriesByName("first-contentful-paint")[0];
          const since = (at) => (at - performance.timeOrigin) / 1000;
          const found = Object.entries(window.zxMarks).map(([name, at]) => [name, since(at)]);
          return { ...Object.fromEntries(found), paint: paint ? paint.startTime / 1000 : NaN };
        }"""
    )
    return marks
