"""What whoever leads a meeting does in the room."""

from typing import Annotated, Any, Literal

from pydantic import Field

from zhixing.activity import Act, Params
from zhixing.actor import Actor
from zhixing.classroom.session import values_of
from zhixing.meetings.service import hints, runs, taps, turns
from zhixing.records import Work

Id = Annotated[str, Field(min_length=1, max_length=40)]


def where(params: Params) -> tuple[str, str]:
    """Return the meeting and the lane that a room is for."""
    return params.get("meeting", ""), params.get("lane", "")


class Start(Act):
    """Begin the meeting."""

    kind: Literal["start"]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:
        """Enter its first block."""
        runs.start(db, actor, where(params)[0])


class Next(Act):
    """Go on to the next block."""

    kind: Literal["next"]
    version: int

    def perform(self, db: Work, actor: Actor, params: Params) -> None:
        """Leave this one."""
        runs.go_on(db, actor, *where(params), self.version)


class Undo(Act):
    """Take the last move back."""

    kind: Literal["undo"]
    version: int

    def perform(self, db: Work, actor: Actor, params: Params) -> None:
        """Return to where it was."""
        runs.undo(db, actor, *where(params), self.version)


class MoreTime(Act):
    """Give the block more minutes, or take some away."""

    kind: Literal["more-time"]
    minutes: Annotated[int, Field(ge=-10, le=30)]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:
        """Move its end."""
        runs.more_time(db, actor, *where(params), self.minutes)


class End(Act):
    """End the meeting."""

    kind: Literal["end"]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:
        """Leave the last block."""
        runs.end(db, actor, where(params)[0])


class Hide(Act):
    """Blank the screen, or show it again."""

    kind: Literal["hide"]
    hidden: bool

    def perform(self, db: Work, actor: Actor, params: Params) -> None:
        """Store it."""
        runs.hide(db, actor, *where(params), hidden=self.hidden)


class GiveFloor(Act):
    """Let somebody speak; ``seen`` is the turn that was under way on the page."""

    kind: Literal["speak"]
    person: Id
    seen: Id | None

    def perform(self, db: Work, actor: Actor, params: Params) -> None:
        """Start their clock."""
        turns.begin(db, actor, *where(params), self.person, seen=self.seen)


class ExtendTurn(Act):
    """Give whoever speaks the extension they have asked for."""

    kind: Literal["extend"]
    speech: Id

    def perform(self, db: Work, actor: Actor, params: Params) -> None:
        """Move the end of the turn, and count it."""
        minutes = values_of(db, actor.classroom).int("meeting.turn-extend-minutes")
        turns.extend(db, actor, *where(params), self.speech, minutes=minutes)


class EndTurn(Act):
    """End a turn."""

    kind: Literal["end-turn"]
    speech: Id

    def perform(self, db: Work, actor: Actor, params: Params) -> None:
        """Stop its clock."""
        turns.end(db, actor, *where(params), self.speech)


class HandOver(Act):
    """Hand the rest of a turn to somebody else."""

    kind: Literal["hand-over"]
    speech: Id
    person: Id

    def perform(self, db: Work, actor: Actor, params: Params) -> None:
        """Start their clock with what is left."""
        turns.hand_over(db, actor, *where(params), self.speech, to=self.person)


class PutOff(Act):
    """Let somebody speak after the others."""

    kind: Literal["put-off"]
    person: Id

    def perform(self, db: Work, actor: Actor, params: Params) -> None:
        """Move them to the end of the order."""
        turns.put_off(db, actor, *where(params), self.person)


class TapOnce(Act):
    """Note a question or a statement."""

    kind: Literal["tap"]
    what: taps.Tap

    def perform(self, db: Work, actor: Actor, params: Params) -> None:
        """Count it."""
        taps.tap(db, actor, *where(params), self.what)


class Untap(Act):
    """Take the last tap back."""

    kind: Literal["untap"]
    tap: Id

    def perform(self, db: Work, actor: Actor, params: Params) -> None:
        """Remove it."""
        taps.untap(db, actor, *where(params), self.tap)


class AskSilent(Act):
    """Ask who has not spoken; only whoever leads the group is told, and only in the reply."""

    kind: Literal["silent"]

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return their names."""
        return {"names": hints.silent_names(db, actor, *where(params))}


ROOM_ACTS: tuple[type[Act], ...] = (
    Start,
    Next,
    Undo,
    MoreTime,
    End,
    Hide,
    GiveFloor,
    ExtendTurn,
    EndTurn,
    HandOver,
    PutOff,
    TapOnce,
    Untap,
    AskSilent,
)
