"""What follows on one move at one moment: the moment's own reply, else a rescue, else the usual."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from zhixing.errors import MissingError
from zhixing.meetings.rules.rehearsal.condition import Condition
from zhixing.meetings.rules.rehearsal.move import Do, Move
from zhixing.meetings.rules.rehearsal.scenario import Line, Moment, Question, Reply, Scenario, Worth
from zhixing.meetings.rules.rehearsal.state import State
from zhixing.meetings.rules.rehearsal.usual import THEM, Outcome, Usual, spread, usual_tokens
from zhixing.meetings.rules.rehearsal.wording import EVERYBODY, Form
from zhixing.text import Text


@dataclass(frozen=True, slots=True)
class Follows:
    """What follows on a move.

    Args:
        worth: what it was worth.
        why: why.
        answers: the planted behaviours it answers, if they go on.
        change: what it does to the hidden levels.
        lines: what may be said to it.
    """

    worth: Worth
    why: Text
    answers: tuple[str, ...]
    change: Mapping[str, int]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A move about to be made."""

    scenario: Scenario
    usual: Usual
    moment: Moment
    state: State
    move: Move

    @property
    def question(self) -> Question | None:
        """The worded question, if it is one.

        Raises:
            MissingError: ``rehearsal.error.no-move``, it is not offered here.
        """
        if self.move.do is not Do.ASK:
            return None
        for question in self.moment.questions:
            if question.id == self.move.which:
                return question
        raise MissingError("rehearsal.error.no-move")

    @property
    def form(self) -> Form | None:
        """Of a question, what it is."""
        if self.question is not None:
            return self.question.form
        return None if self.move.judged is None else self.move.judged.form

    @property
    def to(self) -> str:
        """Whom it is put to."""
        return self.move.addressee if self.question is None else self.question.to

    def follows(self) -> Follows:
        """Return what follows; two questions at once are never quite right."""
        found = self._found()
        judged = self.move.judged
        is_double = judged is not None and judged.double and found.worth is Worth.RIGHT
        return replace(found, worth=Worth.FINE) if is_double else found

    def _found(self) -> Follows:
        definite, *rest = self.move.tokens(self.form, self.to)
        reply = self._reply((definite,))
        if reply is None:
            rescued = self._rescued(definite)
            if rescued is not None:
                return rescued
            reply = self._reply(rest)
        if reply is None:
            return self._as_usual()
        lines = reply.lines if self._own_lines is None else self._own_lines
        why = reply.why or self.usual.worths[reply.worth]
        return Follows(reply.worth, why, reply.answers, reply.change, lines)

    def _reply(self, tokens: Sequence[str]) -> Reply | None:
        fitting = [reply for reply in self.moment.replies if hold(reply.when, self.state)]
        return next((reply for token in tokens for reply in fitting if token in reply.on), None)

    def _rescued(self, token: str) -> Follows | None:
        names = self.scenario.names
        going_on = [planted for planted in self.scenario.planted if planted.id in self.state.open]
        kinds = {planted.kind for planted in going_on}
        for planted in going_on:
            rescue = self.usual.rescues[planted.kind]
            if not kinds & rescue.not_while and rescue.meets(planted, token, tuple(names)):
                change = spread(rescue.change, planted.who, self.scenario)
                lines = _named(rescue.lines, names.get(planted.who))
                return Follows(Worth.RIGHT, rescue.why, (planted.id,), change, lines)
        return None

    def _as_usual(self) -> Follows:
        tokens = usual_tokens(self.move, self.form)
        outcome = self.usual.outcome(tokens, troubled=bool(self.state.open))
        lines = _named(outcome.lines, self.scenario.names.get(self.to))
        return Follows(outcome.worth, outcome.why, (), self._change(outcome), self._own_lines or lines)

    def _change(self, outcome: Outcome) -> Mapping[str, int]:
        change = dict(outcome.change)
        by = change.pop(THEM, 0)
        return {**change, self.to: by} if self.to in self.scenario.names else change

    @property
    def _own_lines(self) -> tuple[Line, ...] | None:
        """What is seen after a typed question: only what fits whatever it was about."""
        if self.move.do is not Do.OWN or self.form is None:
            return None
        return _named(self.usual.own[self.form, self.to != EVERYBODY], self.scenario.names.get(self.to))


def said(lines: Sequence[Line], state: State) -> tuple[Line, ...]:
    """Return the lines whose conditions hold."""
    return tuple(line for line in lines if hold(line.when, state))


def hold(conditions: Sequence[Condition], state: State) -> bool:
    """Tell whether all conditions hold."""
    return all(condition.holds(state) for condition in conditions)


def _named(lines: Sequence[Line], name: Text | None) -> tuple[Line, ...]:
    if name is None:
        return tuple(lines)
    return tuple(replace(line, text=_filled(line.text, name)) for line in lines)


def _filled(text: Text, name: Text) -> Text:
    return Text(text.zh.replace("{name}", name.zh), text.en.replace("{name}", name.en))
