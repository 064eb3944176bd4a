"""The meeting room: my meetings, and one of them as it is led from the table's laptop."""

from typing import Any, ClassVar

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.meetings.activities.room_acts import ROOM_ACTS
from zhixing.meetings.activities.room_strip import groups_json, meeting_json
from zhixing.meetings.activities.room_view import lane_json
from zhixing.meetings.service.clock import exactly_now
from zhixing.meetings.service.course import Course, course_of
from zhixing.meetings.service.meetings import State, meeting_of, meetings_of, running
from zhixing.meetings.service.rounds import seen_lane
from zhixing.meetings.tables import MeetingRow
from zhixing.records import Work
from zhixing.teams.service.membership import ANYWHERE, team_of, teams
from zhixing.teams.tables import TeamRow

ENDED_AT_MOST = 5
"""Meetings that are over, shown in the list: the latest."""


class MeetingRoom(Activity):
    """Without ``meeting``: my meetings. With it: that meeting, in a ``lane``, to be led or only followed.

    A meeting without a lane is a door: the page goes on to the lane that is the person's own.
    """

    name: ClassVar[str] = "meeting-room"
    module: ClassVar[str] = "meetings/static/meeting-room.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"meetings", "taps", "attendance", "teams", "people"})
    acts: ClassVar[tuple[type[Act], ...]] = ROOM_ACTS

    def __init__(self, names: frozenset[str] = frozenset()) -> None:
        """Take the names of the activities that may be nested."""
        self._names = names

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return the list of my meetings, or one meeting."""
        if "meeting" not in params:
            return _hall(db, actor)
        row = meeting_of(db, actor, params["meeting"])
        if "lane" not in params:
            return {"kind": "door", "meeting": row.id, "lane": _own(actor, row, team_of(db, actor.person))}
        lane = params["lane"]
        seen_lane(db, actor, row.id, lane)
        course = course_of(db, row)
        groups = groups_json(teams(db, actor.classroom))
        return {
            "kind": "room",
            "now": exactly_now(),
            "meeting": meeting_json(row, groups),
            "group": groups.get(lane),
            "lanes": _open_lanes(actor, course, groups),
            **lane_json(db, actor, course, lane, self._names),
        }


def _hall(db: Work, actor: Actor) -> dict[str, Any]:
    rows, now, own = meetings_of(db, actor), running(db, actor), team_of(db, actor.person)
    groups = groups_json(teams(db, actor.classroom))
    over = [row for row in rows if row.state in (State.ENDED, State.CONFIRMED)]
    shown = [row for row in rows if row not in over] + over[-ENDED_AT_MOST:]
    return {
        "kind": "hall",
        "now": exactly_now(),
        "meetings": [{**meeting_json(row, groups), "lane": _own(actor, row, own)} for row in shown],
        "running": None if now is None else now.id,
    }


def _own(actor: Actor, row: MeetingRow, own: TeamRow | None) -> str:
    """Return the lane from which somebody sees a meeting: where they lead it, else where they take part."""
    if row.team_id is not None:
        return row.team_id
    return "" if actor.has(*ANYWHERE) or own is None or own.seat is None else own.id


def _open_lanes(actor: Actor, course: Course, groups: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the lanes among which somebody at home in every group may choose."""
    if not course.groups or not actor.has(*ANYWHERE):
        return []
    return [{"lane": lane, "group": groups.get(lane)} for lane in course.lanes]
