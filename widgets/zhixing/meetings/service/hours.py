"""Study hours of people: from what is marked at every meeting of their class."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from zhixing.actor import Actor
from zhixing.classroom.people import people, units
from zhixing.classroom.rules import MAY, Door, may
from zhixing.errors import MissingError, RefusedError
from zhixing.meetings.rules.attendance import Mark, State
from zhixing.meetings.rules.hours import Earned, HourRule, earned, planned_minutes, taught
from zhixing.meetings.service.meetings import plan_of
from zhixing.meetings.tables import AttendanceRow, MeetingRow
from zhixing.records import Work
from zhixing.topics.service.setting import class_policy


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting at which attendance was marked, and what it brought by person."""

    meeting: MeetingRow
    planned: int
    earned: Mapping[str, Earned]


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody whose study hours are counted, as a certificate names them."""

    id: str
    name: str
    unit: str
    post: str


@dataclass(frozen=True, slots=True)
class Hours:
    """The study hours of a class: its rule, its meetings by date, its people in establishment order."""

    rule: HourRule
    held: tuple[Held, ...]
    people: tuple[Learner, ...]

    def of(self, person: str) -> list[tuple[Held, Earned]]:
        """Return the meetings that count for somebody."""
        return [(held, held.earned[person]) for held in self.held if person in held.earned]

    def total(self, person: str) -> float:
        """Return somebody's study hours of all meetings."""
        return sum(found.hours for _, found in self.of(person))


def may_see_all(actor: Actor) -> bool:
    """Tell whether somebody sees and certifies the hours of everybody: who runs the class, and the office."""
    return may(actor, Door.ENTER_PAPER)


def hours_of(db: Work, classroom_id: str, only: Sequence[str] = ()) -> Hours:
    """Return the study hours of a class; a fixed number of queries.

    Args:
        db: the unit of work.
        classroom_id: the class.
        only: ids of meetings; none given means all.
    """
    marks: dict[str, dict[str, dict[int, Mark]]] = {}
    for row in db.scalars(select(AttendanceRow).where(AttendanceRow.classroom_id == classroom_id)):
        own = marks.setdefault(row.meeting_id, {}).setdefault(row.person_id, {})
        own[row.half] = Mark(State(row.state), row.came, row.went)
    query = select(MeetingRow).where(MeetingRow.classroom_id == classroom_id)
    order = (MeetingRow.date.is_(None), MeetingRow.date, MeetingRow.starts, MeetingRow.id)
    rows = [row for row in db.scalars(query.order_by(*order)) if not only or row.id in only]
    rule = HourRule.of(class_policy(db, classroom_id))
    held = [_held(row, marks[row.id], rule) for row in rows if row.id in marks]
    return Hours(rule, tuple(held), _learners(db, classroom_id))


def hours_for(db: Work, actor: Actor, person_id: str | None) -> tuple[Hours, tuple[Learner, ...]]:
    """Return a class's hours and whose of them somebody may take away.

    Args:
        db: the unit of work.
        actor: who asks.
        person_id: one person; None: everybody for who may see all, else oneself.

    Raises:
        RefusedError: ``attendance.error.not-yours``.
        MissingError: ``attendance.error.no-hours``: nothing is marked yet for them.
    """
    everybody = may_see_all(actor)
    if not everybody and person_id not in {None, actor.person}:
        raise RefusedError("attendance.error.not-yours")
    wanted = person_id if everybody else actor.person
    found = hours_of(db, actor.classroom)
    chosen = [each for each in found.people if wanted is None or each.id == wanted]
    counted = tuple(each for each in chosen if found.of(each.id))
    if not counted:
        raise MissingError("attendance.error.no-hours")
    return found, counted


def _held(row: MeetingRow, marks: Mapping[str, Mapping[int, Mark]], rule: HourRule) -> Held:
    spans = taught(plan_of(row))
    return Held(row, planned_minutes(spans), {one: earned(spans, own, rule) for one, own in marks.items()})


def _learners(db: Work, classroom_id: str) -> tuple[Learner, ...]:
    names = {unit.id: unit.name for unit in units(db, classroom_id)}
    return tuple(
        Learner(row.id, row.name, names.get(row.unit_id or "", ""), row.post)
        for row in people(db, classroom_id)
        if not MAY[Door.TAKE_PART].isdisjoint(row.roles)
    )
