"""The one line somebody may leave at the end: anonymous, read by the facilitator only."""

from typing import Any

from zhixing.actor import Actor
from zhixing.classroom.ballots import cast, contents, current_window
from zhixing.classroom.rules import WindowState
from zhixing.errors import InputError
from zhixing.records import Work
from zhixing.topics.service.setting import class_policy
from zhixing.topics.service.votes import window_for

LINES = "lines"
LINE_AT_MOST = 100


def line_subject(_db: Work, _classroom_id: str) -> dict[str, Any]:
    """Return what a round of lines is about: one question for everybody."""
    return {"question": "reflect"}


def leave_line(db: Work, actor: Actor, window_id: str, key: str, text: str) -> None:
    """Leave a line, or change the one left with the same key.

    Raises:
        InputError: it is empty, longer than 100 characters, or the window is about something else.
        RefusedError: the window is closed, or a line was left from another device.
    """
    line = " ".join(text.split())
    if not line:
        raise InputError("session.error.line-missing")
    if len(line) > LINE_AT_MOST:
        raise InputError("session.error.line-long", {"most": LINE_AT_MOST, "found": len(line)})
    window = window_for(db, actor, window_id, LINES, line_subject)
    cast(db, actor, window.id, key, {"line": line})


def lines_left(db: Work, classroom_id: str) -> tuple[int, tuple[str, ...]]:
    """Return how many lines were left, and which, in no order of people.

    None is told while lines come in, nor below ``survey.min-cell``: a few could be guessed.
    """
    window = current_window(db, classroom_id, LINES)
    if window is None:
        return 0, ()
    found = tuple(str(content["line"]) for content in contents(db, window.id))
    least = class_policy(db, classroom_id).int("survey.min-cell")
    shown = window.state != WindowState.OPEN and len(found) >= least
    return len(found), found if shown else ()
