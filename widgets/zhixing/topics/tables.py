"""Rows of topic choice: topics and the tables' judgements of their conditions."""

from typing import Any

from sqlalchemy import Boolean, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from zhixing.records.tables import ID, Row


class TopicRow(Row):
    """A proposed topic (专题).

    ``parts`` are the answers of the problem statement by question; ``source`` says who named the topic or
    which research it comes from; ``seat`` is the table that sharpens it; ``merged_into`` the topic it became
    a part of; ``standing`` is ``open``, ``in-work``, ``queued`` or ``finished``, ``queue`` the place among
    those that wait.
    """

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
    parts: Mapped[dict[str, Any] | None]
    source: Mapped[str | None] = mapped_column(String(200))
    seat: Mapped[int | None] = mapped_column(Integer)
    merged_into: Mapped[str | None] = mapped_column(ForeignKey("topic.id", ondelete="SET NULL"))
    standing: Mapped[str] = mapped_column(String(16), default="open", server_default="open")
    queue: Mapped[int | None] = mapped_column(Integer)
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")


class ConditionRow(Row):
    """One table's (or, alone, one person's) verdict on one condition of one topic."""

    __tablename__ = "condition"

    topic_id: Mapped[str] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"), primary_key=True)
    condition: Mapped[str] = mapped_column(String(40), primary_key=True)
    judge: Mapped[str] = mapped_column(String(40), primary_key=True)
    verdict: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(400))
    version: Mapped[int] = mapped_column(Integer, default=1)
