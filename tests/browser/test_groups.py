"""From a list of people to working groups: a class on its pages, somebody alone, both languages."""

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, WebSocketRoute, expect

from browser.browsing import LAPTOP, LOCALES, PHONE, barriers, switch
from browser.grouping_class import (
    AT_ODDS,
    BESIDE,
    BOOK,
    CONFIDED,
    IN_USE,
    RUNNERS,
    SUB_TOPICS,
    TASK,
    GroupingClass,
    sheet,
)
from browser.keyboard import Keyboard
from browser.sight import Device, words_of, zh
from browser.test_language import CHINESE, KEY
from browser.test_layout import IS_SETTLED, TOO_SMALL, TOO_WIDE
from zhixing.actor import Role

UNIT = "澄禾县综合服务中心办公室"
NEW, OTHER = "欧阳澜", "司马青"
SPECIALTY = "窗口排班与叫号"
ALONE = "SELECT person.id FROM person JOIN classroom ON classroom_id = classroom.id WHERE code = 'SOLO'"
# What a tool says to eyes and to ears.
SAID = """(place) => {
  const found = [];
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (walker.currentNode.data.trim()) found.push(walker.currentNode.data.trim());
  for (const name of ["aria-label", "title", "placeholder", "alt"])
    for (const el of place.querySelectorAll(`[${name}]`)) found.push(el.getAttribute(name));
  return found;
}"""
FIRST, SECOND, THIRD = "方案1", "方案2", "方案3"


@pytest.fixture
def house(start, devices):
    served = start("DEMO")
    with served.store() as store:
        made = GroupingClass(served, store, devices)
        made.write_scheme()
        yield made
    assert served.stop() == 0  # the next server need not execute the workbooks again


def like(key: str, *params: str) -> re.Pattern[str]:
    """Return what recognises a sentence, whatever its places are filled with."""
    return re.compile(re.escape(zh(key, **dict.fromkeys(params, "@"))).replace("@", ".*"))


def _press(place: Locator | Page, key: str, **params: object) -> None:
    place.get_by_role("button", name=zh(key, **params), exact=True).click()


def _fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"])


def _bring_people(house: GroupingClass, office: Device) -> None:
    """A sheet with a bad row changes nothing; the mended one is shown, then taken."""
    before = house.people()
    place = office.activity("members").get_by_role("region", name=zh("ui-members.import.title"))
    known = house.name(house.one(Role.LIAISON))
    new = (NEW, UNIT, "综合岗", SPECIALTY, 6, "一线", "实务", "1")
    bad = (OTHER, UNIT, "综合岗", "", "六年多", "一线", "理论", "")

    place.locator("input[type=file]").set_input_files([sheet(new, bad)])
    _press(place, "ui-members.import.send")
    refused = place.locator(".zx-alert")
    expect(refused).to_contain_text(zh("members.error.sheet-faults", count=1))
    expect(refused.get_by_role("listitem")).to_contain_text("第 3 行，“从事年限”")
    expect(refused.get_by_role("listitem")).to_contain_text("六年多")
    assert house.people() == before

    mended = (*bad[:4], 6, *bad[5:])
    changed = (known, house.unit_of(known), "", "大厅引导", 3, "", "", "")
    place.locator("input[type=file]").set_input_files([sheet(new, mended, changed)])
    _press(place, "ui-members.import.send")
    preview = place.get_by_role("region", name=zh("ui-members.import.would", file="学员信息.xlsx"))
    expect(preview.locator("summary")).to_have_text(
        [zh("ui-members.import.new", count=2), zh("ui-members.import.changed", count=1)]
    )
    expect(preview.get_by_role("listitem").filter(has_text=known).locator("ins")).to_contain_text(
        ["大厅引导"]
    )
    assert house.people() == before
    _press(preview, "ui-members.import.apply")
    expect(place.get_by_text(zh("ui-members.import.done", new=2, changed=1))).to_be_visible()
    assert {name for _, name, _ in house.people()} == {name for _, name, _ in before} | {NEW, OTHER}
    assert house.rows("SELECT specialty FROM profile WHERE person_id = ?", house.named(known)) == [
        ("大厅引导",)
    ]


