"""Study hours from attendance and the plan: minutes really spent, breaks left out; no I/O."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from zhixing.meetings.rules.attendance import AWAY, Mark, State
from zhixing.meetings.rules.balance import half_of, halves
from zhixing.meetings.rules.plan import Form, Plan, minute_of
from zhixing.policy import Policy

_STEPS = 2
"""Study hours are counted in halves, rounded down: nobody is certified more than they were there."""

Span = tuple[int, int]
"""From and to which minute of the day something is taught or discussed."""


@dataclass(frozen=True, slots=True)
class HourRule:
    """How minutes become study hours (学时).

    Args:
        minutes: of one study hour.
        late: minutes taken off somebody late whose time of coming was not written down.
    """

    minutes: int
    late: int

    @classmethod
    def of(cls, values: Policy) -> Self:
        """Read it from a class's policy."""
        return cls(values.int("hours.minutes"), values.int("hours.late-minutes"))

    def hours(self, minutes: int) -> float:
        """Return study hours, in halves and rounded down."""
        return (minutes * _STEPS // self.minutes) / _STEPS


@dataclass(frozen=True, slots=True)
class Earned:
    """What one meeting brought one person.

    Args:
        minutes: really there, breaks left out.
        hours: study hours.
        open: half-days without a mark; they count nothing.
    """

    minutes: int
    hours: float
    open: int


def taught(plan: Plan) -> tuple[tuple[Span, ...], ...]:
    """Return by half-day when something other than a break takes place."""
    found: dict[int, list[Span]] = {}
    for day in plan.days:
        for block, begins in day.times():
            if block.form is not Form.BREAK and block.minutes > 0:
                half = half_of(plan, block.id)
                found.setdefault(half, []).append((begins, begins + block.minutes))
    return tuple(tuple(found.get(half, ())) for half in range(len(halves(plan))))


def planned_minutes(spans: tuple[tuple[Span, ...], ...]) -> int:
    """Return how many minutes a meeting has for somebody who is there all the time."""
    return sum(ends - begins for half in spans for begins, ends in half)


def minutes_there(spans: tuple[Span, ...], mark: Mark, rule: HourRule) -> int:
    """Return how many minutes of one half-day somebody was there.

    Leave and absence count nothing; who comes late or leaves early counts from or to that time; late
    without a time loses what the rule says.
    """
    if mark.state in AWAY:
        return 0
    came = 0 if mark.came is None else minute_of(mark.came)
    went = 24 * 60 if mark.went is None else minute_of(mark.went)
    total = sum(max(0, min(ends, went) - max(begins, came)) for begins, ends in spans)
    if mark.state is State.LATE and mark.came is None:
        total -= rule.late
    return max(0, total)


def earned(spans: tuple[tuple[Span, ...], ...], marks: Mapping[int, Mark], rule: HourRule) -> Earned:
    """Return what a meeting brought somebody, from what is marked for each half-day."""
    minutes = sum(
        minutes_there(half, marks[number], rule) for number, half in enumerate(spans) if number in marks
    )
    missing = sum(1 for number in range(len(spans)) if number not in marks)
    return Earned(minutes, rule.hours(minutes), missing)
