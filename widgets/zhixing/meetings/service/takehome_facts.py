"""What a group's pack is made of, as it stands: a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from zhixing.actor import Locale
from zhixing.ledger import service as ledger
from zhixing.ledger.service import Status
from zhixing.ledger.tables import EntryRow
from zhixing.meetings.exchange.facts import ACTIONS, NOTES, PROBLEMS, TASKS, PackRow
from zhixing.meetings.exchange.words import DUTIES
from zhixing.meetings.rules.notes import Kind
from zhixing.meetings.service.actions import SOURCE, today
from zhixing.meetings.service.meetings import State
from zhixing.meetings.tables import MeetingRow, NoteRow
from zhixing.records import Work
from zhixing.teams.service.membership import Member, members
from zhixing.teams.tables import TeamMemberRow, TeamRow
from zhixing.text import catalogue

_OVER = {State.ENDED.value, State.CONFIRMED.value}


@dataclass(frozen=True)
class Ground:
    """A group as its pack sees it.

    Args:
        team: the group.
        members: its people.
        tasks: the row of each member.
        entries: its actions, the finished ones at the end.
        notes: problems of its last meeting, and what is noted for the next.
        meetings: by id.
        last: the last meeting that is over, None before the first.
        next: the meeting that new notes go to, None where none is planned.
        labels: by person what they are called in lists.
    """

    team: TeamRow
    members: Sequence[Member]
    tasks: Mapping[str, TeamMemberRow]
    entries: Sequence[EntryRow]
    notes: Sequence[NoteRow]
    meetings: Mapping[str, MeetingRow]
    last: MeetingRow | None
    next: MeetingRow | None
    labels: Mapping[str, str]

    def entry(self, entry_id: str) -> EntryRow:
        """Return an action by its id."""
        return next(row for row in self.entries if row.id == entry_id)

    def note(self, note_id: str) -> NoteRow:
        """Return a note by its id."""
        return next(row for row in self.notes if row.id == note_id)

    def person(self, label: str) -> str | None:
        """Return who is meant by a name of the list, None for somebody outside the group."""
        return next((person for person, name in self.labels.items() if name == label), None)

    def who(self, row: EntryRow) -> str:
        """Return who does something, as the list calls them."""
        return self.labels.get(row.person_id or "", row.who)


def ground_of(db: Work, team: TeamRow) -> Ground:
    """Return a group as its pack sees it."""
    group = members(db, team.classroom_id).get(team.id, ())
    tasks = {
        row.person_id: row
        for row in db.scalars(select(TeamMemberRow).where(TeamMemberRow.team_id == team.id))
    }
    entries = ledger.entries(db, team.classroom_id, team.id)
    mine = MeetingRow.team_id.is_(None) | (MeetingRow.team_id == team.id)
    order = (MeetingRow.date.is_(None), MeetingRow.date, MeetingRow.starts, MeetingRow.id)
    query = select(MeetingRow).where(MeetingRow.classroom_id == team.classroom_id, mine).order_by(*order)
    meetings = list(db.scalars(query))
    over = [row for row in meetings if row.state in _OVER]
    ahead = sorted((row for row in meetings if row.state not in _OVER), key=_nearness)
    last, following = (over[-1] if over else None), (ahead[0] if ahead else None)
    return Ground(
        team=team,
        members=group,
        tasks=tasks,
        entries=sorted(entries, key=lambda row: row.status != Status.OPEN),
        notes=_notes(db, team.id, [row.id for row in (last, following) if row is not None]),
        meetings={row.id: row for row in meetings},
        last=last,
        next=following,
        labels=_labels(group),
    )


def _nearness(row: MeetingRow) -> tuple[bool, bool]:
    """What runs comes first, then what lies ahead; a day that went by without the meeting comes last."""
    return row.state != State.RUNNING, row.date is not None and row.date < today().isoformat()


def _notes(db: Work, lane: str, meetings: Sequence[str]) -> list[NoteRow]:
    query = select(NoteRow).where(NoteRow.lane == lane, NoteRow.meeting_id.in_(meetings))
    rows = sorted(db.scalars(query), key=lambda row: (meetings.index(row.meeting_id), row.position, row.id))
    return [row for row in rows if not row.withdrawn]


def _labels(group: Sequence[Member]) -> dict[str, str]:
    """Return what members are called: by name, those of the same name with their unit or a number."""
    names = [member.name for member in group]
    found: dict[str, str] = {}
    for member in group:
        label = member.name
        if names.count(label) > 1 and member.unit:
            label = f"{label}（{member.unit}）"
        number = 2
        plain = label
        while label in found.values():
            label = f"{plain} {number}"
            number += 1
        found[member.id] = label
    return found


def rows_of(ground: Ground, locale: Locale) -> dict[str, list[PackRow]]:
    """Return the rows of a pack by sheet, as they stand now."""
    upcoming = None if ground.next is None else ground.next.id
    problems = [row for row in ground.notes if row.kind == Kind.PROBLEM]
    others = [row for row in ground.notes if row.kind != Kind.PROBLEM and row.meeting_id == upcoming]
    return {
        TASKS: [_task(ground, member, locale) for member in ground.members],
        ACTIONS: [_action(ground, row) for row in ground.entries],
        PROBLEMS: [_problem(ground, row) for row in problems],
        NOTES: [_note(ground, row) for row in others],
    }


def _task(ground: Ground, member: Member, locale: Locale) -> PackRow:
    row = ground.tasks[member.id]
    name = ground.labels[member.id]
    duty = catalogue().say(DUTIES.get(member.duty, DUTIES["member"]), locale)
    cells = {"task": row.task, "goal": row.goal, "due": row.due or ""}
    return PackRow(member.id, name, {"name": name, "duty": duty}, cells)


def _action(ground: Ground, row: EntryRow) -> PackRow:
    cells = {
        "what": row.what,
        "who": ground.who(row),
        "due": row.due or "",
        "evidence": row.evidence,
        "status": row.status,
        "proof": row.proof,
    }
    source = row.source.removeprefix(SOURCE) if row.source.startswith(SOURCE) else ""
    return PackRow(row.id, row.what, {"from": _title(ground, source)}, cells)


def _problem(ground: Ground, row: NoteRow) -> PackRow:
    return PackRow(row.id, row.text, {"from": _title(ground, row.meeting_id)}, {"text": row.text})


def _note(ground: Ground, row: NoteRow) -> PackRow:
    cells = {"sort": row.kind, "text": row.text}
    return PackRow(row.id, row.text, {"from": _title(ground, row.meeting_id)}, cells)


def _title(ground: Ground, meeting: str) -> str:
    row = ground.meetings.get(meeting)
    if row is None:
        return ""
    return f"{row.date} {row.title}" if row.date else row.title
