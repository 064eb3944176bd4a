"""Tables with fixed columns, a header on every page and rows that never split."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.oxml.parser import OxmlElement
from docx.shared import Emu, Length
from docx.table import Table, _Row


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Args:
        title: its heading.
        width: its share of the type area; widths that add up to the type area are millimetres.
        centred: True for numbers, dates and other short entries.
    """

    title: str
    width: float
    centred: bool = False


def lay_grid(table: Table, widths: Sequence[float], available: Length) -> None:
    """Give an empty table fixed columns that fill the available width."""
    table.autofit = False
    total = sum(widths)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(int(available * width / total))


def add_row(table: Table, height: Length, *, repeats: bool = False) -> _Row:
    """Add a row of at least this height that never splits; a header row repeats on every page."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    row.height, row.height_rule = height, WD_ROW_HEIGHT_RULE.AT_LEAST
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no name for these two
    for tag in ("w:cantSplit", "w:tblHeader")[: 1 + repeats]:
        properties.append(OxmlElement(tag))
    for cell in row.cells:
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    return row
