"""Changing a grouping by hand: moves, swaps, locks, duties, and taking moves back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from zhixing.actor import Actor
from zhixing.errors import InputError, MissingError
from zhixing.records import Work
from zhixing.teams.rules.clash import Way
from zhixing.teams.rules.duties import propose_duties
from zhixing.teams.rules.grouping import Draft
from zhixing.teams.rules.request import Force, Request, Slot
from zhixing.teams.rules.saying import worded
from zhixing.teams.service import profiles
from zhixing.teams.service.groupings import draft_of, drafted, keep, request_of
from zhixing.teams.service.groupings_effect import Effect, effect_of
from zhixing.text import Text
from zhixing.topics.service.wording import both


def move(
    db: Work, actor: Actor, grouping_id: str, moves: Sequence[tuple[str, str | None]], version: int
) -> Effect:
    """Put people into other groups, or out of all of them; two at once are swapped.

    Returns:
        What it did to each rule, and the version of the grouping now.

    Raises:
        RefusedError: not this person's, somebody is locked, or the grouping was adopted.
        InputError: ``teams.error.two-groups``: somebody was put into two groups.
        MissingError: a group or a person is not there.
        ConflictError: somebody changed the grouping meanwhile; nothing was moved.
    """
    row = drafted(db, actor, grouping_id, version)
    before = draft_of(row)
    request = request_of(db, actor, before)
    here = {each.id for each in request.candidates}
    if not here.issuperset(person for person, _ in moves):
        raise MissingError("teams.error.not-here")
    after = before.moved(moves)
    return effect_of(request, before, after, keep(db, row, after))


def undo(db: Work, actor: Actor, grouping_id: str, version: int) -> Effect:
    """Take the last move back, or the last grouping the solver found.

    Raises:
        RefusedError: not this person's, there is nothing to take back, or the grouping was adopted.
        ConflictError: somebody changed the grouping meanwhile.
    """
    row = drafted(db, actor, grouping_id, version)
    before = draft_of(row)
    after = before.undone()
    request = request_of(db, actor, after)
    return effect_of(request, before, after, keep(db, row, after))


def lock(
    db: Work, actor: Actor, grouping_id: str, people: Collection[str], version: int, *, is_locked: bool
) -> int:
    """Let people stay where they are whatever the solver finds, or free them.

    Raises:
        RefusedError: not this person's, somebody is in no group, or the grouping was adopted.
        ConflictError: somebody changed the grouping meanwhile.
    """
    row = drafted(db, actor, grouping_id, version)
    return keep(db, row, draft_of(row).with_lock(people, is_locked=is_locked))


def set_duty(db: Work, actor: Actor, grouping_id: str, person: str, *, duty: str, version: int) -> int:
    """Say who is leader or liaison of their group; whoever was before is an ordinary member.

    Raises:
        RefusedError: not this person's, the person is in no group, or the grouping was adopted.
        ConflictError: somebody changed the grouping meanwhile.
    """
    row = drafted(db, actor, grouping_id, version)
    return keep(db, row, draft_of(row).with_duty(person, duty))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A duty somebody was given because it was proposed, with the reason."""

    person: str
    duty: str
    slot: Slot
    why: Text


def take_proposed_duties(
    db: Work, actor: Actor, grouping_id: str, version: int
) -> tuple[int, tuple[Proposal, ...]]:
    """Give the proposed leaders and liaisons to groups that have none; what people chose stays.

    Returns:
        The version of the grouping now, and who was given what.

    Raises:
        RefusedError: not this person's, or the grouping was adopted.
        InputError: ``grouping.error.nobody``: nobody takes part.
        ConflictError: somebody changed the grouping meanwhile.
    """
    row = drafted(db, actor, grouping_id, version)
    draft = draft_of(row)
    request = request_of(db, actor, draft)
    draft = draft.among(each.id for each in request.candidates)
    offered = duties_offered(request, draft)
    after = draft.with_duties({each.person: each.duty for each in offered})
    spare = duties_offered(request, after, without_holders=True)
    full = after.with_duties({each.person: each.duty for each in spare})
    for each in spare:  # a group whose proposed liaison leads it may still lack one
        full = full.with_duties({each.person: "leader"}).with_duties({each.person: "liaison"})
    given = [each for each in offered if draft.duty(each.person) != after.duty(each.person)]
    given += [
        Proposal(each.person, full.duty(each.person), each.slot, both("teams.spare-duty"))
        for each in spare
        if after.duty(each.person) != full.duty(each.person)
    ]
    return keep(db, row, full), tuple(given)


def duties_offered(request: Request, draft: Draft, *, without_holders: bool = False) -> tuple[Proposal, ...]:
    """Return who might be leader and liaison of each group, with the reason in both languages.

    Args:
        request: the people and groups.
        draft: where they are, of people who are there.
        without_holders: whether those who hold a duty already are left out.
    """
    places = {
        person: key
        for person, key in draft.places.items()
        if not (without_holders and person in draft.duties)
    }
    found = []
    for each in propose_duties(request, places):
        slot = draft.slot(each.slot)
        for person, duty, saying in (
            (each.leader, "leader", each.leader_why),
            (each.liaison, "liaison", each.liaison_why),
        ):
            if person is not None and saying is not None:
                found.append(Proposal(person, duty, slot, worded(saying, request, {})))
    return tuple(found)


def relax(db: Work, actor: Actor, grouping_id: str, rule: str, version: int) -> Effect:
    """Take a way out of a clash: one rule becomes a wish, and the grouping found then is taken.

    Raises:
        RefusedError: not this person's, or the grouping was adopted.
        InputError: ``teams.error.no-way``: that is not a way out.
        ConflictError: somebody changed the grouping meanwhile.
    """
    row = drafted(db, actor, grouping_id, version)
    before = draft_of(row)
    way = _way(before, rule)
    after = before.ruled(before.rules.but(way.rule, Force.WISH), before.slots)
    here = {each.id for each in profiles.candidates(db, actor.classroom)}
    known = {slot.key for slot in after.slots}
    moves = [(one, key) for one, key in way.places.items() if one in here and key in known]
    if moves:
        after = after.with_lock(list(after.locked), is_locked=False).moved(moves)
    kept = before.locked & {one for one, key in after.places.items() if before.places.get(one) == key}
    after = after.with_lock(kept, is_locked=True)
    request = request_of(db, actor, after)
    return effect_of(request, before, after, keep(db, row, after))


def _way(draft: Draft, rule: str) -> Way:
    for way in () if draft.clash is None else draft.clash.ways:
        if way.rule.value == rule:
            return way
    raise InputError("teams.error.no-way")
