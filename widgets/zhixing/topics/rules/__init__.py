"""Rules of topic choice: proposals, conditions, votes, ratings, stability, recommendation; no I/O."""

from zhixing.topics.rules.appendix import Appendix
from zhixing.topics.rules.criteria import Criteria, Criterion, Level, Stage
from zhixing.topics.rules.proposal import Origin, Proposal, TopicKind
from zhixing.topics.rules.rating import Ratings, Scores, check_scores
from zhixing.topics.rules.recommendation import Recommendation, Unknown
from zhixing.topics.rules.result import Cell, Limits, Ranked, Result, compute, most_disputed
from zhixing.topics.rules.selection import Selection, check_votes, pick_rated
from zhixing.topics.rules.shift import Round, Shift, remembered, shift, tells_the_late
from zhixing.topics.rules.stability import Kind, Stability
from zhixing.topics.rules.statement import Parts
from zhixing.topics.rules.verdicts import Judgement, Overall, Verdict, combined, overall, topic_overall
from zhixing.topics.rules.warnings import Caution
from zhixing.topics.rules.what_if import WhatIfData

__all__ = [
    "Appendix",
    "Caution",
    "Cell",
    "Criteria",
    "Criterion",
    "Judgement",
    "Kind",
    "Level",
    "Limits",
    "Origin",
    "Overall",
    "Parts",
    "Proposal",
    "Ranked",
    "Ratings",
    "Recommendation",
    "Result",
    "Round",
    "Scores",
    "Selection",
    "Shift",
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
    "remembered",
    "shift",
    "tells_the_late",
    "topic_overall",
]
