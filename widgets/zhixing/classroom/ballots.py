"""Windows and ballots: opened and closed by the facilitator, cast by phone, page or paper."""

import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, insert, select

from zhixing.actor import Actor, Role
from zhixing.classroom.rules import (
    MAY,
    BallotMode,
    Door,
    Turnout,
    WindowState,
    anonymous_voter,
    ballot_key,
    require,
    voting_roles,
)
from zhixing.classroom.tables import BallotRow, PersonRow, TurnoutRow, WindowRow
from zhixing.errors import ConflictError, MissingError, RefusedError
from zhixing.records import Work, new_id
from zhixing.records.clock import utc_now

_SHOWN = "shown"
"""Under which a window remembers of how many ballots its results were made that have been shown before."""


def current_window(db: Work, classroom_id: str, purpose: str) -> WindowRow | None:
    """Return the latest window of a purpose, samples left out."""
    return _latest(db, classroom_id, purpose, sample=False)


def current_windows(db: Work, classroom_id: str) -> dict[str, WindowRow]:
    """Return the latest window of every purpose, samples left out."""
    query = (
        select(WindowRow)
        .where(WindowRow.classroom_id == classroom_id, WindowRow.sample.is_(False))
        .order_by(WindowRow.round)
    )
    return {window.purpose: window for window in db.scalars(query)}


def sample_window(db: Work, classroom_id: str, purpose: str) -> WindowRow | None:
    """Return the example round that comes with a demo or one-person class."""
    return _latest(db, classroom_id, purpose, sample=True)


def _latest(db: Work, classroom_id: str, purpose: str, *, sample: bool) -> WindowRow | None:
    query = (
        select(WindowRow)
        .where(
            WindowRow.classroom_id == classroom_id,
            WindowRow.purpose == purpose,
            WindowRow.sample == sample,
        )
        .order_by(WindowRow.round.desc())
        .limit(1)
    )
    return db.scalar(query)


def window_json(window: WindowRow) -> dict[str, Any]:
    """Return what anybody may know of a window."""
    return {
        "id": window.id,
        "purpose": window.purpose,
        "state": window.state,
        "mode": window.mode,
        "round": window.round,
    }


def open_window(
    db: Work,
    actor: Actor,
    purpose: str,
    subject: dict[str, Any],
    mode: BallotMode = BallotMode.CONFIDENTIAL,
    *,
    window_id: str | None = None,
    door: Door = Door.RUN_SESSION,
) -> WindowRow:
    """Open a new round of a purpose.

    Args:
        db: the unit of work.
        actor: the facilitator.
        purpose: what it is for.
        subject: what is voted on.
        mode: how far its ballots are known.
        window_id: the id of a window that was opened by mistake and removed; browsers keep drafts under it.
        door: who may; a group's own windows are opened by whoever leads its meeting.

    Raises:
        RefusedError: not the facilitator's.
        ConflictError: ``classroom.error.already-open``.
    """
    require(actor, door)
    before = current_window(db, actor.classroom, purpose)
    if before is not None and before.state == WindowState.OPEN:
        raise ConflictError("classroom.error.already-open")
    highest = db.scalar(
        select(func.max(WindowRow.round)).where(
            WindowRow.classroom_id == actor.classroom, WindowRow.purpose == purpose
        )
    )
    window = WindowRow(
        id=window_id or new_id(),
        classroom_id=actor.classroom,
        purpose=purpose,
        round=(highest or 0) + 1,
        mode=mode,
        state=WindowState.OPEN,
        sample=False,
        subject={**subject, "salt": secrets.token_hex(16)},
        opened=utc_now(),
        closed=None,
    )
    db.add(window)
    db.flush()
    db.touch(actor.classroom, "windows")
    return window


def solo_window(db: Work, actor: Actor, purpose: str, subject: dict[str, Any]) -> WindowRow:
    """Return the window of somebody who learns alone, opening it when none is about the same."""
    window = current_window(db, actor.classroom, purpose)
    if window is None or not subject.items() <= window.subject.items():
        return open_window(db, actor, purpose, subject)
    return window


def close_window(db: Work, actor: Actor, window_id: str, *, door: Door = Door.RUN_SESSION) -> None:
    """Close a window: phones are put away; who voted anonymously is forgotten."""
    require(actor, door)
    window = window_of(db, actor, window_id)
    if window.state != WindowState.OPEN:
        return
    window.state = WindowState.CLOSED
    window.closed = utc_now()
    if window.mode == BallotMode.ANONYMOUS:
        window.subject = {**window.subject, "voted": _voted(db, window), "salt": ""}
        db.execute(delete(TurnoutRow).where(TurnoutRow.window_id == window.id))
    if window.mode != BallotMode.NAMED:
        _forget_order(db, window.id)
        db.leave_no_trace()
    db.touch(actor.classroom, "windows", "ballots")


