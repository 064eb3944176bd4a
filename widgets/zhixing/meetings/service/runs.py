"""What whoever leads a meeting does with its run: start, next, undo, more time, end, hide."""

from sqlalchemy import select

from zhixing.actor import Actor
from zhixing.classroom.rules import Door
from zhixing.errors import ConflictError, RefusedError
from zhixing.meetings.rules import run as rules
from zhixing.meetings.rules.run import Run
from zhixing.meetings.service.apart import call_back, next_apart, part, send_back, take_back
from zhixing.meetings.service.course import (
    Course,
    Standing,
    course_of,
    present_moment,
    row_of,
    standing,
    write,
)
from zhixing.meetings.service.meetings import State, meeting_of, require_lane
from zhixing.meetings.service.speeches import stop_talking
from zhixing.meetings.tables import MeetingRow
from zhixing.records import Work
from zhixing.teams.service.membership import require_in

__all__ = ["Standing", "end", "go_on", "hide", "more_time", "standing", "start", "undo"]

_PAUSED = "paused"
"""Under which a run remembers that its meeting was ended between two days."""


def start(db: Work, actor: Actor, meeting_id: str) -> None:
    """Begin a meeting with its first block.

    Raises:
        ConflictError: ``room.error.started``, it runs already; ``room.error.ended``, it is over.
        RefusedError: ``room.error.other-runs``, ``room.error.empty-plan``.
    """
    course, now = _led(db, actor, meeting_id), present_moment()
    if course.meeting.state != State.PLANNED:
        raise _already(course)
    _only_one(db, course.meeting)
    if not course.stops:
        raise RefusedError("room.error.empty-plan")
    write(db, course, course.home, rules.go_on(course.stops, Run(), now))
    part(db, course, now)
    _becomes(course, State.RUNNING)
    _touch(db, course)


def go_on(db: Work, actor: Actor, meeting_id: str, lane: str, seen_version: int) -> None:
    """Go to the next block of a lane; with the class, every group follows.

    Raises:
        ConflictError: ``room.error.moved``, somebody pressed before; ``room.error.ended``.
        RefusedError: ``room.error.last-block``, ``room.error.class-leads``, ``room.error.waiting``,
            ``room.error.not-running``.
    """
    course, now = _led(db, actor, meeting_id, lane, seen_version), present_moment()
    _require_running(course)
    if lane == course.home:
        call_back(db, course, now)
        write(db, course, lane, rules.go_on(course.stops, course.run(lane), now))
        part(db, course, now)
    else:
        write(db, course, lane, next_apart(course, lane, now))
    _moved(db, course, lane)


def undo(db: Work, actor: Actor, meeting_id: str, lane: str, seen_version: int) -> None:
    """Take the last move of a lane back; the block before gets the time.

    Raises:
        ConflictError: ``room.error.moved``.
        RefusedError: ``room.error.nothing-to-undo``, ``room.error.groups-moved``, ``room.error.confirmed``.
    """
    course = _led(db, actor, meeting_id, lane, seen_version)
    if course.meeting.state == State.CONFIRMED:
        raise RefusedError("room.error.confirmed")
    if lane == course.home:
        _undo_home(db, course)
    else:
        if not course.run_apart(lane).past:
            raise RefusedError("room.error.nothing-to-undo")
        write(db, course, lane, rules.undo(course.run(lane)))
    _moved(db, course, lane)


def _undo_home(db: Work, course: Course) -> None:
    if course.meeting.state == State.ENDED:
        _only_one(db, course.meeting)
    take_back(db, course)
    row = row_of(db, course, course.home)
    before = course.run(course.home)
    if not (row.detail or {}).get(_PAUSED):
        before = rules.undo(before)
    row.detail = {**(row.detail or {}), _PAUSED: False}
    write(db, course, course.home, before)
    send_back(db, course)
    _becomes(course, State.RUNNING if before.has_begun else State.PLANNED)


