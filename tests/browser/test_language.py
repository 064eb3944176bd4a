"""Two languages, complete: switched in mid-sentence without a loss, and never mixed."""

import json
import re

import pytest
from playwright.sync_api import Frame, Page, expect

from browser.browsing import Session, open_all
from browser.conftest import CLASS_HOST
from browser.sight import Device, en, zh
from zhixing.activity import asset

LIVE = 120_000
LANGUAGES = ("zh-CN", "en")
TYPED = "新生儿父母今年起要在三个窗口重复交材料"
CHINESE = re.compile(r"[\u3001\u3002\u3400-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]")
KEY = re.compile(r"\b(ui-[a-z]+|kit|page|server|classroom|topics|course|workbook)\.[a-z][a-z0-9-]+")
# The languages' own names and the mark stay as they are.
OWN_NAMES = {"中文", "English", "EN", "知"}
VISIBLE = """() => {
  const found = [];
  const shown = (el) => el.checkVisibility({ visibilityProperty: true }) && !el.closest("script, style");
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (data.trim() && shown(parentElement)) found.push(data.trim());
  }
  for (const name of ["aria-label", "title", "placeholder", "alt"]) {
    for (const el of document.querySelectorAll(`[${name}]`)) if (shown(el)) found.push(el.getAttribute(name));
  }
  return [...found, document.title];
}"""
# Everything in the store that people (or the demo in their place) have written.
WRITTEN = """
    SELECT name FROM classroom UNION SELECT name FROM person UNION SELECT post FROM person
    UNION SELECT name FROM unit UNION SELECT short_name FROM unit
    UNION SELECT title FROM topic UNION SELECT statement FROM topic UNION SELECT owner FROM topic
    UNION SELECT owner_unit FROM topic UNION SELECT value FROM topic, json_each(expected_units)
    UNION SELECT source FROM topic
    UNION SELECT reason FROM condition UNION SELECT label FROM paper_batch
"""

CHOSEN = "SELECT locale FROM person JOIN classroom ON classroom.id = classroom_id WHERE code = 'SOLO'"


@pytest.fixture(scope="module")
def english() -> set[str]:
    """Return the sentences of the product's pages in English, as far as they are fixed."""
    sentences = json.loads(asset.strings())["en"].values()
    return {sentence for sentence in sentences if " " in sentence and "{" not in sentence}


def mixed(page: Page | Frame, language: str, written: list[str], english: set[str]) -> list[str]:
    """Return what a page shows in the wrong language, or in no language at all."""
    found = []
    for text in page.evaluate(VISIBLE):
        ours = text
        for words in written:
            ours = ours.replace(words, "")
        if text in OWN_NAMES:
            continue
        foreign = CHINESE.search(ours) if language == "en" else text in english
        if foreign or KEY.search(ours):
            found.append(text)
    return found


def written_in(served) -> list[str]:
    return sorted((words for (words,) in served.rows(WRITTEN) if words), key=len, reverse=True)


def read_in(device: Device, language: str) -> None:
    """Choose a language as people do, and wait until everything has followed."""
    device.page.locator(f'[data-locale-choice="{language}"]').click()
    expect(device.page.locator("html")).to_have_attribute("lang", language)


def test_switching_in_mid_sentence_loses_nothing(alone, devices, until):
    device = devices.open("laptop")
    page = device.page
    page.goto(alone.address + "book/choose-topic")
    case = device.activity("item").get_by_role("radio")
    case.nth(2).check()
    topics = device.activity("topics")
    topics.get_by_role("button", name=zh("ui-topics.topic.propose")).click()
    kind = topics.get_by_role("radio", name=zh("ui-topics.topic.project"))
    kind.check()
    field = topics.locator('textarea[name="statement"]')
    field.press_sequentially(TYPED)
    for _ in range(5):
        field.press("ArrowLeft")
    field.evaluate("el => { el.isStillTheSame = true; }")
    caret = "el => [el.isStillTheSame, el === document.activeElement, el.selectionStart, el.selectionEnd]"
    place = len(TYPED) - 5

    for language, say in (("en", en), ("zh-CN", zh)):
        read_in(device, language)
        heading = "5. Write topics of your own" if language == "en" else "5. 写出自己的题目"
        other = "5. 写出自己的题目" if language == "en" else "5. Write topics of your own"
        expect(page.get_by_role("heading", name=re.compile(f"^{heading}"))).to_be_visible()
        expect(page.get_by_role("heading", name=re.compile(f"^{other}"))).to_have_count(0)
        expect(page.get_by_role("navigation").first).to_have_accessible_name(
            "Steps of this workbook" if language == "en" else "本工作簿的步骤"
        )
        expect(topics.get_by_role("group", name=say("ui-topics.topic.propose"))).to_be_visible()
        expect(topics.get_by_role("textbox", name=say("ui-topics.topic.statement"))).to_have_value(TYPED)
        expect(topics.get_by_role("radio", name=say("ui-topics.topic.project"))).to_be_checked()
        expect(case.nth(2)).to_be_checked()
        assert field.evaluate(caret) == [True, True, place, place]
        assert ("Choose the topic" if language == "en" else "选专题") in page.title()
        until(lambda language=language: alone.rows(CHOSEN) == [(language,)])

    page.keyboard.type("里")
    expect(field).to_have_value(TYPED[:place] + "里" + TYPED[place:])


