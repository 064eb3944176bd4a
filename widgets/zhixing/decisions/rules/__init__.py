"""Review and approval (送审·审定) of any subject: versions, comments, outcomes, differences; no I/O."""

from zhixing.decisions.rules.comment import Answer, Comment, check_answer, check_comment
from zhixing.decisions.rules.deciding import check_decision, check_detail
from zhixing.decisions.rules.decision import Decision, Outcome, clock
from zhixing.decisions.rules.difference import Difference, differences
from zhixing.decisions.rules.paper import (
    Stage,
    Submission,
    WorkingPaper,
    check_submission,
    check_working,
)

__all__ = [
    "Answer",
    "Comment",
    "Decision",
    "Difference",
    "Outcome",
    "Stage",
    "Submission",
    "WorkingPaper",
    "check_answer",
    "check_comment",
    "check_decision",
    "check_detail",
    "check_submission",
    "check_working",
    "clock",
    "differences",
]
