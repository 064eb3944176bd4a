"""What trying other weights or another rating works with: the mean ratings of a round, never single ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
        scale: lowest and highest rating.
    """

    topics: tuple[str, ...]
    criteria: tuple[Text, ...]
    means: tuple[tuple[float, ...], ...]
    weights: tuple[float, ...]
    sample: bool
    raters: int
    scale: tuple[int, int]

    @classmethod
    def of(
        cls,
        ratings: Ratings,
        titles: Mapping[str, str],
        criteria: Sequence[Text],
        weights: Sequence[float],
        *,
        scale: tuple[int, int],
        sample: bool,
    ) -> Self:
        """Read a round's ratings.

        Args:
            ratings: of the round; topics that nobody has rated on every criterion are left out.
            titles: of the topics, by id.
            criteria: their names, in the order of the ratings.
            weights: the weights in force, in the same order.
            scale: lowest and highest rating.
            sample: they are example ratings.
        """
        rated = ratings.only(ratings.complete_topics())
        means = rated.means().tolist() if rated.topics else []
        return cls(
            topics=tuple(titles.get(topic, topic) for topic in rated.topics) if means else (),
            criteria=tuple(criteria),
            means=tuple(tuple(row) for row in means),
            weights=tuple(weights),
            sample=sample,
            raters=rated.raters,
            scale=scale,
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
            scale=(raw["scale"][0], raw["scale"][1]),
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
            "scale": list(self.scale),
        }

    def moved(self, topic: int, criterion: int, by: float) -> Self:
        """Return the same with one mean higher or lower, kept within the scale."""
        means = [list(row) for row in self.means]
        low, high = self.scale
        means[topic][criterion] = min(high, max(low, means[topic][criterion] + by))
        return replace(self, means=tuple(tuple(row) for row in means))

    def scores(self, weights: Sequence[float]) -> tuple[float, ...]:
        """Return each topic's weighted mean; weights of any scale, all zero counting as equal."""
        given = shares(weights)
        return tuple(sum(mean * share for mean, share in zip(row, given, strict=True)) for row in self.means)


def shares(weights: Sequence[float]) -> list[float]:
    """Return weights summing to one; all zero counts as equal."""
    total = sum(weights)
    return [weight / total for weight in weights] if total > 0 else [1 / len(weights)] * len(weights)