def _forget_order(db: Work, window_id: str) -> None:
    """Write the ballots anew in the order of their random keys: storage shall not tell who came when."""
    rows = db.scalars(select(BallotRow).where(BallotRow.window_id == window_id)).all()
    copies = [
        {
            "window_id": row.window_id,
            "key": row.key,
            "person_id": None,
            "batch_id": row.batch_id,
            "content": row.content,
        }
        for row in sorted(rows, key=lambda row: row.key)
    ]
    for row in rows:
        db.expunge(row)
    if copies:
        db.execute(delete(BallotRow).where(BallotRow.window_id == window_id))
        db.execute(insert(BallotRow), copies)


def reveal(db: Work, actor: Actor, window_id: str, *, door: Door = Door.RUN_SESSION) -> None:
    """Show a window's result; an open window is closed first."""
    close_window(db, actor, window_id, door=door)
    window = window_of(db, actor, window_id)
    window.state = WindowState.REVEALED
    db.touch(actor.classroom, "windows", "ballots")


def differs_by_few(db: Work, window: WindowRow, least: int) -> bool:
    """Tell whether so few ballots came or went since a result was shown that they could be told apart.

    Whoever compares what is shown now with what was shown then sees what 1 … least - 1 ballots say, and the
    turnout tells the facilitator whose they are.

    What it does not cover: a ballot that its voter changes leaves the number as it is, and no count tells
    whose it was. A ranking with its means is shown again all the same, so whoever noted the former means can
    work out what the few have given together.

    Args:
        db: the unit of work.
        window: the window; its former results are known by how many ballots they were made of.
        least: the fewest ballots that are shown together; results of fewer were not told in numbers.
    """
    shown = [int(count) for count in window.subject.get(_SHOWN, ()) if count >= least]
    return bool(shown) and any(0 < abs(_stored(db, window) - count) < least for count in shown)


def _remember_shown(db: Work, window: WindowRow) -> None:
    """Keep, of a result that is taken back or opened again, how many ballots it was made of."""
    if window.state == WindowState.REVEALED:
        shown = {*window.subject.get(_SHOWN, ()), _stored(db, window)} - {0}
        if shown:
            window.subject = {**window.subject, _SHOWN: sorted(shown)}


def _stored(db: Work, window: WindowRow) -> int:
    query = select(func.count()).select_from(BallotRow).where(BallotRow.window_id == window.id)
    return db.scalar(query) or 0


def reopen(db: Work, actor: Actor, window_id: str, *, door: Door = Door.RUN_SESSION) -> None:
    """Open a closed window again, so that people may change their ballot or keep it.

    Raises:
        RefusedError: ``classroom.error.anonymous-stays-closed``.
    """
    require(actor, door)
    window = window_of(db, actor, window_id)
    if window.mode == BallotMode.ANONYMOUS:
        raise RefusedError("classroom.error.anonymous-stays-closed")
    _remember_shown(db, window)
    window.state = WindowState.OPEN
    window.closed = None
    db.touch(actor.classroom, "windows")


def open_again(db: Work, actor: Actor, window_id: str) -> None:
    """Open a window that was closed by mistake; an anonymous one only while nobody has voted in it."""
    window = window_of(db, actor, window_id)
    if window.mode != BallotMode.ANONYMOUS:
        reopen(db, actor, window_id)
        return
    require(actor, Door.RUN_SESSION)
    if _voted(db, window):
        raise RefusedError("classroom.error.anonymous-stays-closed")
    kept = {name: value for name, value in window.subject.items() if name != "voted"}
    window.subject = {**kept, "salt": secrets.token_hex(16)}
    window.state, window.closed = WindowState.OPEN, None
    db.touch(actor.classroom, "windows")


def hide_result(db: Work, actor: Actor, window_id: str) -> None:
    """Take a shown result back; the window stays closed."""
    require(actor, Door.RUN_SESSION)
    window = window_of(db, actor, window_id)
    _remember_shown(db, window)
    window.state = WindowState.CLOSED
    db.touch(actor.classroom, "windows", "ballots")


def remove_window(db: Work, actor: Actor, window_id: str) -> None:
    """Delete a window in which nobody has taken part, as if it had not been opened."""
    require(actor, Door.RUN_SESSION)
    db.delete(window_of(db, actor, window_id))
    db.flush()
    db.touch(actor.classroom, "windows", "ballots")


