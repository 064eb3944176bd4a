"""The vote."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom import ballots
from zhixing.classroom.rules import Door, WindowState, may
from zhixing.classroom.tables import WindowRow
from zhixing.records import Work
from zhixing.topics.activities.proposals import brief
from zhixing.topics.service import votes
from zhixing.topics.service.proposals import VOTES, all_topics, compared_topics, subject_topics
from zhixing.topics.service.setting import class_policy
from zhixing.topics.tables import TopicRow

NOBODY = {"voted": 0, "paper": 0, "present": 0}


class Vote(Act):
    """Cast a vote for some topics."""

    kind: Literal["vote"]
    window: str
    key: str
    topics: Annotated[list[str], Field(max_length=100)]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store the ballot."""
        votes.vote_topics(db, actor, self.window, self.key, self.topics)


class VoteTopics(Activity):
    """The ballot for the topics that go on, and after the reveal which they are."""

    name: ClassVar[str] = "vote-topics"
    module: ClassVar[str] = "topics/static/vote-topics.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"topics", "conditions", "windows"})
    acts: ClassVar[tuple[type[Act], ...]] = (Vote,)
    keeps_drafts: ClassVar[bool] = False

    def subjects_for(self, actor: Actor) -> frozenset[str]:
        """Only whoever runs the session sees the turnout grow."""
        return with_turnout(self.subjects, actor)

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the ballot; nothing of what others voted before the reveal."""
        compared = compared_topics(db, actor.classroom)
        window = ballots.current_window(db, actor.classroom, VOTES)
        if actor.solo and subject_topics(window) != tuple(row.id for row in compared):
            window = None
        offered = _offered(db, actor, window, compared)
        return {
            "window": None if window is None else ballots.window_json(window),
            "may_vote": ballots.may_vote(actor, window) and bool(offered),
            "voted": window is not None and ballots.has_voted(db, actor, window),
            "votes_each": class_policy(db, actor.classroom).int("topic.votes-each"),
            "turnout": own_turnout(db, actor, window),
            "topics": [brief(row) for row in offered],
            "result": _result(db, actor, window),
        }


def with_turnout(subjects: frozenset[str], actor: Actor) -> frozenset[str]:
    """Return the subjects of a ballot's page: a vote of others does not concern a voter."""
    return subjects | {"ballots"} if may(actor, Door.RUN_SESSION) else subjects


def own_turnout(db: Work, actor: Actor, window: WindowRow | None) -> dict[str, int]:
    """Return the turnout for whoever runs the session; a voter's page does not change when others vote."""
    if window is None or not may(actor, Door.RUN_SESSION):
        return NOBODY
    return ballots.turnout(db, window).json()


def _offered(db: Work, actor: Actor, window: WindowRow | None, compared: list[TopicRow]) -> list[TopicRow]:
    if window is None:
        return compared if actor.solo else []
    rows = {row.id: row for row in all_topics(db, actor.classroom)}
    return [rows[topic] for topic in subject_topics(window) if topic in rows]


def _result(db: Work, actor: Actor, window: WindowRow | None) -> dict[str, Any] | None:
    if window is None or window.state != WindowState.REVEALED:
        return None
    chosen, rows = votes.selection(db, actor.classroom, window)
    runs = may(actor, Door.RUN_SESSION)
    counts = votes.vote_counts(db, window) if runs else {}
    return {
        "kept": [{"id": row.id, "title": row.title} for row in rows if row.id in chosen.kept],
        "counts": [{"id": row.id, "count": counts[row.id]} for row in rows] if runs else [],
        "tie": chosen.tie,
    }
