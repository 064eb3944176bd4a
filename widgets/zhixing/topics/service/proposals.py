"""Propose topics, sharpen them, take them back."""

from collections.abc import Sequence

from sqlalchemy import func, select

from zhixing.actor import Actor
from zhixing.classroom.rules import Door, require
from zhixing.errors import ConflictError
from zhixing.records import Work, new_id
from zhixing.topics.rules import Parts, Proposal
from zhixing.topics.service.listing import (
    RATINGS,
    VOTES,
    all_topics,
    compared_topics,
    in_order,
    is_running,
    listed_topics,
    may_edit,
    refuse_while_voting,
    subject_topics,
    topic_of,
    voting,
)
from zhixing.topics.service.seating import assign_seats, seat_topic, topics_of_seat
from zhixing.topics.service.settled import refuse_settled
from zhixing.topics.tables import TopicRow

__all__ = [
    "RATINGS",
    "VOTES",
    "all_topics",
    "assign_seats",
    "compare_version",
    "compared_topics",
    "in_order",
    "is_running",
    "listed_topics",
    "may_edit",
    "parts_of",
    "propose_topic",
    "restore_topic",
    "revise_topic",
    "seat_topic",
    "seed_sample_topics",
    "subject_topics",
    "topic_of",
    "topics_of_seat",
    "voting",
    "withdraw_topic",
    "write",
]


def propose_topic(db: Work, actor: Actor, proposal: Proposal) -> str:
    """Propose a topic and return its id.

    Raises:
        RefusedError: not this person's.
        InputError: something is missing or too long; a topic needs an owner.
    """
    require(actor, Door.PROPOSE_TOPIC)
    return _add(db, actor.classroom, proposal, sample=False)


def seed_sample_topics(db: Work, classroom_id: str, proposals: Sequence[Proposal]) -> list[str]:
    """Add example topics to a new class and return their ids; own topics take their place later."""
    return [_add(db, classroom_id, proposal, sample=True) for proposal in proposals]


def _add(db: Work, classroom_id: str, proposal: Proposal, *, sample: bool) -> str:
    checked = proposal.checked()
    highest = db.scalar(select(func.max(TopicRow.position)).where(TopicRow.classroom_id == classroom_id))
    row = TopicRow(
        id=new_id(),
        classroom_id=classroom_id,
        position=(highest or 0) + 1,
        sample=sample,
        withdrawn=False,
        version=0,
    )
    write(row, checked)
    db.add(row)
    db.flush()
    db.touch(classroom_id, "topics")
    return row.id


def write(row: TopicRow, proposal: Proposal) -> None:
    """Put a checked proposal into a topic's row as its next version."""
    row.title = proposal.title
    row.statement = proposal.statement
    row.kind = proposal.kind.value
    row.origin = proposal.origin.value
    row.owner = proposal.owner
    row.owner_unit = proposal.owner_unit
    row.expected_units = list(proposal.expected_units)
    if proposal.source is not None:
        row.source = proposal.source or None
    if proposal.parts is not None:
        kept = {name: value for name, value in (row.parts or {}).items() if name in _BESIDE}
        row.parts = {**kept, **proposal.parts.json()}
    row.version += 1


_BESIDE = ("distinct", "before")
"""What stands in ``parts`` beside the statement: see ``service.merging``."""


def parts_of(row: TopicRow) -> Parts:
    """Return the parts of a topic's statement."""
    return Parts.parse(row.parts)


def revise_topic(
    db: Work, actor: Actor, topic_id: str, proposal: Proposal, *, seen_version: int | None = None
) -> None:
    """Write a topic anew.

    Args:
        db: the unit of work.
        actor: who writes.
        topic_id: the topic.
        proposal: what it says now.
        seen_version: the version on the page; None where nobody else can have written meanwhile.

    Raises:
        RefusedError: not this person's, people are voting on it, or it is settled.
        MissingError: ``topics.error.no-topic``.
        InputError: something is missing or too long.
        ConflictError: somebody else wrote it meanwhile.
    """
    require(actor, Door.PROPOSE_TOPIC)
    row = topic_of(db, actor, topic_id, lock=True)
    refuse_while_voting(db, row)
    refuse_settled(db, row, wording=True)
    checked = proposal.checked()
    compare_version(row, seen_version)
    write(row, checked)
    db.flush()
    db.touch(actor.classroom, "topics")


def compare_version(row: TopicRow, seen_version: int | None) -> None:
    """Refuse to overwrite what the person has not seen.

    Raises:
        ConflictError: ``proposal.error.written-meanwhile``.
    """
    if seen_version is not None and row.version != seen_version:
        raise ConflictError("proposal.error.written-meanwhile", {"title": row.title})


def withdraw_topic(db: Work, actor: Actor, topic_id: str) -> None:
    """Take a topic out of the list; it can be restored.

    Raises:
        RefusedError: not this person's, people are voting on it, or it is settled.
    """
    require(actor, Door.PROPOSE_TOPIC)
    row = topic_of(db, actor, topic_id)
    refuse_while_voting(db, row)
    refuse_settled(db, row)
    row.withdrawn = True
    db.touch(actor.classroom, "topics")


def restore_topic(db: Work, actor: Actor, topic_id: str) -> None:
    """Put a withdrawn topic back on the list."""
    require(actor, Door.PROPOSE_TOPIC)
    topic_of(db, actor, topic_id).withdrawn = False
    db.touch(actor.classroom, "topics")
