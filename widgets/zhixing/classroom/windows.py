"""Windows follow the steps of a session, and what a step did to them can be taken back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from zhixing.actor import Actor
from zhixing.classroom import ballots
from zhixing.classroom.ballots import close_window, current_window, open_window, reopen, reveal
from zhixing.classroom.moves import Change, Effect
from zhixing.classroom.rules import BallotMode, WindowState
from zhixing.classroom.runsheet import Step
from zhixing.classroom.tables import RunRow, WindowRow
from zhixing.errors import RefusedError
from zhixing.records import Work

REMOVED = "removed"
"""Under which a run remembers the ids of windows that undoing removed."""
_TAKEN_BACK = "taken-back"
_BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a feature above the classroom says of its windows.

    Args:
        subject: what is voted on in a class now.
        voters: who has taken part, where that is not a matter of ballots.
        before_reopen: what of the first round is kept when people may change it: aggregates, no ballot.
        mode: how far its ballots are known, whoever opens it and however; None leaves it to the step.
    """

    subject: Callable[[Work, str], dict[str, Any]]
    voters: Callable[[Work, WindowRow], set[str]] | None = None
    before_reopen: Callable[[Work, WindowRow], dict[str, Any] | None] | None = None
    mode: BallotMode | None = None


Purposes = Mapping[str, Purpose]
"""The purposes of windows, by name, in the order a session uses them."""


def show_own_result(db: Work, actor: Actor, step: Step | None) -> list[Change]:
    """In a step that opens a window and reveals it, the first press shows the result, the second goes on."""
    if step is None or step.opens is None or step.opens != step.reveals:
        return []
    window = current_window(db, actor.classroom, step.opens)
    if window is None or window.state == WindowState.REVEALED:
        return []
    before = window.state
    reveal(db, actor, window.id)
    return [Change(window.id, window.purpose, before, window.state)]


def follow(db: Work, actor: Actor, run: RunRow, step: Step, purposes: Purposes) -> list[Change]:
    """Let the windows follow to a step: close, reveal, open again, open; return what was done."""
    changes = []
    for purpose, window in ballots.current_windows(db, actor.classroom).items():
        if purpose not in purposes:
            continue
        before, remembered = window.state, False
        if before == WindowState.OPEN and purpose != step.opens:
            close_window(db, actor, window.id)
        if purpose == step.reveals != step.opens:
            reveal(db, actor, window.id)
        if purpose == step.reopens and window.mode != BallotMode.ANONYMOUS:
            remembered = _reopened(db, actor, window, purposes[purpose])
        if window.state != before:
            changes.append(Change(window.id, purpose, before, window.state, remembered))
    if step.opens is not None:
        changes += _begun(db, actor, run, step, purposes)
    return changes


def _reopened(db: Work, actor: Actor, window: WindowRow, purpose: Purpose) -> bool:
    kept = purpose.before_reopen(db, window) if purpose.before_reopen is not None else None
    reopen(db, actor, window.id)
    if kept is None:
        return False
    window.subject = {**window.subject, _BEFORE: kept}
    return True


def _begun(db: Work, actor: Actor, run: RunRow, step: Step, purposes: Purposes) -> list[Change]:
    purpose = step.opens or ""
    removed = ((run.detail or {}).get(REMOVED) or {}).get(purpose)
    if not begin(db, actor, purpose, BallotMode(step.mode), purposes, window_id=removed):
        return []
    window = current_window(db, actor.classroom, purpose)
    return [] if window is None else [Change(window.id, purpose, None, window.state)]


def begin(
    db: Work,
    actor: Actor,
    purpose: str,
    mode: BallotMode,
    purposes: Purposes,
    *,
    window_id: str | None = None,
) -> bool:
    """Open a window of a purpose unless it is open already; tell whether it was opened now.

    A window that was closed by undoing a move, and is still about the same, opens again with its ballots.
    """
    window = current_window(db, actor.classroom, purpose)
    if window is not None and window.state == WindowState.OPEN:
        return False
    subject = purposes[purpose].subject(db, actor.classroom)
    if window is not None and window.subject.get(_TAKEN_BACK) and subject.items() <= window.subject.items():
        window.subject = {name: value for name, value in window.subject.items() if name != _TAKEN_BACK}
        reopen(db, actor, window.id)
        return True
    if window_id is not None and db.get(WindowRow, window_id) is not None:
        window_id = None
    open_window(db, actor, purpose, subject, purposes[purpose].mode or mode, window_id=window_id)
    return True


def take_back(db: Work, actor: Actor, change: Change, purposes: Purposes) -> Effect | None:
    """Undo what a move did to a window, and return what that was; a newer round of it is left alone.

    Raises:
        RefusedError: ``session.error.anonymous-stays``.
    """
    window = current_window(db, actor.classroom, change.purpose)
    if window is None or window.id != change.window:
        return None
    effect = change.undone(window.state, window.mode, taken_part(db, window, purposes))
    match effect:
        case Effect.IMPOSSIBLE:
            raise RefusedError("session.error.anonymous-stays")
        case Effect.REMOVE:
            ballots.remove_window(db, actor, window.id)
        case Effect.CLOSE_AND_KEEP:
            close_window(db, actor, window.id)
            ballots.hide_result(db, actor, window.id)
            window.subject = {**window.subject, _TAKEN_BACK: True}
        case Effect.CLOSE:
            close_window(db, actor, window.id)
            if change.remembered:
                window.subject = {name: kept for name, kept in window.subject.items() if name != _BEFORE}
        case Effect.REOPEN | Effect.HIDE_AND_REOPEN:
            ballots.open_again(db, actor, window.id)
        case Effect.HIDE:
            ballots.hide_result(db, actor, window.id)
    return effect


def taken_part(db: Work, window: WindowRow, purposes: Purposes) -> int:
    """Return how many have taken part in a window, paper included."""
    counted = ballots.turnout(db, window, 0)
    who = purposes[window.purpose].voters if window.purpose in purposes else None
    return (counted.voted if who is None else len(who(db, window))) + counted.paper
