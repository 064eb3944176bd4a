"""The declarative base of every table, and the ground's own tables: changes, receipts, drafts."""

import secrets
from typing import Any

from sqlalchemy import JSON, Integer, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

ID = String(40)
"""Column type of a permanent id."""

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(DeclarativeBase):
    """Base of all tables."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map = {dict[str, Any]: JSON, list[Any]: JSON}  # noqa: RUF012  (SQLAlchemy reads it as declared)


class ChangeRow(Row):
    """One committed change, so that other processes' commits wake this one's pages (SQLite only)."""

    __tablename__ = "change"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    classroom_id: Mapped[str] = mapped_column(ID)
    subject: Mapped[str] = mapped_column(String(40))


class ReceiptRow(Row):
    """An action already taken, by its client-made id: sending it again changes nothing.

    It names neither person nor content, so that it cannot tie a voter to a vote.
    """

    __tablename__ = "receipt"

    action_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    day: Mapped[str] = mapped_column(String(10), index=True)


class DraftRow(Row):
    """What a person has entered but not yet submitted in one activity."""

    __tablename__ = "draft"

    person_id: Mapped[str] = mapped_column(ID, primary_key=True)
    activity: Mapped[str] = mapped_column(String(120), primary_key=True)
    content: Mapped[dict[str, Any]]


def new_id() -> str:
    """Return a fresh permanent id: 80 random bits, lower-case hexadecimal."""
    return secrets.token_hex(10)
