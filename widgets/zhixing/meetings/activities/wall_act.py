"""Where the acts of a wall of ideas happen, and what they may carry."""

from abc import abstractmethod
from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from zhixing.activity import Act, Params
from zhixing.actor import Actor
from zhixing.meetings.rules.ideas import IDEAS_AT_MOST
from zhixing.meetings.rules.rounds import Board
from zhixing.meetings.service.rounds import Place, board_named
from zhixing.records import Work

Words = Annotated[str, StringConstraints(max_length=100_000)]
Mark = Annotated[str, StringConstraints(max_length=40)]
Marks = Annotated[tuple[Mark, ...], Field(max_length=IDEAS_AT_MOST)]


class TableAct(Act):
    """Something done at a table: in the meeting and the lane that the page shows."""

    meeting: Mark
    lane: Mark

    def place(self, params: Params) -> Place:
        """Return where it is done.

        Raises:
            MissingError: ``ideas.error.no-wall``.
        """
        return Place(self.meeting, self.lane, board_of(params))


class WallAct(TableAct):
    """Something done on the wall that the page shows."""

    wall: Mark

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any] | None:
        """Do it on that wall."""
        return self.do(db, actor, replace(self.place(params), wall=self.wall))

    @abstractmethod
    def do(self, db: Work, actor: Actor, place: Place) -> dict[str, Any] | None:
        """Call the one verb of the service that does it."""


def board_of(params: Params) -> Board:
    """Return the board that a cell names; without a word it is one of ideas of any kind.

    Raises:
        MissingError: ``ideas.error.no-wall``.
    """
    return board_named(params.get("board", Board.IDEAS))
