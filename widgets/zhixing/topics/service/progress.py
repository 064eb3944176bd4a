"""How far a person is in choosing a topic, from facts."""

from zhixing.actor import Actor
from zhixing.classroom.ballots import current_window, has_voted
from zhixing.course.service import attempts, item_of
from zhixing.decisions.rules import Stage
from zhixing.decisions.service import latest
from zhixing.records import Work
from zhixing.topics.rules import Origin, Overall
from zhixing.topics.service.approval import SUBJECT
from zhixing.topics.service.conditions import overalls, verdict_rows
from zhixing.topics.service.proposals import RATINGS, VOTES, compared_topics
from zhixing.topics.service.scheme import SUBJECT as SCHEME
from zhixing.topics.tables import TopicRow

CASE = "u03-c01"


def topic_progress(db: Work, actor: Actor) -> tuple[int, int]:
    """Return how many of the workbook's steps are done, and how many there are.

    The steps: the case answered, a topic of one's own on the list, all conditions judged, a vote cast, a
    rating cast, a recommendation submitted and decided, a scheme submitted for approval and approved. What a
    class does together counts for everybody in it. A topic that the leader named is not judged, voted on or
    rated: whoever has submitted its scheme is past all that.
    """
    advice = latest(db, actor.classroom, SUBJECT)
    scheme = latest(db, actor.classroom, SCHEME)
    is_past = scheme is not None and _is_named(db, str(scheme.content["topic"]))
    topics = compared_topics(db, actor.classroom)
    said = overalls(topics, verdict_rows(db, topics))
    steps = (
        bool(attempts(db, actor, item_of(CASE)).answered),
        is_past or any(not topic.sample for topic in topics),
        is_past or (bool(said) and Overall.OPEN not in said.values()),
        _voted(db, actor, VOTES) or is_past,
        _voted(db, actor, RATINGS) or is_past,
        is_past or advice is not None,
        is_past or (advice is not None and advice.is_final),
        scheme is not None and (scheme.stage is Stage.APPROVAL or scheme.is_final),
        scheme is not None and scheme.is_approved,
    )
    return sum(steps), len(steps)


def _is_named(db: Work, topic_id: str) -> bool:
    topic = db.get(TopicRow, topic_id)
    return topic is not None and topic.origin == Origin.LEADER


def _voted(db: Work, actor: Actor, purpose: str) -> bool:
    window = current_window(db, actor.classroom, purpose)
    return window is not None and has_voted(db, actor, window)
