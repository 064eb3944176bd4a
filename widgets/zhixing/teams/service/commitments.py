"""Who takes part: asked of each person, answered by nobody else."""

from collections.abc import Mapping

from sqlalchemy import select

from zhixing.actor import Actor, Role
from zhixing.classroom.rules import Door, may, require
from zhixing.records import Work
from zhixing.records.clock import utc_now
from zhixing.teams.rules.profile import NOT_ASKED, Commitment
from zhixing.teams.service.changes import SUBJECT, of_person
from zhixing.teams.tables import CommitmentRow

BOSSES = frozenset({Role.LEADER, Role.CONVENOR})
"""Before whom nobody should have to say yes: they never see who answered what, whatever else they are."""


def sees_names(actor: Actor) -> bool:
    """Tell whether somebody sees who answered what: whoever forms groups and is nobody's superior here."""
    return may(actor, Door.FORM_GROUPS) and (actor.solo or not actor.has(*BOSSES))


def standing(db: Work, classroom_id: str) -> Mapping[str, Commitment]:
    """Return the answers of a class, by person; who has not answered is not among them."""
    rows = db.scalars(select(CommitmentRow).where(CommitmentRow.classroom_id == classroom_id))
    return {row.person_id: _said(row) for row in rows if row.answer}


def own(db: Work, actor: Actor) -> Commitment:
    """Return what somebody has answered themselves."""
    row = db.get(CommitmentRow, actor.person)
    return NOT_ASKED if row is None else _said(row)


def _said(row: CommitmentRow) -> Commitment:
    return Commitment(row.answer, row.hours, row.brings, row.needs, row.answered)


def answer(db: Work, actor: Actor, said: Commitment) -> None:
    """Store what somebody answers for themselves; there is no way to answer for another.

    Raises:
        RefusedError: the person is not put into groups.
        InputError: no answer, or something out of bounds.
    """
    require(actor, Door.TAKE_PART)
    said = said.checked()
    row = db.get(CommitmentRow, actor.person)
    if row is None:
        row = CommitmentRow(person_id=actor.person, classroom_id=actor.classroom)
        db.add(row)
    row.answer, row.hours, row.brings, row.needs = said.answer, said.hours, said.brings, said.needs
    row.answered = utc_now()
    db.flush()
    db.touch(actor.classroom, SUBJECT, of_person(actor.person))
