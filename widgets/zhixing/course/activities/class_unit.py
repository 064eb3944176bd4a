"""Which unit a view of the class is about: the one asked for, else the one the class is in."""

from typing import Any

from zhixing.activity import Params
from zhixing.actor import Actor
from zhixing.classroom.rules import Door, require
from zhixing.course.service.class_views import class_unit
from zhixing.course.units import Unit, all_units, unit_of
from zhixing.errors import MissingError
from zhixing.records import Work


def unit_asked(db: Work, actor: Actor, params: Params) -> Unit:
    """Return the unit, for somebody who runs the class.

    Raises:
        MissingError: no such unit, or none has steps.
        RefusedError: ``classroom.error.not-allowed``.
    """
    require(actor, Door.RUN_SESSION)
    if "unit" in params:
        return unit_of(params["unit"])
    found = class_unit(db, actor.classroom)
    if found is None:
        raise MissingError("teach.error.no-units")
    return found


def unit_json(unit: Unit, params: Params) -> dict[str, Any]:
    """Return the unit and all others that can be chosen; with ``bare="yes"`` there is a choice outside."""
    return {
        "bare": "bare" in params,
        "unit": {"id": unit.id, "title": unit.title.json()},
        "units": [{"id": each.id, "title": each.title.json()} for each in all_units().values() if each.steps],
    }
