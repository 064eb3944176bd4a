"""Posters for the wall: a page in landscape each, in type that is read from the last row."""

from collections.abc import Sequence

from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Mm, Pt

from zhixing.actor import Locale
from zhixing.documents.ballot_sheet import bare
from zhixing.documents.grid import lay_grid
from zhixing.documents.paper import Paper

_MARGIN = 18


class Poster(Paper):
    """Sheets of A3 in landscape; printed on A4 they shrink and still serve a table.

    Args:
        author: who issues it; goes into the file's properties.
        locale: language of the posters.
    """

    def __init__(self, *, author: str, locale: Locale) -> None:
        super().__init__(author=author, locale=locale)
        self._pages = 0
        section = self._document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(420), Mm(297)
        section.top_margin = section.bottom_margin = Mm(_MARGIN)
        section.left_margin = section.right_margin = Mm(_MARGIN)
        bare(section)

    def sheet(self, title: str) -> None:
        """Begin a poster with its title."""
        paragraph = self._document.add_paragraph(style="Title")
        if self._pages:
            paragraph.add_run().add_break(WD_BREAK.PAGE)
        self._pages += 1
        properties = self._document.core_properties
        properties.title = properties.title or title[:255]
        self._say(paragraph, title, 48, bold=False)
        paragraph.paragraph_format.space_after = Pt(14)

    def words(self, text: str, size: float = 28, *, centred: bool = False, bold: bool = False) -> None:
        """Print a sentence."""
        paragraph = self._document.add_paragraph(style="Table Text")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
        paragraph.paragraph_format.space_after = Pt(size / 3)
        self._say(paragraph, text, size, bold=bold)

    def board(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        *,
        size: float = 24,
        row_height_mm: float = 14,
    ) -> None:
        """Print a table; its first column is bold."""
        table = self._document.add_table(rows=0, cols=len(head))
        table.style = "Table Grid"
        lay_grid(table, widths, self._type_width)
        for number, texts in enumerate((head, *rows)):
            row = table.add_row()
            row.height, row.height_rule = Mm(row_height_mm), WD_ROW_HEIGHT_RULE.AT_LEAST
            for at, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
                cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
                paragraph = cell.paragraphs[0]
                paragraph.style = "Table Head" if number == 0 else "Table Text"
                self._say(paragraph, text, size, bold=at == 0)

    def _say(self, paragraph: object, text: str, size: float, *, bold: bool) -> None:
        written = self._write(paragraph, text, bold=bold or None)  # type: ignore[arg-type]
        written.paragraph_format.line_spacing = Pt(size * 1.35)
        for run in written.runs:
            run.font.size = Pt(size)
