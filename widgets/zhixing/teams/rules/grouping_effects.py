"""What adopting a grouping would do, told beforehand."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from zhixing.teams.rules.grouping import Draft
from zhixing.teams.rules.request import Slot


@dataclass(frozen=True, slots=True)
class Effects:
    """What adopting would do.

    Args:
        new: numbers of groups that were not there.
        kept: numbers of groups that keep their meetings.
        gone: names of groups that are no more.
        moved: ids of members who change groups.
        left: ids of members who would be in none.
        unplaced: ids of people who may be placed and are in no group.
        tasks_left: ids of those whose assignment would go with their place.
        no_leader: numbers of groups without a leader.
        no_liaison: numbers of groups without a liaison.
        outside: numbers of groups whose size is outside the class's policy.
        limits: fewest and most of that policy.
    """

    new: tuple[int, ...]
    kept: tuple[int, ...]
    gone: tuple[str, ...]
    moved: tuple[str, ...]
    left: tuple[str, ...]
    unplaced: tuple[str, ...]
    tasks_left: tuple[str, ...]
    no_leader: tuple[int, ...]
    no_liaison: tuple[int, ...]
    outside: tuple[int, ...]
    limits: tuple[int, int]

    def json(self) -> dict[str, Any]:
        """Return the form pages show."""
        return {name: list(value) for name, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Standing:
    """A member as groups are now: in which one, and whether something is assigned to them."""

    team: str
    has_task: bool


def effects(
    draft: Draft,
    here: Iterable[str],
    teams: Mapping[str, str],
    members: Mapping[str, Standing],
    limits: tuple[int, int],
) -> Effects:
    """Return what adopting a grouping would do.

    Args:
        draft: the grouping.
        here: ids of the people who may be placed, in establishment order.
        teams: names of the groups there are, by id.
        members: their members, by person, in establishment order.
        limits: fewest and most of the class's policy.
    """
    everybody = tuple(here)
    draft = draft.among(everybody)
    filled = [(slot, inside) for slot in draft.slots if (inside := draft.people_in(slot.key))]
    keys = {slot.key for slot, _ in filled}
    left = tuple(person for person in members if person not in draft.places)
    low, high = limits
    return Effects(
        new=tuple(slot.number for slot, _ in filled if slot.key not in teams),
        kept=tuple(slot.number for slot, _ in filled if slot.key in teams),
        gone=tuple(name for team, name in teams.items() if team not in keys),
        moved=tuple(
            person
            for person, standing in members.items()
            if person in draft.places and draft.places[person] != standing.team
        ),
        left=left,
        unplaced=tuple(person for person in everybody if person not in draft.places),
        tasks_left=tuple(person for person in left if members[person].has_task),
        no_leader=_lacking(draft, filled, "leader"),
        no_liaison=_lacking(draft, filled, "liaison"),
        outside=tuple(slot.number for slot, inside in filled if not low <= len(inside) <= high),
        limits=limits,
    )


def _lacking(draft: Draft, filled: Iterable[tuple[Slot, tuple[str, ...]]], duty: str) -> tuple[int, ...]:
    return tuple(slot.number for slot, inside in filled if all(draft.duty(one) != duty for one in inside))
