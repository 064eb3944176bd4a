"""Rows of topic choice: topics and the tables' judgements of their conditions."""

from typing import Any

from sqlalchemy import Boolean, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from zhixing.records.tables import ID, Row


class TopicRow(Row):
    """A proposed topic (专题)."""

    __tablename__ = "topic"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    classroom_id: Mapped[str] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(String(120))
    statement: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(16))
    origin: Mapped[str] = mapped_column(String(16))
    owner: Mapped[str] = mapped_column(String(120))
    owner_unit: Mapped[str] = mapped_column(String(200))
    expected_units: Mapped[list[Any]]
    sample: Mapped[bool] = mapped_column(Boolean, default=False)
    withdrawn: Mapped[bool] = mapped_column(Boolean, default=False)


class ConditionRow(Row):
    """One table's (or, alone, one person's) verdict on one condition of one topic."""

    __tablename__ = "condition"

    topic_id: Mapped[str] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"), primary_key=True)
    condition: Mapped[str] = mapped_column(String(40), primary_key=True)
    judge: Mapped[str] = mapped_column(String(40), primary_key=True)
    verdict: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(400))
    version: Mapped[int] = mapped_column(Integer, default=1)
