"""Submit a version of a paper, and read where it stands; no version is ever changed or deleted."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import or_, select

from zhixing.actor import Actor
from zhixing.classroom.rules import Door, require
from zhixing.decisions.rules import Decision, Outcome, Stage, Submission, check_submission
from zhixing.decisions.tables import DecisionRow, SubmissionRow
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
    stage: Stage = Stage.APPROVAL,
) -> Submission:
    """Submit a new version of a paper for comment or for approval.

    Args:
        db: the unit of work.
        actor: who submits.
        subject: id of what the paper is about; one chain of versions a class.
        content: the paper, already checked by the caller.
        seen_version: the version the editor had on the page, 0 for none.
        door: who may submit papers of this subject.
        stage: what it is submitted for.

    Raises:
        RefusedError: not this person's, the paper is final, or it lies before the leader.
        ConflictError: a newer version was submitted meanwhile; the sentence names its time.
    """
    require(actor, door)
    version = check_submission(latest(db, actor.classroom, subject), seen_version, stage)
    row = SubmissionRow(
        id=new_id(),
        classroom_id=actor.classroom,
        subject=subject,
        version=version,
        stage=stage.value,
        content=dict(content),
        submitted=utc_now(),
        submitted_by=actor.person,
    )
    db.add(row)
    db.flush()
    db.touch(actor.classroom, "submissions")
    return read_submission(row, None)


def latest(db: Work, classroom_id: str, subject: str) -> Submission | None:
    """Return the latest version of a paper with the decision on it, None before the first."""
    found = db.execute(_versions(classroom_id, subject).limit(1)).first()
    return None if found is None else read_submission(found[0], found[1])


def versions(db: Work, classroom_id: str, subject: str) -> list[Submission]:
    """Return every version of a paper with the decision on it, the newest first."""
    return [read_submission(row, decision) for row, decision in db.execute(_versions(classroom_id, subject))]


def newest_under(db: Work, classroom_id: str, under: str) -> list[Submission]:
    """Return the latest version of a subject, and of every chain of its own below it (``under/…``)."""
    chains = or_(
        SubmissionRow.subject == under, SubmissionRow.subject.startswith(f"{under}/", autoescape=True)
    )
    found: dict[str, Submission] = {}
    for row, decision in db.execute(_decided().where(SubmissionRow.classroom_id == classroom_id, chains)):
        found.setdefault(row.subject, read_submission(row, decision))
    return list(found.values())


def submitters(db: Work, classroom_id: str, subject: str) -> set[str]:
    """Return the ids of the people who have submitted a version."""
    query = select(SubmissionRow.submitted_by).where(
        SubmissionRow.classroom_id == classroom_id,
        SubmissionRow.subject == subject,
        SubmissionRow.submitted_by.is_not(None),
    )
    return {person for person in db.scalars(query) if person is not None}


def read_submission(row: SubmissionRow, decision: DecisionRow | None) -> Submission:
    """Return a version as the rules know it."""
    return Submission(
        id=row.id,
        subject=row.subject,
        version=row.version,
        content=row.content,
        submitted=row.submitted,
        decision=None if decision is None else _decision(decision),
        stage=Stage(row.stage),
    )


def _versions(classroom_id: str, subject: str) -> Any:
    return _decided().where(SubmissionRow.classroom_id == classroom_id, SubmissionRow.subject == subject)


def _decided() -> Any:
    return (
        select(SubmissionRow, DecisionRow)
        .outerjoin(DecisionRow, DecisionRow.submission_id == SubmissionRow.id)
        .order_by(SubmissionRow.version.desc())
    )


def _decision(row: DecisionRow) -> Decision:
    return Decision(
        outcome=Outcome(row.outcome),
        comment=row.comment,
        decided=row.decided,
        detail=row.detail or {},
        on_paper=row.recorded_by is not None,
    )
