"""One topic in work, the next ones waiting: what follows from the leader's decision."""

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import select

from zhixing.actor import Actor
from zhixing.classroom.rules import Door, require
from zhixing.errors import ConflictError, RefusedError
from zhixing.records import Work
from zhixing.topics.tables import TopicRow


class Standing(StrEnum):
    """Where a topic stands after the choice: 未定, 进行中, 排队, 已完成."""

    OPEN = "open"
    IN_WORK = "in-work"
    QUEUED = "queued"
    FINISHED = "finished"


def topics_in_work(db: Work, classroom_id: str) -> list[TopicRow]:
    """Return the topics in work; more than the policy's ``topic.at-once`` is worth a warning."""
    return _standing(db, classroom_id, Standing.IN_WORK)


def topic_in_work(db: Work, classroom_id: str) -> TopicRow | None:
    """Return the topic in work, the first of them if there are several; None before a decision."""
    return next(iter(topics_in_work(db, classroom_id)), None)


def queued(db: Work, classroom_id: str) -> list[TopicRow]:
    """Return the topics that wait for their turn, the next one first."""
    return _standing(db, classroom_id, Standing.QUEUED)


def put_to_work(db: Work, row: TopicRow) -> None:
    """Set a topic in work."""
    row.standing, row.queue = Standing.IN_WORK.value, None
    db.flush()
    db.touch(row.classroom_id, "topics")


def enqueue(db: Work, row: TopicRow) -> None:
    """Put a topic at the end of those that wait."""
    if row.standing in (Standing.IN_WORK, Standing.QUEUED):
        return
    waiting = queued(db, row.classroom_id)
    row.standing = Standing.QUEUED.value
    row.queue = max((each.queue or 0 for each in waiting), default=0) + 1
    db.flush()
    db.touch(row.classroom_id, "topics")


def finish_topic(db: Work, actor: Actor, topic_id: str | None = None) -> TopicRow | None:
    """Finish the topic in work; the next one in the queue takes its place and is returned.

    Args:
        db: the unit of work.
        actor: the office or whoever runs the class.
        topic_id: the topic seen on the page; None: the one in work.

    Raises:
        RefusedError: not this person's, or no topic is in work.
        ConflictError: somebody has finished it meanwhile.
    """
    require(actor, Door.SUBMIT)
    working = topics_in_work(db, actor.classroom)
    if not working:
        raise RefusedError("approval.error.nothing-in-work")
    row = next((each for each in working if each.id == topic_id), None) if topic_id else working[0]
    if row is None:
        raise ConflictError("approval.error.finished-meanwhile")
    row.standing = Standing.FINISHED.value
    following = next(iter(queued(db, actor.classroom)), None)
    if following is not None:
        put_to_work(db, following)
    db.flush()
    db.touch(actor.classroom, "topics")
    return following


def reorder_queue(db: Work, actor: Actor, topic_ids: Sequence[str]) -> None:
    """Put the waiting topics into another order.

    Raises:
        RefusedError: not this person's.
        ConflictError: the queue has changed meanwhile.
    """
    require(actor, Door.SUBMIT)
    waiting = {row.id: row for row in queued(db, actor.classroom)}
    if len(topic_ids) != len(waiting) or set(topic_ids) != set(waiting):
        raise ConflictError("approval.error.queue-changed")
    for place, topic in enumerate(topic_ids, start=1):
        waiting[topic].queue = place
    db.flush()
    db.touch(actor.classroom, "topics")


def _standing(db: Work, classroom_id: str, standing: Standing) -> list[TopicRow]:
    query = (
        select(TopicRow)
        .where(TopicRow.classroom_id == classroom_id, TopicRow.standing == standing.value)
        .order_by(TopicRow.queue, TopicRow.position)
    )
    return list(db.scalars(query))
