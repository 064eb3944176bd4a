"""Meetings: found, and who may do what in them."""

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import select, union

from zhixing.actor import Actor
from zhixing.classroom.people import people
from zhixing.classroom.rules import MAY, Door
from zhixing.errors import MissingError, RefusedError
from zhixing.meetings.rules.plan import Plan
from zhixing.meetings.tables import MeetingRow, MeetingRunRow, NoteRow
from zhixing.records import Work, new_id
from zhixing.records.clock import utc_now
from zhixing.teams.service.membership import ANYWHERE, Member, members, require_in, team_named, team_of
from zhixing.teams.service.membership import teams as all_teams


class State(StrEnum):
    """How far a meeting is."""

    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"
    CONFIRMED = "confirmed"


def new_meeting(
    db: Work,
    actor: Actor,
    team_id: str | None,
    kind: str,
    *,
    title: str,
    plan: Plan,
    date: str | None = None,
    starts: str = "09:00",
    place: str = "",
) -> MeetingRow:
    """Set up a meeting of one group, or of the whole class; what is given has been checked by the caller.

    Raises:
        RefusedError: not this person's to plan.
        MissingError: ``teams.error.no-team``: there is no such group, or no more.
    """
    require_in(db, actor, Door.PLAN_MEETINGS, team_id)
    if team_id is not None and team_named(db, actor, team_id).seat is None:
        raise MissingError("teams.error.no-team")
    row = MeetingRow(
        id=new_id(),
        classroom_id=actor.classroom,
        team_id=team_id,
        kind=kind,
        title=title,
        date=date,
        starts=starts,
        place=place,
        state=State.PLANNED,
        plan=plan.json(),
        changed=utc_now(),
    )
    db.add(row)
    db.flush()
    db.touch(actor.classroom, "meetings")
    return row


def meeting_of(db: Work, actor: Actor, meeting_id: str) -> MeetingRow:
    """Return a meeting that the person belongs to or is at home in.

    Raises:
        MissingError: ``meetings.error.no-meeting``.
        RefusedError: ``meetings.error.other-group``.
    """
    row = db.get(MeetingRow, meeting_id)
    if row is None or row.classroom_id != actor.classroom:
        raise MissingError("meetings.error.no-meeting")
    if not _belongs(db, actor, row):
        raise RefusedError("meetings.error.other-group")
    return row


def meetings_of(db: Work, actor: Actor) -> list[MeetingRow]:
    """Return the meetings a person belongs to or is at home in, by date, those without a date last."""
    own = team_of(db, actor.person)
    query = select(MeetingRow).where(MeetingRow.classroom_id == actor.classroom)
    if not actor.has(*ANYWHERE):
        mine = MeetingRow.team_id.is_(None)
        query = query.where(mine if own is None else mine | (MeetingRow.team_id == own.id))
    order = (MeetingRow.date.is_(None), MeetingRow.date, MeetingRow.starts, MeetingRow.id)
    return list(db.scalars(query.order_by(*order)))


def running(db: Work, actor: Actor) -> MeetingRow | None:
    """Return the meeting that runs now for somebody: the own group's before the class's."""
    own = team_of(db, actor.person)
    query = select(MeetingRow).where(
        MeetingRow.classroom_id == actor.classroom, MeetingRow.state == State.RUNNING
    )
    found = sorted(db.scalars(query), key=lambda row: (row.team_id is None, row.changed, row.id))
    mine = [row for row in found if row.team_id is None or (own is not None and row.team_id == own.id)]
    if mine:
        return mine[0]
    return found[0] if found and actor.has(*ANYWHERE) else None


def plan_of(row: MeetingRow) -> Plan:
    """Return a meeting's plan."""
    return Plan.parse(row.plan)


def lanes(db: Work, row: MeetingRow) -> tuple[str, ...]:
    """Return the lanes of a meeting: its group; or everybody together, then every group of the class.

    Once a meeting is over, groups that worked in it and are no more come last.
    """
    if row.team_id is not None:
        return (row.team_id,)
    known = ["", *(team.id for team in all_teams(db, row.classroom_id))]
    if row.state in {State.ENDED, State.CONFIRMED}:
        traces = (select(table.lane).where(table.meeting_id == row.id) for table in (MeetingRunRow, NoteRow))
        known += sorted(set(db.scalars(union(*traces))).difference(known))
    return tuple(known)


def own_lane(db: Work, actor: Actor, row: MeetingRow) -> str:
    """Return the lane a person works in while groups work by themselves; blank for who is in no group."""
    if row.team_id is not None:
        return row.team_id
    own = team_of(db, actor.person)
    return "" if own is None else own.id


def require_lane(
    db: Work, actor: Actor, meeting_id: str, lane: str, door: Door = Door.LEAD_MEETING
) -> MeetingRow:
    """Return a meeting in one of whose lanes the person may do something.

    Raises:
        MissingError: ``meetings.error.no-meeting``, ``meetings.error.no-lane``.
        RefusedError: not this person's.
    """
    row = meeting_of(db, actor, meeting_id)
    if lane not in lanes(db, row):
        raise MissingError("meetings.error.no-lane")
    require_in(db, actor, door, lane or None)
    return row


def people_in(db: Work, row: MeetingRow, lane: str) -> Sequence[Member]:
    """Return who takes part in a lane, in establishment order: a group's members, or everybody who learns."""
    grouped = members(db, row.classroom_id)
    if lane:
        return grouped.get(lane, ())
    known = {member.id: member for each in grouped.values() for member in each}
    found = []
    for person in people(db, row.classroom_id):
        if not MAY[Door.TAKE_PART].isdisjoint(person.roles):
            alone = Member(person.id, person.name, "", person.post, "member", "", person.joined)
            found.append(known.get(person.id, alone))
    return found


def _belongs(db: Work, actor: Actor, row: MeetingRow) -> bool:
    if row.team_id is None or actor.has(*ANYWHERE):
        return True
    own = team_of(db, actor.person)
    return own is not None and own.id == row.team_id
