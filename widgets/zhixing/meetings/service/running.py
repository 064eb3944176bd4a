"""Which meetings of a class run now, and which has just been held."""

from datetime import datetime

from sqlalchemy import func, select

from zhixing.meetings.service.meetings import State
from zhixing.meetings.tables import MeetingRow, MeetingRunRow
from zhixing.records import Work


def running_meetings(db: Work, classroom_id: str) -> list[MeetingRow]:
    """Return the meetings that run now, the latest begun first."""
    query = select(MeetingRow).where(
        MeetingRow.classroom_id == classroom_id, MeetingRow.state == State.RUNNING
    )
    return list(db.scalars(query.order_by(MeetingRow.changed.desc(), MeetingRow.id)))


def meeting_of_lane(db: Work, classroom_id: str, lane: str) -> MeetingRow | None:
    """Return the meeting that runs now for a group, its own before the class's; blank: the class's."""
    found = running_meetings(db, classroom_id)
    own = [row for row in found if lane and row.team_id == lane]
    return next(iter([*own, *(row for row in found if row.team_id is None)]), None)


def just_held(db: Work, classroom_id: str, lane: str, now: datetime) -> MeetingRow | None:
    """Return the meeting that was over last for a group, or for the class (blank), if that was today."""
    mine = MeetingRow.team_id.is_(None) | (MeetingRow.team_id == lane)
    over = MeetingRow.state.in_((State.ENDED, State.CONFIRMED))
    leads = MeetingRunRow.lane == func.coalesce(MeetingRow.team_id, "")
    query = (
        select(MeetingRow, MeetingRunRow.past)
        .join(MeetingRunRow, (MeetingRunRow.meeting_id == MeetingRow.id) & leads)
        .where(MeetingRow.classroom_id == classroom_id, mine, over)
    )
    held = [(datetime.fromisoformat(past[-1]["ended"]), row) for row, past in db.execute(query) if past]
    ended, found = max(held, key=lambda one: one[0], default=(now, None))
    return found if ended.astimezone().date() == now.astimezone().date() else None
