"""Forming groups: several groupings kept, one opened, worked out, adjusted, compared, adopted."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StringConstraints

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.people import people
from zhixing.classroom.rules import Door, require
from zhixing.records import Work
from zhixing.teams.service import groupings, guides
from zhixing.teams.service.charter import own_name, sub_topics
from zhixing.teams.service.groupings_view import comparison, listed
from zhixing.teams.service.membership import facilitators, teams
from zhixing.teams.service.profiles import candidates

Id = Annotated[str, StringConstraints(max_length=40)]
Name = Annotated[str, StringConstraints(max_length=1000)]


class NewGrouping(Act):
    """Begin a grouping."""

    kind: Literal["new"]
    name: Name

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return its id."""
        return {"grouping": groupings.new_grouping(db, actor, self.name)}


class CopyGrouping(Act):
    """Go on from a grouping under another name."""

    kind: Literal["copy"]
    grouping: Id
    name: Name

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the id of the new one."""
        return {"grouping": groupings.copy_grouping(db, actor, self.grouping, self.name)}


class RenameGrouping(Act):
    """Call a grouping something else."""

    kind: Literal["rename"]
    grouping: Id
    name: Name

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store it."""
        groupings.rename_grouping(db, actor, self.grouping, self.name)


class RemoveGrouping(Act):
    """Throw a draft away."""

    kind: Literal["remove"]
    grouping: Id
    version: int

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Delete it."""
        groupings.remove_grouping(db, actor, self.grouping, self.version)


class SetGuides(Act):
    """Say which facilitators accompany a group."""

    kind: Literal["set-guides"]
    team: Id
    people: Annotated[list[Id], Field(max_length=100)]
    version: int

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store it."""
        guides.set_guides(db, actor, self.team, self.people, self.version)


class SpreadGuides(Act):
    """Deal the facilitators to the groups."""

    kind: Literal["spread-guides"]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store it."""
        guides.spread_guides(db, actor)


class Grouping(Activity):
    """The groupings of a class, and the groups it works in."""

    name: ClassVar[str] = "grouping"
    module: ClassVar[str] = "teams/static/grouping.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"groupings", "teams", "people", "profiles"})
    acts: ClassVar[tuple[type[Act], ...]] = (
        NewGrouping,
        CopyGrouping,
        RenameGrouping,
        RemoveGrouping,
        SetGuides,
        SpreadGuides,
    )

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the groupings, and who accompanies the groups in force."""
        require(actor, Door.FORM_GROUPS)
        everybody = people(db, actor.classroom)
        here = {each.id for each in candidates(db, actor.classroom)}
        accompany = facilitators(db, actor.classroom)
        return {
            "groupings": listed(db, actor, here),
            "people": len(here),
            "sub_topics": len(sub_topics(db, actor.classroom)),
            "solo": actor.solo,
            "teams": [
                {
                    "id": team.id,
                    "number": team.seat,
                    "name": own_name(team),
                    "version": team.version,
                    "guides": list(accompany.get(team.id, ())),
                }
                for team in teams(db, actor.classroom)
            ],
            "guides": [{"id": row.id, "name": row.name} for row in guides.guides(everybody)],
            "together": guides.TOGETHER,
            "most": {"name": groupings.NAME_AT_MOST},
        }


class GroupingCompare(Activity):
    """Two groupings side by side, rule by rule, with who moves."""

    name: ClassVar[str] = "grouping-compare"
    module: ClassVar[str] = "teams/static/grouping-compare.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"groupings", "people", "profiles"})

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return both, judged by the rules of the first; nothing where one was thrown away."""
        require(actor, Door.FORM_GROUPS)
        one = groupings.found_grouping(db, actor, params.get("one", ""))
        other = groupings.found_grouping(db, actor, params.get("other", ""))
        if one is None or other is None:
            return {"one": "", "other": "", "found": None}
        return {"one": one.name, "other": other.name, "found": comparison(db, actor, one, other)}
