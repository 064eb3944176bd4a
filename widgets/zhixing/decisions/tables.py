"""Rows of decisions: submissions for approval and what was decided on them, append-only."""

from typing import Any

from sqlalchemy import ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from zhixing.records.tables import ID, Row


class SubmissionRow(Row):
    """One version of a paper submitted for review and approval (送审), about any subject by id."""

    __tablename__ = "submission"
    __table_args__ = (UniqueConstraint("classroom_id", "subject", "version"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    classroom_id: Mapped[str] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"), index=True)
    subject: Mapped[str] = mapped_column(String(80))
    version: Mapped[int] = mapped_column(Integer)
    content: Mapped[dict[str, Any]]
    submitted: Mapped[str] = mapped_column(String(32))
    submitted_by: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class DecisionRow(Row):
    """What the leader decided on a submission (审定): one row a submission, never changed."""

    __tablename__ = "decision"

    submission_id: Mapped[str] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True
    )
    outcome: Mapped[str] = mapped_column(String(16))
    comment: Mapped[str] = mapped_column(Text)
    decided: Mapped[str] = mapped_column(String(32))
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
