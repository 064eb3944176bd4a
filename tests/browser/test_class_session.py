"""A class chooses its topic in ninety minutes: facilitator, projector, a table's laptop, three phones, paper.

Once in Chinese, with the server killed in the middle, and once in English.
"""

import json
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from docx import Document
from playwright.sync_api import Locator, expect

from browser.browsing import switch
from browser.conftest import CLASS_HOST, Devices
from browser.sight import Device, words_of
from serving import Served
from zhixing.actor import Locale
from zhixing.classroom.runsheet import run_sheet
from zhixing.text import catalogue

CASE = "u03-c01"
STEPS = {step.id: step for step in run_sheet("choose-topic-90").steps}
LINE = "退件一半是因为照片不清楚。"
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
    locale: Locale
    shown: list[str] = field(default_factory=list)

    @property
    def body(self) -> Locator:
        return self.device.page.locator("main")

    def check(self, step: str) -> None:
        """Wait for a step by its title, then read everything on the wall."""
        title = STEPS[step].title.to(self.locale)
        expect(self.device.page.get_by_role("heading", level=1)).to_have_text(title)
        self.read()

    def read(self) -> str:
        text = self.body.inner_text()
        self.shown.append(text)
        assert [name for name in self.names if name in text] == []
        return text


@dataclass
class Mates:
    """The rest of the class: clients that do what phones do; each act opens a connection of its own."""

    room: Served
    people: list[str]
    keys: dict[tuple[str, str], str] = field(default_factory=dict)

    def key(self, person: str, purpose: str) -> str:
        return self.keys.setdefault((person, purpose), secrets.token_hex(16))

    def act(self, person: str, activity: str, action: dict, **params: str) -> None:
        with self.room.visitor(person).page() as page:
            page.open(activity, **params)
            assert page.act(activity, action)["t"] == "taken"

    def sees(self, person: str, activity: str) -> dict:
        with self.room.visitor(person).page() as page:
            return page.open(activity)

    def answer(self, options: str) -> None:
        for person, option in zip(self.people, options, strict=True):
            self.act(person, "item", {"kind": "answer", "option": option}, item=CASE)

    def vote(self) -> None:
        for person in self.people:
            view = self.sees(person, "vote-topics")
            chosen = [topic["id"] for topic in view["topics"][:3]]
            ballot = {"kind": "vote", "window": view["window"]["id"], "key": self.key(person, "votes")}
            self.act(person, "vote-topics", {**ballot, "topics": chosen})

    def rate(self, index: int, score: int) -> None:
        person = self.people[index]
        view = self.sees(person, "rate-topics")
        scores = {
            topic["id"]: {one["id"]: max(1, score - place) for one in view["criteria"]}
            for place, topic in enumerate(view["topics"])
        }
        ballot = {"kind": "rate", "window": view["window"]["id"], "key": self.key(person, "ratings")}
        self.act(person, "rate-topics", {**ballot, "scores": scores})

    def leave_lines(self, line: str) -> None:
        for person in self.people:
            view = self.sees(person, "reflection-line")
            ballot = {"kind": "leave", "window": view["window"]["id"], "key": self.key(person, "lines")}
            self.act(person, "reflection-line", {**ballot, "line": line})


