"""What leads a group through the rounds: steps, clock, turns, table roles, what is sent on."""

from typing import Any, Literal

from zhixing.activity import Act, Params
from zhixing.actor import Actor
from zhixing.meetings.activities.wall_act import Mark, Marks, TableAct, WallAct, Words
from zhixing.meetings.rules.rounds import Stage, TableRole
from zhixing.meetings.service import ideas, rounds, slips
from zhixing.meetings.service.rounds import Place
from zhixing.records import Work


class OpenWall(WallAct):
    """Turn to another wall of the board."""

    kind: Literal["open"]

    def do(self, db: Work, actor: Actor, place: Place) -> None:
        """Do it."""
        rounds.open_wall(db, actor, place)


class Move(WallAct):
    """Go to another step."""

    kind: Literal["move"]
    stage: Stage
    seen: Stage
    anyway: bool = False

    def do(self, db: Work, actor: Actor, place: Place) -> None:
        """Do it."""
        slips.move_to(db, actor, place, self.stage, seen=self.seen, anyway=self.anyway)


class StartClock(WallAct):
    """Let the silent writing begin."""

    kind: Literal["start-clock"]
    minutes: int

    def do(self, db: Work, actor: Actor, place: Place) -> None:
        """Do it."""
        rounds.start_clock(db, actor, place, self.minutes)


class MoreTime(WallAct):
    """Give a minute more."""

    kind: Literal["more-time"]

    def do(self, db: Work, actor: Actor, place: Place) -> None:
        """Do it."""
        rounds.more_time(db, actor, place)


class StopClock(WallAct):
    """Take the clock away."""

    kind: Literal["stop-clock"]

    def do(self, db: Work, actor: Actor, place: Place) -> None:
        """Do it."""
        rounds.stop_clock(db, actor, place)


class Collect(WallAct):
    """Write down the idea of whoever has the word; the next has it then."""

    kind: Literal["collect"]
    text: Words
    turn: int

    def do(self, db: Work, actor: Actor, place: Place) -> dict[str, Any]:
        """Do it."""
        made = ideas.collect(db, actor, place, self.text, self.turn)
        return {"number": made.number}


class Pass(WallAct):
    """Whoever has the word passes."""

    kind: Literal["pass"]
    turn: int

    def do(self, db: Work, actor: Actor, place: Place) -> None:
        """Do it."""
        rounds.pass_on(db, actor, place, self.turn, passes=True)


class TakeBack(WallAct):
    """Give the word back to whoever had it before."""

    kind: Literal["take-back"]
    turn: int

    def do(self, db: Work, actor: Actor, place: Place) -> None:
        """Do it."""
        rounds.take_back(db, actor, place, self.turn)


class CountTable(WallAct):
    """Say how many take turns."""

    kind: Literal["count-table"]
    people: int

    def do(self, db: Work, actor: Actor, place: Place) -> None:
        """Do it."""
        rounds.count_table(db, actor, place, self.people)


class SendOn(WallAct):
    """Send chosen ideas to the following board."""

    kind: Literal["send-on"]
    ideas: Marks

    def do(self, db: Work, actor: Actor, place: Place) -> None:
        """Do it."""
        rounds.send_on(db, actor, place, self.ideas)


class TurnPage(WallAct):
    """Show another page of ideas on the screen."""

    kind: Literal["page"]
    page: int

    def do(self, db: Work, actor: Actor, place: Place) -> None:
        """Do it."""
        rounds.turn_page(db, actor, place, self.page)


class SetRole(TableAct):
    """Say who does something at the table."""

    kind: Literal["role"]
    role: TableRole
    person: Mark | None

    def perform(self, db: Work, actor: Actor, params: Params) -> None:
        """Store it."""
        rounds.set_role(db, actor, self.place(params), self.role, self.person)


class ProposeRoles(TableAct):
    """Fill in who does what."""

    kind: Literal["propose-roles"]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:
        """Store what is proposed; it can be changed."""
        rounds.propose_roles(db, actor, self.place(params))


class RotateRoles(TableAct):
    """Hand every role on to the next."""

    kind: Literal["rotate-roles"]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:
        """Store it."""
        rounds.rotate_roles(db, actor, self.place(params))


ROUND_ACTS: tuple[type[Act], ...] = (
    OpenWall,
    Move,
    StartClock,
    MoreTime,
    StopClock,
    Collect,
    Pass,
    TakeBack,
    CountTable,
    SendOn,
    TurnPage,
    SetRole,
    ProposeRoles,
    RotateRoles,
)
