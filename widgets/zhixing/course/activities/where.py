"""Addresses inside workbooks: the section in which a step, an item or a worksheet stands."""

from collections.abc import Mapping
from typing import Any

from zhixing.course.content import all_items
from zhixing.course.units import Step, Unit


def href(unit: Unit, step: Step) -> str:
    """Return the address of a step's section, below the base of the site."""
    return f"book/{unit.workbook}#{step.cell}"


def steps_by_part(unit: Unit) -> Mapping[str, Step]:
    """Return the step in which each item and each worksheet of a unit stands."""
    return {each: step for step in unit.steps for each in (*step.items, *step.sheets)}


def part_json(unit: Unit, part: str) -> dict[str, Any]:
    """Return an item or a worksheet as something to go to: what it asks, and where it stands.

    A worksheet is named by the step it stands in.
    """
    step = steps_by_part(unit)[part]
    item = all_items().get(part)
    kind = "sheet" if item is None else "item" if item.is_marked else "reflection"
    name = step.title if item is None else item.prompt
    return {"id": part, "kind": kind, "name": name.json(), "href": href(unit, step)}
