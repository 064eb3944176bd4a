"""A rehearsed meeting as it goes: the same moves always lead to the same lines."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhixing.errors import MissingError
from zhixing.meetings.rules.rehearsal.move import Do, Move
from zhixing.meetings.rules.rehearsal.scenario import Line, Moment, Question, Scenario, Worth
from zhixing.meetings.rules.rehearsal.state import State, start
from zhixing.meetings.rules.rehearsal.step import Step, hold, said
from zhixing.meetings.rules.rehearsal.usual import Usual
from zhixing.meetings.rules.rehearsal.wording import Form
from zhixing.text import Text

REPLY_MINUTES = 1
"""Minutes of the meeting that what members say to a move takes."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a move did.

    Args:
        move: the move.
        question: the worded question, if it was one.
        form: of a question, what it is.
        to: whom it was put to.
        worth: what it was worth.
        why: why.
        answered: the planted behaviours it answered.
        reply: what members said to it.
        state: how the meeting stands afterwards.
        quiet: whether silence would have been right.
    """

    move: Move
    question: Question | None
    form: Form | None
    to: str
    worth: Worth
    why: Text
    answered: tuple[str, ...]
    reply: tuple[Line, ...]
    state: State
    quiet: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """One moment that was come to: what was said, how the meeting stood, and what was done."""

    moment: Moment
    lines: tuple[Line, ...]
    state: State
    done: Done | None = None


@dataclass(frozen=True, slots=True)
class Played:
    """A run so far.

    Args:
        scenario: what is rehearsed.
        turns: the moments come to; the last waits for a move unless the meeting is over.
        closing: what is said at the end; empty while it goes on.
        out_of_time: whether the time was up before the last moment.
    """

    scenario: Scenario
    turns: tuple[Turn, ...]
    closing: tuple[Line, ...] = ()
    out_of_time: bool = False

    @property
    def over(self) -> bool:
        """Whether the meeting is over."""
        return self.turns[-1].done is not None

    @property
    def state(self) -> State:
        """How the meeting stands."""
        last = self.turns[-1]
        return last.state if last.done is None else last.done.state


def begin(scenario: Scenario) -> Played:
    """Return a run at its first moment."""
    return Played(scenario, (_enter(scenario.moments[0], start(scenario), 0),))


def play(scenario: Scenario, usual: Usual, moves: Sequence[Move]) -> Played:
    """Return the run to which these moves lead.

    Raises:
        MissingError: a move cannot be made where it is made.
    """
    played = begin(scenario)
    for move in moves:
        played = go_on(played, usual, move)
    return played


def go_on(played: Played, usual: Usual, move: Move) -> Played:
    """Return a run with one more move.

    Raises:
        MissingError: ``rehearsal.error.no-move``, it cannot be made there, or the meeting is over.
    """
    scenario, turn, at = played.scenario, played.turns[-1], len(played.turns) - 1
    if turn.done is not None:
        raise MissingError("rehearsal.error.no-move")
    done = _do(scenario, usual, turn, move, at)
    turns = (*played.turns[:-1], replace(turn, done=done))
    way = next((way for way in turn.moment.ways if hold(way.when, done.state)), None)
    is_late = way is not None and done.state.clock >= scenario.minutes
    if way is None or is_late:
        return replace(played, turns=turns, closing=said(scenario.closing, done.state), out_of_time=is_late)
    return replace(played, turns=(*turns, _enter(scenario.by_id[way.to], done.state, at + 1)))


def _enter(moment: Moment, before: State, at: int) -> Turn:
    state = before.begun(moment.plants, at)
    lines = said(moment.lines, state)
    return Turn(moment, lines, state.heard(lines, moment.takes).later(moment.takes))


def _do(scenario: Scenario, usual: Usual, turn: Turn, move: Move, at: int) -> Done:
    state = turn.state
    step = Step(scenario, usual, turn.moment, state, move)
    follows = step.follows()
    answered = tuple(name for name in follows.answers if name in state.open)
    after = state.answering(answered, at).changed(follows.change)
    lines = said(follows.lines, after)
    minutes = usual.minutes[move.do] + (REPLY_MINUTES if lines else 0)
    after = after.heard(lines, REPLY_MINUTES).later(minutes).pressed(scenario, usual)
    quiet = Step(scenario, usual, turn.moment, state, Move(Do.SILENT)).follows()
    return Done(
        move=move,
        question=step.question,
        form=step.form,
        to=step.to,
        worth=follows.worth,
        why=follows.why,
        answered=answered,
        reply=lines,
        state=replace(after, did=after.did | {move.do.value}),
        quiet=quiet.worth is Worth.RIGHT,
    )
