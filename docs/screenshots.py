"""Makes the pictures of the documentation: a real server, the demo class, a session led through its steps.

Run it with ``.venv/bin/python docs/screenshots.py``; it rewrites ``docs/images``.
"""

# ruff: noqa: INP001  (a script, no package)

import io
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from browser.browsing import PHONE, Session, open_all, reading  # noqa: E402
from browser.conftest import ARGUMENTS  # noqa: E402
from serving import Served  # noqa: E402

IMAGES = ROOT / "docs" / "images"
LAPTOP = {"width": 1280, "height": 800}
WALL = {"width": 1280, "height": 720}
COLOURS = 128
PRESENT = 33


class Pictures:
    """One language's pictures of one class."""

    def __init__(self, browser: Browser, served: Served, session: Session, locale: str) -> None:
        self._browser, self._served, self._session, self._locale = browser, served, session, locale
        for person, *_ in session.people:
            session.act(person, "who-am-i", kind="choose-locale", locale=locale)

    def take(
        self,
        name: str,
        person: str,
        path: str,
        size: dict[str, int],
        prepare: Callable[[Page], None],
        *,
        scale: float = 1,
    ) -> None:
        """Open a page as somebody, bring it to the state wanted, and keep its picture in few colours."""
        options = {"viewport": size, "device_scale_factor": scale}
        with reading(self._browser, self._served, person, self._locale, **options) as page:
            page.goto(path)
            open_all(page)
            prepare(page)
            page.evaluate("document.activeElement?.blur()")
            taken = Image.open(io.BytesIO(page.screenshot()))
        short = "en" if self._locale == "en" else "zh"
        IMAGES.mkdir(exist_ok=True)
        file = IMAGES / f"{name}-{short}.png"
        taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
        sys.stdout.write(f"{file.relative_to(ROOT)} {file.stat().st_size // 1024} KB\n")

    def wall(self, name: str) -> None:
        """Take the projector as it is now."""
        kind = self._session.shows()["kind"]

        def prepare(page: Page) -> None:
            expect(page.locator(f'.zx-wall[data-kind="{kind}"]')).to_be_visible()

        self.take(f"projector-{name}", self._session.leader, "projector", WALL, prepare)

    def phone(self, name: str, person: str, prepare: Callable[[Page], None]) -> None:
        """Take somebody's phone as it is now."""

        def wake(page: Page) -> None:
            expect(page.locator(".zx-nested .zx > *").first).to_be_visible()
            prepare(page)

        self.take(f"phone-{name}", person, "phone", PHONE, wake, scale=1.5)


def chinese(pictures: Pictures, session: Session) -> None:
    """Lead the Chinese class through its session."""
    liaison, learner = session.one("liaison"), session.present()[3]
    session.press_next()
    pictures.wall("join")
    pictures.take("laptop-workbook", learner, "book/choose-topic", LAPTOP, as_it_is)
    pictures.take("laptop-weights", liaison, "book/choose-topic", LAPTOP, to_live_cell)
    session.go_to("vote")
    pictures.phone("vote", learner, choose_two)
    session.vote(session.present()[8:])
    pictures.take("laptop-board", session.leader, "book/facilitator/board", LAPTOP, to_remote)
    session.vote(session.present()[:8])
    session.press_next()
    session.go_to("discuss")
    pictures.wall("cell")
    session.go_to("result")
    pictures.wall("result")


def english(pictures: Pictures, session: Session) -> None:
    """Lead the English class through its session."""
    liaison, learner = session.one("liaison"), session.present()[3]
    session.go_to("case")
    session.answer()
    session.press_next()
    pictures.wall("case")
    session.go_to("conditions")
    pictures.take("laptop-conditions", liaison, "book/choose-topic", LAPTOP, judge_one)
    session.go_to("rate")
    pictures.phone("rate", learner, rate_one)


def as_it_is(page: Page) -> None:
    """Leave the page at its beginning."""
    page.evaluate("scrollTo(0, 0)")


def to_live_cell(page: Page) -> None:
    """Scroll to the live cell and wait for its chart."""
    live = page.locator("[data-live]")
    live.scroll_into_view_if_needed()
    chart = page.frame_locator(".zx-live-frame").locator(".js-plotly-plot .bars")
    expect(chart.first).to_be_visible(timeout=60_000)
    grown = re.compile(r"height: ([6-9]\d\d|\d{4})px")
    expect(page.locator(".zx-live-frame")).to_have_attribute("style", grown)
    live.evaluate("el => scrollTo(0, el.getBoundingClientRect().top + scrollY - 130)")


def to_remote(page: Page) -> None:
    """Scroll to the remote."""
    page.locator('[data-activity="remote"]').first.evaluate("el => scrollTo(0, el.offsetTop - 70)")


def choose_two(page: Page) -> None:
    """Tick two topics."""
    for box in page.get_by_role("checkbox").all()[:2]:
        box.check()
    page.evaluate("scrollTo(0, 0)")


def rate_one(page: Page) -> None:
    """Rate the first topic and look up what the marks mean."""
    for row, mark in enumerate((4, 3, 5)):
        page.locator(".zx-rating").nth(row).get_by_role("radio", name=str(mark)).check()
    page.locator(".zx-anchor-toggle").first.click()
    page.evaluate("scrollTo(0, 0)")


def judge_one(page: Page) -> None:
    """Judge the first topic's conditions: one is to be revised, with the reason."""
    card = page.locator('[data-activity="judge-conditions"]').first
    card.get_by_role("radio", name="Suitable").nth(0).check()
    card.get_by_role("radio", name="Revise").nth(1).check()
    card.locator("textarea").fill("“More experienced” could be many things: which counter, by when?")
    card.evaluate("el => scrollTo(0, el.getBoundingClientRect().top + scrollY - 70)")


def main() -> None:
    """Take all pictures."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        expect.set_options(timeout=20_000)
        for locale, lead in (("zh-CN", chinese), ("en", english)):
            with tempfile.TemporaryDirectory() as home:
                served = Served.start(
                    Path(home),
                    "DEMO",
                    options=("--address", "http://192.168.1.20:8866/", "--wifi", "zhixing"),
                    environment={"ZHIXING_LANG": locale},
                )
                try:
                    with served.store() as store:
                        session = Session(served, store)
                        session.join(PRESENT)
                        lead(Pictures(browser, served, session, locale), session)
                finally:
                    served.stop()
        browser.close()


if __name__ == "__main__":
    main()
