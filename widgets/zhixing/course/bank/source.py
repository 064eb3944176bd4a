"""Units as they leave: their data files, read only once the course is in order."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhixing.course.content import read_course
from zhixing.course.folders import unit_folders
from zhixing.course.written import table
from zhixing.errors import MissingError

Raw = Mapping[str, Any]


@dataclass(frozen=True)
class Source:
    """One unit: what its ``unit.toml`` says, and its items as they are written."""

    unit: Raw
    items: tuple[Raw, ...]


def read_sources(folders: tuple[Path, ...], unit_id: str | None = None) -> tuple[Source, ...]:
    """Read all units, or one.

    Raises:
        InputError: an item cannot be read.
        MissingError: ``course.error.no-unit``.
    """
    read_course(*folders)
    found = [_source(folder) for folder in unit_folders(*folders) if (folder / "unit.toml").exists()]
    chosen = tuple(source for source in found if unit_id in {None, source.unit["id"]})
    if not chosen:
        raise MissingError("course.error.no-unit", {"unit": (unit_id or "")[:40]})
    return chosen


def _source(folder: Path) -> Source:
    """Read a unit, its items in the order of its steps."""
    unit = table(folder / "unit.toml")
    items = [raw for page in sorted(folder.glob("*.toml")) for raw in table(page).get("item", ())]
    order = [name for step in unit.get("step", ()) for name in step.get("items", ())]
    places = {name: place for place, name in enumerate(order)}
    return Source(unit, tuple(sorted(items, key=lambda raw: places.get(raw["id"], len(places)))))
