"""The hidden state of a rehearsed meeting."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from zhixing.meetings.rules.rehearsal.scenario import Line, Scenario
from zhixing.meetings.rules.rehearsal.usual import Usual, spread


@dataclass(frozen=True, slots=True)
class State:
    """How the meeting stands; what nobody is shown before it is over.

    Args:
        levels: the climate, and how ready each member is to speak, from 0 to 100.
        talk: minutes each member has spoken.
        clock: minutes gone by.
        open: planted behaviours that go on, with the number of the moment each began at.
        answered: planted behaviours that were answered, with the number of the moment.
        did: kinds of moves made so far.
    """

    levels: Mapping[str, int]
    talk: Mapping[str, float]
    clock: int = 0
    open: Mapping[str, int] = field(default_factory=dict)
    answered: Mapping[str, int] = field(default_factory=dict)
    did: frozenset[str] = frozenset()

    def changed(self, change: Mapping[str, int]) -> "State":
        """Return the state after a change of its levels, each kept between 0 and 100."""
        moved = {name: min(100, max(0, self.levels[name] + by)) for name, by in change.items()}
        return replace(self, levels={**self.levels, **moved})

    def heard(self, lines: Sequence[Line], minutes: float) -> "State":
        """Return the state after lines that took so many minutes together."""
        spoken = [line for line in lines if line.who]
        whole = sum(line.length for line in spoken)
        talk = dict(self.talk)
        for line in spoken:
            talk[line.who] += minutes * line.length / whole
        after = replace(self, talk=talk)
        for line in lines:
            after = after.changed(line.change)
        return after

    def later(self, minutes: int) -> "State":
        """Return the state some minutes later."""
        return replace(self, clock=self.clock + minutes)

    def begun(self, planted: Iterable[str], at: int) -> "State":
        """Return the state in which behaviours have begun; what was answered once does not begin again."""
        fresh = {name: at for name in planted if name not in self.open and name not in self.answered}
        return replace(self, open={**self.open, **fresh})

    def answering(self, planted: Iterable[str], at: int) -> "State":
        """Return the state after behaviours were answered."""
        gone = [name for name in planted if name in self.open]
        return replace(
            self,
            open={name: since for name, since in self.open.items() if name not in gone},
            answered={**self.answered, **dict.fromkeys(gone, at)},
        )

    def pressed(self, scenario: Scenario, usual: Usual) -> "State":
        """Return the state after what goes on unanswered has done its work for one moment."""
        after = self
        for planted in scenario.planted:
            if planted.id in self.open:
                pressure = usual.pressures[planted.kind]
                after = after.changed(spread(pressure.change, planted.who, scenario)).later(pressure.minutes)
        return after


def start(scenario: Scenario) -> State:
    """Return the state before the first moment."""
    ready = {member.id: member.ready for member in scenario.members}
    return State({**scenario.start, **ready}, dict.fromkeys(ready, 0.0))
