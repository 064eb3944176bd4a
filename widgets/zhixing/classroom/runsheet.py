"""The run sheet of a session: its steps, what each opens and shows; read from the course's data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from zhixing import resources
from zhixing.text import Text


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a session.

    Args:
        id: permanent id.
        minutes: how long it usually takes.
        title: what it is called.
        say: what the facilitator says.
        projector: which view the projector shows.
        device: ``phone`` (paper is as good), ``table`` or ``none``.
        activity: what that device shows while it is open, with its parameters.
        params: parameters of that activity.
        opens: purpose of the window that opens with this step.
        reopens: purpose of the window that opens again with this step.
        reveals: purpose of the window whose result this step shows.
    """

    id: str
    minutes: int
    title: Text
    say: Text
    projector: str
    device: str = "none"
    activity: str | None = None
    params: Mapping[str, str] | None = None
    opens: str | None = None
    reopens: str | None = None
    reveals: str | None = None


@cache
def runsheet(unit: str = "choose-topic") -> tuple[Step, ...]:
    """Read the steps of a unit's session."""
    path = resources.data() / "course" / unit / "runsheet.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(_step(entry) for entry in raw["step"])


def _step(raw: dict[str, Any]) -> Step:
    return Step(
        id=raw["id"],
        minutes=raw["minutes"],
        title=Text.parse(raw["title"]),
        say=Text.parse(raw["say"]),
        projector=raw["projector"],
        device=raw.get("device", "none"),
        activity=raw.get("activity"),
        params=raw.get("params"),
        opens=raw.get("opens"),
        reopens=raw.get("reopens"),
        reveals=raw.get("reveals"),
    )


def position(steps: tuple[Step, ...], step_id: str | None) -> int:
    """Return where a step stands, -1 before the first."""
    return next((index for index, step in enumerate(steps) if step.id == step_id), -1)
