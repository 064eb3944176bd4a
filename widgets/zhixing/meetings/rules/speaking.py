"""How long each speaks where people take turns: the block's time, less a buffer, shared by all; no I/O."""

import math
from dataclasses import dataclass
from typing import Self

from zhixing.meetings.rules.plan import Block, Form, Setting
from zhixing.policy import Policy

TURNING = frozenset({Form.TURNS, Form.REPORTS})
"""Forms in which one after another has the floor."""


@dataclass(frozen=True, slots=True)
class Speaking:
    """What a class holds to be a reasonable time to speak.

    Args:
        turn: fewest and most minutes for one person.
        report: fewest and most minutes for the report of one group.
        buffer: share of a block kept for questions and for going from one to the next.
    """

    turn: tuple[int, int]
    report: tuple[int, int]
    buffer: float

    @classmethod
    def of(cls, values: Policy) -> Self:
        """Take the values in force."""
        return cls(
            turn=values.span("meeting.turn-minutes"),
            report=values.span("meeting.report-minutes"),
            buffer=values.int("meeting.turn-buffer") / 100,
        )

    def span(self, form: Form) -> tuple[int, int]:
        """Return the fewest and most minutes of one turn."""
        return self.report if form is Form.REPORTS else self.turn


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who comes to a meeting: how many people, in how many groups, how many of them in the largest."""

    people: int
    groups: int
    largest: int

    @classmethod
    def of(cls, people: int, groups: int, largest: int | None = None) -> Self:
        """Take groups to be even where the largest is not known."""
        even = math.ceil(people / groups) if groups > 1 else people
        return cls(people, groups, even if largest is None else largest)

    def speakers(self, block: Block) -> int:
        """Return how many have the floor in a block, one after another."""
        if block.form is Form.REPORTS:
            return max(self.groups, 1)
        in_groups = block.setting is Setting.GROUPS and self.groups > 1
        return max(self.largest if in_groups else self.people, 1)


def allotted(block: Block, crowd: Crowd, speaking: Speaking) -> float | None:
    """Return the minutes for each, in half minutes within the usual limits; None where nobody takes turns."""
    if block.form not in TURNING:
        return None
    low, high = speaking.span(block.form)
    share = block.minutes * (1 - speaking.buffer) / crowd.speakers(block)
    return float(min(max(math.floor(share * 2) / 2, low), high, max(block.minutes, 1)))


def needed(block: Block, crowd: Crowd, speaking: Speaking) -> int:
    """Return the minutes all turns take together, with the buffer; 0 where nobody takes turns."""
    if block.form not in TURNING or block.each is None:
        return 0
    return math.ceil(block.each * crowd.speakers(block) / (1 - speaking.buffer) - 1e-9)
