"""What the number of people does to a group: the lines between them, and the minutes each may speak."""

from dataclasses import dataclass

SMALLEST, LARGEST = 2, 14
"""Sizes that are looked at."""


@dataclass(frozen=True, slots=True)
class GroupSize:
    """A group at a meeting whose minutes are shared equally.

    Args:
        people: how many, facilitators not counted.
        minutes: how long they speak in turn.
    """

    people: int
    minutes: int

    @property
    def lines(self) -> int:
        """How many pairs of people there are."""
        return self.people * (self.people - 1) // 2

    @property
    def each(self) -> float:
        """The minutes each may speak."""
        return self.minutes / self.people

    @property
    def listening(self) -> float:
        """The minutes each listens to others."""
        return self.minutes - self.each


def sizes(minutes: int) -> tuple[GroupSize, ...]:
    """Return every size that is looked at, the smallest first."""
    return tuple(GroupSize(people, minutes) for people in range(SMALLEST, LARGEST + 1))
