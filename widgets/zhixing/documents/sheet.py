"""A sheet to fill in with a pen: attendance, hand-in lists, daily checks."""

from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from zhixing.actor import Locale
from zhixing.documents.paper import Paper


class Sheet(Paper):
    """A titled grid on official paper; its header repeats on every page and its rows leave room for a pen.

    Args:
        author: who issues it; goes into the file's properties.
        locale: language of the sheet.
        landscape: True turns the page; the type area is then 225 mm wide instead of 156 mm.
    """

    def __init__(self, *, author: str, locale: Locale, landscape: bool = True) -> None:
        super().__init__(author=author, locale=locale)
        if landscape:
            self._turn()

    def meta(self, *entries: str) -> None:
        """Print facts about the sheet on one line: class, date, place."""
        self._add("\u3000\u3000".join(entries), "Sheet Line")

    def _turn(self) -> None:
        """Turn the page clockwise, so that the binding margin comes to the top."""
        section = self._document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
        section.top_margin, section.right_margin = Mm(28), Mm(37)
        section.bottom_margin, section.left_margin = Mm(26), Mm(35)
        section.footer_distance = Mm(16.25)
