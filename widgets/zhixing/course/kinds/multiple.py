"""Multiple choice: every right option and no other; a part of them gives a part of the score.

An option chosen rightly counts one, one chosen wrongly takes one away again; the sum, never below nothing, is
divided by the number of right options. Whoever simply chooses everything therefore gains little or nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from zhixing.course.kinds.options import read_options
from zhixing.course.kinds.single import Option
from zhixing.course.rules import Answer, Item, Mark
from zhixing.course.written import Entry
from zhixing.errors import InputError, MissingError

KEYS = frozenset({"option"})
NOTES: frozenset[str] = frozenset()

LEAST = 3
"""Fewest options; with two, all of them or one would be a single choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleItem(Item):
    """A question with several right options; an answer is the list of those chosen, in the options' order."""

    kind: ClassVar[str] = "multiple"

    options: tuple[Option, ...]

    @property
    def right(self) -> frozenset[str]:
        """Ids of the right options."""
        return frozenset(option.id for option in self.options if option.correct)

    def asked(self) -> dict[str, Any]:
        """Return the options without key and feedback."""
        return {"options": [{"id": option.id, "text": option.text.json()} for option in self.options]}

    def read(self, raw: Mapping[str, Any]) -> Answer:
        """Return the ids of the options chosen."""
        chosen = raw.get("options")
        if set(raw) != {"options"} or not isinstance(chosen, list):
            raise InputError("course.error.no-answer")
        known = [option.id for option in self.options]
        for name in chosen:
            if name not in known:
                raise MissingError("course.error.no-option", {"option": str(name)[:40]})
        if not chosen:
            raise InputError("quiz.error.none-chosen")
        return [name for name in known if name in chosen]

    def stored(self, answer: Answer) -> dict[str, Any]:
        """Return the JSON in which an answer is kept."""
        return {"options": list(answer)}

    def mark(self, answer: Answer) -> Mark:
        """Return the right ones chosen less the wrong ones, over the number of right ones."""
        found = len(self.right & set(answer))
        score = max(0.0, (2 * found - len(answer)) / len(self.right))
        return Mark(round(score, 4), set(answer) == self.right)

    def told(self, answers: Sequence[Answer], *, over: bool) -> list[dict[str, Any]]:
        """Return why, for the options chosen last; for all options once it is over."""
        last = answers[-1] if answers else ()
        return [option.reason() for option in self.options if over or option.id in last]

    def solution(self) -> dict[str, Any]:
        """Return the right options."""
        return {"options": [option.id for option in self.options if option.correct]}

    def tally(self, answers: Sequence[Answer]) -> dict[str, Any]:
        """Count by option how many chose it, in the order of the options."""
        return {option.id: sum(option.id in answer for answer in answers) for option in self.options}


def read(entry: Entry, head: Mapping[str, Any]) -> MultipleItem:
    """Read an item.

    Raises:
        InputError: naming file, item and key.
    """
    options = read_options(entry, "option", least=LEAST)
    right = sum(option.correct for option in options)
    if right in (0, len(options)):
        raise entry.fault("quiz.error.all-alike", right=right, total=len(options))
    return MultipleItem(**head, options=options)
