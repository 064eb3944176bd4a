"""The screen of a room during a meeting: block, clock, who speaks, who is next; nobody else is named."""

from typing import Any, ClassVar

from zhixing.activity import Activity, Params
from zhixing.actor import Actor
from zhixing.meetings.activities.room_strip import block_json, groups_json, phase_of
from zhixing.meetings.activities.room_tools import board_of, tool
from zhixing.meetings.activities.room_turns import turns_json
from zhixing.meetings.rules.plan import Form
from zhixing.meetings.service.clock import exactly_now
from zhixing.meetings.service.course import Course, course_of, present_moment
from zhixing.meetings.service.floor import TIMED, floor_of
from zhixing.meetings.service.meetings import meeting_of
from zhixing.meetings.service.rounds import seen_lane
from zhixing.meetings.service.running import just_held, meeting_of_lane
from zhixing.meetings.tables import MeetingRow
from zhixing.records import Work
from zhixing.teams.service.membership import teams

_OWN = ("block", "waits", "unopened")


class MeetingWall(Activity):
    """What everybody in the room sees, of one group (``lane``) or of the class."""

    name: ClassVar[str] = "meeting-wall"
    module: ClassVar[str] = "meetings/static/meeting-wall.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"meetings", "attendance", "teams", "people"})

    def __init__(self, names: frozenset[str] = frozenset()) -> None:
        """Take the names of the activities that may be nested."""
        self._names = names

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return what is on the screen; nothing but that it is blank while it is hidden."""
        lane = params.get("lane", "")
        row = _meeting(db, actor, params, lane)
        framed = params.get("framed") == "yes"
        if row is None:
            return {"now": exactly_now(), "kind": "idle", "framed": framed}
        lane = row.team_id or lane
        seen_lane(db, actor, row.id, lane)
        course = course_of(db, row)
        if course.standing(lane, present_moment()).hidden:
            return {"now": exactly_now(), "kind": "hidden", "framed": framed}
        return {
            "now": exactly_now(),
            "kind": "shown",
            "framed": framed,
            **self._shown(db, actor, course, lane),
        }

    def _shown(self, db: Work, actor: Actor, course: Course, lane: str) -> dict[str, Any]:
        phase = phase_of(course, lane)
        at = lane if phase in _OWN else course.home
        standing, block = course.standing(at, present_moment()), course.block(at)
        speaks = block is not None and block.form in TIMED
        turns = turns_json(floor_of(db, course, at), actor, leads=False) if speaks else None
        if turns is not None and turns["folded"] and turns["now"] is None:
            turns = None
        apart = course.apart
        return {
            "title": course.meeting.title,
            "group": groups_json(teams(db, course.meeting.classroom_id)).get(lane),
            "phase": phase,
            "block": block_json(course.plan.get(standing.block)),
            "apart": [each.title.json() for each in apart.blocks] if apart and phase == "apart" else [],
            "ends": standing.ends,
            "gather": course.standing(course.home, present_moment()).ends if phase in _OWN[1:] else None,
            "turns": turns and {"now": turns["now"], "next": turns["next"], "minutes": turns["minutes"]},
            "ideas": self._ideas(course, at),
        }

    def _ideas(self, course: Course, lane: str) -> dict[str, Any] | None:
        block = course.block(lane)
        if block is None or block.form is not Form.IDEAS:
            return None
        params = {"meeting": course.meeting.id, "lane": lane, "board": board_of(block)}
        return tool("ideas-shown", params, self._names)


def _meeting(db: Work, actor: Actor, params: Params, lane: str) -> MeetingRow | None:
    """Return the meeting asked for, else the one that runs for the lane or was held there just now.

    The person must belong to it.
    """
    if "meeting" in params:
        return meeting_of(db, actor, params["meeting"])
    found = meeting_of_lane(db, actor.classroom, lane) or just_held(
        db, actor.classroom, lane, present_moment()
    )
    return None if found is None else meeting_of(db, actor, found.id)
