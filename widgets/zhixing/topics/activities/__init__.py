"""Activities of topic choice, and what the classroom's board asks of them."""

from typing import Any, ClassVar

from zhixing.activity import Activity
from zhixing.classroom.activities import PaperForms
from zhixing.classroom.rules import BallotMode
from zhixing.classroom.session import Purpose
from zhixing.classroom.tables import WindowRow
from zhixing.records import Work
from zhixing.topics.activities.conditions import Criteria, JudgeConditions
from zhixing.topics.activities.exchange import Exchange
from zhixing.topics.activities.lines import ReflectionLine
from zhixing.topics.activities.minutes import Minutes
from zhixing.topics.activities.practice import PracticeRound
from zhixing.topics.activities.proposals import Topics
from zhixing.topics.activities.queue import TopicQueue
from zhixing.topics.activities.ratings import RateTopics, TopicResult
from zhixing.topics.activities.recommendation import TOPIC_RECOMMENDATION, Recommendation
from zhixing.topics.activities.scheme import TOPIC_SCHEME, SchemeActivity
from zhixing.topics.activities.table_advice import TableAdvice
from zhixing.topics.activities.votes import VoteTopics
from zhixing.topics.activities.weights import WeighCriteria
from zhixing.topics.service import RATINGS, VOTES, liaisons_done, rating_subject, vote_subject
from zhixing.topics.service.exhibits import EXHIBITS as TOPIC_EXHIBITS
from zhixing.topics.service.lines import LINES, line_subject
from zhixing.topics.service.paper import check_paper, paper_form
from zhixing.topics.service.ratings import before_reopen
from zhixing.topics.service.session_exhibits import SESSION_EXHIBITS
from zhixing.topics.service.votes import condition_subject
from zhixing.topics.service.weights import WEIGHT_PAIRS, WEIGHT_POINTS, pairs_subject, points_subject

__all__ = [
    "EXHIBITS",
    "PURPOSES",
    "TOPIC_RECOMMENDATION",
    "TOPIC_SCHEME",
    "Criteria",
    "Exchange",
    "JudgeConditions",
    "Minutes",
    "PracticeRound",
    "RateTopics",
    "Recommendation",
    "ReflectionLine",
    "SchemeActivity",
    "TableAdvice",
    "TopicPaper",
    "TopicQueue",
    "TopicResult",
    "Topics",
    "VoteTopics",
    "WeighCriteria",
    "topic_activities",
]


class TopicPaper(PaperForms):
    """Paper votes, shared-out points and paper ratings."""

    purposes: ClassVar[tuple[str, ...]] = (VOTES, WEIGHT_POINTS, RATINGS)

    def form(self, db: Work, window: WindowRow) -> dict[str, Any]:
        """Return the topics, votes each, criteria and scale."""
        return paper_form(db, window)

    def check(self, db: Work, window: WindowRow, content: dict[str, Any]) -> dict[str, Any]:
        """Return the ballot as it is stored, or refuse it with a sentence."""
        return check_paper(db, window, content)


PURPOSES = {
    "conditions": Purpose(condition_subject, liaisons_done),
    VOTES: Purpose(vote_subject),
    WEIGHT_POINTS: Purpose(points_subject),
    WEIGHT_PAIRS: Purpose(pairs_subject),
    RATINGS: Purpose(rating_subject, before_reopen=before_reopen),
    LINES: Purpose(line_subject, mode=BallotMode.ANONYMOUS),
}
"""The windows of topic choice, in the order a session uses them."""

EXHIBITS = {**TOPIC_EXHIBITS, **SESSION_EXHIBITS}
"""For each kind of projector view that shows topics, what makes its content."""


def topic_activities() -> tuple[Activity, ...]:
    """Return one of each activity."""
    return (
        Criteria(),
        PracticeRound(),
        Topics(),
        JudgeConditions(),
        VoteTopics(),
        WeighCriteria(),
        RateTopics(),
        TopicResult(),
        TableAdvice(),
        Recommendation(),
        TopicQueue(),
        SchemeActivity(),
        ReflectionLine(),
        Minutes(),
        Exchange(),
    )
