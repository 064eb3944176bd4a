"""The leader decides on a paper; or somebody enters what the leader signed on paper."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from zhixing.actor import Actor
from zhixing.classroom.rules import Door, require
from zhixing.decisions.rules import Outcome, Submission, check_decision, check_detail
from zhixing.decisions.service.submissions import read_submission
from zhixing.decisions.tables import DecisionRow, SubmissionRow
from zhixing.errors import MissingError
from zhixing.records import Work
from zhixing.records.clock import utc_now


def decide(
    db: Work,
    actor: Actor,
    submission_id: str,
    outcome: Outcome,
    comment: str,
    *,
    detail: Mapping[str, Any] | None = None,
    on_paper: bool = False,
) -> Submission:
    """Decide on the latest version of a paper; of two who decide at once the second is told.

    Args:
        db: the unit of work.
        actor: the leader; or the office or a facilitator, who enters a paper the leader has signed.
        submission_id: the version decided on.
        outcome: what was decided.
        comment: the leader's words; needed unless the paper is approved.
        detail: ``topic`` (an id) or ``title`` (a new one) when designating; ``signed``, the ISO day on paper.
        on_paper: whether the leader signed on paper.

    Raises:
        RefusedError: not this person's, or the version was submitted for comment only.
        MissingError: ``decisions.error.no-submission``.
        ConflictError: it was decided meanwhile (the sentence names the time), or a newer version exists.
        InputError: a comment, what is designated or the day of signing is missing or wrong.
    """
    require(actor, Door.RECORD_DECISION if on_paper else Door.DECIDE)
    row = submission_row(db, actor, submission_id)
    standing = read_submission(row, db.get(DecisionRow, row.id))
    newest = db.scalar(
        select(func.max(SubmissionRow.version)).where(
            SubmissionRow.classroom_id == row.classroom_id, SubmissionRow.subject == row.subject
        )
    )
    check_decision(standing, newest or row.version, outcome, comment)
    now = utc_now()
    today = datetime.fromisoformat(now).astimezone().date()
    decision = DecisionRow(
        submission_id=row.id,
        outcome=outcome.value,
        comment=comment.strip(),
        decided=now,
        decided_by=None if on_paper else actor.person,
        detail=check_detail(outcome, detail, on_paper=on_paper, today=today) or None,
        recorded_by=actor.person if on_paper else None,
    )
    db.add(decision)
    db.flush()
    db.touch(actor.classroom, "submissions")
    return read_submission(row, decision)


def note_made(db: Work, submission_id: str, made: str) -> None:
    """Keep beside a decision, in the transaction that stores it, the id of what was made to carry it out."""
    row = db.get_one(DecisionRow, submission_id)
    row.detail = {**(row.detail or {}), "made": made}
    db.flush()


def submission_row(db: Work, actor: Actor, submission_id: str) -> SubmissionRow:
    """Return a version of a paper of the actor's own class.

    Raises:
        MissingError: ``decisions.error.no-submission``.
    """
    row = db.get(SubmissionRow, submission_id)
    if row is None or row.classroom_id != actor.classroom:
        raise MissingError("decisions.error.no-submission")
    return row
