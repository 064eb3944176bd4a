"""Two structures that systems fall into, as stocks and flows in people, cases and months; no I/O.

Limits to growth and shifting the burden are archetypes of Senge (The Fifth Discipline, 1990, appendix 2). The
first is written as the logistic growth of Sterman (Business Dynamics, 2000, chapter 9); both are integrated
by the classical Runge–Kutta method with a fixed step, as in his appendix A. What switches at a moment
switches at the beginning of a step, so that every step sees one constant setting. The numbers are invented:
the models show what a structure does, they forecast nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

State: TypeAlias = tuple[float, ...]
Rates: TypeAlias = Callable[[State, float], State]
"""The flows of a state, one a stock, in units a month; the second argument is when the step began."""

MONTHS = 36
STEPS_A_MONTH = 16
"""The step is a sixteenth of a month: halving it changes no figure that is shown."""


def integrate(rates: Rates, start: State, months: int, steps: int = STEPS_A_MONTH) -> list[State]:
    """Return the stocks at the beginning and after each month, by the classical Runge–Kutta method.

    Args:
        rates: the flows.
        start: the stocks at the beginning.
        months: how long it runs.
        steps: steps a month.
    """
    size = 1 / steps
    state, found = start, [start]
    for number in range(months * steps):
        state = _step(rates, state, number / steps, size)
        if (number + 1) % steps == 0:
            found.append(state)
    return found


def _step(rates: Rates, state: State, began: float, size: float) -> State:
    first = rates(state, began)
    second = rates(_moved(state, first, size / 2), began)
    third = rates(_moved(state, second, size / 2), began)
    fourth = rates(_moved(state, third, size), began)
    flows = zip(first, second, third, fourth, strict=True)
    return _moved(state, tuple((a + 2 * b + 2 * c + d) / 6 for a, b, c, d in flows), size)


def _moved(state: State, rates: State, size: float) -> State:
    return tuple(stock + size * rate for stock, rate in zip(state, rates, strict=True))


HOURS_EACH = 2.0
"""Hours of coaching a month that somebody needs to keep up the practice."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A good practice that spreads from person to person, and coaching that limits how far.

    One stock, the people who practise. Everybody who practises wins ``rate`` others a month; the scarcer the
    coaching, the more give up again. With ``limit = hours / HOURS_EACH`` people:

        d people / dt = rate · (1 + push) · people · (1 − people / limit)

    Args:
        people: who practises at the beginning.
        rate: others that one wins in a month while coaching is plentiful.
        hours: hours of coaching in a month.
        push: how much harder it is promoted; 0.5 is half as much again.
        raise_month: when hours are added; none are before.
        more_hours: hours of coaching added in a month.
    """

    people: float = 3
    rate: float = 0.5
    hours: float = 40
    push: float = 0
    raise_month: int = 12
    more_hours: float = 0

    def limit(self, month: float) -> float:
        """Return how many people the coaching of a moment carries."""
        added = self.more_hours if month >= self.raise_month else 0
        return (self.hours + added) / HOURS_EACH

    def run(self, months: int = MONTHS, steps: int = STEPS_A_MONTH) -> list[float]:
        """Return the people who practise, at the beginning and after each month."""
        return [people for (people,) in integrate(self._rates, (float(self.people),), months, steps)]

    def _rates(self, state: State, began: float) -> State:
        (people,) = state
        return (self.rate * (1 + self.push) * people * (1 - people / self.limit(began)),)


INFLOW = 200.0
"""Cases that come in a month."""
CAPABILITY = 180.0
"""Cases a month that the office can do by itself at the beginning: fewer than come in."""
BEST = 240.0
"""Cases a month that it could do once all of its work is redesigned."""
WORST = 120.0
"""Cases a month that are left when nobody has learned anything for long."""
BACKLOG = 300.0
"""Cases waiting at the beginning."""
NORMAL = 100.0
"""Cases that are always on the desks; they press nobody."""
ALARM = 300.0
"""Cases waiting at which everything is done that can be done."""
OVERTIME = 80.0
"""Cases a month that overtime and borrowed people do at the most."""
SHORTEST = 0.25
"""Months that a case takes at least."""
REDESIGN = 10.0
"""Months in which full effort closes most of the gap to the best."""
WEARING = 6.0
"""Months in which full overtime wears off most of what is above the worst, where the side effect is 1."""


@dataclass(frozen=True, slots=True)
class BurdenMonth:
    """The stocks of an office at the end of a month.

    Args:
        backlog: cases waiting: the symptom.
        capability: cases a month the office does by itself: what the symptom comes from.
        effort: the redesign that bears fruit by now, from 0 to 1.
        done: cases done in regular hours so far.
        quick: cases done by overtime and borrowed people so far.
    """

    backlog: float
    capability: float
    effort: float
    done: float
    quick: float


@dataclass(frozen=True, slots=True)
class Burden:
    """A backlog that overtime relieves at once and redesign removes for good.

    The backlog presses: ``pressure = (backlog − NORMAL) / (ALARM − NORMAL)``, between 0 and 1. Attention is
    divided: the share ``quick`` goes to overtime, the rest to redesign, which bears fruit after ``delay``.

        overtime       = OVERTIME · quick · pressure
        regular        = min(capability, backlog / SHORTEST)
        d backlog / dt = INFLOW − regular − overtime
        d effort / dt  = ((1 − quick) · pressure − effort) / delay
        d capability / dt = effort · (BEST − capability) / REDESIGN
                            − side_effect · quick · pressure · (capability − WORST) / WEARING

    Args:
        quick: share of the attention that goes to the quick fix, from 0 to 1.
        delay: months until redesign bears fruit.
        side_effect: how much overtime wears the office's own capability, from 0 to 1.
    """

    quick: float = 0.7
    delay: float = 6
    side_effect: float = 0.5

    def run(self, months: int = MONTHS, steps: int = STEPS_A_MONTH) -> list[BurdenMonth]:
        """Return the stocks at the beginning and after each month."""
        start = (BACKLOG, CAPABILITY, 0.0, 0.0, 0.0)
        return [BurdenMonth(*state) for state in integrate(self._rates, start, months, steps)]

    def _rates(self, state: State, _began: float) -> State:
        backlog, capability, effort, _done, _quick = state
        pressure = min(1.0, max(0.0, (backlog - NORMAL) / (ALARM - NORMAL)))
        overtime = OVERTIME * self.quick * pressure
        regular = min(capability, backlog / SHORTEST)
        learned = effort * (BEST - capability) / REDESIGN
        worn = self.side_effect * self.quick * pressure * (capability - WORST) / WEARING
        return (
            INFLOW - regular - overtime,
            learned - worn,
            ((1 - self.quick) * pressure - effort) / self.delay,
            regular,
            overtime,
        )