def _say_who_i_am(house: GroupingClass, phone: Device) -> None:
    """Profile, wishes and commitment on a phone."""
    place, person = phone.activity("my-profile"), house.named(NEW)
    card = place.locator(".zx-card").filter(
        has=phone.page.get_by_role("heading", name=zh("ui-members.mine.title"))
    )
    expect(card.get_by_label(zh("members.column.specialty"))).to_have_value(SPECIALTY)
    card.get_by_role("radio", name=zh("members.outlook.both")).check()
    card.get_by_label(zh("members.column.wish1")).select_option(label=f"2 {SUB_TOPICS[1]}")
    card.get_by_label(zh("members.column.wish2")).select_option(label=f"1 {SUB_TOPICS[0]}")
    near = card.get_by_role("group", name=f"2 {SUB_TOPICS[1]}")
    near.get_by_role("radio", name="3").check()
    _press(card, "ui-members.mine.save")
    answer = place.locator(".zx-card").filter(
        has=phone.page.get_by_role("heading", name=zh("ui-members.commit.title"))
    )
    answer.get_by_role("radio", name=re.compile(zh("ui-members.answer.yes"))).check()
    answer.get_by_label(zh("ui-members.commit.hours")).fill("10")
    _press(answer, "ui-members.commit.send")
    expect(
        answer.get_by_text(zh("ui-members.commit.said", answer=zh("ui-members.answer.yes")))
    ).to_be_visible()
    ((outlook, wishes, relevance),) = house.rows(
        "SELECT outlook, wishes, relevance FROM profile WHERE person_id = ?", person
    )
    assert (outlook, json.loads(wishes)) == ("both", ["s-2", "s-1"])
    assert json.loads(relevance) == {"s-2": {"level": 3, "by": "self"}}
    assert house.rows("SELECT answer, hours FROM commitment WHERE person_id = ?", person) == [("yes", 10)]
    assert _fits(phone.page)


def _keep_apart(house: GroupingClass, office: Device) -> None:
    place = office.activity("members").get_by_role("region", name=zh("ui-members.apart.title"))
    for label, name in ((zh("ui-members.apart.one"), NEW), (zh("ui-members.apart.other"), OTHER)):
        field = place.get_by_label(label, exact=True)
        field.select_option(label=field.locator("option").filter(has_text=name).inner_text())
    _press(place, "ui-members.apart.keep")
    expect(place.get_by_role("listitem").filter(has_text=NEW)).to_contain_text(OTHER)
    assert tuple(sorted((house.named(NEW), house.named(OTHER)))) in house.apart()
    (kept,) = house.rows("SELECT * FROM keep_apart WHERE one = ? OR other = ?", *[house.named(NEW)] * 2)
    assert len(kept) == 3  # two people and the class: no reason


