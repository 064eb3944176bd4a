"""A form on one page: type as large as fits, rows as high as the page allows, room for signatures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from zhixing.actor import Locale
from zhixing.documents import OfficialDocument
from zhixing.documents.ballot_sheet import bare
from zhixing.documents.characters import lines, width
from zhixing.documents.grid import add_row

SIZES = (12.0, 11.0, 10.5, 10.0, 9.0, 8.0)
"""Sizes of type in points, the largest first, down to what can still be read."""
_POINT = 0.3528
_LATIN = 0.62
"""How wide a Latin letter is at most on average, in full-width characters: bold, in a wide face."""
_PIECES = re.compile(r"[!-~]+ ?|.")
"""What stays together on a line: a Latin word, or one Chinese character."""
_LEADING = 1.34
_LABEL, _TEXT = 38, 118
_PADDING = 3.0
"""Millimetres beside the text of a cell."""
_MARGIN = 2.0
"""Millimetres above and below the text of a cell."""
_SIGNING = 12.5
_TYPE_AREA = 225.0
_SPARE = 6.0
"""Millimetres left free: word processors differ in how they break lines."""
_TITLE_LINE, _TITLE_GAP, _TITLE_WIDTH = 10.3, 4.0, 19
_META, _GAPS = 9.5, 4.5


@dataclass(frozen=True, slots=True)
class Box:
    """One row of the form; a row without text is a heading over both columns.

    Args:
        label: what it is about.
        text: what stands in it; None for a heading.
        weight: its share of the room that is left over.
    """

    label: str
    text: str | None = None
    weight: float = 0

    @property
    def is_heading(self) -> bool:
        """Whether it runs over both columns."""
        return self.text is None


class OnePage(OfficialDocument):
    """A form of labelled boxes, signed at the foot.

    Args:
        author: who issues it; goes into the file's properties.
        locale: language of the form.
    """

    def __init__(self, *, author: str, locale: Locale) -> None:
        super().__init__(author=author, locale=locale)
        bare(self._document.sections[0])

    def compose(
        self, title: str, meta: Sequence[str], boxes: Sequence[Box], signers: Sequence[str], day: str
    ) -> bytes:
        """Return the Word file.

        Args:
            title: of the form.
            meta: facts below the title, on one line.
            boxes: its rows, in order.
            signers: who signs at the foot, one row each.
            day: where the date of a signature is written.
        """
        self.title(title)
        self._document.paragraphs[-1].paragraph_format.space_after = Mm(_TITLE_GAP)
        self._add("\u3000\u3000".join(meta), "Sheet Line")
        room = _room(title)
        signed = [Box(signer, day) for signer in signers]
        size = next((size for size in SIZES if _needed(boxes, signed, size) <= room), SIZES[-1])
        left = max(0.0, room - _needed(boxes, signed, size))
        total = sum(box.weight for box in boxes) or 1
        table = self._grid((_LABEL, _TEXT))
        for box in boxes:
            height = _height(box, size) + left * box.weight / total
            label, text = add_row(table, Mm(height)).cells
            if box.is_heading:
                heading = self._print(label.merge(text), box.label, "Table Head", size)
                heading.alignment = WD_ALIGN_PARAGRAPH.LEFT
            else:
                self._print(label, box.label, "Table Head", size)
                self._print(text, box.text or "", "Table Text", size)
        for box in signed:
            label, text = add_row(table, Mm(_signing(box, size))).cells
            self._print(label, box.label, "Table Head", size)
            self._sign(text, day, size)
        self._add("", "Table Gap")
        return self.bytes()

    def _print(self, cell: _Cell, text: str, style: str, size: float) -> Paragraph:
        paragraph = self._fill(cell, text, style)
        for run in paragraph.runs:
            run.font.size = Pt(size)
        leading = Pt(size * _LEADING)  # exact: faces differ in their own
        paragraph.paragraph_format.line_spacing = leading
        return paragraph

    def _sign(self, cell: _Cell, day: str, size: float) -> None:
        paragraph = self._print(cell, day, "Table Text", size)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Mm(3)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM


def _room(title: str) -> float:
    """Return the height in millimetres that the table has."""
    title_lines = sum(ceil(max(1.0, width(line)) / _TITLE_WIDTH) for line in lines(title) or [""])
    return _TYPE_AREA - title_lines * _TITLE_LINE - _TITLE_GAP - _META - _GAPS - _SPARE


def _needed(boxes: Sequence[Box], signed: Sequence[Box], size: float) -> float:
    return sum(_height(box, size) for box in boxes) + sum(_signing(box, size) for box in signed)


def _signing(box: Box, size: float) -> float:
    return max(_SIGNING, _height(box, size))


def _height(box: Box, size: float) -> float:
    if box.is_heading:
        count = _lines(box.label, _LABEL + _TEXT, size)
    else:
        count = max(_lines(box.label, _LABEL, size), _lines(box.text or "", _TEXT, size))
    return count * size * _LEADING * _POINT + _MARGIN


def _lines(text: str, room: float, size: float) -> int:
    """Estimate how many lines a text takes in a cell; Latin words stay whole."""
    most = (room - _PADDING) / (size * _POINT)
    return sum(_wrapped(line, most) for line in lines(text) or [""])


def _wrapped(line: str, most: float) -> int:
    count, used = 1, 0.0
    for piece in _PIECES.findall(line):
        needed = sum(_LATIN if character.isascii() else width(character) for character in piece)
        if used and used + needed > most:
            count, used = count + 1, 0.0
        count += int(needed / most)
        used = (used + needed) % most
    return count
