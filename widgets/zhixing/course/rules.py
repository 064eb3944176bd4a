"""Items: what every kind of them has, and what a learner may see of it; no I/O."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, TypeAlias, runtime_checkable

from zhixing.errors import RefusedError, ZhixingError
from zhixing.text import Text

MOST_TRIES = 2

Answer: TypeAlias = Any
"""One answer as its kind works with it: JSON, such as an option's id or levels by criterion."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What an answer is worth: from 0 to 1, and whether that is enough to leave the item."""

    score: float
    correct: bool


def kept_score(score: float | None, *, correct: bool) -> float:
    """Return what a kept answer was worth; the oldest ones say only whether they were right."""
    return float(correct) if score is None else score


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(ABC):
    """One item of a unit; each kind of item is a subclass, in ``course.kinds``.

    Args:
        id: permanent id, never reused.
        objective: the objective it checks.
        prompt: the question.
        version: short hash of the item as it is written; marks keep it.
        difficulty: the share of people expected to be right, from 0 to 1.
        source: what it rests on, and where its wrong answers come from.
        also: further objectives it checks.
        set: the set of items it is looked at together with.
        commit_first: whether it is answered before the idea is told.

    Attributes:
        kind: what data files call the kind.
        is_marked: False where nothing is right or wrong.
        most_tries: None where people may come back to it as often as they like.
    """

    kind: ClassVar[str]
    is_marked: ClassVar[bool] = True
    most_tries: ClassVar[int | None] = MOST_TRIES

    id: str
    objective: str
    prompt: Text
    version: str
    difficulty: float
    source: Text
    also: tuple[str, ...] = ()
    set: str | None = None
    commit_first: bool = False

    @property
    def objectives(self) -> tuple[str, ...]:
        """Every objective it checks."""
        return (self.objective, *self.also)

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

    def recall(self, stored: Mapping[str, Any]) -> Answer | None:
        """Return a stored answer; None where the item as it is written now can no longer read it."""
        try:
            return self.read(stored)
        except ZhixingError:
            return None

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
    def solution(self) -> dict[str, Any] | None:
        """Return the fully right answer in the form it is kept in; None where nothing is right or wrong."""

    @abstractmethod
    def tally(self, answers: Sequence[Answer]) -> dict[str, Any]:
        """Count people's first answers."""


@runtime_checkable
class Walked(Protocol):
    """An item gone through choice by choice, such as a branching case; its answer is the whole path."""

    def walk(self, path: Sequence[str]) -> dict[str, Any]:
        """Return what somebody has seen who has made these choices; ``ending`` is None before the end."""

    def is_ended(self, path: Sequence[str]) -> bool:
        """Tell whether these choices lead to an ending."""

    def go(self, path: Sequence[str], choice: str) -> tuple[str, ...]:
        """Return the path with one more choice.

        Raises:
            MissingError: the choice is not offered there.
        """


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
    def most_tries(self) -> int | None:
        """How many tries there are; None: as many as one likes."""
        return self.item.most_tries

    @property
    def is_correct(self) -> bool:
        """Whether the last try was right."""
        return self.mark is not None and self.mark.correct

    @property
    def is_over(self) -> bool:
        """Whether everything may be told: it was right, or all tries are used up."""
        return self.is_correct or len(self.answered) >= (self.most_tries or 1)

    @property
    def may_try(self) -> bool:
        """Whether there is a further try."""
        return self.most_tries is None or not self.is_over

    def check_next(self) -> None:
        """Refuse a further try where there is none.

        Raises:
            RefusedError: ``course.error.already-right`` or ``course.error.no-more-tries``.
        """
        if self.may_try:
            return
        if self.is_correct:
            raise RefusedError("course.error.already-right")
        raise RefusedError("course.error.no-more-tries", {"most": self.most_tries})

    def feedback(self) -> list[dict[str, Any]]:
        """Return why, as far as this person may know by now."""
        return self.item.told(self.answered, over=self.is_over)
