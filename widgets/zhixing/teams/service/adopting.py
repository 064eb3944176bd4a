"""A grouping is adopted: groups, members, tables and duties become what it says."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from zhixing.actor import Actor, Role
from zhixing.classroom.people import people
from zhixing.classroom.rules import STAFF, Door, require
from zhixing.classroom.tables import PersonRow
from zhixing.errors import InputError
from zhixing.records import Work
from zhixing.records.clock import utc_now
from zhixing.teams.rules.grouping import Draft
from zhixing.teams.rules.grouping_effects import Effects, Standing, effects
from zhixing.teams.rules.request import Slot
from zhixing.teams.service.groupings import State, draft_of, drafted
from zhixing.teams.service.membership import teams
from zhixing.teams.service.profiles import candidates, takes_part
from zhixing.teams.tables import GroupingRow, TeamFacilitatorRow, TeamMemberRow, TeamRow
from zhixing.text import catalogue

ROLES = {
    "leader": (Role.LEARNER, Role.GROUP_LEADER),
    "liaison": (Role.LIAISON,),
    "member": (Role.LEARNER,),
}
"""What a duty makes of a person who takes part; what they are besides stays."""


def adopt(db: Work, actor: Actor, grouping_id: str, version: int) -> None:
    """Make the groups of the class what a grouping says.

    A group that was there before keeps its id, and with it its meetings; one that is not in the grouping
    loses its table and its members. Whoever takes part and is in no group loses seat and duty. Assignments
    written before stay with the person who moves.

    Args:
        db: the unit of work.
        actor: who adopts.
        grouping_id: the grouping.
        version: the version the page had.

    Raises:
        RefusedError: not this person's, or it is adopted already.
        ConflictError: somebody changed it meanwhile.
        InputError: ``teams.error.nobody-placed``: nobody is in a group.
    """
    require(actor, Door.FORM_GROUPS)
    row = drafted(db, actor, grouping_id, version)
    draft = draft_of(row).among(each.id for each in candidates(db, actor.classroom))
    if not draft.places:
        raise InputError("teams.error.nobody-placed")
    _seat_teams(db, actor, draft)
    _seat_members(db, actor.classroom, draft)
    for person in people(db, actor.classroom):
        if takes_part(person):
            _settle(person, draft)
    for other in db.scalars(select(GroupingRow).where(GroupingRow.classroom_id == actor.classroom)):
        if other.state == State.ADOPTED:
            other.state = State.RETIRED
    row.state = State.ADOPTED
    row.content = draft.without_past().json()
    row.version += 1
    row.changed = utc_now()
    db.flush()
    db.touch(actor.classroom, "groupings", "teams", "people")


def roles_for(held: Iterable[str], duty: str) -> list[str]:
    """Return the roles of somebody who takes part, with what they are besides."""
    wanted = {Role(role) for role in held if Role(role) in STAFF} | set(ROLES[duty])
    return [role.value for role in Role if role in wanted]


def _settle(person: PersonRow, draft: Draft) -> None:
    """Give one person seat and roles.

    Nobody who comes in with a password or a link stops doing so: what they are besides stays, so that
    nobody becomes them by typing a name.
    """
    slot = draft.slot_of(person.id)
    person.seat = None if slot is None else slot.number
    person.roles = roles_for(person.roles, draft.duty(person.id))


def _seat_teams(db: Work, actor: Actor, draft: Draft) -> None:
    """Let the groups of a grouping sit at their tables; empty ones are not set up."""
    known = {
        row.id: row for row in db.scalars(select(TeamRow).where(TeamRow.classroom_id == actor.classroom))
    }
    for row in known.values():
        row.seat = None
    db.flush()  # a table is free before somebody else sits there
    filled = [slot for slot in draft.slots if draft.people_in(slot.key)]
    for slot in filled:
        team = known.get(slot.key)
        if team is None:
            team = TeamRow(id=slot.key, classroom_id=actor.classroom, version=0)
            db.add(team)
        team.seat = slot.number
        team.name = name_of(slot, actor)
        team.sub_topic = slot.sub_topic or None
        team.version = (team.version or 0) + 1
    gone = known.keys() - {slot.key for slot in filled}
    for guide in db.scalars(
        select(TeamFacilitatorRow).where(TeamFacilitatorRow.classroom_id == actor.classroom)
    ):
        if guide.team_id in gone:
            db.delete(guide)
    db.flush()


def name_of(slot: Slot, actor: Actor) -> str:
    """Return what a group is called: its own name, else its number."""
    return slot.name or catalogue().say("teams.numbered", actor.locale, number=slot.number)


def _seat_members(db: Work, classroom_id: str, draft: Draft) -> None:
    known = {
        row.person_id: row
        for row in db.scalars(select(TeamMemberRow).where(TeamMemberRow.classroom_id == classroom_id))
    }
    for person, row in known.items():
        if person not in draft.places:
            db.delete(row)
    for person, key in draft.places.items():
        member = known.get(person) or TeamMemberRow(person_id=person, classroom_id=classroom_id)
        member.team_id = key
        db.add(member)
    db.flush()


def foreseen(
    db: Work,
    classroom_id: str,
    draft: Draft,
    *,
    here: Sequence[str],
    everybody: Sequence[PersonRow],
    limits: tuple[int, int],
) -> Effects:
    """Return what adopting a grouping would do now.

    Args:
        db: the unit of work.
        classroom_id: the class.
        draft: the grouping.
        here: ids of the people who may be placed, in establishment order.
        everybody: the people of the class, in the same order.
        limits: fewest and most of the class's policy.
    """
    query = select(TeamMemberRow).where(TeamMemberRow.classroom_id == classroom_id)
    members = {row.person_id: Standing(row.team_id, bool(row.task)) for row in db.scalars(query)}
    standing = {each.id: members[each.id] for each in everybody if each.id in members}
    return effects(draft, here, {team.id: team.name for team in teams(db, classroom_id)}, standing, limits)
