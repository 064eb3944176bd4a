"""Parts that each take one of the same values: cards into bins, words into gaps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhixing.course.kinds.parts import told_part
from zhixing.course.rules import Mark
from zhixing.errors import InputError, MissingError
from zhixing.text import Text

Chosen = Mapping[str, str]
"""The value chosen for each part, by the part's id."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One part; which value is right, and why, stays on the server until it may be seen."""

    id: str
    key: str
    why: Text


def read_chosen(
    raw: Mapping[str, Any], name: str, slots: Sequence[Slot], values: Sequence[str], left: str
) -> dict[str, str]:
    """Return a value for every part.

    Args:
        raw: the answer as it was sent.
        name: under which it says them.
        slots: the parts.
        values: what can be chosen.
        left: code of the sentence that says how many parts have none.

    Raises:
        InputError: it is not an answer to this item, or parts are left.
        MissingError: ``quiz.error.not-there``.
    """
    given = raw.get(name)
    if set(raw) != {name} or not isinstance(given, dict):
        raise InputError("course.error.no-answer")
    parts = [slot.id for slot in slots]
    for part, value in given.items():
        if part not in parts:
            raise MissingError("quiz.error.not-there", {"found": str(part)[:40]})
        if value not in values:
            raise MissingError("quiz.error.not-there", {"found": str(value)[:40]})
    missing = len(parts) - len(given)
    if missing:
        raise InputError(left, {"missing": missing})
    return {part: given[part] for part in parts}


def mark_chosen(slots: Sequence[Slot], answer: Chosen) -> Mark:
    """Return the share of parts with their value."""
    right = sum(answer[slot.id] == slot.key for slot in slots)
    return Mark(round(right / len(slots), 4), right == len(slots))


def told_chosen(slots: Sequence[Slot], answers: Sequence[Chosen], *, over: bool) -> list[dict[str, Any]]:
    """Return by part, in the order given, whether the last answer has its value there."""
    if not answers and not over:
        return []
    last = answers[-1] if answers else None
    return [
        told_part(
            slot.id,
            right=None if last is None else last[slot.id] == slot.key,
            why=slot.why,
            key=slot.key,
            over=over,
        )
        for slot in slots
    ]


def keys_of(slots: Sequence[Slot]) -> dict[str, str]:
    """Return the right value of every part."""
    return {slot.id: slot.key for slot in slots}


def tally_chosen(
    slots: Sequence[Slot], values: Sequence[str], answers: Sequence[Chosen]
) -> dict[str, dict[str, int]]:
    """Count by part which value was chosen."""
    return {
        slot.id: {value: sum(answer[slot.id] == value for answer in answers) for value in values}
        for slot in slots
    }
