"""What is done with the slips of a ranking or of dots."""

from typing import Annotated, Any, Literal

from pydantic import Field

from zhixing.activity import Act
from zhixing.actor import Actor
from zhixing.meetings.activities.wall_act import WallAct, Words
from zhixing.meetings.rules.ranking import Method
from zhixing.meetings.service import rounds, slips
from zhixing.meetings.service.rounds import Place
from zhixing.records import Work


class ChooseMethod(WallAct):
    """Say how slips are filled in."""

    kind: Literal["method"]
    method: Method

    def do(self, db: Work, actor: Actor, place: Place) -> None:
        """Do it."""
        slips.choose_method(db, actor, place, self.method)


class ExpectSlips(WallAct):
    """Say how many slips were handed out."""

    kind: Literal["expect"]
    slips: int

    def do(self, db: Work, actor: Actor, place: Place) -> None:
        """Do it."""
        rounds.expect_slips(db, actor, place, self.slips)


class EnterSlip(WallAct):
    """Enter one slip."""

    kind: Literal["slip"]
    number: int
    ideas: Annotated[tuple[int, ...], Field(max_length=100)]

    def do(self, db: Work, actor: Actor, place: Place) -> dict[str, Any]:
        """Do it."""
        return {"room": slips.enter_slip(db, actor, place, self.number, self.ideas)}


class EnterBatch(WallAct):
    """Enter a stack of slips, one a line."""

    kind: Literal["batch"]
    text: Words

    def do(self, db: Work, actor: Actor, place: Place) -> dict[str, Any]:
        """Do it."""
        return {"room": slips.enter_batch(db, actor, place, self.text)}


class TakeOut(WallAct):
    """Take out one slip."""

    kind: Literal["take-out"]
    number: int

    def do(self, db: Work, actor: Actor, place: Place) -> None:
        """Do it."""
        slips.take_out(db, actor, place, self.number)


class ClearSlips(WallAct):
    """Take out all slips, so that the list may change."""

    kind: Literal["clear"]

    def do(self, db: Work, actor: Actor, place: Place) -> None:
        """Do it."""
        slips.clear_slips(db, actor, place)


SLIP_ACTS: tuple[type[Act], ...] = (
    ChooseMethod,
    ExpectSlips,
    EnterSlip,
    EnterBatch,
    TakeOut,
    ClearSlips,
)
