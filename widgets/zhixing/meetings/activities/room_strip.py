"""How a meeting's plan and its real times look in a view."""

from collections.abc import Mapping, Sequence
from typing import Any

from zhixing.meetings.rules.plan import Block, clock_of
from zhixing.meetings.service.course import Course
from zhixing.meetings.service.meetings import State
from zhixing.meetings.tables import MeetingRow
from zhixing.teams.service.charter import own_name
from zhixing.teams.tables import TeamRow


def meeting_json(row: MeetingRow, groups: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """Return what anybody who belongs to a meeting may know of it."""
    return {
        "id": row.id,
        "title": row.title,
        "kind": row.kind,
        "date": row.date,
        "starts": row.starts,
        "place": row.place,
        "state": row.state,
        "group": groups.get(row.team_id or ""),
    }


def groups_json(teams: Sequence[TeamRow]) -> dict[str, dict[str, Any]]:
    """Return groups by id, with their numbers and the names people gave them."""
    return {team.id: {"id": team.id, "number": team.seat, "name": own_name(team)} for team in teams}


def block_json(block: Block | None) -> dict[str, Any] | None:
    """Return a block as the room shows it."""
    if block is None:
        return None
    return {
        "id": block.id,
        "title": block.title.json(),
        "say": None if block.say is None else block.say.json(),
        "form": block.form.value,
        "minutes": block.minutes,
        "each": block.each,
    }


def strip_json(course: Course, lane: str) -> list[dict[str, Any]]:
    """Return the blocks of a plan with their planned times and, in a lane, when they really were."""
    stays = _stays(course, lane)
    return [
        {
            "id": block.id,
            "title": block.title.json(),
            "minutes": block.minutes,
            "start": clock_of(starts),
            "day": number,
            "form": block.form.value,
            "apart": bool(course.groups) and _is_apart(course, block),
            **stays.get(block.id, {"began": None, "ended": None}),
        }
        for number, day in enumerate(course.plan.days)
        for block, starts in day.times()
    ]


def _stays(course: Course, lane: str) -> dict[str, dict[str, str | None]]:
    """Return since and until when a lane was in each block; what the class did counts for its groups."""
    found: dict[str, dict[str, str | None]] = {}
    for each in dict.fromkeys((course.home, lane)):
        row = course.rows.get(each)
        for stay in row.past if row is not None else ():
            block = course.plan.get(stay["block"])
            if block is not None and (each == lane or not _is_apart(course, block)):
                before = found.get(block.id, {})
                found[block.id] = {"began": before.get("began") or stay["began"], "ended": stay["ended"]}
        at = course.plan.get(row.block) if row is not None else None
        if at is not None and row is not None and (each == lane or not _is_apart(course, at)):
            before = found.get(at.id, {})
            found[at.id] = {"began": before.get("began") or row.began, "ended": None}
    return found


def _is_apart(course: Course, block: Block) -> bool:
    return any(stop.apart and stop.has(block.id) for stop in course.stops)


def phase_of(course: Course, lane: str) -> str:
    """Return how a lane stands, in one word that the pages have sentences for.

    ``planned``, ``ended`` and ``confirmed`` are the meeting's; while it runs a lane is in a ``block`` of its
    own, or its groups are ``apart``, or it does what all do ``together``, or it ``waits`` for the class, or
    it is ``between`` two days.
    """
    if course.meeting.state != State.RUNNING:
        return str(course.meeting.state)
    if course.block(lane) is not None:
        return "block"
    if lane == course.home:
        return "between" if course.apart is None else "apart"
    if course.apart is not None:
        return "waits" if course.waits(lane) else "unopened"
    return "between" if course.run(course.home).block is None else "together"
