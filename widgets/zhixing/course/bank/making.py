"""An item while it is made of a question: its values and their places, its faults, what was decided."""

from dataclasses import dataclass, field
from typing import Any

from zhixing.actor import Locale
from zhixing.course.lines import Path
from zhixing.errors import InputError, Location
from zhixing.text import catalogue


@dataclass
class Making:
    """An item as it comes about."""

    raw: dict[str, Any]
    places: dict[Path, Location]
    faults: list[InputError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def put(self, path: Path, value: object, place: Location) -> None:
        """Write a value with the place it comes from."""
        within: Any = self.raw
        for step in path[:-1]:
            within = within.setdefault(step, []) if isinstance(within, dict) else within[step]
        if isinstance(within, list):
            within.append(value)
        else:
            within[path[-1]] = value
        self.places[path] = place

    def refuse(self, code: str, place: Location, **params: object) -> None:
        """Remember that something cannot be taken."""
        self.faults.append(InputError(code, params, place))


def both(key: str, **params: object) -> dict[str, str]:
    """Return a sentence of the catalogue as a text in both languages."""
    say = catalogue().say
    return {"zh": say(key, Locale.ZH, **params), "en": say(key, Locale.EN, **params)}
