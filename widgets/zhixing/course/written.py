"""An entry of a data file while it is read: every fault names file, item and key."""

import re
import tomllib
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from zhixing.errors import InputError, Location
from zhixing.text import Text

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a data file.

    Args:
        page: the file.
        item: id of the item it belongs to.
        raw: its keys and values.
        part: the part of the item it is, as faults name it; empty for the item itself.
    """

    page: Path
    item: str
    raw: Mapping[str, Any]
    part: str = ""

    def inner(self, raw: object, part: str) -> "Entry":
        """Return a part of this entry.

        Raises:
            InputError: ``course.error.not-a-table``.
        """
        if not isinstance(raw, dict):
            raise self.fault("course.error.not-a-table", part=part)
        return replace(self, raw=raw, part=f"{part}.")

    def check_keys(self, needed: AbstractSet[str], known: AbstractSet[str] = frozenset()) -> None:
        """Refuse an entry that lacks a key, or has one that nobody reads.

        Raises:
            InputError: ``course.error.key-missing`` or ``course.error.key-unknown``.
        """
        for key in sorted(needed - set(self.raw)):
            raise self.fault("course.error.key-missing", key=key)
        for key in sorted(set(self.raw) - needed - known):
            raise self.fault("course.error.key-unknown", key=key[:40])

    def name(self, key: str, code: str) -> str:
        """Return an id, or refuse what cannot be one with the given sentence."""
        found = self.raw.get(key)
        if not isinstance(found, str) or not ID.fullmatch(found):
            raise self.fault(code, found=str(found)[:40])
        return found

    def names(self, key: str) -> tuple[str, ...]:
        """Return a list of ids; none when the key is not there."""
        found = self.raw.get(key, [])
        if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
            raise self.fault("course.error.not-names", key=key)
        return tuple(found)

    def flag(self, key: str) -> bool:
        """Return a yes or no; no when the key is not there."""
        found = self.raw.get(key, False)
        if not isinstance(found, bool):
            raise self.fault("course.error.not-yes-or-no", key=f"{self.part}{key}")
        return found

    def share(self, key: str) -> float:
        """Return a number from 0 to 1."""
        found = self.raw[key]
        if isinstance(found, bool) or not isinstance(found, int | float) or not 0 <= found <= 1:
            raise self.fault("course.error.not-a-share", key=f"{self.part}{key}", found=str(found)[:40])
        return float(found)

    def entries(self, key: str) -> list[Any]:
        """Return a list of parts."""
        found = self.raw[key]
        if not isinstance(found, list):
            raise self.fault("course.error.not-parts", key=key)
        return found

    def text(self, key: str) -> Text:
        """Return a text in both languages."""
        return self.parse(self.raw[key], key)

    def texts(self, key: str) -> tuple[Text, ...]:
        """Return a list of texts in both languages; none when the key is not there."""
        found = self.entries(key) if key in self.raw else []
        return tuple(self.parse(raw, f"{key} {number}") for number, raw in enumerate(found, start=1))

    def parse(self, raw: object, key: str) -> Text:
        """Return a text in both languages that stands under a key."""
        try:
            return Text.parse(raw)
        except InputError as error:
            place = location(self.page, f"{self.item} {self.part}{key}")
            raise InputError(error.code, error.params, place) from error

    def fault(self, code: str, **params: object) -> InputError:
        """Return a fault of this entry."""
        return InputError(code, {"item": self.item, **params}, location(self.page))


def table(page: Path) -> dict[str, Any]:
    """Read a data file.

    Raises:
        InputError: ``course.error.unreadable``.
    """
    try:
        return tomllib.loads(page.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError("course.error.unreadable", {"reason": str(error)}, location(page)) from error


def location(page: Path, field: str | None = None) -> Location:
    """Return where a fault is: the unit's folder with the file, and the key."""
    return Location(file=f"{page.parent.name}/{page.name}", field=field)
