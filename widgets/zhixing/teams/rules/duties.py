"""Who might lead a group and who might be its liaison, with the reason; people decide."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhixing.teams.rules.assessment import members
from zhixing.teams.rules.candidate import UNSTATED, Candidate
from zhixing.teams.rules.request import Places, Request, Slot
from zhixing.teams.rules.saying import Saying


@dataclass(frozen=True, slots=True)
class Duties:
    """A proposal for one group; None where it has nobody left to propose.

    Args:
        slot: key of the group.
        leader: person who might lead it (组长).
        leader_why: the reason.
        liaison: another person who might be its liaison (联络员).
        liaison_why: the reason.
    """

    slot: str
    leader: str | None
    leader_why: Saying | None
    liaison: str | None
    liaison_why: Saying | None


def propose_duties(request: Request, places: Places) -> tuple[Duties, ...]:
    """Propose leader and liaison of every group, in the order of the groups.

    The leader is whoever is known to be a leader; of several, whose duty the sub-topic is most, then the most
    experienced. The liaison is another one: not a leader, and of another unit, where the group has such a
    person. Equals follow the order of the request.
    """
    groups = members(request, places)
    return tuple(_propose(slot, groups[slot.key]) for slot in request.slots)


def _propose(slot: Slot, group: Sequence[Candidate]) -> Duties:
    if not group:
        return Duties(slot.key, None, None, None, None)
    leader = min(group, key=lambda each: (not each.is_leader, *_fitness(each, slot)))
    others = [each for each in group if each is not leader]
    if not others:
        return Duties(slot.key, leader.id, _leader_why(leader, slot), None, None)
    liaison = min(
        others, key=lambda each: (each.is_leader, _is_same_unit(each, leader), *_fitness(each, slot))
    )
    return Duties(slot.key, leader.id, _leader_why(leader, slot), liaison.id, _liaison_why(liaison, leader))


def _fitness(candidate: Candidate, slot: Slot) -> tuple[int, int]:
    """Return what sorts the fittest first."""
    return -candidate.relevance.get(slot.sub_topic, UNSTATED), -(candidate.experience or 0)


def _is_same_unit(one: Candidate, other: Candidate) -> bool:
    return bool(one.unit) and one.unit == other.unit


def _leader_why(leader: Candidate, slot: Slot) -> Saying:
    stated = leader.relevance.get(slot.sub_topic, 0)
    if leader.is_leader:
        code = "grouping.duty.leader-close" if stated > UNSTATED else "grouping.duty.leader"
        return Saying(code)
    return Saying("grouping.duty.relevant" if stated > UNSTATED else "grouping.duty.first")


def _liaison_why(liaison: Candidate, leader: Candidate) -> Saying:
    if liaison.is_leader:
        return Saying("grouping.duty.liaison")
    is_other = bool(liaison.unit and leader.unit) and not _is_same_unit(liaison, leader)
    return Saying("grouping.duty.liaison-other-unit" if is_other else "grouping.duty.liaison-colleague")
