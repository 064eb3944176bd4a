"""Attendance by half-day for whoever leads a lane; one's own marks and study hours for everybody else."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.rules import Door
from zhixing.meetings.rules.attendance import LIST_AT_MOST, Column, Mark, State
from zhixing.meetings.service import attendance as service
from zhixing.meetings.service.attendance import At, AttendanceSheet, HalfDay, Line, sheet_of
from zhixing.meetings.service.hours import Hours, hours_of, may_see_all
from zhixing.meetings.service.meetings import lanes, meetings_of, own_lane
from zhixing.meetings.service.places import place_of
from zhixing.meetings.tables import MeetingRow
from zhixing.records import Work
from zhixing.teams.service.membership import ANYWHERE, may_in, members, teams

Name = Annotated[str, StringConstraints(max_length=40)]
Clock = Annotated[str, StringConstraints(max_length=20)]
Listing = Annotated[str, StringConstraints(max_length=10_000)]


class Marked(BaseModel):
    """A mark as a page knows it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    state: State
    came: Clock | None = None
    went: Clock | None = None

    def mark(self) -> Mark:
        """Return it as the rules know it."""
        return Mark(self.state, self.came or None, self.went or None)


class _OfHalf(Act):
    meeting: Name
    lane: Name
    half: int

    @property
    def at(self) -> At:
        """The half-day on the sheet."""
        return At(self.meeting, self.lane, self.half)


class MarkOne(_OfHalf):
    """Mark one person, or take the mark away."""

    kind: Literal["mark"]
    person: Name
    wanted: Marked | None
    seen: Marked | None

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store it, unless somebody else marked otherwise meanwhile."""
        wanted = None if self.wanted is None else self.wanted.mark()
        seen = None if self.seen is None else self.seen.mark()
        service.mark(db, actor, self.at, self.person, wanted=wanted, seen=seen)


class AllPresent(_OfHalf):
    """Mark everybody present who is not marked yet."""

    kind: Literal["all-present"]

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, int]:  # noqa: ARG002
        """Store them and return how many."""
        return {"count": service.all_present(db, actor, self.at)}


class TakeBack(_OfHalf):
    """Take plain marks of presence away again."""

    kind: Literal["take-back"]

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, int]:  # noqa: ARG002
        """Delete them and return how many."""
        return {"count": service.take_back_present(db, actor, self.at)}


class CheckBatch(_OfHalf):
    """Read what was typed from a signed sheet; nothing is stored."""

    kind: Literal["check-batch"]
    lists: dict[Column, Listing]

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return whom it would mark how."""
        return service.read_batch(db, actor, self.at, self.lists)


class EnterBatch(_OfHalf):
    """Mark a half-day as the signed sheet says, and as it was shown."""

    kind: Literal["enter-batch"]
    lists: dict[Column, Listing]
    token: Name

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store all of it or nothing."""
        service.enter_batch(db, actor, self.at, self.lists, self.token)


class Attendance(Activity):
    """Attendance of a meeting; without one named, of the one that is nearest."""

    name: ClassVar[str] = "attendance"
    module: ClassVar[str] = "meetings/static/attendance.js"
    subjects: ClassVar[frozenset[str]] = frozenset({service.SUBJECT, "meetings", "teams", "people"})
    acts: ClassVar[tuple[type[Act], ...]] = (MarkOne, AllPresent, TakeBack, CheckBatch, EnterBatch)

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return the sheet to whoever keeps it, and to everybody only what is their own."""
        hours = hours_of(db, actor.classroom)
        shown = {"own": _own(actor, hours), "rule": {"minutes": hours.rule.minutes, "late": hours.rule.late}}
        place = place_of(db, actor, params.get("meeting", ""), params.get("lane"))
        if place is None:
            return {**shown, **_NOTHING}
        row = place.meeting
        lane = _lane(db, actor, row, params.get("lane"))
        keeps = may_in(db, actor, Door.WRITE_MINUTES, lane or None)
        sheet = sheet_of(db, row, lane) if keeps else None
        groups = _groups(db, row) if actor.has(*ANYWHERE) else []
        tables = {member.id: seat for seat, found in groups for member in found}
        return {
            **shown,
            "meeting": _meeting(row),
            "others": [_meeting(one) for one in meetings_of(db, actor)],
            "lane": lane,
            "may_mark": keeps,
            "may_certify": may_see_all(actor),
            "halves": [] if sheet is None else _halves(sheet),
            "lines": [] if sheet is None else [_line(line, tables) for line in sheet.lines],
            "most": LIST_AT_MOST,
        }


_NOTHING: dict[str, Any] = {
    "meeting": None,
    "others": [],
    "lane": "",
    "may_mark": False,
    "may_certify": False,
    "halves": [],
    "lines": [],
    "most": LIST_AT_MOST,
}


def _lane(db: Work, actor: Actor, row: MeetingRow, asked: str | None) -> str:
    """Return whose sheet is shown: everybody's to those at home in every group, else the own group's."""
    if asked is not None and asked in lanes(db, row):
        return asked
    if row.team_id is not None:
        return row.team_id
    return "" if actor.has(*ANYWHERE) else own_lane(db, actor, row)


def _groups(db: Work, row: MeetingRow) -> list[tuple[int | None, Any]]:
    grouped = members(db, row.classroom_id)
    return [(team.seat, grouped.get(team.id, ())) for team in teams(db, row.classroom_id)]


def _meeting(row: MeetingRow) -> dict[str, Any]:
    return {"id": row.id, "title": row.title, "date": row.date}


def _halves(sheet: AttendanceSheet) -> list[dict[str, Any]]:
    return [_half(half, service.lies_ahead(half)) for half in sheet.halves]


def _half(half: HalfDay, ahead: bool) -> dict[str, Any]:
    return {
        "day": half.half.day + 1,
        "date": None if half.date is None else half.date.isoformat(),
        "morning": half.morning,
        "begins": half.half.begins,
        "ends": half.half.ends,
        "ahead": ahead,
    }


def _line(line: Line, tables: dict[str, int | None]) -> dict[str, Any]:
    return {
        "number": line.number,
        "id": line.id,
        "name": line.name,
        "unit": line.unit,
        "post": line.post,
        "table": tables.get(line.id, line.seat),
        "marks": {str(half): mark.json() for half, mark in line.marks.items()},
    }


def _own(actor: Actor, hours: Hours) -> dict[str, Any]:
    return {
        "total": hours.total(actor.person),
        "meetings": [
            {
                "id": held.meeting.id,
                "title": held.meeting.title,
                "date": held.meeting.date,
                "minutes": earned.minutes,
                "planned": held.planned,
                "hours": earned.hours,
                "open": earned.open,
            }
            for held, earned in hours.of(actor.person)
        ],
    }
