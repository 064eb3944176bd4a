"""What a rehearsed meeting was like: counted from what was done, never a mark."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from zhixing.measures.equality import gini
from zhixing.meetings.rules.rehearsal.move import Do
from zhixing.meetings.rules.rehearsal.play import Done, Played
from zhixing.meetings.rules.rehearsal.scenario import CLIMATE, Planted, Worth
from zhixing.meetings.rules.rehearsal.wording import Form

_ASKING = (Form.OPEN, Form.CLOSED, Form.LEADING)
_TO_NO_GOOD = (Worth.NEEDLESS, Worth.HARM, Worth.MISSED)
_TELLING = (Do.RULE, Do.SUMMARISE)


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of a planted behaviour.

    Args:
        planted: the behaviour.
        began: number of the moment it began at.
        answered: number of the moment it ended at, None: never.
        well: whether what ended it did not hurt somebody.
        last: number of the last moment.
    """

    planted: Planted
    began: int
    answered: int | None
    well: bool
    last: int

    @property
    def late(self) -> int:
        """Moments it went on before it was answered, or until the end."""
        return self.last + 1 - self.began if self.answered is None else self.answered - self.began


@dataclass(frozen=True)
class Feedback:
    """What is told after a run."""

    played: Played

    @cached_property
    def done(self) -> tuple[Done, ...]:
        """What was done, moment by moment."""
        return tuple(turn.done for turn in self.played.turns if turn.done is not None)

    @cached_property
    def seen(self) -> tuple[Seen, ...]:
        """What became of the planted behaviours, in the order they began."""
        last, state = len(self.done) - 1, self.played.state
        began: dict[str, int] = {}
        for at, turn in enumerate(self.played.turns):
            for name in turn.moment.plants:
                began.setdefault(name, at)
        by_id = {planted.id: planted for planted in self.played.scenario.planted}
        found = [(name, at, state.answered.get(name)) for name, at in began.items()]
        return tuple(Seen(by_id[name], at, end, self._is_well(end), last) for name, at, end in found)

    def _is_well(self, at: int | None) -> bool:
        return at is not None and self.done[at].worth is not Worth.HARM

    @cached_property
    def worths(self) -> Mapping[Worth, int]:
        """How many moves were of each worth."""
        return Counter(done.worth for done in self.done)

    @cached_property
    def interventions(self) -> int:
        """How often the trainee stepped in."""
        return sum(done.move.do is not Do.SILENT for done in self.done)

    @cached_property
    def silences(self) -> tuple[int, int]:
        """How often silence was right and kept; and how often altogether, broken to no good included."""
        quiet = [done for done in self.done if done.quiet]
        kept = sum(done.move.do is Do.SILENT for done in quiet)
        return kept, kept + sum(done.worth in _TO_NO_GOOD for done in quiet)

    @cached_property
    def forms(self) -> Mapping[Form, int]:
        """How many questions were of each form."""
        return Counter(done.form for done in self.done if done.form is not None)

    @cached_property
    def ends(self) -> Mapping[str, int]:
        """How many worded questions served each of the coach's ends."""
        return Counter(done.question.end for done in self.done if done.question and done.question.end)

    @property
    def asks(self) -> int:
        """How often something was really asked."""
        return sum(self.forms.get(form, 0) for form in _ASKING)

    @property
    def tells(self) -> int:
        """How often something was told: a rule, a summary, advice, a statement typed as a question."""
        told = sum(done.move.do in _TELLING for done in self.done)
        return told + self.forms.get(Form.ADVICE, 0) + self.forms.get(Form.TELLING, 0)

    @cached_property
    def talk(self) -> Mapping[str, float]:
        """Minutes each member spoke."""
        return self.played.state.talk

    @cached_property
    def balance(self) -> tuple[float, float, float]:
        """The Gini coefficient of speaking: of the whole meeting, its first and its second half."""
        half = self.done[(len(self.done) - 1) // 2].state.talk
        later = {name: self.talk[name] - half[name] for name in half}
        return _gini(self.talk), _gini(half), _gini(later)

    @cached_property
    def course(self) -> tuple[tuple[int, Mapping[str, int]], ...]:
        """Clock and climate: at the beginning, then after each moment."""
        begun = (0, dict(self.played.scenario.start))
        after = [
            (done.state.clock, {name: done.state.levels[name] for name in CLIMATE}) for done in self.done
        ]
        return (begun, *after)

    def own(self) -> Sequence[Done]:
        """Return the questions the trainee typed."""
        return [done for done in self.done if done.move.do is Do.OWN]


def _gini(talk: Mapping[str, float]) -> float:
    minutes = list(talk.values())
    return round(gini(minutes), 3) if any(minutes) else 0.0
