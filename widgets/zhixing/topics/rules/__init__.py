"""Rules of topic choice: proposals, conditions, votes, ratings, stability, recommendation; no I/O."""

from zhixing.topics.rules.criteria import Criteria, Criterion, Level, Stage
from zhixing.topics.rules.proposal import Origin, Proposal, TopicKind
from zhixing.topics.rules.rating import Ratings, Scores, check_scores
from zhixing.topics.rules.recommendation import Recommendation, Unknown
from zhixing.topics.rules.result import Appendix, Cell, Limits, Ranked, Result, compute, most_disputed
from zhixing.topics.rules.selection import Selection, check_votes, pick_rated
from zhixing.topics.rules.stability import Kind, Stability
from zhixing.topics.rules.verdicts import Judgement, Overall, Verdict, combined, overall, topic_overall
from zhixing.topics.rules.what_if import WhatIfData

__all__ = [
    "Appendix",
    "Cell",
    "Criteria",
    "Criterion",
    "Judgement",
    "Kind",
    "Level",
    "Limits",
    "Origin",
    "Overall",
    "Proposal",
    "Ranked",
    "Ratings",
    "Recommendation",
    "Result",
    "Scores",
    "Selection",
    "Stability",
    "Stage",
    "TopicKind",
    "Unknown",
    "Verdict",
    "WhatIfData",
    "check_scores",
    "check_votes",
    "combined",
    "compute",
    "most_disputed",
    "overall",
    "pick_rated",
    "topic_overall",
]
