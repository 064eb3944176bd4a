"""What the course says: items, sets and the map, read and checked from the data folder."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from zhixing import resources
from zhixing.course.folders import unit_folders, units_in_use
from zhixing.course.kinds import KINDS
from zhixing.course.profile import RatingSet, read_set
from zhixing.course.rules import Item
from zhixing.course.written import ID, Entry, location, table
from zhixing.errors import InputError
from zhixing.text import Text

ITEM_KEYS = frozenset({"id", "objective", "kind", "prompt", "difficulty", "source-note"})
"""What every item says, whatever its kind."""
ITEM_NOTES = frozenset({"also", "set", "commit-first"})
"""What it may say besides."""


@cache
def all_items() -> Mapping[str, Item]:
    """Return every item of the course by id, read once per process.

    Raises:
        InputError: naming file, item and key.
    """
    return read_course(*units_in_use())


@cache
def all_sets() -> Mapping[str, RatingSet]:
    """Return every set of items by id, read once per process.

    Raises:
        InputError: naming file, set and key.
    """
    return read_sets(*units_in_use())


def read_course(*folders: Path) -> Mapping[str, Item]:
    """Read the items of all units below these folders; no id may be in two of them.

    Raises:
        InputError: naming file, item and key.
    """
    found: dict[str, Item] = {}
    for unit in unit_folders(*folders):
        objectives = _objectives(unit / "unit.toml")
        for page in sorted(unit.glob("*.toml")):
            for item in _read_page(page, objectives):
                if item.id in found:
                    raise InputError("course.error.item-doubled", {"item": item.id}, location(page))
                found[item.id] = item
    return MappingProxyType(found)


def read_sets(*folders: Path) -> Mapping[str, RatingSet]:
    """Read the sets of all units below these folders.

    Raises:
        InputError: naming file, set and key.
    """
    pages = [page for unit in unit_folders(*folders) for page in sorted(unit.glob("*.toml"))]
    found = [read_set(page, raw) for page in pages for raw in table(page).get("set", [])]
    return MappingProxyType({each.id: each for each in found})


def _objectives(page: Path) -> frozenset[str] | None:
    if not page.exists():
        return None
    return frozenset(str(entry.get("id")) for entry in table(page).get("objective", ()))


def _read_page(page: Path, objectives: frozenset[str] | None) -> list[Item]:
    raw = table(page).get("item", [])
    if not isinstance(raw, list):
        raise InputError("course.error.not-a-list", {}, location(page))
    return [read_item(page, number, entry, objectives) for number, entry in enumerate(raw, start=1)]


def read_item(page: Path, number: int, raw: Mapping[str, Any], objectives: frozenset[str] | None) -> Item:
    """Read one item of a file.

    Args:
        page: the file.
        number: its place in the file, from 1.
        raw: the item as it is written.
        objectives: ids of the unit's objectives; None where the unit has no file.

    Raises:
        InputError: naming file, item and key.
    """
    name = raw.get("id")
    if not isinstance(name, str) or not ID.fullmatch(name):
        found = {"number": number, "found": str(name)[:40]}
        raise InputError("course.error.bad-item-id", found, location(page))
    entry = Entry(page, name, raw)
    kind = KINDS.get(str(raw.get("kind")))
    if kind is None:
        entry.check_keys(ITEM_KEYS, raw.keys())
        raise entry.fault("course.error.unknown-kind", kind=str(raw["kind"])[:40])
    entry.check_keys(ITEM_KEYS | kind.KEYS, ITEM_NOTES | kind.NOTES)
    also = entry.names("also")
    for objective in (raw["objective"], *also):
        if objectives is not None and objective not in objectives:
            raise entry.fault("course.error.unknown-objective", objective=str(objective)[:40])
    head = {
        "id": name,
        "objective": raw["objective"],
        "also": also,
        "set": raw.get("set"),
        "commit_first": entry.flag("commit-first"),
        "difficulty": entry.share("difficulty"),
        "prompt": entry.text("prompt"),
        "source": entry.text("source-note"),
        "version": content_version(raw),
    }
    return kind.read(entry, head)


def content_version(raw: Mapping[str, Any]) -> str:
    """Return a short hash of an item as it is written; any change of it makes another version."""
    written = json.dumps(raw, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Workbook:
    """One workbook on the map of the course.

    Args:
        id: what its address ends with.
        number: two digits, its place in the course.
        title: its name.
        summary: what the trainee takes away.
        available: whether its notebook is there.
    """

    id: str
    number: str
    title: Text
    summary: Text
    available: bool = False


@cache
def course_map() -> tuple[Workbook, ...]:
    """Return the workbooks in order; those whose notebook exists are available."""
    page = resources.data() / "course" / "map.toml"
    books = [
        Workbook(raw["id"], raw["number"], Text.parse(raw["title"]), Text.parse(raw["summary"]))
        for raw in table(page)["workbook"]
    ]
    folder = resources.workbooks()
    return tuple(
        replace(book, available=(folder / f"{book.number}-{book.id}.ipynb").exists()) for book in books
    )
