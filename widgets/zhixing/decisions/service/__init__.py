"""Verbs of review and approval: write together, submit, comment, answer, decide; nothing is ever deleted."""

from zhixing.decisions.service.comments import answer_comment, comment, comments, comments_on
from zhixing.decisions.service.deciding import decide, note_made
from zhixing.decisions.service.submissions import latest, newest_under, submit, submitters, versions
from zhixing.decisions.service.working import save_paper, working_paper, working_papers

__all__ = [
    "answer_comment",
    "comment",
    "comments",
    "comments_on",
    "decide",
    "latest",
    "newest_under",
    "note_made",
    "save_paper",
    "submit",
    "submitters",
    "versions",
    "working_paper",
    "working_papers",
]
