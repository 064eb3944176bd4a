"""A worked calculation: line by line to the result, each line checked for itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from zhixing.course.kinds import quantity
from zhixing.course.kinds.parts import told_part
from zhixing.course.kinds.pieces import pieces
from zhixing.course.kinds.quantity import Quantity, read_quantity
from zhixing.course.rules import Answer, Item, Mark
from zhixing.course.written import Entry
from zhixing.errors import InputError
from zhixing.text import Text

KEYS = frozenset({"line"})
NOTES: frozenset[str] = frozenset()

_LINE_KEYS = frozenset({"text", "hint", "why"} | quantity.KEYS)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the calculation.

    Args:
        id: its id within the item.
        text: what is to be worked out.
        quantity: the right number.
        hint: what helps after a wrong number; it does not name the right one.
        why: how one gets there.
    """

    id: str
    text: Text
    quantity: Quantity
    hint: Text
    why: Text

    def json(self) -> dict[str, Any]:
        """Return what is asked."""
        return {"id": self.id, "text": self.text.json(), "unit": self.quantity.unit_json()}

    def told(self, given: float | None, *, over: bool) -> dict[str, Any]:
        """Return what somebody may know of this line."""
        right = None if given is None else self.quantity.is_met(given)
        return told_part(
            self.id, right=right, why=self.why, key=self.quantity.value, over=over, hint=self.hint
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedItem(Item):
    """A calculation in lines; an answer is a number by line."""

    kind: ClassVar[str] = "worked"

    lines: tuple[Line, ...]

    def asked(self) -> dict[str, Any]:
        """Return the lines with their units."""
        return {"lines": [line.json() for line in self.lines]}

    def read(self, raw: Mapping[str, Any]) -> Answer:
        """Return the number typed in each line."""
        values = raw.get("values")
        if set(raw) != {"values"} or not isinstance(values, dict):
            raise InputError("course.error.no-answer")
        unknown = set(values) - {line.id for line in self.lines}
        if unknown:
            raise InputError("exercise.error.not-asked", {"part": str(min(unknown, key=str))[:40]})
        return {line.id: _value(line, values.get(line.id)) for line in self.lines}

    def stored(self, answer: Answer) -> dict[str, Any]:
        """Return the JSON in which an answer is kept."""
        return {"values": dict(answer)}

    def mark(self, answer: Answer) -> Mark:
        """Return the share of lines that are right."""
        right = sum(line.quantity.is_met(answer[line.id]) for line in self.lines)
        return Mark(round(right / len(self.lines), 4), right == len(self.lines))

    def told(self, answers: Sequence[Answer], *, over: bool) -> list[dict[str, Any]]:
        """Return why, line by line."""
        if not answers and not over:
            return []
        last = answers[-1] if answers else {}
        return [line.told(last.get(line.id), over=over) for line in self.lines]

    def solution(self) -> dict[str, Any]:
        """Return the right number of every line."""
        return self.stored({line.id: line.quantity.value for line in self.lines})

    def tally(self, answers: Sequence[Answer]) -> dict[str, Any]:
        """Count right and wrong numbers by line."""
        right = {
            line.id: sum(line.quantity.is_met(answer[line.id]) for answer in answers) for line in self.lines
        }
        return {line: {"right": count, "wrong": len(answers) - count} for line, count in right.items()}


def _value(line: Line, typed: object) -> float:
    if typed is None or (isinstance(typed, str) and not typed.strip()):
        raise InputError("exercise.error.line-empty", {"line": line.text})
    return line.quantity.read(typed)


def read(entry: Entry, head: Mapping[str, Any]) -> WorkedItem:
    """Read an item.

    Raises:
        InputError: naming file, item and key.
    """
    written = pieces(entry, "line", _LINE_KEYS, quantity.NOTES, least=2)
    return WorkedItem(**head, lines=tuple(_line(name, one) for name, one in written))


def _line(name: str, entry: Entry) -> Line:
    return Line(name, entry.text("text"), read_quantity(entry), entry.text("hint"), entry.text("why"))
