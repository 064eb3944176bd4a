"""Keep the ledger: every verb leaves a row that says who changed what, from what to what."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from zhixing.actor import Actor
from zhixing.classroom.people import member
from zhixing.classroom.rules import Door, require
from zhixing.errors import ConflictError, RefusedError
from zhixing.ledger.rules import EntryDraft, Status
from zhixing.ledger.rules.entry import changed_fields, check_said
from zhixing.ledger.service.reading import entry_of
from zhixing.ledger.tables import EntryChangeRow, EntryRow
from zhixing.records import Work, new_id
from zhixing.records.clock import utc_now

_FIELDS = ("what", "who", "person_id", "due", "evidence", "status", "proof", "closed", "version")


def add_entry(
    db: Work, actor: Actor, draft: EntryDraft, team: str, source: str, *, earliest: date | None = None
) -> EntryRow:
    """Enter something agreed to be done.

    Args:
        db: the unit of work.
        actor: who enters it; the caller has checked that the group is theirs.
        draft: what is to be done, by whom, by when, and what will show it.
        team: id of the group whose it is, blank for the class's own.
        source: where it was agreed, for example ``meeting/<id>``.
        earliest: the first date that makes sense.

    Raises:
        RefusedError: not this person's.
        InputError: something is missing, too long, or the date is out of reach.
        MissingError: the person is not of this class.
    """
    require(actor, Door.KEEP_LEDGER)
    checked = _named(db, actor, draft.checked(today=_today(), earliest=earliest))
    last = db.scalar(
        select(func.max(EntryRow.position)).where(
            EntryRow.classroom_id == actor.classroom, EntryRow.team == team
        )
    )
    now = utc_now()
    row = EntryRow(
        id=new_id(),
        classroom_id=actor.classroom,
        team=team,
        source=source,
        status=Status.OPEN.value,
        proof="",
        closed=None,
        position=(last or 0) + 1,
        version=1,
        created=now,
        changed=now,
        **_written(checked),
    )
    db.add(row)
    db.flush()
    _keep_change(db, actor, row, {})
    return row


def change_entry(
    db: Work,
    actor: Actor,
    entry_id: str,
    draft: EntryDraft,
    seen_version: int,
    *,
    earliest: date | None = None,
) -> EntryRow:
    """Change what is to be done, by whom, by when, or what will show it, while it is open.

    Raises:
        RefusedError: not this person's; ``ledger.error.closed``: it is done or given up.
        MissingError: ``ledger.error.no-entry``.
        ConflictError: somebody changed it meanwhile; the sentence names the time.
        InputError: something is missing, too long, or the date is out of reach.
    """
    row = _seen(db, actor, entry_id, seen_version)
    _expect_open(row)
    kept = None if draft.due == row.due else earliest
    checked = _named(db, actor, draft.checked(today=_today(), earliest=kept), row)
    return _store(db, actor, row, _written(checked))


def close_entry(db: Work, actor: Actor, entry_id: str, proof: str, seen_version: int) -> EntryRow:
    """Say that it is done, and what shows it.

    Raises:
        RefusedError: not this person's, or it is not open.
        MissingError: ``ledger.error.no-entry``.
        ConflictError: somebody changed it meanwhile.
        InputError: nothing, or too much, is said of what shows it.
    """
    said = check_said("proof", proof)
    return _end(db, actor, _seen(db, actor, entry_id, seen_version), Status.DONE, said)


def drop_entry(db: Work, actor: Actor, entry_id: str, reason: str, seen_version: int) -> EntryRow:
    """Give it up, and say why.

    Raises:
        RefusedError: not this person's, or it is not open.
        MissingError: ``ledger.error.no-entry``.
        ConflictError: somebody changed it meanwhile.
        InputError: no reason is given, or it is too long.
    """
    said = check_said("reason", reason)
    return _end(db, actor, _seen(db, actor, entry_id, seen_version), Status.DROPPED, said)


def reopen_entry(db: Work, actor: Actor, entry_id: str, reason: str, seen_version: int) -> EntryRow:
    """Take up again what was done or given up; what was said at its end stays in its history.

    Raises:
        RefusedError: not this person's; ``ledger.error.is-open``.
        MissingError: ``ledger.error.no-entry``.
        ConflictError: somebody changed it meanwhile.
        InputError: no reason is given, or it is too long.
    """
    said = check_said("reason", reason)
    row = _seen(db, actor, entry_id, seen_version)
    if row.status == Status.OPEN:
        raise RefusedError("ledger.error.is-open")
    return _store(db, actor, row, {"status": Status.OPEN.value, "proof": "", "closed": None}, reason=said)


def _end(db: Work, actor: Actor, row: EntryRow, status: Status, said: str) -> EntryRow:
    _expect_open(row)
    return _store(db, actor, row, {"status": status.value, "proof": said, "closed": _today().isoformat()})


def _seen(db: Work, actor: Actor, entry_id: str, seen_version: int) -> EntryRow:
    require(actor, Door.KEEP_LEDGER)
    row = entry_of(db, actor, entry_id)
    if row.version != seen_version:
        time = datetime.fromisoformat(row.changed).astimezone().strftime("%H:%M")
        raise ConflictError("ledger.error.changed-meanwhile", {"time": time})
    return row


def _expect_open(row: EntryRow) -> None:
    if row.status != Status.OPEN:
        raise RefusedError("ledger.error.closed")


def _store(
    db: Work, actor: Actor, row: EntryRow, values: Mapping[str, Any], *, reason: str | None = None
) -> EntryRow:
    before = _state(row)
    if changed_fields(before, values):
        for name, value in values.items():
            setattr(row, name, value)
        row.version += 1
        row.changed = utc_now()
        db.flush()
        _keep_change(db, actor, row, before, reason=reason)
    return row


def _keep_change(
    db: Work, actor: Actor, row: EntryRow, before: Mapping[str, Any], *, reason: str | None = None
) -> None:
    fields: dict[str, Any] = changed_fields(before, _state(row))
    if reason is not None:
        fields["reason"] = [None, reason]
    db.add(
        EntryChangeRow(
            id=new_id(),
            entry_id=row.id,
            classroom_id=row.classroom_id,
            changed=row.changed,
            person_id=actor.person,
            fields=fields,
        )
    )
    db.flush()
    db.touch(actor.classroom, "ledger")


def _named(db: Work, actor: Actor, draft: EntryDraft, row: EntryRow | None = None) -> EntryDraft:
    """Put the person's own name in, so that it is still there when the person is not."""
    if draft.person is None:
        return draft
    is_same = row is not None and row.person_id == draft.person
    return replace(
        draft, who=row.who if row is not None and is_same else member(db, actor, draft.person).name
    )


def _written(draft: EntryDraft) -> dict[str, Any]:
    return {
        "what": draft.what,
        "who": draft.who,
        "person_id": draft.person,
        "due": draft.due,
        "evidence": draft.evidence,
    }


def _state(row: EntryRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _FIELDS}


def _today() -> date:
    return datetime.fromisoformat(utc_now()).astimezone().date()
