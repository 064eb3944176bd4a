"""What the facilitator's guide says beside the run sheet; read from the course's data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from zhixing import resources
from zhixing.text import Text


@dataclass(frozen=True, slots=True)
class Case:
    """Something that happens, and what to do then."""

    when: Text
    do: Text


@dataclass(frozen=True, slots=True)
class Advice:
    """What a step is for, what matters in it, what usually happens."""

    aim: Text
    points: tuple[Text, ...]
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Guidance:
    """All of it.

    Args:
        before: what to do before the session.
        troubles: what may go wrong at any time.
        steps: advice by step.
    """

    before: tuple[Text, ...]
    troubles: tuple[Case, ...]
    steps: Mapping[str, Advice]


@cache
def guidance(unit: str = "choose-topic") -> Guidance:
    """Read the guidance of a unit once per process."""
    path = resources.data() / "course" / unit / "guide.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return Guidance(
        before=tuple(map(Text.parse, raw["before"])),
        troubles=tuple(map(_case, raw["trouble"])),
        steps={entry["id"]: _advice(entry) for entry in raw["step"]},
    )


def _advice(raw: Mapping[str, Any]) -> Advice:
    return Advice(
        Text.parse(raw["aim"]), tuple(map(Text.parse, raw["points"])), tuple(map(_case, raw["cases"]))
    )


def _case(raw: Mapping[str, Any]) -> Case:
    return Case(Text.parse(raw["when"]), Text.parse(raw["do"]))
