"""A number that an item asks for: its value, how far off may still be right, and its unit."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from zhixing.course.kinds.folding import fold_number
from zhixing.course.written import Entry
from zhixing.errors import InputError
from zhixing.text import Text

KEYS: AbstractSet[str] = frozenset({"answer", "tolerance"})
NOTES: AbstractSet[str] = frozenset({"unit"})

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Quantity:
    """A right number; it stays on the server until it may be seen.

    Args:
        value: the number.
        tolerance: how far off, to either side, is still right.
        unit: what it is counted in.
    """

    value: float
    tolerance: float
    unit: Text | None

    def is_met(self, given: float) -> bool:
        """Tell whether a number is near enough; what computers lose in rounding does not count."""
        return is_near(given, self.value, self.tolerance)

    def read(self, typed: object) -> float:
        """Return the number somebody typed.

        Raises:
            InputError: ``exercise.error.not-one-number``.
        """
        units = () if self.unit is None else (self.unit.zh, self.unit.en)
        found = fold_number(typed, units)
        if found is None:
            raise InputError("exercise.error.not-one-number", {"found": str(typed)[:40]})
        return found

    def unit_json(self) -> dict[str, Any] | None:
        """Return the unit as the browser shows it."""
        return None if self.unit is None else self.unit.json()


def is_near(given: float, value: float, tolerance: float) -> bool:
    """Tell whether two numbers are at most so far apart."""
    return abs(given - value) <= tolerance + _ROUNDING * max(1.0, abs(value))


def read_quantity(entry: Entry) -> Quantity:
    """Read what an entry asks for.

    Raises:
        InputError: naming file, item and key.
    """
    unit = entry.text("unit") if "unit" in entry.raw else None
    return Quantity(read_number(entry, "answer"), read_tolerance(entry), unit)


def read_tolerance(entry: Entry) -> float:
    """Read how far off is still right; never less than nothing.

    Raises:
        InputError: naming file, item and key.
    """
    tolerance = read_number(entry, "tolerance")
    if tolerance < 0:
        raise entry.fault("exercise.error.tolerance", key=f"{entry.part}tolerance", found=tolerance)
    return tolerance


def read_number(entry: Entry, key: str) -> float:
    """Read a number as a data file writes it.

    Raises:
        InputError: naming file, item and key.
    """
    found = entry.raw[key]
    number = None if isinstance(found, str) else fold_number(found)
    if number is None:
        raise entry.fault("exercise.error.number", key=f"{entry.part}{key}", found=str(found)[:40])
    return number
