"""Versions of a paper: the one people write together, and those submitted for comment or approval."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from zhixing.decisions.rules.decision import Decision, Outcome, clock
from zhixing.errors import ConflictError, RefusedError


class Stage(StrEnum):
    """What a version is submitted for: 征求意见, 送审."""

    COMMENT = "comment"
    APPROVAL = "approval"


@dataclass(frozen=True, slots=True)
class WorkingPaper:
    """A paper while people write it; its version keeps two from overwriting each other."""

    subject: str
    version: int
    content: Mapping[str, Any]
    changed: str


@dataclass(frozen=True, slots=True)
class Submission:
    """One version of a paper, with the decision on it if there is one."""

    id: str
    subject: str
    version: int
    content: Mapping[str, Any]
    submitted: str
    decision: Decision | None
    stage: Stage = Stage.APPROVAL

    @property
    def is_final(self) -> bool:
        """Whether nothing may be submitted after it."""
        return self.decision is not None and self.decision.outcome is not Outcome.RETURNED

    @property
    def is_approved(self) -> bool:
        """Whether the leader agreed to it."""
        return self.decision is not None and self.decision.outcome is Outcome.APPROVED

    @property
    def is_awaited(self) -> bool:
        """Whether it lies before the leader."""
        return self.decision is None and self.stage is Stage.APPROVAL


def check_submission(latest: Submission | None, seen_version: int, stage: Stage = Stage.APPROVAL) -> int:
    """Return the version that a new submission gets.

    Args:
        latest: the version that stands.
        seen_version: the version the editor had on the page, 0 for none.
        stage: what it is submitted for.

    Raises:
        RefusedError: ``decisions.error.final``: it was approved, or another was designated;
            ``decisions.error.awaits-decision``: what lies before the leader is not sent round for comment.
        ConflictError: ``decisions.error.submitted-meanwhile``.
    """
    standing = latest.version if latest is not None else 0
    check_open(latest)
    if seen_version != standing:
        if latest is None:
            raise ConflictError("decisions.error.unknown-version", {"version": seen_version})
        params = {"version": standing, "time": clock(latest.submitted)}
        raise ConflictError("decisions.error.submitted-meanwhile", params)
    if latest is not None and latest.is_awaited and stage is Stage.COMMENT:
        raise RefusedError("decisions.error.awaits-decision", {"version": standing})
    return standing + 1


def check_open(latest: Submission | None) -> None:
    """Refuse further writing on a paper that is final.

    Raises:
        RefusedError: ``decisions.error.final``.
    """
    if latest is not None and latest.is_final:
        raise RefusedError("decisions.error.final", {"version": latest.version})


def check_working(paper: WorkingPaper | None, seen_version: int) -> int:
    """Return the version that a changed working paper gets.

    Raises:
        ConflictError: ``decisions.error.changed-meanwhile``; the sentence names the time.
    """
    standing = paper.version if paper is not None else 0
    if seen_version == standing:
        return standing + 1
    if paper is None:
        raise ConflictError("decisions.error.unknown-version", {"version": seen_version})
    raise ConflictError("decisions.error.changed-meanwhile", {"time": clock(paper.changed)})
