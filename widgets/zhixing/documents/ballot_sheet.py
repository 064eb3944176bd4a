"""Paper ballots: the same ballot several times on a page, to be cut apart along dashed lines."""

from collections.abc import Callable, Sequence
from typing import Any

from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from zhixing.actor import Locale
from zhixing.documents.grid import lay_grid
from zhixing.documents.paper import Paper

_MARGIN = 10
_WIDTH, _HEIGHT = 210 - 2 * _MARGIN, 297 - 2 * _MARGIN - 6
_INNER = 5


class BallotSheet(Paper):
    """A4 pages of ballots; nothing on them tells whose they are.

    Args:
        author: who issues it; goes into the file's properties.
        locale: language of the ballots.
    """

    def __init__(self, *, author: str, locale: Locale) -> None:
        super().__init__(author=author, locale=locale)
        self._pages = 0
        section = self._document.sections[0]
        section.top_margin = section.bottom_margin = Mm(_MARGIN)
        section.left_margin = section.right_margin = Mm(_MARGIN)
        bare(section)

    def page(self, columns: int, rows: int, fill: Callable[["Ballot"], None]) -> None:
        """Print a page of the same ballot.

        Args:
            columns: how many beside each other.
            rows: how many below each other.
            fill: prints one ballot.
        """
        first = self._document.add_paragraph(style="Table Gap")
        if self._pages:
            first.add_run().add_break(WD_BREAK.PAGE)
        self._pages += 1
        table = self._document.add_table(rows=rows, cols=columns)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        lay_grid(table, [1] * columns, self._type_width)
        _dash(table)
        for row in table.rows:
            row.height, row.height_rule = Mm(_HEIGHT / rows), WD_ROW_HEIGHT_RULE.EXACTLY
            for cell in row.cells:
                fill(Ballot(self, cell, Mm(_WIDTH / columns - 2 * _INNER)))

    def write(self, paragraph: Paragraph, text: str, *, size: float, bold: bool = False) -> None:
        """Put words into a paragraph in a size of their own."""
        self._write(paragraph, text, bold=bold or None)
        for run in paragraph.runs:
            run.font.size = Pt(size)


class Ballot:
    """One ballot, from top to bottom."""

    def __init__(self, sheet: BallotSheet, cell: _Cell, width: Mm) -> None:
        self._sheet = sheet
        self._cell = cell
        self._width = width
        self._waiting: Paragraph | None = cell.paragraphs[0]

    def title(self, text: str) -> None:
        """Print what it is."""
        self._line(text, 14, bold=True, centred=True)

    def line(self, text: str, size: float = 10.5) -> None:
        """Print a sentence."""
        self._line(text, size)

    def entry(self, text: str, size: float = 11.5) -> None:
        """Print one thing to tick, after its box; further lines hang."""
        paragraph = self._line(f"□ {text}", size)
        paragraph.paragraph_format.left_indent = Pt(size * 1.4)
        paragraph.paragraph_format.first_line_indent = Pt(-size * 1.4)
        paragraph.paragraph_format.space_after = Pt(2)

    def grid(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], size: float = 10.5
    ) -> None:
        """Print a small table; all but the first column are centred."""
        table: Table = self._cell.add_table(rows=0, cols=len(head))
        table.style = "Table Grid"
        lay_grid(table, widths, self._width)
        for number, texts in enumerate((head, *rows)):
            for at, (cell, text) in enumerate(zip(table.add_row().cells, texts, strict=True)):  # type: ignore[no-untyped-call]
                paragraph = cell.paragraphs[0]
                tight(paragraph, size)
                if at or number == 0:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                self._sheet.write(paragraph, text, size=size, bold=number == 0)
        self._waiting = self._cell.paragraphs[-1]  # the one that has to follow a table

    def _line(self, text: str, size: float, *, bold: bool = False, centred: bool = False) -> Paragraph:
        paragraph = self._waiting or self._cell.add_paragraph()
        self._waiting = None
        tight(paragraph, size)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
        self._sheet.write(paragraph, text, size=size, bold=bold)
        return paragraph


def tight(paragraph: Paragraph, size: float) -> None:
    """Set lines close enough for a ballot, whatever the style says."""
    form = paragraph.paragraph_format
    form.line_spacing = Pt(size * 1.35)
    form.space_before = form.space_after = Pt(1.5)
    form.first_line_indent = Pt(0)


def bare(section: Any) -> None:
    """Take the page number off."""
    for reference in section._sectPr.findall(qn("w:footerReference")):  # noqa: SLF001 - no name for it
        section._sectPr.remove(reference)  # noqa: SLF001


def _dash(table: Table) -> None:
    """Frame the ballots with the lines to cut along."""
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx has no name for borders
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "dashed"), ("sz", "4"), ("space", "0"), ("color", "7F7F7F")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties.append(borders)
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "left", "bottom", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(_INNER * 56.7)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.append(margins)
