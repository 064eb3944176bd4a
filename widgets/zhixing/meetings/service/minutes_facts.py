"""What happened at a meeting, gathered from what is stored: the facts that its record is made of."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from zhixing.meetings.rules.balance import halves
from zhixing.meetings.rules.notes import Kind
from zhixing.meetings.rules.plan import Block, Form, Setting
from zhixing.meetings.rules.rounds import TableRole
from zhixing.meetings.service.course import Course
from zhixing.meetings.service.ideas import outcome
from zhixing.meetings.service.meetings import State
from zhixing.meetings.service.rounds import discussion_of
from zhixing.meetings.service.speeches import speeches
from zhixing.meetings.tables import AttendanceRow, MeetingRow, NoteRow
from zhixing.records import Work
from zhixing.teams.service.membership import Member

_HERE = {"present", "late"}
"""States of attendance that the record calls present: who came late is nobody's business in it."""
_REPORT_PARTS = {"report", "reports"}
_SECTIONS: Mapping[str, Kind] = {
    "problems": Kind.PROBLEM,
    "discussion": Kind.DISCUSSION,
    "decisions": Kind.DECISION,
    "lessons": Kind.LESSON,
    "comments": Kind.COMMENT,
    "next": Kind.NEXT,
}


def clock_of(moment: str | None) -> dict[str, str] | None:
    """Return the local day and time of day of a stored moment."""
    if moment is None:
        return None
    local = datetime.fromisoformat(moment).astimezone()
    return {"day": local.date().isoformat(), "clock": local.strftime("%H:%M")}


def agenda_of(course: Course, lane: str) -> dict[str, Any]:
    """Return the blocks a lane went through with the times they really took, and those it did not come to."""
    row = course.rows.get(lane)
    been = [] if row is None else [*row.past]
    if row is not None and row.block is not None:
        been.append({"block": row.block, "began": row.began, "ended": None})
    items = [item for stay in been if (item := _stay(course, lane, stay)) is not None]
    seen = {stay["block"] for stay in been}
    over = course.meeting.state in {State.ENDED, State.CONFIRMED}
    left = [block.title.json() for block in _own_blocks(course, lane) if block.id not in seen]
    return {"agenda": items, "not_held": left if over and been else []}


def _stay(course: Course, lane: str, stay: Mapping[str, Any]) -> dict[str, Any] | None:
    began, ended = clock_of(stay["began"]), clock_of(stay["ended"])
    stop = next((each for each in course.stops if each.has(stay["block"])), None)
    block = course.plan.get(stay["block"])
    if began is None or block is None:
        return None
    apart = lane == course.home and stop is not None and stop.apart
    titles = (
        [each.title.json() for each in stop.blocks] if apart and stop is not None else [block.title.json()]
    )
    return {
        "block": stay["block"],
        "titles": titles,
        "apart": apart,
        "day": began["day"],
        "began": began["clock"],
        "ended": None if ended is None else ended["clock"],
    }


def _own_blocks(course: Course, lane: str) -> Sequence[Block]:
    """Return the blocks a lane goes through by itself; what groups do apart is not the class's."""
    if lane == course.home:
        found = [block for stop in course.stops if not stop.apart for block in stop.blocks]
    else:
        found = [block for block in course.plan if block.setting is Setting.GROUPS]
    return [block for block in found if block.form is not Form.BREAK]


def attendance_of(db: Work, course: Course, here: Sequence[Member]) -> list[dict[str, Any]]:
    """Return who was there, on leave and absent, by half-day; before there is a sheet, who has joined."""
    query = select(AttendanceRow).where(AttendanceRow.meeting_id == course.meeting.id)
    names = {member.id: member.name for member in here}
    told: dict[int, dict[str, str]] = {}
    for row in db.scalars(query):
        if row.person_id in names:
            told.setdefault(row.half, {})[row.person_id] = row.state
    if not told:
        joined = [member.name for member in here if member.joined]
        return [_half(course, 0, {"present": joined, "leave": [], "absent": []})] if joined else []
    found = []
    for half, states in sorted(told.items()):
        by_state: dict[str, list[str]] = {"present": [], "leave": [], "absent": []}
        for person, name in names.items():
            state = states.get(person)
            if state is not None:
                by_state["present" if state in _HERE else state].append(name)
        found.append(_half(course, half, by_state))
    return found


