"""Run sheets of sessions: their steps, what each opens and shows; read from the course's data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from zhixing import resources
from zhixing.errors import MissingError
from zhixing.text import Text

USUAL = "choose-topic-90"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a session.

    Args:
        id: permanent id.
        title: what it is called.
        say: what the facilitator says; ``{turn}`` and ``{talk}`` stand for minutes.
        projector: which view the projector shows.
        minutes: how long it takes in this run sheet.
        device: ``phone`` (paper is as good), ``table`` or ``none``.
        activity: what that device shows while it is open, with its parameters.
        params: parameters of that activity.
        opens: purpose of the window that opens with this step.
        mode: how far the ballots of that window are known.
        reopens: purpose of the window that opens again with this step.
        reveals: purpose of the window whose result this step shows.
        turns: policy value of the minutes each table has the floor.
        talk: policy value of the minutes the tables talk before that, at least.
        before: True for what happens before the session's first minute.
        optional: True where the facilitator may skip it.
    """

    id: str
    title: Text
    say: Text
    projector: str
    minutes: int = 0
    device: str = "none"
    activity: str | None = None
    params: Mapping[str, str] | None = None
    opens: str | None = None
    mode: str = "confidential"
    reopens: str | None = None
    reveals: str | None = None
    turns: str | None = None
    talk: str | None = None
    before: bool = False
    optional: bool = False

    def said(self, **minutes: int) -> Text:
        """Return what the facilitator says, with minutes filled in."""
        return Text(_filled(self.say.zh, minutes), _filled(self.say.en, minutes))


def _filled(text: str, minutes: Mapping[str, int]) -> str:
    for name, value in minutes.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


@dataclass(frozen=True, slots=True)
class RunSheet:
    """A session from its first step to its last.

    Args:
        id: permanent id.
        title: what it is called.
        note: when it is the right one.
        minutes: what it is said to take.
        steps: its steps in order.
    """

    id: str
    title: Text
    note: Text
    minutes: int
    steps: tuple[Step, ...]

    @property
    def total(self) -> int:
        """The minutes its steps take together, without those before it begins."""
        return sum(step.minutes for step in self.steps if not step.before)

    def starts(self) -> list[int]:
        """Return the minute at which each step begins; negative before the session."""
        clock = -sum(step.minutes for step in self.steps if step.before)
        found = []
        for step in self.steps:
            found.append(clock)
            clock += step.minutes
        return found


@cache
def run_sheets(unit: str = "choose-topic") -> Mapping[str, RunSheet]:
    """Read the run sheets of a unit, by id in the order of the file."""
    blocks = {entry["id"]: _step(entry) for entry in _table(unit, "runsheet.toml")["step"]}
    sheets = [_sheet(entry, blocks) for entry in _table(unit, "sheets.toml")["sheet"]]
    return {sheet.id: sheet for sheet in sheets}


def run_sheet(sheet_id: str) -> RunSheet:
    """Return a run sheet.

    Raises:
        MissingError: ``session.error.no-sheet``.
    """
    found = run_sheets().get(sheet_id)
    if found is None:
        raise MissingError("session.error.no-sheet", {"sheet": sheet_id[:60]})
    return found


def runsheet(sheet_id: str = USUAL) -> tuple[Step, ...]:
    """Return the steps of a run sheet."""
    return run_sheet(sheet_id).steps


def _table(unit: str, page: str) -> dict[str, Any]:
    path = resources.data() / "course" / unit / page
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _sheet(raw: dict[str, Any], blocks: Mapping[str, Step]) -> RunSheet:
    optional = set(raw.get("optional", ()))
    return RunSheet(
        id=raw["id"],
        title=Text.parse(raw["title"]),
        note=Text.parse(raw["note"]),
        minutes=raw["minutes"],
        steps=tuple(
            replace(blocks[name], minutes=minutes, optional=name in optional)
            for name, minutes in raw["steps"].items()
        ),
    )


def _step(raw: dict[str, Any]) -> Step:
    return Step(**{**raw, "title": Text.parse(raw["title"]), "say": Text.parse(raw["say"])})


def position(steps: tuple[Step, ...], step_id: str | None) -> int:
    """Return where a step stands, -1 before the first."""
    return next((index for index, step in enumerate(steps) if step.id == step_id), -1)


def same_position(old: tuple[Step, ...], new: tuple[Step, ...], step_id: str | None) -> str | None:
    """Return where a session stands on another run sheet: at the same step, else at the last one passed."""
    known = {step.id for step in new}
    passed = [step.id for step in old[: position(old, step_id) + 1] if step.id in known]
    return passed[-1] if passed else None
