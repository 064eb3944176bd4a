"""The record of a meeting (会议记录): its facts, and the group's own words laid over them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhixing.actor import Actor
from zhixing.classroom.people import people
from zhixing.classroom.tables import ClassroomRow
from zhixing.decisions.service import versions
from zhixing.meetings.rules.minutes import Record, Shown, laid_over, mark_of
from zhixing.meetings.rules.minutes_words import SECTIONS, Facts, paragraphs
from zhixing.meetings.service.actions import agreed, carried, hours, today, told
from zhixing.meetings.service.course import course_of
from zhixing.meetings.service.meetings import lanes, people_in
from zhixing.meetings.service.minutes_facts import (
    agenda_of,
    attendance_of,
    clock_of,
    ideas_of,
    next_meeting,
    noted,
    reports_of,
    roles_of,
)
from zhixing.meetings.service.notes import notes
from zhixing.meetings.service.recording import record_of, subject_of
from zhixing.meetings.service.way import way_of
from zhixing.meetings.tables import MeetingRow
from zhixing.records import Work
from zhixing.teams.service.membership import ANYWHERE, facilitators, team_of
from zhixing.teams.tables import TeamRow


@dataclass(frozen=True)
class Minutes:
    """The record of one lane as it stands.

    Args:
        facts: what happened; frozen once the record is confirmed.
        shown: its paragraphs, with the group's own words in place.
        record: what people have put into it.
    """

    facts: Facts
    shown: tuple[Shown, ...]
    record: Record

    @property
    def mark(self) -> str:
        """What whoever confirms must have seen: every word and every action."""
        told_ = [shown.json() for shown in self.shown]
        actions = [{**action, "version": 0, "overdue": False} for action in self.facts["actions"]]
        return mark_of([told_, actions])

    @property
    def open_choices(self) -> int:
        """How many paragraphs wait for somebody to choose between own words and new facts."""
        return sum(1 for shown in self.shown if shown.is_open)

    @property
    def gaps(self) -> tuple[str, ...]:
        """What a record of this method usually has and this one lacks."""
        actions = self.facts["actions"]
        lacks = {
            "lessons": not self.section("lessons"),
            "decisions": not self.section("decisions") and not actions,
            "actions": not actions,
            "dates": any(action["due"] is None for action in actions),
            "evidence": any(not action["evidence"] for action in actions),
            "next": self.facts["next_meeting"] is None,
        }
        return tuple(name for name, is_so in lacks.items() if is_so)

    def section(self, name: str) -> Sequence[Shown]:
        """Return the paragraphs of one section."""
        return [shown for shown in self.shown if shown.paragraph.section == name]


def minutes_of(db: Work, meeting: MeetingRow, lane: str) -> Minutes:
    """Return the record of a lane: as it was confirmed, else as it stands now."""
    record = record_of(db, meeting, lane)
    if record.confirmed is not None:
        kept = next(
            each
            for each in versions(db, meeting.classroom_id, subject_of(meeting, lane))
            if each.version == record.confirmed.version
        )
        shown = tuple(Shown.parse(raw) for raw in kept.content["shown"])
        return Minutes(kept.content["facts"], shown, record)
    found = facts_now(db, meeting, lane, record)
    return Minutes(found, laid_over(paragraphs(found), record.edits), record)


def facts(db: Work, meeting: MeetingRow, lane: str) -> dict[str, Any]:
    """Return what happened in a lane of a meeting as JSON; as it was confirmed, else as it stands now."""
    return dict(minutes_of(db, meeting, lane).facts)


def facts_now(db: Work, meeting: MeetingRow, lane: str, record: Record) -> dict[str, Any]:
    """Return what happened in a lane of a meeting as far as it is stored now; a fixed number of queries."""
    course = course_of(db, meeting)
    here = people_in(db, meeting, lane)
    names = {person.id: person.name for person in people(db, meeting.classroom_id)}
    team = db.get(TeamRow, lane) if lane else None
    rows = notes(db, meeting.id, lane)
    began, ended = hours(db, meeting, lane)
    guides = facilitators(db, meeting.classroom_id).get(lane, ())
    way = way_of(db, meeting.classroom_id, lane or None).way
    problem, reframed = way.get("problem") or {}, way.get("reframed") or {}
    day = date.fromisoformat(meeting.date) if meeting.date else today()
    return {
        "meeting": {
            "id": meeting.id,
            "title": meeting.title,
            "kind": meeting.kind,
            "state": meeting.state,
            "date": meeting.date,
            "starts": meeting.starts,
            "place": meeting.place,
        },
        "classroom": db.get_one(ClassroomRow, meeting.classroom_id).name,
        "lane": lane,
        "group": None if team is None else {"id": team.id, "name": team.name, "number": team.seat},
        "began": clock_of(began),
        "ended": clock_of(ended),
        **roles_of(db, meeting, lane, here, names),
        "facilitators": [names[guide] for guide in guides if guide in names],
        "attendance": attendance_of(db, course, here),
        **agenda_of(course, lane),
        "carried": told(db, meeting.classroom_id, carried(db, meeting, lane), day),
        "reports": reports_of(db, course, lane, rows, names),
        **noted(rows, names),
        "ideas": ideas_of(db, meeting, lane),
        "way": {
            "before": problem.get("text", ""),
            "after": reframed.get("text", ""),
            "why": reframed.get("why", ""),
        },
        "actions": told(db, meeting.classroom_id, agreed(db, meeting, lane), day),
        "dissent": [{"text": one.text, "name": one.name} for one in record.objections],
        "next_meeting": next_meeting(db, meeting),
        "remarks": record.remarks,
    }


def lanes_to_read(db: Work, actor: Actor, meeting: MeetingRow) -> Sequence[str]:
    """Return the lanes whose records somebody may read: their own, and that of everybody together."""
    found = lanes(db, meeting)
    if actor.has(*ANYWHERE):
        return found
    own = team_of(db, actor.person)
    mine = "" if own is None else own.id
    return [lane for lane in found if lane in {"", mine}]


def sections_of(minutes: Minutes) -> Mapping[str, Sequence[Shown]]:
    """Return every section that says something, in order; actions are a table beside them."""
    found = {name: minutes.section(name) for name in SECTIONS}
    return {
        name: shown
        for name, shown in found.items()
        if shown or (name == "actions" and minutes.facts["actions"])
    }