def test_a_language_chosen_before_the_connection_stands_is_kept(room, devices, until):
    address = f"http://{CLASS_HOST}:{room.port}/"
    ((person,),) = room.rows("SELECT person.id FROM person JOIN classroom c ON c.id = classroom_id LIMIT 1")
    device = devices.open("phone", phone=True)
    device.context.add_cookies([{"name": "zhixing", "value": room.signed(person), "url": address}])
    device.page.add_init_script("WebSocket = class { static OPEN = 1; readyState = 0; close() {} };")
    device.page.goto(address + "phone")
    read_in(device, "en")
    assert room.rows("SELECT locale FROM person WHERE id = ?", person) == [("zh-CN",)]
    later = device.context.new_page()
    later.goto(address + "phone")
    expect(later.get_by_text(en("ui-classroom.phone.away"))).to_be_visible()
    until(lambda: room.rows("SELECT locale FROM person WHERE id = ?", person) == [("en",)])
    expect(later.locator("html")).to_have_attribute("lang", "en")


def test_pages_of_somebody_alone_are_in_one_language(alone, devices, english):
    device = devices.open("laptop")
    written = written_in(alone)
    found = {}
    for path in ("", "book/start", "book/choose-topic", "no-such-page"):
        device.page.goto(alone.address + path)
        for language in LANGUAGES:
            read_in(device, language)
            open_all(device.page)
            device.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
            found[path, language] = mixed(device.page, language, written, english)
            (other,) = set(LANGUAGES) - {language}
            assert mixed(device.page, other, written, english) != [], "what is foreign would be noticed"
    assert {page: texts for page, texts in found.items() if texts} == {}


def test_a_live_cell_is_in_the_language_of_its_page(alone, devices, english):
    device = devices.open("laptop")
    device.page.goto(alone.address + "book/choose-topic")
    written = written_in(alone)
    for language in LANGUAGES:
        read_in(device, language)
        device.page.locator("[data-live]").scroll_into_view_if_needed()
        frame = device.page.frame_locator("[data-live] iframe")
        expect(frame.locator("html")).to_have_attribute("lang", language, timeout=LIVE)
        expect(frame.locator(".js-plotly-plot .main-svg").first).to_be_visible(timeout=LIVE)
        (inner,) = [one for one in device.page.frames if "/live/" in one.url]
        assert mixed(inner, language, written, english) == []


def test_a_live_cell_is_in_its_readers_language_whatever_the_browser_remembers(alone, devices):
    device = devices.open("laptop", locale=LANGUAGES[0])
    device.page.goto(alone.address + "book/choose-topic")
    read_in(device, LANGUAGES[0])  # from now on it is the reader's
    remembered = {"name": "zx-locale", "value": LANGUAGES[1], "url": alone.address}
    device.context.add_cookies([remembered])
    device.page.evaluate("localStorage.clear()")
    device.page.reload()
    expect(device.page.locator("html")).to_have_attribute("data-locale", LANGUAGES[0])
    expect(device.page.locator("html[data-sign-in]")).to_be_attached()
    device.page.locator("[data-live]").scroll_into_view_if_needed()
    frame = device.page.frame_locator("[data-live] iframe")
    expect(frame.locator("html")).to_have_attribute("lang", LANGUAGES[0], timeout=LIVE)


def test_ways_in_are_in_one_language(room, devices, english):
    device = devices.open("phone", phone=True)
    name = room.rows(
        "SELECT p.name FROM person p JOIN classroom c ON c.id = classroom_id WHERE code = 'DEMO'"
    )[5][0]
    found = {}
    for path in ("join", "sign-in", "link/unknown"):
        for language in LANGUAGES:
            device.page.goto(f"http://{CLASS_HOST}:{room.port}/{path}")
            read_in(device, language)
            found[path, language] = mixed(device.page, language, written_in(room), english)
            device.page.locator("form [required]").first.fill("x") if path == "sign-in" else None
            if path != "join":
                device.page.locator("form [type=submit]").click()
                expect(device.page.get_by_role("alert")).to_be_visible()
                found[path, language, "refused"] = mixed(device.page, language, written_in(room), english)
    device.page.goto(f"http://{CLASS_HOST}:{room.port}/join")
    device.page.locator("#name").fill(name)
    device.page.locator("form [type=submit]").click()
    expect(device.page.locator("[data-pin]")).to_be_visible()
    for language in LANGUAGES:
        read_in(device, language)
        found["joined", language] = mixed(device.page, language, written_in(room), english)
    assert {page: texts for page, texts in found.items() if texts} == {}


def test_a_whole_session_is_in_one_language_on_every_surface(room, devices, english):
    with room.store() as store:
        session = Session(room, store)
        session.join(8)
        surfaces = dict(_surfaces(room, devices, session))
        found = {}
        for scene in session.scenes():
            title = session.shows()["title"]
            for (surface, language), device in surfaces.items():
                words = title["en" if language == "en" else "zh"]
                expect(device.page.locator("main").get_by_text(words).first).to_be_visible()
                texts = mixed(device.page, language, written_in(room), english)
                if texts:
                    found[scene, surface, language] = texts
        assert found == {}


def _surfaces(room, devices, session):
    """Open each surface of a class twice, for two people who read different languages."""
    people = {
        "board": ("book/facilitator/board", session.all("facilitator")),
        "projector": ("projector", session.all("facilitator")),
        "phone": ("phone", session.present()),
    }
    for surface, (path, readers) in people.items():
        for language, person in zip(LANGUAGES, readers, strict=False):
            device = devices.open(f"{surface}-{language}", phone=surface == "phone")
            address = f"http://{CLASS_HOST}:{room.port}/"
            device.context.add_cookies([{"name": "zhixing", "value": room.signed(person), "url": address}])
            device.page.goto(address)
            read_in(device, language)
            device.page.goto(address + path)
            if surface == "board":
                open_all(device.page)
            yield (surface, language), device
