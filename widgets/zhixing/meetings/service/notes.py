"""Notes of a meeting: written by liaison, leader or facilitator, read by whoever belongs to the lane."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from zhixing.actor import Actor
from zhixing.classroom.people import member
from zhixing.classroom.rules import Door
from zhixing.errors import ConflictError, MissingError
from zhixing.meetings.rules.notes import NoteDraft, following
from zhixing.meetings.service.course import course_of
from zhixing.meetings.service.meetings import require_lane
from zhixing.meetings.service.recording import require_open
from zhixing.meetings.tables import MeetingRow, NoteRow
from zhixing.records import Work, new_id
from zhixing.records.clock import utc_now


def notes(db: Work, meeting_id: str, lane: str, *, taken_back: bool = False) -> Sequence[NoteRow]:
    """Return the notes of a lane in their order; those taken back only where asked for, at the end."""
    query = select(NoteRow).where(NoteRow.meeting_id == meeting_id, NoteRow.lane == lane)
    rows = db.scalars(query.order_by(NoteRow.withdrawn, NoteRow.position, NoteRow.id))
    return [row for row in rows if taken_back or not row.withdrawn]


def add_note(db: Work, actor: Actor, meeting_id: str, lane: str, draft: NoteDraft) -> NoteRow:
    """Note something; where the meeting runs, the block in which it was said is kept with it.

    Raises:
        RefusedError: not this person's, or the minutes are confirmed.
        InputError: nothing, or too much, is said.
        MissingError: there is no such meeting, lane or person.
    """
    meeting = _open_lane(db, actor, meeting_id, lane)
    checked = _spoken(db, actor, draft.checked())
    at = course_of(db, meeting).block(lane)
    places = [row.position for row in notes(db, meeting_id, lane, taken_back=True)]
    row = NoteRow(
        id=new_id(),
        meeting_id=meeting.id,
        lane=lane,
        classroom_id=meeting.classroom_id,
        block="" if at is None else at.id,
        kind=checked.kind.value,
        person_id=checked.person,
        text=checked.text,
        highlighted=checked.highlighted,
        position=following(places),
        version=1,
        changed=utc_now(),
    )
    db.add(row)
    _touch(db, row)
    return row


def change_note(db: Work, actor: Actor, note_id: str, draft: NoteDraft, seen_version: int) -> NoteRow:
    """Word a note anew, or make it another kind.

    Raises:
        RefusedError: not this person's, or the minutes are confirmed.
        ConflictError: ``record.error.note-changed``; the sentence says what stands there now.
        InputError: nothing, or too much, is said.
    """
    row = _seen(db, actor, note_id, seen_version)
    checked = _spoken(db, actor, draft.checked())
    row.kind, row.text = checked.kind.value, checked.text
    row.person_id, row.highlighted = checked.person, checked.highlighted
    return _changed(db, row)


def take_back(db: Work, actor: Actor, note_id: str, seen_version: int) -> NoteRow:
    """Take a note back; it stays where it is, marked, and out of the minutes.

    Raises:
        RefusedError: not this person's, or the minutes are confirmed.
        ConflictError: somebody changed it meanwhile.
    """
    row = _seen(db, actor, note_id, seen_version)
    row.withdrawn = True
    return _changed(db, row)


def put_in_again(db: Work, actor: Actor, note_id: str, seen_version: int) -> NoteRow:
    """Put a note in again that was taken back.

    Raises:
        RefusedError: not this person's, or the minutes are confirmed.
        ConflictError: somebody changed it meanwhile.
    """
    row = _seen(db, actor, note_id, seen_version)
    row.withdrawn = False
    return _changed(db, row)


def move_note(db: Work, actor: Actor, note_id: str, *, down: bool) -> None:
    """Exchange a note with its neighbour of the same kind; at the end of the list nothing happens.

    Raises:
        RefusedError: not this person's, or the minutes are confirmed.
    """
    row = _note(db, actor, note_id)
    same = [each for each in notes(db, row.meeting_id, row.lane) if each.kind == row.kind]
    at = next((place for place, each in enumerate(same) if each.id == row.id), None)
    if at is None:
        return
    other = at + (1 if down else -1)
    if 0 <= other < len(same):
        row.position, same[other].position = same[other].position, row.position
        _touch(db, row)


def _open_lane(db: Work, actor: Actor, meeting_id: str, lane: str) -> MeetingRow:
    meeting = require_lane(db, actor, meeting_id, lane, Door.WRITE_MINUTES)
    require_open(db, meeting, lane)
    return meeting


def _note(db: Work, actor: Actor, note_id: str) -> NoteRow:
    row = db.get(NoteRow, note_id, populate_existing=True)
    if row is None or row.classroom_id != actor.classroom:
        raise MissingError("record.error.no-note")
    _open_lane(db, actor, row.meeting_id, row.lane)
    return row


def _seen(db: Work, actor: Actor, note_id: str, seen_version: int) -> NoteRow:
    row = _note(db, actor, note_id)
    if row.version != seen_version:
        time = datetime.fromisoformat(row.changed).astimezone().strftime("%H:%M")
        raise ConflictError("record.error.note-changed", {"time": time, "text": row.text})
    return row


def _spoken(db: Work, actor: Actor, draft: NoteDraft) -> NoteDraft:
    if draft.person is not None:
        member(db, actor, draft.person)
    return draft


def _changed(db: Work, row: NoteRow) -> NoteRow:
    row.version += 1
    row.changed = utc_now()
    _touch(db, row)
    return row


def _touch(db: Work, row: NoteRow) -> None:
    db.flush()
    db.touch(row.classroom_id, "notes")
