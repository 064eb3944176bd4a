"""What plans of a class are made for: its policy, its groups, and how many come."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhixing.actor import Actor
from zhixing.classroom.people import people
from zhixing.classroom.rules import MAY, Door, may
from zhixing.meetings.rules.speaking import Crowd
from zhixing.meetings.rules.template import Scope, templates
from zhixing.policy import Policy
from zhixing.records import Work
from zhixing.teams.service.membership import may_in, members, team_of, teams
from zhixing.teams.tables import TeamRow
from zhixing.topics.service.setting import class_policy


@dataclass(frozen=True)
class Ground:
    """The ground of a class's plans.

    Args:
        values: the policy in force.
        teams: its groups, in the order of their tables.
        crowds: who comes, by group; under the blank id to a meeting of the class.
    """

    values: Policy
    teams: Mapping[str, TeamRow]
    crowds: Mapping[str, Crowd]

    def crowd(self, team_id: str | None) -> Crowd:
        """Return who comes to a meeting of a group, or of the class; a group that is no more counts one."""
        return self.crowds.get(team_id or "", Crowd.of(1, 1))

    def offered(self, scope: Scope) -> tuple[str, ...]:
        """Return the kinds of template for a scope; a class without groups may use them all."""
        everything = scope is Scope.CLASS and not self.teams
        return tuple(kind for kind, one in templates().items() if everything or scope in one.scopes)


def ground(db: Work, classroom_id: str) -> Ground:
    """Look the ground up, in a fixed number of queries."""
    grouped = members(db, classroom_id)
    known = {team.id: team for team in teams(db, classroom_id)}
    counts = {team: len(grouped.get(team, ())) for team in known}
    taking_part = MAY[Door.TAKE_PART]
    everybody = sum(not taking_part.isdisjoint(person.roles) for person in people(db, classroom_id))
    largest = max(counts.values()) if len(counts) > 1 else None
    crowds = {team: Crowd.of(max(count, 1), 1) for team, count in counts.items()}
    crowds[""] = Crowd.of(max(everybody, 1), len(known), largest)
    return Ground(class_policy(db, classroom_id), known, crowds)


def plannable(db: Work, actor: Actor, ground: Ground) -> list[str]:
    """Return for which groups a person plans; the blank id first, where they plan for the class."""
    if may_in(db, actor, Door.PLAN_MEETINGS, None):
        return ["", *ground.teams]
    own = team_of(db, actor.person) if may(actor, Door.PLAN_MEETINGS) else None
    return [] if own is None else [own.id]
