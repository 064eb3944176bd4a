"""Propose topics, sharpen them, take them back."""

from collections.abc import Sequence

from sqlalchemy import func, select

from zhixing.actor import Actor
from zhixing.classroom.ballots import current_window
from zhixing.classroom.people import units
from zhixing.classroom.rules import Door, WindowState, may, require
from zhixing.classroom.tables import ClassroomRow, WindowRow
from zhixing.errors import MissingError, RefusedError
from zhixing.records import Work, new_id
from zhixing.topics.rules import Origin, Proposal
from zhixing.topics.tables import TopicRow

VOTES = "votes"
RATINGS = "ratings"
ENOUGH_OF_ONES_OWN = 2


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
        id=new_id(), classroom_id=classroom_id, position=(highest or 0) + 1, sample=sample, withdrawn=False
    )
    _write(row, checked)
    db.add(row)
    db.flush()
    db.touch(classroom_id, "topics")
    return row.id


def _write(row: TopicRow, proposal: Proposal) -> None:
    row.title = proposal.title
    row.statement = proposal.statement
    row.kind = proposal.kind.value
    row.origin = proposal.origin.value
    row.owner = proposal.owner
    row.owner_unit = proposal.owner_unit
    row.expected_units = list(proposal.expected_units)


def revise_topic(db: Work, actor: Actor, topic_id: str, proposal: Proposal) -> None:
    """Write a topic anew.

    Raises:
        RefusedError: not this person's, or people are voting on it.
        MissingError: ``topics.error.no-topic``.
        InputError: something is missing or too long.
    """
    require(actor, Door.PROPOSE_TOPIC)
    row = topic_of(db, actor, topic_id)
    _refuse_while_voting(db, row)
    _write(row, proposal.checked())
    db.touch(actor.classroom, "topics")


def withdraw_topic(db: Work, actor: Actor, topic_id: str) -> None:
    """Take a topic out of the list; it can be restored.

    Raises:
        RefusedError: not this person's, or people are voting on it.
    """
    require(actor, Door.PROPOSE_TOPIC)
    row = topic_of(db, actor, topic_id)
    _refuse_while_voting(db, row)
    row.withdrawn = True
    db.touch(actor.classroom, "topics")


def restore_topic(db: Work, actor: Actor, topic_id: str) -> None:
    """Put a withdrawn topic back on the list."""
    require(actor, Door.PROPOSE_TOPIC)
    topic_of(db, actor, topic_id).withdrawn = False
    db.touch(actor.classroom, "topics")


def topic_of(db: Work, actor: Actor, topic_id: str) -> TopicRow:
    """Return a topic of the actor's own class.

    Raises:
        MissingError: ``topics.error.no-topic``.
    """
    row = db.get(TopicRow, topic_id)
    if row is None or row.classroom_id != actor.classroom:
        raise MissingError("topics.error.no-topic")
    return row


def all_topics(db: Work, classroom_id: str) -> list[TopicRow]:
    """Return all topics of a class by their number, withdrawn and example topics included."""
    query = select(TopicRow).where(TopicRow.classroom_id == classroom_id).order_by(TopicRow.position)
    return list(db.scalars(query))


def listed_topics(db: Work, classroom_id: str, rows: Sequence[TopicRow]) -> list[TopicRow]:
    """Return the topics that are worked on: those not withdrawn.

    For somebody who learns alone, the examples step aside as soon as two topics of their own can be compared.
    """
    standing = [row for row in rows if not row.withdrawn]
    own = [row for row in standing if not row.sample]
    if db.get_one(ClassroomRow, classroom_id).kind == "solo" and len(own) >= ENOUGH_OF_ONES_OWN:
        return own
    return standing


def compared_topics(db: Work, classroom_id: str) -> list[TopicRow]:
    """Return the topics that are voted on, in establishment order; designated topics are not ranked."""
    rows = listed_topics(db, classroom_id, all_topics(db, classroom_id))
    return in_order(db, classroom_id, [row for row in rows if row.origin != Origin.LEADER])


def in_order(db: Work, classroom_id: str, rows: Sequence[TopicRow]) -> list[TopicRow]:
    """Order topics by their unit in establishment order (建制), then by number."""
    places: dict[str, int] = {}
    for place, unit in enumerate(units(db, classroom_id)):
        places |= {unit.name: place, unit.short_name: place}
    return sorted(rows, key=lambda row: (places.get(row.owner_unit, len(places)), row.position))


def voting(db: Work, classroom_id: str) -> frozenset[str]:
    """Return the ids of the topics that are being voted on or rated now."""
    windows = [current_window(db, classroom_id, purpose) for purpose in (VOTES, RATINGS)]
    return frozenset(topic for window in windows if is_running(window) for topic in subject_topics(window))


def is_running(window: WindowRow | None) -> bool:
    """Tell whether ballots of a window may still come or change."""
    return window is not None and window.state != WindowState.REVEALED


def subject_topics(window: WindowRow | None) -> tuple[str, ...]:
    """Return the topics that a window is about."""
    return () if window is None else tuple(window.subject["topics"])


def _refuse_while_voting(db: Work, row: TopicRow) -> None:
    if row.id in voting(db, row.classroom_id):
        raise RefusedError("topics.error.being-voted", {"title": row.title})


def may_edit(actor: Actor, row: TopicRow, being_voted: frozenset[str]) -> bool:
    """Tell whether the person may write a topic anew now."""
    return may(actor, Door.PROPOSE_TOPIC) and row.id not in being_voted
