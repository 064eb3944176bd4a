"""Rows of ideas: found, written, worded anew; what every change of a wall's list has in common."""

from collections.abc import Sequence

from sqlalchemy import select

from zhixing.actor import Actor
from zhixing.errors import ConflictError, MissingError
from zhixing.meetings.rules.ideas import Idea, check_room
from zhixing.meetings.service.rounds import Place, discussion_of, idea_of, ideas_in, led_lane
from zhixing.meetings.service.slips import refuse_with_slips, slips_in
from zhixing.meetings.tables import IdeaRow, MeetingRow
from zhixing.records import Work, new_id


def changeable(db: Work, actor: Actor, place: Place) -> MeetingRow:
    """Return the meeting in which somebody may change the list of a wall.

    Raises:
        RefusedError: not this person's, or slips have been filled in on the list.
        MissingError: there is no such meeting, lane or wall.
    """
    row = led_lane(db, actor, place)
    wall = discussion_of(db, row, place.lane).wall(place.board, place.wall)
    refuse_with_slips(slips_in(db, row, place.lane), wall)
    return row


def write(
    db: Work, row: MeetingRow, place: Place, lines: Sequence[str], heading: str = ""
) -> tuple[Idea, ...]:
    """Store ideas at the end of a wall's list.

    Raises:
        InputError: ``ideas.error.full``.
    """
    there = ideas_in(db, row, place.lane)[place.wall].all
    check_room(len(there), len(lines))
    first = max((idea.number for idea in there), default=0) + 1
    rows = [
        IdeaRow(
            id=new_id(),
            meeting_id=row.id,
            lane=place.lane,
            classroom_id=row.classroom_id,
            board=place.wall,
            text=line,
            cluster=heading,
            withdrawn=False,
            position=number,
            version=1,
        )
        for number, line in enumerate(lines, first)
    ]
    db.add_all(rows)
    said(db, row)
    return tuple(idea_of(each) for each in rows)


def idea_rows(db: Work, ideas: Sequence[Idea]) -> list[IdeaRow]:
    """Return the rows of ideas."""
    return list(db.scalars(select(IdeaRow).where(IdeaRow.id.in_([idea.id for idea in ideas]))))


def idea_row(db: Work, row: MeetingRow, place: Place, idea_id: str) -> IdeaRow:
    """Return an idea of a wall, wherever it is.

    Raises:
        MissingError: ``ideas.error.no-idea``.
    """
    found = db.get(IdeaRow, idea_id)
    if found is None or (found.meeting_id, found.lane, found.board) != (row.id, place.lane, place.wall):
        raise MissingError("ideas.error.no-idea")
    return found


def standing_row(db: Work, row: MeetingRow, place: Place, idea_id: str) -> IdeaRow:
    """Return an idea that stands.

    Raises:
        MissingError: ``ideas.error.no-idea``.
        ConflictError: ``ideas.error.moved``: it was merged or set aside meanwhile.
    """
    found = idea_row(db, row, place, idea_id)
    if found.withdrawn or found.merged_into is not None:
        raise ConflictError("ideas.error.moved")
    return found


def reword(idea: IdeaRow, line: str, seen_version: int) -> None:
    """Word an idea anew.

    Raises:
        ConflictError: ``ideas.error.reworded``: somebody else did meanwhile; the sentence quotes it.
    """
    if idea.version != seen_version:
        raise ConflictError("ideas.error.reworded", {"text": idea.text})
    idea.text = line
    idea.version += 1


def said(db: Work, row: MeetingRow) -> None:
    """Wake the pages that show ideas."""
    db.flush()
    db.touch(row.classroom_id, "ideas")
