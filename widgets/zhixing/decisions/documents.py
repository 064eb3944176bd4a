"""The approval sheet (呈批表) of any paper: one page on which leaders write their opinion."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm
from docx.table import _Cell

from zhixing.actor import Locale
from zhixing.decisions.rules import Decision, Outcome, Submission
from zhixing.documents import OfficialDocument
from zhixing.documents.characters import width
from zhixing.documents.grid import add_row
from zhixing.text import Text, catalogue
from zhixing.text.dates import long_date

DIGEST_LINES = 8
LINE_WIDTH = 26
"""Chinese characters on a line of the sheet's wide column."""
CUT_WIDTH = 10
_DONE: Mapping[Outcome, str] = {
    Outcome.APPROVED: "approval.sheet.done-approved",
    Outcome.RETURNED: "approval.sheet.done-returned",
    Outcome.DESIGNATED: "approval.sheet.done-designated",
}


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What an approval sheet says.

    Args:
        unit: who submits the paper.
        day: when it was submitted.
        matter: what is asked for.
        digest: what the paper says, by heading; cut to what one page holds.
        attachment: the paper itself.
        submission: the version submitted, with the decision on it.
    """

    unit: str
    day: date
    matter: Text
    digest: Sequence[tuple[Text, str]]
    attachment: Text
    submission: Submission


def approval_sheet(facts: SheetFacts, locale: Locale) -> bytes:
    """Return the Word file of an approval sheet."""
    return _ApprovalSheet(facts, locale).compose()


class _ApprovalSheet(OfficialDocument):
    def __init__(self, facts: SheetFacts, locale: Locale) -> None:
        super().__init__(author=facts.unit, locale=locale)
        self._facts = facts

    def compose(self) -> bytes:
        facts, decision = self._facts, self._facts.submission.decision
        approved = decision is not None and decision.outcome is Outcome.APPROVED
        self.title(self._said("approval.sheet.title"))
        self.draft_mark(self._said("approval.sheet.approved" if approved else "approval.sheet.draft"))
        table = self._grid([34, 122])
        rows: list[tuple[str, str, float, bool]] = [
            ("approval.sheet.matter", facts.matter.to(self._locale), 9, False),
            ("approval.sheet.unit", facts.unit, 9, False),
            ("approval.sheet.day", long_date(facts.day, self._locale), 9, False),
            ("approval.sheet.digest", self._digest(), 30, False),
            ("approval.sheet.attachment", facts.attachment.to(self._locale), 9, False),
            ("approval.sheet.proposal", self._said("approval.sheet.proposal-text"), 14, False),
            ("approval.sheet.deputy", "", 25, True),
            ("approval.sheet.leader", "" if decision is None else decision.comment, 28, True),
            ("approval.sheet.outcome", self._outcome(decision), 10, False),
        ]
        for key, text, height, signed in rows:
            label, cell = add_row(table, Mm(height)).cells
            self._fill(label, self._said(key), "Table Head")
            self._fill(cell, text, "Table Text")
            if signed:
                self._sign(cell)
        return self.bytes()

    def _sign(self, cell: _Cell) -> None:
        """Leave a line for the pen at the foot of a cell."""
        signing = cell.add_paragraph(style="Table Text")
        self._write(signing, self._pen(self._said("documents.approval.signature")))
        signing.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        signing.paragraph_format.right_indent = Mm(3)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM

    def _digest(self) -> str:
        """Say what the paper says in so many lines as leave room for the opinions."""
        shown: list[str] = []
        left = DIGEST_LINES
        for title, text in self._facts.digest:
            line = self._said("approval.sheet.line", title=title, text=" ".join(text.split()))
            needed = ceil(width(line) / LINE_WIDTH)
            if left < needed:
                kept = _within(line, max(0, left * LINE_WIDTH - CUT_WIDTH))
                return "\n".join([*shown, self._said("approval.sheet.cut", text=kept)])
            shown.append(line)
            left -= needed
        return "\n".join(shown)

    def _outcome(self, decision: Decision | None) -> str:
        if decision is None:
            return ""
        said = self._said(_DONE[decision.outcome], day=long_date(decision.day, self._locale))
        return f"{said}{self._said('approval.sheet.on-paper')}" if decision.on_paper else said

    def _said(self, key: str, **params: object) -> str:
        return catalogue().say(key, self._locale, **params)


def _within(text: str, most: float) -> str:
    """Return the beginning of a text that is no wider than this many Chinese characters."""
    end = len(text)
    while width(text[:end]) > most:
        end -= 1
    return text[:end].rstrip()
