"""Activities of topic choice."""

from zhixing.topics.activities.conditions import Criteria, JudgeConditions
from zhixing.topics.activities.proposals import Topics
from zhixing.topics.activities.ratings import RateTopics, TopicResult
from zhixing.topics.activities.recommendation import Recommendation
from zhixing.topics.activities.votes import VoteTopics
from zhixing.topics.service.progress import topic_progress

__all__ = [
    "Criteria",
    "JudgeConditions",
    "RateTopics",
    "Recommendation",
    "TopicResult",
    "Topics",
    "VoteTopics",
    "topic_progress",
]
