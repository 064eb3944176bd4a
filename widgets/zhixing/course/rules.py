"""Items: what is asked, how it is marked, what a learner may see of it; no I/O."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zhixing.errors import MissingError, RefusedError
from zhixing.text import Text

MOST_TRIES = 2


@dataclass(frozen=True, slots=True)
class Option:
    """One option of an item; whether it is correct, and why, stays on the server until it may be seen."""

    id: str
    text: Text
    feedback: Text
    correct: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a unit.

    Args:
        id: permanent id, never reused.
        objective: the objective it checks.
        kind: ``single``: one option is correct.
        prompt: the question.
        options: in the order shown.
        version: short hash of everything above; marks keep it.
    """

    id: str
    objective: str
    kind: str
    prompt: Text
    options: tuple[Option, ...]
    version: str

    def option(self, option_id: str) -> Option:
        """Return an option.

        Raises:
            MissingError: ``course.error.no-option``.
        """
        for option in self.options:
            if option.id == option_id:
                return option
        raise MissingError("course.error.no-option", {"option": option_id[:40]})

    def face(self) -> dict[str, Any]:
        """Return what everybody may see: the question without key and feedback."""
        return {
            "id": self.id,
            "kind": self.kind,
            "prompt": self.prompt.json(),
            "options": [{"id": option.id, "text": option.text.json()} for option in self.options],
        }


def mark_single(item: Item, option_id: str) -> bool:
    """Tell whether an option is the correct one.

    Raises:
        MissingError: the item has no such option.
    """
    return item.option(option_id).correct


@dataclass(frozen=True, slots=True)
class Attempts:
    """What one person has answered to one item, first try first."""

    item: Item
    answered: tuple[str, ...]

    @property
    def last(self) -> str | None:
        """The option chosen last."""
        return self.answered[-1] if self.answered else None

    @property
    def is_correct(self) -> bool:
        """Whether the last try was right."""
        return self.last is not None and mark_single(self.item, self.last)

    @property
    def is_over(self) -> bool:
        """Whether there is no further try: it was right, or all tries are used up."""
        return self.is_correct or len(self.answered) >= MOST_TRIES

    def check_next(self) -> None:
        """Refuse a further try where there is none.

        Raises:
            RefusedError: ``course.error.already-right`` or ``course.error.no-more-tries``.
        """
        if self.is_correct:
            raise RefusedError("course.error.already-right")
        if self.is_over:
            raise RefusedError("course.error.no-more-tries", {"most": MOST_TRIES})

    def feedback(self) -> list[dict[str, Any]]:
        """Return why, for the options chosen so far; for all options once there is no further try."""
        shown = [option for option in self.item.options if self.is_over or option.id in self.answered]
        return [reason(option) for option in shown]


def reason(option: Option) -> dict[str, Any]:
    """Return an option with its feedback, for those who may see it."""
    return {"option": option.id, "text": option.feedback.json(), "correct": option.correct}


def first_choices(chosen: Sequence[str], item: Item) -> dict[str, int]:
    """Count first choices by option, in the order of the options; options of older versions are left out."""
    return {option.id: sum(1 for choice in chosen if choice == option.id) for option in item.options}
