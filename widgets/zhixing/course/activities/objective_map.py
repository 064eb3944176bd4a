"""The objectives of a unit, and how a person stands at each."""

from typing import Any, ClassVar

from zhixing.activity import Activity, Params
from zhixing.actor import Actor
from zhixing.course.activities.where import part_json
from zhixing.course.service import ObjectiveStanding, due_of, mastery
from zhixing.course.service.mastery import WEAK
from zhixing.course.service.schedule import day_ends
from zhixing.course.units import Unit, unit_of
from zhixing.records import Work


class ObjectiveMap(Activity):
    """What the person can do already, what is growing, what is weak and which items to repeat."""

    name: ClassVar[str] = "objective-map"
    module: ClassVar[str] = "course/static/objective-map.js"

    def subjects_for(self, actor: Actor) -> frozenset[str]:
        """Return the person's own answers: nobody else's are in it."""
        return frozenset({f"answers-{actor.person}"})

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return the unit's objectives in their order, and the rule by which one is held."""
        unit = unit_of(params.get("unit", ""))
        due = due_of(db, actor)
        return {
            "title": unit.title.json(),
            "objectives": [objective_json(unit, each, due) for each in mastery(db, actor, unit)],
            "rule": {
                "share": round(unit.mastery.share * 100),
                "least": unit.mastery.least,
                "low": round(WEAK * 100),
            },
        }


def objective_json(unit: Unit, held: ObjectiveStanding, due: dict[str, str]) -> dict[str, Any]:
    """Return how somebody stands at an objective, with the items to repeat and when each comes back.

    Args:
        unit: the unit.
        held: where they stand.
        due: when items come back, by id.
    """
    ends = day_ends()
    return {
        "id": held.objective.id,
        "text": held.objective.text.json(),
        "state": held.state,
        "share": None if held.score is None else round(held.score * 100),
        "answered": held.answered,
        "total": held.total,
        "again": [
            part_json(unit, name) | {"due": due.get(name), "today": name in due and due[name] < ends}
            for name in held.again
        ],
    }