@dataclass
class Scene:
    """Everybody in the room, and the language they read."""

    room: Served
    begin: Callable[..., Served]
    devices: Devices
    board: Device
    wall: Wall
    table: Device
    phones: list[Device]
    mates: Mates
    locale: Locale

    def say(self, key: str, **params: object) -> str:
        return catalogue().say(key, self.locale, **params)

    @property
    def everybody(self) -> list[Device]:
        return [self.board, self.wall.device, self.table, *self.phones]

    def remote(self, key: str, **params: object) -> Locator:
        """Return a button of the remote."""
        return self.board.page.get_by_role("button", name=self.say(key, **params), exact=True)

    def next(self) -> None:
        """Press the one big button on the facilitator's laptop, and wait until the board has gone on, too."""
        name = re.compile(f"^{self.say('ui-classroom.remote.next')}")
        before = len(self.board.heard)
        self.board.page.get_by_role("button", name=name).first.click()
        busy = self.board.activity("remote").locator('.zx-button[aria-busy="true"]')
        expect(busy).to_have_count(0)
        for _ in range(500):
            if self.board.views(since=before):
                return
            self.board.page.wait_for_timeout(20)
        raise AssertionError("the board has not gone on")

    def pull_the_plug(self) -> None:
        """Kill the server and start it again on the same data; every page comes back by itself."""
        self.room.kill()
        for device in (self.board, *self.phones):
            expect(device.page.locator("#zx-banner")).to_contain_text(self.say("page.lost"))
        self.room = self.begin("DEMO", self.room.home, port=self.room.port)
        self.mates.room = self.room

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
        WHERE code = 'DEMO' ORDER BY person.id
        """
    )
    return [(person, name, json.loads(roles)) for person, name, roles in found]


def join(device: Device, room: Served, name: str, say: Callable[..., str]) -> str:
    """Join by the page and return the PIN shown."""
    page = device.page
    page.goto(at(room, "join"))
    assert page.evaluate("isSecureContext") is False
    page.get_by_role("combobox", name=say("server.join.name")).fill(name)
    page.get_by_role("button", name=say("server.join.submit"), exact=True).click()
    pin = page.locator("[data-pin]")
    expect(pin).to_have_text(re.compile(r"^\d{4}$"))
    return pin.inner_text()


@pytest.fixture(params=[Locale.ZH, Locale.EN], ids=["zh", "en"])
def scene(start, devices, request) -> Scene:
    """The room before the session: everybody has come in, the way people come in."""
    locale = request.param
    room = start("DEMO")
    people = roster(room)
    learners = [(person, name) for person, name, roles in people if roles == ["learner"]]
    liaison = next(name for _, name, roles in people if roles == ["liaison"])
    tongue = {"locale": locale.value}

    def say(key: str, **params: object) -> str:
        return catalogue().say(key, locale, **params)

    board = devices.open("board", **tongue)
    board.page.goto(room.link)
    board.page.get_by_role("button", name=say("server.link.submit")).click()
    expect(board.page).to_have_url(re.compile("/book/facilitator/board$"))
    switch(board.page, locale.value)
    expect(board.activity("remote").get_by_text(say("ui-classroom.remote.not-begun"))).to_be_visible()

    cookie = next(one for one in board.context.cookies() if one["name"] == "zhixing")
    wall = devices.open("projector", viewport={"width": 1920, "height": 1080}, **tongue)
    wall.context.add_cookies([{"name": "zhixing", "value": cookie["value"], "url": at(room)}])
    wall.page.goto(at(room, "projector"))
    switch(wall.page, locale.value)
    wall.page.evaluate("window.neverReloaded = true")

    table = devices.open("table", **tongue)
    join(table, room, liaison, say)
    table.page.goto(at(room, "book/choose-topic"))
    switch(table.page, locale.value)

    phones = [devices.open(f"phone{number}", phone=True, **tongue) for number in (1, 2)]
    for phone, (_, name) in zip(phones, learners, strict=False):
        assert join(phone, room, name, say).isdigit()
        phone.page.get_by_role("link", name=say("server.joined.go")).click()
        switch(phone.page, locale.value)
        expect(phone.page.get_by_text(say("ui-classroom.phone.away"))).to_be_visible()
    for _, name in learners[2:6]:
        room.learner(name)
    mates = Mates(room, [person for person, _ in learners[2:6]])
    screen = Wall(wall, [name for _, name, _ in people], locale)
    return Scene(room, start, devices, board, screen, table, phones, mates, locale)


def test_a_class_goes_from_joining_to_a_signed_record(scene):
    _everybody_is_in(scene)
    _the_case(scene)
    _the_tables_present(scene)
    _the_tables_judge(scene)
    _the_vote(scene)
    _a_mistaken_next_is_undone(scene)
    _five_go_on(scene)
    _the_rating(scene, killed=scene.locale is Locale.ZH)
    _the_result(scene)
    _the_recommendation(scene)
    _the_end(scene)
    _papers(scene)
    _nobody_was_named(scene)
    assert scene.wall.device.page.evaluate("window.neverReloaded") is True


def _everybody_is_in(scene: Scene) -> None:
    scene.next()
    scene.wall.check("join")
    expect(scene.wall.body).to_contain_text(f"{CLASS_HOST}:{scene.room.port}/join")
    expect(scene.wall.body).to_contain_text(re.compile(r"7\s*/\s*36"))
    scene.next()
    scene.wall.check("purpose")


def _the_case(scene: Scene) -> None:
    scene.next()
    scene.wall.check("case")
    for phone, option in zip(scene.phones, ("A", "C"), strict=True):
        place = phone.page.locator("main")
        place.get_by_role("radio", name=re.compile(f"^{option} ")).check()
        place.get_by_role("button", name=scene.say("ui-course.item.answer")).tap()
        told = scene.say("ui-course.item.correct") if option == "C" else scene.say("ui-course.item.wrong")
        expect(place.get_by_text(told).first).to_be_visible()
    scene.mates.answer("cccb")
    expect(scene.wall.body).to_contain_text(scene.say("ui-classroom.wall.answered", n=6))
    assert scene.wall.body.locator(".zx-wall-bar").count() == 0
    scene.wall.read()

    scene.next()
    bars = scene.wall.body.locator(".zx-wall-bar b")
    expect(bars).to_have_text(["1", "1", "4", "0"])
    scene.wall.check("case")
    first = f"SELECT answer FROM answer WHERE attempt = 1 AND item_id = '{CASE}'"
    given = sorted(json.loads(answer)["option"] for (answer,) in scene.room.rows(first))
    assert given == ["a", "b", "c", "c", "c", "c"]


def _the_tables_present(scene: Scene) -> None:
    facilitator = next(person for person, _, roles in roster(scene.room) if "facilitator" in roles)
    scene.next()
    scene.wall.check("sharpen")
    expect(scene.board.page.get_by_text(scene.say("ui-session.remote.undealt"))).to_be_visible()
    scene.mates.act(facilitator, "topics", {"kind": "deal"})
    expect(scene.board.page.get_by_text(scene.say("ui-session.remote.undealt"))).to_have_count(0)
    scene.next()
    scene.wall.check("present")
    told = []
    for seat in (1, 2):
        key = "ui-session.turn.first" if seat == 1 else "ui-session.turn.next"
        scene.remote(key, seat=seat).click()
        expect(scene.wall.body).to_contain_text(
            scene.say("ui-session.wall.turn", seat=seat, place=seat, of=6)
        )
        told.append(scene.wall.body.locator(".zx-wall-told-title").first.inner_text())
        scene.wall.read()
    assert told[0] != told[1]


def _the_tables_judge(scene: Scene) -> None:
    scene.next()
    scene.wall.check("conditions")
    for phone in scene.phones:
        expect(phone.page.get_by_text(scene.say("ui-classroom.phone.away"))).to_be_visible()
    place = scene.table.activity("judge-conditions")
    panels = place.locator(".zx-panel", has=scene.table.page.get_by_role("radio"))
    expect(panels).to_have_count(3)
    for index in (0, 1):
        panels.nth(index).get_by_role(
            "radio", name=re.compile(f"^{scene.say('ui-topics.verdict.ok')}")
        ).check()
    doubted = panels.nth(2)
    doubted.get_by_role("radio", name=re.compile(scene.say("ui-topics.verdict.revise"))).check()
    doubted.get_by_label(scene.say("ui-topics.judge.reason")).fill("发放日期受拨款周期限制。")
    doubted.get_by_role("button", name=scene.say("ui-topics.judge.save-reason")).click()
    expect(doubted.get_by_role("button", name=scene.say("ui-topics.judge.reason-saved"))).to_be_visible()
    stored = scene.room.rows(
        "SELECT verdict, reason FROM condition WHERE judge LIKE 'seat-%' ORDER BY verdict, reason"
    )
    assert stored == [("ok", ""), ("ok", ""), ("revise", "发放日期受拨款周期限制。")]
    expect(scene.wall.body.locator("li").first).to_contain_text(scene.say("ui-classroom.wall.revise"))
    scene.wall.read()


def _the_vote(scene: Scene) -> None:
    scene.next()
    scene.wall.check("vote")
    one, two = scene.phones
    _choose_three(one)
    one.page.get_by_role("button", name=scene.say("ui-topics.vote.send")).tap()
    expect(one.page.get_by_text(scene.say("ui-topics.vote.done", count=3))).to_be_visible()
    _count(scene, 1)

    _choose_three(two)
    two.context.set_offline(True)
    status = two.page.locator(".zx-card .zx-status")
    expect(status).to_have_attribute("data-online", "false")
    two.page.get_by_role("button", name=scene.say("ui-topics.vote.send")).tap()
    expect(status).to_have_text(scene.say("kit.status.waiting"))
    expect(two.page.locator("#zx-banner")).to_contain_text(scene.say("page.lost"))
    assert len(scene.rows("votes")) == 1
    two.context.set_offline(False)
    expect(two.page.get_by_text(scene.say("ui-topics.vote.done", count=3))).to_be_visible()
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
    late = scene.devices.open("late", phone=True, locale=scene.locale.value)
    name = [name for _, name, roles in roster(scene.room) if roles == ["learner"]][7]
    join(late, scene.room, name, scene.say)
    late.page.get_by_role("link", name=scene.say("server.joined.go")).click()
    switch(late.page, scene.locale.value)
    _choose_three(late)
    late.page.get_by_role("button", name=scene.say("ui-topics.vote.send")).tap()
    expect(late.page.get_by_text(scene.say("ui-topics.vote.done", count=3))).to_be_visible()
    _count(scene, 7)
    scene.phones.append(late)


def _somebody_else_comes_under_a_name(scene: Scene) -> None:
    stranger = scene.devices.open("stranger", phone=True, locale=scene.locale.value)
    name = next(name for _, name, roles in roster(scene.room) if roles == ["learner"])
    page = stranger.page
    page.goto(at(scene.room, "join"))
    page.get_by_role("combobox", name=scene.say("server.join.name")).fill(name)
    page.get_by_role("button", name=scene.say("server.join.submit"), exact=True).click()
    refusal = page.get_by_role("alert").get_by_text(scene.say("classroom.error.needs-pin", name=name))
    expect(refusal).to_be_visible()
    assert [one["name"] for one in stranger.context.cookies() if one["name"] == "zhixing"] == []
    page.goto(at(scene.room, "phone"))
    expect(page).to_have_url(at(scene.room, "join"))


def _paper_votes(scene: Scene) -> None:
    place = scene.board.activity("paper-batch")
    place.get_by_label(scene.say("ui-classroom.paper.label")).fill("第 3 桌，2 张")
    for _ in range(2):
        place.get_by_role("checkbox").first.check()
        place.get_by_role("button", name=scene.say("ui-classroom.paper.add")).click()
    place.get_by_role("button", name=scene.say("ui-classroom.paper.enter", count=2)).click()
    expect(place.get_by_role("listitem").filter(has_text="第 3 桌，2 张")).to_be_visible()
    _count(scene, 9)
    expect(scene.wall.body).to_contain_text(scene.say("ui-classroom.wall.with-paper", paper=2))


def _a_mistaken_next_is_undone(scene: Scene) -> None:
    """The topics were shown too early: the result is taken back, and voting goes on."""
    scene.next()
    scene.wall.check("reveal-five")
    said = scene.say("ui-session.undo.hide-and-reopen", purpose=scene.say("ui-classroom.purpose.votes"))
    expect(scene.board.activity("remote")).to_contain_text(said)
    scene.remote("ui-session.remote.undo").click()
    scene.wall.check("vote")
    _count(scene, 9)
    change = scene.phones[0].page.get_by_role("button", name=scene.say("ui-topics.vote.change"))
    expect(change).to_be_visible()
    assert len(scene.rows("votes")) == 9


def _five_go_on(scene: Scene) -> None:
    scene.next()
    scene.wall.check("reveal-five")
    for phone in scene.phones:
        expect(phone.page.get_by_text(scene.say("ui-classroom.phone.away"))).to_be_visible()
        expect(phone.page.get_by_role("checkbox")).to_have_count(0)
    shown = scene.wall.body.get_by_role("listitem")
    expect(shown.first).to_be_visible()
    assert 3 <= shown.count() <= 5
    assert re.search(r"\d\s*(票|vote)", scene.wall.read()) is None


def _the_rating(scene: Scene, *, killed: bool) -> None:
    everybody = scene.everybody
    before = {device.name: len(device.heard) for device in everybody}
    scene.next()
    scene.wall.check("rate")
    one, two, late = scene.phones
    _fill(one, "54321")
    _send(scene, one)
    scene.mates.rate(0, 5)
    _fill(two, "53331")
    _count(scene, 2)
    if killed:
        acknowledged = sorted(map(json.dumps, scene.rows("ratings")))
        scene.pull_the_plug()
        assert sorted(map(json.dumps, scene.rows("ratings"))) == acknowledged
        assert len(acknowledged) == 2
    _send(scene, two)
    _fill(late, "45112")
    _send(scene, late)
    for index, score in ((1, 5), (2, 4)):
        scene.mates.rate(index, score)
    _count(scene, 6)

    # Somebody changes their marks: nobody's page may show, or be told, anything else than before.
    still = [scene.table, *scene.phones]
    for device in still:  # "connected again" goes away by itself
        expect(device.page.locator("#zx-banner [data-line=connection]")).to_have_count(0)
    seen = {device.name: device.page.locator("body").inner_text() for device in still}
    heard = {device.name: len(device.heard) for device in everybody}
    scene.mates.rate(0, 1)
    scene.mates.rate(3, 3)
    _count(scene, 7)
    for device in still:
        assert device.views(since=heard[device.name]) == []
        assert device.page.locator("body").inner_text() == seen[device.name]
    for view in scene.wall.device.views(since=heard["projector"]):
        assert set(view["content"]) == {"voted", "paper", "present"}
    for device in everybody:
        for view in device.views(since=before[device.name]):
            assert "item" in view or OUTCOME.isdisjoint(_keys(view)), (device.name, view)


def _fill(phone: Device, scores: str) -> None:
    sheets = phone.page.locator("article")
    expect(sheets.first).to_be_visible()
    for sheet, score in zip(sheets.all(), scores, strict=False):
        for row in sheet.get_by_role("group").all():
            row.get_by_role("radio", name=score, exact=True).check()


def _send(scene: Scene, phone: Device) -> None:
    phone.page.get_by_role("button", name=scene.say("ui-topics.rate.submit")).tap()
    expect(phone.page.get_by_role("button", name=scene.say("ui-topics.rate.change"))).to_be_visible()


def _keys(value: object) -> set[str]:
    """Return the names of everything that is told in a view, empty places left out."""
    if isinstance(value, dict):
        told = {name: each for name, each in value.items() if each not in (None, [], {})}
        return set(told).union(*(_keys(each) for each in told.values()))
    if isinstance(value, list):
        return set().union(*(_keys(each) for each in value))
    return set()


def _the_result(scene: Scene) -> None:
    scene.next()
    scene.wall.check("discuss")
    expect(scene.phones[0].page.get_by_text(scene.say("ui-classroom.phone.away"))).to_be_visible()
    scene.next()
    scene.wall.check("keep-or-change")
    phone = scene.phones[0].page
    phone.get_by_role("button", name=scene.say("ui-topics.rate.change")).tap()
    phone.get_by_role("button", name=scene.say("ui-topics.rate.send-again")).tap()
    expect(phone.get_by_role("button", name=scene.say("ui-topics.rate.change"))).to_be_visible()
    assert len(scene.rows("ratings")) == 7
    scene.next()
    scene.wall.check("result")
    _the_pictures(scene)
    first = scene.wall.body.locator("[data-first=true] dd")
    expect(first).not_to_be_empty()
    sentence = scene.wall.body.locator(".zx-wall-why")
    expect(sentence).to_have_count(1)
    assert sentence.inner_text().endswith(("。", "."))
    look = scene.phones[2].page.get_by_role("button", name=scene.say("ui-session.phone.look"))
    look.tap()
    expect(scene.phones[2].page.locator("[data-first=true] dd").first).to_have_text(first.inner_text())
    result = scene.table.activity("topic-result")
    expect(result.locator("[data-first=true] dd").first).to_have_text(first.inner_text())


def _the_pictures(scene: Scene) -> None:
    """The facilitator chooses what the wall shows of the result, and comes back to the conclusion."""
    remote = scene.board.activity("remote")
    for name in ("spread", "shift"):
        key = "ui-session.picture.spread" if name == "spread" else "ui-session.picture.shift"
        remote.get_by_role("button", name=scene.say(key)).click()
        expect(scene.wall.body.locator(f"[data-picture={name}]")).to_be_visible()
        expect(scene.wall.body.locator(".zx-wall-outcome")).to_have_count(0)
        scene.wall.read()
    remote.get_by_role("button", name=scene.say("ui-session.picture.none")).click()
    expect(scene.wall.body.locator(".zx-wall-outcome")).to_be_visible()


def _the_recommendation(scene: Scene) -> None:
    first = scene.wall.body.locator("[data-first=true] dd").inner_text()
    scene.next()
    scene.wall.check("lead-and-unknowns")
    place = scene.table.activity("recommendation")
    place.get_by_label(scene.say("ui-topics.recommendation.reasons")).fill(REASONS)
    place.get_by_label(scene.say("ui-topics.recommendation.lead-unit")).fill("民生科")
    place.get_by_role("button", name=scene.say("ui-topics.recommendation.submit")).click()
    expect(scene.wall.body).to_contain_text("1/1")
    ((content,),) = scene.room.rows("SELECT content FROM submission")
    chosen = json.loads(content)["chosen"]
    assert scene.room.rows("SELECT title FROM topic WHERE id = ?", chosen) == [(first,)]
    expect(scene.wall.body).to_contain_text("1/1")
    scene.wall.read()


def _the_end(scene: Scene) -> None:
    scene.next()
    scene.wall.check("reflect")
    one, two, _ = (phone.page for phone in scene.phones)
    one.get_by_label(scene.say("ui-session.line.label")).fill(LINE)
    one.get_by_role("button", name=scene.say("ui-session.line.send")).tap()
    expect(one.get_by_text(scene.say("ui-session.line.done"))).to_be_visible()
    two.get_by_role("button", name=scene.say("ui-session.line.skip")).tap()
    expect(two.get_by_text(scene.say("ui-session.line.skipped"))).to_be_visible()
    scene.mates.leave_lines("大家都说到了窗口。")
    assert LINE not in scene.wall.read()
    scene.next()
    scene.wall.check("record")
    expect(scene.wall.body).to_contain_text("民生科")
    scene.wall.read()
    expect(scene.board.page.get_by_text(scene.say("ui-classroom.remote.end"))).to_be_visible()
    assert len(scene.rows("lines")) == 5
    (turnout,) = scene.room.rows(
        "SELECT count(*) FROM turnout JOIN window w ON w.id = window_id WHERE purpose = 'lines'"
    )
    assert turnout == (0,), "who left a line is forgotten"


def _papers(scene: Scene) -> None:
    page = scene.board.page
    page.goto(urlsplit(at(scene.room))._replace(path="/").geturl())
    with page.expect_download() as download:
        page.get_by_role("link", name=scene.say("server.landing.attendance")).click()
    sheet = words_of(download.value.path())
    people = roster(scene.room)
    for _, name, roles in people:
        assert name in sheet, roles
    (first,) = scene.room.rows(
        "SELECT title FROM topic JOIN submission ON json_extract(content, '$.chosen') = topic.id"
    )
    facilitator = next(person for person, _, roles in people if "facilitator" in roles)
    visitor = scene.room.visitor(facilitator)
    own = {"place": "", "remarks": "第二组改了一个字。", "names": False, "lines": True}
    scene.mates.act(facilitator, "minutes", {"kind": "save", "version": 0, **own})
    for address in ("export/recommendation.docx", "export/minutes.docx"):
        answer = visitor.get(address)
        assert answer.status == 200
        said = _words(answer.body)
        for expected in (first[0], "民生科"):
            assert expected in said, address
        assert [name for _, name, _ in people if name in said] == []
    assert LINE in said
    assert "第二组改了一个字。" in said


def _words(file: bytes) -> str:
    document = Document(BytesIO(file))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def _nobody_was_named(scene: Scene) -> None:
    """What the wall and the phones were told names nobody but the reader."""
    names = [name for _, name, _ in roster(scene.room)]
    for device in (scene.wall.device, *scene.phones):
        for view in device.views():
            text = json.dumps(view, ensure_ascii=False)
            assert [name for name in names if name in text] == [], device.name
