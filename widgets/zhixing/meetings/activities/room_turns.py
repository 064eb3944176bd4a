"""What the room shows of speaking: whose turn it is, the taps, and the hint for who leads."""

from typing import Any

from zhixing.actor import Actor
from zhixing.meetings.rules.plan import Form
from zhixing.meetings.rules.turns import Speaker
from zhixing.meetings.service import hints
from zhixing.meetings.service.course import Course
from zhixing.meetings.service.floor import Floor
from zhixing.meetings.service.taps import tally
from zhixing.meetings.tables import SpeechRow
from zhixing.records import Work


def turns_json(floor: Floor, actor: Actor, *, leads: bool) -> dict[str, Any] | None:
    """Return who speaks and who is next; the whole list, in order, only for whoever leads.

    Nothing in it tells who has spoken already: that goes to the group's leader alone.
    """
    if floor.block is None:
        return None
    coming = [one for one in floor.coming if floor.now is None or one.id != floor.now.person_id]
    return {
        "now": _now(floor, floor.now),
        "next": _speaker(coming[0]) if coming else None,
        "minutes": floor.minutes,
        "folded": floor.block.form not in (Form.TURNS, Form.REPORTS),
        "order": [_speaker(one) for one in floor.queue] if leads else [],
        "progress": _progress(floor) if leads and hints.is_for(actor) else None,
    }


def _progress(floor: Floor) -> dict[str, int]:
    away = floor.attendance.away(floor.block.id if floor.block else None)
    here = sum(1 for one in floor.queue if one.id not in away)
    return {"done": here - len(floor.coming), "of": here}


def _now(floor: Floor, row: SpeechRow | None) -> dict[str, Any] | None:
    if row is None:
        return None
    speaker = floor.speaker(row.person_id)
    return {
        "id": row.id,
        "person": row.person_id,
        "name": speaker.name if speaker else "",
        "group": speaker.group if speaker else None,
        "began": row.began,
        "ends": row.ends,
        "extended": row.extended // 60,
    }


def _speaker(speaker: Speaker) -> dict[str, Any]:
    return {"id": speaker.id, "name": speaker.name, "group": speaker.group}


def hint_json(floor: Floor, actor: Actor, people: list[str], *, leads: bool) -> dict[str, Any] | None:
    """Return the private hint, for facilitators and the group's leader in blocks that are for speaking."""
    block = floor.block
    if not leads or not hints.is_for(actor) or block is None:
        return None
    is_class = floor.lane == floor.course.home and bool(floor.course.groups)
    if is_class and block.form is not Form.TURNS:
        return None
    found = hints.hint(floor, people, block.id)
    return {
        "silent": found.silent,
        "leading": found.leading,
        "even": None if found.gini is None else round(1 - found.gini, 2),
    }


def taps_json(db: Work, course: Course, lane: str) -> dict[str, Any]:
    """Return how often people asked and stated, in the meeting and in this block."""
    block = course.block(lane)
    counted = tally(db, course.meeting, lane, None if block is None else block.id)
    return {
        "asked": counted.asked,
        "stated": counted.stated,
        "here": dict(counted.here),
        "last": counted.last,
    }
