"""What trying other weights on works with: the mean ratings of a round, never single ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from zhixing.actor import Locale
from zhixing.text import Text
from zhixing.topics.rules.rating import Ratings


@dataclass(frozen=True, slots=True)
class WhatIfData:
    """Mean ratings of a round, for trying other weights on.

    Args:
        topics: titles, in establishment order.
        criteria: names of the rating criteria.
        means: topics × criteria.
        weights: the weights in force, summing to one.
        sample: True when these are the example ratings (试评), because no own round is revealed.
        raters: how many rated.
    """

    topics: tuple[str, ...]
    criteria: tuple[Text, ...]
    means: tuple[tuple[float, ...], ...]
    weights: tuple[float, ...]
    sample: bool
    raters: int

    @classmethod
    def of(
        cls,
        ratings: Ratings,
        titles: Mapping[str, str],
        criteria: Sequence[Text],
        weights: Sequence[float],
        *,
        sample: bool,
        enough: bool = True,
    ) -> Self:
        """Read a round's ratings.

        Args:
            ratings: of the round; topics that nobody has rated on every criterion are left out.
            titles: of the topics, by id.
            criteria: their names, in the order of the ratings.
            weights: the weights in force, in the same order.
            sample: they are example ratings.
            enough: False where so few have rated that their means must not be shown.
        """
        rated = ratings.only(ratings.complete_topics())
        means = rated.means().tolist() if enough and rated.topics else []
        return cls(
            topics=tuple(titles.get(topic, topic) for topic in rated.topics) if means else (),
            criteria=tuple(criteria),
            means=tuple(tuple(row) for row in means),
            weights=tuple(weights),
            sample=sample,
            raters=rated.raters,
        )

    @classmethod
    def read(cls, raw: Mapping[str, Any], locale: Locale) -> Self:
        """Read what ``json`` wrote; a title may be there in both languages, too."""
        titles = (
            title if isinstance(title, str) else Text.parse(title).to(locale) for title in raw["topics"]
        )
        return cls(
            topics=tuple(titles),
            criteria=tuple(Text.parse(name) for name in raw["criteria"]),
            means=tuple(tuple(row) for row in raw["means"]),
            weights=tuple(raw["weights"]),
            sample=raw["sample"],
            raters=raw["raters"],
        )

    def json(self) -> dict[str, Any]:
        """Return it as a live cell is told it."""
        return {
            "topics": list(self.topics),
            "criteria": [name.json() for name in self.criteria],
            "means": [list(row) for row in self.means],
            "weights": list(self.weights),
            "sample": self.sample,
            "raters": self.raters,
        }
