"""What a people sheet would change in a class: who is new, whose entries change, who stays as they are."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from zhixing.actor import Role
from zhixing.classroom.roster import RosterRow
from zhixing.errors import InputError
from zhixing.teams.rules.profile import WISHES_AT_MOST, Profile, SubTopicRef
from zhixing.teams.rules.sheet import PeopleSheet, SheetRow
from zhixing.teams.rules.sheet_whose import Present, Standing, UnitRef, Whose
from zhixing.teams.rules.wishes import UnknownWishError, read_wishes

PROFILE_COLUMNS = ("specialty", "experience", "level", "outlook", "languages", "wishes")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the sheet and what it means.

    Args:
        number: of the row.
        person: id of the person it is about; None for somebody new.
        roster: the row with the unit's full name, where the class or the sheet tells it.
        profile: the profile as it will be; what the row leaves blank stays.
        changes: what was, by column; blank for somebody new.
        given: what is to be, by column.
        namesakes: short names of the units in which others of this name are.
    """

    number: int
    person: str | None
    roster: RosterRow
    profile: Profile
    changes: Mapping[str, Any] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    namesakes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What a sheet would change.

    Args:
        entries: every row that can be taken.
        faults: what cannot, each named by row and column.
        absent: how many people of the class the sheet does not name; they stay as they are.
    """

    entries: tuple[Entry, ...]
    faults: tuple[InputError, ...]
    absent: int

    @property
    def new(self) -> tuple[Entry, ...]:
        """Whoever is not in the class yet."""
        return tuple(each for each in self.entries if each.person is None)

    @property
    def changed(self) -> tuple[Entry, ...]:
        """Those of whom something changes."""
        return tuple(each for each in self.entries if each.person is not None and each.changes)

    @property
    def same(self) -> int:
        """How many rows say what stands already."""
        return len(self.entries) - len(self.new) - len(self.changed)

    def fingerprint(self) -> str:
        """Return what tells this plan from every other one."""
        said = [
            (each.number, each.person, each.roster.name, each.roster.unit, each.changes, each.given)
            for each in self.entries
        ]
        text = json.dumps([said, self.absent], sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:24]


def compare(sheet: PeopleSheet, present: Present) -> Plan:
    """Return what a sheet would change in a class."""
    entries: list[Entry] = []
    faults: list[InputError] = []
    reading = _Reading(sheet, present)
    for row in sheet.rows:
        try:
            entries.append(reading.entry(row))
        except InputError as fault:
            faults.append(fault)
    found = {entry.person for entry in entries if entry.person is not None}
    return Plan(tuple(entries), tuple(faults), len(present.people) - len(found))


class _Reading:
    """Goes through the rows of a sheet, and knows which rows came before."""

    def __init__(self, sheet: PeopleSheet, present: Present) -> None:
        self._sheet = sheet
        self._present = present
        self._whose = Whose(sheet, present)
        self._first: dict[object, int] = {}
        self._shorts: dict[str, tuple[str, int]] = {}

    def entry(self, row: SheetRow) -> Entry:
        """Return what a row means.

        Raises:
            InputError: it cannot be taken.
        """
        person, roster = self._whose.find(row)
        self._once(row, person.id if person is not None else (roster.name, roster.unit))
        self._one_short(row, roster)
        wishes = _wishes(self._sheet, row, self._present.sub_topics)
        entry = _entry(row, person, roster, wishes, self._present.units)
        return replace(entry, namesakes=self._whose.namesakes(roster, person))

    def _once(self, row: SheetRow, key: object) -> None:
        first = self._first.setdefault(key, row.number)
        if first != row.number:
            params = {"name": row.roster.name, "first": first}
            raise InputError("members.error.sheet-same", params, self._sheet.place(row.number).where("name"))

    def _one_short(self, row: SheetRow, roster: RosterRow) -> None:
        """Refuse a second short name of one unit: which of them is meant, the order of rows cannot tell."""
        if not roster.short or not roster.unit:
            return
        short, first = self._shorts.setdefault(roster.unit, (roster.short, row.number))
        if short != roster.short:
            params = {"short": roster.short, "other": short, "first": first}
            where = self._sheet.place(row.number).where("short")
            raise InputError("members.error.sheet-shorts", params, where)


def _wishes(sheet: PeopleSheet, row: SheetRow, sub_topics: Sequence[SubTopicRef]) -> tuple[str, ...]:
    if not row.wishes:
        return ()
    column = next(name for name in ("wishes", "wish1", "wish2", "wish3") if name in sheet.titles)
    where = sheet.place(row.number).where(column)
    if not sub_topics:
        raise InputError("members.error.sheet-no-sub-topics", {}, where)
    try:
        wishes = read_wishes(row.wishes, sub_topics)
    except UnknownWishError as unknown:
        there = "；".join(f"{each.number} {each.title}" for each in sub_topics)
        params = {"value": unknown.said[:40], "there": there[:300]}
        raise InputError("members.error.sheet-wish", params, where) from unknown
    if len(wishes) > WISHES_AT_MOST:
        raise InputError("members.error.sheet-wishes", {"most": WISHES_AT_MOST, "found": len(wishes)}, where)
    if len(set(wishes)) < len(wishes):
        raise InputError("members.error.sheet-wish-twice", {}, where)
    return wishes


def _entry(
    row: SheetRow,
    person: Standing | None,
    roster: RosterRow,
    wishes: tuple[str, ...],
    units: Sequence[UnitRef],
) -> Entry:
    before = person.profile if person is not None else Profile()
    said: dict[str, Any] = {
        "level": row.level,
        "outlook": row.outlook,
        "specialty": row.specialty,
        "experience": row.experience,
        "languages": row.languages,
        "wishes": wishes,
    }
    profile = replace(before, **{name: value for name, value in said.items() if value not in ("", None, ())})
    if person is None:
        given = {
            name: value
            for name, value in _cells(roster, profile).items()
            if value not in ("", None, (), Role.LEARNER.value) and name != "unit"
        }
        return Entry(row.number, None, roster, profile, {}, given)
    unit = next((each for each in units if each.id == person.unit_id), None)
    now = RosterRow(
        person.name,
        unit.name if unit else "",
        unit.short if unit else "",
        person.post,
        person.seat,
        shown_role(person.roles),
    )
    later = replace(
        roster,
        unit=roster.unit or now.unit,
        short=roster.short or (now.short if not roster.unit or roster.unit == now.unit else ""),
        post=roster.post or now.post,
        seat=now.seat if roster.seat is None else roster.seat,
        role=roster.role if changes_role(person.roles, roster.role) else now.role,
    )
    old, new = _cells(now, before), _cells(later, profile)
    changed = [name for name in old if old[name] != new[name]]
    return Entry(
        row.number,
        person.id,
        later,
        profile,
        {name: old[name] for name in changed},
        {name: new[name] for name in changed},
    )


def changes_role(roles: Iterable[str], wanted: Role) -> bool:
    """Tell whether a row changes what somebody is: it gives a role, and takes none away."""
    held = set(roles)
    return not held or (wanted is not Role.LEARNER and wanted.value not in held)


def shown_role(roles: Iterable[str]) -> Role:
    """Return the role a sheet shows of somebody who may have several."""
    held = [Role(role) for role in roles]
    return next((role for role in held if role is not Role.LEARNER), Role.LEARNER)


def _cells(roster: RosterRow, profile: Profile) -> dict[str, Any]:
    return {
        "unit": roster.unit,
        "short": roster.short,
        "post": roster.post,
        "seat": roster.seat,
        "role": roster.role.value,
        **{name: getattr(profile, name) for name in PROFILE_COLUMNS},
    }
