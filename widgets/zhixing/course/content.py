"""What the course says: items, objectives and the map, read and checked from the data folder."""

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from zhixing import resources
from zhixing.course.rules import Item, Option
from zhixing.errors import InputError, Location
from zhixing.text import Text

KINDS = frozenset({"single"})

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ITEM_KEYS = frozenset({"id", "objective", "kind", "prompt", "option"})
_ITEM_NOTES = frozenset({"commit-first", "difficulty", "source-note"})
_OPTION_KEYS = frozenset({"id", "correct", "text", "feedback"})


@cache
def all_items() -> Mapping[str, Item]:
    """Return every item of the course by id, read once per process.

    Raises:
        InputError: naming file, item and key.
    """
    return read_course(resources.data() / "course")


def read_course(folder: Path) -> Mapping[str, Item]:
    """Read the items of all units below a folder.

    Raises:
        InputError: naming file, item and key.
    """
    found: dict[str, Item] = {}
    for unit in sorted(path for path in folder.iterdir() if path.is_dir()):
        objectives = _objectives(unit / "unit.toml")
        for page in sorted(unit.glob("*.toml")):
            for item in _read_page(page, objectives):
                if item.id in found:
                    raise _fault("course.error.item-doubled", page, item=item.id)
                found[item.id] = item
    return MappingProxyType(found)


def _objectives(page: Path) -> frozenset[str] | None:
    if not page.exists():
        return None
    return frozenset(str(entry.get("id")) for entry in _table(page).get("objective", ()))


def _read_page(page: Path, objectives: frozenset[str] | None) -> list[Item]:
    raw = _table(page).get("item", [])
    if not isinstance(raw, list):
        raise _fault("course.error.not-a-list", page)
    return [_item(page, number, entry, objectives) for number, entry in enumerate(raw, start=1)]


def _table(page: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(page.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _fault("course.error.unreadable", page, reason=str(error)) from error


def _item(page: Path, number: int, raw: Mapping[str, Any], objectives: frozenset[str] | None) -> Item:
    name = raw.get("id")
    if not isinstance(name, str) or not _ID.fullmatch(name):
        raise _fault("course.error.bad-item-id", page, number=number, found=str(name)[:40])
    _check_keys(page, name, raw, needed=_ITEM_KEYS, known=_ITEM_KEYS | _ITEM_NOTES)
    if raw["kind"] not in KINDS:
        raise _fault("course.error.unknown-kind", page, item=name, kind=str(raw["kind"])[:40])
    if objectives is not None and raw["objective"] not in objectives:
        raise _fault("course.error.unknown-objective", page, item=name, objective=str(raw["objective"])[:40])
    if not isinstance(raw["option"], list) or len(raw["option"]) < 2:
        raise _fault("course.error.few-options", page, item=name)
    options = tuple(_option(page, name, entry) for entry in raw["option"])
    if len({option.id for option in options}) != len(options):
        raise _fault("course.error.option-doubled", page, item=name)
    correct = sum(option.correct for option in options)
    if correct != 1:
        raise _fault("course.error.not-one-key", page, item=name, found=correct)
    return Item(
        id=name,
        objective=raw["objective"],
        kind=raw["kind"],
        prompt=_text(page, name, "prompt", raw["prompt"]),
        options=options,
        version=content_version(raw),
    )


def _option(page: Path, item: str, raw: Mapping[str, Any]) -> Option:
    _check_keys(page, item, raw, needed=_OPTION_KEYS, known=_OPTION_KEYS)
    name = raw["id"]
    if not isinstance(name, str) or not _ID.fullmatch(name):
        raise _fault("course.error.bad-option-id", page, item=item, found=str(name)[:40])
    if not isinstance(raw["correct"], bool):
        raise _fault("course.error.correct-not-bool", page, item=item, option=name)
    return Option(
        id=name,
        text=_text(page, item, f"{name}.text", raw["text"]),
        feedback=_text(page, item, f"{name}.feedback", raw["feedback"]),
        correct=raw["correct"],
    )


def _check_keys(
    page: Path, item: str, raw: Mapping[str, Any], *, needed: frozenset[str], known: frozenset[str]
) -> None:
    for key in sorted(needed - set(raw)):
        raise _fault("course.error.key-missing", page, item=item, key=key)
    for key in sorted(set(raw) - known):
        raise _fault("course.error.key-unknown", page, item=item, key=key[:40])


def _text(page: Path, item: str, key: str, raw: object) -> Text:
    try:
        return Text.parse(raw)
    except InputError as error:
        raise InputError(error.code, error.params, _place(page, f"{item} {key}")) from error


def _fault(code: str, page: Path, **params: object) -> InputError:
    return InputError(code, params, _place(page))


def _place(page: Path, field: str | None = None) -> Location:
    return Location(file=f"{page.parent.name}/{page.name}", field=field)


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
        for raw in _table(page)["workbook"]
    ]
    folder = resources.workbooks()
    return tuple(
        replace(book, available=(folder / f"{book.number}-{book.id}.ipynb").exists()) for book in books
    )
