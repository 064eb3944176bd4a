"""The phone: one thing at a time while its window is open, put away otherwise."""

from typing import Any, ClassVar

from zhixing.activity import Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.ballots import current_window
from zhixing.classroom.rules import WindowState
from zhixing.classroom.runsheet import Step
from zhixing.classroom.session import current_step, run_of
from zhixing.records import Work


class Phone(Activity):
    """What a phone shows now."""

    name: ClassVar[str] = "phone"
    module: ClassVar[str] = "classroom/static/phone.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"run", "windows"})

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the activity of the current step while people may take part in it."""
        step = current_step(run_of(db, actor.classroom))
        if step is None:
            return {"now": None, "state": "put-away", "step": None}
        shown = {"title": step.title.json()}
        if step.activity is None or step.device != "phone" or not _is_open(db, actor, step):
            look = _outcome(step) if _is_revealed(db, actor, step) else None
            return {"now": None, "state": "put-away", "step": shown, "look": look}
        return {"now": _outcome(step), "state": "open", "step": shown, "look": None}


def _outcome(step: Step) -> dict[str, Any] | None:
    return None if step.activity is None else {"activity": step.activity, "params": dict(step.params or {})}


def _is_revealed(db: Work, actor: Actor, step: Step) -> bool:
    """Tell whether somebody who comes late may look at the outcome this step shows."""
    if step.reveals is None or step.device != "none" or step.activity is None:
        return False
    window = current_window(db, actor.classroom, step.reveals)
    return window is not None and window.state == WindowState.REVEALED


def _is_open(db: Work, actor: Actor, step: Step) -> bool:
    purpose = step.opens or step.reopens
    if purpose is None:
        return True
    window = current_window(db, actor.classroom, purpose)
    return window is not None and window.state == WindowState.OPEN
