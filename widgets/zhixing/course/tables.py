"""Rows of the course: answers with the version they answer, ways through cases, reviews, worksheets."""

from typing import Any

from sqlalchemy import Boolean, Float, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from zhixing.records.tables import ID, Row


def _person() -> Mapped[str]:
    return mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)


def _classroom(*, primary_key: bool = False, index: bool = False) -> Mapped[str]:
    key = ForeignKey("classroom.id", ondelete="CASCADE")
    return mapped_column(key, primary_key=primary_key, index=index)


class AnswerRow(Row):
    """One try of one person at one item; ``score`` is from 0 to 1 where an item is marked in parts.

    ``round`` is 0 for the tries in the unit and n for the n-th review afterwards; ``attempt`` counts on.
    """

    __tablename__ = "answer"

    person_id: Mapped[str] = _person()
    item_id: Mapped[str] = mapped_column(ID, primary_key=True)
    attempt: Mapped[int] = mapped_column(Integer, primary_key=True)
    round: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    classroom_id: Mapped[str] = _classroom(index=True)
    content_version: Mapped[str] = mapped_column(String(16))
    answer: Mapped[dict[str, Any]]
    correct: Mapped[bool] = mapped_column(Boolean)
    score: Mapped[float | None] = mapped_column(Float)
    answered: Mapped[str] = mapped_column(String(32))


class WalkRow(Row):
    """How far somebody is in a case of choices that they have begun and not ended."""

    __tablename__ = "walk"

    person_id: Mapped[str] = _person()
    item_id: Mapped[str] = mapped_column(ID, primary_key=True)
    classroom_id: Mapped[str] = _classroom(index=True)
    path: Mapped[list[Any]]
    content_version: Mapped[str] = mapped_column(String(16))
    changed: Mapped[str] = mapped_column(String(32))


class ReviewRow(Row):
    """When an item comes back to somebody; ``card`` is the scheduler's, ``due`` is UTC."""

    __tablename__ = "review"

    person_id: Mapped[str] = _person()
    item_id: Mapped[str] = mapped_column(ID, primary_key=True)
    classroom_id: Mapped[str] = _classroom(index=True)
    card: Mapped[dict[str, Any]]
    due: Mapped[str] = mapped_column(String(32), index=True)
    changed: Mapped[str] = mapped_column(String(32))


class StepRow(Row):
    """A step of a unit that the facilitator has opened or closed for a class."""

    __tablename__ = "course_step"

    classroom_id: Mapped[str] = _classroom(primary_key=True)
    unit: Mapped[str] = mapped_column(ID, primary_key=True)
    step: Mapped[str] = mapped_column(ID, primary_key=True)
    state: Mapped[str] = mapped_column(String(8))


class WorksheetRow(Row):
    """What somebody has written on a worksheet; ``version`` counts what was kept."""

    __tablename__ = "worksheet"

    person_id: Mapped[str] = _person()
    sheet: Mapped[str] = mapped_column(ID, primary_key=True)
    classroom_id: Mapped[str] = _classroom(index=True)
    content: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column(Integer)
    done: Mapped[bool] = mapped_column(Boolean)
    changed: Mapped[str] = mapped_column(String(32))
