"""Rows of decisions: working papers, submissions, comments on them, and what was decided on them."""

from typing import Any

from sqlalchemy import ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from zhixing.records.tables import ID, Row


class SubmissionRow(Row):
    """One version of a paper submitted for comment or for approval (送审), about any subject by id.

    ``stage`` is ``comment`` (征求意见) or ``approval`` (送审).
    """

    __tablename__ = "submission"
    __table_args__ = (UniqueConstraint("classroom_id", "subject", "version"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    classroom_id: Mapped[str] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"), index=True)
    subject: Mapped[str] = mapped_column(String(80))
    version: Mapped[int] = mapped_column(Integer)
    stage: Mapped[str] = mapped_column(String(16), default="approval", server_default="approval")
    content: Mapped[dict[str, Any]]
    submitted: Mapped[str] = mapped_column(String(32))
    submitted_by: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class DecisionRow(Row):
    """What the leader decided on a submission (审定): one row a submission, never changed.

    ``detail`` names what was designated instead; ``recorded_by`` is who entered a decision taken on paper.
    """

    __tablename__ = "decision"

    submission_id: Mapped[str] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True
    )
    outcome: Mapped[str] = mapped_column(String(16))
    comment: Mapped[str] = mapped_column(Text)
    decided: Mapped[str] = mapped_column(String(32))
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    detail: Mapped[dict[str, Any] | None]
    recorded_by: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class CommentRow(Row):
    """A comment on one part of a submission, and how it was answered.

    ``outcome`` is ``open``, ``taken``, ``partly`` or ``declined``.
    """

    __tablename__ = "comment"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    submission_id: Mapped[str] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"), index=True)
    part: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(Text)
    made: Mapped[str] = mapped_column(String(32))
    made_by: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    role: Mapped[str] = mapped_column(String(16))
    outcome: Mapped[str] = mapped_column(String(16), default="open")
    answer: Mapped[str] = mapped_column(Text, default="")
    answered: Mapped[str | None] = mapped_column(String(32))
    answered_by: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class WorkingPaperRow(Row):
    """The paper of a subject while people write it; its version keeps two from overwriting each other."""

    __tablename__ = "working_paper"

    classroom_id: Mapped[str] = mapped_column(
        ForeignKey("classroom.id", ondelete="CASCADE"), primary_key=True
    )
    subject: Mapped[str] = mapped_column(String(80), primary_key=True)
    version: Mapped[int] = mapped_column(Integer)
    content: Mapped[dict[str, Any]]
    changed: Mapped[str] = mapped_column(String(32))
    changed_by: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
