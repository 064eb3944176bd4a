"""What people have put into a meeting's record, stored as a working paper; and whether it is still open."""

from collections.abc import Callable

from zhixing.actor import Actor
from zhixing.classroom.rules import Door
from zhixing.decisions.service import save_paper, working_paper
from zhixing.errors import RefusedError
from zhixing.meetings.rules.minutes import Record
from zhixing.meetings.tables import MeetingRow
from zhixing.records import Work


def subject_of(meeting: MeetingRow, lane: str) -> str:
    """Return what the record of a lane is called among papers; a meeting's main record has no lane in it."""
    return f"minutes/{meeting.id}" if is_main(meeting, lane) else f"minutes/{meeting.id}/{lane}"


def is_main(meeting: MeetingRow, lane: str) -> bool:
    """Tell whether a lane's record is the meeting's own: the group's, or that of everybody together."""
    return lane == (meeting.team_id or "")


def record_of(db: Work, meeting: MeetingRow, lane: str) -> Record:
    """Return what people have put into the record of a lane; nothing before the first word."""
    paper = working_paper(db, meeting.classroom_id, subject_of(meeting, lane))
    return Record() if paper is None else Record.parse(paper.content)


def change_record(
    db: Work,
    actor: Actor,
    meeting: MeetingRow,
    lane: str,
    edit: Callable[[Record], Record],
    *,
    door: Door = Door.WRITE_MINUTES,
    signed: bool = True,
) -> Record:
    """Store the record as an edit leaves it; the caller has checked what the writer has seen.

    Unsigned, nobody's name is kept beside the change.

    Raises:
        RefusedError: not this person's.
    """
    subject = subject_of(meeting, lane)
    paper = working_paper(db, meeting.classroom_id, subject)
    before = Record() if paper is None else Record.parse(paper.content)
    after = edit(before)
    if after != before:
        version = 0 if paper is None else paper.version
        save_paper(db, actor, subject, after.json(), version, door=door, signed=signed)
    return after


def require_open(db: Work, meeting: MeetingRow, lane: str) -> None:
    """Refuse to change what a confirmed record rests on.

    Raises:
        RefusedError: ``record.error.confirmed``.
    """
    if record_of(db, meeting, lane).confirmed is not None:
        raise RefusedError("record.error.confirmed")
