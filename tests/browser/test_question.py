"""A question to the class: the board asks, a phone answers, the wall counts and then shows."""

import pytest
from playwright.sync_api import expect

from browser.browsing import LAPTOP, PHONE, Session, reading
from browser.sight import zh
from zhixing.course.content import all_items
from zhixing.home import Home
from zhixing.records import Store

ITEM = "u03-c01"
WALL = {"width": 1920, "height": 1080}


@pytest.fixture
def session(room):
    store = Store.open(Home.find(room.home).database)
    yield Session(room, store)
    store.close()


def test_a_question_goes_to_phones_and_comes_back_as_a_picture(browser, room, session):
    session.join(9)
    learner, *others = session.present()
    name = next(name for person, name, *_ in session.people if person == learner)
    item = all_items()[ITEM]
    key = item.solution()["option"]
    picked = next(option for option in item.options if option.id != key)
    with (
        reading(browser, room, session.leader, viewport=LAPTOP) as board,
        reading(browser, room, session.leader, viewport=WALL) as wall,
        reading(browser, room, learner, viewport=PHONE) as phone,
    ):
        phone.goto("phone")
        expect(phone.get_by_text(zh("ui-classroom.phone.away"))).to_be_visible()
        wall.goto("projector")
        board.goto("book/facilitator/learning#question")
        place = board.locator('[data-activity="question"]').first
        place.scroll_into_view_if_needed()
        place.get_by_role("combobox").select_option("u03")
        ask = zh("ui-teach.question.ask-label", prompt=item.prompt.zh)
        place.get_by_role("button", name=ask).click()

        expect(wall.locator('.zx-wall[data-kind="asked"]')).to_contain_text(item.prompt.zh)
        expect(wall.get_by_text(zh("ui-teach.question.wall-answered", n=0, present=9))).to_be_visible()
        card = phone.locator(".zx-nested")
        card.get_by_text(picked.text.zh).click()
        card.get_by_role("button", name=zh("ui-course.item.answer")).click()
        expect(card.get_by_text(picked.feedback.zh)).to_be_visible()
        expect(wall.get_by_text(zh("ui-teach.question.wall-answered", n=1, present=9))).to_be_visible()
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        for person in others[:5]:
            session.act(person, "item", {"item": ITEM}, kind="answer", option=key)
        expect(wall.get_by_text(zh("ui-teach.question.wall-answered", n=6, present=9))).to_be_visible()
        expect(wall.locator(".zx-distribution")).to_have_count(0)

        place.get_by_role("button", name=zh("ui-teach.question.close")).click()
        expect(phone.get_by_text(zh("ui-classroom.phone.away"))).to_be_visible()
        place.get_by_text(zh("ui-teach.question.hands"), exact=True).click()
        label = zh("ui-teach.question.hands-of", choice=picked.text.zh)
        place.get_by_label(label).fill("3")
        place.get_by_role("button", name=zh("ui-teach.question.hands-save")).click()
        place.get_by_role("button", name=zh("ui-teach.question.show")).click()
        shown = wall.locator(".zx-distribution li")
        expect(shown.filter(has_text=picked.text.zh)).to_contain_text(
            zh("ui-teach.question.with-hands", n=1, hands=3)
        )
        right = next(option for option in item.options if option.id == key)
        expect(shown.filter(has_text=right.text.zh)).to_contain_text(zh("ui-teach.question.people", n=5))
        expect(wall.get_by_text(zh("ui-teach.question.right"))).to_have_count(0)
        expect(wall.get_by_text(name)).to_have_count(0)

        place.get_by_role("button", name=zh("ui-teach.question.tell")).click()
        expect(shown.filter(has_text=right.text.zh)).to_contain_text(zh("ui-teach.question.right"))
        overflow = "document.documentElement.scrollHeight - innerHeight"
        assert wall.evaluate(overflow) <= 0
        place.get_by_role("button", name=zh("ui-teach.question.end")).click()
        expect(wall.locator('.zx-wall[data-kind="asked"]')).to_have_count(0)
    rows = room.rows("SELECT state, subject FROM window WHERE purpose = 'question'")
    assert [state for state, _ in rows] == ["revealed"]
    assert '"over": true' in rows[0][1]
    assert room.rows("SELECT count(*) FROM answer WHERE item_id = ? AND attempt = 1", ITEM) == [(6,)]
