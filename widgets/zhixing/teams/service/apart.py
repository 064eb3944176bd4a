"""Who is kept apart: pairs without a reason, known only to whoever forms groups."""

from sqlalchemy import select

from zhixing.actor import Actor
from zhixing.classroom.people import member
from zhixing.classroom.rules import Door, require
from zhixing.errors import InputError
from zhixing.records import Work
from zhixing.teams.service.changes import SUBJECT
from zhixing.teams.service.profiles import takes_part
from zhixing.teams.tables import KeepApartRow


def pairs(db: Work, actor: Actor) -> tuple[tuple[str, str], ...]:
    """Return the ids of those who are not put into one group.

    Raises:
        RefusedError: not for whoever does not form groups.
    """
    require(actor, Door.FORM_GROUPS)
    query = select(KeepApartRow).where(KeepApartRow.classroom_id == actor.classroom)
    rows = db.scalars(query.order_by(KeepApartRow.one, KeepApartRow.other))
    return tuple((row.one, row.other) for row in rows)


def keep_apart(db: Work, actor: Actor, first: str, second: str) -> None:
    """Let two people not be put into one group; said twice, it changes nothing.

    Raises:
        RefusedError: not this person's.
        InputError: twice the same person, or somebody who is not put into groups.
        MissingError: somebody is not in the class any more.
    """
    require(actor, Door.FORM_GROUPS)
    if first == second:
        raise InputError("members.error.apart-same")
    for each in (first, second):
        if not takes_part(member(db, actor, each)):
            raise InputError("members.error.not-in-groups")
    one, other = sorted((first, second))
    if db.get(KeepApartRow, (one, other)) is None:
        db.add(KeepApartRow(one=one, other=other, classroom_id=actor.classroom))
        db.flush()
    db.touch(actor.classroom, SUBJECT)


def let_together(db: Work, actor: Actor, first: str, second: str) -> None:
    """Let two people be put into one group again.

    Raises:
        RefusedError: not this person's.
    """
    require(actor, Door.FORM_GROUPS)
    row = db.get(KeepApartRow, tuple(sorted((first, second))))
    if row is not None and row.classroom_id == actor.classroom:
        db.delete(row)
        db.flush()
    db.touch(actor.classroom, SUBJECT)
