"""Two groups of the demo class that are ready to meet, and the devices at which they do."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from playwright.sync_api import Locator, expect

from browser.browsing import switch
from browser.conftest import CLASS_HOST, Devices
from browser.sight import Device
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
from zhixing.teams.rules.request import Rule
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

    def written(self) -> list[str]:
        """Return what people wrote, the longest first, so that it can be taken out of a page's text."""
        return sorted((words for (words,) in self.ask(WRITTEN) if words), key=len, reverse=True)


def make_house(room: Served, sizes: Sequence[int] = (SIZE, SIZE), locale: Locale = Locale.ZH) -> House:
    """Put people of the demo class into groups as a facilitator does who moves them by hand, and adopt that.

    Everybody in the groups has come in by name.
    """
    with room.store() as store:
        with store.work() as db:
            classroom = classroom_by_code(db, "DEMO").id
            everybody = people(db, classroom)
            runners = [row.id for row in everybody if Role.FACILITATOR in row.roles]
            actor = _reading(db, runners[0], locale)
            free = [row.id for row in everybody if {"learner", "liaison"}.intersection(row.roles)]
            _adopt_by_hand(db, actor, free, sizes)
        with store.read() as db:
            grouped = members(db, classroom)
            groups = tuple(_group(team.id, team.seat, grouped[team.id]) for team in teams(db, classroom))
    house = House(room, tuple(runners), groups)
    with room.store() as store, store.work() as db:
        for group in groups:
            for person, _ in group.everybody:
                db.get_one(PersonRow, person).joined = True
    return house


def _reading(db: Work, person: str, locale: Locale) -> Actor:
    """Return a person who reads a language from now on."""
    db.get_one(PersonRow, person).locale = locale.value
    db.flush()
    found = actor_of(db, person)
    assert found is not None
    return found


def _adopt_by_hand(db: Work, actor: Actor, free: Sequence[str], sizes: Sequence[int]) -> None:
    grouping = new_grouping(db, actor, "")
    version = grouping_of(db, actor, grouping).version
    forces = draft_of(grouping_of(db, actor, grouping)).rules.forces
    spans = {"size": (4, 8), "years": 5, "forces": dict[Rule, Any](forces), "count": len(sizes)}
    version = set_rules(db, actor, grouping, version=version, **spans)
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
    house: House
    locale: Locale

    @property
    def page(self) -> Any:
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


def sit_down(
    house: House,
    devices: Devices,
    name: str,
    person: str,
    path: str,
    locale: Locale,
    *,
    before: str = "",
    **options: Any,
) -> Seat:
    """Open somebody's device at a page, signed in, in a language; ``before`` runs before each page does."""
    device = devices.open(name, locale=locale.value, reduced_motion="reduce", **options)
    if before:
        device.page.add_init_script(before)
    cookies = {"zhixing": house.room.signed(person), "zx-locale": locale.value}
    device.context.add_cookies(
        [{"name": one, "value": value, "url": house.address()} for one, value in cookies.items()]
    )
    device.page.goto(house.address(path))
    switch(device.page, locale.value)
    return Seat(device, house, locale)


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
