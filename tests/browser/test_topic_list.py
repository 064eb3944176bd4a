"""Two tables at one list of topics: written in parts, at the same time, merged, taken apart, dealt."""

import json

import pytest
from playwright.sync_api import Locator, expect

from browser.browsing import Session, reading
from browser.sight import zh
from serving import Served

TITLE = "开餐馆的材料半年内只收一份"
PARTS = {"whose": "开小餐馆的人，同样的证明交三遍", "since": "从去年三月起"}
STATEMENT = "开小餐馆的人，同样的证明交三遍。这种情况从去年三月起就有。"
TOPIC = {
    "statement": "别的桌改的。",
    "topic_kind": "problem",
    "origin": "member",
    "owner": "林安",
    "owner_unit": "企服科",
    "expected_units": [],
}


@pytest.fixture
def session(room: Served):
    with room.store() as store:
        session = Session(room, store)
        session.join(12)
        yield session


def _list(page) -> Locator:
    page.goto("book/choose-topic")
    place = page.locator('[data-activity="topics"]').first
    place.scroll_into_view_if_needed()
    return place


def _stored(room: Served, title: str) -> tuple:
    (row,) = room.rows(
        "SELECT id, statement, source, parts, version, merged_into, seat FROM topic WHERE title = ?", title
    )
    return row


def test_a_topic_is_written_in_parts_and_two_tables_merge_it_and_take_it_apart(browser, room, session):
    with reading(browser, room, session.one("liaison")) as page:
        place = _list(page)
        place.get_by_role("button", name=zh("ui-topics.topic.propose")).click()
        place.get_by_label(zh("ui-topics.topic.title"), exact=True).fill(TITLE)
        _write_in_parts(place)
        _ask_whether_it_is_a_puzzle(place)
        _say_where_it_comes_from(place)
        place.get_by_role("button", name=zh("ui-topics.topic.save"), exact=True).click()
        expect(place.get_by_role("heading", name=TITLE)).to_be_visible()
        made, statement, source, parts, version, _, _ = _stored(room, TITLE)
        assert (statement, source, version) == (STATEMENT, "四月窗口走访", 1)
        assert json.loads(parts) == {**PARTS, "checks": {"answered": True}}

        _another_table_writes_meanwhile(place, session, made)
        assert _stored(room, TITLE)[4] == 3

        hint = place.locator(".zx-alike").first
        expect(hint).to_contain_text("餐饮开业只交一套材料")
        hint.get_by_role("button", name=zh("ui-proposal.alike.merge")).click()
        place.get_by_role("button", name=zh("ui-proposal.merge.save")).click()
        merged = place.get_by_text(zh("ui-proposal.merge.merged", titles=""))
        expect(merged).to_be_visible()
        expect(place.get_by_role("heading", name=TITLE)).to_have_count(0)
        assert _stored(room, TITLE)[5] == _stored(room, "餐饮开业只交一套材料")[0]

        merged.click()
        place.get_by_role("button", name=TITLE).filter(has_text=zh("ui-proposal.merge.undo")).click()
        expect(place.get_by_role("heading", name=TITLE)).to_be_visible()
        assert _stored(room, TITLE)[5] is None
        place.locator(".zx-alike").first.get_by_role("button", name=zh("ui-proposal.alike.apart")).click()
        expect(place.locator(".zx-alike")).to_have_count(0)


def _write_in_parts(place: Locator) -> None:
    place.get_by_text(zh("ui-proposal.part.open")).click()
    place.get_by_label(zh("ui-proposal.part.whose")).fill(PARTS["whose"])
    place.get_by_label(zh("ui-proposal.part.since")).fill(PARTS["since"])
    place.get_by_role("button", name=zh("ui-proposal.part.compose")).click()
    expect(place.get_by_label(zh("ui-topics.topic.statement"))).to_have_value(STATEMENT)


