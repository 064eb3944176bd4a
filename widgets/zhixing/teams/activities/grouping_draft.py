"""One grouping: rules chosen, worked out, adjusted by hand, and adopted."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from zhixing.activity import Act, Activity, Params
from zhixing.activity.base import SlowAct
from zhixing.actor import Actor
from zhixing.classroom.rules import Door, require
from zhixing.records import Store, Work
from zhixing.teams.rules.request import HEAVIEST, MOST_PEOPLE, MOST_SLOTS, Force, Rule
from zhixing.teams.service import adopting, groupings, groupings_changing, groupings_solving
from zhixing.teams.service.groupings_view import grouping_json, scene
from zhixing.teams.service.groupings_why import why

Id = Annotated[str, StringConstraints(max_length=40)]
Name = Annotated[str, StringConstraints(max_length=1000)]


class _OfVersion(Act):
    version: int


class SetRules(_OfVersion):
    """Choose the rules and how many groups there are."""

    kind: Literal["set-rules"]
    low: Annotated[int, Field(ge=1, le=MOST_PEOPLE)]
    high: Annotated[int, Field(ge=1, le=MOST_PEOPLE)]
    years: Annotated[int, Field(ge=0, le=HEAVIEST)]
    forces: dict[Rule, Force]
    count: Annotated[int, Field(ge=0, le=MOST_PEOPLE)]

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Store them."""
        version = groupings.set_rules(
            db,
            actor,
            params.get("grouping", ""),
            size=(self.low, self.high),
            years=self.years,
            forces=self.forces,
            count=self.count,
            version=self.version,
        )
        return {"version": version}


class SetSlot(_OfVersion):
    """Say which sub-topic a group works on and what it is called."""

    kind: Literal["set-slot"]
    key: Id
    sub_topic: Id
    name: Name

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Store it."""
        grouping = params.get("grouping", "")
        version = groupings.set_slot(
            db, actor, grouping, self.key, sub_topic=self.sub_topic, name=self.name, version=self.version
        )
        return {"version": version}


class Solve(SlowAct):
    """Find the best grouping."""

    kind: Literal["solve"]
    version: int

    def work_out(self, store: Store, actor: Actor, params: Params) -> groupings_solving.Outcome:
        """Find it, reading what is stored."""
        return groupings_solving.work_out(store, actor, params.get("grouping", ""), self.version)

    def finish(self, db: Work, actor: Actor, params: Params, outcome: Any) -> dict[str, Any]:
        """Store it, unless people or rules have changed meanwhile."""
        grouping = params.get("grouping", "")
        return {"version": groupings_solving.take(db, actor, grouping, self.version, outcome)}


class PersonMove(BaseModel):
    """One person and the group they go to; None: out of all groups."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    person: Id
    slot: Id | None


class Move(_OfVersion):
    """Put people into other groups; two at once are swapped."""

    kind: Literal["move"]
    moves: Annotated[list[PersonMove], Field(min_length=1, max_length=MOST_PEOPLE)]

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Store it, and return what it did to each rule."""
        moves = [(each.person, each.slot) for each in self.moves]
        grouping = params.get("grouping", "")
        return groupings_changing.move(db, actor, grouping, moves, self.version).json()


class Undo(_OfVersion):
    """Take the last move back."""

    kind: Literal["undo"]

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Store it, and return what it did to each rule."""
        return groupings_changing.undo(db, actor, params.get("grouping", ""), self.version).json()


class Lock(_OfVersion):
    """Let people stay where they are whatever the solver finds, or free them."""

    kind: Literal["lock"]
    people: Annotated[list[Id], Field(max_length=MOST_PEOPLE)]
    locked: bool

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Store it."""
        grouping = params.get("grouping", "")
        lock = groupings_changing.lock
        return {"version": lock(db, actor, grouping, self.people, self.version, is_locked=self.locked)}


class SetDuty(_OfVersion):
    """Say who is leader or liaison of their group."""

    kind: Literal["set-duty"]
    person: Id
    duty: Literal["leader", "liaison", "member"]

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Store it."""
        grouping = params.get("grouping", "")
        set_duty = groupings_changing.set_duty
        version = set_duty(db, actor, grouping, self.person, duty=self.duty, version=self.version)
        return {"version": version}


class ProposeDuties(_OfVersion):
    """Give the proposed leaders and liaisons to groups that have none."""

    kind: Literal["propose-duties"]

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Store them, and return who was given what and why."""
        propose = groupings_changing.take_proposed_duties
        version, given = propose(db, actor, params.get("grouping", ""), self.version)
        told = [
            {"person": each.person, "duty": each.duty, "number": each.slot.number, "why": each.why.json()}
            for each in given
        ]
        return {"version": version, "given": told}


class Relax(_OfVersion):
    """Take a way out of a clash."""

    kind: Literal["relax"]
    rule: Rule

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Store it, and return what it did to each rule."""
        grouping = params.get("grouping", "")
        return groupings_changing.relax(db, actor, grouping, self.rule, self.version).json()


class Why(Act):
    """Ask why somebody is in their group; it goes to this person only."""

    kind: Literal["why"]
    person: Id

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return the reasons, in both languages."""
        return why(db, actor, params.get("grouping", ""), self.person)


class Adopt(_OfVersion):
    """Let the class work in these groups."""

    kind: Literal["adopt"]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:
        """Store groups, members, tables and duties."""
        adopting.adopt(db, actor, params.get("grouping", ""), self.version)


class GroupingDraft(Activity):
    """One grouping, for whoever forms groups."""

    name: ClassVar[str] = "grouping-draft"
    module: ClassVar[str] = "teams/static/grouping-draft.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"groupings", "teams", "people", "profiles", "papers"})
    acts: ClassVar[tuple[type[Act], ...]] = (
        SetRules,
        SetSlot,
        Solve,
        Move,
        Undo,
        Lock,
        SetDuty,
        ProposeDuties,
        Relax,
        Why,
        Adopt,
    )

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return the grouping, or why there is none: it was thrown away, or nobody is there to be grouped."""
        require(actor, Door.FORM_GROUPS)
        row = groupings.found_grouping(db, actor, params.get("grouping", ""))
        found = None if row is None else scene(db, actor, row)
        return {
            "grouping": None if found is None else grouping_json(db, actor, found),
            "is_gone": row is None,
            "most": {
                "groups": MOST_SLOTS,
                "size": MOST_PEOPLE,
                "years": HEAVIEST,
                "name": groupings.SLOT_NAME_AT_MOST,
            },
        }
