"""One real Chromium: when the page of a subject can be read, used, seen; the second visit and later ones."""

import json
import math
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, BrowserContext, sync_playwright
from playwright.sync_api import Page as Tab
from table import percentile

from cells.figures import Sheet
from cells.gestures import PRESS, Page
from cells.subjects import Running

_WATCH = Path(__file__).with_name("watch.js").read_text(encoding="utf-8")
_SECONDS = 90
_ACTS = 20
_TABS = 10
_ARGUMENTS = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"]
"""Nothing is fetched from elsewhere, and nobody waits for it."""


@dataclass(frozen=True)
class Look:
    """How a subject's page is recognised.

    Args:
        label: where the answer to the act is shown.
        isDeep: the page hides its elements in shadow roots.
        isKey: the act is an arrow key on a slider, the answer any change of the label.
    """

    button: dict[str, str]
    label: str
    sign: str
    prose: str
    chart: str = ".js-plotly-plot .barlayer .point path"
    isDeep: bool = False  # noqa: N815  (read by the script)
    isKey: bool = False  # noqa: N815


def look_of(running: Running) -> Look:
    """Return how a subject's page is recognised."""
    page: Page = running.place.page
    if page.name != "study":
        handle = {"selector": ".noUi-handle", "text": ""}
        return Look(handle, "table.dataframe", "", page.prose, isKey=True)
    labels = {"panel": "pre, .bk-clearfix", "solara": ".counter", "streamlit": "[data-testid=stText]"}
    return Look(
        {"selector": "button", "text": PRESS},
        labels.get(running.subject.name, ".widget-label"),
        page.act.sign.pattern,
        page.prose,
        isDeep=running.subject.name == "panel",
    )


def measure_browser(running: Running, sheet: Sheet, runs: int) -> None:
    """Fill in what a reader waits for; the first visit fills the browser's cache."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_ARGUMENTS)
        try:
            context = _context(browser, running)
            cold = _visit(context, running)
            visits = [_visit(context, running) for _ in range(runs)]
            if running.subject.is_peer:
                _measure_tabs(context, running, sheet)
        finally:
            browser.close()
    page, name = running.place.page.name, running.subject.name
    for mark, measure in (
        ("html", "HTML complete"),
        ("prose", "prose readable"),
        ("usable", "live cell usable"),
        ("chart", "chart visible"),
    ):
        note = f"cold {cold.marks[mark]:.2f}"
        if mark == "usable":
            note += _steps(visits)
        sheet.add(page, f"browser: {measure}", name, [visit.marks[mark] for visit in visits], "s", note)
    acts = [wait for visit in visits for wait in visit.acts]
    note = f"p95 {percentile(acts, 0.95):.1f}, {len(acts)} acts" if acts else ""
    sheet.add(page, "browser: act → view", name, [median(acts)] if acts else [], "ms", note)
    spent = [visit.spent for visit in visits]
    sheet.add(page, "browser: server CPU of a visit", name, spent, "s", "all processes, with its acts")


@dataclass(frozen=True)
class _Visit:
    marks: dict[str, float]
    acts: list[float]
    spent: float


def _steps(visits: list[_Visit]) -> str:
    """Return when the frame's page had come and when the control was displayed."""
    told = ""
    for mark, words in (("frame", "frame here"), ("shown", "control displayed")):
        found = [visit.marks[mark] for visit in visits if mark in visit.marks]
        told += f"; {words} {median(found):.2f}" if found else ""
    return told + ("; acted again after 1.5 s" if any(visit.marks["repeated"] for visit in visits) else "")


def _context(browser: Browser, running: Running) -> BrowserContext:
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900}, bypass_csp=True)
    if running.cookies:
        cookie = {"name": "zhixing", "value": running.cookie(0)}
        context.add_cookies([{**cookie, "url": running.place.address}])  # type: ignore[typeddict-item]
    context.add_init_script(f"window.zxLook = {json.dumps(asdict(look_of(running)))};\n{_WATCH}")
    return context


def _visit(context: BrowserContext, running: Running) -> _Visit:
    busy = running.family.busy()
    tab = context.new_page()
    try:
        tab.goto(f"{running.url}#live", wait_until="commit")
        for mark in ("usable", "chart", "prose"):
            tab.wait_for_function(f"window.zxMarks && window.zxMarks['{mark}']", timeout=_SECONDS * 1000)
        marks = _marks(tab)
        tab.wait_for_timeout(500)
        return _Visit(marks, _acts(tab), running.family.busy() - busy)
    finally:
        tab.close(run_before_unload=True)


def _measure_tabs(context: BrowserContext, running: Running, sheet: Sheet) -> None:
    """Fill in what a neighbour's session costs: it is not asked by the protocol client."""
    running.family.await_quiet()
    before = running.family.private()
    tabs = [context.new_page() for _ in range(_TABS)]
    for tab in tabs:
        tab.goto(running.url, wait_until="commit")
        tab.wait_for_function("window.zxMarks && window.zxMarks.usable", timeout=_SECONDS * 1000)
    running.family.await_quiet()
    grown = (running.family.private() - before) / _TABS
    page, name = running.place.page.name, running.subject.name
    note = f"{_TABS} tabs of Chromium"
    sheet.add(page, "private memory per session, after use", name, [grown], "MB", note)
    for tab in tabs:
        tab.close()


def _acts(tab: Tab) -> list[float]:
    """Act some times more, one after another."""
    for frame in tab.frames:
        if frame.evaluate("Boolean(window.zxCanAct && window.zxCanAct())"):
            return [frame.evaluate("window.zxAct()") for _ in range(_ACTS)]
    return []


def _marks(tab: Tab) -> dict[str, float]:
    """Return seconds since navigation began."""
    found: dict[str, float] = tab.evaluate(
        """() => {
          const { repeated = 0, ...marks } = window.zxMarks;
          const [page] = performance.getEntriesByType("navigation");
          const since = (at) => (at - performance.timeOrigin) / 1000;
          const told = Object.entries(marks).map(([name, at]) => [name, since(at)]);
          return { ...Object.fromEntries(told), html: page.responseEnd / 1000, repeated };
        }"""
    )
    return {"html": math.nan, **found}
