"""Review and approval (送审·审定) of any subject: versions, outcomes, what may follow what; no I/O."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from zhixing.errors import ConflictError, InputError, RefusedError

COMMENT_AT_MOST = 2000


class Outcome(StrEnum):
    """What the leader decides: 同意, 退回修改, 另行指定."""

    APPROVED = "approved"
    RETURNED = "returned"
    DESIGNATED = "designated"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on a submission, and when."""

    outcome: Outcome
    comment: str
    decided: str

    def json(self) -> dict[str, str]:
        """Return the form pages show; who decided is not in it."""
        return {"outcome": self.outcome.value, "comment": self.comment, "decided": self.decided}


@dataclass(frozen=True, slots=True)
class Submission:
    """One version of a paper, with the decision on it if there is one."""

    id: str
    subject: str
    version: int
    content: Mapping[str, Any]
    submitted: str
    decision: Decision | None

    @property
    def is_final(self) -> bool:
        """Whether nothing may be submitted after it."""
        return self.decision is not None and self.decision.outcome is not Outcome.RETURNED


def clock(moment: str) -> str:
    """Return the time of day of a stored moment as the clock on the wall of this machine shows it."""
    return datetime.fromisoformat(moment).astimezone().strftime("%H:%M")


def check_submission(latest: Submission | None, seen_version: int) -> int:
    """Return the version that a new submission gets.

    Args:
        latest: the version that stands.
        seen_version: the version the editor had on the page, 0 for none.

    Raises:
        RefusedError: ``decisions.error.final``: it was approved, or another was designated.
        ConflictError: ``decisions.error.submitted-meanwhile``.
    """
    standing = latest.version if latest is not None else 0
    if latest is not None and latest.is_final:
        raise RefusedError("decisions.error.final", {"version": latest.version})
    if seen_version != standing:
        if latest is None:
            raise ConflictError("decisions.error.unknown-version", {"version": seen_version})
        params = {"version": standing, "time": clock(latest.submitted)}
        raise ConflictError("decisions.error.submitted-meanwhile", params)
    return standing + 1


def check_decision(submission: Submission, latest_version: int, outcome: Outcome, comment: str) -> None:
    """Refuse a decision that comes too late, or that does not say why.

    Raises:
        ConflictError: somebody else has decided, or a newer version was submitted.
        InputError: a comment is missing or too long.
    """
    if submission.decision is not None:
        time = clock(submission.decision.decided)
        raise ConflictError("decisions.error.decided-meanwhile", {"time": time})
    if submission.version != latest_version:
        raise ConflictError("decisions.error.newer-version", {"version": latest_version})
    if outcome is not Outcome.APPROVED and not comment.strip():
        raise InputError("decisions.error.comment-missing")
    if len(comment) > COMMENT_AT_MOST:
        raise InputError("decisions.error.comment-long", {"most": COMMENT_AT_MOST, "found": len(comment)})
