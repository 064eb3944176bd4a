"""When a line is said, a reply fits or a way is open: a condition on the state of a rehearsed meeting."""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, Self

_COMPARED = re.compile(r"([a-z][a-z0-9-]*) (<|>=) ([0-9]{1,3})")
_STATED = re.compile(r"(not )?(?:(open|answered|did) ([a-z][a-z0-9-]*)|(calm))")

CLOCK = "clock"
"""The minutes gone by, as conditions name them."""


class Stated(StrEnum):
    """What a condition may state."""

    OPEN = "open"
    ANSWERED = "answered"
    DID = "did"
    CALM = "calm"
    LEVEL = "level"


class Situation(Protocol):
    """What conditions look at."""

    @property
    def levels(self) -> Mapping[str, int]:
        """The hidden levels by name."""

    @property
    def clock(self) -> int:
        """The minutes gone by."""

    @property
    def open(self) -> Mapping[str, int]:
        """The planted behaviours that go on, with the moment each began."""

    @property
    def answered(self) -> Mapping[str, int]:
        """Those that were answered, with the moment."""

    @property
    def did(self) -> AbstractSet[str]:
        """The kinds of moves made so far."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition.

    Written ``open NAME``, ``answered NAME``, ``did MOVE`` or ``calm`` (nothing planted goes on), each also
    with ``not`` before it; or ``LEVEL < 40``, ``LEVEL >= 40``, where a level is ``safety``, ``focus``,
    ``clarity``, ``clock`` or the id of a member: how ready that member is to speak.
    """

    stated: Stated
    name: str = ""
    wanted: bool = True
    bound: int = 0

    def holds(self, now: Situation) -> bool:
        """Tell whether it is so."""
        match self.stated:
            case Stated.OPEN:
                found = self.name in now.open
            case Stated.ANSWERED:
                found = self.name in now.answered
            case Stated.DID:
                found = self.name in now.did
            case Stated.CALM:
                found = not now.open
            case Stated.LEVEL:
                level = now.clock if self.name == CLOCK else now.levels[self.name]
                found = level >= self.bound
        return found is self.wanted

    def excludes(self, other: Self) -> bool:
        """Tell whether both can never hold together."""
        if (self.stated, self.name) != (other.stated, other.name):
            opposed = {self.stated, other.stated} == {Stated.OPEN, Stated.ANSWERED}
            return opposed and self.name == other.name and self.wanted and other.wanted
        if self.stated is not Stated.LEVEL:
            return self.wanted is not other.wanted
        least, most = (self, other) if self.wanted else (other, self)
        return least.wanted and not most.wanted and least.bound >= most.bound

    def opposes(self, other: Self) -> bool:
        """Tell whether always exactly one of the two holds."""
        same = (self.stated, self.name, self.bound) == (other.stated, other.name, other.bound)
        return same and self.wanted is not other.wanted

    @classmethod
    def parse(cls, written: str) -> Self | None:
        """Read a condition; None where it is none."""
        if found := _COMPARED.fullmatch(written):
            return cls(Stated.LEVEL, found[1], wanted=found[2] == ">=", bound=int(found[3]))
        if found := _STATED.fullmatch(written):
            return cls(Stated(found[2] or found[4]), found[3] or "", wanted=found[1] is None)
        return None
