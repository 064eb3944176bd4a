"""A class chooses its topic: facilitator, projector, a table's laptop, phones, paper; from door to papers."""

import json
import re
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, expect

from browser.conftest import CLASS_HOST, Devices
from browser.sight import Device, words_of, zh
from serving import Page as Client
from serving import Served

CASE = "u03-c01"
REASONS = "三个科室都愿意参加，半年内看得到变化。"
# What a result is made of; none of it may leave the server while ratings come in.
OUTCOME = {
    "scores",
    "by_criterion",
    "ranking",
    "score",
    "counts",
    "place",
    "low",
    "high",
    "first",
    "sentence",
}


@dataclass
class Wall:
    """The projector, looked at over and over: it changes by itself and never shows a name."""

    device: Device
    names: list[str]
    shown: list[str] = field(default_factory=list)

    @property
    def body(self) -> Locator:
        return self.device.page.locator("main")

    def check(self, title: str) -> None:
        """Wait for a step by its title, then read everything on the wall."""
        expect(self.device.page.get_by_role("heading", level=1)).to_have_text(title)
        self.read()

    def read(self) -> str:
        text = self.body.inner_text()
        self.shown.append(text)
        assert [name for name in self.names if name in text] == []
        return text


@dataclass
class Mates:
    """The rest of the class: clients that do what phones do."""

    clients: list[Client]

    def answer(self, options: str) -> None:
        for client, option in zip(self.clients, options, strict=True):
            client.open("item", item=CASE)
            assert client.act("item", {"kind": "answer", "option": option})["t"] == "taken"

    def vote(self) -> None:
        for client in self.clients:
            view = client.open("vote-topics")
            chosen = [topic["id"] for topic in view["topics"][:3]]
            key = secrets.token_hex(16)
            act = {"kind": "vote", "window": view["window"]["id"], "key": key, "topics": chosen}
            assert client.act("vote-topics", act)["t"] == "taken"

    def rate(self, index: int, score: int, key: str) -> None:
        client = self.clients[index]
        view = client.open("rate-topics")
        scores = {
            topic["id"]: {one["id"]: max(1, score - place) for one in view["criteria"]}
            for place, topic in enumerate(view["topics"])
        }
        act = {"kind": "rate", "window": view["window"]["id"], "key": key, "scores": scores}
        assert client.act("rate-topics", act)["t"] == "taken"


@dataclass
class Scene:
    """Everybody in the room."""

    room: Served
    devices: Devices
    board: Device
    wall: Wall
    table: Device
    phones: list[Device]
    mates: Mates

    def next(self) -> None:
        """Press 下一步 on the facilitator's laptop."""
        self.board.page.get_by_role("button", name=re.compile(f"^{zh('ui-classroom.remote.next')}")).click()

    def rows(self, purpose: str) -> list[dict]:
        query = (
            "SELECT content FROM ballot JOIN window w ON w.id = window_id WHERE purpose = ? AND NOT sample"
        )
        return [json.loads(content) for (content,) in self.room.rows(query, purpose)]


def at(room: Served, path: str = "") -> str:
    """Return an address as the class types it: not this machine's own, so not a secure context."""
    return f"http://{CLASS_HOST}:{room.port}/{path}"


def roster(room: Served) -> list[tuple[str, str, list[str]]]:
    found = room.rows(
        """
        SELECT person.id, person.name, roles FROM person JOIN classroom ON classroom.id = classroom_id
        WHERE code = 'DEMO'
        """
    )
    return [(person, name, json.loads(roles)) for person, name, roles in found]


def join(device: Device, room: Served, name: str) -> str:
    """Join by the page and return the PIN shown."""
    page = device.page
    page.goto(at(room, "join"))
    assert page.evaluate("isSecureContext") is False
    page.get_by_role("combobox", name=zh("server.join.name")).fill(name)
    page.get_by_role("button", name=zh("server.join.submit"), exact=True).click()
    pin = page.locator("[data-pin]")
    expect(pin).to_have_text(re.compile(r"^\d{4}$"))
    return pin.inner_text()


@contextmanager
def mates(room: Served, people: list[str]) -> Iterator[Mates]:
    with ExitStack() as stack:
        yield Mates([stack.enter_context(room.learner(name).page()) for name in people])


