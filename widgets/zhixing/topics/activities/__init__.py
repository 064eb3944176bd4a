"""Activities of topic choice, and what the classroom's board asks of them."""

from typing import Any, ClassVar

from zhixing.activity import Activity
from zhixing.classroom.activities import PaperForms
from zhixing.classroom.session import Purpose
from zhixing.classroom.tables import WindowRow
from zhixing.records import Work
from zhixing.topics.activities.conditions import Criteria, JudgeConditions
from zhixing.topics.activities.proposals import Topics
from zhixing.topics.activities.ratings import RateTopics, TopicResult
from zhixing.topics.activities.recommendation import Recommendation
from zhixing.topics.activities.votes import VoteTopics
from zhixing.topics.service import RATINGS, VOTES, liaisons_done, rating_subject, vote_subject
from zhixing.topics.service.exhibits import EXHIBITS
from zhixing.topics.service.paper import check_paper, paper_form
from zhixing.topics.service.votes import condition_subject

__all__ = [
    "EXHIBITS",
    "PURPOSES",
    "Criteria",
    "JudgeConditions",
    "RateTopics",
    "Recommendation",
    "TopicPaper",
    "TopicResult",
    "Topics",
    "VoteTopics",
    "topic_activities",
]


class TopicPaper(PaperForms):
    """Paper votes and paper ratings."""

    purposes: ClassVar[tuple[str, ...]] = (VOTES, RATINGS)

    def form(self, db: Work, window: WindowRow) -> dict[str, Any]:
        """Return the topics, votes each, criteria and scale."""
        return paper_form(db, window)

    def check(self, db: Work, window: WindowRow, content: dict[str, Any]) -> dict[str, Any]:
        """Return the ballot as it is stored, or refuse it with a sentence."""
        return check_paper(db, window, content)


PURPOSES = {
    "conditions": Purpose(condition_subject, liaisons_done),
    VOTES: Purpose(vote_subject),
    RATINGS: Purpose(rating_subject),
}
"""The windows of topic choice, in the order a session uses them."""


def topic_activities() -> tuple[Activity, ...]:
    """Return one of each activity."""
    return (
        Criteria(),
        Topics(),
        JudgeConditions(),
        VoteTopics(),
        RateTopics(),
        TopicResult(),
        Recommendation(),
    )
