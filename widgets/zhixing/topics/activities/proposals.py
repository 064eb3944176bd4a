"""The list of topics: propose, sharpen, merge, withdraw, restore."""

from collections.abc import Sequence
from typing import Any, ClassVar, Literal

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.people import person, seats, units
from zhixing.classroom.rules import Door, may
from zhixing.records import Work
from zhixing.topics.activities.merging import Deal, Merge, SeatTopic, TellApart, Unmerge
from zhixing.topics.activities.written import StatementParts, Written
from zhixing.topics.rules.statement import CHECKS, SOUND
from zhixing.topics.service import merging, proposals
from zhixing.topics.service.composing import statement_of
from zhixing.topics.service.listing import voted
from zhixing.topics.service.setting import class_policy
from zhixing.topics.service.settled import reworded, settled
from zhixing.topics.tables import TopicRow

HINTS_AT_MOST = 2


class Propose(Written):
    """Propose a topic."""

    kind: Literal["propose"]

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Store it and return its id."""
        return {"topic": proposals.propose_topic(db, actor, self.proposal())}


class Revise(Written):
    """Write a topic anew."""

    kind: Literal["revise"]
    topic: str
    version: int | None = None

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store it."""
        proposals.revise_topic(db, actor, self.topic, self.proposal(), seen_version=self.version)


class Compose(Act):
    """Write a statement out of its parts; nothing is stored."""

    kind: Literal["compose"]
    parts: StatementParts

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the statement in both languages."""
        return {"statement": statement_of(self.parts.parts()).json()}


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
    subjects: ClassVar[frozenset[str]] = frozenset({"topics", "windows", "people", "submissions"})
    acts: ClassVar[tuple[type[Act], ...]] = (
        *(Propose, Revise, Compose, Withdraw, Restore),
        *(Merge, Unmerge, TellApart, Deal, SeatTopic),
    )

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the list, and what this person may do with it."""
        rows = proposals.all_topics(db, actor.classroom)
        listed = proposals.listed_topics(db, actor.classroom, rows)
        values = class_policy(db, actor.classroom)
        known = units(db, actor.classroom)
        limit = values.int("topic.collected-at-most")
        may_propose = may(actor, Door.PROPOSE_TOPIC)
        may_deal = may(actor, Door.RUN_SESSION) and not actor.solo
        return {
            "topics": _listed(db, actor, rows, listed, values.float("topic.alike-from")),
            "withdrawn": [
                {"id": row.id, "title": row.title} for row in rows if row.withdrawn and may_propose
            ],
            "limit": limit,
            "over_limit": len(listed) > limit,
            "may_propose": may_propose,
            "units": [unit.name for unit in known],
            "short_units": [unit.short_name for unit in known],
            "seat": None if actor.solo else person(db, actor).seat,
            "tables": seats(db, actor.classroom) if may_deal else [],
            "may_deal": may_deal,
            "each": list(values.span("topic.sharpened-each")),
            "checks": [check.json() for check in CHECKS],
            "sound": SOUND,
        }


def _listed(
    db: Work, actor: Actor, rows: Sequence[TopicRow], listed: Sequence[TopicRow], least: float
) -> list[dict[str, Any]]:
    being_voted = proposals.voting(db, actor.classroom)
    put = being_voted if actor.solo else voted(db, actor.classroom)
    held = being_voted.union(settled(db, actor.classroom, rows))
    worded = being_voted.union(reworded(db, actor.classroom, rows))
    may_propose = may(actor, Door.PROPOSE_TOPIC)
    resembling = merging.alike(listed, least) if may_propose else {}
    by_id = {row.id: row for row in listed}
    under = merging.merged_under(rows)
    return [
        {
            **_json(row),
            "may_edit": proposals.may_edit(actor, row, worded),
            "may_remove": proposals.may_edit(actor, row, held),
            "may_unmerge": proposals.may_edit(actor, row, held.union(put)),
            "alike": [_named(by_id[other]) for other in resembling.get(row.id, [])[:HINTS_AT_MOST]],
            "merged": [brief(gone) for gone in under.get(row.id, [])],
        }
        for row in listed
    ]


def _json(row: TopicRow) -> dict[str, Any]:
    return {
        **brief(row),
        "kind": row.kind,
        "origin": row.origin,
        "source": row.source or "",
        "owner": row.owner,
        "owner_unit": row.owner_unit,
        "expected_units": list(row.expected_units),
        "sample": row.sample,
        "parts": proposals.parts_of(row).json(),
        "seat": row.seat,
        "version": row.version,
    }


def _named(row: TopicRow) -> dict[str, Any]:
    return {"id": row.id, "number": row.position, "title": row.title}


def brief(row: TopicRow) -> dict[str, Any]:
    """Return what every page shows of a topic."""
    return {"id": row.id, "number": row.position, "title": row.title, "statement": row.statement}
