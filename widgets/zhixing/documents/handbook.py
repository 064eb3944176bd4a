"""A handbook for whoever runs a session: a block a step, in type for the hand, not for the wall."""

from collections.abc import Sequence

from docx.shared import Mm, Pt

from zhixing.actor import Locale
from zhixing.documents.grid import add_row
from zhixing.documents.sheet import Sheet

_LABEL, _TEXT = 26, 130


class Handbook(Sheet):
    """Blocks of labelled texts under headings; a block stays on one page.

    Args:
        author: who issues it; goes into the file's properties.
        locale: language of the handbook.
    """

    def __init__(self, *, author: str, locale: Locale) -> None:
        super().__init__(author=author, locale=locale, landscape=False)

    def chapter(self, text: str) -> None:
        """Print a heading."""
        paragraph = self._add(text, "Heading 1")
        paragraph.paragraph_format.first_line_indent = Pt(0)
        paragraph.paragraph_format.space_before = Pt(8)
        for run in paragraph.runs:
            run.font.size = Pt(15)

    def block(self, head: str, aside: str, rows: Sequence[tuple[str, str]]) -> None:
        """Print a step: its heading across the page, then a row for each label and its text."""
        table = self._grid([_LABEL, _TEXT])
        left, right = add_row(table, Mm(8)).cells
        whole = left.merge(right)
        self._fill(whole, head, "Table Head")
        line = whole.add_paragraph(style="Table Text")
        self._write(line, aside)
        for label, text in rows:
            name, said = add_row(table, Mm(8)).cells
            self._fill(name, label, "Table Head")
            self._fill(said, text, "Table Text")
        for row in table.rows[:-1]:
            for cell in row.cells:
                for paragraph in cell.paragraphs:
                    paragraph.paragraph_format.keep_with_next = True
