"""Whom a row of a people sheet is about: found by name and unit, among the people of the class."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhixing.classroom.roster import RosterRow
from zhixing.errors import InputError
from zhixing.teams.rules.profile import Profile, SubTopicRef
from zhixing.teams.rules.sheet import PeopleSheet, SheetRow


@dataclass(frozen=True, slots=True)
class UnitRef:
    """A unit of the class."""

    id: str
    name: str
    short: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A person as the class knows them now."""

    id: str
    name: str
    unit_id: str | None
    post: str
    seat: int | None
    roles: tuple[str, ...]
    profile: Profile


@dataclass(frozen=True)
class Present:
    """A class as it stands when a sheet is compared with it."""

    people: Sequence[Standing]
    units: Sequence[UnitRef]
    sub_topics: Sequence[SubTopicRef]


class Whose:
    """Finds the person a row is about: by name and unit, or by name alone where that can only be one."""

    def __init__(self, sheet: PeopleSheet, present: Present) -> None:
        self._sheet = sheet
        self._units = {unit.id: unit.name for unit in present.units}
        self._known = {name: unit.id for unit in reversed(present.units) for name in (unit.short, unit.name)}
        self._long = {
            row.roster.short: row.roster.unit for row in sheet.rows if row.roster.short and row.roster.unit
        }
        self._rows = Counter(row.roster.name for row in sheet.rows)
        self._written: dict[str, list[str]] = {}
        for row in sheet.rows:
            self._written.setdefault(row.roster.name, []).append(self._unit(row.roster.unit)[1])
        self._named: dict[str, list[Standing]] = {}
        for person in present.people:
            self._named.setdefault(person.name, []).append(person)

    def find(self, row: SheetRow) -> tuple[Standing | None, RosterRow]:
        """Return the person, None for somebody new, and the row with the full name of the unit.

        Raises:
            InputError: it could be several people.
        """
        unit_id, unit = self._unit(row.roster.unit)
        named = self._named.get(row.roster.name, [])
        found = [person for person in named if not unit or (unit_id and person.unit_id == unit_id)]
        if not found and self._rows[row.roster.name] == 1:
            found = [person for person in named if person.unit_id is None]
        if len(found) > 1:
            code = "members.error.sheet-alike" if unit else "members.error.sheet-which"
            where = self._sheet.place(row.number).where("name" if unit else "unit")
            raise InputError(code, {"name": row.roster.name, "count": len(found)}, where)
        person = found[0] if found else None
        if person is not None and not unit:
            unit = self._units.get(person.unit_id or "", "")
        return person, replace(row.roster, unit=unit)

    def _unit(self, said: str) -> tuple[str | None, str]:
        """Return the unit that a name or short name means, None for a new one, and its full name."""
        name = said if said in self._known else self._long.get(said, said)
        unit_id = self._known.get(name)
        return unit_id, self._units.get(unit_id or "", name)

    def namesakes(self, roster: RosterRow, person: Standing | None) -> tuple[str, ...]:
        """Return the units of others of this name, in the class and in the sheet."""
        others = [each for each in self._named.get(roster.name, []) if each is not person]
        there = [self._units.get(each.unit_id or "", "") for each in others]
        if self._rows[roster.name] > 1:
            there += [unit for unit in self._written.get(roster.name, ()) if unit != roster.unit]
        return tuple(dict.fromkeys(there))
