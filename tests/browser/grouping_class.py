"""A class on its way to working groups: who is in it, its scheme, people sheets, and what is stored."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from sqlalchemy import select

from browser.conftest import Devices
from browser.sight import Device
from factories import make_key, make_proposal
from scheme_factory import parts
from secrecy import texts
from serving import Served
from zhixing.actor import Actor, Role
from zhixing.classroom.people import actor_of, classroom_by_code, people
from zhixing.classroom.tables import PersonRow
from zhixing.records import Store, Work, new_id
from zhixing.teams.rules.charter import Charter, Milestone
from zhixing.teams.rules.profile import Commitment
from zhixing.teams.rules.sheet import read_sheet
from zhixing.teams.service import (
    charter,
    commitments,
    groupings,
    groupings_changing,
    groupings_solving,
    importing,
    tasks,
)
from zhixing.teams.service.adopting import adopt
from zhixing.teams.service.membership import members
from zhixing.teams.service.profiles import candidates
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


IN_USE, BESIDE, AT_ODDS = "甲案", "乙案", "丙案"
TASK, GOAL = "把三个窗口的材料清单并成一张", "十七份减到八份"
PROBLEM, AGREED, FIRST_STEP = "同一份材料要交三遍", "轮流发言，对事不对人", "清单对过一遍"
WRITTEN = """
    SELECT name FROM classroom UNION SELECT name FROM person UNION SELECT post FROM person
    UNION SELECT name FROM unit UNION SELECT short_name FROM unit
    UNION SELECT name FROM grouping UNION SELECT name FROM team UNION SELECT specialty FROM profile
    UNION SELECT brings FROM commitment UNION SELECT needs FROM commitment
"""


@dataclass
class GroupingClass:
    """A running class, and who does what in it."""

    room: Served
    store: Store
    devices: Devices
    code: str = "DEMO"
    owners: dict[Device, str] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)

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
        """Go to a tool in the workbook, past its first case, or in the one of those who run the class.

        Whoever sits at a device already stays there.
        """
        device = next((each for each, owner in self.owners.items() if owner == person), None)
        if device is None:
            device = self.device(name, person, phone=phone)
            runs = {Role.FACILITATOR, Role.OFFICE}.intersection(self.roles(person))
            if not runs:
                self.answer_case(person)
            device.page.goto(self.room.address + (RUNNERS if runs else BOOK))
        device.activity(activity).locator(".zx > *").first.wait_for()
        return device

    def hears(self, person: str, team: str, *activities: str) -> list[dict[str, Any]]:
        """Return what a page of somebody is told when it opens these activities, and one group."""
        with self.room.visitor(person).page() as page:
            opened = [page.open(activity) for activity in activities]
            return [*opened, page.open("my-group", "one", team=team)]

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

    def form_groups(self) -> None:
        """Have groups in use, with a task and a charter, a draft beside them, and rules that cannot hold."""
        with self.store.work() as db:
            actor = self.actor(db, self.one(Role.FACILITATOR))
            used = groupings.new_grouping(db, actor, IN_USE)
            draft = groupings.draft_of(groupings.grouping_of(db, actor, used))
            known = [each.id for each in candidates(db, actor.classroom)]
            moves = [(person, draft.slots[at % len(draft.slots)].key) for at, person in enumerate(known)]
            version = groupings_changing.move(db, actor, used, moves, 1).version
            version = groupings_changing.take_proposed_duties(db, actor, used, version)[0]
            adopt(db, actor, used, version)
            beside = groupings.copy_grouping(db, actor, used, BESIDE)
            version = groupings_changing.move(db, actor, beside, [(known[0], draft.slots[1].key)], 1).version
            groupings_changing.lock(db, actor, beside, known[:2], version, is_locked=True)
            tasks.set_task(db, actor, known[0], task=TASK, goal=GOAL, due="2027-05-31", version=1)
            first = Milestone(FIRST_STEP, "2027-02-01")
            said = Charter(problem=PROBLEM, agreements=(AGREED,), milestones=(first,))
            charter.save_charter(db, actor, draft.slots[0].key, said, 0)
        self._clash()

    def _clash(self) -> None:
        with self.store.work() as db:
            actor = self.actor(db, self.one(Role.FACILITATOR))
            made = groupings.new_grouping(db, actor, AT_ODDS)
            forces = groupings.draft_of(groupings.grouping_of(db, actor, made)).rules.forces
            size = {"size": (8, 8), "years": 3, "count": 6}
            version = groupings.set_rules(db, actor, made, forces=forces, version=1, **size)
        outcome = groupings_solving.work_out(self.store, actor, made, version)
        with self.store.work() as db:
            groupings_solving.take(db, actor, made, version, outcome)

    def brings_sheet(self, person: str, *lines: Sequence[object]) -> None:
        """Let a people sheet of somebody wait to be applied."""
        brought = sheet(*lines)
        self.typed += [cell for line in lines for cell in line if isinstance(cell, str)]
        with self.store.work() as db:
            importing.examine(db, self.actor(db, person), read_sheet(brought["name"], brought["buffer"]))

    def written(self) -> list[str]:
        """Return what people have written, or the demo in their place, the longest first."""
        own = [*self.typed, TASK, GOAL, PROBLEM, AGREED, FIRST_STEP, CONFIDED]
        own += ["学员信息.xlsx", "只交一套材料"]
        own += [text for part in parts() for text in texts(json.loads(json.dumps(asdict(part))))]
        own += [text for (line,) in self.rows("SELECT languages FROM profile") for text in json.loads(line)]
        return sorted({*own, *(words for (words,) in self.rows(WRITTEN) if words)}, key=len, reverse=True)

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
        return team, self.duties_in(team)

    def duties_in(self, team: str) -> dict[str, str]:
        """Return who has which duty in a group."""
        with self.store.read() as db:
            found = members(db, classroom_by_code(db, self.code).id)[team]
        return {each.id: each.duty for each in found}

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
