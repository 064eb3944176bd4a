"""Groups of the demo class that are ready to meet, and the devices at which they do."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from playwright.sync_api import Locator, Page, expect

from browser.browsing import switch
from browser.conftest import CLASS_HOST, Devices
from browser.sight import Device
from browser.test_layout import IS_SETTLED, READABLE, SCROLLS, TEXTS
from serving import Served
from zhixing.actor import Actor, Locale, Role
from zhixing.classroom.people import actor_of, classroom_by_code, people
from zhixing.classroom.tables import PersonRow
from zhixing.ledger.service import EntryDraft
from zhixing.meetings.rules.plan import Plan
from zhixing.meetings.service import actions, runs
from zhixing.meetings.service.meetings import new_meeting
from zhixing.meetings.service.running import running_meetings
from zhixing.meetings.tables import MeetingRunRow
from zhixing.records import Store, Work
from zhixing.teams.service.adopting import adopt
from zhixing.teams.service.groupings import draft_of, grouping_of, new_grouping, set_rules
from zhixing.teams.service.groupings_changing import move, set_duty
from zhixing.teams.service.membership import members, teams
from zhixing.text import catalogue

FACILITATOR, TABLE, PHONE = "book/facilitator/meeting-room", "book/learn-and-practise", "phone"
SIZE = 7
WALL = {"width": 1280, "height": 720}
PROMISED, STUCK = "把三个窗口的材料清单抄回来对一遍", "请政务科给出退件的月度数据"
SHOWN = "清单一份"
# What people have written, or the demo in their place; the names of groups are given by whoever adopts.
WRITTEN = """
    SELECT name FROM classroom UNION SELECT name FROM person UNION SELECT post FROM person
    UNION SELECT name FROM unit UNION SELECT short_name FROM unit UNION SELECT name FROM team
    UNION SELECT title FROM topic UNION SELECT title FROM meeting UNION SELECT place FROM meeting
    UNION SELECT name FROM grouping UNION SELECT specialty FROM profile
    UNION SELECT value FROM profile, json_each(languages)
    UNION SELECT brings FROM commitment UNION SELECT needs FROM commitment
    UNION SELECT what FROM ledger_entry UNION SELECT proof FROM ledger_entry
    UNION SELECT evidence FROM ledger_entry