def cast(db: Work, actor: Actor, window_id: str, key: str, content: dict[str, Any]) -> None:
    """Cast a ballot, or change the one cast with the same key.

    Args:
        db: the unit of work.
        actor: the voter.
        window_id: an open window of the voter's class.
        key: at least 128 random bits in hexadecimal, made and kept by the voter's browser.
        content: what is voted, already checked by the caller.

    Raises:
        RefusedError: the window is closed, or the voter has voted from another device.
    """
    window = window_of(db, actor, window_id)
    if not actor.has(*voting_roles(window.subject)):
        raise RefusedError("classroom.error.not-allowed")
    if window.state != WindowState.OPEN and not actor.solo:
        raise RefusedError("classroom.error.window-closed")
    stored = ballot_key(window.id, key)
    ballot = db.get(BallotRow, (window.id, stored))
    if ballot is not None:
        ballot.content = content
    else:
        mark = _mark(window, actor)
        if db.get(TurnoutRow, (window.id, mark)) is not None:
            raise RefusedError("classroom.error.voted-elsewhere")
        named = window.mode == BallotMode.NAMED
        db.add(TurnoutRow(window_id=window.id, voter=mark))
        db.add(
            BallotRow(
                window_id=window.id,
                key=stored,
                person_id=actor.person if named else None,
                batch_id=None,
                content=content,
            )
        )
    db.flush()
    if actor.solo:
        reveal(db, actor, window.id)
    db.touch(actor.classroom, "ballots")


def contents(db: Work, window_id: str) -> list[dict[str, Any]]:
    """Return what was voted, paper included, in the order of random keys."""
    query = select(BallotRow.content).where(BallotRow.window_id == window_id).order_by(BallotRow.key)
    return [dict(content) for content in db.scalars(query)]


def has_voted(db: Work, actor: Actor, window: WindowRow) -> bool:
    """Tell the voter's own page whether it has voted."""
    return db.get(TurnoutRow, (window.id, _mark(window, actor))) is not None


def may_vote(actor: Actor, window: WindowRow | None) -> bool:
    """Tell whether the person may cast a ballot now."""
    if not actor.has(*voting_roles({} if window is None else window.subject)):
        return False
    return actor.solo or (window is not None and window.state == WindowState.OPEN)


def turnout(db: Work, window: WindowRow, here: int | None = None) -> Turnout:
    """Count who has voted, by phone or paper, of the people present who may.

    Args:
        db: the unit of work.
        window: the window.
        here: how many who vote in most windows are present, where it is known already.
    """
    paper = db.scalar(
        select(func.count())
        .select_from(BallotRow)
        .where(BallotRow.window_id == window.id, BallotRow.batch_id.is_not(None))
    )
    roles = voting_roles(window.subject)
    if here is None or roles != MAY[Door.CAST_BALLOT]:
        here = present(db, window.classroom_id, roles)
    return Turnout(_voted(db, window), paper or 0, here)


def turnouts(db: Work, windows: Sequence[WindowRow], here: int) -> dict[str, Turnout]:
    """Count for some windows at once who has voted, of the people present."""
    ids = [window.id for window in windows]
    by_phone = _counted(db, TurnoutRow.window_id, TurnoutRow.window_id.in_(ids))
    paper = _counted(db, BallotRow.window_id, BallotRow.window_id.in_(ids) & BallotRow.batch_id.is_not(None))
    return {
        window.id: Turnout(
            int(window.subject.get("voted", by_phone.get(window.id, 0))), paper.get(window.id, 0), here
        )
        for window in windows
    }


def _counted(db: Work, column: Any, condition: Any) -> dict[str, int]:
    query = select(column, func.count()).where(condition).group_by(column)
    return {str(window): int(count) for window, count in db.execute(query)}


def voters(db: Work, window: WindowRow) -> set[str]:
    """Return who has voted in a window that is not anonymous."""
    return set(db.scalars(select(TurnoutRow.voter).where(TurnoutRow.window_id == window.id)))


def present(db: Work, classroom_id: str, roles: frozenset[Role] = MAY[Door.CAST_BALLOT]) -> int:
    """Count the people who have joined and hold one of the roles, by default of those who may vote."""
    query = select(PersonRow.roles).where(PersonRow.classroom_id == classroom_id, PersonRow.joined)
    return sum(1 for held in db.scalars(query) if not roles.isdisjoint(held))


def _voted(db: Work, window: WindowRow) -> int:
    if "voted" in window.subject:
        return int(window.subject["voted"])
    query = select(func.count()).select_from(TurnoutRow).where(TurnoutRow.window_id == window.id)
    return db.scalar(query) or 0


def _mark(window: WindowRow, actor: Actor) -> str:
    if window.mode == BallotMode.ANONYMOUS:
        return anonymous_voter(str(window.subject["salt"]), actor.person)
    return actor.person


def window_of(db: Work, actor: Actor, window_id: str) -> WindowRow:
    """Return a window of the actor's own class.

    Raises:
        MissingError: ``classroom.error.no-window``.
    """
    window = db.get(WindowRow, window_id)
    if window is None or window.classroom_id != actor.classroom:
        raise MissingError("classroom.error.no-window")
    return window
