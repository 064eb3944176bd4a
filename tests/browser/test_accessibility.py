"""Every page for everybody: axe-core finds nothing serious; keyboard, headings and language are right."""

import pytest
from playwright.sync_api import expect

from browser.browsing import LOCALES, PHONE, Session, barriers, open_all, reading, switch, visit

# Whoever waits outside; the facilitator; somebody at a table; the table's liaison.
OUTSIDE = ["join", "sign-in", "link/some-token", "no-such-page"]
INSIDE = [
    ("facilitator", ""),
    ("facilitator", "book/facilitator/board"),
    ("facilitator", "book/facilitator/learning"),
    ("learner", "book/start"),
    ("learner", "phone"),
    ("liaison", "book/choose-topic"),
    ("learner", "projector"),
]
HAS_CHINESE_TITLE = "/[\\u4e00-\\u9fff]/.test(document.title)"
VISIBLE_FOCUS = """() => {
  const el = document.activeElement;
  if (!el || el === document.body) return "nowhere";
  const shown = [el, el.closest("label")].some((one) => {
    const style = one && getComputedStyle(one);
    return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  const { left, right, top, bottom } = el.getBoundingClientRect();
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  const inside = (place, end) => Math.min(Math.max(place, 0), end - 1);
  const above = document.elementFromPoint(inside(x, innerWidth), inside(y, innerHeight));
  const isSeen = [el, el.closest("label")].some((one) => one?.contains(above) || above?.contains(one));
  const name = `${el.tagName} ${el.className} ${el.textContent.trim().slice(0, 30)}`;
  if (!shown) return `no outline: ${name}`;
  return isSeen ? "" : `covered by ${above?.tagName}.${above?.className}: ${name}`;
}"""


@pytest.fixture(scope="module")
def session(room):
    with room.store() as store:
        session = Session(room, store, judging=1)
        session.join(12)
        yield session


def assert_no_barrier(page, where):
    """Look at a page in both languages; in the dark at its colours, which no language changes."""
    found = {}
    for locale in LOCALES:
        switch(page, locale)
        found[where, locale] = barriers(page)
    page.emulate_media(color_scheme="dark")
    found[where, "dark"] = barriers(page, "color-contrast")
    page.emulate_media(color_scheme="light")
    assert {look: each for look, each in found.items() if each} == {}


@pytest.mark.parametrize("path", OUTSIDE)
def test_ways_in_have_no_barrier(browser, room, path):
    with reading(browser, room) as page:
        page.goto(path)
        assert_no_barrier(page, path)


def test_joining_has_no_barrier_from_the_personal_pin_to_a_refusal(browser, room, session):
    name = next(name for person, name, _, _ in session.people if person == session.voters[-1])
    with reading(browser, room, viewport=PHONE) as page:
        for shown in ("[data-pin]", "[role=alert]"):  # the second time somebody of this name has a PIN
            page.goto("join")
            page.locator("#name").fill(name)
            page.locator("form [type=submit]").click()
            expect(page.locator(shown)).to_be_visible()
            assert_no_barrier(page, shown)


@pytest.mark.parametrize(("role", "path"), INSIDE)
def test_pages_of_a_class_have_no_barrier(browser, room, session, role, path):
    with reading(browser, room, session.one(role)) as page:
        visit(page, path)
        assert_no_barrier(page, path)


@pytest.mark.parametrize("path", ["", "book/start", "book/choose-topic"])
def test_pages_of_one_person_have_no_barrier(browser, alone, path):
    with reading(browser, alone) as page:
        visit(page, path)
        for details in page.locator("details").all():
            details.evaluate("el => { el.open = true; }")
        for button in page.locator('.zx-button[data-look="main"], .zx-anchor-toggle').all():
            if button.is_visible():  # what hinders is said; a form opens
                button.click()
        assert_no_barrier(page, path)