"""


ANY = "¤"
# A device whose clock can be set; loaded anew, it is still wrong. ``trueNow`` is the server's machine.
WRONG_CLOCK = """(() => {
  const RealDate = Date;
  const kept = () => Number(sessionStorage.getItem("ahead") ?? 0);
  const began = performance.timeOrigin + kept();
  window.trueNow = () => RealDate.now();
  window.setClock = (ahead) => sessionStorage.setItem("ahead", String(ahead));
  window.Date = class extends RealDate {
    constructor(...given) {
      super(...(given.length > 0 ? given : [RealDate.now() + kept()]));
    }
    static now() {
      return RealDate.now() + kept();
    }
  };
  Object.defineProperty(performance, "timeOrigin", { get: () => began });
})();"""
WATCH = """(selector) => {
  window.seen = [];
  let before = document.querySelector(selector).textContent;
  new MutationObserver(() => {
    const clock = document.querySelector(selector);
    if (!clock || clock.textContent === before) return;
    before = clock.textContent;
    seen.push([trueNow(), before, clock.dataset.state]);
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
}"""


@dataclass(frozen=True)
class Group:
    """A group that was adopted: ids and names, everybody in the order of the roster."""

    id: str
    number: int
    leader: tuple[str, str]
    liaison: tuple[str, str]
    members: tuple[tuple[str, str], ...]

    @property
    def everybody(self) -> tuple[tuple[str, str], ...]:
        return (self.leader, self.liaison, *self.members)


@dataclass(frozen=True)
class House:
    """The server of a class with its groups."""

    room: Served
    facilitators: tuple[str, ...]
    groups: tuple[Group, ...]

    @contextmanager
    def store(self) -> Iterator[Store]:
        with self.room.store() as store:
            yield store

    def actor(self, db: Work, person: str) -> Actor:
        found = actor_of(db, person)
        assert found is not None
        return found

    def facilitator(self, db: Work) -> Actor:
        return self.actor(db, self.facilitators[0])

    def address(self, path: str = "") -> str:
        """Return an address as the class types it: not this machine's own, so not a secure context."""
        return f"http://{CLASS_HOST}:{self.room.port}/{path}"

    def ask(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        return self.room.rows(query, *values)

    def seat(
        self, devices: Devices, name: str, person: str, path: str, locale: Locale = Locale.ZH, **options: Any
    ) -> "Seat":
        """Open somebody's device at a page, signed in, in a language; ``before`` runs first on every page."""
        before = options.pop("before", "")
        device = devices.open(name, locale=locale.value, reduced_motion="reduce", **options)
        if before:
            device.page.add_init_script(before)
        cookies = {"zhixing": self.room.signed(person), "zx-locale": locale.value}
        device.context.add_cookies(
            [{"name": one, "value": value, "url": self.address()} for one, value in cookies.items()]
        )
        device.page.goto(self.address(path))
        switch(device.page, locale.value)
        return Seat(device, locale)

    def written(self) -> list[str]:
        """Return what people wrote, the longest first, so that it can be taken out of a page's text."""
        return sorted((words for (words,) in self.ask(WRITTEN) if words), key=len, reverse=True)


def make_house(room: Served, sizes: Sequence[int]) -> House:
    """Put people of the demo class into groups, as a facilitator does by hand, and adopt that."""
    with room.store() as store:
        with store.work() as db:
            classroom = classroom_by_code(db, "DEMO").id
            everybody = people(db, classroom)
            runners = tuple(row.id for row in everybody if Role.FACILITATOR in row.roles)
            free = [row.id for row in everybody if {Role.LEARNER, Role.LIAISON}.intersection(row.roles)]
            _adopt_by_hand(db, runners[0], free, sizes)
            for person in free[: sum(sizes)]:
                db.get_one(PersonRow, person).joined = True
        with store.read() as db:
            grouped = members(db, classroom)
            groups = tuple(_group(team.id, team.seat, grouped[team.id]) for team in teams(db, classroom))
    return House(room, runners, groups)


def _adopt_by_hand(db: Work, person: str, free: Sequence[str], sizes: Sequence[int]) -> None:
    actor = actor_of(db, person)
    assert actor is not None
    grouping = new_grouping(db, actor, "")
    changed = {"size": (4, 8), "years": 5, "forces": {}, "count": len(sizes)}
    version = set_rules(db, actor, grouping, version=1, **changed)
    rest = iter(free)
    for slot, size in zip(draft_of(grouping_of(db, actor, grouping)).slots, sizes, strict=True):
        here = [next(rest) for _ in range(size)]
        version = move(db, actor, grouping, [(person, slot.key) for person in here], version).version
        for person, duty in zip(here[:2], ("leader", "liaison"), strict=True):
            version = set_duty(db, actor, grouping, person, duty=duty, version=version)
    adopt(db, actor, grouping, version)


def _group(team: str, seat: int | None, found: Sequence[Any]) -> Group:
    by_duty = {one.duty: (one.id, one.name) for one in found}
    plain = tuple((one.id, one.name) for one in found if one.duty == "member")
    return Group(team, seat or 0, by_duty["leader"], by_duty["liaison"], plain)


def met_before(house: House, group: Group, plan: Plan) -> None:
    """Let a group have met a month ago and agreed on two things, both still open."""
    today = datetime.now().astimezone().date()
    with house.store() as store, store.work() as db:
        actor = house.actor(db, group.leader[0])
        ago = str(today - timedelta(days=28))
        row = new_meeting(db, actor, group.id, "group-seminar", title="上月小组研讨会", plan=plan, date=ago)
        runs.start(db, actor, row.id)
        for what, (person, _) in zip((PROMISED, STUCK), group.members, strict=False):
            due = str(today + timedelta(days=3))
            draft = EntryDraft(what=what, who="", person=person, due=due, evidence=SHOWN)
            actions.agree(db, actor, row.id, group.id, draft)
        runs.end(db, actor, row.id)
        run = db.get_one(MeetingRunRow, (row.id, group.id))
        run.past = [{**stay, "began": _ago(stay["began"]), "ended": _ago(stay["ended"])} for stay in run.past]


def _ago(moment: str) -> str:
    return (datetime.fromisoformat(moment) - timedelta(days=28)).isoformat()


@dataclass
class Seat:
    """Somebody's device in the room, and the language it is read in."""

    device: Device
    locale: Locale

    @property
    def page(self) -> Page:
        return self.device.page

    @property
    def room(self) -> Locator:
        """The meeting room on this page, with everything nested in it."""
        return self.device.activity("meeting-room")

    def tool(self, name: str) -> Locator:
        """Return an activity inside the room."""
        return self.room.locator(f'[data-activity="{name}"]')

    def say(self, key: str, **params: object) -> str:
        return catalogue().say(key, self.locale, **params)

    def like(self, key: str, **params: object) -> re.Pattern[str]:
        """Return what finds a sentence whatever stands in the places marked ``ANY``."""
        return re.compile(re.escape(self.say(key, **params)).replace(ANY, ".+"))

    def press(self, key: str, place: Locator | None = None, /, **params: object) -> None:
        """Press a button by its words; the page has shown what that did when it is no longer busy."""
        where = self.page.locator("main") if place is None else place
        where.get_by_role("button", name=self.say(key, **params), exact=True).first.click()

    def fill(self, place: Locator, key: str, text: str, **params: object) -> None:
        place.get_by_label(re.compile(f"^{re.escape(self.say(key, **params))}")).first.fill(text)

    def onward(self) -> None:
        """Press the one big button of the room."""
        self.room.locator('.zx-button[data-big="true"]').first.click()

    def at(self, title: str) -> None:
        """Wait until the room has come to a block."""
        expect(self.room.locator(".zx-now-title").first).to_have_text(title)

    def told(self, since: int = 0) -> str:
        """Return everything that came over this device's wire, replies included, as one text."""
        return json.dumps(self.device.heard[since:], ensure_ascii=False)


def keys_told(value: object) -> set[str]:
    """Return the names of everything that is told in a message, empty places left out."""
    if isinstance(value, dict):
        told = {name: each for name, each in value.items() if each is not None}
        return set(told).union(*(keys_told(each) for each in told.values()))
    if isinstance(value, list):
        return set().union(*(keys_told(each) for each in value))
    return set()


def leave_nothing_running(house: House) -> None:
    """End the meetings that still run, as after a test that has failed in the middle of one."""
    with house.store() as store, store.work() as db:
        actor = house.facilitator(db)
        for row in running_meetings(db, actor.classroom):
            runs.end(db, actor, row.id)


def windows_of(house: House, meeting: str) -> list[tuple[Any, ...]]:
    """Return the rating windows of a meeting: id, state, ballots, who has voted."""
    return house.ask(
        """
        SELECT w.id, w.state, (SELECT count(*) FROM ballot b WHERE b.window_id = w.id),
          (SELECT count(*) FROM turnout t WHERE t.window_id = w.id)
        FROM window w WHERE json_extract(w.subject, '$.meeting') = ?
        """,
        meeting,
    )


@dataclass
class Scene:
    """Everybody in the room, the meeting, and whom nobody asks to speak."""

    house: House
    group: Group
    board: Seat
    wall: Seat
    head: Seat
    table: Seat
    phones: list[Seat]
    meeting: str = ""
    plan: Plan | None = None
    spoke: list[str] = field(default_factory=list)
    helped: str = ""

    @property
    def everybody(self) -> list[Seat]:
        return [self.board, self.wall, self.head, self.table, *self.phones]

    @property
    def silent(self) -> str:
        return self.group.members[-1][1]

    def say(self, key: str, **params: object) -> str:
        return self.head.say(key, **params)

    def like(self, key: str, **params: object) -> re.Pattern[str]:
        return self.head.like(key, **params)

    def title(self, block: str) -> str:
        """Return the title of a block."""
        found = self.plan.get(block) if self.plan else None
        assert found is not None
        return found.title.to(self.head.locale)

    def onward(self, block: str) -> None:
        """Go on to a block at the leader's laptop; everybody's page follows."""
        self.head.onward()
        for seat in (self.head, self.table):
            seat.at(self.title(block))
        expect(self.wall.page.locator("main")).to_contain_text(self.title(block))
        self.look()

    def look(self) -> str:
        """Read the wall: large enough, without scrolling."""
        fits(self.wall)
        return str(self.wall.page.locator("main").inner_text())

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Ask the store about the meeting, past everything the server remembers."""
        return self.house.ask(query, self.meeting)


def sit_all_down(house: House, devices: Devices, number: int, locale: Locale = Locale.ZH) -> Scene:
    """Open every device of a group's meeting."""
    group, facilitator = house.groups[number], house.facilitators[number]

    def sit(name: str, person: str, path: str, **options: Any) -> Seat:
        return house.seat(devices, name, person, path, locale, **options)

    return Scene(
        house=house,
        group=group,
        board=sit("board", facilitator, FACILITATOR),
        wall=sit("wall", facilitator, f"projector?lane={group.id}", viewport=WALL),
        head=sit("leader", group.leader[0], TABLE),
        table=sit("liaison", group.liaison[0], TABLE),
        phones=[
            sit(f"phone{at}", person, PHONE, phone=True)
            for at, (person, _) in enumerate(group.members[:3], start=1)
        ],
    )


def fits(wall: Seat) -> None:
    """Look at a wall from the last row: large enough, and nothing to scroll."""
    wall.page.evaluate(IS_SETTLED)
    assert not wall.page.evaluate(SCROLLS)
    assert [text for text in wall.page.evaluate(TEXTS) if text[0] < READABLE] == []
