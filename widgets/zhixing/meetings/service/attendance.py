"""Attendance of a meeting: kept by half-day by whoever leads a lane, by press, by tap, or from the paper."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from zhixing.actor import Actor
from zhixing.classroom.people import people, units
from zhixing.classroom.rules import Door
from zhixing.errors import ConflictError, FaultsError, InputError, MissingError
from zhixing.meetings.rules.attendance import (
    LIST_AT_MOST,
    PRESENT,
    Column,
    Listed,
    Mark,
    State,
    read_lists,
)
from zhixing.meetings.rules.balance import Half, halves
from zhixing.meetings.rules.plan import Plan
from zhixing.meetings.service.actions import today
from zhixing.meetings.service.meetings import meeting_of, own_lane, people_in, plan_of, require_lane
from zhixing.meetings.tables import AttendanceRow, MeetingRow
from zhixing.records import Work
from zhixing.records.clock import utc_now
from zhixing.teams.service.membership import ANYWHERE
from zhixing.text import catalogue

SUBJECT = "attendance"
TITLES = {
    Column.LATE: "attendance.column.late",
    Column.EARLY: "attendance.column.early",
    Column.LEAVE: "attendance.column.leave",
    Column.ABSENT: "attendance.column.absent",
}
STATES = {
    State.PRESENT: "attendance.state.present",
    State.LATE: "attendance.state.late",
    State.LEAVE: "attendance.state.leave",
    State.ABSENT: "attendance.state.absent",
}
_FAULTS_AT_MOST = 30


@dataclass(frozen=True, slots=True)
class At:
    """One half-day on the sheet of one lane."""

    meeting: str
    lane: str
    half: int


@dataclass(frozen=True, slots=True)
class HalfDay:
    """A half-day as a sheet heads it: which day of the meeting, its date where that is fixed, its time."""

    half: Half
    date: date | None

    @property
    def morning(self) -> bool:
        """Whether it is the first half of its day."""
        return self.half.begins < 12 * 60


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody on a sheet, and what is marked by half-day."""

    number: int
    id: str
    name: str
    unit: str
    post: str
    seat: int | None
    marks: Mapping[int, Mark]


@dataclass(frozen=True, slots=True)
class AttendanceSheet:
    """The sheet of one lane, people in establishment order."""

    meeting: MeetingRow
    lane: str
    plan: Plan
    halves: tuple[HalfDay, ...]
    lines: tuple[Line, ...]

    @property
    def listed(self) -> tuple[Listed, ...]:
        """Its people by the numbers of their rows."""
        return tuple(Listed(line.number, line.id, line.name) for line in self.lines)


def sheet_of(db: Work, meeting: MeetingRow, lane: str) -> AttendanceSheet:
    """Return the sheet of a lane; a fixed number of queries."""
    names = {unit.id: unit.short_name for unit in units(db, meeting.classroom_id)}
    rows = {row.id: row for row in people(db, meeting.classroom_id)}
    marks = marks_of(db, meeting)
    lines = [
        Line(
            number,
            member.id,
            member.name,
            names.get(rows[member.id].unit_id or "", ""),
            member.post,
            rows[member.id].seat,
            marks.get(member.id, {}),
        )
        for number, member in enumerate(people_in(db, meeting, lane), start=1)
    ]
    plan = plan_of(meeting)
    return AttendanceSheet(meeting, lane, plan, half_days(meeting, plan), tuple(lines))


def sheet_to_keep(db: Work, actor: Actor, meeting_id: str, lane: str | None = None) -> AttendanceSheet:
    """Return the sheet that somebody keeps.

    Args:
        db: the unit of work.
        actor: who keeps it.
        meeting_id: the meeting.
        lane: the lane; None: everybody for those at home in every group, else the own group.

    Raises:
        MissingError: there is no such meeting or lane.
        RefusedError: not this person's.
    """
    row = meeting_of(db, actor, meeting_id)
    if lane is None:
        lane = (row.team_id or "") if actor.has(*ANYWHERE) else own_lane(db, actor, row)
    return _sheet(db, actor, meeting_id, lane)


