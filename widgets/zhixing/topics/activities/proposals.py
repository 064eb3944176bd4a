"""The list of topics: propose, sharpen, withdraw, restore."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StringConstraints

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.people import units
from zhixing.classroom.rules import Door, may
from zhixing.records import Work
from zhixing.topics.rules import Origin, Proposal, TopicKind
from zhixing.topics.service import proposals
from zhixing.topics.service.setting import class_policy
from zhixing.topics.tables import TopicRow

Words = Annotated[str, StringConstraints(max_length=10_000)]
"""Long enough for a sentence that says what is too long."""


class _Written(Act):
    title: Words
    statement: Words
    topic_kind: TopicKind
    origin: Origin
    owner: Words
    owner_unit: Words
    expected_units: Annotated[list[Words], Field(max_length=100)]

    def _proposal(self) -> Proposal:
        return Proposal(
            title=self.title,
            statement=self.statement,
            kind=self.topic_kind,
            origin=self.origin,
            owner=self.owner,
            owner_unit=self.owner_unit,
            expected_units=tuple(self.expected_units),
        )


class Propose(_Written):
    """Propose a topic."""

    kind: Literal["propose"]

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Store it and return its id."""
        return {"topic": proposals.propose_topic(db, actor, self._proposal())}


class Revise(_Written):
    """Write a topic anew."""

    kind: Literal["revise"]
    topic: str

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store it."""
        proposals.revise_topic(db, actor, self.topic, self._proposal())


class Withdraw(Act):
    """Take a topic out of the list."""

    kind: Literal["withdraw"]
    topic: str

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Mark it."""
        proposals.withdraw_topic(db, actor, self.topic)


class Restore(Act):
    """Put a withdrawn topic back."""

    kind: Literal["restore"]
    topic: str

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Unmark it."""
        proposals.restore_topic(db, actor, self.topic)


class Topics(Activity):
    """The topics of the class."""

    name: ClassVar[str] = "topics"
    module: ClassVar[str] = "topics/static/topics.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"topics", "windows", "people"})
    acts: ClassVar[tuple[type[Act], ...]] = (Propose, Revise, Withdraw, Restore)

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the list, and what this person may do with it."""
        rows = proposals.all_topics(db, actor.classroom)
        being_voted = proposals.voting(db, actor.classroom)
        listed = proposals.listed_topics(db, actor.classroom, rows)
        limit = class_policy(db, actor.classroom).int("topic.collected-at-most")
        may_propose = may(actor, Door.PROPOSE_TOPIC)
        return {
            "topics": [
                {**_json(row), "may_edit": proposals.may_edit(actor, row, being_voted)} for row in listed
            ],
            "withdrawn": [
                {"id": row.id, "title": row.title} for row in rows if row.withdrawn and may_propose
            ],
            "limit": limit,
            "over_limit": len(listed) > limit,
            "may_propose": may_propose,
            "units": [unit.name for unit in units(db, actor.classroom)],
        }


def _json(row: TopicRow) -> dict[str, Any]:
    return {
        **brief(row),
        "kind": row.kind,
        "origin": row.origin,
        "owner": row.owner,
        "owner_unit": row.owner_unit,
        "expected_units": list(row.expected_units),
        "sample": row.sample,
    }


def brief(row: TopicRow) -> dict[str, Any]:
    """Return what every page shows of a topic."""
    return {"id": row.id, "number": row.position, "title": row.title, "statement": row.statement}
