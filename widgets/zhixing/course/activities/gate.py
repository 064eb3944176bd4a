"""The gate at the end of a step that others wait for: what is still open, and the way on."""

from collections.abc import Sequence
from itertools import takewhile
from typing import Any, ClassVar

from zhixing.activity import Activity, Params
from zhixing.actor import Actor
from zhixing.course.activities.where import href, part_json
from zhixing.course.service import StepStanding, holds, standing, step_states, traces
from zhixing.course.units import Step, Unit, unit_of
from zhixing.records import Work


class Gate(Activity):
    """Says what a step still asks for, and names the later sections that the page may keep back meanwhile."""

    name: ClassVar[str] = "gate"
    module: ClassVar[str] = "course/static/gate.js"

    def subjects_for(self, actor: Actor) -> frozenset[str]:
        """Return the person's own work, and what the facilitator says of steps."""
        return frozenset({f"answers-{actor.person}", f"sheets-{actor.person}", "steps"})

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return what is left, and the anchors of the sections that wait.

        A section in which the person has answered or written anything is never among them. ``cells`` are the
        anchors of all sections of the unit, so that a page knows where each of them ends; ``drafts`` are the
        names of all drafts, so that it keeps in sight whatever else somebody has begun to type.
        """
        unit = unit_of(params.get("unit", ""))
        step = unit.step(params.get("step", ""))
        now = standing(db, actor, unit)
        place = unit.steps.index(step)
        upto, later = now.steps[: place + 1], now.steps[place + 1 :]
        holding = any(each.step.waits and holds(each.missing, solo=actor.solo) for each in upto)
        begun = traces(db, actor, [unit])
        left = [part for each in upto if each.step.waits or each.step == step for part in each.missing]
        said = step_states(db, actor.classroom, unit)
        return {
            "left": [part_json(unit, part) for part in left],
            "waits": holding and bool(later) and later[0].state != "open",
            "said": said.get(later[0].step.id) if later else None,
            "next": _next(unit, later),
            "opening": _opening(later),
            "held": [each.cell for each in _back(later, holding=holding) if not begun.in_step(each)],
            "cells": [each.cell for each in unit.steps],
            "drafts": sorted(begun.drafts),
        }


def _next(unit: Unit, later: Sequence[StepStanding]) -> dict[str, Any] | None:
    if not later:
        return None
    step = later[0].step
    return {"title": step.title.json(), "href": href(unit, step)}


def _opening(later: Sequence[StepStanding]) -> int:
    """Return how many waiting sections open with this one: those behind the next that waits go on waiting."""
    last = next((place for place, each in enumerate(later) if each.step.waits and not each.done), len(later))
    return sum(each.state == "waiting" for each in later[: last + 1])


def _back(later: Sequence[StepStanding], *, holding: bool) -> list[Step]:
    """Return the later steps to keep back: those that wait for this one, and closed ones right behind it."""
    behind = list(takewhile(lambda each: each.state != "open", later))
    return [
        each.step
        for each in later
        if (holding and each.state == "waiting") or (each.state == "closed" and each in behind)
    ]
