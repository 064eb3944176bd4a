"""Attendance by half-day: what may be marked, and how a signed sheet is read in; no I/O."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from zhixing.errors import InputError, Location
from zhixing.meetings.rules.balance import Half
from zhixing.meetings.rules.plan import clock_of, minute_of

LIST_AT_MOST = 4_000
"""Characters of one list typed in from a sheet: a class of 300 by name, with room to spare."""
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_ITEM = re.compile(r"(.*?)\s*((?:[01]?\d|2[0-3]):[0-5]\d)?")
_BETWEEN = re.compile(r"[,、;\n]+")


class State(StrEnum):
    """How somebody was there in a half-day: 出席, 迟到, 请假, 缺席."""

    PRESENT = "present"
    LATE = "late"
    LEAVE = "leave"
    ABSENT = "absent"


AWAY = frozenset({State.LEAVE, State.ABSENT})


class Column(StrEnum):
    """What is read from a signed sheet; everybody who is in none of these lists was present."""

    LATE = "late"
    EARLY = "early"
    LEAVE = "leave"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Mark:
    """What is marked for one person in one half-day; times of day as ``"09:20"``.

    Args:
        state: how somebody was there.
        came: when somebody late came, None where that was not written down.
        went: when somebody left early.
    """

    state: State
    came: str | None = None
    went: str | None = None

    def checked(self, half: Half) -> Self:
        """Return the mark if it can be: times lie within the half-day and in order.

        Raises:
            InputError: ``attendance.error.bad-time``, ``time-outside``, ``time-order``, ``time-away`` or
                ``came-present``.
        """
        came, went = (None if text is None else read_clock(text) for text in (self.came, self.went))
        if self.state in AWAY and (came or went):
            raise InputError("attendance.error.time-away")
        if self.state is State.PRESENT and came:
            raise InputError("attendance.error.came-present")
        for time in filter(None, (came, went)):
            if not half.begins <= minute_of(time) <= half.ends:
                span = {"begins": clock_of(half.begins), "ends": clock_of(half.ends)}
                raise InputError("attendance.error.time-outside", {"time": time, **span})
        if came and went and minute_of(went) <= minute_of(came):
            raise InputError("attendance.error.time-order", {"came": came, "went": went})
        return type(self)(self.state, came, went)

    def json(self) -> dict[str, str | None]:
        """Return the form pages show."""
        return {"state": self.state.value, "came": self.came, "went": self.went}


PRESENT = Mark(State.PRESENT)


def read_clock(text: str) -> str:
    """Return a time of day as it is stored, typed as ``9:20``, ``9：20`` or ``09:20``.

    Raises:
        InputError: ``attendance.error.bad-time``.
    """
    found = _CLOCK.fullmatch(_folded(text))
    if found is None:
        raise InputError("attendance.error.bad-time", {"found": text.strip()[:20]})
    return f"{int(found[1]):02d}:{found[2]}"


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody on a sheet: the number of the row, and the name."""

    number: int
    id: str
    name: str


def read_lists(
    lists: Mapping[Column, str], people: Sequence[Listed], half: Half, titles: Mapping[Column, str]
) -> tuple[dict[str, Mark], list[InputError]]:
    """Read the exceptions of a signed sheet; everybody else was present.

    Args:
        lists: what was typed: row numbers or names, each with a time behind it where there is one.
        people: everybody on the sheet.
        half: the half-day.
        titles: what each list is called, to say where something is wrong.

    Returns:
        The mark of everybody, and what cannot be taken, item by item.
    """
    marks: dict[str, Mark] = {}
    faults: list[InputError] = []
    for column in Column:
        for item in _items(lists.get(column, "")):
            try:
                person, mark = _read(column, item, people)
                before = marks.get(person.id)
                if before is not None:
                    mark = _joined(column, before, mark, person)
                marks[person.id] = mark.checked(half)
            except InputError as error:
                where = Location(field=titles[column])
                known = {"item": item[:40], **error.params}
                faults.append(InputError(error.code, known, where))
    return {person.id: marks.get(person.id, PRESENT) for person in people}, faults


def _items(text: str) -> list[str]:
    return [item.strip() for item in _BETWEEN.split(_folded(text)) if item.strip()]


def _read(column: Column, item: str, people: Sequence[Listed]) -> tuple[Listed, Mark]:
    found = _ITEM.fullmatch(item)
    who, time = (item, None) if found is None else (found[1], found[2])
    person = _whose(who, people)
    clock = None if time is None else read_clock(time)
    match column:
        case Column.LATE:
            return person, Mark(State.LATE, came=clock)
        case Column.EARLY if clock is None:
            raise InputError("attendance.error.early-time", {"name": person.name})
        case Column.EARLY:
            return person, Mark(State.PRESENT, went=clock)
        case _:
            return person, Mark(State(column.value), came=clock)


def _joined(column: Column, before: Mark, mark: Mark, person: Listed) -> Mark:
    """Somebody may come late and leave early; any other pair of lists contradicts itself."""
    if column is Column.EARLY and before.state is State.LATE and before.went is None:
        return Mark(State.LATE, before.came, mark.went)
    raise InputError("attendance.error.twice", {"name": person.name})


def _whose(who: str, people: Sequence[Listed]) -> Listed:
    if who.isdecimal():
        if len(who) <= 6 and 0 < int(who) <= len(people):
            return people[int(who) - 1]
        raise InputError("attendance.error.no-number", {"count": len(people)})
    wanted = "".join(who.split())
    found = [person for person in people if "".join(_folded(person.name).split()) == wanted]
    if not found:
        raise InputError("attendance.error.no-name")
    if len(found) > 1:
        numbers = "、".join(str(person.number) for person in found)
        raise InputError("attendance.error.namesakes", {"numbers": numbers})
    return found[0]


def _folded(text: str) -> str:
    """Return a text in half width, so that “９：20” and “，” are read like “9:20” and “,”."""
    return unicodedata.normalize("NFKC", text).strip()
