"""Who is in which group, and what somebody may do there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from zhixing.actor import Actor, Role
from zhixing.classroom.people import people
from zhixing.classroom.rules import MAY, RUNNERS, Door, require
from zhixing.classroom.tables import PersonRow, UnitRow
from zhixing.errors import MissingError, RefusedError
from zhixing.records import Work
from zhixing.teams.tables import TeamFacilitatorRow, TeamMemberRow, TeamRow

ANYWHERE = RUNNERS | {Role.OFFICE, Role.CONVENOR}
"""Roles that are at home in every group."""

_DUTIES = {Role.GROUP_LEADER: "leader", Role.LIAISON: "liaison"}


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a group as others see them.

    Args:
        id: of the person.
        name: as in the roster.
        unit: short name of the unit, blank where there is none.
        post: as in the roster.
        duty: ``leader``, ``liaison`` or ``member``.
        task: the individual assignment.
        joined: whether the person is in the class now.
    """

    id: str
    name: str
    unit: str
    post: str
    duty: str
    task: str
    joined: bool


def teams(db: Work, classroom_id: str) -> list[TeamRow]:
    """Return the groups of a class in the order of their tables."""
    query = select(TeamRow).where(TeamRow.classroom_id == classroom_id, TeamRow.seat.is_not(None))
    return list(db.scalars(query.order_by(TeamRow.seat)))


def team_names(db: Work, classroom_id: str) -> Mapping[str, str]:
    """Return what the groups of a class are called, by id, those included that are no more."""
    query = select(TeamRow.id, TeamRow.name).where(TeamRow.classroom_id == classroom_id)
    return {row.id: row.name for row in db.execute(query)}


def team_of(db: Work, person_id: str) -> TeamRow | None:
    """Return the group of a person, None while they have none."""
    row = db.get(TeamMemberRow, person_id)
    return None if row is None else db.get(TeamRow, row.team_id)


def team_named(db: Work, actor: Actor, team_id: str) -> TeamRow:
    """Return a group of the actor's own class.

    Raises:
        MissingError: ``teams.error.no-team``.
    """
    row = db.get(TeamRow, team_id)
    if row is None or row.classroom_id != actor.classroom:
        raise MissingError("teams.error.no-team")
    return row


def members(db: Work, classroom_id: str) -> Mapping[str, Sequence[Member]]:
    """Return the members of every group of a class, by group, in establishment order."""
    duties = {
        row.person_id: row
        for row in db.scalars(select(TeamMemberRow).where(TeamMemberRow.classroom_id == classroom_id))
    }
    units = {
        row.id: row.short_name
        for row in db.scalars(select(UnitRow).where(UnitRow.classroom_id == classroom_id))
    }
    found: dict[str, list[Member]] = {}
    for person in people(db, classroom_id):
        row = duties.get(person.id)
        if row is not None:
            found.setdefault(row.team_id, []).append(_member(person, row, units))
    return found


def _member(person: PersonRow, row: TeamMemberRow, units: Mapping[str, str]) -> Member:
    unit = units.get(person.unit_id or "", "")
    return Member(person.id, person.name, unit, person.post, duty_of(person), row.task, person.joined)


def duty_of(person: PersonRow) -> str:
    """Return what somebody does in their group; it is what they may do, by whomever they were named."""
    return next((duty for role, duty in _DUTIES.items() if role.value in person.roles), "member")


def facilitators(db: Work, classroom_id: str) -> Mapping[str, Sequence[str]]:
    """Return the ids of the facilitators of every group, by group; whoever is none any more is left out."""
    query = (
        select(TeamFacilitatorRow.team_id, PersonRow)
        .join(PersonRow, PersonRow.id == TeamFacilitatorRow.person_id)
        .where(TeamFacilitatorRow.classroom_id == classroom_id)
    )
    found: dict[str, list[str]] = {}
    for team_id, person in db.execute(query):
        if Role.FACILITATOR.value in person.roles:
            found.setdefault(team_id, []).append(person.id)
    return found


def may_in(db: Work, actor: Actor, door: Door, team_id: str | None) -> bool:
    """Tell whether somebody may go through a door in a group; None asks for the whole class."""
    try:
        require_in(db, actor, door, team_id)
    except RefusedError:
        return False
    return True


def require_in(db: Work, actor: Actor, door: Door, team_id: str | None) -> None:
    """Let somebody through a door in a group: whoever belongs to it, and those at home in every group.

    At home somebody does what that role may do; what they are in their own group, they are there alone.

    Args:
        db: the unit of work.
        actor: who.
        door: what they want to do; the class's table of rights holds as well.
        team_id: the group; None means everybody together, for those at home in every group.

    Raises:
        RefusedError: ``classroom.error.not-allowed``, ``teams.error.other-team``.
    """
    require(actor, door)
    if actor.solo or actor.has(*(ANYWHERE & MAY[door])):
        return
    own = db.get(TeamMemberRow, actor.person)
    if team_id is None or own is None or own.team_id != team_id:
        raise RefusedError("teams.error.other-team")
