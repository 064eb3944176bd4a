"""What phones and walls show while a meeting runs."""

from typing import Any

from zhixing.actor import Actor
from zhixing.classroom.ballots import current_window
from zhixing.classroom.rules import Door, WindowState, may
from zhixing.meetings.service.ratings import purpose_of
from zhixing.meetings.service.running import running_meetings
from zhixing.records import Work
from zhixing.teams.service.membership import team_of
from zhixing.text import Text

WALL, RULES = "meeting-wall", "meeting-rules"


def on_phones(db: Work, actor: Actor) -> dict[str, Any] | None:
    """Return what phones show: the rating of a meeting's rules while it is open to one's own people.

    Otherwise nothing, so that phones stay put away, as the rules of meetings ask.
    """
    if not may(actor, Door.TAKE_PART):
        return None
    own = team_of(db, actor.person)
    for lane in ("",) if own is None else (own.id, ""):
        window = current_window(db, actor.classroom, purpose_of(lane))
        if window is not None and window.state == WindowState.OPEN:
            return {"activity": RULES, "params": {"meeting": str(window.subject["meeting"]), "lane": lane}}
    return None


def on_wall(db: Work, actor: Actor) -> dict[str, Any] | None:
    """Return what the class's wall shows: its meeting, while one runs; groups have walls of their own."""
    meeting = next((row for row in running_meetings(db, actor.classroom) if row.team_id is None), None)
    if meeting is None:
        return None
    return {
        "title": Text(meeting.title, meeting.title).json(),
        "kind": "other",
        "activity": WALL,
        "params": {"meeting": meeting.id, "lane": "", "framed": "yes"},
    }