def test_a_session_has_no_barrier_on_wall_and_phone(browser, room, session):
    with (
        reading(browser, room, session.leader, viewport={"width": 1920, "height": 1080}) as wall,
        reading(browser, room, session.present()[0], viewport=PHONE) as phone,
    ):
        wall.goto("projector")
        phone.goto("phone")
        open_phones = set()
        for scene in session.scenes():
            showing = session.shows()
            for locale in LOCALES:
                switch(wall, locale)
                title = showing["title"]["en" if locale == "en" else "zh"]
                expect(wall.get_by_role("heading", level=1)).to_have_text(title)
                assert barriers(wall) == [], scene
            if scene in {"case", "vote", "rate", "keep-or-change"}:
                expect(phone.locator(".zx-nested .zx > *").first).to_be_visible()
                open_phones.add(scene)
            if scene in {"purpose", "case", "vote", "rate"}:
                assert_no_barrier(phone, scene)
        assert len(open_phones) == 4


def test_the_hidden_wall_still_has_a_name(browser, room, session):
    with reading(browser, room, session.leader) as page:
        page.goto("projector")
        session.act(session.leader, "remote", kind="hide", hidden=True)
        expect(page.locator('[data-kind="blank"]')).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        assert barriers(page) == []
        session.act(session.leader, "remote", kind="hide", hidden=False)


def test_a_live_cell_has_no_barrier(browser, alone):
    with reading(browser, alone) as page:
        page.goto("book/choose-topic")
        page.locator("[data-live]").scroll_into_view_if_needed()
        frame = page.frame_locator(".zx-live-frame")
        expect(frame.locator(".js-plotly-plot .bars").first).to_be_visible()
        inner = next(each for each in page.frames if "/live/" in each.url)
        assert barriers(inner) == []


def test_axe_would_notice(browser, alone):
    with reading(browser, alone) as page:
        page.goto("book/start")
        page.evaluate(
            "document.querySelector('main').innerHTML = '<img src=x><p style=color:#eee>Pale</p><input>'"
        )
        found = " ".join(barriers(page))
        assert all(rule in found for rule in ("image-alt", "color-contrast", "label"))
        page.set_content("<html lang=en><title>x</title><main><p style='color: #eee'>Pale</p></main></html>")
        assert "color-contrast" in " ".join(barriers(page, "color-contrast"))


@pytest.mark.parametrize(
    ("role", "path"),
    [*((None, path) for path in OUTSIDE), *INSIDE, ("learner", ""), ("facilitator", "projector")],
)
def test_every_page_has_one_main_one_title_and_the_language_it_is_read_in(browser, room, session, role, path):
    with reading(browser, room, session.one(role) if role else None) as page:
        page.goto(path)
        open_all(page)
        for locale in LOCALES:
            switch(page, locale)
            expect(page.get_by_role("main")).to_have_count(1)
            expect(page.get_by_role("heading", level=1)).to_have_count(1)
            assert page.evaluate(HAS_CHINESE_TITLE) == (locale == "zh-CN")
            expect(page.locator(f'[data-lang="{"zh" if locale == "en" else "en"}"]:visible')).to_have_count(0)


@pytest.mark.parametrize(
    ("role", "path"), [(None, "join"), ("learner", ""), ("learner", "book/choose-topic")]
)
def test_the_skip_link_comes_first_and_leads_to_the_content(browser, room, session, role, path):
    with reading(browser, room, session.one(role) if role else None) as page:
        visit(page, path)
        page.keyboard.press("Tab")
        skip = page.locator(".zx-skip")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport(ratio=1)
        page.keyboard.press("Enter")
        expect(page.locator("#main")).to_be_focused()
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('#main').contains(document.activeElement)")


@pytest.mark.parametrize(
    ("role", "path"),
    [(None, "join"), ("facilitator", "book/facilitator/board"), ("liaison", "book/choose-topic")],
)
@pytest.mark.parametrize("viewport", [None, PHONE], ids=["laptop", "phone"])
def test_the_focus_is_seen_wherever_the_keyboard_leads(browser, room, session, role, path, viewport):
    options = {"viewport": viewport} if viewport else {}
    with reading(browser, room, session.one(role) if role else None, **options) as page:
        visit(page, path)
        unseen = set()
        for _ in range(45):
            page.keyboard.press("Tab")
            said = page.evaluate(VISIBLE_FOCUS)
            if said == "nowhere":
                break
            unseen.add(said)
        assert unseen == {""}
