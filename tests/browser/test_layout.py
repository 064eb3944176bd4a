"""Every page at the sizes it is read at: no scrolling sideways, nothing too small to touch or read."""

import pytest
from playwright.sync_api import expect

from browser.browsing import LAPTOP, LOCALES, PHONE, Session, open_all, reading, switch, visit

WALLS = [{"width": 1920, "height": 1080}, {"width": 1280, "height": 720}]
PAGES = [
    (None, "join"),
    (None, "sign-in"),
    (None, "link/some-token"),
    (None, "no-such-page"),
    ("facilitator", ""),
    ("learner", ""),
    ("learner", "phone"),
    ("learner", "book/start"),
    ("liaison", "book/choose-topic"),
    ("facilitator", "book/choose-topic"),
    ("facilitator", "book/facilitator/board"),
    ("facilitator", "book/facilitator/learning"),
]
TOUCH = 44
READABLE = 28
IS_SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  const isInBox = (el) => {
    for (let up = el.parentElement; up; up = up.parentElement)
      if (["auto", "scroll", "hidden"].includes(getComputedStyle(up).overflowX)) return true;
    return false;
  };
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((el) => el.getBoundingClientRect().right > width + 1 && !isInBox(el))
    .map((el) => `${el.tagName}.${el.className}`);
}"""
# A link in running text is as high as its line; everything else is touched by itself.
TOO_SMALL = f"""() => {{
  const things = document.querySelectorAll("a, button, summary, select, textarea, input, [role=button]");
  const found = [];
  for (const thing of things) {{
    if (thing.closest(".zx-prose") || thing.matches("[type=hidden]") || !thing.checkVisibility()) continue;
    const target = thing.matches("[type=radio], [type=checkbox]") ? thing.closest("label") : thing;
    const {{ width, height }} = target.getBoundingClientRect();
    if (width < {TOUCH} - 0.5 || height < {TOUCH} - 0.5)
      found.push(`${{target.tagName}}.${{target.className}} ${{target.textContent}} ${{width}}×${{height}}`);
  }}
  return found;
}}"""
TEXTS = """() => {
  const walker = document.createTreeWalker(document.querySelector(".zx-wall"), NodeFilter.SHOW_TEXT);
  const found = [];
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const el = text.parentElement;
    if (text.data.trim() && !el.closest(".zx-unseen"))
      found.push([parseFloat(getComputedStyle(el).fontSize), `${el.className} ${text.data}`]);
  }
  return found;
}"""
SCROLLS = """() => {
  const root = document.documentElement;
  const body = document.querySelector(".zx-wall-body");
  return root.scrollHeight > root.clientHeight || root.scrollWidth > root.clientWidth
    || (body && (body.scrollHeight > body.clientHeight || body.scrollWidth > body.clientWidth));
}"""


@pytest.fixture(scope="module")
def session(room):
    with room.store() as store:
        session = Session(room, store, judging=1)
        session.join(12)
        yield session


def assert_fits(page, where, viewports=(PHONE,)):
    """Look at a page in both languages at some sizes; on a phone, at what is touched."""
    for locale in LOCALES:
        switch(page, locale)
        for viewport in viewports:
            page.set_viewport_size(viewport)
            page.evaluate(IS_SETTLED)
            assert page.evaluate(TOO_WIDE) == [], (where, locale, viewport)
            if viewport is PHONE:
                assert page.evaluate(TOO_SMALL) == [], (where, locale)


@pytest.mark.parametrize(("role", "path"), PAGES)
def test_nothing_runs_off_the_page_and_fingers_find_their_place(browser, room, session, role, path):
    with reading(browser, room, session.one(role) if role else None) as page:
        visit(page, path)
        assert_fits(page, path, (LAPTOP, PHONE))


@pytest.mark.parametrize("path", ["", "book/start", "book/choose-topic"])
def test_somebody_alone_with_a_phone_finds_everything_in_place(browser, alone, path):
    with reading(browser, alone, viewport=PHONE) as page:
        visit(page, path)
        for details in page.locator("details").all():
            details.evaluate("el => { el.open = true; }")
        for buttons in ('.zx-button[data-look="main"], .zx-anchor-toggle', "[data-rail-toggle]"):
            for button in page.locator(buttons).all():
                if button.is_visible():
                    button.click()
        assert_fits(page, path)


def test_a_narrow_page_would_be_noticed(browser, alone):
    with reading(browser, alone, viewport=PHONE) as page:
        page.goto("book/start")
        page.evaluate(
            "document.querySelector('main').innerHTML = '<p style=width:500px>wide</p><button>x</button>'"
        )
        assert page.evaluate(TOO_WIDE) == ["P."]
        assert [found.split()[0] for found in page.evaluate(TOO_SMALL)] == ["BUTTON."]


def test_every_scene_fits_the_wall_and_is_read_from_the_last_row(browser, room, session):
    with (
        reading(browser, room, session.leader, viewport=WALLS[0]) as wall,
        reading(browser, room, session.present()[0], viewport=PHONE) as phone,
    ):
        wall.goto("projector")
        phone.goto("phone")
        for scene in session.scenes():
            title = session.shows()["title"]
            for locale in LOCALES:
                switch(wall, locale)
                heading = wall.get_by_role("heading", level=1)
                expect(heading).to_have_text(title["en" if locale == "en" else "zh"])
                for size in WALLS:
                    wall.set_viewport_size(size)
                    wall.evaluate(IS_SETTLED)
                    assert not wall.evaluate(SCROLLS), (scene, locale, size)
                    texts = wall.evaluate(TEXTS)
                    assert texts
                    assert [text for text in texts if text[0] < READABLE] == [], (scene, locale, size)
            if scene in {"case", "vote", "rate", "keep-or-change"}:
                expect(phone.locator(".zx-nested .zx > *").first).to_be_visible()
            if scene in {"purpose", "case", "vote", "rate"}:
                open_all(phone)
                assert_fits(phone, scene)