@dataclass
class Desk:
    """A facilitator's page with one grouping open."""

    house: GroupingClass
    device: Device
    name: str

    @property
    def page(self) -> Page:
        return self.device.page

    @property
    def place(self) -> Locator:
        return self.page.locator('[data-activity="grouping-draft"]')

    def chip(self, person: str) -> Locator:
        return self.place.locator(f'[data-person="{person}"]')

    def group(self, number: int) -> Locator:
        return self.place.locator(".zx-grouping-group").nth(number - 1)

    def solve(self, again: bool = False) -> None:
        if again:
            self.place.locator(".zx-grouping-rules > summary").click()
        _press(self.place, "ui-grouping.solve-again" if again else "ui-grouping.solve")
        best, good = (
            like("ui-grouping.found.optimal", "seconds"),
            like("ui-grouping.found.feasible", "seconds", "percent"),
        )
        expect(self.place.get_by_text(best).or_(self.place.get_by_text(good))).to_be_visible()
        found = self.house.content(self.name)["found"]
        assert found["status"] == ("feasible" if 0 < found["gap"] < 1 else "optimal")
        if found["status"] == "optimal":
            told = zh("ui-grouping.found.optimal", seconds=f"{found['seconds']:.1f}")
        else:
            share = {"seconds": f"{found['seconds']:.0f}", "percent": math.ceil(100 * found["gap"])}
            told = zh("ui-grouping.found.feasible", **share)
        expect(self.place.get_by_text(told)).to_be_visible()

    def movable(self, *others: str) -> tuple[str, int, int]:
        """Return a front-line person of a large group, and the number of a group that has room."""
        content = self.house.content(self.name)
        sizes = {
            number: sum(place == key for place in content["places"].values())
            for key, number, *_ in content["slots"]
        }
        large = max(sizes, key=sizes.__getitem__)
        small = min(sizes.keys() - {large}, key=lambda number: (sizes[number], number))
        levels = dict(self.house.rows("SELECT person_id, level FROM profile"))
        known = {person for pair in self.house.apart() for person in pair} | set(others)
        for person in content["places"]:
            is_there = self.house.place(self.name, person) == large
            if is_there and levels.get(person) == "front-line" and person not in known:
                return person, large, small
        raise AssertionError("nobody can be moved")

    def drag(self, person: str, number: int) -> None:
        """Drag somebody to a group with the mouse; the page scrolls on its own when need be."""
        source, target = self.chip(person), self.group(number).locator("summary").first
        source.scroll_into_view_if_needed()
        start = source.bounding_box()
        assert start is not None
        mouse = self.page.mouse
        mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
        mouse.down()
        mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2 + 12, steps=3)
        expect(self.page.locator(".zx-grouping-ghost")).to_be_visible()
        target.scroll_into_view_if_needed()
        end = target.bounding_box()
        assert end is not None
        mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=4)
        expect(self.group(number)).to_have_attribute("data-over", "true")
        mouse.up()

    def says_effect(self, person: str, number: int) -> None:
        """Tell what the move did, at once."""
        told = self.place.locator(".zx-grouping-foot .zx-notice").first
        moved = zh("ui-grouping.drag.move", name=self.house.name(person), slot="@").split("@")[0]
        expect(told).to_contain_text(f"{moved}{zh('ui-grouping.slot', number=number)}")
        expect(self.group(number).locator(f'[data-person="{person}"]')).to_be_visible()
        expect(told).to_contain_text(re.compile(f"→|{zh('ui-grouping.effect.none')}"))
        assert self.house.place(self.name, person) == number

    def panel(self, person: str) -> Locator:
        return self.place.get_by_role("region", name=self.house.name(person))

    def choose_move(self, person: str, number: int) -> None:
        """Tap somebody and choose the group they go to."""
        self.page.locator(f"#person-{person}").click()
        field = self.panel(person).get_by_label(zh("ui-grouping.person.move"), exact=True)
        field.select_option(label=field.locator("option").filter(has_text=f"第 {number} 组").inner_text())
        _press(self.panel(person), "ui-grouping.person.move-do")

    def move_by_keyboard(self, person: str, number: int) -> None:
        keys = Keyboard(self.page)
        keys.push(self.page.locator(f"#person-{person}"), most=200)
        panel = self.panel(person)
        field = panel.get_by_label(zh("ui-grouping.person.move"), exact=True)
        keys.to(field)
        numbers = field.locator("option").evaluate_all("all => all.map((one) => one.textContent)")
        keys.press("ArrowDown", next(at for at, text in enumerate(numbers) if f"第 {number} 组" in text))
        keys.push(panel.get_by_role("button", name=zh("ui-grouping.person.move-do"), exact=True))
        self.says_effect(person, number)
        keys.press("Escape")
        expect(self.page.locator(f"#person-{person}")).to_be_focused()

    def lock(self, person: str) -> None:
        self.page.locator(f"#person-{person}").click()
        panel = self.panel(person)
        _press(panel, "ui-grouping.person.lock")
        expect(
            panel.get_by_text(zh("ui-grouping.person.is-locked", name=self.house.name(person)))
        ).to_be_visible()
        _press(panel, "ui-grouping.person.close-one", name=self.house.name(person))
        expect(self.chip(person)).to_have_attribute("data-locked", "true")


def _compare(house: GroupingClass, board: Device) -> None:
    """Go on from a copy, move somebody, and hold the two beside each other."""
    place = board.activity("grouping")
    _press(place, "ui-grouping.copy")
    copy = Desk(house, board, SECOND)
    expect(place.get_by_role("button", name=re.compile(SECOND))).to_have_attribute("aria-pressed", "true")
    expect(copy.place.get_by_text(like("ui-grouping.undo", "count"))).to_have_count(0)
    moved, _, to = copy.movable(*house.content(FIRST)["locked"])
    copy.drag(moved, to)
    copy.says_effect(moved, to)
    compared = zh("ui-grouping.compare.with", name=SECOND)
    place.get_by_label(compared, exact=True).select_option(label=FIRST)
    beside = board.page.locator('[data-activity="grouping-compare"]')
    expect(beside.get_by_role("columnheader")).to_contain_text([FIRST, SECOND][::-1])
    (line,) = beside.locator(".zx-grouping-moves li").all()
    back = house.place(FIRST, moved)
    expect(line).to_have_text(
        zh(
            "ui-grouping.compare.move",
            name=house.name(moved),
            **{"from": f"第 {to} 组", "to": f"第 {back} 组"},
        )
    )


