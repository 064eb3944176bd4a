"""What the facilitator does with the remote."""

from typing import Annotated, Literal

from pydantic import Field

from zhixing.activity import Act, Params
from zhixing.actor import Actor
from zhixing.classroom import ballots, session
from zhixing.classroom.rules import BallotMode
from zhixing.errors import InputError
from zhixing.records import Work


class ChooseSheet(Act):
    """Choose the run sheet."""

    kind: Literal["choose-sheet"]
    sheet: str
    version: int
    confirmed: bool = False

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store it."""
        session.choose_sheet(db, actor, self.sheet, self.version, confirmed=self.confirmed)


class MoreTime(Act):
    """Give the step more minutes, or take some away."""

    kind: Literal["more-time"]
    minutes: Annotated[int, Field(ge=-10, le=30)]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Move its end."""
        session.more_time(db, actor, self.minutes)


class Turn(Act):
    """Give a table the floor, or end the turns."""

    kind: Literal["turn"]
    seat: Annotated[int, Field(ge=1, le=99)] | None

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Start its clock."""
        session.take_turn(db, actor, self.seat)


class Show(Act):
    """Choose which picture of the result the wall shows."""

    kind: Literal["show"]
    picture: Literal["none", "spread", "radar", "acceptability", "shift"]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store it."""
        session.show(db, actor, self.picture)


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


def moving_acts(purposes: session.Purposes) -> tuple[type[Act], ...]:
    """Return the acts that move windows with the steps."""

    class Next(Act):
        """Go on to the next step."""

        kind: Literal["next"]
        version: int

        def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
            session.move(db, actor, self.version, +1, purposes)

    class Skip(Act):
        """Pass over the next step, which is optional."""

        kind: Literal["skip"]
        version: int

        def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
            session.move(db, actor, self.version, +1, purposes, skip=True)

    class Back(Act):
        """Undo the last move."""

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

    return Next, Skip, Back, OpenWindow


RUNNING: tuple[type[Act], ...] = (ChooseSheet, MoreTime, Turn, Show, Hide, CloseWindow, Reveal, Reopen)
"""The acts that know nothing of what windows are for."""
