"""Single choice: one option is correct, and every option says why or why not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from zhixing.course.rules import Answer, Item, Mark
from zhixing.course.written import Entry
from zhixing.errors import InputError, MissingError
from zhixing.text import Text

KEYS = frozenset({"option"})
NOTES: frozenset[str] = frozenset()

_OPTION_KEYS = frozenset({"id", "correct", "text", "feedback"})


@dataclass(frozen=True, slots=True)
class Option:
    """One option of an item; whether it is correct, and why, stays on the server until it may be seen."""

    id: str
    text: Text
    feedback: Text
    correct: bool

    def reason(self) -> dict[str, Any]:
        """Return the option with its feedback, for those who may see it."""
        return {"option": self.id, "text": self.feedback.json(), "correct": self.correct}


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleItem(Item):
    """A question with options; an answer is the id of one of them."""

    kind: ClassVar[str] = "single"

    options: tuple[Option, ...]

    def option(self, option_id: str) -> Option:
        """Return an option.

        Raises:
            MissingError: ``course.error.no-option``.
        """
        for option in self.options:
            if option.id == option_id:
                return option
        raise MissingError("course.error.no-option", {"option": option_id[:40]})

    def asked(self) -> dict[str, Any]:
        """Return the options without key and feedback."""
        return {"options": [{"id": option.id, "text": option.text.json()} for option in self.options]}

    def read(self, raw: Mapping[str, Any]) -> Answer:
        """Return the id of the option chosen."""
        chosen = raw.get("option")
        if set(raw) != {"option"} or not isinstance(chosen, str):
            raise InputError("course.error.no-answer")
        return self.option(chosen).id

    def stored(self, answer: Answer) -> dict[str, Any]:
        """Return the JSON in which an answer is kept."""
        return {"option": answer}

    def mark(self, answer: Answer) -> Mark:
        """Return 1 for the correct option, 0 for any other."""
        correct = self.option(answer).correct
        return Mark(float(correct), correct)

    def told(self, answers: Sequence[Answer], *, over: bool) -> list[dict[str, Any]]:
        """Return why, for the options chosen so far; for all options once it is over."""
        return [option.reason() for option in self.options if over or option.id in answers]

    def solution(self) -> dict[str, Any]:
        """Return the correct option."""
        return {"option": next(option.id for option in self.options if option.correct)}

    def tally(self, answers: Sequence[Answer]) -> dict[str, Any]:
        """Count choices by option, in the order of the options."""
        return {option.id: sum(answer == option.id for answer in answers) for option in self.options}


def read(entry: Entry, head: Mapping[str, Any]) -> SingleItem:
    """Read an item.

    Raises:
        InputError: naming file, item and key.
    """
    written = entry.entries("option")
    if len(written) < 2:
        raise entry.fault("course.error.few-options")
    options = tuple(_option(entry.inner(raw, "option")) for raw in written)
    if len({option.id for option in options}) != len(options):
        raise entry.fault("course.error.option-doubled")
    correct = sum(option.correct for option in options)
    if correct != 1:
        raise entry.fault("course.error.not-one-key", found=correct)
    return SingleItem(**head, options=options)


def _option(entry: Entry) -> Option:
    entry.check_keys(_OPTION_KEYS)
    name = entry.name("id", "course.error.bad-option-id")
    if not isinstance(entry.raw["correct"], bool):
        raise entry.fault("course.error.correct-not-bool", option=name)
    named = entry.inner(entry.raw, name)
    return Option(name, named.text("text"), named.text("feedback"), entry.raw["correct"])
