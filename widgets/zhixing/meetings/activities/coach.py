"""The coach (督导员): a bank of questions, and a log of interruptions in which nobody is named."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import StringConstraints

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.rules import Door, require
from zhixing.meetings.rules.questions import QUESTION_AT_MOST, REMARK_AT_MOST
from zhixing.meetings.service import coach as service
from zhixing.meetings.service.material import bank, steps
from zhixing.meetings.service.meetings import State
from zhixing.meetings.service.places import Place, place_of
from zhixing.records import Work

Name = Annotated[str, StringConstraints(max_length=40)]
Words = Annotated[str, StringConstraints(max_length=10_000)]


class Log(Act):
    """Note that one has stepped in."""

    kind: Literal["log"]
    meeting: Name
    lane: Name
    end: Name
    moment: Name = ""
    question: Words

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Store it with the time and return its id."""
        asked = {"end": self.end, "moment": self.moment, "question": self.question}
        return {"entry": service.log_interruption(db, actor, self.meeting, self.lane, **asked).id}


class NoteEffect(Act):
    """Say what an interruption did."""

    kind: Literal["effect"]
    entry: Name
    effect: Name
    remark: Words = ""

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store it."""
        service.note_effect(db, actor, self.entry, self.effect, self.remark)


class TakeBack(Act):
    """Take an interruption out that was logged by mistake."""

    kind: Literal["take-back"]
    entry: Name

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Delete it."""
        service.take_back(db, actor, self.entry)


class Coach(Activity):
    """The coach's page; what is noted there, coaches alone see."""

    name: ClassVar[str] = "coach"
    module: ClassVar[str] = "meetings/static/coach.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"coach", "meetings", "taps", "teams"})
    acts: ClassVar[tuple[type[Act], ...]] = (Log, NoteEffect, TakeBack)

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return the bank of questions, and the log of every lane of the meeting."""
        require(actor, Door.COACH)
        at = place_of(db, actor, params.get("meeting", ""), params.get("lane"))
        return {**_bank(), "meeting": None if at is None else _log(db, at)}


def _bank() -> dict[str, Any]:
    found = bank()
    return {
        "ends": [each.json() for each in found.ends],
        "situations": [each.json() for each in found.situations],
        "effects": [each.json() for each in found.effects],
        "steps": [{"id": step.id, "name": step.name.json()} for step in steps()],
        "questions": [each.json() for each in found.questions],
        "most": {"question": QUESTION_AT_MOST, "remark": REMARK_AT_MOST},
    }


def _log(db: Work, at: Place) -> dict[str, Any]:
    row = at.meeting
    return {
        "id": row.id,
        "title": row.title,
        "running": row.state == State.RUNNING,
        "lane": at.lane,
        "lanes": [each.json() for each in service.log_of(db, row)],
    }
