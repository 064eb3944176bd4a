"""How far a meeting is: which blocks are over, which go on, and whether anything has happened at all."""

from dataclasses import dataclass

from sqlalchemy import select

from zhixing.decisions.service import working_papers
from zhixing.ledger.tables import EntryRow
from zhixing.meetings.service.actions import source_of
from zhixing.meetings.service.meetings import State
from zhixing.meetings.service.ratings import is_rated
from zhixing.meetings.service.recording import subject_of
from zhixing.meetings.service.rounds import discussion_subject
from zhixing.meetings.tables import (
    AttendanceRow,
    CoachNoteRow,
    IdeaRow,
    MeetingRow,
    MeetingRunRow,
    NoteRow,
    SlipRow,
    SpeechRow,
    TapRow,
)
from zhixing.records import Work

_TRACES = (MeetingRunRow, SpeechRow, TapRow, NoteRow, AttendanceRow, IdeaRow, SlipRow, CoachNoteRow)


@dataclass(frozen=True, slots=True)
class Progress:
    """Ids of blocks that are over in some lane, and of those that go on."""

    past: frozenset[str]
    current: frozenset[str]


def progress(db: Work, row: MeetingRow) -> Progress:
    """Return how far a meeting is in its lanes."""
    runs = list(db.scalars(select(MeetingRunRow).where(MeetingRunRow.meeting_id == row.id)))
    past = {step["block"] for run in runs for step in run.past}
    return Progress(frozenset(past), frozenset(run.block for run in runs if run.block is not None))


def has_happened(db: Work, row: MeetingRow) -> bool:
    """Tell whether there is anything that would be lost with a meeting."""
    if row.state != State.PLANNED or row.detail:
        return True
    for table in _TRACES:
        if db.scalar(select(table.meeting_id).where(table.meeting_id == row.id).limit(1)) is not None:
            return True
    papers = (subject_of(row, row.team_id or ""), discussion_subject(row.id))
    if any(working_papers(db, row.classroom_id, under) for under in papers) or is_rated(db, row):
        return True
    agreed = select(EntryRow.id).where(EntryRow.source == source_of(row.id))
    return db.scalar(agreed.limit(1)) is not None
