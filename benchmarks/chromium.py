"""One real Chromium: when a page can be read, when a click changes it."""

import shutil
from pathlib import Path

from furnish import Scene
from playwright.sync_api import BrowserContext, Page, sync_playwright
from table import Table

_WATCH = (Path(__file__).with_name("chromium_watch.js")).read_text(encoding="utf-8")
_SECONDS = 30


def measure_browser(scene: Scene, table: Table, runs: int) -> None:
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
        finally:
            browser.close()


def _activity(context: BrowserContext, scene: Scene, table: Table, runs: int) -> None:
    for name, path, goal in (("start", "book/start", None), ("choose-topic", "book/choose-topic", 0.25)):
        found = [_visit(context, scene, path) for _ in range(runs + 1)]
        cold, *warm = found
        note = f"cold {cold['usable']:.2f} s"
        table.add(f"{name}: prose readable", [marks["paint"] for marks in warm], "s", 0.15)
        table.add(f"{name}: a click changes it", [marks["usable"] for marks in warm], "s", goal, note)


def _visit(context: BrowserContext, scene: Scene, path: str) -> dict[str, float]:
    page = context.new_page()
    try:
        page.goto(scene.served.address + path, wait_until="commit")
        page.wait_for_function("window.zxMarks && window.zxMarks.usable", timeout=_SECONDS * 1000)
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
