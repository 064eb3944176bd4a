"""What a unit is made of: its items, its sheets, the cells of its workbook."""

import json
from dataclasses import dataclass

from zhixing import resources
from zhixing.course.content import all_items
from zhixing.course.kinds.fill import FillItem
from zhixing.course.kinds.sort import SortItem
from zhixing.course.units import Unit, unit_of
from zhixing.course.worksheets import all_sheets


@dataclass(frozen=True)
class Material:
    """A unit, with everything that belongs to it by id."""

    unit: Unit
    items: list
    sheets: dict
    cells: dict

    def section(self, step):
        """Return the code of a step's section, after its prose in both languages."""
        order = list(self.cells)
        begin = order.index(f"{step.cell}-zh")
        assert order[begin + 1] == f"{step.cell}-en"
        rest = [name for name in order[begin + 2 :] if name.endswith("-zh")]
        return [self.cells[name] for name in order[begin + 2 : order.index(rest[0]) if rest else None]]

    def prose(self, cell):
        """Return what is read in a section, in Chinese."""
        lines = self.cells[f"{cell}-zh"].splitlines()
        return "".join(line for line in lines if not line.startswith("#"))


def material(unit, workbook):
    raw = json.loads((resources.workbooks() / f"{workbook}.ipynb").read_text(encoding="utf-8"))
    return Material(
        unit_of(unit),
        [item for item in all_items().values() if item.id.startswith(f"{unit}-")],
        {sheet.id: sheet for sheet in all_sheets().values() if sheet.id.startswith(f"{unit}-")},
        {cell["id"]: "".join(cell["source"]) for cell in raw["cells"]},
    )


def bins(item_id):
    item = all_items()[item_id]
    assert isinstance(item, SortItem)
    return [each.id for each in item.bins]


def gaps(item_id):
    item = all_items()[item_id]
    assert isinstance(item, FillItem)
    return [gap.id for gap in item.gaps]


def marked(item_id, raw):
    item = all_items()[item_id]
    return item.mark(item.read(raw))
