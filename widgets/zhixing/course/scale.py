"""Scales: the criteria something is rated on, with what their levels mean, as a unit's file has them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhixing.course.written import table
from zhixing.text import Text

LevelId = str | int


@dataclass(frozen=True, slots=True)
class Level:
    """One level: a mark, or a verdict with its name; ``meaning`` where the level is anchored."""

    id: LevelId
    label: Text | None
    meaning: Text | None

    def json(self) -> dict[str, Any]:
        """Return the form pages show."""
        return {
            "id": self.id,
            "label": None if self.label is None else self.label.json(),
            "meaning": None if self.meaning is None else self.meaning.json(),
        }


@dataclass(frozen=True, slots=True)
class Scale:
    """One criterion with its levels, the least favourable first; neighbours are one level apart."""

    id: str
    stage: str
    name: Text
    question: Text
    levels: tuple[Level, ...]

    def place(self, level: object) -> int | None:
        """Return how far up a level stands; None when it is no level of this scale."""
        for place, known in enumerate(self.levels):
            if type(level) is type(known.id) and level == known.id:
                return place
        return None

    def json(self) -> dict[str, Any]:
        """Return the form pages show."""
        return {
            "id": self.id,
            "stage": self.stage,
            "name": self.name.json(),
            "question": self.question.json(),
            "levels": [level.json() for level in self.levels],
        }


def read_scales(page: Path) -> Mapping[str, Scale]:
    """Read the criteria of a unit; none when it has no such file."""
    if not page.exists():
        return {}
    raw = table(page)
    verdicts = {entry["id"]: Text.parse(entry["label"]) for entry in raw["verdict"]}
    return {entry["id"]: _scale(entry, verdicts) for entry in raw["criterion"]}


def _scale(raw: Mapping[str, Any], verdicts: dict[str, Text]) -> Scale:
    levels = _verdicts(raw["meaning"], verdicts) if "meaning" in raw else _marks(raw["anchor"])
    return Scale(raw["id"], raw["stage"], Text.parse(raw["name"]), Text.parse(raw["question"]), levels)


def _verdicts(meanings: Mapping[str, Any], labels: dict[str, Text]) -> tuple[Level, ...]:
    # The file names the verdicts from the most favourable down.
    return tuple(Level(name, labels[name], Text.parse(meanings[name])) for name in reversed(labels))


def _marks(anchors: Mapping[str, Any]) -> tuple[Level, ...]:
    known = {int(mark): Text.parse(text) for mark, text in anchors.items()}
    return tuple(Level(mark, None, known.get(mark)) for mark in range(min(known), max(known) + 1))
