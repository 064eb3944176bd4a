"""A number: near enough is right, and the usual slips get an answer of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from zhixing.course.kinds import quantity
from zhixing.course.kinds.parts import told_part
from zhixing.course.kinds.pieces import counted
from zhixing.course.kinds.quantity import Quantity, is_near, read_number, read_quantity, read_tolerance
from zhixing.course.rules import Answer, Item, Mark
from zhixing.course.written import Entry
from zhixing.errors import InputError
from zhixing.text import Text

KEYS = frozenset({"why", "hint"} | quantity.KEYS)
NOTES = frozenset({"slip"} | quantity.NOTES)

_SLIP_KEYS = frozenset({"value", "feedback"})
_SLIP_NOTES = frozenset({"tolerance"})


@dataclass(frozen=True, slots=True)
class Slip:
    """A wrong number that people often arrive at, and what they did to get there."""

    value: float
    tolerance: float
    feedback: Text

    def is_met(self, given: float) -> bool:
        """Tell whether somebody made this slip."""
        return is_near(given, self.value, self.tolerance)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumericItem(Item):
    """A question whose answer is one number.

    Args:
        quantity: the right number.
        why: how one gets there.
        hint: what helps after a wrong number; it does not name the right one.
        slips: usual wrong numbers.
    """

    kind: ClassVar[str] = "numeric"

    quantity: Quantity
    why: Text
    hint: Text
    slips: tuple[Slip, ...]

    def asked(self) -> dict[str, Any]:
        """Return the unit."""
        return {"unit": self.quantity.unit_json()}

    def read(self, raw: Mapping[str, Any]) -> Answer:
        """Return the number typed."""
        if set(raw) != {"value"}:
            raise InputError("course.error.no-answer")
        return self.quantity.read(raw["value"])

    def stored(self, answer: Answer) -> dict[str, Any]:
        """Return the JSON in which an answer is kept."""
        return {"value": answer}

    def mark(self, answer: Answer) -> Mark:
        """Return 1 for a number near enough, 0 for any other."""
        right = self.quantity.is_met(answer)
        return Mark(float(right), right)

    def slip(self, answer: Answer) -> Slip | None:
        """Return the slip behind a wrong number, where it is a usual one."""
        if self.quantity.is_met(answer):
            return None
        return next((slip for slip in self.slips if slip.is_met(answer)), None)

    def told(self, answers: Sequence[Answer], *, over: bool) -> list[dict[str, Any]]:
        """Return why the last number is right or wrong; a usual slip is told in any case."""
        if not answers and not over:
            return []
        right = self.quantity.is_met(answers[-1]) if answers else None
        told = told_part(
            "value", right=right, why=self.why, key=self.quantity.value, over=over, hint=self.hint
        )
        slip = self.slip(answers[-1]) if answers else None
        return [told if slip is None else {**told, "hint": slip.feedback.json()}]

    def solution(self) -> dict[str, Any]:
        """Return the right number."""
        return self.stored(self.quantity.value)

    def tally(self, answers: Sequence[Answer]) -> dict[str, Any]:
        """Count right numbers, each usual slip, and all others."""
        slips = [self.slip(answer) for answer in answers]
        right = sum(self.quantity.is_met(answer) for answer in answers)
        return {
            "right": right,
            **{f"{slip.value:.15g}": slips.count(slip) for slip in self.slips},
            "other": slips.count(None) - right,
        }


def read(entry: Entry, head: Mapping[str, Any]) -> NumericItem:
    """Read an item.

    Raises:
        InputError: naming file, item and key.
    """
    asked = read_quantity(entry)
    slips = tuple(_slip(one, asked) for one in counted(entry, "slip", _SLIP_KEYS, _SLIP_NOTES))
    return NumericItem(**head, quantity=asked, why=entry.text("why"), hint=entry.text("hint"), slips=slips)


def _slip(entry: Entry, asked: Quantity) -> Slip:
    value = read_number(entry, "value")
    tolerance = read_tolerance(entry) if "tolerance" in entry.raw else 0.0
    if abs(value - asked.value) <= tolerance + asked.tolerance:
        raise entry.fault("exercise.error.slip-right", key=f"{entry.part}value", found=f"{value:.15g}")
    return Slip(value, tolerance, entry.text("feedback"))
