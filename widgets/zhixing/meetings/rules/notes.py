"""What is noted while a meeting runs: its kinds, its bounds, its order; no I/O."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from zhixing.errors import InputError

NOTE_AT_MOST = 500


class Kind(StrEnum):
    """What a note is: 汇报, 问题, 讨论, 决定, 经验教训, 下一步, 点评."""

    REPORT = "report"
    PROBLEM = "problem"
    DISCUSSION = "discussion"
    DECISION = "decision"
    LESSON = "lesson"
    NEXT = "next"
    COMMENT = "comment"


SPOKEN = frozenset({Kind.REPORT, Kind.COMMENT})
"""Kinds of which it may be said whose words they are."""


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """What somebody notes.

    Args:
        kind: what it is.
        text: one line; breaks become spaces.
        person: id of who reported or commented, None where that is not said.
        highlighted: whether it stands out in the minutes; a lesson always does.
    """

    kind: Kind
    text: str
    person: str | None = None
    highlighted: bool = False

    def checked(self) -> Self:
        """Return the note as it is stored.

        Raises:
            InputError: ``record.error.note-empty``, ``record.error.note-long``.
        """
        line = " ".join(self.text.split())
        if not line:
            raise InputError("record.error.note-empty")
        if len(line) > NOTE_AT_MOST:
            raise InputError("record.error.note-long", {"most": NOTE_AT_MOST, "found": len(line)})
        person = self.person if self.kind in SPOKEN else None
        return type(self)(self.kind, line, person or None, self.highlighted or self.kind is Kind.LESSON)


def following(positions: Sequence[int]) -> int:
    """Return the place after all others, those taken back included."""
    return max(positions, default=0) + 1