def _ask_whether_it_is_a_puzzle(place: Locator) -> None:
    place.get_by_text(zh("ui-proposal.check.open")).click()
    place.get_by_role("group", name=zh("proposal.check.answered")).get_by_role(
        "radio", name=zh("ui-proposal.check.yes")
    ).check()
    expect(place.get_by_text(zh("proposal.advice.answered"))).to_be_visible()


def _say_where_it_comes_from(place: Locator) -> None:
    place.get_by_role("radio", name=zh("ui-topics.topic.research")).check()
    place.get_by_label(zh("ui-topics.topic.owner"), exact=True).fill("林安")
    place.get_by_label(zh("ui-topics.topic.owner-unit"), exact=True).fill("企服科")
    place.get_by_role("button", name=zh("ui-topics.topic.save"), exact=True).click()
    missing = place.get_by_role("alert").filter(has_text=zh("ui-proposal.origin.research-missing"))
    expect(missing).to_be_visible()
    place.get_by_label(zh("ui-proposal.origin.research")).fill("四月窗口走访")


def _another_table_writes_meanwhile(place: Locator, session: Session, topic: str) -> None:
    place.get_by_role("button", name=zh("ui-topics.topic.edit-one", title=TITLE)).click()
    place.get_by_label(zh("ui-topics.topic.statement")).fill("本桌改的。")
    other = session.all("liaison")[1]
    session.act(other, "topics", kind="revise", topic=topic, version=1, title=TITLE, **TOPIC)
    expect(place.get_by_text(zh("ui-proposal.conflict.title"))).to_be_visible()
    expect(place.get_by_text(TOPIC["statement"])).to_be_visible()
    expect(place.get_by_label(zh("ui-topics.topic.statement"))).to_have_value("本桌改的。")
    place.get_by_role("button", name=zh("ui-proposal.conflict.mine")).click()
    place.get_by_role("button", name=zh("ui-topics.topic.save"), exact=True).click()
    expect(place.get_by_text("本桌改的。")).to_be_visible()


def test_topics_are_dealt_to_tables_and_each_sees_its_own_first(browser, room, session, until):
    with reading(browser, room, session.leader) as page:
        place = _list(page)
        place.get_by_text(zh("ui-proposal.seat.title"), exact=True).click()
        place.get_by_role("button", name=zh("ui-proposal.seat.deal")).click()
        expect(place.get_by_role("combobox").first).not_to_have_value("")
        place.get_by_role("combobox", name=zh("ui-proposal.seat.move", number=1)).select_option("2")
        seat = "SELECT seat FROM topic WHERE position = 1 AND NOT withdrawn"
        until(lambda: room.rows(seat)[0] == (2,))
    liaison = next(person for person, _, seat, roles in session.people if seat == 2 and "liaison" in roles)
    with reading(browser, room, liaison) as page:
        place = _list(page)
        expect(place.get_by_role("heading", name=zh("ui-proposal.seat.own"))).to_be_visible()
        own = place.get_by_role("list").first.get_by_role("listitem")
        expect(own.first).to_contain_text(zh("ui-proposal.seat.table", seat=2))


def test_two_hundred_topics_are_folded_and_can_be_found(browser, room, session):
    for number in range(40):
        session.act(session.leader, "topics", kind="propose", title=f"丙路{number}号整治", **TOPIC)
    with reading(browser, room, session.one("learner")) as page:
        place = _list(page)
        expect(place.get_by_text("别的桌改的。")).to_have_count(0)
        place.get_by_label(zh("ui-proposal.list.find")).fill("丙路3")
        found = place.locator(".zx-fold")
        expect(found).to_have_count(11)
        found.first.locator("summary").click()
        expect(place.get_by_text("别的桌改的。")).to_be_visible()
        place.get_by_label(zh("ui-proposal.list.find")).fill("没有这样的题目")
        expect(place.get_by_text(zh("ui-proposal.list.none"))).to_be_visible()
