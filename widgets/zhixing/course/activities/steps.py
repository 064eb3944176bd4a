"""The steps of a unit in a class: opened and closed, and where people are; names only on request."""

from typing import Any, ClassVar, Literal

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.course.activities.class_unit import unit_asked, unit_json
from zhixing.course.service import set_step
from zhixing.course.service.class_views import StepCount, names_at, step_counts
from zhixing.course.units import unit_of
from zhixing.records import Work


class SetStep(Act):
    """Open or close a step for the class, or let it go by itself again."""

    kind: Literal["set"]
    unit: str
    step: str
    state: Literal["open", "closed"] | None

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store it."""
        set_step(db, actor, self.unit, self.step, self.state)


class Names(Act):
    """Ask who stands where in a step; the answer goes to this device only and is not kept on its page."""

    kind: Literal["names"]
    unit: str
    step: str
    standing: str

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the names in establishment order."""
        found = names_at(db, actor, unit_of(self.unit), self.step, self.standing)
        return {"people": [{"name": one.name, "unit": one.unit, "left": one.left} for one in found]}


class ClassSteps(Activity):
    """How many are done, at work and waiting in each step of a unit."""

    name: ClassVar[str] = "course-steps"
    module: ClassVar[str] = "course/static/course-steps.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"steps", "answers", "sheets", "people"})
    acts: ClassVar[tuple[type[Act], ...]] = (SetStep, Names)
    keeps_drafts: ClassVar[bool] = False

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return counts by step; nobody's name."""
        unit = unit_asked(db, actor, params)
        return {
            **unit_json(unit, params),
            "steps": [_step_json(each) for each in step_counts(db, actor.classroom, unit)],
        }


def _step_json(count: StepCount) -> dict[str, Any]:
    step = count.step
    return {
        "id": step.id,
        "title": step.title.json(),
        "waits": step.waits,
        "asked": len(step.items) + len(step.sheets),
        "state": count.state,
        "counts": dict(count.counts),
    }
