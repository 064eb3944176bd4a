"""How far a person is in choosing a topic, from facts."""

from zhixing.actor import Actor
from zhixing.classroom.ballots import current_window, has_voted
from zhixing.course.service import attempts, item_of
from zhixing.decisions.service import latest
from zhixing.records import Work
from zhixing.topics.rules import Overall
from zhixing.topics.service.approval import SUBJECT
from zhixing.topics.service.conditions import overalls, verdict_rows
from zhixing.topics.service.proposals import RATINGS, VOTES, compared_topics

CASE = "u03-c01"


def topic_progress(db: Work, actor: Actor) -> tuple[int, int]:
    """Return how many of the workbook's steps are done, and how many there are.

    The steps: the case answered, a topic of one's own on the list, all conditions judged, a vote cast, a
    rating cast, a recommendation submitted. What a class does together counts for everybody in it.
    """
    topics = compared_topics(db, actor.classroom)
    said = overalls(topics, verdict_rows(db, topics))
    steps = (
        bool(attempts(db, actor, item_of(CASE)).answered),
        any(not topic.sample for topic in topics),
        bool(said) and Overall.OPEN not in said.values(),
        _voted(db, actor, VOTES),
        _voted(db, actor, RATINGS),
        latest(db, actor.classroom, SUBJECT) is not None,
    )
    return sum(steps), len(steps)


def _voted(db: Work, actor: Actor, purpose: str) -> bool:
    window = current_window(db, actor.classroom, purpose)
    return window is not None and has_voted(db, actor, window)
