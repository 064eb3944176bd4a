"""The run of a session: the facilitator's next, back, more time, hide; windows follow the steps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from zhixing.actor import Actor
from zhixing.classroom.ballots import close_window, current_window, open_window, reopen, reveal
from zhixing.classroom.rules import BallotMode, Door, WindowState, require
from zhixing.classroom.runsheet import Step, position, runsheet
from zhixing.classroom.tables import RunRow, WindowRow
from zhixing.errors import ConflictError, RefusedError
from zhixing.records import Work
from zhixing.records.clock import later, utc_after, utc_now


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a feature above the classroom says of its windows.

    Args:
        subject: what is voted on in a class now.
        voters: who has taken part, where that is not a matter of ballots.
    """

    subject: Callable[[Work, str], dict[str, Any]]
    voters: Callable[[Work, WindowRow], set[str]] | None = None


Purposes = Mapping[str, Purpose]
"""The purposes of windows, by name, in the order a session uses them."""


def run_of(db: Work, classroom_id: str) -> RunRow:
    """Return where a class's session stands; a new class has not begun."""
    row = db.get(RunRow, classroom_id)
    return row or RunRow(classroom_id=classroom_id, step=None, ends=None, hidden=False, version=0)


def current_step(run: RunRow) -> Step | None:
    """Return the step a session is at."""
    steps = runsheet()
    at = position(steps, run.step)
    return steps[at] if at >= 0 else None


def move(db: Work, actor: Actor, seen_version: int, by: int, purposes: Purposes) -> None:
    """Go on (or back) by one step; windows open, close and show their result with it.

    Args:
        db: the unit of work.
        actor: the facilitator.
        seen_version: the version the facilitator saw; another facilitator's move makes it stale.
        by: +1 or -1.
        purposes: what each purpose's window is about.

    Raises:
        ConflictError: ``classroom.error.run-moved``.
        RefusedError: ``classroom.error.run-end``.
    """
    require(actor, Door.RUN_SESSION)
    run = _locked(db, actor)
    if run.version != seen_version:
        raise ConflictError("classroom.error.run-moved")
    steps = runsheet()
    run.version += 1
    db.touch(actor.classroom, "run")
    if by > 0 and _shows_its_own_result(db, actor, current_step(run)):
        return
    at = position(steps, run.step) + by
    if not 0 <= at < len(steps):
        raise RefusedError("classroom.error.run-end")
    step = steps[at]
    if by > 0:
        _windows_follow(db, actor, step, purposes)
    run.step = step.id
    run.ends = utc_after(step.minutes)


def _shows_its_own_result(db: Work, actor: Actor, step: Step | None) -> bool:
    """In a step that opens a window and reveals it, the first press shows the result, the second goes on."""
    if step is None or step.opens is None or step.opens != step.reveals:
        return False
    window = current_window(db, actor.classroom, step.opens)
    if window is None or window.state == WindowState.REVEALED:
        return False
    reveal(db, actor, window.id)
    return True


def _windows_follow(db: Work, actor: Actor, step: Step, purposes: Purposes) -> None:
    for purpose in purposes:
        window = current_window(db, actor.classroom, purpose)
        if window is not None and window.state == WindowState.OPEN and purpose != step.opens:
            close_window(db, actor, window.id)
        if window is not None and purpose == step.reveals != step.opens:
            reveal(db, actor, window.id)
        if window is not None and purpose == step.reopens and window.mode != BallotMode.ANONYMOUS:
            reopen(db, actor, window.id)
    if step.opens is not None:
        begin(db, actor, step.opens, BallotMode.CONFIDENTIAL, purposes)


def begin(db: Work, actor: Actor, purpose: str, mode: BallotMode, purposes: Purposes) -> None:
    """Open a window of a purpose unless it is open already."""
    window = current_window(db, actor.classroom, purpose)
    if window is not None and window.state == WindowState.OPEN:
        return
    open_window(db, actor, purpose, purposes[purpose].subject(db, actor.classroom), mode)


def more_time(db: Work, actor: Actor, minutes: int) -> None:
    """Move the end of the current step."""
    require(actor, Door.RUN_SESSION)
    run = _locked(db, actor)
    run.ends = later(max(run.ends or utc_now(), utc_now()), minutes)
    db.touch(actor.classroom, "run")


def hide(db: Work, actor: Actor, *, hidden: bool) -> None:
    """Blank the shared screen, or show it again."""
    require(actor, Door.RUN_SESSION)
    _locked(db, actor).hidden = hidden
    db.touch(actor.classroom, "run")


def _locked(db: Work, actor: Actor) -> RunRow:
    row = db.get(RunRow, actor.classroom, with_for_update=True)
    if row is None:
        row = RunRow(classroom_id=actor.classroom, step=None, ends=None, hidden=False, version=0)
        db.add(row)
        db.flush()
    return row