def half_days(meeting: MeetingRow, plan: Plan) -> tuple[HalfDay, ...]:
    """Return the half-days of a meeting with their dates."""
    first = None if meeting.date is None else date.fromisoformat(meeting.date)
    offsets = [day.offset for day in plan.days]
    return tuple(
        HalfDay(half, None if first is None else first + timedelta(days=offsets[half.day]))
        for half in halves(plan)
    )


def marks_of(db: Work, meeting: MeetingRow) -> dict[str, dict[int, Mark]]:
    """Return what is marked at a meeting, by person and half-day."""
    found: dict[str, dict[int, Mark]] = {}
    for row in db.scalars(select(AttendanceRow).where(AttendanceRow.meeting_id == meeting.id)):
        found.setdefault(row.person_id, {})[row.half] = _mark(row)
    return found


def mark(
    db: Work,
    actor: Actor,
    at: At,
    person_id: str,
    *,
    wanted: Mark | None,
    seen: Mark | None,
) -> None:
    """Mark one person in one half-day, or take the mark away.

    Raises:
        RefusedError: not this person's lane.
        MissingError: there is no such half-day or person on the sheet.
        InputError: the times cannot be, or the half-day lies ahead.
        ConflictError: ``attendance.error.changed``: somebody marked it otherwise meanwhile.
    """
    sheet = _sheet(db, actor, at.meeting, at.lane)
    line = next((line for line in sheet.lines if line.id == person_id), None)
    if line is None:
        raise MissingError("attendance.error.no-person")
    place = _half(sheet, at.half)
    checked = None if wanted is None else wanted.checked(place.half)
    before = line.marks.get(at.half)
    if before not in (seen, checked):
        raise ConflictError("attendance.error.changed", {"name": line.name, "now": _said(before, actor)})
    if checked is not None and checked.state is not State.LEAVE:
        _has_come(place)
    _store(db, sheet, at.half, {person_id: checked})


def all_present(db: Work, actor: Actor, at: At) -> int:
    """Mark everybody present who is not marked yet; what was marked before stays. Return how many.

    Raises:
        RefusedError: not this person's lane.
        InputError: the half-day lies ahead.
    """
    sheet = _sheet(db, actor, at.meeting, at.lane)
    _has_come(_half(sheet, at.half))
    missing = {line.id: PRESENT for line in sheet.lines if at.half not in line.marks}
    _store(db, sheet, at.half, missing)
    return len(missing)


def take_back_present(db: Work, actor: Actor, at: At) -> int:
    """Take away every plain mark of presence, where the wrong half-day was pressed; exceptions stay."""
    sheet = _sheet(db, actor, at.meeting, at.lane)
    _half(sheet, at.half)
    plain: dict[str, Mark | None] = {
        line.id: None for line in sheet.lines if line.marks.get(at.half) == PRESENT
    }
    _store(db, sheet, at.half, plain)
    return len(plain)


def read_batch(db: Work, actor: Actor, at: At, lists: Mapping[Column, str]) -> dict[str, Any]:
    """Return what a signed sheet would mark: whom by which number, and what was marked otherwise before.

    Raises:
        RefusedError: not this person's lane.
        FaultsError: ``attendance.error.faults``: every item that cannot be read, by list.
    """
    sheet, marks = _read(db, actor, at, lists)
    shown = [
        {
            "number": line.number,
            "name": line.name,
            "unit": line.unit,
            "before": None if at.half not in line.marks else line.marks[at.half].json(),
            "after": marks[line.id].json(),
        }
        for line in sheet.lines
        if marks[line.id] != PRESENT or line.marks.get(at.half, PRESENT) != PRESENT
    ]
    plain = sum(1 for found in marks.values() if found == PRESENT)
    return {"lines": shown, "present": plain, "token": _token(sheet, at.half, marks)}


