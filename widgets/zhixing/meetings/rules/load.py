"""How much time a topic takes: group days, class days, person-days by month, against the usual; no I/O."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhixing.meetings.rules.editing import Finding
from zhixing.meetings.rules.plan import Day, Form, Plan
from zhixing.meetings.rules.template import Kind
from zhixing.policy import Policy

NOON = 13 * 60
"""A block belongs to the half of the day in which its middle lies."""
WORKSHOPS = frozenset({Kind.FIRST_WORKSHOP, Kind.CLASS_WORKSHOP})
"""Kinds of meeting that are class workshops."""


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting with a date: whose (blank: the class's), what kind, from which day, by which plan."""

    team: str
    kind: str
    first: date
    plan: Plan


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a topic.

    Args:
        month: such as ``2026-09``.
        group_days: days of each group's own meetings, by group.
        class_days: days on which the whole class meets.
        workshops: class workshops that begin in it.
        person_days: days of all people together.
    """

    month: str
    group_days: Mapping[str, float]
    class_days: float
    workshops: int
    person_days: float


@dataclass(frozen=True, slots=True)
class Usual:
    """What a class holds to be the usual load."""

    months: tuple[int, int]
    seminar_every: int
    seminar_days: int
    workshop_every: int
    workshop_days: int

    @classmethod
    def of(cls, values: Policy) -> "Usual":
        """Take the values in force."""
        return cls(
            months=values.span("topic.window-months"),
            seminar_every=values.int("meeting.seminar-every-months"),
            seminar_days=values.int("meeting.seminar-days"),
            workshop_every=values.int("meeting.workshop-every-months"),
            workshop_days=values.int("meeting.workshop-days"),
        )

    def seminars(self, months: int) -> int:
        """Return how many seminars a group has in so many months."""
        return months // max(self.seminar_every, 1)

    def workshops(self, months: int) -> int:
        """Return how many workshops the class has in so many months."""
        return months // max(self.workshop_every, 1)


def months_from(first: str, count: int) -> tuple[str, ...]:
    """Return so many months in a row, beginning with one such as ``2026-09``."""
    year, month = map(int, first.split("-"))
    counted = (year * 12 + month - 1 + ahead for ahead in range(count))
    return tuple(f"{at // 12:04d}-{at % 12 + 1:02d}" for at in counted)


def halves(day: Day) -> int:
    """Return how many halves of a day its blocks take; breaks alone take none."""
    taken = set()
    for block, begins in day.times():
        if block.form is not Form.BREAK:
            taken.add(begins + block.minutes / 2 < NOON)
    return len(taken)


def month_by_month(meetings: Iterable[Held], months: Sequence[str], sizes: Mapping[str, int]) -> list[Month]:
    """Add up the load of each month; months in which somebody meets outside the given ones come as well.

    Args:
        meetings: every meeting with a date.
        months: the months of the topic.
        sizes: people by group; under the blank id those of the whole class.
    """
    days: dict[str, list[tuple[Held, float]]] = {month: [] for month in months}
    begun: dict[str, int] = {}
    for held in meetings:
        for day in held.plan.days:
            at = _month(held.first + timedelta(days=day.offset))
            days.setdefault(at, []).append((held, halves(day) / 2))
        if not held.team and held.kind in WORKSHOPS:
            first = _month(held.first)
            begun[first] = begun.get(first, 0) + 1
    return [_added(month, days[month], begun.get(month, 0), sizes) for month in sorted(days)]


def _month(day: date) -> str:
    return day.isoformat()[:7]


def _added(month: str, days: Sequence[tuple[Held, float]], workshops: int, sizes: Mapping[str, int]) -> Month:
    groups = {team: 0.0 for team in sizes if team}
    for held, share in days:
        if held.team:
            groups[held.team] = groups.get(held.team, 0.0) + share
    return Month(
        month=month,
        group_days=groups,
        class_days=sum(share for held, share in days if not held.team),
        workshops=workshops,
        person_days=sum(share * sizes.get(held.team, 0) for held, share in days),
    )


def outside(months: Sequence[Month], topic: Sequence[str], usual: Usual) -> list[Finding]:
    """Return where the load is outside the usual, naming the rule; groups are counted, not named."""
    within = [month for month in months if month.month in topic]
    count = len(topic)
    return [
        *_window(count, usual),
        *_seminars(within, count, usual),
        *_workshops(within, count, usual),
        *_stray(months, topic),
    ]


def _window(count: int, usual: Usual) -> Iterator[Finding]:
    low, high = usual.months
    if not low <= count <= high:
        yield Finding("planner.load.window", {"found": count, "low": low, "high": high})


def _seminars(months: Sequence[Month], count: int, usual: Usual) -> Iterator[Finding]:
    groups = sorted({team for month in months for team in month.group_days})
    wanted = usual.seminars(count) * usual.seminar_days
    totals = [sum(month.group_days.get(team, 0.0) for month in months) for team in groups]
    rule = {"wanted": wanted, "every": usual.seminar_every, "days": usual.seminar_days, "months": count}
    few = [total for total in totals if total < wanted]
    many = [total for total in totals if total > wanted]
    if few:
        yield Finding("planner.load.few-group-days", {**rule, "groups": len(few), "found": f"{min(few):g}"})
    if many:
        yield Finding(
            "planner.load.many-group-days", {**rule, "groups": len(many), "found": f"{max(many):g}"}
        )


def _workshops(months: Sequence[Month], count: int, usual: Usual) -> Iterator[Finding]:
    wanted = usual.workshops(count)
    found = sum(month.workshops for month in months)
    rule = {"wanted": wanted, "every": usual.workshop_every, "days": usual.workshop_days, "months": count}
    if found < wanted:
        yield Finding("planner.load.few-workshops", {**rule, "found": found})
    if found > wanted:
        yield Finding("planner.load.many-workshops", {**rule, "found": found})
    days, usually = sum(month.class_days for month in months), wanted * usual.workshop_days
    if days > usually:
        yield Finding("planner.load.many-class-days", {**rule, "found": f"{days:g}", "usually": usually})


def _stray(months: Sequence[Month], topic: Sequence[str]) -> Iterator[Finding]:
    for month in months:
        if month.month not in topic and topic:
            yield Finding("planner.load.stray", {"month": month.month})
