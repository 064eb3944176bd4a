"""What may be decided, and when."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from zhixing.decisions.rules.decision import Outcome, clock
from zhixing.decisions.rules.paper import Submission
from zhixing.errors import ConflictError, InputError, RefusedError

COMMENT_AT_MOST = 2000
TITLE_AT_MOST = 120


def check_decision(submission: Submission, latest_version: int, outcome: Outcome, comment: str) -> None:
    """Refuse a decision that comes too late, too early, or that does not say why.

    Raises:
        ConflictError: somebody else has decided, or a newer version was submitted.
        RefusedError: ``decisions.error.only-comment``: it was not submitted for approval.
        InputError: a comment is missing or too long.
    """
    if submission.decision is not None:
        time = clock(submission.decision.decided)
        raise ConflictError("decisions.error.decided-meanwhile", {"time": time})
    if submission.version != latest_version:
        raise ConflictError("decisions.error.newer-version", {"version": latest_version})
    if not submission.is_awaited:
        raise RefusedError("decisions.error.only-comment", {"version": submission.version})
    if outcome is not Outcome.APPROVED and not comment.strip():
        raise InputError("decisions.error.comment-missing")
    if len(comment) > COMMENT_AT_MOST:
        raise InputError("decisions.error.comment-long", {"most": COMMENT_AT_MOST, "found": len(comment)})


def check_detail(
    outcome: Outcome, detail: Mapping[str, Any] | None, *, on_paper: bool, today: date
) -> dict[str, str]:
    """Return what is kept beside a decision: what was designated, and the day it was signed on paper.

    Args:
        outcome: what was decided.
        detail: ``topic`` (an id) or ``title`` (a new one) when designating; ``signed``, the ISO day on paper.
        on_paper: whether it was signed on paper.
        today: the local date.

    Raises:
        InputError: nothing was designated, or the day of signing is missing, wrong or yet to come.
    """
    given = {name: str(value).strip() for name, value in (detail or {}).items() if value}
    kept: dict[str, str] = {}
    if outcome is Outcome.DESIGNATED:
        kept = {name: given[name] for name in ("topic", "title") if given.get(name)}
        if len(kept) != 1:
            raise InputError("decisions.error.designated-missing")
        if len(kept.get("title", "")) > TITLE_AT_MOST:
            found = len(kept["title"])
            raise InputError("decisions.error.designated-long", {"most": TITLE_AT_MOST, "found": found})
    if on_paper:
        try:
            signed = date.fromisoformat(given.get("signed", ""))
        except ValueError as error:
            raise InputError("decisions.error.signed-missing") from error
        if signed > today:
            raise InputError("decisions.error.signed-later", {"day": signed.isoformat()})
        kept["signed"] = signed.isoformat()
    return kept
