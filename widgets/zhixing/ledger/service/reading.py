"""What the ledger holds, and how it came to be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from zhixing.actor import Actor
from zhixing.classroom.tables import PersonRow
from zhixing.errors import MissingError
from zhixing.ledger.rules import Status
from zhixing.ledger.tables import EntryChangeRow, EntryRow
from zhixing.records import Work


@dataclass(frozen=True, slots=True)
class Change:
    """One change of an entry.

    Args:
        changed: stored time.
        by: name of who changed it, blank where the person is no longer in the class.
        fields: each field with what it was and what it became.
    """

    changed: str
    by: str
    fields: Mapping[str, Any]

    def json(self) -> dict[str, Any]:
        """Return the form pages show."""
        return {"changed": self.changed, "by": self.by, "fields": dict(self.fields)}


def entry_of(db: Work, actor: Actor, entry_id: str) -> EntryRow:
    """Return an entry of the actor's own class as it stands now.

    Raises:
        MissingError: ``ledger.error.no-entry``.
    """
    row = db.get(EntryRow, entry_id, populate_existing=True)
    if row is None or row.classroom_id != actor.classroom:
        raise MissingError("ledger.error.no-entry")
    return row


def entries(db: Work, classroom_id: str, team: str, status: Status | None = None) -> Sequence[EntryRow]:
    """Return the entries of a group, blank for the class's own, by date, those without a date last."""
    query = _of(classroom_id).where(EntryRow.team == team)
    if status is not None:
        query = query.where(EntryRow.status == status.value)
    return list(db.scalars(query))


def entries_from(db: Work, classroom_id: str, source: str) -> Sequence[EntryRow]:
    """Return what was agreed at one place, whichever group's it is."""
    return list(db.scalars(_of(classroom_id).where(EntryRow.source == source)))


def history(db: Work, entry_id: str) -> Sequence[Change]:
    """Return every change of an entry, the first one first."""
    query = (
        select(EntryChangeRow, PersonRow.name)
        .outerjoin(PersonRow, PersonRow.id == EntryChangeRow.person_id)
        .where(EntryChangeRow.entry_id == entry_id)
    )
    found = [(row, name or "") for row, name in db.execute(query)]
    found.sort(key=lambda pair: pair[0].fields["version"][1])
    return [Change(row.changed, name, _told(row.fields)) for row, name in found]


def _told(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name != "version"}


def _of(classroom_id: str) -> Select[Any]:
    order = (EntryRow.due.is_(None), EntryRow.due, EntryRow.position, EntryRow.id)
    return select(EntryRow).where(EntryRow.classroom_id == classroom_id).order_by(*order)
