"""What the room shows of one lane, as far as somebody may see it."""

from collections.abc import Sequence
from typing import Any

from zhixing.actor import Actor
from zhixing.classroom.rules import Door
from zhixing.classroom.session import values_of
from zhixing.meetings.activities.room_strip import block_json, phase_of, strip_json
from zhixing.meetings.activities.room_tools import tools_json
from zhixing.meetings.activities.room_turns import hint_json, taps_json, turns_json
from zhixing.meetings.rules import run as rules
from zhixing.meetings.service.course import Course, present_moment
from zhixing.meetings.service.floor import floor_of
from zhixing.meetings.service.meetings import State, people_in
from zhixing.records import Work
from zhixing.teams.service.membership import may_in


def lane_json(db: Work, actor: Actor, course: Course, lane: str, names: frozenset[str]) -> dict[str, Any]:
    """Return one lane of a meeting: its block and clock, what comes next, and for who leads the tools."""
    leads = may_in(db, actor, Door.LEAD_MEETING, lane or None)
    phase = phase_of(course, lane)
    shown = lane if phase in ("block", "waits", "unopened") else course.home
    people = people_in(db, course.meeting, shown)
    floor = floor_of(db, course, shown, people)
    standing, own = course.standing(shown, present_moment()), course.standing(lane, present_moment())
    holds = leads and shown == lane
    return {
        "lane": lane,
        "leads": leads,
        "phase": phase,
        "block": block_json(course.plan.get(standing.block)),
        "began": standing.began,
        "ends": standing.ends,
        "due": standing.due,
        "left": _left(standing.past) if standing.block is None else None,
        "version": own.version,
        "hidden": own.hidden,
        "next": _next(course, lane),
        "undo": _undo(course, lane) if leads else None,
        "strip": strip_json(course, lane),
        "people": len(people),
        "class": _class(course, lane),
        "extend": values_of(db, course.meeting.classroom_id).int("session.extend-minutes"),
        "turns": turns_json(floor, actor, leads=holds),
        "hint": hint_json(floor, actor, [one.id for one in people], leads=holds),
        "taps": taps_json(db, course, lane) if leads and course.meeting.state == State.RUNNING else None,
        "tools": tools_json(course, lane, names)
        if leads
        else {"block": None, "notes": None, "minutes": None},
    }


def _left(past: Sequence[dict[str, Any]]) -> str | None:
    """Return when the last block was over."""
    return str(past[-1]["ended"]) if past else None


def _next(course: Course, lane: str) -> dict[str, Any] | None:
    """Return what the next press leads to; None where nothing follows."""
    if lane == course.home:
        coming, at = rules.following(course.stops, course.run(lane)), course.run(lane)
        if coming is None:
            return None
        place = rules.place(course.stops, at)
        breaks = at.block is not None and course.stops[place].day != coming.day
        return {"title": coming.title.json(), "apart": coming.apart, "day": coming.day, "breaks": breaks}
    if course.apart is None:
        return None
    after = rules.following(course.apart.each(), course.run_apart(lane))
    if after is None:
        return None
    return {"title": after.title.json(), "apart": False, "day": after.day, "breaks": False}


def _undo(course: Course, lane: str) -> dict[str, Any] | None:
    """Return what undoing leads back to: a block, the break between two days, or before the beginning."""
    if course.meeting.state == State.CONFIRMED:
        return None
    if lane != course.home:
        past = course.run_apart(lane).past
        return {"to": _title(course, past[-1].block)} if past else None
    run = course.run(lane)
    if not run.has_begun:
        return None
    before = rules.undo(run)
    return {"to": _title(course, before.block), "start": not before.has_begun}


def _title(course: Course, block_id: str | None) -> dict[str, str] | None:
    block = course.plan.get(block_id)
    return None if block is None else block.title.json()


def _class(course: Course, lane: str) -> dict[str, Any] | None:
    """Return what groups know of each other while they are apart: how many are done, when all gather."""
    if not course.groups or course.apart is None:
        return None
    others = [each for each in course.groups if each != lane]
    home = course.run(course.home)
    return {
        "gather": rules.stored_if(home.ends),
        "done": sum(1 for each in others if course.waits(each)),
        "of": len(others),
    }
