"""What people chose in an item, and how often those who do well elsewhere chose it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from zhixing.course.rules import Item
from zhixing.course.service.first_tries import FirstTry
from zhixing.course.service.tallies import Choice, Group, Place, counts, groups

Tries: TypeAlias = Mapping[str, Mapping[str, FirstTry]]
"""First tries by item and person."""


@dataclass(frozen=True, slots=True)
class Halves:
    """Who did better on the other items and who did worse, as even in number as their scores allow."""

    upper: tuple[str, ...]
    lower: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """How often something was chosen.

    Args:
        choice: what.
        count: by how many of all who answered.
        upper: share of the better half; None where people cannot be told apart.
        lower: share of the other half.
    """

    choice: Choice
    count: int
    upper: float | None
    lower: float | None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an item with what was chosen in it."""

    group: Group
    chosen: tuple[Chosen, ...]


def totals(tries: Tries, people: Sequence[str], asked: Sequence[str]) -> dict[str, float]:
    """Return each person's score over all items asked."""
    return {person: sum(tries[item][person].score for item in asked) for person in people}


def halves(own: Mapping[str, FirstTry], total: Mapping[str, float]) -> Halves | None:
    """Return the halves of some people by their scores on the other items; None where all are alike.

    Args:
        own: first tries at the item itself, of all these people.
        total: each person's score over all items, this one included.
    """
    rest = {person: round(score - own[person].score, 6) for person, score in total.items()}
    people = list(rest)
    ranked = sorted(people, key=lambda person: -rest[person])
    cuts = [at for at, (left, right) in enumerate(pairwise(ranked), start=1) if rest[left] > rest[right]]
    if not cuts:
        return None
    cut = min(cuts, key=lambda at: abs(2 * at - len(ranked)))
    return Halves(tuple(ranked[:cut]), tuple(ranked[cut:]))


def parts(item: Item, given: Mapping[str, FirstTry], split: Halves | None) -> tuple[Part, ...]:
    """Return the parts of an item with what people chose in them."""
    answers = [each.answer for each in given.values()]
    everybody = counts(item, answers)
    upper = {} if split is None else _shares(item, given, split.upper)
    lower = {} if split is None else _shares(item, given, split.lower)

    def chosen(group: Group, choice: Choice) -> Chosen:
        place = group.part, choice.key
        return Chosen(choice, everybody[place], upper.get(place), lower.get(place))

    return tuple(
        Part(group, tuple(chosen(group, choice) for choice in group.choices))
        for group in groups(item, answers)
    )


def _shares(item: Item, given: Mapping[str, FirstTry], people: Sequence[str]) -> dict[Place, float]:
    found = counts(item, [given[person].answer for person in people])
    return {place: count / len(people) for place, count in found.items()}