def _adopt(house: GroupingClass, board: Device) -> None:
    """Adopt the first grouping with the proposed leaders and liaisons; the store says the same."""
    place = board.activity("grouping")
    place.locator(".zx-grouping-book").filter(has_text=FIRST).click()
    desk = Desk(house, board, FIRST)
    _press(desk.place, "ui-grouping.propose-duties")
    expect(desk.place.get_by_text(zh("ui-grouping.given.lead"))).to_be_visible()
    _press(desk.place, "ui-grouping.adopt.ask")
    _press(desk.place, "ui-grouping.adopt.sure")
    expect(desk.place.get_by_text(zh("ui-grouping.is-adopted"))).to_be_visible()
    content = house.content(FIRST)
    tables = {key: number for key, number, *_ in content["slots"]}
    assert dict(house.rows("SELECT id, seat FROM team")) == tables
    seats = house.seats()
    assert {person: seat for person, seat in seats.items() if seat is not None} == {
        person: tables[key] for person, key in content["places"].items()
    }
    held = {"leader": {"learner", "group-leader"}, "liaison": {"liaison"}}
    duties = content["duties"]
    assert sorted(duties.values()) == ["leader"] * len(tables) + ["liaison"] * len(tables)
    for person in content["places"]:
        assert house.roles(person) == held.get(duties.get(person), {"learner"}), person


def _work_in_a_group(house: GroupingClass) -> list[Device]:
    """Leader and member of one group at their pages: who does what, who has no task yet, the charter."""
    _, people = house.team_of(house.named(NEW))
    names = {person: house.name(person) for person in people}
    (head,) = [person for person, duty in people.items() if duty == "leader"]
    (liaison,) = [person for person, duty in people.items() if duty == "liaison"]
    plain = next(person for person, duty in people.items() if duty == "member")
    phone = house.sits_down("member", plain, "my-group", phone=True)
    mine = phone.activity("my-group")
    expect(mine.locator(".zx-team-members strong")).to_have_count(len(people))
    for person, duty in ((head, "leader"), (liaison, "liaison")):
        row = mine.get_by_role("listitem").filter(has_text=names[person])
        expect(row).to_contain_text(zh(f"ui-team.duty.{duty}"))
    assert _fits(phone.page)

    laptop = house.sits_down("head", head, "my-group")
    ours = laptop.activity("my-group")
    without = ours.locator(".zx-notice").filter(has_text=zh("ui-team.task.private"))
    expect(without).to_contain_text(f"{len(people)} 人没有子课题")
    ours.get_by_label(zh("ui-team.task.pick"), exact=True).select_option(label=names[plain])
    ours.get_by_label(zh("ui-team.task.task"), exact=True).fill(TASK)
    ours.get_by_label(re.compile(zh("ui-team.task.due"))).fill("2027-05-31")
    _press(ours, "ui-team.save")
    expect(without).to_contain_text(f"还有 {len(people) - 1} 人没有子课题")
    expect(without).not_to_contain_text(names[plain])
    expect(mine.get_by_role("listitem").filter(has_text=TASK)).to_contain_text(names[plain])
    expect(mine.get_by_text(re.compile("人没有子课题"))).to_have_count(0)
    expect(mine.get_by_label(zh("ui-team.task.pick"))).to_have_count(0)
    stored = house.rows("SELECT task, due FROM team_member WHERE person_id = ?", plain)
    assert stored == [(TASK, "2027-05-31")]

    _press(ours, "ui-team.edit")
    ours.get_by_label(re.compile(zh("ui-team.charter.agreements"))).fill("轮流发言\n对事不对人")
    _press(ours.locator(".zx-panel").filter(has_text=zh("ui-team.charter.rhythm")), "ui-team.save")
    expect(mine.get_by_text(re.compile("对事不对人"))).to_be_visible()
    with laptop.page.expect_download() as download:
        ours.get_by_role("link", name=zh("ui-team.paper")).click()
    said = words_of(download.value.path())
    for expected in (*names.values(), TASK, "对事不对人", SUB_TOPICS[0][:3], zh("charter.paper.title")):
        assert expected in said
    return [phone, laptop]


