"""Paper ballots: a stack is entered as one batch, and a batch can be taken back."""

import secrets
from typing import Any

from sqlalchemy import func, select

from zhixing.actor import Actor
from zhixing.classroom.ballots import turnout, window_of
from zhixing.classroom.rules import Door, WindowState, ballot_key, require, voting_roles
from zhixing.classroom.tables import BallotRow, ClassroomRow, PaperBatchRow, PersonRow, WindowRow
from zhixing.errors import InputError, MissingError, RefusedError
from zhixing.records import Work, new_id
from zhixing.records.clock import utc_now

AT_MOST = 400
"""Paper ballots in one batch."""


def enter_batch(
    db: Work,
    actor: Actor,
    window_id: str,
    label: str,
    ballots: list[dict[str, Any]],
    *,
    confirmed: bool = False,
    expected: int | None = None,
) -> str:
    """Enter a stack of paper ballots, already checked one by one; each counts like any other.

    Args:
        db: the unit of work.
        actor: who enters paper.
        window_id: the window.
        label: what the stack is called.
        ballots: the ballots.
        confirmed: the number has been counted again; only a class that people join without a roster needs it.
        expected: how many vote in a window that is for some people only; None: the class.

    Returns:
        The id of the batch.

    Raises:
        InputError: none or too many for one batch, or with what has come in more than the class has voters.
        RefusedError: the result is shown already.
    """
    require(actor, Door.ENTER_PAPER)
    window = _countable(db, actor, window_id)
    if not 0 < len(ballots) <= AT_MOST:
        raise InputError("classroom.error.batch-size", {"most": AT_MOST})
    _check_room(db, window, len(ballots), confirmed=confirmed, expected=expected)
    batch = PaperBatchRow(
        id=new_id(),
        window_id=window.id,
        label=label,
        entered_by=actor.person,
        entered=utc_now(),
    )
    db.add(batch)
    db.flush()
    for content in ballots:
        key = ballot_key(window.id, secrets.token_hex(16))
        db.add(BallotRow(window_id=window.id, key=key, person_id=None, batch_id=batch.id, content=content))
    db.touch(actor.classroom, "ballots")
    return batch.id


def known_voters(db: Work, window: WindowRow) -> int:
    """Count the people on the list who may vote in a window, here or not."""
    held = db.scalars(select(PersonRow.roles).where(PersonRow.classroom_id == window.classroom_id))
    return sum(1 for roles in held if not voting_roles(window.subject).isdisjoint(roles))


def takes_more(db: Work, classroom_id: str) -> bool:
    """Tell whether a class may have more voters than are on its list: people join it without a roster."""
    return db.get_one(ClassroomRow, classroom_id).walk_ins


def _check_room(
    db: Work, window: WindowRow, sheets: int, *, confirmed: bool, expected: int | None = None
) -> None:
    if confirmed and expected is None and takes_more(db, window.classroom_id):
        return
    if expected is None:
        expected = known_voters(db, window)
    counted = turnout(db, window)
    there = counted.voted + counted.paper
    if there + sheets > expected:
        found = {"sheets": sheets, "there": there, "expected": expected}
        raise InputError("classroom.error.more-than-class", found)


def remove_batch(db: Work, actor: Actor, batch_id: str) -> None:
    """Take a batch back, with all its ballots."""
    require(actor, Door.ENTER_PAPER)
    batch = db.get(PaperBatchRow, batch_id)
    if batch is None:
        raise MissingError("classroom.error.no-batch")
    _countable(db, actor, batch.window_id)
    db.delete(batch)
    db.touch(actor.classroom, "ballots")


def batches(db: Work, window_id: str) -> list[dict[str, Any]]:
    """Return the batches of a window with their sizes, first entered first."""
    query = (
        select(PaperBatchRow.id, PaperBatchRow.label, func.count(BallotRow.key))
        .outerjoin(BallotRow, BallotRow.batch_id == PaperBatchRow.id)
        .where(PaperBatchRow.window_id == window_id)
        .group_by(PaperBatchRow.id, PaperBatchRow.label, PaperBatchRow.entered)
        .order_by(PaperBatchRow.entered)
    )
    return [{"id": batch, "label": label, "count": count} for batch, label, count in db.execute(query)]


def _countable(db: Work, actor: Actor, window_id: str) -> WindowRow:
    """Return a window that paper still counts in: once its result is shown, nothing changes it."""
    window = window_of(db, actor, window_id)
    if window.state == WindowState.REVEALED:
        raise RefusedError("classroom.error.window-closed")
    return window
