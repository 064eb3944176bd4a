"""What the leader decides (审定), by hand on a page or by pen on paper."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """What the leader decides: 同意, 退回修改, 另行指定."""

    APPROVED = "approved"
    RETURNED = "returned"
    DESIGNATED = "designated"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on a submission, and when.

    Args:
        outcome: what was decided.
        comment: the leader's words.
        decided: when it was entered.
        detail: ``topic`` or ``title`` of what was designated instead; ``signed``, the day on the paper.
        on_paper: whether it was signed on paper and entered by somebody else.
    """

    outcome: Outcome
    comment: str
    decided: str
    detail: Mapping[str, str] = field(default_factory=dict)
    on_paper: bool = False

    @property
    def day(self) -> date:
        """The day of the decision: the one on the paper, else the one on which it was entered."""
        if "signed" in self.detail:
            return date.fromisoformat(self.detail["signed"])
        return datetime.fromisoformat(self.decided).astimezone().date()

    def json(self) -> dict[str, Any]:
        """Return the form pages show; who decided is not in it."""
        return {
            "outcome": self.outcome.value,
            "comment": self.comment,
            "decided": self.decided,
            "day": self.day.isoformat(),
            "detail": dict(self.detail),
            "on_paper": self.on_paper,
        }

    def told(self, *, in_full: bool) -> dict[str, Any]:
        """Return the form for somebody who reads the paper, or only what was decided and when."""
        told = self.json()
        return told if in_full else {name: told[name] for name in ("outcome", "decided", "day")}


def clock(moment: str) -> str:
    """Return the time of day of a stored moment as the clock on the wall of this machine shows it."""
    return datetime.fromisoformat(moment).astimezone().strftime("%H:%M")
