"""A group's ideas on the screen: without authors, and nothing before its time."""

from typing import Any, ClassVar

from zhixing.activity import Activity, Params
from zhixing.actor import Actor
from zhixing.meetings.activities.idea_wall import result_view
from zhixing.meetings.activities.wall_act import board_of
from zhixing.meetings.rules.ideas import Idea, Ideas
from zhixing.meetings.rules.rounds import Stage
from zhixing.meetings.rules.screen import fits_with_headings, newest, pages, results_shown
from zhixing.meetings.service.slips import Outcome, expected_slips
from zhixing.meetings.service.standing import Standing, standing
from zhixing.records import Work


class IdeasShown(Activity):
    """The wall of ideas that a board is at, for the screen."""

    name: ClassVar[str] = "ideas-shown"
    module: ClassVar[str] = "meetings/static/ideas-shown.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"ideas", "meetings", "teams", "people"})

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return what belongs on the screen at this step, and nothing else."""
        now = standing(db, actor, board_of(params), params.get("meeting", ""), params.get("lane"))
        if now is None:
            return {"meeting": None}
        return {
            "meeting": now.meeting.id,
            "board": now.wall.board.value,
            "trail": list(now.trail),
            "stage": now.wall.stage.value,
            **_content(now),
        }


def _content(now: Standing) -> dict[str, Any]:
    match now.wall.stage:
        case Stage.WRITE:
            return {"ends": now.wall.ends}
        case Stage.RANK:
            return {"slips": len(now.entered), "expected": expected_slips(now.wall, len(now.members))}
        case Stage.RESULT if now.outcome is not None:
            return _result(now.outcome, now.ideas)
        case Stage.CLUSTER if now.ideas.headings:
            return _headings(now)
        case _:
            return _page(now)


def _result(outcome: Outcome, ideas: Ideas) -> dict[str, Any]:
    found = result_view(outcome, ideas)
    entries = [each for each in found["entries"] if each["named"] or found["slips"] == 0]
    shown = entries[: results_shown([each["text"] for each in entries])]
    return {
        "result": {**found, "entries": shown, "ties": found["ties"][:1]},
        "count": len(entries),
    }


def _page(now: Standing) -> dict[str, Any]:
    every = pages(now.ideas.standing)
    shows_newest = now.wall.stage is Stage.COLLECT and now.wall.page is None
    at = min(now.wall.page or 0, len(every) - 1)
    return {
        "ideas": [_line(idea) for idea in (newest(now.ideas.standing) if shows_newest else every[at])],
        "count": len(now.ideas.standing),
        "page": None if shows_newest else at + 1,
        "pages": len(every),
    }


def _headings(now: Standing) -> dict[str, Any]:
    whole = fits_with_headings(now.ideas)
    groups = [*now.ideas.headings.items(), *([("", now.ideas.loose)] if now.ideas.loose else [])]
    return {
        "headings": [
            {
                "heading": heading,
                "count": len(below),
                "ideas": [_line(idea) for idea in below] if whole else [],
            }
            for heading, below in groups
        ],
        "count": len(now.ideas.standing),
    }


def _line(idea: Idea) -> dict[str, Any]:
    return {"id": idea.id, "number": idea.number, "text": idea.text}
