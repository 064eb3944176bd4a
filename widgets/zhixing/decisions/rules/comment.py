"""Comments (意见) on a part of a paper, and how its writers answer them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from zhixing.errors import ConflictError, InputError

TEXT_AT_MOST = 2000
PART_AT_MOST = 80


class Answer(StrEnum):
    """What became of a comment: still open, 采纳, 部分采纳, 未采纳."""

    OPEN = "open"
    TAKEN = "taken"
    PARTLY = "partly"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on one part of one version of a paper; whose it was is not in it, only in what role.

    Args:
        id: permanent id.
        version: the version it was made on.
        part: the path of the section it is about; blank for the whole paper.
        text: what was said.
        made: when.
        role: as what the person spoke: ``expert``, ``leader``, ``convenor``.
        outcome: what became of it.
        answer: what the writers said to it.
    """

    id: str
    version: int
    part: str
    text: str
    made: str
    role: str
    outcome: Answer
    answer: str

    def json(self) -> dict[str, Any]:
        """Return the form pages show."""
        return {
            "id": self.id,
            "version": self.version,
            "part": self.part,
            "text": self.text,
            "made": self.made,
            "role": self.role,
            "outcome": self.outcome.value,
            "answer": self.answer,
        }


def check_comment(part: str, text: str) -> None:
    """Refuse a comment that says nothing or too much.

    Raises:
        InputError: ``decisions.error.comment-empty`` or ``comment-long``; ``part-unknown``.
    """
    if not text.strip():
        raise InputError("decisions.error.comment-empty")
    if len(text) > TEXT_AT_MOST:
        raise InputError("decisions.error.text-long", {"most": TEXT_AT_MOST, "found": len(text)})
    if len(part) > PART_AT_MOST:
        raise InputError("decisions.error.part-unknown")


def check_answer(standing: Answer, outcome: Answer, answer: str) -> None:
    """Refuse an answer that leaves a comment open, gives no reason, or comes after another's.

    Raises:
        ConflictError: ``decisions.error.answered-meanwhile``.
        InputError: ``decisions.error.answer-open``, ``answer-missing`` (everything but 采纳 says why) or
            ``answer-long``.
    """
    if standing is not Answer.OPEN:
        raise ConflictError("decisions.error.answered-meanwhile")
    if outcome is Answer.OPEN:
        raise InputError("decisions.error.answer-open")
    if outcome is not Answer.TAKEN and not answer.strip():
        raise InputError("decisions.error.answer-missing")
    if len(answer) > TEXT_AT_MOST:
        raise InputError("decisions.error.answer-long", {"most": TEXT_AT_MOST, "found": len(answer)})
