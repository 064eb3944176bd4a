"""The private hint to whoever leads a group: how many have not spoken, whether few used much time."""

from zhixing.actor import Actor, Role
from zhixing.classroom.rules import RUNNERS
from zhixing.errors import RefusedError
from zhixing.meetings.rules import balance
from zhixing.meetings.rules.balance import Hint
from zhixing.meetings.service.course import course_of, present_moment
from zhixing.meetings.service.floor import Floor, floor_of
from zhixing.meetings.service.meetings import people_in, require_lane
from zhixing.meetings.service.speeches import seconds_of
from zhixing.records import Work


def is_for(actor: Actor) -> bool:
    """Tell whether somebody is told: facilitators and the group's leader; never the table's laptop."""
    if actor.solo or actor.has(*RUNNERS):
        return True
    return actor.has(Role.GROUP_LEADER) and not actor.has(Role.LIAISON)


def hint(floor: Floor, people: list[str], block_id: str | None) -> Hint:
    """Return what should be noticed in a lane.

    Args:
        floor: of the lane.
        people: ids of everybody who takes part in it.
        block_id: the block it is in.
    """
    away = floor.attendance.away(block_id)
    there = {person: float(floor.attendance.minutes(person, block_id)) for person in people}
    spoken = {person: float(count) for person, count in seconds_of(floor.rows, present_moment()).items()}
    return balance.hint(spoken, there, frozenset(people) - away)


def silent_names(db: Work, actor: Actor, meeting_id: str, lane: str) -> list[str]:
    """Return who of those present has not spoken yet; nobody else but whoever leads the group is told.

    Raises:
        RefusedError: not this person's to know.
    """
    meeting = require_lane(db, actor, meeting_id, lane)
    if not is_for(actor):
        raise RefusedError("room.error.leader-only")
    course = course_of(db, meeting)
    people = people_in(db, meeting, lane)
    floor = floor_of(db, course, lane, people)
    away = floor.attendance.away(course.run(lane).block)
    spoken = seconds_of(floor.rows, present_moment())
    return [one.name for one in people if one.id not in away and spoken.get(one.id, 0) <= 0]
