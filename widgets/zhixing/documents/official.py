"""An official paper in the layout of GB/T 9704-2012: a draft for approval, without red head or number."""

from collections.abc import Sequence

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from zhixing.documents.characters import lines, width
from zhixing.documents.grid import add_row
from zhixing.documents.numbering import numbered
from zhixing.documents.paper import Paper
from zhixing.text import catalogue

_CHARACTER_TWIPS = 314
_DATE_INSET = 4.0
_UNIT_INSET = 2.0


class OfficialDocument(Paper):
    """A paper built from top to bottom; every text arrives in the language of its reader.

    Example:
        paper = OfficialDocument(author=unit, locale=Locale.ZH)
        paper.title(name)
        paper.heading(first, 1, number=1)
        paper.paragraph(body)
        paper.signature(unit, long_date(day, Locale.ZH))
        paper.bytes()
    """

    def subtitle(self, text: str) -> None:
        """Print a line in 楷体 right below the title."""
        self._join_title()
        self._add("\n".join(lines(text)), "Subtitle")

    def draft_mark(self, wording: str) -> None:
        """Say below the title what the paper is until it is approved, in brackets."""
        self.subtitle(catalogue().say("documents.draft.mark", self._locale, wording=wording))

    def addressee(self, name: str) -> None:
        """Print whom the paper goes to, flush left, with its colon."""
        self._add(catalogue().say("documents.addressee.line", self._locale, name=name), "Addressee")

    def heading(self, text: str, level: int, *, number: int | None = None) -> None:
        """Print a heading of level 1 to 4, numbered 一、（一）1.（1） when a number is given."""
        self._add(text if number is None else numbered(text, level, number, self._locale), f"Heading {level}")

    def paragraph(self, text: str, *, lead: str = "") -> None:
        """Print body text, two characters indented; every line becomes a paragraph.

        Args:
            text: the body.
            lead: bold words that open the first paragraph.
        """
        for position, line in enumerate(lines(text) or [""] * bool(lead)):
            paragraph = self._document.add_paragraph(style="Body Text")
            if lead and position == 0:
                self._write(paragraph, lead, bold=True)
            self._write(paragraph, line)

    def signature(self, unit: str, date: str) -> None:
        """Sign the paper: the date four characters in from the right, the unit above, centred on it.

        The last line of the body stays on the page of the signature.
        """
        for body in self._document.paragraphs[-1:]:
            body.paragraph_format.keep_with_next = True
        excess = (width(unit) - width(date)) / 2
        date_inset = max(_DATE_INSET, _UNIT_INSET + excess)
        _inset(self._add(unit, "Signing Unit"), max(0.0, date_inset - excess))
        _inset(self._add(date, "Signing Date"), date_inset)

    def pen_line(self, label: str) -> None:
        """Print a line for one person's pen signature and date."""
        self._add(self._pen(label), "Pen Line")

    def approval(self, opinions: Sequence[str] = (), *, height_mm: float = 38) -> None:
        """Print a box for each opinion, written by hand and signed; by default the leader's alone."""
        say = catalogue().say
        table = self._grid([34, 122])
        for opinion in opinions or (say("documents.approval.opinion", self._locale),):
            label, blank = add_row(table, Mm(height_mm)).cells
            self._fill(label, opinion, "Table Head")
            signing = self._fill(
                blank, self._pen(say("documents.approval.signature", self._locale)), "Table Text"
            )
            signing.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            signing.paragraph_format.right_indent = signing.paragraph_format.space_after = Mm(3)
            blank.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
        self._add("", "Table Gap")

    def attachment(self, mark: str, title: str) -> None:
        """Begin an attachment on a new page: its mark flush left, its title centred."""
        self._add(mark, "Attachment Mark")
        self.title(title)

    def _join_title(self) -> None:
        for title in self._document.paragraphs[-1:]:
            title.paragraph_format.space_after = Pt(0)

    def _pen(self, label: str) -> str:
        return catalogue().say("documents.sign.line", self._locale, label=label)


def _inset(paragraph: Paragraph, characters: float) -> None:
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001 - no name for character units
    indent.set(qn("w:rightChars"), str(round(characters * 100)))
    indent.set(qn("w:right"), str(round(characters * _CHARACTER_TWIPS)))
