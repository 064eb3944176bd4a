"""My group: who is in it, who works on what, and what the group has agreed on."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.records import Work
from zhixing.teams.rules import charter as rules
from zhixing.teams.rules import task
from zhixing.teams.rules.charter import Charter, Milestone, SubGroup
from zhixing.teams.service import charter, tasks
from zhixing.teams.service.charter_facts import GroupFacts, group_facts, shared_tasks, task_json
from zhixing.teams.service.membership import ANYWHERE

Id = Annotated[str, StringConstraints(max_length=40)]
Words = Annotated[str, StringConstraints(max_length=20_000)]
_FORM = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

MOST = {
    "task": task.TASK_AT_MOST,
    "goal": task.GOAL_AT_MOST,
    "line": rules.LINE_AT_MOST,
    "text": rules.TEXT_AT_MOST,
    "entries": rules.ENTRIES_AT_MOST,
    "sub_groups": rules.SUB_GROUPS_AT_MOST,
}


class SetTask(Act):
    """Write down what one member works on."""

    kind: Literal["set-task"]
    person: Id
    task: Words
    goal: Words
    due: Words
    version: int

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Store it and return its version."""
        due = self.due or None
        return {
            "version": tasks.set_task(
                db, actor, self.person, task=self.task, goal=self.goal, due=due, version=self.version
            )
        }


class ShareTask(Act):
    """Give the assignment of one member to others as well."""

    kind: Literal["share-task"]
    person: Id
    others: Annotated[list[Id], Field(min_length=1, max_length=100)]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store it."""
        tasks.share_task(db, actor, self.person, self.others)


class MilestoneForm(BaseModel):
    """One thing that is to be there first."""

    model_config = _FORM

    what: Words
    by: Words


class SubGroupForm(BaseModel):
    """Some members who work on one part together."""

    model_config = _FORM

    name: Words
    purpose: Words
    people: Annotated[list[Id], Field(max_length=100)]


class SaveCharter(Act):
    """Write down what the group has agreed on."""

    kind: Literal["save-charter"]
    team: Id
    problem: Words
    agreements: Annotated[list[Words], Field(max_length=100)]
    rhythm: Words
    support: Words
    milestones: Annotated[list[MilestoneForm], Field(max_length=100)]
    sub_groups: Annotated[list[SubGroupForm], Field(max_length=100)]
    version: int

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Store it and return the version of the paper."""
        said = Charter(
            problem=self.problem,
            agreements=tuple(self.agreements),
            rhythm=self.rhythm,
            support=self.support,
            milestones=tuple(Milestone(each.what, each.by) for each in self.milestones),
            sub_groups=tuple(
                SubGroup(each.name, each.purpose, tuple(each.people)) for each in self.sub_groups
            ),
        )
        return {"version": charter.save_charter(db, actor, self.team, said, self.version)}


class MyGroup(Activity):
    """One's own group; whoever looks into every group chooses one."""

    name: ClassVar[str] = "my-group"
    module: ClassVar[str] = "teams/static/my-group.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"teams", "people", "papers"})
    acts: ClassVar[tuple[type[Act], ...]] = (SetTask, ShareTask, SaveCharter)

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return the group; who has no assignment yet is told to whoever assigns them, and to nobody else."""
        asked = params.get("team", "")
        team = charter.team_to_read(db, actor, asked)
        chooses = not asked and actor.has(*charter.READERS)
        view: dict[str, Any] = {
            "chooses": chooses,
            "teams": charter.overview(db, actor.classroom, with_gaps=actor.has(*ANYWHERE)) if chooses else [],
            "own": None if team is None else team.id,
            "solo": actor.solo,
            "most": MOST,
            "group": None,
        }
        if team is not None and not chooses:
            view["group"] = _group(db, actor, group_facts(db, team))
        return view


def _group(db: Work, actor: Actor, facts: GroupFacts) -> dict[str, Any]:
    assigns = tasks.may_assign(db, actor, facts.team.id)
    writes = [member.id for member in facts.members if assigns or member.id == actor.person]
    sub_topic = facts.sub_topic
    return {
        "id": facts.team.id,
        "number": facts.team.seat,
        "name": charter.own_name(facts.team),
        "sub_topic": None
        if sub_topic is None
        else {
            "title": sub_topic.title,
            "problems": [{"text": each.text, "goal": each.goal} for each in sub_topic.problems if each.text],
            "outcome": sub_topic.outcome,
        },
        "members": [
            {
                "id": member.id,
                "name": member.name,
                "unit": member.unit,
                "post": member.post,
                "duty": member.duty,
            }
            for member in facts.members
        ],
        "me": actor.person,
        "guides": list(facts.guides),
        "convenors": list(facts.convenors),
        "tasks": shared_tasks(facts),
        "forms": {person: task_json(facts.tasks[person]) for person in writes},
        "assigns": assigns,
        "without": tasks.without_task(facts.members) if assigns else None,
        "charter": facts.charter.json(),
        "paper": facts.paper,
        "document": f"export/charter.docx?team={facts.team.id}",
    }
