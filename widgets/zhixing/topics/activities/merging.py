"""What a table does with the list: merge topics, tell them apart, deal them to the tables."""

from typing import Literal

from zhixing.activity import Act, Params
from zhixing.actor import Actor
from zhixing.records import Work
from zhixing.topics.activities.written import Written
from zhixing.topics.service import merging, proposals


class Merge(Written):
    """Merge a topic into another, which says from now on what is written here."""

    kind: Literal["merge"]
    keep: str
    gone: str
    version: int

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store both."""
        merging.merge_topics(db, actor, self.keep, self.gone, self.proposal(), seen_version=self.version)


class Unmerge(Act):
    """Take a merged topic out again."""

    kind: Literal["unmerge"]
    topic: str

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Put it back on the list."""
        merging.unmerge(db, actor, self.topic)


class TellApart(Act):
    """Say that two topics are not the same matter."""

    kind: Literal["tell-apart"]
    topic: str
    other: str

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Remember it."""
        merging.tell_apart(db, actor, self.topic, self.other)


class Deal(Act):
    """Deal the topics to the tables."""

    kind: Literal["deal"]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store each topic's table."""
        proposals.assign_seats(db, actor)


class SeatTopic(Act):
    """Give a topic to another table."""

    kind: Literal["seat"]
    topic: str
    seat: int | None

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store its table."""
        proposals.seat_topic(db, actor, self.topic, self.seat)
