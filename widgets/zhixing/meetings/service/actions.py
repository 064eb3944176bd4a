"""Actions of a group: agreed at a meeting or in between, carried over to the next one."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, func, select

from zhixing.actor import Actor
from zhixing.classroom.people import people
from zhixing.classroom.rules import Door
from zhixing.errors import RefusedError
from zhixing.ledger import service as ledger
from zhixing.ledger.service import EntryDraft, Status
from zhixing.ledger.tables import EntryRow
from zhixing.meetings.service.meetings import State, require_lane
from zhixing.meetings.service.recording import require_open
from zhixing.meetings.tables import MeetingRow, MeetingRunRow
from zhixing.records import Work
from zhixing.records.clock import utc_now
from zhixing.teams.service.membership import ANYWHERE, require_in, team_named, team_of

SOURCE = "meeting/"


def source_of(meeting_id: str) -> str:
    """Return what the ledger calls a meeting as the place where something was agreed."""
    return f"{SOURCE}{meeting_id}"


def carried(db: Work, meeting: MeetingRow, lane: str | None = None) -> Sequence[EntryRow]:
    """Return what a group had agreed before a meeting: what is still open, what has ended since the last one.

    Entries are as they stand now, with what shows that they are done; what was entered after the meeting, or
    agreed at a later one, is not among them.
    """
    team = (meeting.team_id or "") if lane is None else lane
    began, ended = hours(db, meeting, team)
    since = _last_before(db, meeting) if meeting.date is not None else began
    rows = [
        row
        for row in ledger.entries(db, meeting.classroom_id, team)
        if row.source != source_of(meeting.id)
        and (ended is None or row.created <= ended)
        and (row.status == Status.OPEN or (since is not None and (row.closed or "") > since))
    ]
    after = _later(db, meeting, rows)
    return [row for row in rows if row.source not in after]


def _last_before(db: Work, meeting: MeetingRow) -> str:
    """Return the date of the last meeting of the same people before one; blank where it is the first."""
    same = MeetingRow.team_id.is_(None) if meeting.team_id is None else MeetingRow.team_id == meeting.team_id
    query = select(func.max(MeetingRow.date)).where(
        MeetingRow.classroom_id == meeting.classroom_id, same, MeetingRow.date < meeting.date
    )
    return db.scalar(query) or ""


def _later(db: Work, meeting: MeetingRow, rows: Sequence[EntryRow]) -> frozenset[str]:
    """Return which of the meetings that agreed on some entries come after this one."""
    ids = {row.source.removeprefix(SOURCE) for row in rows if row.source.startswith(SOURCE)}
    if meeting.date is None or not ids:
        return frozenset()
    query = select(MeetingRow.id).where(MeetingRow.id.in_(ids), MeetingRow.date > meeting.date)
    return frozenset(source_of(found) for found in db.scalars(query))


def agreed(db: Work, meeting: MeetingRow, lane: str) -> Sequence[EntryRow]:
    """Return what was agreed at a meeting in a lane."""
    found = ledger.entries_from(db, meeting.classroom_id, source_of(meeting.id))
    return [row for row in found if row.team == lane]


def hours(db: Work, meeting: MeetingRow, lane: str) -> tuple[str | None, str | None]:
    """Return when a meeting began in a lane, and when it was over; None while that is not so."""
    query = select(MeetingRunRow).where(
        MeetingRunRow.meeting_id == meeting.id, MeetingRunRow.lane.in_({lane, meeting.team_id or ""})
    )
    rows = list(db.scalars(query))
    begun = [row.past[0]["began"] if row.past else row.began for row in rows]
    over = [row.past[-1]["ended"] for row in rows if row.past and row.block is None]
    is_over = meeting.state in {State.ENDED, State.CONFIRMED}
    return min(filter(None, begun), default=None), max(over, default=None) if is_over else None


def counts(db: Work, classroom_id: str, today: date) -> Mapping[str, tuple[int, int]]:
    """Return for every group how many entries are open, and how many of them are overdue."""
    late = func.sum(case((EntryRow.due < today.isoformat(), 1), else_=0))
    query = (
        select(EntryRow.team, func.count(), late)
        .where(EntryRow.classroom_id == classroom_id, EntryRow.status == Status.OPEN.value)
        .group_by(EntryRow.team)
    )
    return {team: (int(number), int(overdue or 0)) for team, number, overdue in db.execute(query)}


def told(db: Work, classroom_id: str, rows: Sequence[EntryRow], today: date) -> list[dict[str, Any]]:
    """Return entries in the form pages and papers show, with the names people go by now."""
    names = {person.id: person.name for person in people(db, classroom_id)} if rows else {}
    ids = {row.source.removeprefix(SOURCE) for row in rows if row.source.startswith(SOURCE)}
    query = select(MeetingRow.id, MeetingRow.title, MeetingRow.date).where(MeetingRow.id.in_(ids))
    places = {place: {"title": title, "date": day} for place, title, day in db.execute(query)} if ids else {}
    return [
        {
            "id": row.id,
            "what": row.what,
            "who": names.get(row.person_id or "", row.who),
            "person": row.person_id,
            "due": row.due,
            "evidence": row.evidence,
            "status": row.status,
            "proof": row.proof,
            "closed": row.closed,
            "version": row.version,
            "overdue": ledger.is_overdue(row.status, row.due, today),
            "from": places.get(row.source.removeprefix(SOURCE)),
        }
        for row in rows
    ]


def agree(
    db: Work, actor: Actor, meeting_id: str, lane: str, draft: EntryDraft, *, afterwards: bool = False
) -> EntryRow:
    """Enter what is agreed at a meeting; ``afterwards`` allows a date before it.

    Raises:
        RefusedError: not this person's, or the minutes are confirmed.
        InputError: something is missing, too long, or the date lies before the meeting.
    """
    meeting = require_lane(db, actor, meeting_id, lane, Door.KEEP_LEDGER)
    require_open(db, meeting, lane)
    earliest = date.fromisoformat(meeting.date) if meeting.date and not afterwards else None
    return ledger.add_entry(db, actor, draft, lane, source_of(meeting.id), earliest=earliest)


def enter(db: Work, actor: Actor, team: str, draft: EntryDraft) -> EntryRow:
    """Enter something on a group's list between meetings; blank for the list of the class.

    Raises:
        MissingError: ``teams.error.no-team``.
        RefusedError: not this person's.
        InputError: something is missing or too long, or the date is none.
    """
    if team:
        team_named(db, actor, team)
    require_in(db, actor, Door.KEEP_LEDGER, team or None)
    return ledger.add_entry(db, actor, draft, team, "")


def kept_entry(db: Work, actor: Actor, entry_id: str) -> EntryRow:
    """Return an entry that the person may change: one of their own group.

    Raises:
        MissingError: ``ledger.error.no-entry``.
        RefusedError: not this person's.
    """
    row = ledger.entry_of(db, actor, entry_id)
    require_in(db, actor, Door.KEEP_LEDGER, row.team or None)
    return row


def today() -> date:
    """Return the local date."""
    return datetime.fromisoformat(utc_now()).astimezone().date()


def earliest_for(db: Work, row: EntryRow) -> date | None:
    """Return the first date that makes sense for an entry: that of the meeting that agreed it."""
    if not row.source.startswith(SOURCE):
        return None
    meeting = db.get(MeetingRow, row.source.removeprefix(SOURCE))
    return date.fromisoformat(meeting.date) if meeting is not None and meeting.date else None


def require_reader(db: Work, actor: Actor, team: str) -> None:
    """Let somebody look at a group's list: its members, and those at home in every group.

    Raises:
        MissingError: ``teams.error.no-team``.
        RefusedError: ``teams.error.other-team``.
    """
    if team:
        team_named(db, actor, team)
    if actor.has(*ANYWHERE):
        return
    own = team_of(db, actor.person)
    if not team or own is None or own.id != team:
        raise RefusedError("teams.error.other-team")