@pytest.fixture
def scene(room, devices) -> Iterator[Scene]:
    """The room before the session: everybody has come in, the way people come in."""
    people = roster(room)
    learners = [name for _, name, roles in people if roles == ["learner"]]
    liaison = next(name for _, name, roles in people if roles == ["liaison"])

    board = devices.open("board")
    board.page.goto(room.link)
    board.page.get_by_role("button", name=zh("server.link.submit")).click()
    expect(board.page).to_have_url(re.compile("/book/facilitator/board$"))
    expect(board.activity("remote").get_by_text(zh("ui-classroom.remote.not-begun"))).to_be_visible()

    cookie = next(one for one in board.context.cookies() if one["name"] == "zhixing")
    wall = devices.open("projector", viewport={"width": 1920, "height": 1080})
    wall.context.add_cookies([{"name": "zhixing", "value": cookie["value"], "url": at(room)}])
    wall.page.goto(at(room, "projector"))
    wall.page.evaluate("window.neverReloaded = true")

    table = devices.open("table")
    join(table, room, liaison)
    table.page.goto(at(room, "book/choose-topic"))

    phones = [devices.open(f"phone{number}", phone=True) for number in (1, 2)]
    for phone, name in zip(phones, learners, strict=False):
        assert join(phone, room, name).isdigit()
        phone.page.get_by_role("link", name=zh("server.joined.go")).click()
        expect(phone.page.get_by_text(zh("ui-classroom.phone.away"))).to_be_visible()
    with mates(room, learners[2:6]) as others:
        yield Scene(room, devices, board, Wall(wall, [name for _, name, _ in people]), table, phones, others)


def test_a_class_goes_from_joining_to_a_recommendation(scene):
    _everybody_is_in(scene)
    _the_case(scene)
    _the_tables_judge(scene)
    _the_vote(scene)
    _five_go_on(scene)
    _the_rating(scene)
    _the_result(scene)
    _the_recommendation(scene)
    _the_end(scene)
    _papers(scene)
    assert scene.wall.device.page.evaluate("window.neverReloaded") is True


def _everybody_is_in(scene: Scene) -> None:
    scene.next()
    scene.wall.check("签到入座")
    expect(scene.wall.body).to_contain_text(f"{CLASS_HOST}:{scene.room.port}/join")
    expect(scene.wall.body).to_contain_text(re.compile(r"7\s*/\s*36"))
    scene.next()
    scene.wall.check("说明目的")


def _the_case(scene: Scene) -> None:
    scene.next()
    scene.wall.check("先判断一个情况")
    for phone, option in zip(scene.phones, ("A", "C"), strict=True):
        place = phone.page.locator("main")
        place.get_by_role("radio", name=re.compile(f"^{option} ")).check()
        place.get_by_role("button", name=zh("ui-course.item.answer")).tap()
        expect(place.get_by_text(re.compile("选对了|不太合适"))).to_be_visible()
    scene.mates.answer("cccb")
    expect(scene.wall.body).to_contain_text(zh("ui-classroom.wall.answered", n=6))
    assert scene.wall.body.locator(".zx-wall-bar").count() == 0
    scene.wall.read()

    scene.next()
    bars = scene.wall.body.locator(".zx-wall-bar b")
    expect(bars).to_have_text(["1", "1", "4", "0"])
    scene.wall.check("先判断一个情况")
    first = "SELECT answer FROM answer WHERE attempt = 1"
    given = sorted(json.loads(answer)["option"] for (answer,) in scene.room.rows(first))
    assert given == ["a", "b", "c", "c", "c", "c"]


def _the_tables_judge(scene: Scene) -> None:
    for title in ("改清楚题目", "各桌介绍", "判断条件"):
        scene.next()
        scene.wall.check(title)
    for phone in scene.phones:
        expect(phone.page.get_by_text(zh("ui-classroom.phone.away"))).to_be_visible()
    place = scene.table.activity("judge-conditions")
    panels = place.locator(".zx-panel", has=scene.table.page.get_by_role("radio"))
    expect(panels).to_have_count(3)
    for index in (0, 1):
        panels.nth(index).get_by_role("radio", name=re.compile(f"^{zh('ui-topics.verdict.ok')}")).check()
    doubted = panels.nth(2)
    doubted.get_by_role("radio", name=re.compile(zh("ui-topics.verdict.revise"))).check()
    doubted.get_by_label(zh("ui-topics.judge.reason")).fill("发放日期受拨款周期限制。")
    doubted.get_by_role("button", name=zh("ui-topics.judge.save-reason")).click()
    expect(doubted.get_by_role("button", name=zh("ui-topics.judge.reason-saved"))).to_be_visible()
    stored = scene.room.rows(
        "SELECT verdict, reason FROM condition WHERE judge LIKE 'seat-%' ORDER BY verdict, reason"
    )
    assert stored == [("ok", ""), ("ok", ""), ("revise", "发放日期受拨款周期限制。")]
    expect(scene.wall.body.locator("li").first).to_contain_text(zh("ui-classroom.wall.revise"))
    scene.wall.read()


