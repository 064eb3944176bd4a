"""The facilitator's board: the remote in the hand, the projector on the wall."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom import ballots, session
from zhixing.classroom.people import Voter, classroom, voters
from zhixing.classroom.rules import BallotMode, Door, WindowState, require
from zhixing.classroom.runsheet import Step, position, runsheet
from zhixing.classroom.tables import ClassroomRow, WindowRow
from zhixing.errors import InputError
from zhixing.records import Work
from zhixing.records.clock import utc_now

Exhibits = Mapping[str, Callable[[Work, str, Step], dict[str, Any]]]
"""For each kind of projector view, its content for a class: supplied by the features above."""


class MoreTime(Act):
    """Give the step more minutes."""

    kind: Literal["more-time"]
    minutes: Annotated[int, Field(ge=-10, le=30)]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Move its end."""
        session.more_time(db, actor, self.minutes)


class Hide(Act):
    """Blank the projector, or show it again."""

    kind: Literal["hide"]
    hidden: bool

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store it."""
        session.hide(db, actor, hidden=self.hidden)


class CloseWindow(Act):
    """Close a window."""

    kind: Literal["close-window"]
    window: str

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Close it."""
        ballots.close_window(db, actor, self.window)


class Reveal(Act):
    """Show a window's result."""

    kind: Literal["reveal"]
    window: str

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Reveal it."""
        ballots.reveal(db, actor, self.window)


class Reopen(Act):
    """Open a closed window again."""

    kind: Literal["reopen"]
    window: str

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Reopen it."""
        ballots.reopen(db, actor, self.window)


def _moving_acts(purposes: session.Purposes) -> tuple[type[Act], ...]:
    class Next(Act):
        """Go on to the next step."""

        kind: Literal["next"]
        version: int

        def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
            session.move(db, actor, self.version, +1, purposes)

    class Back(Act):
        """Go back to the step before."""

        kind: Literal["back"]
        version: int

        def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
            session.move(db, actor, self.version, -1, purposes)

    class OpenWindow(Act):
        """Open a window outside the run sheet."""

        kind: Literal["open-window"]
        purpose: str
        mode: BallotMode = BallotMode.CONFIDENTIAL

        def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
            if self.purpose not in purposes:
                raise InputError("classroom.error.no-window")
            session.begin(db, actor, self.purpose, self.mode, purposes)

    return Next, Back, OpenWindow


class Remote(Activity):
    """What the facilitator holds: one big button, the clock, the windows, who is missing by table."""

    name: ClassVar[str] = "remote"
    module: ClassVar[str] = "classroom/static/remote.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"run", "windows", "ballots", "people"})

    def __init__(self, purposes: session.Purposes) -> None:
        self._purposes = purposes
        self.acts: tuple[type[Act], ...] = (  # type: ignore[misc]
            *_moving_acts(purposes),
            MoreTime,
            Hide,
            CloseWindow,
            Reveal,
            Reopen,
        )

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the state of the session."""
        require(actor, Door.RUN_SESSION)
        run = session.run_of(db, actor.classroom)
        steps = runsheet()
        at = position(steps, run.step)
        windows = [
            window
            for purpose in self._purposes
            if (window := ballots.current_window(db, actor.classroom, purpose)) is not None
        ]
        everybody = voters(db, actor.classroom)
        here = sum(1 for voter in everybody if voter.joined)
        step = steps[at] if at >= 0 else None
        return {
            "step": step and {**_brief(step), "say": step.say.json()},
            "next": _brief(steps[at + 1]) if at + 1 < len(steps) else None,
            "previous": _brief(steps[at - 1]) if at > 0 else None,
            "steps": [_brief(each) for each in steps],
            "ends": run.ends,
            "now": utc_now(),
            "hidden": run.hidden,
            "version": run.version,
            "windows": [
                {**ballots.window_json(window), "turnout": self._turnout(db, window, here)}
                for window in windows
            ],
            "present": here,
            "expected": len(everybody),
            "missing": self._missing(db, everybody, windows),
        }

    def _turnout(self, db: Work, window: WindowRow, here: int) -> dict[str, int]:
        counted = ballots.turnout(db, window, here).json()
        who = self._purposes[window.purpose].voters
        return counted if who is None else {**counted, "voted": len(who(db, window))}

    def _missing(self, db: Work, everybody: list[Voter], windows: list[WindowRow]) -> list[dict[str, Any]]:
        """List by table who has not voted in the open window, or has not joined while none is open."""
        window = next((each for each in windows if each.state == WindowState.OPEN), None)
        if window is not None and window.mode == BallotMode.ANONYMOUS:
            return []
        if window is None:
            absent = [row for row in everybody if not row.joined]
        else:
            who = self._purposes[window.purpose].voters or ballots.voters
            voted = who(db, window)
            absent = [row for row in everybody if row.joined and row.id not in voted]
        tables: dict[int, list[str]] = {}
        for row in absent:
            tables.setdefault(row.seat or 0, []).append(row.name)
        return [{"seat": seat or None, "missing": names} for seat, names in sorted(tables.items())]


class Projector(Activity):
    """What the wall shows: never a name, never a score before its time."""

    name: ClassVar[str] = "projector"
    module: ClassVar[str] = "classroom/static/projector.js"
    subjects: ClassVar[frozenset[str]] = frozenset(
        {"run", "windows", "ballots", "people", "topics", "conditions", "answers", "submissions"}
    )

    def __init__(self, exhibits: Exhibits) -> None:
        self._exhibits = {"join": _join, **exhibits}

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the current step's view."""
        require(actor, Door.RUN_SESSION)
        run = session.run_of(db, actor.classroom)
        step = session.current_step(run) or runsheet()[0]
        exhibit = self._exhibits.get(step.projector)
        return {
            "hidden": run.hidden,
            "step": step.id,
            "title": step.title.json(),
            "kind": step.projector,
            "ends": run.ends,
            "now": utc_now(),
            "content": exhibit(db, actor.classroom, step) if exhibit and not run.hidden else {},
            "class": classroom(db, actor).name,
        }


def _join(db: Work, classroom_id: str, _step: Step) -> dict[str, Any]:
    rows = voters(db, classroom_id)
    tables: dict[int, list[bool]] = {}
    for row in rows:
        if row.seat is not None:
            tables.setdefault(row.seat, []).append(row.joined)
    room = db.get_one(ClassroomRow, classroom_id)
    return {
        "address": room.address,
        "code": room.code,
        "joined": sum(1 for row in rows if row.joined),
        "expected": len(rows),
        "seats": [
            {"seat": seat, "joined": sum(here), "expected": len(here)}
            for seat, here in sorted(tables.items())
        ],
    }


def _brief(step: Step) -> dict[str, Any]:
    return {"id": step.id, "title": step.title.json(), "minutes": step.minutes}