def _keeps_to_ones_own(house: GroupingClass, device: Device) -> None:
    """See that the tools of others are quietly closed, and hear of one at most of a pair kept apart."""
    for name in ("members", "grouping"):
        expect(device.activity(name).get_by_text(zh("kit.not-yours"))).to_be_visible()
    told = json.dumps(device.heard, ensure_ascii=False)
    assert [pair for pair in house.apart() if pair[0] in told and pair[1] in told] == []
    _tells_nothing_private(house, house.owners[device], device.heard)


def _tells_nothing_private(house: GroupingClass, person: str, heard: list[dict[str, Any]]) -> None:
    """Read everything that somebody was told: nobody else's answer, and no pair that is kept apart."""
    told = json.dumps(heard, ensure_ascii=False)
    assert [words for words in house.confided(but=person) if words in told] == []
    assert not {"apart", "counts", "named"} & keys_of(heard)


def keys_of(raw: object) -> set[str]:
    """Return every key below something that was told."""
    if isinstance(raw, dict):
        return set(raw) | {key for each in raw.values() for key in keys_of(each)}
    return {key for each in raw for key in keys_of(each)} if isinstance(raw, list) else set()


def values_of(raw: object, key: str) -> Iterator[str]:
    """Return what stands under a key, wherever it was told."""
    if isinstance(raw, dict):
        yield from (json.dumps(each) for name, each in raw.items() if name == key)
        raw = list(raw.values())
    if isinstance(raw, list):
        for each in raw:
            yield from values_of(each, key)


class Late:
    """Holds back what a page would be shown, as a slow network does; answers to its acts come through."""

    def __init__(self, page: Page) -> None:
        self._held: list[str | bytes] | None = None
        page.route_web_socket(re.compile("/socket$"), self._on_socket)

    def _on_socket(self, socket: WebSocketRoute) -> None:
        self._page, server = socket, socket.connect_to_server()
        server.on_message(self._on_message)
        socket.on_message(server.send)

    def _on_message(self, message: str | bytes) -> None:
        if self._held is not None and json.loads(message)["t"] == "view":
            self._held.append(message)
        else:
            self._page.send(message)

    def hold(self) -> None:
        self._held = []

    def release(self) -> None:
        held, self._held = self._held or [], None
        for message in held:
            self._page.send(message)


def _two_at_one_draft(house: GroupingClass, board: Device) -> None:
    """Two facilitators move people of one draft; who comes second is told so and does it again."""
    first = Desk(house, board, SECOND)
    board.activity("grouping").locator(".zx-grouping-book").filter(has_text=SECOND).click()
    expect(first.place.locator(".zx-grouping-rules")).to_be_visible()
    device = house.device("second", house.one(Role.FACILITATOR, 1))
    late = Late(device.page)
    device.page.goto(house.room.address + RUNNERS)
    place = device.activity("grouping")
    place.locator(".zx-grouping-book").filter(has_text=SECOND).click()
    other = Desk(house, device, SECOND)
    expect(other.place.locator(".zx-grouping-rules")).to_be_visible()

    late.hold()
    mine, _, there = first.movable()
    first.choose_move(mine, there)
    first.says_effect(mine, there)
    theirs, here, elsewhere = first.movable(mine)
    other.choose_move(theirs, elsewhere)
    refused = other.place.get_by_role("alert").filter(has_text=zh("teams.error.grouping-changed"))
    expect(refused).to_be_visible()
    assert house.place(SECOND, theirs) == here
    late.release()
    expect(other.group(there).locator(f'[data-person="{mine}"]')).to_be_visible()
    _press(other.panel(theirs), "ui-grouping.person.move-do")  # what was chosen is still there
    other.says_effect(theirs, elsewhere)
    assert house.place(SECOND, mine) == there
    expect(first.group(elsewhere).locator(f'[data-person="{theirs}"]')).to_be_visible()


