"""Rows of the ledger: entries, and every change of them."""

from typing import Any

from sqlalchemy import ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from zhixing.records.tables import ID, Row


class EntryRow(Row):
    """Something agreed to be done.

    ``kind`` is ``action``; ``team`` the id of the group whose it is, blank for the class's; ``source`` where
    it was agreed (``meeting/<id>``); ``evidence`` what will show that it is done, ``proof`` what did;
    ``status`` is ``open``, ``done`` or ``dropped``; ``due`` and ``closed`` are dates.
    """

    __tablename__ = "ledger_entry"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    classroom_id: Mapped[str] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(16), default="action")
    team: Mapped[str] = mapped_column(String(40), default="", index=True)
    source: Mapped[str] = mapped_column(String(80), default="")
    what: Mapped[str] = mapped_column(Text)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    who: Mapped[str] = mapped_column(String(120), default="")
    due: Mapped[str | None] = mapped_column(String(10))
    evidence: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[str] = mapped_column(String(8), default="open")
    proof: Mapped[str] = mapped_column(Text, default="")
    closed: Mapped[str | None] = mapped_column(String(10))
    position: Mapped[int] = mapped_column(Integer, default=0)
    version: Mapped[int] = mapped_column(Integer, default=1)
    created: Mapped[str] = mapped_column(String(32))
    changed: Mapped[str] = mapped_column(String(32))


class EntryChangeRow(Row):
    """One change of an entry: when, by whom, which fields from what to what."""

    __tablename__ = "ledger_change"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    entry_id: Mapped[str] = mapped_column(ForeignKey("ledger_entry.id", ondelete="CASCADE"), index=True)
    classroom_id: Mapped[str] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"), index=True)
    changed: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    fields: Mapped[dict[str, Any]]
