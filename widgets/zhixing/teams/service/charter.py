"""The charter of a group: who reads it, who writes it, and everything its paper says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhixing.actor import Actor, Locale, Role
from zhixing.classroom.rules import Door
from zhixing.decisions import service as decisions
from zhixing.errors import InputError, MissingError, RefusedError
from zhixing.records import Work
from zhixing.teams.rules.charter import Charter
from zhixing.teams.service.membership import (
    ANYWHERE,
    members,
    require_in,
    team_named,
    team_of,
    teams,
)
from zhixing.teams.service.tasks import without_task
from zhixing.teams.tables import TeamRow
from zhixing.text import catalogue
from zhixing.topics.rules.scheme import SubTopic
from zhixing.topics.service.scheme import scheme_of

READERS = ANYWHERE | {Role.LEADER}
"""Roles that look into every group."""


@dataclass(frozen=True, slots=True)
class Written:
    """A charter as it stands, and the version of its paper; 0 before the first word."""

    charter: Charter
    version: int


def own_name(team: TeamRow) -> str:
    """Return the name people gave a group; blank where it only has its number, in whatever language."""
    numbered = {catalogue().say("teams.numbered", locale, number=team.seat) for locale in Locale}
    return "" if team.name in numbered else team.name


def subject(team_id: str) -> str:
    """Return what decisions call the charter of a group."""
    return f"charter/{team_id}"


def may_read(db: Work, actor: Actor, team: TeamRow) -> bool:
    """Tell whether somebody looks into a group: its members, and those who look into every group."""
    if actor.has(*READERS):
        return True
    own = team_of(db, actor.person)
    return own is not None and own.id == team.id


def team_to_read(db: Work, actor: Actor, team_id: str) -> TeamRow | None:
    """Return the group somebody asks for, blank for their own; None where they have none.

    Raises:
        MissingError: ``teams.error.no-team``.
        RefusedError: ``teams.error.other-team``.
    """
    team = team_named(db, actor, team_id) if team_id else team_of(db, actor.person)
    if team is None or team.seat is None:
        if team_id:
            raise MissingError("teams.error.no-team")
        return None
    if not may_read(db, actor, team):
        raise RefusedError("teams.error.other-team")
    return team


def charter_of(db: Work, team: TeamRow, group: Sequence[str]) -> Written:
    """Return the charter of a group, without people who are no longer in it.

    Args:
        db: the unit of work.
        team: the group.
        group: ids of its members.
    """
    paper = decisions.working_paper(db, team.classroom_id, subject(team.id))
    if paper is None:
        return Written(Charter(), 0)
    return Written(Charter.parse(paper.content).of(group), paper.version)


def save_charter(db: Work, actor: Actor, team_id: str, charter: Charter, seen_version: int) -> int:
    """Store what a group has agreed on, and return the version of the paper.

    Raises:
        RefusedError: not this person's, or another group's.
        InputError: something is too long or too many, no date, or somebody is not of the group.
        ConflictError: somebody changed it meanwhile; nothing was stored.
    """
    team = team_named(db, actor, team_id)
    require_in(db, actor, Door.ASSIGN_TASKS, team.id)
    group = {member.id for member in members(db, actor.classroom).get(team.id, ())}
    if any(not group.issuperset(each.people) for each in charter.sub_groups):
        raise InputError("charter.error.not-of-group")
    kept = charter.of(group).checked()
    door = Door.ASSIGN_TASKS
    return decisions.save_paper(db, actor, subject(team.id), kept.json(), seen_version, door=door).version


def sub_topics(db: Work, classroom_id: str) -> Mapping[str, SubTopic]:
    """Return the sub-topics of the class's scheme by id; without a scheme there are none."""
    return {each.id: each for each in scheme_of(db, classroom_id).scheme.sub_topics if each.title}


def overview(db: Work, classroom_id: str, *, with_gaps: bool) -> list[dict[str, Any]]:
    """Return the groups to choose from: number, name, how many people; those whose people have left are none.

    Args:
        db: the unit of work.
        classroom_id: the class.
        with_gaps: whether to tell how many have no assignment yet.
    """
    grouped = members(db, classroom_id)
    found = []
    for team in teams(db, classroom_id):
        group = grouped.get(team.id)
        if not group:
            continue
        entry = {"id": team.id, "number": team.seat, "name": own_name(team), "people": len(group)}
        found.append({**entry, "without": len(without_task(group))} if with_gaps else entry)
    return found
