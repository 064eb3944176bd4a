"""The topic in work and those that wait."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.rules import Door, may
from zhixing.records import Work
from zhixing.topics.service import queue as service
from zhixing.topics.service.setting import class_policy
from zhixing.topics.tables import TopicRow


class Finish(Act):
    """Finish the topic in work; the next one begins."""

    kind: Literal["finish"]
    topic: str

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store it."""
        service.finish_topic(db, actor, self.topic)


class Reorder(Act):
    """Put the waiting topics into another order."""

    kind: Literal["reorder"]
    topics: Annotated[list[str], Field(max_length=200)]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store it."""
        service.reorder_queue(db, actor, self.topics)


class TopicQueue(Activity):
    """One topic in work, the next in the queue."""

    name: ClassVar[str] = "topic-queue"
    module: ClassVar[str] = "topics/static/topic-queue.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"topics", "submissions"})
    acts: ClassVar[tuple[type[Act], ...]] = (Finish, Reorder)

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the topic in work, those that wait, and whether there are more than the policy's number."""
        working = service.topics_in_work(db, actor.classroom)
        at_once = class_policy(db, actor.classroom).int("topic.at-once")
        return {
            "working": [_topic(row) for row in working],
            "queue": [_topic(row) for row in service.queued(db, actor.classroom)],
            "at_once": at_once,
            "too_many": len(working) > at_once,
            "may_edit": may(actor, Door.SUBMIT),
        }


def _topic(row: TopicRow) -> dict[str, str]:
    return {"id": row.id, "title": row.title, "origin": row.origin}
