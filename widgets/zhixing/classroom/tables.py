"""Rows of the classroom: class, units, people, windows, ballots, paper batches, the run of a session."""

from typing import Any

from sqlalchemy import Boolean, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from zhixing.records.tables import ID, Row


class ClassroomRow(Row):
    """One class, or the one-person class of somebody who learns alone; ``address`` is where its phones go."""

    __tablename__ = "classroom"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(8))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(String(200), default="")
    walk_ins: Mapped[bool] = mapped_column(Boolean, default=True)
    policy: Mapped[dict[str, Any]] = mapped_column(default=dict)


class UnitRow(Row):
    """A unit (单位) people come from; ``position`` is the establishment order (建制)."""

    __tablename__ = "unit"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    classroom_id: Mapped[str] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    short_name: Mapped[str] = mapped_column(String(60))
    position: Mapped[int] = mapped_column(Integer)


class PersonRow(Row):
    """A person of one class; ``seat`` is the number of the table, ``strokes`` orders surnames."""

    __tablename__ = "person"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    classroom_id: Mapped[str] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"), index=True)
    unit_id: Mapped[str | None] = mapped_column(ForeignKey("unit.id", ondelete="SET NULL"))
    name: Mapped[str] = mapped_column(String(120))
    post: Mapped[str] = mapped_column(String(120), default="")
    strokes: Mapped[int] = mapped_column(Integer, default=0)
    position: Mapped[int] = mapped_column(Integer, default=0)
    seat: Mapped[int | None] = mapped_column(Integer)
    roles: Mapped[list[Any]]
    locale: Mapped[str] = mapped_column(String(8), default="zh-CN")
    pin_hash: Mapped[str | None] = mapped_column(String(200))
    joined: Mapped[bool] = mapped_column(Boolean, default=False)


class LinkRow(Row):
    """A one-time sign-in link, by the hash of its token: of one person, or of the class's facilitator."""

    __tablename__ = "link"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    classroom_id: Mapped[str] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    expires: Mapped[str] = mapped_column(String(32))
    used: Mapped[bool] = mapped_column(Boolean, default=False)


class RunRow(Row):
    """Where a class's session stands: the run sheet, the step, its end, what the facilitator hides.

    ``past`` holds what each move did, so that it can be undone; ``detail`` what the wall shows besides.
    """

    __tablename__ = "run"

    classroom_id: Mapped[str] = mapped_column(
        ForeignKey("classroom.id", ondelete="CASCADE"), primary_key=True
    )
    step: Mapped[str | None] = mapped_column(String(40))
    ends: Mapped[str | None] = mapped_column(String(32))
    hidden: Mapped[bool] = mapped_column(Boolean, default=False)
    version: Mapped[int] = mapped_column(Integer, default=0)
    sheet: Mapped[str] = mapped_column(
        String(60), default="choose-topic-90", server_default="choose-topic-90"
    )
    past: Mapped[list[Any] | None]
    detail: Mapped[dict[str, Any] | None]


class WindowRow(Row):
    """A window: the time in which people may vote, rate or answer, opened and closed by the facilitator."""

    __tablename__ = "window"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    classroom_id: Mapped[str] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(String(40))
    round: Mapped[int] = mapped_column(Integer, default=1)
    mode: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16))
    sample: Mapped[bool] = mapped_column(Boolean, default=False)
    subject: Mapped[dict[str, Any]]
    opened: Mapped[str | None] = mapped_column(String(32))
    closed: Mapped[str | None] = mapped_column(String(32))

    __table_args__ = (UniqueConstraint("classroom_id", "purpose", "round"),)


class TurnoutRow(Row):
    """Who has voted in a window. It says nothing about what; see ``BallotRow``."""

    __tablename__ = "turnout"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  (a row number would tell the order of voting)

    window_id: Mapped[str] = mapped_column(ForeignKey("window.id", ondelete="CASCADE"), primary_key=True)
    voter: Mapped[str] = mapped_column(String(64), primary_key=True)


class PaperBatchRow(Row):
    """A stack of paper ballots entered together, and who entered it."""

    __tablename__ = "paper_batch"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    window_id: Mapped[str] = mapped_column(ForeignKey("window.id", ondelete="CASCADE"), index=True)
    label: Mapped[str] = mapped_column(String(80))
    entered_by: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    entered: Mapped[str] = mapped_column(String(32))


class BallotRow(Row):
    """What was voted, under a random key. ``person_id`` is set in named windows only."""

    __tablename__ = "ballot"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  (a row number would tell the order of voting)

    window_id: Mapped[str] = mapped_column(ForeignKey("window.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    batch_id: Mapped[str | None] = mapped_column(ForeignKey("paper_batch.id", ondelete="CASCADE"))
    content: Mapped[dict[str, Any]]