def _rules_that_cannot_hold(house: GroupingClass, board: Device) -> None:
    """Groups larger than there are people: said while typing, explained when asked, solved by a way out."""
    place = board.activity("grouping")
    _press(place, "ui-grouping.begin-another")
    desk = Desk(house, board, THIRD)
    expect(place.get_by_role("button", name=re.compile(THIRD))).to_have_attribute("aria-pressed", "true")
    for label, value in (("low", "8"), ("high", "8"), ("count", "6")):
        desk.place.get_by_label(zh(f"ui-grouping.rules.{label}"), exact=True).fill(value)
    people = len(house.content(FIRST)["places"])
    spread = {"count": 6, "least": people // 6, "most": -(-people // 6)}
    expect(desk.place.get_by_text(zh("ui-grouping.rules.unfit", low=8, high=8, **spread))).to_be_visible()
    _press(desk.place, "ui-grouping.solve")
    need = {"people": people, "groups": 6, "low": 8, "need": 48, "fits": people // 8}
    expect(desk.place.get_by_text(zh("grouping.because.people-few", **need))).to_be_visible()
    assert house.content(THIRD)["places"] == {}
    size = zh("grouping.rule.size-one", low=8)
    expect(desk.place.get_by_text(zh("grouping.way.size", rules=size, amount=48 - people))).to_be_visible()
    _press(desk.place, "ui-grouping.clash.take", rule=size)
    expect(desk.place.get_by_text(zh("ui-grouping.relaxed"))).to_be_visible()
    content = house.content(THIRD)
    assert content["rules"]["forces"]["size"] == "wish"
    assert set(content["places"]) == set(house.content(FIRST)["places"])
    assert content["clash"] is None


def test_a_class_goes_from_a_list_of_people_to_groups_with_a_task_for_everybody(house):
    office = house.sits_down("office", house.add_office(), "members")
    _bring_people(house, office)
    phone = house.sits_down("phone", house.named(NEW), "my-profile", phone=True)
    _say_who_i_am(house, phone)
    _keep_apart(house, office)
    refuser = house.one(Role.LEARNER, 5)
    house.declines(refuser)

    board = house.sits_down("board", house.one(Role.FACILITATOR), "grouping")
    _press(board.activity("grouping"), "ui-grouping.begin")
    desk = Desk(house, board, FIRST)
    desk.solve()
    assert refuser not in house.content(FIRST)["places"]
    dragged, _, there = desk.movable()
    desk.drag(dragged, there)
    desk.says_effect(dragged, there)
    walked, _, onward = desk.movable(dragged)
    desk.move_by_keyboard(walked, onward)
    desk.lock(dragged)
    desk.solve(again=True)
    assert house.place(FIRST, dragged) == there
    _compare(house, board)
    _adopt(house, board)
    assert house.seats()[refuser] is None

    member, head = _work_in_a_group(house)
    boss = house.one(Role.LEADER)
    team, _ = house.team_of(dragged)
    hears = house.hears(boss, team, "my-group", "my-profile", "members", "grouping")
    _keeps_to_ones_own(house, member)
    _keeps_to_ones_own(house, head)
    _tells_nothing_private(house, boss, hears)
    assert {"null"} == set(values_of(member.heard, "without")) != set(values_of(head.heard, "without"))
    assert set(values_of(hears, "without")) == {"null"}
    assert CONFIDED in json.dumps(office.heard, ensure_ascii=False)  # it would have been noticed
    _two_at_one_draft(house, board)
    _rules_that_cannot_hold(house, board)


def test_somebody_alone_practises_with_the_example_and_is_alone_again(start, devices):
    served = start()
    device = devices.open("laptop")
    device.page.goto(served.address)
    expect(device.activity("course-map")).to_be_visible()
    ((me,),) = served.rows(ALONE)
    with served.store() as store:
        house = GroupingClass(served, store, devices, code="SOLO")
        house.answer_case(me)
    device.page.goto(served.address + BOOK)
    samples = device.activity("members").get_by_role("region", name=zh("ui-members.samples.title"))
    _press(samples, "ui-members.samples.put")
    expect(samples.get_by_text(zh("ui-members.samples.there", count=40))).to_be_visible()
    _press(device.activity("grouping"), "ui-grouping.begin")
    desk = Desk(house, device, FIRST)
    desk.solve()
    _press(desk.place, "ui-grouping.propose-duties")
    expect(desk.place.get_by_text(zh("ui-grouping.given.lead"))).to_be_visible()
    _press(desk.place, "ui-grouping.adopt.ask")
    _press(desk.place, "ui-grouping.adopt.sure")
    expect(desk.place.get_by_text(zh("ui-grouping.is-adopted"))).to_be_visible()
    team, _ = house.team_of(me)
    groups = device.activity("my-group").get_by_label(zh("ui-team.choose"), exact=True)
    expect(groups.locator("option")).to_have_count(len(house.content(FIRST)["slots"]))
    expect(groups).to_have_value(team)

    _press(samples, "ui-members.samples.take")
    _press(samples, "ui-members.samples.sure", count=40)
    expect(samples.get_by_text(zh("ui-members.samples.lead"))).to_be_visible()
    assert served.rows(ALONE) == [(me,)]
    tables = dict(served.rows("SELECT id, seat FROM team"))
    assert {group for group, seat in tables.items() if seat is not None} == {team}
    expect(groups.locator("option")).to_have_count(1)
    mates = device.activity("my-group").locator(".zx-team-members li")
    expect(mates).to_have_count(1)
    expect(mates).to_have_attribute("data-me", "true")


RUN, OWN = ("members", "grouping", "grouping-draft", "grouping-compare"), ("my-profile", "my-group")
"""What those who form groups work with, and what everybody does."""


def _mixed(page: Page, activity: str, language: str, written: list[str]) -> list[str]:
    """Return what an activity says in the wrong language, or in none."""
    texts = page.locator(f'[data-activity="{activity}"]').first.evaluate(SAID)
    found = []
    for text in texts:
        ours = text
        for words in written:
            ours = ours.replace(words, "")
        if KEY.search(ours) or (language == "en" and CHINESE.search(ours)):
            found.append(text)
    return found


def _look(house: GroupingClass, page: Page, activities: tuple[str, ...]) -> None:
    """Look at tools in both languages, on a laptop, on a phone, and in the dark."""
    written = house.written()
    assert barriers(page) == []
    for language in LOCALES:
        switch(page, language)
        for activity in activities:
            assert _mixed(page, activity, language, written) == [], (activity, language)
            assert (_mixed(page, activity, "en", written) == []) == (language == "en")  # it would be noticed
        page.set_viewport_size(PHONE)
        page.evaluate(IS_SETTLED)
        assert page.evaluate(TOO_WIDE) == [], language
        assert page.evaluate(TOO_SMALL) == [], language
        page.set_viewport_size(LAPTOP)
    page.emulate_media(color_scheme="dark")
    assert barriers(page, "color-contrast") == []
    page.emulate_media(color_scheme="light")
    switch(page, LOCALES[0])


def _open_everything(device: Device, activities: tuple[str, ...]) -> None:
    for activity in activities:
        place = device.activity(activity)
        expect(place.locator(".zx-loading")).to_have_count(0)
        place.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")


def test_every_tool_is_in_one_language_at_a_time_and_within_everybodys_reach(house):
    office = house.add_office()
    house.declines(house.one(Role.LEARNER, 5))
    house.form_groups()
    house.brings_sheet(office, (NEW, UNIT, "综合岗", SPECIALTY, 6, "一线", "实务", "1"))
    board = house.sits_down("board", office, "members")
    place = board.activity("grouping")
    place.locator(".zx-grouping-book").filter(has_text=AT_ODDS).click()
    expect(
        place.get_by_text(like("grouping.because.people-few", *["people", "groups", "low", "need", "fits"]))
    ).to_be_visible()
    place.get_by_label(zh("ui-grouping.compare.with", name=AT_ODDS)).select_option(label=IN_USE)
    place.locator("[data-person] button").first.click()
    expect(place.locator(".zx-grouping-panel")).to_be_visible()
    _open_everything(board, RUN)
    _look(house, board.page, RUN)
    place.locator(".zx-grouping-book").filter(has_text=BESIDE).click()
    place.locator("[data-person] button").first.click()
    expect(place.locator(".zx-grouping-panel")).to_be_visible()
    _press(place, "ui-grouping.adopt.ask")
    _open_everything(board, RUN)
    _look(house, board.page, RUN)

    duties = house.duties_in(house.content(IN_USE)["slots"][0][0])
    (head,) = [person for person, duty in duties.items() if duty == "leader"]
    device = house.sits_down("head", head, "my-profile")
    _press(device.activity("my-group"), "ui-team.edit")
    _open_everything(device, OWN)
    _look(house, device.page, OWN)
