"""Everything that is wrong with a course folder, each fault with its file, line and key."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from zhixing import resources
from zhixing.course.bank.schema_faults import SchemaFault, item_faults, schema_faults
from zhixing.course.bank.shape import item_schema, unit_schema
from zhixing.course.content import read_item
from zhixing.course.folders import UNIT, unit_folders
from zhixing.course.page import Page
from zhixing.course.profile import read_set
from zhixing.course.scale import read_scales
from zhixing.course.units import read_unit
from zhixing.course.worksheets import Worksheet
from zhixing.course.worksheets.reading import check_sources, read_worksheet
from zhixing.errors import InputError

SHEETS = "worksheets.toml"
CRITERIA = "criteria.toml"

_BROKEN = (AttributeError, LookupError, TypeError, ValueError)
"""What reading criteria raises where they are written in a form that nobody expects."""


@dataclass(frozen=True)
class Found:
    """What a check has come upon.

    Args:
        units: how many units were read.
        items: how many items.
        faults: what is wrong, in the order of files and lines.
    """

    units: int
    items: int
    faults: tuple[InputError, ...]


def check_course(*folders: Path) -> Found:
    """Check every unit below these folders; a folder with a ``unit.toml`` of its own is one unit."""
    checked = [_Unit(unit) for unit in unit_folders(*folders)]
    faults = [fault for unit in checked for fault in unit.faults()]
    faults += _doubled("course.error.unit-doubled", "unit", (unit.named() for unit in checked))
    faults += _doubled(
        "course.error.item-doubled", "item", (name for unit in checked for name in unit.items())
    )
    sheets = {sheet.id: sheet for unit in checked for _, sheet in unit.sheets}
    faults += [fault for unit in checked for fault in unit.source_faults(sheets)]
    items = sum(len(unit.items()) for unit in checked)
    return Found(len(checked), items, tuple(sorted(faults, key=_place)))


def _place(fault: InputError) -> tuple[str, int]:
    place = fault.location
    return (place.file or "", place.row or 0) if place is not None else ("", 0)


_Named = tuple[str, Page, tuple[str | int, ...]]
"""An id, with the page and the path at which it is given."""


def _doubled(code: str, what: str, names: Iterable[_Named | None]) -> Iterator[InputError]:
    seen: set[str] = set()
    for name, page, path in (each for each in names if each is not None):
        if name in seen:
            yield page.fault(code, {what: name}, path)
        seen.add(name)


class _Unit:
    """One unit's folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pages = {path.name: Page.read(path) for path in sorted(folder.glob("*.toml"))}
        self._unit = self._pages.get(UNIT)
        self.sheets: list[tuple[Page, Worksheet]] = []

    def named(self) -> _Named | None:
        """Return the unit's id."""
        name = None if self._unit is None else self._unit.raw.get("id")
        return (name, self._unit, ("id",)) if self._unit is not None and isinstance(name, str) else None

    def items(self) -> list[_Named]:
        """Return the ids of its items."""
        return [
            (raw["id"], page, ("item", number, "id"))
            for page in self._pages.values()
            for number, raw in enumerate(page.tables("item"))
            if isinstance(raw.get("id"), str)
        ]

    def faults(self) -> Iterator[InputError]:
        """Find what is wrong with each file, and with the files together."""
        for page in self._pages.values():
            yield from page.broken
        yield from self._unit_faults()
        yield from self._criteria_faults
        yield from self._sheet_faults()
        for page in self._pages.values():
            if page.name not in {UNIT, SHEETS}:
                yield from self._item_faults(page)
        yield from self._step_faults()

    def _objectives(self) -> frozenset[str] | None:
        if self._unit is None:
            return None
        return frozenset(str(raw.get("id")) for raw in self._unit.tables("objective"))

    def _unit_faults(self) -> Iterator[InputError]:
        page = self._unit
        if page is None or page.broken:
            return
        found = list(schema_faults(page.raw, unit_schema(), unit_schema()["$defs"]))
        yield from (page.worded(fault) for fault in found)
        if not found:
            try:
                read_unit(page.path)
            except InputError as error:
                yield page.moved(error, ())

    @cached_property
    def _criteria_faults(self) -> tuple[InputError, ...]:
        page = self._pages.get(CRITERIA)
        if page is None or page.broken:
            return ()
        try:
            read_scales(page.path)
        except InputError as error:
            return (page.moved(error, ()),)
        except _BROKEN as error:
            return (page.fault("bank.error.criteria", {"found": str(error)[:60]}, ()),)
        return ()

    def _item_faults(self, page: Page) -> Iterator[InputError]:
        if "item" in page.raw and not isinstance(page.raw["item"], list):
            yield page.fault("course.error.not-a-list", {}, ("item",))
        for number, raw in enumerate(page.tables("item")):
            found = item_faults(raw)
            yield from (page.worded(_below(fault, number)) for fault in found)
            if not found and not (self._criteria_faults and raw["kind"] == "rate"):
                yield from self._read_faults(page, number, raw)
        for number, raw in enumerate(page.tables("set")):
            try:
                read_set(page.path, raw)
            except InputError as error:
                yield page.moved(error, ("set", number))
        known = item_schema()["properties"].keys()
        is_of_items = page.name.startswith("items") or not known.isdisjoint(page.raw)
        for key in page.raw.keys() - known if is_of_items else ():
            yield page.fault("bank.error.key-unknown", {"key": key[:40]}, (key,))

    def _read_faults(self, page: Page, number: int, raw: Mapping[str, Any]) -> Iterator[InputError]:
        """Read an item whose form is right; an objective that is not there hides nothing else."""
        known = self._objectives()
        for key, names in (("objective", [raw["objective"]]), ("also", raw.get("also", []))):
            for name in names:
                if known is not None and name not in known:
                    told = {"item": raw["id"], "objective": name[:40]}
                    yield page.fault("course.error.unknown-objective", told, ("item", number, key))
        try:
            read_item(page.path, number + 1, raw, None)
        except InputError as error:
            yield page.moved(error, ("item", number))

    def _sheet_faults(self) -> Iterator[InputError]:
        page = self._pages.get(SHEETS)
        if page is None:
            return
        objectives = self._objectives() or frozenset()
        for number, raw in enumerate(page.tables("worksheet")):
            path = ("worksheet", number)
            try:
                self.sheets.append((page, read_worksheet(page.path, number + 1, raw, objectives)))
            except InputError as error:
                yield page.moved(error, path)
        for key in page.raw.keys() - {"worksheet"}:
            yield page.fault("bank.error.key-unknown", {"key": key[:40]}, (key,))
        names = (
            (raw["id"], page, ("worksheet", number, "id"))
            for number, raw in enumerate(page.tables("worksheet"))
            if isinstance(raw.get("id"), str)
        )
        yield from _doubled("worksheet.error.sheet-doubled", "sheet", names)

    def source_faults(self, sheets: Mapping[str, Worksheet]) -> Iterator[InputError]:
        """Find offers of words in its worksheets that no worksheet of the course asks for."""
        for page, sheet in self.sheets:
            try:
                check_sources(page.path, sheet, sheets)
            except InputError as error:
                yield page.moved(error, ("worksheet",))

    def _step_faults(self) -> Iterator[InputError]:
        """Find items in no step or in two, and steps that name what is not there."""
        page = self._unit
        if page is None or page.broken:
            return
        items = {name: (there, path) for name, there, path in self.items()}
        sheets = {str(raw.get("id")) for raw in self._sheet_tables()}
        cells = _cells(str(page.raw.get("workbook")))
        used: Counter[str] = Counter()
        for number, raw in enumerate(page.tables("step")):
            for at, name in enumerate(_list(raw.get("items"))):
                used[name] += 1
                if name not in items or used[name] > 1:
                    code = "bank.error.step-twice" if name in items else "bank.error.step-item"
                    yield page.fault(code, {"item": name}, ("step", number, "items", at))
            for at, name in enumerate(_list(raw.get("sheets"))):
                if name not in sheets:
                    yield page.fault("bank.error.step-sheet", {"sheet": name}, ("step", number, "sheets", at))
            for name in _missing(cells, raw.get("cell")):
                yield page.fault("bank.error.step-cell", {"cell": name}, ("step", number, "cell"))
        for name in items.keys() - used.keys():
            there, place = items[name]
            yield there.fault("bank.error.no-step", {"item": name}, place)

    def _sheet_tables(self) -> Sequence[Mapping[str, Any]]:
        page = self._pages.get(SHEETS)
        return () if page is None else page.tables("worksheet")


def _below(fault: SchemaFault, number: int) -> SchemaFault:
    return SchemaFault(("item", number, *fault.path), fault.code, fault.params)


def _list(raw: object) -> list[str]:
    return [each for each in raw if isinstance(each, str)] if isinstance(raw, list) else []


def _cells(workbook: str) -> frozenset[str] | None:
    """Return the ids of a workbook's cells; None while it is not there."""
    path = next(iter(sorted(resources.workbooks().glob(f"[0-9]*-{workbook}.ipynb"))), None)
    if path is None:
        return None
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return frozenset(str(cell.get("id")) for cell in notebook["cells"])


def _missing(cells: frozenset[str] | None, cell: object) -> list[str]:
    if cells is None or not isinstance(cell, str):
        return []
    return [name for name in (f"{cell}-zh", f"{cell}-en") if name not in cells]
