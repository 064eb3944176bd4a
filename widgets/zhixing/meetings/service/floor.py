"""Who has the floor in one lane of a meeting, who comes next, and for how long."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from zhixing.classroom.session import values_of
from zhixing.meetings.rules import turns as rules
from zhixing.meetings.rules.plan import Block, Form
from zhixing.meetings.rules.speaking import Crowd, Speaking, allotted
from zhixing.meetings.rules.turns import Speaker
from zhixing.meetings.service.course import Course
from zhixing.meetings.service.meetings import people_in
from zhixing.meetings.service.presence import Attendance, attendance_of
from zhixing.meetings.service.speeches import speeches
from zhixing.meetings.tables import SpeechRow
from zhixing.records import Work
from zhixing.teams.service.membership import Member, members, teams
from zhixing.teams.tables import ProfileRow

TIMED = frozenset({Form.TURNS, Form.REPORTS, Form.TALK, Form.COMMENT})
"""Forms in which speaking can be timed; in the first two it is the way to speak."""
PUT_OFF, GIVEN = "put-off", "given"
"""Under which a run remembers who was put off, by block, and which turns were the rest of another's."""
_REPORTING = {"liaison": 0, "leader": 1}


@dataclass(frozen=True)
class Floor:
    """Everything about speaking in one lane.

    Args:
        course: of the meeting.
        lane: which lane.
        block: what people are in, None where nobody can be given the floor.
        queue: who speaks in this block, in order.
        rows: the turns of the whole meeting in this lane.
        attendance: who is there.
        minutes: allotted to each in this block.
        given: ids of turns that were the rest of somebody else's.
    """

    course: Course
    lane: str
    block: Block | None
    queue: tuple[Speaker, ...]
    rows: Sequence[SpeechRow]
    attendance: Attendance
    minutes: float
    given: frozenset[str]

    @property
    def now(self) -> SpeechRow | None:
        """The turn under way."""
        return next((row for row in self.rows if row.ended is None), None)

    @property
    def coming(self) -> tuple[Speaker, ...]:
        """Who of those present has not had a turn of their own in this block."""
        block_id = self.block.id if self.block else None
        spoken = {row.person_id for row in self.rows if row.block == block_id and row.id not in self.given}
        return rules.upcoming(self.queue, spoken, self.attendance.away(block_id))

    def speaker(self, person_id: str) -> Speaker | None:
        """Return somebody of the queue."""
        return next((one for one in self.queue if one.id == person_id), None)


def floor_of(db: Work, course: Course, lane: str, people: Sequence[Member] | None = None) -> Floor:
    """Return everything about speaking in one lane; ``people`` are those of the lane, if known."""
    block = course.block(lane)
    if block is not None and block.form not in TIMED:
        block = None
    attendance = attendance_of(db, course.meeting, course.plan)
    by_group = block is not None and block.form is Form.REPORTS and lane == course.home and course.groups
    if by_group and block is not None:
        speakers = _reporters(db, course, attendance.away(block.id))
    else:
        speakers = _each(db, course, people_in(db, course.meeting, lane) if people is None else people)
    row = course.rows.get(lane)
    detail: Mapping[str, Any] = (row.detail if row is not None else None) or {}
    put_off = detail.get(PUT_OFF, {}).get(block.id if block else "", ())
    return Floor(
        course=course,
        lane=lane,
        block=block,
        queue=rules.order(speakers, put_off),
        rows=speeches(db, course.meeting.id, lane),
        attendance=attendance,
        minutes=_minutes(db, course, block, len(speakers)),
        given=frozenset(detail.get(GIVEN, ())),
    )


def _minutes(db: Work, course: Course, block: Block | None, speakers: int) -> float:
    """Return the minutes of one turn: as planned, else the block's time shared by all."""
    if block is None:
        return 0.0
    if block.each is not None:
        return block.each
    speaking = Speaking.of(values_of(db, course.meeting.classroom_id))
    shared = allotted(block, Crowd(speakers, speakers, speakers), speaking)
    return float(speaking.turn[0]) if shared is None else shared


def _each(db: Work, course: Course, people: Sequence[Member]) -> list[Speaker]:
    """Everybody speaks for themselves: leaders after the others, whoever leads the group at the very end."""
    query = select(ProfileRow.person_id).where(
        ProfileRow.classroom_id == course.meeting.classroom_id, ProfileRow.level == "leader"
    )
    leaders = set(db.scalars(query))
    chairs_last = sorted(people, key=lambda one: one.duty == "leader")
    return [Speaker(one.id, one.name, last=one.duty == "leader" or one.id in leaders) for one in chairs_last]


def _reporters(db: Work, course: Course, away: frozenset[str]) -> list[Speaker]:
    """One for each group, in the order of their tables: its liaison, else its leader, else the first."""
    grouped, found = members(db, course.meeting.classroom_id), []
    for team in teams(db, course.meeting.classroom_id):
        here = [one for one in grouped.get(team.id, ()) if one.id not in away]
        if here and team.id in course.groups:
            chosen = min(here, key=lambda one: _REPORTING.get(one.duty, len(_REPORTING)))
            found.append(Speaker(chosen.id, chosen.name, group=team.seat))
    return found
