"""The topics of a class: which there are, which are worked on, and which are being voted on."""

from collections.abc import Container, Sequence

from sqlalchemy import select

from zhixing.actor import Actor
from zhixing.classroom.ballots import current_window
from zhixing.classroom.people import units
from zhixing.classroom.rules import Door, WindowState, may
from zhixing.classroom.tables import ClassroomRow, WindowRow
from zhixing.errors import MissingError, RefusedError
from zhixing.records import Work
from zhixing.topics.rules import Origin
from zhixing.topics.tables import TopicRow

VOTES = "votes"
RATINGS = "ratings"
ENOUGH_OF_ONES_OWN = 2


def topic_of(db: Work, actor: Actor, topic_id: str, *, lock: bool = False) -> TopicRow:
    """Return a topic of the actor's own class; ``lock`` where its version is to be compared and raised.

    Raises:
        MissingError: ``topics.error.no-topic``.
    """
    row = db.get(TopicRow, topic_id, with_for_update=True) if lock else db.get(TopicRow, topic_id)
    if row is None or row.classroom_id != actor.classroom:
        raise MissingError("topics.error.no-topic")
    return row


def all_topics(db: Work, classroom_id: str) -> list[TopicRow]:
    """Return all topics of a class by their number; withdrawn, merged and example topics included."""
    query = select(TopicRow).where(TopicRow.classroom_id == classroom_id).order_by(TopicRow.position)
    return list(db.scalars(query))


def listed_topics(db: Work, classroom_id: str, rows: Sequence[TopicRow]) -> list[TopicRow]:
    """Return the topics that are worked on: those neither withdrawn nor merged into another.

    For somebody who learns alone, the examples step aside as soon as two topics of their own can be compared.
    """
    standing = [row for row in rows if not row.withdrawn and row.merged_into is None]
    own = [row for row in standing if not row.sample]
    if db.get_one(ClassroomRow, classroom_id).kind == "solo" and len(own) >= ENOUGH_OF_ONES_OWN:
        return own
    return standing


def compared_topics(db: Work, classroom_id: str) -> list[TopicRow]:
    """Return the topics that are voted on, in establishment order; neither designated nor finished ones."""
    rows = listed_topics(db, classroom_id, all_topics(db, classroom_id))
    ranked = [row for row in rows if row.origin != Origin.LEADER and row.standing != "finished"]
    return in_order(db, classroom_id, ranked)


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


def voted(db: Work, classroom_id: str) -> frozenset[str]:
    """Return the ids of the topics that have been put to the vote or to a rating, running or over."""
    windows = [current_window(db, classroom_id, purpose) for purpose in (VOTES, RATINGS)]
    return frozenset(topic for window in windows for topic in subject_topics(window))


def is_running(window: WindowRow | None) -> bool:
    """Tell whether ballots of a window may still come or change."""
    return window is not None and window.state != WindowState.REVEALED


def subject_topics(window: WindowRow | None) -> tuple[str, ...]:
    """Return the topics that a window is about."""
    return () if window is None else tuple(window.subject["topics"])


def refuse_while_voting(db: Work, *rows: TopicRow) -> None:
    """Refuse to change topics that people are voting on.

    Raises:
        RefusedError: ``topics.error.being-voted``, naming the first of them.
    """
    being_voted = voting(db, rows[0].classroom_id)
    for row in rows:
        if row.id in being_voted:
            raise RefusedError("topics.error.being-voted", {"title": row.title})


def may_edit(actor: Actor, row: TopicRow, held: Container[str]) -> bool:
    """Tell whether the person may change a topic now; ``held`` are those nobody may."""
    return may(actor, Door.PROPOSE_TOPIC) and row.id not in held
