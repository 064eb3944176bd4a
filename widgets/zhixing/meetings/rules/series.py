"""The dates of a series: a seminar every month, a class workshop every second, on working days; no I/O."""

import calendar
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhixing.meetings.rules.load import Usual, months_from
from zhixing.meetings.rules.template import Kind, template_of

LAST = 5
"""In place of the number of a week: the last of the month."""
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DayRule:
    """Which day of each month.

    Args:
        week: 1 to 4 for the first to fourth such weekday, 5 for the last; None goes by ``day`` alone.
        day: the day of the month; with ``week`` the weekday, 0 for Monday to 4 for Friday.
    """

    week: int | None
    day: int

    def of(self, month: str) -> date:
        """Return the day in a month; a month without it has its last day instead."""
        year, number = map(int, month.split("-"))
        length = calendar.monthrange(year, number)[1]
        if self.week is None:
            return date(year, number, min(self.day, length))
        first = date(year, number, 1)
        found = first + timedelta(days=(self.day - first.weekday()) % 7 + 7 * (self.week - 1))
        return found if found.month == number else found - timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What a series is to be like.

    Args:
        first: its first month, such as ``2026-09``.
        months: how many months.
        seminar: the day of the groups' seminars; None: no seminars.
        workshop: the first day of the class workshops; None: no workshops.
        opens: whether the first month has the first workshop; else each interval ends with one.
        closed: days on which nobody meets, such as public holidays; weekends are left out anyway.
    """

    first: str
    months: int
    seminar: DayRule | None
    workshop: DayRule | None
    opens: bool
    closed: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Proposed:
    """A meeting of the series: its month, its kind, its days; None where the month has no room for it."""

    month: str
    kind: Kind
    days: tuple[date, ...] | None

    @property
    def is_class(self) -> bool:
        """Whether it is the class's."""
        return self.kind is not Kind.GROUP_SEMINAR


def series(rhythm: Rhythm, usual: Usual) -> tuple[Proposed, ...]:
    """Return the meetings of a series by date; seminars keep clear of the workshop of their month."""
    found = []
    for at, month in enumerate(months_from(rhythm.first, rhythm.months)):
        taken = set(rhythm.closed)
        if rhythm.workshop is not None and _has_workshop(at, rhythm, usual):
            kind = Kind.FIRST_WORKSHOP if rhythm.opens and at == 0 else Kind.CLASS_WORKSHOP
            days = _days(rhythm.workshop.of(month), kind, taken)
            taken |= set(days or ())
            found.append(Proposed(month, kind, days))
        if rhythm.seminar is not None and at % max(usual.seminar_every, 1) == 0:
            days = _days(rhythm.seminar.of(month), Kind.GROUP_SEMINAR, taken)
            found.append(Proposed(month, Kind.GROUP_SEMINAR, days))
    return tuple(sorted(found, key=lambda one: (one.month, one.days or (), one.kind)))


def _days(wished: date, kind: Kind, closed: Collection[date]) -> tuple[date, ...] | None:
    return working_days(wished, len(template_of(kind).days), closed)


def _has_workshop(at: int, rhythm: Rhythm, usual: Usual) -> bool:
    every = max(usual.workshop_every, 1)
    return at % every == (0 if rhythm.opens else every - 1)


def working_days(wished: date, count: int, closed: Collection[date]) -> tuple[date, ...] | None:
    """Return so many working days in a row, from the wished day on, else before it, within its month.

    A row does not go over a weekend unless it is longer than a week of work.
    """
    later = _month_from(wished)
    earlier = [wished - timedelta(days=back) for back in range(1, wished.day)]
    for first in (*later, *earlier):
        days = _row(first, count, closed)
        if days is not None and days[-1].month == wished.month:
            return days
    return None


def _month_from(wished: date) -> Sequence[date]:
    length = calendar.monthrange(wished.year, wished.month)[1]
    return [wished + timedelta(days=ahead) for ahead in range(length - wished.day + 1)]


def _row(first: date, count: int, closed: Collection[date]) -> tuple[date, ...] | None:
    if not _is_working(first, closed):
        return None
    days: list[date] = []
    for day in _days_from(first):
        if len(days) == count:
            break
        if _is_working(day, closed):
            days.append(day)
        elif count <= _SATURDAY or day in closed:
            return None
    return tuple(days)


def _days_from(first: date) -> Iterator[date]:
    day = first
    while True:
        yield day
        day += timedelta(days=1)


def _is_working(day: date, closed: Collection[date]) -> bool:
    return day.weekday() < _SATURDAY and day not in closed