def enter_batch(db: Work, actor: Actor, at: At, lists: Mapping[Column, str], token: str) -> None:
    """Mark a half-day as the signed sheet says: everybody, or nobody where something is wrong.

    Raises:
        RefusedError: not this person's lane.
        FaultsError: something cannot be read.
        ConflictError: ``attendance.error.moved``: the list or a mark is not what was shown.
    """
    sheet, marks = _read(db, actor, at, lists)
    if _token(sheet, at.half, marks) != token:
        raise ConflictError("attendance.error.moved")
    _store(db, sheet, at.half, marks)


def _read(
    db: Work, actor: Actor, at: At, lists: Mapping[Column, str]
) -> tuple[AttendanceSheet, dict[str, Mark]]:
    sheet = _sheet(db, actor, at.meeting, at.lane)
    place = _half(sheet, at.half)
    _has_come(place)
    for text in lists.values():
        if len(text) > LIST_AT_MOST:
            raise InputError("attendance.error.list-long", {"most": LIST_AT_MOST, "found": len(text)})
    titles = {column: catalogue().say(key, actor.locale) for column, key in TITLES.items()}
    marks, faults = read_lists(lists, sheet.listed, place.half, titles)
    if faults:
        raise FaultsError("attendance.error.faults", faults[:_FAULTS_AT_MOST], {"count": len(faults)})
    return sheet, marks


def _sheet(db: Work, actor: Actor, meeting_id: str, lane: str) -> AttendanceSheet:
    return sheet_of(db, require_lane(db, actor, meeting_id, lane, Door.WRITE_MINUTES), lane)


def _half(sheet: AttendanceSheet, half: int) -> HalfDay:
    if not 0 <= half < len(sheet.halves):
        raise MissingError("attendance.error.no-half")
    return sheet.halves[half]


def lies_ahead(place: HalfDay) -> bool:
    """Tell whether the day of a half-day has not come yet."""
    return place.date is not None and place.date > today()


def _has_come(place: HalfDay) -> None:
    """Nobody was present, late or absent at what has not taken place: it would count as study hours."""
    if place.date is not None and lies_ahead(place):
        raise InputError("attendance.error.ahead", {"day": place.date.isoformat()})


def _store(db: Work, sheet: AttendanceSheet, half: int, marks: Mapping[str, Mark | None]) -> None:
    query = select(AttendanceRow).where(
        AttendanceRow.meeting_id == sheet.meeting.id, AttendanceRow.half == half
    )
    rows = {row.person_id: row for row in db.scalars(query)}
    now, put = utc_now(), _writer(db, sheet, half, rows)
    for person, found in marks.items():
        put(person, found, now)
    db.flush()
    db.touch(sheet.meeting.classroom_id, SUBJECT)


def _writer(
    db: Work, sheet: AttendanceSheet, half: int, rows: Mapping[str, AttendanceRow]
) -> Callable[[str, Mark | None, str], None]:
    def put(person: str, found: Mark | None, now: str) -> None:
        row = rows.get(person)
        if found is None:
            if row is not None:
                db.delete(row)
            return
        if row is None:
            row = AttendanceRow(
                meeting_id=sheet.meeting.id,
                person_id=person,
                half=half,
                classroom_id=sheet.meeting.classroom_id,
            )
            db.add(row)
        row.state, row.came, row.went, row.changed = found.state.value, found.came, found.went, now

    return put


def _mark(row: AttendanceRow) -> Mark:
    return Mark(State(row.state), row.came, row.went)


def _said(found: Mark | None, actor: Actor) -> str:
    key = "attendance.state.none" if found is None else STATES[found.state]
    return catalogue().say(key, actor.locale)


def _token(sheet: AttendanceSheet, half: int, marks: Mapping[str, Mark]) -> str:
    """Return what names the sheet's order, what stands on it and what would: any change makes it another."""
    told = [
        (line.id, None if half not in line.marks else line.marks[half].json(), marks[line.id].json())
        for line in sheet.lines
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:24]
