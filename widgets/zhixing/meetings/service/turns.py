"""Speaking in turn: the next one, more time, handing over the rest, skipping to the end."""

from datetime import datetime, timedelta
from typing import Any

from zhixing.actor import Actor
from zhixing.classroom.people import member
from zhixing.errors import ConflictError, MissingError, RefusedError
from zhixing.meetings.rules import turns as rules
from zhixing.meetings.rules.run import stored
from zhixing.meetings.service.course import course_of, present_moment, row_of
from zhixing.meetings.service.floor import GIVEN, PUT_OFF, Floor, floor_of
from zhixing.meetings.service.meetings import State, require_lane
from zhixing.meetings.service.speeches import seconds_of, speeches, stop_talking
from zhixing.meetings.tables import MeetingRow, SpeechRow
from zhixing.records import Work, new_id


def begin(db: Work, actor: Actor, meeting_id: str, lane: str, person_id: str, *, seen: str | None) -> None:
    """Give somebody the floor for the time allotted to each; whoever has it has finished.

    Args:
        db: the unit of work.
        actor: whoever leads.
        meeting_id: of the meeting.
        lane: in which lane.
        person_id: who speaks now.
        seen: id of the turn that was under way when the button was pressed.

    Raises:
        ConflictError: ``room.error.turn-moved``, somebody pressed before.
        RefusedError: ``room.error.no-turns``.
        MissingError: ``room.error.no-speaker``.
    """
    floor = _held(db, actor, meeting_id, lane, seen)
    speaker = _known(floor, person_id)
    now = present_moment()
    stop_talking(db, meeting_id, (lane,), now)
    _speaks(db, floor, speaker.id, now, now + timedelta(minutes=floor.minutes))


def extend(db: Work, actor: Actor, meeting_id: str, lane: str, speech_id: str, *, minutes: int) -> None:
    """Give whoever speaks more time, as they have asked for; how much is counted.

    Raises:
        ConflictError: ``room.error.turn-moved``.
    """
    floor = _held(db, actor, meeting_id, lane, speech_id)
    row = _under_way(floor)
    row.ends = stored(rules.later_end(datetime.fromisoformat(row.ends), minutes, present_moment()))
    row.extended += minutes * 60


def end(db: Work, actor: Actor, meeting_id: str, lane: str, speech_id: str) -> None:
    """End a turn; nobody has the floor until the next.

    Raises:
        ConflictError: ``room.error.turn-moved``.
    """
    floor = _held(db, actor, meeting_id, lane, speech_id)
    _under_way(floor)
    stop_talking(db, meeting_id, (lane,), present_moment())


def hand_over(db: Work, actor: Actor, meeting_id: str, lane: str, speech_id: str, *, to: str) -> None:
    """Hand the rest of a turn to somebody else, whose own turn is still to come.

    Raises:
        ConflictError: ``room.error.turn-moved``.
        RefusedError: ``room.error.no-rest``.
        MissingError: ``room.error.no-speaker``.
    """
    floor = _held(db, actor, meeting_id, lane, speech_id)
    speaker, now = _known(floor, to), present_moment()
    left = rules.rest(datetime.fromisoformat(_under_way(floor).ends), now)
    stop_talking(db, meeting_id, (lane,), now)
    given = _speaks(db, floor, speaker.id, now, now + left)
    _remember(db, floor, {GIVEN: [*sorted(floor.given), given]})


def put_off(db: Work, actor: Actor, meeting_id: str, lane: str, person_id: str) -> None:
    """Let somebody speak after the others, because they are not ready or have just gone out.

    Raises:
        RefusedError: ``room.error.no-turns``.
        MissingError: ``room.error.no-speaker``.
    """
    floor = _floor(db, actor, meeting_id, lane)
    speaker = _known(floor, person_id)
    block_id = floor.block.id if floor.block else ""
    row = row_of(db, floor.course, lane)
    known = (row.detail or {}).get(PUT_OFF, {})
    later = [*(one for one in known.get(block_id, ()) if one != speaker.id), speaker.id]
    _remember(db, floor, {PUT_OFF: {**known, block_id: later}})


def spoken(db: Work, meeting: MeetingRow, lane: str) -> dict[str, int]:
    """Return how many seconds each person has spoken in a lane of a meeting."""
    return seconds_of(speeches(db, meeting.id, lane), present_moment())


def _floor(db: Work, actor: Actor, meeting_id: str, lane: str) -> Floor:
    meeting = require_lane(db, actor, meeting_id, lane)
    floor = floor_of(db, course_of(db, meeting), lane)
    if meeting.state != State.RUNNING or floor.block is None:
        raise RefusedError("room.error.no-turns")
    db.touch(meeting.classroom_id, "meetings")
    return floor


def _held(db: Work, actor: Actor, meeting_id: str, lane: str, seen: str | None) -> Floor:
    """Return the floor of a lane, if it is still held by the turn that was seen."""
    floor = _floor(db, actor, meeting_id, lane)
    if (floor.now.id if floor.now else None) == seen:
        return floor
    if floor.now is None:
        raise ConflictError("room.error.turn-over")
    raise ConflictError("room.error.turn-moved", {"name": member(db, actor, floor.now.person_id).name})


def _under_way(floor: Floor) -> SpeechRow:
    if floor.now is None:
        raise ConflictError("room.error.turn-over")
    return floor.now


def _known(floor: Floor, person_id: str) -> rules.Speaker:
    found = floor.speaker(person_id)
    if found is None:
        raise MissingError("room.error.no-speaker")
    return found


def _speaks(db: Work, floor: Floor, person_id: str, now: datetime, ends: datetime) -> str:
    row = SpeechRow(
        id=new_id(),
        meeting_id=floor.course.meeting.id,
        lane=floor.lane,
        classroom_id=floor.course.meeting.classroom_id,
        block=floor.block.id if floor.block else "",
        person_id=person_id,
        began=stored(now),
        ends=stored(ends),
        extended=0,
    )
    db.add(row)
    return row.id


def _remember(db: Work, floor: Floor, what: dict[str, Any]) -> None:
    row = row_of(db, floor.course, floor.lane)
    row.detail = {**(row.detail or {}), **what}
