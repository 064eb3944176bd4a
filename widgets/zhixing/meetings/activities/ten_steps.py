"""The ten general steps as a way to go: a cycle to operate, and what the group writes down at each step."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StringConstraints

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.rules import Door
from zhixing.meetings.rules import way as rules
from zhixing.meetings.service import way as service
from zhixing.meetings.service.material import steps
from zhixing.records import Work
from zhixing.teams.service.membership import ANYWHERE, may_in, team_named, team_of, teams

Name = Annotated[str, StringConstraints(max_length=40)]
Words = Annotated[str, StringConstraints(max_length=20_000)]


def own_team(db: Work, actor: Actor, params: Params) -> str | None:
    """Return the group a cell's parameters name, else the person's own; None: everybody together."""
    if params.get("team"):
        return team_named(db, actor, params["team"]).id
    own = team_of(db, actor.person)
    return None if own is None else own.id


class SavePart(Act):
    """Write one part."""

    kind: Literal["save"]
    part: Name
    fields: Annotated[dict[str, Words], Field(max_length=10)]
    seen: Name

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Store it and return its mark and the version of the paper."""
        team = own_team(db, actor, params)
        saved = service.save_part(db, actor, team, self.part, fields=self.fields, seen=self.seen)
        return {"mark": saved.mark, "paper": saved.paper}


class RemoveStrategy(Act):
    """Take a strategy out."""

    kind: Literal["remove"]
    part: Name
    seen: Name

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Store the way without it."""
        saved = service.remove_strategy(db, actor, own_team(db, actor, params), self.part, self.seen)
        return {"mark": saved.mark, "paper": saved.paper}


class StandAt(Act):
    """Say at which step the group is."""

    kind: Literal["stand"]
    step: Name

    def perform(self, db: Work, actor: Actor, params: Params) -> None:
        """Store it."""
        service.stand_at(db, actor, own_team(db, actor, params), self.step)


class TenSteps(Activity):
    """The ten steps, and one group's way through them; its members and those at home everywhere read it."""

    name: ClassVar[str] = "ten-steps"
    module: ClassVar[str] = "meetings/static/ten-steps.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"papers", "teams"})
    acts: ClassVar[tuple[type[Act], ...]] = (SavePart, RemoveStrategy, StandAt)

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return the steps, and what the group has written."""
        shown = {"steps": [step.json() for step in steps()], "most": rules.TEXT_AT_MOST}
        team = own_team(db, actor, params)
        own = team_of(db, actor.person)
        at_home = actor.has(*ANYWHERE)
        groups = teams(db, actor.classroom) if at_home and "team" not in params else []
        if not at_home and (own is None or own.id != team):
            return {**shown, "groups": [], "group": None, "way": None}
        if groups and own is None:
            return {**shown, "groups": [{"id": each.id, "name": each.name} for each in groups], "way": None}
        written = service.way_of(db, actor.classroom, team)
        return {
            **shown,
            "groups": [],
            "group": None if team is None else team_named(db, actor, team).name,
            "team": team or "",
            "way": written.way.json(),
            "marks": written.way.marks,
            "paper": written.paper,
            "compared": _compared(written.way),
            "may_write": service.writes(db, actor, team),
            "may_stand": may_in(db, actor, Door.LEAD_MEETING, team),
            "strategies_at_most": rules.STRATEGIES_AT_MOST,
        }


def _compared(way: rules.Way) -> dict[str, Any] | None:
    """Return both wordings of the problem in stretches, None while one of them is missing."""
    first = (way.get("problem") or {}).get("text", "")
    reframed = (way.get("reframed") or {}).get("text", "")
    if not first or not reframed:
        return None
    before, after = rules.side_by_side(first, reframed)
    return {"before": [each.json() for each in before], "after": [each.json() for each in after]}
