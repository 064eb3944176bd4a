"""Where somebody is: the meeting and the lane that an activity shows them when its cell names none."""

from dataclasses import dataclass

from zhixing.actor import Actor
from zhixing.meetings.rules.plan import Form
from zhixing.meetings.service.course import course_of
from zhixing.meetings.service.meetings import State, meeting_of, meetings_of, own_lane, running
from zhixing.meetings.service.rounds import seen_lane
from zhixing.meetings.tables import MeetingRow
from zhixing.records import Work


@dataclass(frozen=True)
class Place:
    """A lane of a meeting; ``form`` is what people do there now, None while nothing runs."""

    meeting: MeetingRow
    lane: str
    form: Form | None


def place_of(db: Work, actor: Actor, meeting_id: str = "", lane: str | None = None) -> Place | None:
    """Return where somebody is.

    Args:
        db: the unit of work.
        actor: who asks.
        meeting_id: the meeting; blank: the one that runs, else the last that waits for its minutes to be
            confirmed, else the next.
        lane: the lane; None: the person's own while groups work by themselves, else everybody together.

    Raises:
        MissingError: ``meetings.error.no-meeting``, ``meetings.error.no-lane``.
        RefusedError: it is another group's.
    """
    row = meeting_of(db, actor, meeting_id) if meeting_id else _nearest(db, actor)
    if row is None:
        return None
    course = course_of(db, row)
    if lane is None:
        mine = own_lane(db, actor, row)
        lane = mine if row.team_id is not None or course.apart is not None else ""
    seen_lane(db, actor, row.id, lane)
    block = course.block(lane) if row.state == State.RUNNING else None
    return Place(row, lane, None if block is None else block.form)


def _nearest(db: Work, actor: Actor) -> MeetingRow | None:
    now = running(db, actor)
    if now is not None:
        return now
    known = meetings_of(db, actor)
    over = [row for row in known if row.state == State.ENDED]
    ahead = [row for row in known if row.state == State.PLANNED]
    return next(iter((*over[-1:], *ahead[:1], *known[-1:])), None)