def _the_vote(scene: Scene) -> None:
    scene.next()
    scene.wall.check("每人三票")
    one, two = scene.phones
    _choose_three(one)
    one.page.get_by_role("button", name=zh("ui-topics.vote.send")).tap()
    expect(one.page.get_by_text(zh("ui-topics.vote.done", count=3))).to_be_visible()
    _count(scene, 1)

    _choose_three(two)
    two.context.set_offline(True)
    status = two.page.locator(".zx-card .zx-status")
    expect(status).to_have_attribute("data-online", "false")
    two.page.get_by_role("button", name=zh("ui-topics.vote.send")).tap()
    expect(status).to_have_text(zh("kit.status.waiting"))
    expect(two.page.locator("#zx-banner")).to_contain_text(zh("page.lost"))
    assert len(scene.rows("votes")) == 1
    two.context.set_offline(False)
    expect(two.page.get_by_text(zh("ui-topics.vote.done", count=3))).to_be_visible()
    _count(scene, 2)

    scene.mates.vote()
    _count(scene, 6)
    _a_late_phone_votes(scene)
    _somebody_else_comes_under_a_name(scene)
    _paper_votes(scene)
    assert scene.wall.body.locator("li").count() == 0, "the wall shows nothing but the count"
    assert len(scene.rows("votes")) == 9


def _choose_three(phone: Device) -> None:
    boxes = phone.page.get_by_role("checkbox")
    for index in range(3):
        boxes.nth(index).check()


def _count(scene: Scene, votes: int) -> None:
    expect(scene.wall.body.locator(".zx-wall-number")).to_contain_text(re.compile(rf"^{votes}\D"))
    scene.wall.read()


def _a_late_phone_votes(scene: Scene) -> None:
    late = scene.devices.open("late", phone=True)
    name = [name for _, name, roles in roster(scene.room) if roles == ["learner"]][7]
    join(late, scene.room, name)
    late.page.get_by_role("link", name=zh("server.joined.go")).click()
    _choose_three(late)
    late.page.get_by_role("button", name=zh("ui-topics.vote.send")).tap()
    expect(late.page.get_by_text(zh("ui-topics.vote.done", count=3))).to_be_visible()
    _count(scene, 7)
    scene.phones.append(late)


def _somebody_else_comes_under_a_name(scene: Scene) -> None:
    stranger = scene.devices.open("stranger", phone=True)
    name = next(name for _, name, roles in roster(scene.room) if roles == ["learner"])
    page = stranger.page
    page.goto(at(scene.room, "join"))
    page.get_by_role("combobox", name=zh("server.join.name")).fill(name)
    page.get_by_role("button", name=zh("server.join.submit"), exact=True).click()
    refusal = page.get_by_role("alert").get_by_text(zh("classroom.error.needs-pin", name=name))
    expect(refusal).to_be_visible()
    assert [one["name"] for one in stranger.context.cookies() if one["name"] == "zhixing"] == []
    page.goto(at(scene.room, "phone"))
    expect(page).to_have_url(at(scene.room, "join"))


def _paper_votes(scene: Scene) -> None:
    place = scene.board.activity("paper-batch")
    place.get_by_label(zh("ui-classroom.paper.label")).fill("第 3 桌，2 张")
    for _ in range(2):
        place.get_by_role("checkbox").first.check()
        place.get_by_role("button", name=zh("ui-classroom.paper.add")).click()
    place.get_by_role("button", name=zh("ui-classroom.paper.enter", count=2)).click()
    expect(place.get_by_role("listitem").filter(has_text="第 3 桌，2 张")).to_be_visible()
    _count(scene, 9)
    expect(scene.wall.body).to_contain_text(zh("ui-classroom.wall.with-paper", paper=2))


def _five_go_on(scene: Scene) -> None:
    scene.next()
    scene.wall.check("公布入围题目")
    for phone in scene.phones:
        expect(phone.page.get_by_text(zh("ui-classroom.phone.away"))).to_be_visible()
        expect(phone.page.get_by_role("checkbox")).to_have_count(0)
    shown = scene.wall.body.get_by_role("listitem")
    expect(shown.first).to_be_visible()
    assert 3 <= shown.count() <= 5
    assert re.search(r"\d\s*票", scene.wall.read()) is None


