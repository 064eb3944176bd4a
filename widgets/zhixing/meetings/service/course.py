"""A meeting as it runs: its plan, its lanes, and where each of them stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from zhixing.meetings.rules import run as rules
from zhixing.meetings.rules.plan import Block, Plan
from zhixing.meetings.rules.run import Run, Stay, Stop
from zhixing.meetings.service.meetings import lanes, plan_of
from zhixing.meetings.tables import MeetingRow, MeetingRunRow
from zhixing.records import Work


def present_moment() -> datetime:
    """Return the server's time in whole seconds, as moments are stored."""
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one lane of a meeting stands.

    Args:
        block: id of its block, None before the beginning, between days, while it waits, and at the end.
        began: since when.
        ends: until when.
        due: when the block should be over by the plan, counted from when the day or the group work began.
        late_minutes: minutes behind the plan, negative where ahead; None before the beginning.
        past: what is over, as ``{block, began, ended}``.
        waits: True where a group has done its blocks and the class has not gone on yet.
        version: what a press of "next" must have seen.
        hidden: whether its screen is blank.
    """

    block: str | None
    began: str | None
    ends: str | None
    due: str | None
    late_minutes: int | None
    past: tuple[dict[str, Any], ...]
    waits: bool
    version: int
    hidden: bool


@dataclass(frozen=True)
class Course:
    """A meeting with its plan, its lanes and where each of them is."""

    meeting: MeetingRow
    plan: Plan
    lanes: tuple[str, ...]
    rows: dict[str, MeetingRunRow]

    @property
    def home(self) -> str:
        """The lane that leads the others: the group's own, or everybody together."""
        return self.lanes[0]

    @property
    def groups(self) -> tuple[str, ...]:
        """The lanes of groups that work apart in some blocks."""
        return self.lanes[1:]

    @property
    def stops(self) -> tuple[Stop, ...]:
        """Where the leading lane stays."""
        return rules.stops(self.plan, parallel=bool(self.groups))

    @property
    def apart(self) -> Stop | None:
        """What groups are doing by themselves now, None while all are together."""
        at = self.run(self.home).block
        return next((stop for stop in self.stops if stop.apart and stop.has(at)), None)

    def run(self, lane: str) -> Run:
        """Return where a lane is."""
        row = self.rows.get(lane)
        if row is None:
            return Run()
        return Run(
            row.block,
            datetime.fromisoformat(row.began) if row.began else None,
            datetime.fromisoformat(row.ends) if row.ends else None,
            tuple(Stay.parse(raw) for raw in row.past),
        )

    def run_apart(self, lane: str) -> Run:
        """Return where a group is in what groups are doing now; what it did before is left out."""
        run, apart = self.run(lane), self.apart
        return Run(run.block, run.began, run.ends, tuple(s for s in run.past if apart and apart.has(s.block)))

    def waits(self, lane: str) -> bool:
        """Tell whether a group has done all its blocks and waits for the class."""
        here = self.run_apart(lane)
        return lane != self.home and self.apart is not None and here.block is None and bool(here.past)

    def block(self, lane: str) -> Block | None:
        """Return the block that a lane itself is in: a group's while they are apart, else the class's."""
        if (lane == self.home) == (self.apart is not None):
            return None
        return self.plan.get(self.run(lane).block)

    def standing(self, lane: str, now: datetime) -> Standing:
        """Return where a lane stands."""
        row, run = self.rows.get(lane), self.run(lane)
        planned = self._due(lane)
        return Standing(
            block=run.block,
            began=rules.stored_if(run.began),
            ends=rules.stored_if(run.ends),
            due=rules.stored_if(planned),
            late_minutes=rules.behind(run, planned, now),
            past=tuple(stay.json() for stay in run.past),
            waits=self.waits(lane),
            version=0 if row is None else row.version,
            hidden=bool(row is not None and (row.detail or {}).get("hidden")),
        )

    def _due(self, lane: str) -> datetime | None:
        """Groups are measured by the time they were given together, however late the class began it."""
        home, apart = self.run(self.home), self.apart
        if lane == self.home:
            return rules.due(self.stops, home)
        if apart is None or home.ends is None:
            return None
        return rules.due(apart.each(), self.run_apart(lane), home.ends - timedelta(minutes=apart.minutes))


def course_of(db: Work, meeting: MeetingRow) -> Course:
    """Return a meeting as it runs."""
    return courses_of(db, [meeting])[0]


def courses_of(db: Work, meetings: Sequence[MeetingRow]) -> list[Course]:
    """Return meetings as they run; those of groups are looked up together."""
    query = select(MeetingRunRow).where(MeetingRunRow.meeting_id.in_([row.id for row in meetings]))
    rows: dict[str, dict[str, MeetingRunRow]] = {}
    for row in db.scalars(query):
        rows.setdefault(row.meeting_id, {})[row.lane] = row
    return [Course(each, plan_of(each), lanes(db, each), rows.get(each.id, {})) for each in meetings]


def standing(db: Work, meeting: MeetingRow) -> dict[str, Standing]:
    """Return where every lane of a meeting stands."""
    course, now = course_of(db, meeting), present_moment()
    return {lane: course.standing(lane, now) for lane in course.lanes}


def row_of(db: Work, course: Course, lane: str) -> MeetingRunRow:
    """Return the row of a lane, making it where there is none yet."""
    row = course.rows.get(lane)
    if row is None:
        row = MeetingRunRow(
            meeting_id=course.meeting.id,
            lane=lane,
            classroom_id=course.meeting.classroom_id,
            past=[],
            version=0,
        )
        db.add(row)
        course.rows[lane] = row
    return row


def write(db: Work, course: Course, lane: str, run: Run, *, moves: bool = True) -> None:
    """Store where a lane is; a move makes what others have seen stale."""
    row = row_of(db, course, lane)
    row.block = run.block
    row.began = rules.stored_if(run.began)
    row.ends = rules.stored_if(run.ends)
    row.past = [stay.json() for stay in run.past]
    row.version += moves
