"""Rows of the course: answers to items, kept with the version of the content they answer."""

from typing import Any

from sqlalchemy import Boolean, Float, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from zhixing.records.tables import ID, Row


class AnswerRow(Row):
    """One try of one person at one item; ``score`` is from 0 to 1 where an item is marked in parts."""

    __tablename__ = "answer"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    item_id: Mapped[str] = mapped_column(ID, primary_key=True)
    attempt: Mapped[int] = mapped_column(Integer, primary_key=True)
    classroom_id: Mapped[str] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"), index=True)
    content_version: Mapped[str] = mapped_column(String(16))
    answer: Mapped[dict[str, Any]]
    correct: Mapped[bool] = mapped_column(Boolean)
    score: Mapped[float | None] = mapped_column(Float)
    answered: Mapped[str] = mapped_column(String(32))
