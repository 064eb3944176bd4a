"""The criteria of a topic: conditions that tables judge, and criteria that everybody rates."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from zhixing.errors import MissingError
from zhixing.text import Text


class Stage(StrEnum):
    """When a criterion is asked: as a condition before the vote, or as a rating after it."""

    CONDITION = "condition"
    RATING = "rating"


@dataclass(frozen=True, slots=True)
class Level:
    """One anchored level of a criterion: a score of the scale, or a verdict."""

    level: int | str
    text: Text


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion with its question and what each level means."""

    id: str
    stage: Stage
    name: Text
    question: Text
    levels: tuple[Level, ...]

    def json(self) -> dict[str, Any]:
        """Return the form pages show."""
        return {
            "id": self.id,
            "stage": self.stage.value,
            "name": self.name.json(),
            "question": self.question.json(),
            "levels": [{"level": level.level, "text": level.text.json()} for level in self.levels],
        }


@dataclass(frozen=True, slots=True)
class Criteria:
    """All criteria, in the order in which they are asked."""

    all: tuple[Criterion, ...]

    @classmethod
    def of(cls, criteria: list[Criterion]) -> Self:
        """Collect criteria; two of one id are a mistake in the data."""
        if len({criterion.id for criterion in criteria}) != len(criteria):
            raise ValueError([criterion.id for criterion in criteria])
        return cls(tuple(criteria))

    @property
    def conditions(self) -> tuple[Criterion, ...]:
        """What tables judge 可以 / 需修改 / 不宜."""
        return tuple(criterion for criterion in self.all if criterion.stage is Stage.CONDITION)

    @property
    def ratings(self) -> tuple[Criterion, ...]:
        """What everybody rates on the scale."""
        return tuple(criterion for criterion in self.all if criterion.stage is Stage.RATING)

    def get(self, criterion_id: str) -> Criterion:
        """Return the criterion of an id.

        Raises:
            MissingError: ``topics.error.no-criterion``.
        """
        for criterion in self.all:
            if criterion.id == criterion_id:
                return criterion
        raise MissingError("topics.error.no-criterion", {"criterion": criterion_id[:40]})
