"""The run of a session: the facilitator's next and undo, more time, hide; windows follow the steps."""

from collections.abc import Callable
from dataclasses import dataclass

from zhixing.actor import Actor
from zhixing.classroom.ballots import current_window, present
from zhixing.classroom.moves import Effect, Move
from zhixing.classroom.people import seats
from zhixing.classroom.rules import Door, require
from zhixing.classroom.runsheet import USUAL, Step, position, run_sheet, runsheet, same_position
from zhixing.classroom.tables import ClassroomRow, RunRow
from zhixing.classroom.windows import (
    REMOVED,
    Purpose,
    Purposes,
    begin,
    follow,
    show_own_result,
    take_back,
)
from zhixing.errors import ConflictError, MissingError, RefusedError
from zhixing.policy import Policy, policy
from zhixing.records import Work
from zhixing.records.clock import later, utc_after, utc_now

__all__ = [
    "Advice",
    "Adviser",
    "Noticer",
    "Purpose",
    "Purposes",
    "begin",
    "choose_sheet",
    "current_step",
    "current_window",
    "hide",
    "minutes_of",
    "more_time",
    "move",
    "run_of",
    "show",
    "take_turn",
    "values_of",
]

_REMEMBERED = 60


@dataclass(frozen=True, slots=True)
class Advice:
    """Which run sheet a feature above the classroom advises, and why.

    Args:
        sheet: id of the run sheet.
        reason: why, by a word the remote has a sentence for.
    """

    sheet: str
    reason: str


Adviser = Callable[[Work, str], Advice | None]
"""What tells which run sheet a class should take."""
Noticer = Callable[[Work, str, Step], str | None]
"""What the facilitator should notice in a step, by a word the remote has a sentence for."""


def run_of(db: Work, classroom_id: str) -> RunRow:
    """Return where a class's session stands; a new class has not begun."""
    return db.get(RunRow, classroom_id) or _new(classroom_id)


def _new(classroom_id: str) -> RunRow:
    return RunRow(
        classroom_id=classroom_id, step=None, ends=None, hidden=False, version=0, sheet=USUAL, past=None
    )


def current_step(run: RunRow) -> Step | None:
    """Return the step a session is at."""
    steps = runsheet(run.sheet)
    at = position(steps, run.step)
    return steps[at] if at >= 0 else None


def values_of(db: Work, classroom_id: str) -> Policy:
    """Return the policy in force in a class."""
    return policy().with_values(db.get_one(ClassroomRow, classroom_id).policy or {})


def move(
    db: Work, actor: Actor, seen_version: int, by: int, purposes: Purposes, *, skip: bool = False
) -> None:
    """Go on by one step, or undo the last move; windows open, close and show their result with it.

    Args:
        db: the unit of work.
        actor: the facilitator.
        seen_version: the version the facilitator saw; another facilitator's move makes it stale.
        by: +1 or -1.
        purposes: what each purpose's window is about.
        skip: True passes over the next step where it is optional.

    Raises:
        ConflictError: ``classroom.error.run-moved``.
        RefusedError: ``classroom.error.run-end``, ``session.error.anonymous-stays``.
    """
    run = _locked(db, actor, seen_version)
    if by > 0:
        _go_on(db, actor, run, purposes, skip=skip)
    else:
        _go_back(db, actor, run, purposes)


def _go_on(db: Work, actor: Actor, run: RunRow, purposes: Purposes, *, skip: bool) -> None:
    was = (run.step, run.ends, run.detail)
    changes = show_own_result(db, actor, current_step(run))
    if not changes:
        step = _next_step(run, skip=skip)
        changes = follow(db, actor, run, step, purposes)
        run.step = step.id
        run.ends = utc_after(step.minutes)
        run.detail = {"began": utc_now(), "here": present(db, actor.classroom)}
    moved = Move(was[0], run.step, was[1], was[2], tuple(changes))
    run.past = [*(run.past or ()), moved.json()][-_REMEMBERED:]


def _next_step(run: RunRow, *, skip: bool) -> Step:
    steps = runsheet(run.sheet)
    at = position(steps, run.step) + 1
    if skip and at < len(steps) and steps[at].optional:
        at += 1
    if at >= len(steps):
        raise RefusedError("classroom.error.run-end")
    return steps[at]