def _half(course: Course, half: int, states: Mapping[str, list[str]]) -> dict[str, Any]:
    known = halves(course.plan)
    at = known[half] if half < len(known) else None
    noon = 12 * 60
    return {
        "half": half,
        "day": None if at is None else at.day,
        "morning": at is not None and at.begins < noon,
        "states": dict(states),
    }


def roles_of(
    db: Work, meeting: MeetingRow, lane: str, here: Sequence[Member], names: Mapping[str, str]
) -> dict[str, list[str]]:
    """Return who led and who recorded: as the table has said, else the group's leader and liaison."""
    said = discussion_of(db, meeting, lane).roles
    duties = {
        duty: [m.name for m in here if m.duty == duty] if lane else [] for duty in ("leader", "liaison")
    }
    chair, recorder = said.get(TableRole.HOST, ""), said.get(TableRole.RECORDER, "")
    return {
        "chair": [names[chair]] if chair in names else duties["leader"],
        "recorder": [names[recorder]] if recorder in names else duties["liaison"],
    }


def noted(rows: Sequence[NoteRow], names: Mapping[str, str]) -> dict[str, Any]:
    """Return the notes by section of the record."""
    return {
        section: [_note(row, names) for row in rows if row.kind == kind]
        for section, kind in _SECTIONS.items()
    }


def reports_of(
    db: Work, course: Course, lane: str, rows: Sequence[NoteRow], names: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return who reported, in the order of their turns, each with what was noted of it."""
    told = [row for row in rows if row.kind == Kind.REPORT]
    spoke = [row.person_id for row in speeches(db, course.meeting.id, lane) if _is_report(course, row.block)]
    order = dict.fromkeys([*spoke, *(row.person_id for row in told if row.person_id)])
    found = []
    for person in order:
        if person in names:
            own = [_note(row, names) for row in told if row.person_id == person]
            found.append({"person": person, "name": names[person], "notes": own})
    nobodys = [_note(row, names) for row in told if row.person_id not in names]
    return [*found, {"person": None, "name": "", "notes": nobodys}] if nobodys else found


def _is_report(course: Course, block_id: str) -> bool:
    block = course.plan.get(block_id)
    if block is None:
        return False
    return block.form is Form.REPORTS or (block.form is Form.TURNS and block.part in _REPORT_PARTS)


def _note(row: NoteRow, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": row.id,
        "text": row.text,
        "name": names.get(row.person_id or "", ""),
        "highlighted": row.highlighted,
    }


def ideas_of(db: Work, meeting: MeetingRow, lane: str) -> list[dict[str, Any]]:
    """Return what came of the walls of ideas."""
    return [
        {
            "board": wall.board,
            "about": wall.about,
            "entries": [
                {
                    "text": entry.text,
                    "points": entry.points,
                    "chosen_by": entry.chosen_by,
                    "heading": entry.heading,
                    "chosen": entry.is_chosen,
                }
                for entry in wall.entries
            ],
        }
        for wall in outcome(db, meeting, lane)
    ]


def next_meeting(db: Work, meeting: MeetingRow) -> dict[str, Any] | None:
    """Return the next meeting of the same people that has a date."""
    same = MeetingRow.team_id.is_(None) if meeting.team_id is None else MeetingRow.team_id == meeting.team_id
    after = meeting.date or datetime.now().astimezone().date().isoformat()
    query = (
        select(MeetingRow)
        .where(MeetingRow.classroom_id == meeting.classroom_id, same, MeetingRow.date > after)
        .order_by(MeetingRow.date, MeetingRow.starts)
        .limit(1)
    )
    row = db.scalar(query)
    if row is None:
        return None
    return {"title": row.title, "date": row.date, "starts": row.starts, "place": row.place}
