"""Who is there in a lane of a meeting, as far as attendance says."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from zhixing.meetings.rules.balance import GONE, Presence, half_of, minutes_there, presence_of
from zhixing.meetings.rules.plan import Plan
from zhixing.meetings.tables import AttendanceRow, MeetingRow
from zhixing.records import Work


@dataclass(frozen=True, slots=True)
class Attendance:
    """What attendance says of a meeting, by person and half-day."""

    plan: Plan
    told: Mapping[str, Mapping[int, Presence]]

    def away(self, block_id: str | None) -> frozenset[str]:
        """Return who is not there in a block: on leave, absent, or gone early."""
        half = half_of(self.plan, block_id)
        return frozenset(
            person
            for person, halves in self.told.items()
            if half in halves and (halves[half].state in GONE or halves[half].went is not None)
        )

    def minutes(self, person_id: str, block_id: str | None) -> int:
        """Return for how many minutes somebody is there, up to the half-day of a block."""
        return minutes_there(self.plan, self.told.get(person_id, {}), until=half_of(self.plan, block_id))


def attendance_of(db: Work, meeting: MeetingRow, plan: Plan) -> Attendance:
    """Return what attendance says of a meeting."""
    return attendances(db, {meeting.id: plan})[meeting.id]


def attendances(db: Work, plans: Mapping[str, Plan]) -> dict[str, Attendance]:
    """Return what attendance says of some meetings, by meeting."""
    told: dict[str, dict[str, dict[int, Presence]]] = {meeting: {} for meeting in plans}
    for row in db.scalars(select(AttendanceRow).where(AttendanceRow.meeting_id.in_(list(plans)))):
        presence = presence_of(row.state, row.came, row.went)
        told[row.meeting_id].setdefault(row.person_id, {})[row.half] = presence
    return {meeting: Attendance(plan, told[meeting]) for meeting, plan in plans.items()}
