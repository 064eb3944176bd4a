"""How minutes of speaking lie among people: shares, the Lorenz curve, two indices; no I/O."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from zhixing.measures.equality import evenness, gini


@dataclass(frozen=True, slots=True)
class Talk:
    """Minutes of everybody, the silent with nothing.

    Args:
        minutes: by seat; at least two people.
    """

    minutes: tuple[float, ...]

    @property
    def total(self) -> float:
        """All minutes together."""
        return sum(self.minutes)

    @property
    def mean(self) -> float:
        """What each would have in equal turns."""
        return self.total / len(self.minutes)

    @property
    def silent(self) -> int:
        """How many have said nothing."""
        return sum(each == 0 for each in self.minutes)

    @property
    def shares(self) -> tuple[float, ...]:
        """Each one's part of all minutes, 0 to 1; nothing for anybody where nobody has spoken."""
        return tuple(each / self.total if self.total else 0.0 for each in self.minutes)

    @property
    def quieter_half(self) -> float:
        """The part of all minutes that the quieter half of the people has; the middle one is not in it."""
        return sum(sorted(self.shares)[: len(self.minutes) // 2])

    @property
    def gini(self) -> float | None:
        """Gini's coefficient, the silent counted; None where nobody has spoken."""
        return gini(self.minutes) if self.total else None

    @property
    def gini_of_speakers(self) -> float | None:
        """The same with the silent left out, as it should not be done; None where nobody has spoken."""
        return gini(speakers) if (speakers := [each for each in self.minutes if each]) else None

    @property
    def pielou(self) -> float | None:
        """Pielou's evenness, the silent counted; None where nobody has spoken."""
        return evenness(self.minutes) if self.total else None

    def curve(self) -> tuple[Sequence[float], Sequence[float]]:
        """Return the Lorenz curve: parts of the people from the quietest on, and what they have together."""
        people = [place / len(self.minutes) for place in range(len(self.minutes) + 1)]
        return people, [round(part, 6) for part in accumulate(sorted(self.shares), initial=0.0)]
