"""Items: what every kind of them has, and what a learner may see of it; no I/O."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias

from zhixing.errors import RefusedError
from zhixing.text import Text

MOST_TRIES = 2

Answer: TypeAlias = Any
"""One answer as its kind works with it: JSON, such as an option's id or levels by criterion."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What an answer is worth: from 0 to 1, and whether that is enough to leave the item."""

    score: float
    correct: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(ABC):
    """One item of a unit; each kind of item is a subclass, in ``course.kinds``.

    Args:
        id: permanent id, never reused.
        objective: the objective it checks.
        also: further objectives it checks.
        set: the set of items it is looked at together with.
        prompt: the question.
        version: short hash of the item as it is written; marks keep it.
    """

    kind: ClassVar[str]

    id: str
    objective: str
    prompt: Text
    version: str
    also: tuple[str, ...] = ()
    set: str | None = None

    def face(self) -> dict[str, Any]:
        """Return what everybody may see: the question without key and feedback."""
        return {"id": self.id, "kind": self.kind, "prompt": self.prompt.json(), **self.asked()}

    @abstractmethod
    def asked(self) -> dict[str, Any]:
        """Return what this kind shows beside the prompt; nothing of the key is in it."""

    @abstractmethod
    def read(self, raw: Mapping[str, Any]) -> Answer:
        """Return an answer as it was sent or stored.

        Raises:
            InputError: it is not a whole answer to this item.
            MissingError: it names something that the item does not have.
        """

    @abstractmethod
    def stored(self, answer: Answer) -> dict[str, Any]:
        """Return the JSON in which an answer is kept; ``read`` reads it."""

    @abstractmethod
    def mark(self, answer: Answer) -> Mark:
        """Return what an answer is worth."""

    @abstractmethod
    def told(self, answers: Sequence[Answer], *, over: bool) -> list[dict[str, Any]]:
        """Return why, as far as somebody may know after these answers; all of it once it is over."""

    @abstractmethod
    def tally(self, answers: Sequence[Answer]) -> dict[str, Any]:
        """Count people's first answers."""


@dataclass(frozen=True, slots=True)
class Attempts:
    """What one person has answered to one item, first try first."""

    item: Item
    answered: tuple[Answer, ...]

    @property
    def last(self) -> Answer | None:
        """The last answer."""
        return self.answered[-1] if self.answered else None

    @property
    def mark(self) -> Mark | None:
        """What the last try is worth."""
        return self.item.mark(self.answered[-1]) if self.answered else None

    @property
    def is_correct(self) -> bool:
        """Whether the last try was right."""
        return self.mark is not None and self.mark.correct

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
        """Return why, as far as this person may know by now."""
        return self.item.told(self.answered, over=self.is_over)
