"""Today: what comes back, where the person stopped, what is weak."""

from typing import Any, ClassVar

from zhixing.activity import Activity, Params
from zhixing.actor import Actor
from zhixing.course.activities.objective_map import objective_json
from zhixing.course.activities.where import href
from zhixing.course.content import course_map
from zhixing.course.service import Stop, agenda, due_of, mastery, where_stopped
from zhixing.course.units import Unit, all_units
from zhixing.records import Work

_WEAK_AT_MOST = 5
"""Objectives named as weak; a longer list says nothing."""


class Today(Activity):
    """What to do on coming back: reviews that are due, the step to go on with, what to repeat."""

    name: ClassVar[str] = "today"
    module: ClassVar[str] = "course/static/today.js"

    def subjects_for(self, actor: Actor) -> frozenset[str]:
        """Return the person's own work, and what the facilitator says of steps."""
        return frozenset({f"answers-{actor.person}", f"sheets-{actor.person}", "steps"})

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return the person's day; with ``book``, only where they stopped in that workbook."""
        book = params.get("book")
        if book is not None:
            units = [unit for unit in all_units().values() if unit.workbook == book]
            return {"stopped": _stopped(where_stopped(db, actor, units))}
        coming = agenda(db, actor)
        return {
            "due": [item.id for item in coming.due],
            "later": coming.later,
            "done": coming.done,
            "next": coming.next,
            "waiting": coming.waiting,
            "stopped": _stopped(where_stopped(db, actor)),
            "first": _first(),
            "weak": _weak(db, actor),
        }


def _stopped(stop: Stop | None) -> dict[str, Any] | None:
    if stop is None:
        return None
    return {
        "unit": stop.unit.title.json(),
        "step": None if stop.step is None else stop.step.title.json(),
        "href": None if stop.step is None else href(stop.unit, stop.step),
        "cell": None if stop.step is None else stop.step.cell,
        "begun": stop.begun,
        "drafted": stop.drafted,
    }


def _first() -> dict[str, Any] | None:
    """Return the first workbook that is there and has a unit: where somebody begins."""
    taught = {unit.workbook for unit in all_units().values() if unit.steps}
    for book in course_map():
        if book.available and book.id in taught:
            return {"title": book.title.json(), "href": f"book/{book.id}"}
    return None


def _weak(db: Work, actor: Actor) -> list[dict[str, Any]]:
    """Return the objectives with something to repeat, the weakest first."""
    due = due_of(db, actor)
    found: list[tuple[float, Unit, dict[str, Any]]] = [
        (held.score or 0.0, unit, objective_json(unit, held, due))
        for unit in all_units().values()
        for held in mastery(db, actor, unit)
        if held.state in {"weak", "growing"} and held.again
    ]
    found.sort(key=lambda each: each[0])
    return [told | {"unit": unit.title.json()} for _, unit, told in found[:_WEAK_AT_MOST]]