def more_time(db: Work, actor: Actor, meeting_id: str, lane: str, minutes: int) -> None:
    """Give the block more minutes, or take some away; while groups are apart, the class's press is for all.

    Raises:
        RefusedError: ``room.error.no-clock``.
    """
    course, now = _led(db, actor, meeting_id, lane), present_moment()
    write(db, course, lane, rules.more(course.run(lane), minutes, now), moves=False)
    for each in course.groups if lane == course.home and course.apart is not None else ():
        if course.run(each).block is not None:
            write(db, course, each, rules.more(course.run(each), minutes, now), moves=False)
    _touch(db, course)


def end(db: Work, actor: Actor, meeting_id: str) -> None:
    """End a meeting, wherever it is.

    Raises:
        ConflictError: ``room.error.ended``.
        RefusedError: ``room.error.not-running``.
    """
    course, now = _led(db, actor, meeting_id), present_moment()
    _require_running(course)
    call_back(db, course, now)
    row = row_of(db, course, course.home)
    row.detail = {**(row.detail or {}), _PAUSED: row.block is None}
    write(db, course, course.home, rules.leave(course.run(course.home), now))
    _becomes(course, State.ENDED)
    _moved(db, course, course.home)


def hide(db: Work, actor: Actor, meeting_id: str, lane: str, *, hidden: bool) -> None:
    """Blank the screen of a lane, or show it again."""
    course = _led(db, actor, meeting_id, lane)
    row = row_of(db, course, lane)
    row.detail = {**(row.detail or {}), "hidden": hidden}
    _touch(db, course)


def _led(
    db: Work, actor: Actor, meeting_id: str, lane: str | None = None, seen_version: int | None = None
) -> Course:
    """Return a meeting that the person leads, in a lane of it; with a version, if it is still the newest."""
    if lane is None:
        row = meeting_of(db, actor, meeting_id)
        require_in(db, actor, Door.LEAD_MEETING, row.team_id)
    else:
        row = require_lane(db, actor, meeting_id, lane)
    course = course_of(db, row)
    if lane is not None and seen_version is not None:
        run = course.rows.get(lane)
        if (0 if run is None else run.version) != seen_version:
            raise _stale(course, lane)
    return course


def _stale(course: Course, lane: str) -> ConflictError:
    at = course.block(lane) or course.plan.get(course.run(course.home).block)
    if at is None:
        return ConflictError("room.error.moved-away")
    return ConflictError("room.error.moved", {"title": at.title})


def _require_running(course: Course) -> None:
    if course.meeting.state == State.PLANNED:
        raise RefusedError("room.error.not-running")
    if course.meeting.state != State.RUNNING:
        raise ConflictError("room.error.ended")


def _already(course: Course) -> ConflictError:
    run = course.run(course.home)
    at = course.plan.get(run.block)
    if course.meeting.state != State.RUNNING or at is None or run.began is None:
        return ConflictError(
            "room.error.ended" if course.meeting.state != State.RUNNING else "room.error.paused"
        )
    began = run.past[0].began if run.past else run.began
    minutes = max(0, round((present_moment() - began).total_seconds() / 60))
    return ConflictError("room.error.started", {"title": at.title, "minutes": minutes})


def _only_one(db: Work, meeting: MeetingRow) -> None:
    """Refuse to begin while another meeting of the same people runs."""
    same = MeetingRow.team_id.is_(None) if meeting.team_id is None else MeetingRow.team_id == meeting.team_id
    query = select(MeetingRow.title).where(
        MeetingRow.classroom_id == meeting.classroom_id, MeetingRow.state == State.RUNNING, same
    )
    other = db.scalar(query.limit(1))
    if other is not None:
        raise RefusedError("room.error.other-runs", {"title": other})


def _becomes(course: Course, state: State) -> None:
    if course.meeting.state != state:
        course.meeting.state = state
        course.meeting.changed = rules.stored(present_moment())


def _moved(db: Work, course: Course, lane: str) -> None:
    """Whoever was speaking in a block that is over has spoken."""
    lanes = course.lanes if lane == course.home else (lane,)
    stop_talking(db, course.meeting.id, lanes, present_moment())
    _touch(db, course)


def _touch(db: Work, course: Course) -> None:
    db.touch(course.meeting.classroom_id, "meetings")
