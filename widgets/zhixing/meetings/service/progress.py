"""What lanes of meetings have to show for their present blocks: turns, ideas, actions, notes; never names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from zhixing.ledger.tables import EntryRow
from zhixing.meetings.rules.plan import Form
from zhixing.meetings.service.course import Course
from zhixing.meetings.service.presence import attendances
from zhixing.meetings.tables import IdeaRow, NoteRow, SpeechRow
from zhixing.records import Work

Place = tuple[str, str]
"""A meeting and a lane of it."""
_COUNTED = {Form.IDEAS: "ideas", Form.ACTIONS: "actions", Form.TALK: "notes", Form.REPORTS: "notes"}
_BOARD = "ideas"


@dataclass(frozen=True, slots=True)
class Progress:
    """What a lane's block has come to: ``turns``, ``ideas``, ``actions`` or ``notes``; ``of`` how many."""

    what: str
    count: int
    of: int | None = None


def progress(
    db: Work, places: Sequence[tuple[Course, str]], people: Mapping[Place, frozenset[str]]
) -> dict[Place, Progress]:
    """Return what each lane's block has come to; a lane in a block where nothing counts is left out.

    Args:
        db: the unit of work.
        places: meetings and lanes of them.
        people: who takes part, by place.
    """
    courses = {course.meeting.id: course for course, _ in places}
    counted, spoken = _counted(db, courses), _spoken(db, courses)
    attendance = attendances(db, {name: course.plan for name, course in courses.items()})
    found: dict[Place, Progress] = {}
    for course, lane in places:
        place, block = (course.meeting.id, lane), course.block(lane)
        if block is not None and block.form is Form.TURNS:
            here = people.get(place, frozenset()) - attendance[course.meeting.id].away(block.id)
            done = len(here & spoken.get((*place, block.id), frozenset()))
            found[place] = Progress("turns", done, len(here))
        elif block is not None and block.form in _COUNTED:
            what = _COUNTED[block.form]
            board = (block.board or _BOARD) if what == "ideas" else ""
            found[place] = Progress(what, counted.get((what, *place, board), 0))
    return found


def _counted(db: Work, courses: Iterable[str]) -> dict[tuple[str, str, str, str], int]:
    """Count ideas by board, notes, and what was agreed to do, by meeting and lane."""
    ids = list(courses)
    ideas = (
        select(IdeaRow.meeting_id, IdeaRow.lane, IdeaRow.board, func.count())
        .where(IdeaRow.meeting_id.in_(ids), IdeaRow.withdrawn.is_(False), IdeaRow.merged_into.is_(None))
        .group_by(IdeaRow.meeting_id, IdeaRow.lane, IdeaRow.board)
    )
    notes = (
        select(NoteRow.meeting_id, NoteRow.lane, func.count())
        .where(NoteRow.meeting_id.in_(ids))
        .group_by(NoteRow.meeting_id, NoteRow.lane)
    )
    sources = {f"meeting/{meeting}": meeting for meeting in ids}
    agreed = (
        select(EntryRow.source, EntryRow.team, func.count())
        .where(EntryRow.source.in_(list(sources)))
        .group_by(EntryRow.source, EntryRow.team)
    )
    found: dict[tuple[str, str, str, str], int] = {}
    for meeting, lane, board, count in db.execute(ideas):
        found["ideas", meeting, lane, board] = int(count)
    for meeting, lane, count in db.execute(notes):
        found["notes", meeting, lane, ""] = int(count)
    for source, team, count in db.execute(agreed):
        found["actions", sources[source], team, ""] = int(count)
    return found


def _spoken(db: Work, courses: Iterable[str]) -> dict[tuple[str, str, str], set[Any]]:
    """Return who has had the floor, by meeting, lane and block."""
    columns = (SpeechRow.meeting_id, SpeechRow.lane, SpeechRow.block, SpeechRow.person_id)
    found: dict[tuple[str, str, str], set[Any]] = {}
    query = select(*columns).where(SpeechRow.meeting_id.in_(list(courses))).distinct()
    for meeting, lane, block, person in db.execute(query):
        found.setdefault((meeting, lane, block), set()).add(person)
    return found