def _go_back(db: Work, actor: Actor, run: RunRow, purposes: Purposes) -> None:
    if not run.past:
        _step_back(run)
        return
    last = Move.parse(run.past[-1])
    removed = {}
    for change in reversed(last.changes):
        if take_back(db, actor, change, purposes) is Effect.REMOVE:
            removed[change.purpose] = change.window
    run.past = run.past[:-1]
    run.step, run.ends = last.step, last.ends
    run.detail = {**(last.detail or {}), **({REMOVED: removed} if removed else {})} or None


def _step_back(run: RunRow) -> None:
    """Go to the step before where nothing is remembered, as after another run sheet was chosen."""
    steps = runsheet(run.sheet)
    at = position(steps, run.step) - 1
    if at < 0:
        raise RefusedError("classroom.error.run-end")
    run.step, run.ends, run.detail = steps[at].id, utc_after(steps[at].minutes), None


def choose_sheet(db: Work, actor: Actor, sheet_id: str, seen_version: int, *, confirmed: bool) -> None:
    """Choose the run sheet of a session; once it has begun, only when that is confirmed.

    The session stays at its step where the new sheet has it; open windows stay open until the next step.

    Raises:
        MissingError: ``session.error.no-sheet``.
        ConflictError: ``classroom.error.run-moved``.
        RefusedError: ``session.error.sheet-unconfirmed``.
    """
    run = _locked(db, actor, seen_version)
    sheet = run_sheet(sheet_id)
    if run.step is not None and not confirmed:
        raise RefusedError("session.error.sheet-unconfirmed")
    run.step = same_position(runsheet(run.sheet), sheet.steps, run.step)
    run.sheet = sheet.id
    run.past = None


def more_time(db: Work, actor: Actor, minutes: int) -> None:
    """Move the end of the current step; it never comes to lie before now."""
    run = _locked(db, actor)
    now = utc_now()
    run.ends = max(now, later(max(run.ends or now, now), minutes))


def hide(db: Work, actor: Actor, *, hidden: bool) -> None:
    """Blank the shared screen, or show it again."""
    _locked(db, actor).hidden = hidden


def show(db: Work, actor: Actor, picture: str) -> None:
    """Choose which picture of the result the wall shows.

    Raises:
        RefusedError: ``session.error.no-picture``, not in a step that shows a result.
    """
    run = _locked(db, actor)
    step = current_step(run)
    if step is None or step.projector != "result":
        raise RefusedError("session.error.no-picture")
    run.detail = {**(run.detail or {}), "picture": picture}


def take_turn(db: Work, actor: Actor, seat: int | None) -> None:
    """Give a table the floor, with a clock of its own; None takes it back.

    Raises:
        RefusedError: ``session.error.no-turns``, the tables do not take turns in this step.
        MissingError: ``session.error.no-table``.
    """
    run = _locked(db, actor)
    step = current_step(run)
    if step is None or step.turns is None:
        raise RefusedError("session.error.no-turns")
    if seat is not None and seat not in seats(db, actor.classroom):
        raise MissingError("session.error.no-table", {"seat": seat})
    minutes = values_of(db, actor.classroom).int(step.turns)
    turn = None if seat is None else {"seat": seat, "ends": utc_after(minutes)}
    run.detail = {**(run.detail or {}), "turn": turn}


def minutes_of(step: Step, values: Policy, tables: int) -> dict[str, int]:
    """Return the minutes that a step's sentence names: for each table's turn, and for talking before."""
    if step.turns is None:
        return {}
    turn = values.int(step.turns)
    if step.talk is None:
        return {"turn": turn}
    return {"turn": turn, "talk": max(values.int(step.talk), step.minutes - tables * turn)}


def _locked(db: Work, actor: Actor, seen_version: int | None = None) -> RunRow:
    """Return the run to be changed; with a version, only if that is still the newest."""
    require(actor, Door.RUN_SESSION)
    row = db.get(RunRow, actor.classroom, with_for_update=True)
    if row is None:
        row = _new(actor.classroom)
        db.add(row)
        db.flush()
    if seen_version is not None:
        if row.version != seen_version:
            raise ConflictError("classroom.error.run-moved")
        row.version += 1
    db.touch(actor.classroom, "run")
    return row
