"""Units: objectives, the steps of the workbook, and when an objective is held; read from ``unit.toml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from zhixing.course.folders import unit_folders, units_in_use
from zhixing.course.written import Entry, location, table
from zhixing.errors import InputError, MissingError
from zhixing.text import Text

_UNIT_KEYS = frozenset({"id", "workbook", "title", "objective"})
_UNIT_NOTES = frozenset({"mastery", "step"})
_STEP_KEYS = frozenset({"id", "title", "cell"})
_STEP_NOTES = frozenset({"items", "sheets", "waits"})


@dataclass(frozen=True, slots=True)
class Objective:
    """What somebody can do after the unit."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Mastery:
    """When an objective is held.

    Args:
        share: the mean of the last marks of its items, from 0 to 1.
        least: how many of its items must have been answered; all where it has fewer.
    """

    share: float = 0.8
    least: int = 2


@dataclass(frozen=True, slots=True)
class Step:
    """One section of a unit's workbook.

    Args:
        id: its name within the unit.
        title: what it is called.
        cell: the pair of cells that opens it: ``case`` stands for ``case-zh`` and ``case-en``.
        items: items in it.
        sheets: worksheets that must be done in it.
        waits: whether later steps wait until it is done.
    """

    id: str
    title: Text
    cell: str
    items: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of the course."""

    id: str
    workbook: str
    title: Text
    objectives: tuple[Objective, ...]
    mastery: Mastery
    steps: tuple[Step, ...]

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of its items, in the order of its steps."""
        return tuple(item for step in self.steps for item in step.items)

    def step(self, step_id: str) -> Step:
        """Return a step.

        Raises:
            MissingError: ``course.error.no-step``.
        """
        for step in self.steps:
            if step.id == step_id:
                return step
        raise MissingError("course.error.no-step", {"step": step_id[:40]})


@cache
def all_units() -> Mapping[str, Unit]:
    """Return every unit of the course by id, in the order of the ids, read once per process.

    Raises:
        InputError: naming file and key.
    """
    return read_units(*units_in_use())


def unit_of(unit_id: str) -> Unit:
    """Return a unit.

    Raises:
        MissingError: ``course.error.no-unit``.
    """
    found = all_units().get(unit_id)
    if found is None:
        raise MissingError("course.error.no-unit", {"unit": unit_id[:40]})
    return found


@cache
def steps_of_items() -> Mapping[str, tuple[Unit, Step]]:
    """Return where every item stands."""
    return MappingProxyType(
        {item: (unit, step) for unit in all_units().values() for step in unit.steps for item in step.items}
    )


def read_units(*folders: Path) -> Mapping[str, Unit]:
    """Read the units below these folders; no id may be in two of them.

    Raises:
        InputError: naming file and key.
    """
    found: dict[str, Unit] = {}
    for page in (path / "unit.toml" for path in unit_folders(*folders)):
        unit = read_unit(page) if page.exists() else None
        if unit is not None and unit.id in found:
            raise InputError("course.error.unit-doubled", {"unit": unit.id}, location(page))
        if unit is not None:
            found[unit.id] = unit
    return MappingProxyType(dict(sorted(found.items())))


def read_unit(page: Path) -> Unit:
    """Read one unit.

    Raises:
        InputError: naming file and key.
    """
    raw = table(page)
    entry = Entry(page, str(raw.get("id"))[:40], raw)
    entry.check_keys(_UNIT_KEYS, _UNIT_NOTES)
    objectives = tuple(_objective(entry.inner(part, "objective")) for part in entry.entries("objective"))
    steps = tuple(_step(entry.inner(part, "step")) for part in raw.get("step", []))
    for name, ids in (("objective", [each.id for each in objectives]), ("step", [each.id for each in steps])):
        doubled = next((each for each in ids if ids.count(each) > 1), None)
        if doubled is not None:
            raise entry.fault("course.error.part-doubled", part=name, found=doubled)
    return Unit(
        entry.name("id", "course.error.bad-part-id"),
        str(raw["workbook"]),
        entry.text("title"),
        objectives,
        _mastery(entry.inner(raw.get("mastery", {}), "mastery")),
        steps,
    )


def _objective(entry: Entry) -> Objective:
    entry.check_keys(frozenset({"id", "text"}))
    name = entry.name("id", "course.error.bad-part-id")
    return Objective(name, entry.inner(entry.raw, name).text("text"))


def _mastery(entry: Entry) -> Mastery:
    entry.check_keys(frozenset(), frozenset({"share", "least"}))
    usual = Mastery()
    share = entry.share("share") if "share" in entry.raw else usual.share
    least: Any = entry.raw.get("least", usual.least)
    if not isinstance(least, int) or isinstance(least, bool) or least < 1:
        raise entry.fault("course.error.not-a-count", key="mastery.least", found=str(least)[:40])
    return Mastery(share, least)


def _step(entry: Entry) -> Step:
    entry.check_keys(_STEP_KEYS, _STEP_NOTES)
    name = entry.name("id", "course.error.bad-part-id")
    cell = entry.name("cell", "course.error.bad-part-id")
    return Step(
        name,
        entry.inner(entry.raw, name).text("title"),
        cell,
        entry.names("items"),
        entry.names("sheets"),
        entry.flag("waits"),
    )
