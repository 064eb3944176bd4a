"""What a class can do: objectives and how many stand how at them; nobody's name."""

from typing import Any, ClassVar

from zhixing.activity import Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.session import values_of
from zhixing.course.activities.class_unit import unit_asked, unit_json
from zhixing.course.service.class_views import objective_counts
from zhixing.records import Work


class MasteryMap(Activity):
    """Objectives of a unit by how many learners can, are growing, are weak, or have not begun."""

    name: ClassVar[str] = "mastery-map"
    module: ClassVar[str] = "course/static/mastery-map.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"answers", "people"})
    keeps_drafts: ClassVar[bool] = False

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return counts by objective; where fewer than ``survey.min-cell`` have begun, they stay hidden."""
        unit = unit_asked(db, actor, params)
        least = values_of(db, actor.classroom).int("survey.min-cell")
        found = []
        for each in objective_counts(db, actor.classroom, unit):
            people = sum(each.counts.values())
            begun = people - each.counts["new"]
            found.append(
                {
                    "id": each.objective.id,
                    "text": each.objective.text.json(),
                    "items": each.items,
                    "people": people,
                    "counts": dict(each.counts) if begun >= least or begun == 0 else None,
                }
            )
        rule = {"share": round(100 * unit.mastery.share), "least": unit.mastery.least}
        return {**unit_json(unit, params), "objectives": found, "least": least, "mastery": rule}
