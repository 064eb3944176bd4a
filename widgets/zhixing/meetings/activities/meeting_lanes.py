"""The facilitator's look at every group at once: its block, its clock, what it has to show for it."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.rules import Door, require
from zhixing.classroom.session import values_of
from zhixing.meetings.activities.room_strip import block_json, groups_json, phase_of
from zhixing.meetings.rules import run as rules
from zhixing.meetings.service import runs
from zhixing.meetings.service.clock import exactly_now
from zhixing.meetings.service.course import Course, courses_of, present_moment
from zhixing.meetings.service.progress import Progress, progress
from zhixing.meetings.service.running import running_meetings
from zhixing.records import Work
from zhixing.teams.service.membership import members, teams

Version = Annotated[int, Field(ge=0)]


class ForAll(Act):
    """Give everybody more minutes, or take some away."""

    kind: Literal["more-time"]
    meeting: str
    minutes: Annotated[int, Field(ge=-10, le=30)]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Move the end of what the class and all its groups are in."""
        runs.more_time(db, actor, self.meeting, "", self.minutes)


class CallBack(Act):
    """Call everybody together, and open what the class does next."""

    kind: Literal["call-back"]
    meeting: str
    version: Version

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Close what groups are in."""
        runs.go_on(db, actor, self.meeting, "", self.version)


class Back(Act):
    """Take the last move of the class back."""

    kind: Literal["undo"]
    meeting: str
    version: Version

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Send the groups back to where they were."""
        runs.undo(db, actor, self.meeting, "", self.version)


class MeetingLanes(Activity):
    """Every group that meets now, in the order of the tables; nobody is ranked and nobody is named."""

    name: ClassVar[str] = "meeting-lanes"
    module: ClassVar[str] = "meetings/static/meeting-lanes.js"
    subjects: ClassVar[frozenset[str]] = frozenset(
        {"meetings", "attendance", "teams", "people", "ideas", "ledger", "notes"}
    )
    acts: ClassVar[tuple[type[Act], ...]] = (ForAll, CallBack, Back)

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return a row for each group in the class's meeting, or else in a meeting of its own.

        With ``bare`` the page shows the rows alone, as where the buttons for everybody stand beside it.
        """
        require(actor, Door.RUN_SESSION)
        courses = courses_of(db, running_meetings(db, actor.classroom))
        leading = next((course for course in courses if course.meeting.team_id is None), None)
        groups = groups_json(teams(db, actor.classroom))
        places = _places(courses, leading, groups)
        grouped = members(db, actor.classroom)
        people = {
            (course.meeting.id, lane): frozenset(one.id for one in grouped.get(lane, ()))
            for course, lane in places
        }
        done = progress(db, places, people)
        return {
            "now": exactly_now(),
            "bare": params.get("bare") == "yes",
            "class": None if leading is None else _class(leading),
            "rows": [
                _row(course, lane, groups, done.get((course.meeting.id, lane))) for course, lane in places
            ],
            "extend": values_of(db, actor.classroom).int("session.extend-minutes"),
        }


def _places(
    courses: list[Course], leading: Course | None, groups: dict[str, dict[str, Any]]
) -> list[tuple[Course, str]]:
    """Return where each group meets now: in the class's meeting while one runs, else in its own."""
    if leading is not None:
        return [(leading, lane) for lane in leading.groups]
    order = list(groups)
    own = [(course, course.home) for course in courses if course.home in groups]
    return sorted(own, key=lambda place: order.index(place[1]))


def _class(course: Course) -> dict[str, Any]:
    """Return where the class as a whole is, and what calling everybody together leads to."""
    standing = course.standing(course.home, present_moment())
    coming = rules.following(course.stops, course.run(course.home))
    return {
        "meeting": course.meeting.id,
        "title": course.meeting.title,
        "phase": phase_of(course, course.home),
        "block": block_json(course.plan.get(standing.block)),
        "next": None if coming is None else coming.title.json(),
        "ends": standing.ends,
        "due": standing.due,
        "version": standing.version,
        "undo": course.run(course.home).has_begun,
    }


def _row(
    course: Course, lane: str, groups: dict[str, dict[str, Any]], done: Progress | None
) -> dict[str, Any]:
    """Return one group: its block, its clock, and what it has to show for it."""
    standing = course.standing(lane, present_moment())
    block = course.block(lane)
    return {
        "meeting": course.meeting.id,
        "lane": lane,
        "group": groups.get(lane),
        "phase": phase_of(course, lane),
        "block": None if block is None else block.title.json(),
        "ends": standing.ends,
        "due": standing.due,
        "left": str(standing.past[-1]["ended"]) if standing.past and standing.block is None else None,
        "progress": None if done is None else {"what": done.what, "count": done.count, "of": done.of},
    }
