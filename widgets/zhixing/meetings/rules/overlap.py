"""When a meeting takes place, and whether two of them ask for the same people at the same time; no I/O."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from zhixing.meetings.rules.plan import Plan, minute_of


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a day: from one minute of it to another."""

    day: date
    begins: int
    ends: int

    def meets(self, other: "Span") -> bool:
        """Tell whether two have a minute in common."""
        return self.day == other.day and self.begins < other.ends and other.begins < self.ends


@dataclass(frozen=True, slots=True)
class Engagement:
    """A meeting that stands: whose it is (blank: the class's), what it is called, and when."""

    id: str
    team: str
    title: str
    spans: tuple[Span, ...]


def spans(first: date, plan: Plan) -> tuple[Span, ...]:
    """Return when a plan takes place that begins on a day."""
    return tuple(
        Span(first + timedelta(days=day.offset), minute_of(day.starts), minute_of(day.starts) + day.minutes)
        for day in plan.days
    )


def clashes(
    team: str, wanted: Iterable[Span], standing: Iterable[Engagement]
) -> list[tuple[Span, Engagement]]:
    """Return what stands in the way; the class's meetings and those of any group ask for the same people."""
    wanted = tuple(wanted)
    return [
        (theirs, other)
        for other in standing
        if not team or not other.team or other.team == team
        for theirs in other.spans
        if any(theirs.meets(mine) for mine in wanted)
    ]
