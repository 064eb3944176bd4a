"""Which other activities the room nests for a block; only what the house has."""

from typing import Any

from zhixing.meetings.rules.plan import Block, Form
from zhixing.meetings.service.course import Course
from zhixing.meetings.service.meetings import State

Tool = dict[str, Any]

BY_FORM = {
    Form.IDEAS: "idea-wall",
    Form.ACTIONS: "actions",
    Form.PLEDGE: "meeting-rules",
    Form.REVIEW: "meeting-rules",
}
"""The tool of a block by what people do in it; speaking in turn is the room's own."""
_BOARD = "ideas"


def tools_json(course: Course, lane: str, names: frozenset[str]) -> dict[str, Tool | None]:
    """Return the tool of the present block, the notes beside it, and after the end the minutes."""
    meeting, block = course.meeting, course.block(lane)
    params = {"meeting": meeting.id, "lane": lane}
    found: dict[str, Tool | None] = {"block": None, "notes": None, "minutes": None}
    if block is not None and block.form in BY_FORM:
        own = {"board": board_of(block)} if block.form is Form.IDEAS else {}
        found["block"] = tool(BY_FORM[block.form], {**params, **own}, names)
    if meeting.state == State.RUNNING:
        found["notes"] = tool("meeting-notes", params, names)
    elif meeting.state != State.PLANNED:
        found["minutes"] = tool("minutes-of", {"meeting": meeting.id}, names)
    return found


def board_of(block: Block) -> str:
    """Return the wall of ideas that a block fills."""
    return block.board or _BOARD


def tool(name: str, params: dict[str, str], names: frozenset[str]) -> Tool | None:
    """Return an activity to be nested, None where the house has none of that name."""
    return {"activity": name, "params": params} if name in names else None