def _the_rating(scene: Scene) -> None:
    everybody = [scene.board, scene.wall.device, scene.table, *scene.phones]
    before = {device.name: len(device.heard) for device in everybody}
    scene.next()
    scene.wall.check("独立打分")
    for phone, scores in zip(scene.phones, ("54321", "53331", "45112"), strict=True):
        _rate(phone, scores)
    keys = [secrets.token_hex(16) for _ in scene.mates.clients]
    for index, score in enumerate((5, 5, 4)):
        scene.mates.rate(index, score, keys[index])
    _count(scene, 6)

    # Somebody changes their marks: nobody's page may show, or be told, anything else than before.
    still = [scene.table, *scene.phones]
    seen = {device.name: device.page.locator("body").inner_text() for device in still}
    heard = {device.name: len(device.heard) for device in everybody}
    scene.mates.rate(0, 1, keys[0])
    scene.mates.rate(3, 3, keys[3])
    _count(scene, 7)
    for device in still:
        assert device.views(since=heard[device.name]) == []
        assert device.page.locator("body").inner_text() == seen[device.name]
    for view in scene.wall.device.views(since=heard["projector"]):
        assert set(view["content"]) == {"voted", "paper", "present"}
    for device in everybody:
        for view in device.views(since=before[device.name]):
            assert OUTCOME.isdisjoint(_keys(view)), (device.name, view)


def _rate(phone: Device, scores: str) -> None:
    sheets = phone.page.locator("article")
    expect(sheets.first).to_be_visible()
    for sheet, score in zip(sheets.all(), scores, strict=False):
        for row in sheet.get_by_role("group").all():
            row.get_by_role("radio", name=score, exact=True).check()
    phone.page.get_by_role("button", name=zh("ui-topics.rate.submit")).tap()
    expect(phone.page.get_by_role("button", name=zh("ui-topics.rate.change"))).to_be_visible()


def _keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*(_keys(each) for each in value.values()))
    if isinstance(value, list):
        return set().union(*(_keys(each) for each in value))
    return set()


def _the_result(scene: Scene) -> None:
    scene.next()
    scene.wall.check("谈分歧最大的一格")
    expect(scene.phones[0].page.get_by_text(zh("ui-classroom.phone.away"))).to_be_visible()
    scene.next()
    scene.wall.check("改分或保留")
    phone = scene.phones[0].page
    phone.get_by_role("button", name=zh("ui-topics.rate.change")).tap()
    phone.get_by_role("button", name=zh("ui-topics.rate.send-again")).tap()
    expect(phone.get_by_role("button", name=zh("ui-topics.rate.change"))).to_be_visible()
    assert len(scene.rows("ratings")) == 7
    scene.next()
    scene.wall.check("看结果")
    first = scene.wall.body.locator("[data-first=true] dd")
    expect(first).not_to_be_empty()
    sentence = scene.wall.body.locator(".zx-wall-why")
    expect(sentence).to_have_count(1)
    assert sentence.inner_text().endswith("。")
    result = scene.table.activity("topic-result")
    expect(result.locator("[data-first=true] dd").first).to_have_text(first.inner_text())


def _the_recommendation(scene: Scene) -> None:
    first = scene.wall.body.locator("[data-first=true] dd").inner_text()
    scene.next()
    scene.wall.check("牵头单位和待查事项")
    place = scene.table.activity("recommendation")
    place.get_by_label(zh("ui-topics.recommendation.reasons")).fill(REASONS)
    place.get_by_label(zh("ui-topics.recommendation.lead-unit")).fill("民生科")
    place.get_by_role("button", name=zh("ui-topics.recommendation.submit")).click()
    expect(place.get_by_text(re.compile("第 1 稿"))).to_be_visible()
    ((content,),) = scene.room.rows("SELECT content FROM submission")
    chosen = json.loads(content)["chosen"]
    assert scene.room.rows("SELECT title FROM topic WHERE id = ?", chosen) == [(first,)]
    expect(scene.wall.body).to_contain_text("1/1")
    scene.wall.read()


def _the_end(scene: Scene) -> None:
    for title in ("两人谈一谈", "宣读记录"):
        scene.next()
        scene.wall.check(title)
    expect(scene.board.page.get_by_text(zh("ui-classroom.remote.end"))).to_be_visible()


def _papers(scene: Scene) -> None:
    page = scene.board.page
    page.goto(urlsplit(scene.room.link)._replace(path="/").geturl())
    with page.expect_download() as download:
        page.get_by_role("link", name=zh("server.landing.attendance")).click()
    sheet = words_of(download.value.path())
    for _, name, roles in roster(scene.room):
        assert name in sheet, roles
    (first,) = scene.room.rows(
        "SELECT title FROM topic JOIN submission ON json_extract(content, '$.chosen') = topic.id"
    )
    page.goto(at(scene.room, "book/choose-topic"))
    with page.expect_download() as download:
        scene.board.activity("recommendation").get_by_role(
            "link", name=zh("ui-topics.recommendation.document")
        ).click()
    said = words_of(download.value.path())
    for expected in (first[0], REASONS, "民生科"):
        assert expected in said
