"""The phone: one thing at a time while its window is open, put away otherwise."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeAlias

from zhixing.activity import Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.ballots import current_window
from zhixing.classroom.rules import WindowState
from zhixing.classroom.runsheet import Step
from zhixing.classroom.session import current_step, run_of
from zhixing.records import Work

Aside: TypeAlias = Callable[[Work, Actor], dict[str, Any] | None]
"""What somebody is shown beside the run sheet, if anything: supplied by the features above."""


class Phone(Activity):
    """What a phone shows now."""

    name: ClassVar[str] = "phone"
    module: ClassVar[str] = "classroom/static/phone.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"run", "windows", "meetings"})

    def __init__(self, *asides: Aside) -> None:
        self._asides = asides

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the activity of the current step while people may take part in it, else one asked aside."""
        step = current_step(run_of(db, actor.classroom))
        if step is not None and claims_phones(db, actor.classroom, step):
            return {"now": _outcome(step), "state": "open", "step": _shown(step), "look": None}
        aside = next((found for each in self._asides if (found := each(db, actor)) is not None), None)
        if aside is not None:
            return {"now": aside, "state": "open", "step": None, "look": None}
        if step is None:
            return {"now": None, "state": "put-away", "step": None}
        look = _outcome(step) if _is_revealed(db, actor, step) else None
        return {"now": None, "state": "put-away", "step": _shown(step), "look": look}


def claims_phones(db: Work, classroom_id: str, step: Step | None) -> bool:
    """Tell whether a step has something for people to do on their phones now."""
    if step is None or step.activity is None or step.device != "phone":
        return False
    return _is_open(db, classroom_id, step)


def _shown(step: Step) -> dict[str, Any]:
    return {"title": step.title.json()}


def _outcome(step: Step) -> dict[str, Any] | None:
    return None if step.activity is None else {"activity": step.activity, "params": dict(step.params or {})}


def _is_revealed(db: Work, actor: Actor, step: Step) -> bool:
    """Tell whether somebody who comes late may look at the outcome this step shows."""
    if step.reveals is None or step.device != "none" or step.activity is None:
        return False
    window = current_window(db, actor.classroom, step.reveals)
    return window is not None and window.state == WindowState.REVEALED


def _is_open(db: Work, classroom_id: str, step: Step) -> bool:
    purpose = step.opens or step.reopens
    if purpose is None:
        return True
    window = current_window(db, classroom_id, purpose)
    return window is not None and window.state == WindowState.OPEN
