"""What every paper of the product has in common: the page, its language, and text that always opens."""

import builtins
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Emu, Mm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from zhixing.actor import Locale
from zhixing.documents.characters import lines, storable
from zhixing.documents.grid import Column, add_row, lay_grid
from zhixing.documents.skeleton import empty_paper

_PROPERTY_LIMIT = 255

# Latin letters know no 黑体 and 楷体: in English, weight and slope tell the levels apart.
_LATIN_EMPHASIS = {
    "Title": (True, False),
    "Heading 1": (True, False),
    "Heading 2": (True, True),
    "Heading 3": (False, True),
    "Table Head": (True, False),
    "Attachment Mark": (True, False),
}


class Paper:
    """A Word file on the page of GB/T 9704-2012.

    Args:
        author: who issues it; goes into the file's properties.
        locale: language of the paper.
    """

    def __init__(self, *, author: str, locale: Locale) -> None:
        self._document = Document(BytesIO(empty_paper()))
        self._locale = locale
        self._describe(author)
        if locale is Locale.EN:
            self._speak_english()

    def title(self, text: str) -> None:
        """Print the title, centred; the caller may break it into lines. The first one also names the file."""
        properties = self._document.core_properties
        properties.title = properties.title or _property(text)
        self._add("\n".join(lines(text)), "Title")

    def table(
        self, columns: Sequence[Column], rows: Iterable[Sequence[str]], *, row_height_mm: float = 9
    ) -> None:
        """Print a table over the whole type area; rows of empty texts are for the pen.

        Raises:
            ValueError: a row has more or fewer cells than there are columns.
        """
        table = self._grid([column.width for column in columns])
        head = add_row(table, Mm(row_height_mm), repeats=True)
        for column, cell in zip(columns, head.cells, strict=True):
            self._fill(cell, column.title, "Table Head")
        for texts in rows:
            row = add_row(table, Mm(row_height_mm))
            for column, cell, text in zip(columns, row.cells, texts, strict=True):
                self._fill(cell, text, "Table Text", centred=column.centred)
        self._add("", "Table Gap")

    def note(self, text: str) -> None:
        """Print a remark in smaller type; every line becomes a paragraph."""
        self._add_lines(text, "Note")

    def bytes(self) -> builtins.bytes:
        """Return the finished ``.docx`` file."""
        buffer = BytesIO()
        self._document.save(buffer)
        return buffer.getvalue()

    def _add(self, text: str, style: str) -> Paragraph:
        return self._write(self._document.add_paragraph(style=style), text)

    def _add_lines(self, text: str, style: str) -> None:
        for line in lines(text):
            self._add(line, style)

    def _write(self, paragraph: Paragraph, text: str, *, bold: bool | None = None) -> Paragraph:
        run = paragraph.add_run(storable(text))
        run.bold = bold
        if self._locale is Locale.ZH:
            # Without the hint Word sets “ ” … — · in the Latin face, half as wide as Chinese type wants.
            run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
        return paragraph

    def _grid(self, widths: Sequence[float]) -> Table:
        self._add("", "Table Gap")
        table: Table = self._document.add_table(rows=0, cols=len(widths))
        table.style = "Table Grid"
        lay_grid(table, widths, self._type_width)
        return table

    def _fill(self, cell: _Cell, text: str, style: str, *, centred: bool = False) -> Paragraph:
        paragraph = cell.paragraphs[0]
        paragraph.style = style
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        return self._write(paragraph, "\n".join(lines(text)))

    @property
    def _type_width(self) -> Emu:
        section = self._document.sections[0]
        return Emu((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0))

    def _describe(self, author: str) -> None:
        properties = self._document.core_properties
        properties.title = properties.comments = ""
        properties.author = properties.last_modified_by = _property(author)
        properties.language = self._locale.value
        properties.created = properties.modified = datetime.now(UTC)

    def _speak_english(self) -> None:
        for language in self._document.styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), "en-GB")
        for name, (bold, italic) in _LATIN_EMPHASIS.items():
            font = self._document.styles[name].font
            font.bold, font.italic = bold, italic


def _property(text: str) -> str:
    return " ".join(lines(text))[:_PROPERTY_LIMIT]
