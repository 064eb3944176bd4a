"""Submit a paper for approval, decide on it, read where it stands; nothing is ever changed or deleted."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from zhixing.actor import Actor
from zhixing.classroom.rules import Door, require
from zhixing.decisions.rules import Decision, Outcome, Submission, check_decision, check_submission
from zhixing.decisions.tables import DecisionRow, SubmissionRow
from zhixing.errors import MissingError
from zhixing.records import Work, new_id
from zhixing.records.clock import utc_now


def submit(
    db: Work,
    actor: Actor,
    subject: str,
    content: Mapping[str, Any],
    seen_version: int,
    *,
    door: Door = Door.SUBMIT,
) -> Submission:
    """Submit a new version of a paper for approval.

    Args:
        db: the unit of work.
        actor: who submits.
        subject: id of what the paper is about; one chain of versions a class.
        content: the paper, already checked by the caller.
        seen_version: the version the editor had on the page, 0 for none.
        door: who may submit papers of this subject.

    Raises:
        RefusedError: not this person's, or the paper is final.
        ConflictError: a newer version was submitted meanwhile; the sentence names its time.
    """
    require(actor, door)
    version = check_submission(latest(db, actor.classroom, subject), seen_version)
    row = SubmissionRow(
        id=new_id(),
        classroom_id=actor.classroom,
        subject=subject,
        version=version,
        content=dict(content),
        submitted=utc_now(),
        submitted_by=actor.person,
    )
    db.add(row)
    db.flush()
    db.touch(actor.classroom, "submissions")
    return _submission(row, None)


def decide(db: Work, actor: Actor, submission_id: str, outcome: Outcome, comment: str) -> Submission:
    """Decide on the latest version of a paper; of two who decide at once the second is told.

    Raises:
        RefusedError: not a leader.
        MissingError: ``decisions.error.no-submission``.
        ConflictError: it was decided meanwhile (the sentence names the time), or a newer version exists.
        InputError: a comment is missing or too long.
    """
    require(actor, Door.DECIDE)
    row = db.get(SubmissionRow, submission_id)
    if row is None or row.classroom_id != actor.classroom:
        raise MissingError("decisions.error.no-submission")
    newest = db.scalar(
        select(func.max(SubmissionRow.version)).where(
            SubmissionRow.classroom_id == row.classroom_id, SubmissionRow.subject == row.subject
        )
    )
    standing = _submission(row, db.get(DecisionRow, row.id))
    check_decision(standing, newest or row.version, outcome, comment)
    decision = DecisionRow(
        submission_id=row.id,
        outcome=outcome.value,
        comment=comment.strip(),
        decided=utc_now(),
        decided_by=actor.person,
    )
    db.add(decision)
    db.flush()
    db.touch(actor.classroom, "submissions")
    return _submission(row, decision)


def latest(db: Work, classroom_id: str, subject: str) -> Submission | None:
    """Return the latest version of a paper with the decision on it, None before the first."""
    found = db.execute(
        select(SubmissionRow, DecisionRow)
        .outerjoin(DecisionRow, DecisionRow.submission_id == SubmissionRow.id)
        .where(SubmissionRow.classroom_id == classroom_id, SubmissionRow.subject == subject)
        .order_by(SubmissionRow.version.desc())
        .limit(1)
    ).first()
    return None if found is None else _submission(found[0], found[1])


def submitters(db: Work, classroom_id: str, subject: str) -> set[str]:
    """Return the ids of the people who have submitted a version."""
    query = select(SubmissionRow.submitted_by).where(
        SubmissionRow.classroom_id == classroom_id,
        SubmissionRow.subject == subject,
        SubmissionRow.submitted_by.is_not(None),
    )
    return {person for person in db.scalars(query) if person is not None}


def _submission(row: SubmissionRow, decision: DecisionRow | None) -> Submission:
    return Submission(
        id=row.id,
        subject=row.subject,
        version=row.version,
        content=row.content,
        submitted=row.submitted,
        decision=None
        if decision is None
        else Decision(Outcome(decision.outcome), decision.comment, decision.decided),
    )
