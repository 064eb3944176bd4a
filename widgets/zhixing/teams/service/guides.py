"""Facilitators who accompany groups: two to one group, or one to several."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete

from zhixing.actor import Actor, Role
from zhixing.classroom.people import people
from zhixing.classroom.rules import Door, require
from zhixing.classroom.tables import PersonRow
from zhixing.errors import ConflictError, InputError, MissingError
from zhixing.records import Work
from zhixing.teams.service.membership import team_named, teams
from zhixing.teams.tables import TeamFacilitatorRow, TeamRow

TOGETHER = 2
"""So many facilitators accompany one group where there are enough of them."""


def guides(everybody: Sequence[PersonRow]) -> list[PersonRow]:
    """Return who can accompany a group, in establishment order."""
    return [row for row in everybody if Role.FACILITATOR.value in row.roles]


def set_guides(db: Work, actor: Actor, team_id: str, person_ids: Collection[str], version: int) -> None:
    """Say who accompanies a group.

    Args:
        db: the unit of work.
        actor: who says it.
        team_id: the group.
        person_ids: the facilitators; more than two are allowed, the page warns.
        version: the version of the group the page had.

    Raises:
        RefusedError: not this person's.
        MissingError: there is no such group.
        InputError: ``teams.error.not-guide``: somebody is not a facilitator of this class.
        ConflictError: ``teams.error.team-changed``.
    """
    require(actor, Door.FORM_GROUPS)
    team = team_named(db, actor, team_id)
    if team.seat is None:
        raise MissingError("teams.error.no-team")
    if team.version != version:
        raise ConflictError("teams.error.team-changed")
    known = {row.id for row in guides(people(db, actor.classroom))}
    if not known.issuperset(person_ids):
        raise InputError("teams.error.not-guide")
    _put(db, team, person_ids)
    db.flush()
    db.touch(actor.classroom, "teams")


def spread_guides(db: Work, actor: Actor) -> None:
    """Deal the facilitators to the groups: two each where they suffice, else each takes neighbouring groups.

    Raises:
        RefusedError: not this person's.
        InputError: ``teams.error.no-guides``: the class has no facilitator, or no group.
    """
    require(actor, Door.FORM_GROUPS)
    known = [row.id for row in guides(people(db, actor.classroom))]
    groups = teams(db, actor.classroom)
    if not known or not groups:
        raise InputError("teams.error.no-guides")
    for team, dealt in zip(groups, deal(known, len(groups)), strict=True):
        _put(db, team, dealt)
    db.flush()
    db.touch(actor.classroom, "teams")


def deal(known: Sequence[str], groups: int) -> list[list[str]]:
    """Return who accompanies each group: two where they suffice, else one, who takes neighbouring groups.

    Example:
        ``deal(["a", "b"], 5)`` gives a the first three groups and b the other two.
    """
    if len(known) >= groups:
        most = min(TOGETHER, len(known) // groups)
        return [list(known[place * most : (place + 1) * most]) for place in range(groups)]
    return [[known[place * len(known) // groups]] for place in range(groups)]


def _put(db: Work, team: TeamRow, person_ids: Collection[str]) -> None:
    db.execute(delete(TeamFacilitatorRow).where(TeamFacilitatorRow.team_id == team.id))
    db.add_all(
        TeamFacilitatorRow(team_id=team.id, person_id=person, classroom_id=team.classroom_id)
        for person in dict.fromkeys(person_ids)
    )
    team.version += 1
