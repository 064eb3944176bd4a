"""Everything about one group that its page and its paper show: members, tasks, sub-topic, agreements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from zhixing.actor import Role
from zhixing.classroom.people import people
from zhixing.records import Work
from zhixing.teams.rules.charter import Charter
from zhixing.teams.service.charter import charter_of, sub_topics
from zhixing.teams.service.membership import Member, facilitators, members
from zhixing.teams.tables import TeamMemberRow, TeamRow
from zhixing.topics.rules.scheme import SubTopic

_FIRST = {"leader": 0, "liaison": 1, "member": 2}


@dataclass(frozen=True)
class GroupFacts:
    """One group.

    Args:
        team: the group.
        members: leader and liaison first, then in establishment order.
        tasks: the row of each member's assignment, by person.
        guides: names of the facilitators who accompany it.
        convenors: names of the convenors of the class.
        sub_topic: what it works on; None where groups are only numbered.
        charter: what it has agreed on.
        paper: version of the charter; 0 before the first word.
    """

    team: TeamRow
    members: Sequence[Member]
    tasks: Mapping[str, TeamMemberRow]
    guides: Sequence[str]
    convenors: Sequence[str]
    sub_topic: SubTopic | None
    charter: Charter
    paper: int


def group_facts(db: Work, team: TeamRow) -> GroupFacts:
    """Return everything about one group; who may see it is the caller's to check."""
    everybody = people(db, team.classroom_id)
    names = {row.id: row.name for row in everybody}
    group = sorted(
        members(db, team.classroom_id).get(team.id, ()), key=lambda member: _FIRST.get(member.duty, 2)
    )
    rows = db.scalars(select(TeamMemberRow).where(TeamMemberRow.team_id == team.id))
    written = charter_of(db, team, [member.id for member in group])
    return GroupFacts(
        team=team,
        members=group,
        tasks={row.person_id: row for row in rows},
        guides=[names[one] for one in facilitators(db, team.classroom_id).get(team.id, ())],
        convenors=[row.name for row in everybody if Role.CONVENOR.value in row.roles],
        sub_topic=sub_topics(db, team.classroom_id).get(team.sub_topic or ""),
        charter=written.charter,
        paper=written.version,
    )


def task_json(row: TeamMemberRow) -> dict[str, Any]:
    """Return one assignment for the form of whoever may write it."""
    return {"task": row.task, "goal": row.goal, "due": row.due, "version": row.version}


def shared_tasks(facts: GroupFacts) -> list[dict[str, Any]]:
    """Return the assignments of a group, each once with the people who share it."""
    found: dict[tuple[str, str, str | None], list[str]] = {}
    for member in facts.members:
        row = facts.tasks[member.id]
        if row.task:
            found.setdefault((row.task, row.goal, row.due), []).append(member.id)
    return [
        {"task": task, "goal": goal, "due": due, "people": holders}
        for (task, goal, due), holders in found.items()
    ]
