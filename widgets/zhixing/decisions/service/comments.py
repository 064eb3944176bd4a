"""Comment on a part of a paper, and answer the comment."""

from typing import Any

from sqlalchemy import select

from zhixing.actor import Actor, Role
from zhixing.classroom.rules import MAY, Door, require
from zhixing.decisions.rules import Answer, Comment, check_answer, check_comment
from zhixing.decisions.service.deciding import submission_row
from zhixing.decisions.service.submissions import latest
from zhixing.decisions.tables import CommentRow, SubmissionRow
from zhixing.errors import ConflictError, MissingError
from zhixing.records import Work, new_id
from zhixing.records.clock import utc_now

_SPEAKS_AS = (Role.LEADER, Role.EXPERT, Role.CONVENOR)


def comment(db: Work, actor: Actor, submission_id: str, part: str, text: str) -> str:
    """Comment on a part of the latest version of a paper, before it is decided; return the comment's id.

    Args:
        db: the unit of work.
        actor: an expert, leader or convenor.
        submission_id: the version commented on.
        part: the path of the section it is about; blank for the whole paper.
        text: what is said.

    Raises:
        RefusedError: not this person's, or the paper is final.
        MissingError: ``decisions.error.no-submission``.
        ConflictError: a newer version was submitted meanwhile.
        InputError: nothing is said, or too much.
    """
    require(actor, Door.COMMENT)
    row = submission_row(db, actor, submission_id)
    check_comment(part, text)
    standing = latest(db, actor.classroom, row.subject)
    if standing is not None and standing.id != row.id:
        raise ConflictError("decisions.error.comment-on-newer", {"version": standing.version})
    if standing is not None and standing.decision is not None:
        raise ConflictError("decisions.error.comment-late", {"version": standing.version})
    made = CommentRow(
        id=new_id(),
        submission_id=row.id,
        part=part,
        text=text.strip(),
        made=utc_now(),
        made_by=actor.person,
        role=next(role for role in _SPEAKS_AS if role in actor.roles & MAY[Door.COMMENT]).value,
        outcome=Answer.OPEN.value,
        answer="",
    )
    db.add(made)
    db.flush()
    db.touch(actor.classroom, "submissions")
    return made.id


def answer_comment(
    db: Work, actor: Actor, comment_id: str, outcome: Answer, answer: str, *, door: Door = Door.SUBMIT
) -> None:
    """Say what became of a comment; an answer is given once.

    Args:
        db: the unit of work.
        actor: one of the paper's writers.
        comment_id: which comment.
        outcome: taken, partly taken or declined.
        answer: the writers' words; needed unless it was taken.
        door: who may write papers of this subject.

    Raises:
        RefusedError: not this person's.
        MissingError: ``decisions.error.no-comment``.
        ConflictError: somebody has answered meanwhile.
        InputError: an answer is missing or too long.
    """
    require(actor, door)
    row = db.get(CommentRow, comment_id, populate_existing=True)
    if row is None or db.get_one(SubmissionRow, row.submission_id).classroom_id != actor.classroom:
        raise MissingError("decisions.error.no-comment")
    check_answer(Answer(row.outcome), outcome, answer)
    row.outcome = outcome.value
    row.answer = answer.strip()
    row.answered = utc_now()
    row.answered_by = actor.person
    db.flush()
    db.touch(actor.classroom, "submissions")


def comments(db: Work, submission_id: str) -> list[Comment]:
    """Return the comments on one version, in the order they were made."""
    return _read(db, _comments().where(CommentRow.submission_id == submission_id))


def comments_on(db: Work, classroom_id: str, subject: str) -> list[Comment]:
    """Return the comments on every version of a paper, those on the newest version first."""
    query = _comments().where(SubmissionRow.classroom_id == classroom_id, SubmissionRow.subject == subject)
    return _read(db, query)


def _comments() -> Any:
    return (
        select(CommentRow, SubmissionRow.version)
        .join(SubmissionRow, SubmissionRow.id == CommentRow.submission_id)
        .order_by(SubmissionRow.version.desc(), CommentRow.made, CommentRow.id)
    )


def _read(db: Work, query: Any) -> list[Comment]:
    return [
        Comment(row.id, version, row.part, row.text, row.made, row.role, Answer(row.outcome), row.answer)
        for row, version in db.execute(query)
    ]
