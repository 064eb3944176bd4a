"""Paper ballots about topics: what the entry form needs, and what one ballot must be."""

from typing import Any

from zhixing.classroom.tables import WindowRow
from zhixing.errors import InputError
from zhixing.records import Work
from zhixing.topics.rules import check_votes
from zhixing.topics.rules.rating import check_paper_scores
from zhixing.topics.rules.weighing import check_points
from zhixing.topics.service.proposals import VOTES, all_topics, subject_topics
from zhixing.topics.service.setting import class_policy, criteria
from zhixing.topics.service.weights import WEIGHT_POINTS, asked_in
from zhixing.topics.tables import TopicRow


def paper_form(db: Work, window: WindowRow) -> dict[str, Any]:
    """Return the topics of a window, votes each, rating criteria and scale."""
    values = class_policy(db, window.classroom_id)
    return {
        "topics": [{"id": row.id, "number": row.position, "title": row.title} for row in _rows(db, window)],
        "votes_each": values.int("topic.votes-each"),
        "criteria": [criteria().get(name).json() for name in window.subject.get("criteria", [])],
        "scale": list(values.span("scale.ratings")),
    }


def check_paper(db: Work, window: WindowRow, content: dict[str, Any]) -> dict[str, Any]:
    """Return one paper ballot as it is stored; a rating on paper may leave cells empty.

    Raises:
        InputError: what is wrong with it.
    """
    values = class_policy(db, window.classroom_id)
    if window.purpose == VOTES:
        topics = content.get("topics")
        if not isinstance(topics, list) or not all(isinstance(topic, str) for topic in topics):
            raise InputError("topics.error.no-vote")
        check_votes(topics, subject_topics(window), values.int("topic.votes-each"))
        return {"topics": topics}
    if window.purpose == WEIGHT_POINTS:
        return {"points": check_points(content.get("points"), asked_in(window))}
    titles = {row.id: row.title for row in _rows(db, window)}
    asked = [criteria().get(name) for name in window.subject["criteria"]]
    return {"scores": check_paper_scores(content.get("scores"), titles, asked, values.span("scale.ratings"))}


def _rows(db: Work, window: WindowRow) -> list[TopicRow]:
    rows = {row.id: row for row in all_topics(db, window.classroom_id)}
    return [rows[topic] for topic in window.subject.get("topics", ()) if topic in rows]
