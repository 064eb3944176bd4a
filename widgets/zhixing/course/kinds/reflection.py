"""A written reflection: kept for its writer, seen by nobody else, not marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from zhixing.course.rules import Answer, Item, Mark
from zhixing.course.written import Entry
from zhixing.errors import InputError

KEYS: frozenset[str] = frozenset()
NOTES = frozenset({"least"})

LEAST = 20
"""Characters from which a reflection is one, where the item says nothing else."""

MOST = 4000
"""Characters that are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReflectionItem(Item):
    """A question to think over; an answer is what somebody wrote.

    Args:
        least: characters from which it is taken; blanks do not count.
    """

    kind: ClassVar[str] = "reflection"
    is_marked: ClassVar[bool] = False
    most_tries: ClassVar[int | None] = None

    least: int

    def asked(self) -> dict[str, Any]:
        """Return how much is wanted, and how much is kept."""
        return {"least": self.least, "most": MOST}

    def read(self, raw: Mapping[str, Any]) -> Answer:
        """Return the text without blanks around it."""
        text = raw.get("text")
        if set(raw) != {"text"} or not isinstance(text, str):
            raise InputError("course.error.no-answer")
        written = text.strip()
        found = len("".join(written.split()))
        if found < self.least:
            raise InputError("exercise.error.reflection-short", {"least": self.least, "found": found})
        if len(written) > MOST:
            raise InputError("exercise.error.text-long", {"most": MOST, "found": len(written)})
        return written

    def stored(self, answer: Answer) -> dict[str, Any]:
        """Return the JSON in which an answer is kept."""
        return {"text": answer}

    def mark(self, answer: Answer) -> Mark:  # noqa: ARG002
        """Return 1: whoever has written has done it."""
        return Mark(1.0, correct=True)

    def told(self, answers: Sequence[Answer], *, over: bool) -> list[dict[str, Any]]:  # noqa: ARG002
        """Return nothing: nobody comments on it."""
        return []

    def solution(self) -> None:
        """Return nothing: no reflection is the right one."""
        return

    def tally(self, answers: Sequence[Answer]) -> dict[str, Any]:
        """Count who has written; nothing of what they wrote."""
        return {"n": len(answers)}


def read(entry: Entry, head: Mapping[str, Any]) -> ReflectionItem:
    """Read an item.

    Raises:
        InputError: naming file, item and key.
    """
    least = entry.raw.get("least", LEAST)
    if isinstance(least, bool) or not isinstance(least, int) or not 1 <= least <= MOST:
        raise entry.fault("exercise.error.least", key="least", most=MOST, found=str(least)[:40])
    return ReflectionItem(**head, least=least)
