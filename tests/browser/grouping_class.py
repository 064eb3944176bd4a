"""The demo class on its way to working groups: whoever is in it, its scheme, people sheets, and what is stored."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from sqlalchemy import select

from browser.conftest import Devices
from browser.sight import Device
from factories import make_key, make_proposal
from scheme_factory import parts
from serving import Served
from zhixing.actor import Actor, Role
from zhixing.classroom.people import actor_of, classroom_by_code, people
from zhixing.classroom.tables import PersonRow
from zhixing.records import Store, Work, new_id
from zhixing.teams.service import commitments
from zhixing.teams.rules.profile import Commitment
from zhixing.topics.rules import Origin
from zhixing.topics.service import propose_topic
from zhixing.topics.service.scheme import save_part, scheme_of
from zhixing.workbook.assembly import registry

BOOK, RUNNERS = "book/choose-members", "book/facilitator/meeting-room"
CASE = "u04-c01"
HEADINGS = ("姓名", "单位", "职务", "专业专长", "从事年限", "层次", "侧重", "志愿")
SUB_TOPICS = ("分课题1", "分课题2", "分课题3")
# Nobody but those who form groups and are nobody's superior may ever read this.
CONFIDED = "家里有老人住院，暂时顾不过来，请替我保密"


@dataclass
class GroupingClass:
    """A running class, and who does what in it."""

    room: Served
    store: Store
    devices: Devices
    code: str = "DEMO"
    owners: dict[Device, str] = field(default_factory=dict)

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        return self.room.rows(query, *values)

    def people(self) -> list[tuple[str, str, list[str]]]:
        """Return id, name and roles of everybody, in the order of the roster."""
        with self.store.read() as db:
            everybody = people(db, classroom_by_code(db, self.code).id)
            return [(row.id, row.name, list(row.roles)) for row in everybody]

    def one(self, role: Role, place: int = 0) -> str:
        """Return the id of somebody in a role."""
        return [person for person, _, roles in self.people() if role in roles][place]

    def name(self, person: str) -> str:
        return str(self.rows("SELECT name FROM person WHERE id = ?", person)[0][0])

    def named(self, name: str) -> str:
        return str(self.rows("SELECT id FROM person WHERE name = ?", name)[0][0])

    def roles(self, person: str) -> set[str]:
        return next(set(roles) for each, _, roles in self.people() if each == person)

    def unit_of(self, name: str) -> str:
        """Return the full name of somebody's unit."""
        query = "SELECT unit.name FROM unit JOIN person ON unit.id = unit_id WHERE person.name = ?"
        return str(self.rows(query, name)[0][0])

    def actor(self, db: Work, person: str) -> Actor:
        found = actor_of(db, person)
        assert found is not None
        return found

    def device(self, name: str, person: str, *, phone: bool = False, **options: Any) -> Device:
        """Open a device of somebody who has come in already."""
        device = self.devices.open(name, phone=phone, reduced_motion="reduce", **options)
        device.context.add_cookies(
            [{"name": "zhixing", "value": self.room.signed(person), "url": self.room.address}]
        )
        self.owners[device] = person
        return device

    def sits_down(self, name: str, person: str, activity: str, *, phone: bool = False) -> Device:
        """Open a tool in the workbook of somebody who has answered its first case; or in that of those who run."""
        knows_book = person in self.owners.values()
        device = self.device(name, person, phone=phone)
        runs = {Role.FACILITATOR, Role.OFFICE}.intersection(self.roles(person))
        if not (runs or knows_book):
            self.answer_case(person)
        device.page.goto(self.room.address + (RUNNERS if runs else BOOK))
        device.activity(activity).locator(".zx > *").first.wait_for()
        return device

    def answer_case(self, person: str) -> None:
        """Commit to an answer as a page does; what follows in the workbook waits for that."""
        with self.store.read() as db:
            actor = self.actor(db, person)
        action = {"kind": "answer", "option": "c"}
        registry().get("item").act(self.store, actor, {"item": CASE}, make_key(), action)

    def add_office(self) -> str:
        """Let somebody of the executive office be in the class."""
        with self.store.work() as db:
            classroom = classroom_by_code(db, self.code).id
            row = PersonRow(
                id=new_id(), classroom_id=classroom, name="章文", roles=[Role.OFFICE.value], joined=True
            )
            db.add(row)
            db.flush()
            return row.id

    def write_scheme(self) -> None:
        """Let the leader name the topic and the facilitator write its three sub-topics."""
        with self.store.work() as db:
            proposal = make_proposal("只交一套材料", origin=Origin.LEADER)
            propose_topic(db, self.actor(db, self.one(Role.LEADER)), proposal)
        for part in parts():
            with self.store.work() as db:
                actor = self.actor(db, self.one(Role.FACILITATOR))
                save_part(db, actor, part, scheme_of(db, actor.classroom).scheme.mark(part.part))

    def declines(self, person: str) -> None:
        """Let somebody say that they do not take part, and why."""
        with self.store.work() as db:
            commitments.answer(db, self.actor(db, person), Commitment("no", needs=CONFIDED))

    def confided(self, but: str = "") -> list[str]:
        """Return what people wrote when they were asked whether they take part, but for one of them."""
        said = self.rows("SELECT brings, needs FROM commitment WHERE person_id <> ?", but)
        return [words for line in said for words in line if words]

    def team_of(self, person: str) -> tuple[str, dict[str, str]]:
        """Return the id of somebody's group, and who has which duty in it."""
        ((team,),) = self.rows("SELECT team_id FROM team_member WHERE person_id = ?", person)
        return team, dict(self.rows("SELECT person_id, duty FROM team_member WHERE team_id = ?", team))

    def apart(self) -> list[tuple[str, str]]:
        return [(one, other) for one, other in self.rows("SELECT one, other FROM keep_apart")]

    def content(self, name: str) -> Mapping[str, Any]:
        """Return a grouping as it is stored."""
        ((content,),) = self.rows("SELECT content FROM grouping WHERE name = ?", name)
        found: Mapping[str, Any] = json.loads(content)
        return found

    def place(self, name: str, person: str) -> int | None:
        """Return the number of the group that somebody is in, in a grouping."""
        content = self.content(name)
        numbers = {key: number for key, number, *_ in content["slots"]}
        return numbers.get(content["places"].get(person))

    def seats(self) -> dict[str, int | None]:
        with self.store.read() as db:
            return {row.id: row.seat for row in db.scalars(select(PersonRow))}


def sheet(*lines: Sequence[object]) -> dict[str, Any]:
    """Return a people sheet as a browser takes it up."""
    book = Workbook()
    for line in (HEADINGS, *lines):
        book.active.append(list(line))
    content = BytesIO()
    book.save(content)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "学员信息.xlsx", "mimeType": kind, "buffer": content.getvalue()}
