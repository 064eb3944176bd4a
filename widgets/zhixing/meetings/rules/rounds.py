"""The rounds of a group's discussion: boards, their walls and steps, who does what at the table; no I/O.

A structured discussion (结构化研讨) goes from problems to their causes to remedies. Each chosen problem gets
a wall of causes of its own, each chosen cause a wall of remedies. On each wall the group works by the
nominal group technique (团体列名法): Delbecq & Van de Ven (1971), Journal of Applied Behavioral Science
7:466-492.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Self

from zhixing.errors import ConflictError, MissingError
from zhixing.meetings.rules.ranking import Method


class Board(StrEnum):
    """What a group collects: problems, their causes, remedies; or simply ideas."""

    PROBLEM = "problem"
    CAUSE = "cause"
    REMEDY = "remedy"
    IDEAS = "ideas"


FOLLOWING = {Board.PROBLEM: Board.CAUSE, Board.CAUSE: Board.REMEDY}
"""The board on which the choice of another is worked on."""


class Stage(StrEnum):
    """The steps of the technique, in order."""

    WRITE = "write"
    COLLECT = "collect"
    CLARIFY = "clarify"
    MERGE = "merge"
    CLUSTER = "cluster"
    RANK = "rank"
    RESULT = "result"


class TableRole(StrEnum):
    """Who does what at the table: 主持, 记录, 计时, 汇报."""

    HOST = "host"
    RECORDER = "recorder"
    TIMEKEEPER = "timekeeper"
    REPORTER = "reporter"


@dataclass(frozen=True, slots=True)
class Wall:
    """One wall of a board and how far the group is with it.

    Args:
        key: permanent among the lane's walls.
        board: what is collected on it.
        about: the idea it belongs to, None where there is none.
        stage: the step the group is at.
        ends: until when people write in silence.
        turn: how many have had the word in the round robin.
        passed: how many have passed in a row.
        at_table: how many take turns, None: as many as belong here.
        method: how slips are filled in.
        expected: how many slips were handed out, None: as many as take turns.
        apart: groupings of ideas that people have refused.
        chosen: the ideas sent on.
        page: which page of ideas the screen shows, None: nobody has turned it at this step.
    """

    key: str
    board: Board
    about: str | None = None
    stage: Stage = Stage.WRITE
    ends: str | None = None
    turn: int = 0
    passed: int = 0
    at_table: int | None = None
    method: Method = Method.RANK
    expected: int | None = None
    apart: tuple[tuple[str, ...], ...] = ()
    chosen: tuple[str, ...] = ()
    page: int | None = None

    def json(self) -> dict[str, Any]:
        """Return the form that is stored."""
        return {
            "key": self.key,
            "board": self.board.value,
            "about": self.about,
            "stage": self.stage.value,
            "ends": self.ends,
            "turn": self.turn,
            "passed": self.passed,
            "at_table": self.at_table,
            "method": self.method.value,
            "expected": self.expected,
            "apart": [list(told) for told in self.apart],
            "chosen": list(self.chosen),
            "page": self.page,
        }

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Read what ``json`` wrote."""
        return cls(
            **{
                **raw,
                "board": Board(raw["board"]),
                "stage": Stage(raw["stage"]),
                "method": Method(raw["method"]),
                "apart": tuple(tuple(told) for told in raw["apart"]),
                "chosen": tuple(raw["chosen"]),
            }
        )

    def moved(self, stage: Stage, seen: Stage) -> Self:
        """Return the wall at another step; a clock that ran for the step before is gone.

        Raises:
            ConflictError: ``ideas.error.stage-moved``: somebody else has moved it meanwhile.
        """
        if self.stage is not seen:
            raise ConflictError("ideas.error.stage-moved")
        return replace(self, stage=stage, ends=None, page=None)


@dataclass(frozen=True, slots=True)
class Discussion:
    """A lane's discussion: its walls, which of a board is worked on, and the roles at the table."""

    walls: tuple[Wall, ...] = ()
    current: Mapping[Board, str] = field(default_factory=dict)
    roles: Mapping[TableRole, str] = field(default_factory=dict)

    def json(self) -> dict[str, Any]:
        """Return the form that is stored."""
        return {
            "walls": [wall.json() for wall in self.walls],
            "current": {board.value: key for board, key in self.current.items()},
            "roles": {role.value: person for role, person in self.roles.items()},
        }

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Read what ``json`` wrote."""
        return cls(
            tuple(Wall.parse(wall) for wall in raw["walls"]),
            {Board(board): key for board, key in raw["current"].items()},
            {TableRole(role): person for role, person in raw["roles"].items()},
        )

    def of(self, board: Board) -> tuple[Wall, ...]:
        """Return the walls of a board; as long as none belongs to anything there is one."""
        found = tuple(wall for wall in self.walls if wall.board is board)
        return found or (Wall(board.value, board),)

    def at(self, board: Board) -> Wall:
        """Return the wall of a board that is worked on."""
        walls = self.of(board)
        return next((wall for wall in walls if wall.key == self.current.get(board)), walls[0])

    def wall(self, board: Board, key: str) -> Wall:
        """Return a wall of a board by its key.

        Raises:
            MissingError: ``ideas.error.no-wall``.
        """
        for wall in self.of(board):
            if wall.key == key:
                return wall
        raise MissingError("ideas.error.no-wall")

    def put(self, wall: Wall) -> Self:
        """Return the discussion with a wall as it is now."""
        if all(each.key != wall.key for each in self.walls):
            return replace(self, walls=(*self.walls, wall))
        return replace(self, walls=tuple(wall if each.key == wall.key else each for each in self.walls))

    def sent_on(self, wall: Wall, ids: Sequence[str], written: Collection[str]) -> Self:
        """Return the discussion after a choice of ideas was sent to the following board.

        Each chosen idea has a wall of its own there. Walls of ideas no longer chosen go, and so does the
        board's wall that belongs to nothing, unless something is written on them.

        Args:
            wall: where the choice was made.
            ids: the chosen ideas, in the order of their result.
            written: keys of walls that have ideas.
        """
        following = FOLLOWING[wall.board]
        dropped = {None, *wall.chosen} - set(ids)
        kept = tuple(
            each
            for each in self.walls
            if each.board is not following or each.about not in dropped or each.key in written
        )
        known = {each.about for each in kept if each.board is following}
        used = [int(each.key.rpartition("-")[2]) for each in self.of(following) if each.about is not None]
        fresh = [each for each in ids if each not in known]
        added = tuple(
            Wall(f"{following.value}-{max(used, default=0) + place}", following, about=each)
            for place, each in enumerate(fresh, 1)
        )
        return replace(self, walls=(*kept, *added)).put(replace(wall, chosen=tuple(ids)))


def proposed_roles(leader: str | None, liaison: str | None, order: Sequence[str]) -> dict[TableRole, str]:
    """Return who might do what: the group leader hosts, the liaison records, the next two follow.

    Where there are fewer than four, somebody does two things.
    """
    if not order:
        return {}
    first = [person for person in (leader, liaison) if person is not None]
    people = list(dict.fromkeys([*first, *order]))
    return {role: people[place % len(people)] for place, role in enumerate(TableRole)}


def rotated_roles(roles: Mapping[TableRole, str], order: Sequence[str]) -> dict[TableRole, str]:
    """Return the roles, each one person further in the order; whoever has left hands on to the first."""
    if not order:
        return {}
    places = {person: place for place, person in enumerate(order)}
    return {role: order[(places.get(person, -1) + 1) % len(order)] for role, person in roles.items()}
