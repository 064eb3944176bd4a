"""Points of single rules: the one place where it is decided what counts how much."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter

from zhixing.teams.rules.candidate import STRONGEST, UNSTATED, Candidate, mean_experience
from zhixing.teams.rules.request import Request, Rule, Slot

NO_WISH = 4
"""Points of a group that is none of one's wishes; the first wish is 0, the second 1, the third 2, later 3."""

TENTHS = 10
"""Means of experience are compared in tenths of a year, rounded outwards."""


def relevance_points(candidate: Candidate, slot: Slot) -> int:
    """Return by how much somebody falls short of the strongest relevance; 0 where there is no sub-topic."""
    if not slot.sub_topic:
        return 0
    stated = candidate.relevance.get(slot.sub_topic, UNSTATED)
    return STRONGEST - min(max(stated, 0), STRONGEST)


def is_foreign(candidate: Candidate, slot: Slot) -> bool:
    """Tell whether somebody is stated to have nothing to do with the sub-topic of a group."""
    return relevance_points(candidate, slot) == STRONGEST


@dataclass(frozen=True, slots=True)
class Wishing:
    """What the wishes come to once only sub-topics that some group works on are looked at.

    Args:
        offered: sub-topics of the groups.
    """

    offered: frozenset[str]

    def rank(self, candidate: Candidate, slot: Slot) -> int | None:
        """Return which wish a group is, 0 = the first; None if it is none of them."""
        wishes = [wish for wish in dict.fromkeys(candidate.wishes) if wish in self.offered]
        return wishes.index(slot.sub_topic) if slot.sub_topic in wishes else None

    def is_missed(self, candidate: Candidate, slot: Slot) -> bool:
        """Tell whether somebody has wishes and a group is none of them."""
        return not self.offered.isdisjoint(candidate.wishes) and self.rank(candidate, slot) is None

    def points(self, candidate: Candidate, slot: Slot) -> int:
        """Return the points of a group for somebody; 0 for those without wishes."""
        rank = self.rank(candidate, slot)
        if rank is not None:
            return min(rank, NO_WISH - 1)
        return NO_WISH if self.is_missed(candidate, slot) else 0


def wishing(request: Request) -> Wishing:
    """Return how wishes count here."""
    return Wishing(frozenset(slot.sub_topic for slot in request.slots if slot.sub_topic))


def even_size(people: int, groups: int) -> tuple[int, int]:
    """Return the fewest and the most of a group when people are shared out as evenly as they can be."""
    return people // groups, -(-people // groups)


def size_points(count: int, size: tuple[int, int]) -> int:
    """Return how many people a group has too few or too many."""
    low, high = size
    return max(0, low - count) + max(0, count - high)


def pairs_within(count: int) -> int:
    """Return how many pairs so many people of one unit make: 1, 3, 6 … so that they are spread evenly."""
    return count * (count - 1) // 2


def deviations(candidates: Iterable[Candidate]) -> Mapping[str, int]:
    """Return everybody's distance from the mean experience in tenths of a year; 0 for those not known."""
    everybody = tuple(candidates)
    mean = mean_experience(everybody)
    return {
        each.id: 0 if each.experience is None else TENTHS * (each.experience - mean) for each in everybody
    }


def experience_points(groups: Iterable[tuple[int, int]], years: int) -> int:
    """Return the whole years by which the means of groups lie farther apart than allowed.

    Args:
        groups: sum of deviations and number of people of every group; empty ones do not count.
        years: the allowed difference.
    """
    filled = [(total, count) for total, count in groups if count]
    if not filled:
        return 0
    top = max(-(-total // count) for total, count in filled)
    bottom = min(total // count for total, count in filled)
    return max(0, -(-(top - bottom - TENTHS * years) // TENTHS))


NEEDED: Mapping[Rule, Callable[[Candidate], bool]] = {
    Rule.LEADER: attrgetter("is_leader"),
    Rule.FRONT_LINE: attrgetter("is_front_line"),
    Rule.THEORY: attrgetter("brings_theory"),
    Rule.PRACTICE: attrgetter("brings_practice"),
}
"""Rules that ask for at least one person in every group, and who counts."""
