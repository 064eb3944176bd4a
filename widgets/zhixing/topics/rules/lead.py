"""How far the first place is from changing hands, when weights or one rating are tried on."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from zhixing.measures.ranking import flips
from zhixing.topics.rules.what_if import WhatIfData, shares

MOST = 100
"""What a weight can be set to, at most."""


@dataclass(frozen=True, slots=True)
class WeightFlip:
    """The smallest move of one weight that ties another topic with the first."""

    criterion: int
    to: float
    topic: int


@dataclass(frozen=True, slots=True)
class Lead:
    """The first place and how firmly it is held.

    Args:
        first: the topic ahead; of equal ones the first in establishment order.
        second: the next one, None where there is only one topic.
        gap: how many points the first is ahead.
        weight: the smallest move of one weight that ties the first place, None where none can.
        rating: what the mean that is tried on would have to be for the first place to be tied; None where no
            rating of the scale can do it.
    """

    first: int
    second: int | None
    gap: float
    weight: WeightFlip | None
    rating: float | None


def lead(data: WhatIfData, weights: Sequence[float], topic: int, criterion: int) -> Lead:
    """Return the first place under weights, and what would tie it.

    Args:
        data: mean ratings, at least one topic.
        weights: one per criterion, 0 to 100.
        topic: whose mean is tried on.
        criterion: on which criterion.
    """
    given = [float(weight) for weight in weights] if any(weights) else [1.0] * len(weights)
    values = data.scores(given)
    order = sorted(range(len(values)), key=lambda at: -values[at])
    if len(order) == 1:
        return Lead(order[0], None, 0.0, None, None)
    first, second = order[0], order[1]
    return Lead(
        first=first,
        second=second,
        gap=values[first] - values[second],
        weight=_weight_flip(data, given) if any(weights) else None,
        rating=_rating_flip(
            data, values[second if topic == first else first] - values[topic], given, topic, criterion
        ),
    )


def _weight_flip(data: WhatIfData, weights: list[float]) -> WeightFlip | None:
    moves = [
        (abs(flip.change), WeightFlip(criterion, weights[criterion] + flip.change, flip.challenger))
        for criterion, flip in enumerate(flips(data.means, weights, [1] * len(weights)))
        if flip.challenger is not None
        and isfinite(flip.change)
        and 0 <= weights[criterion] + flip.change <= MOST
    ]
    return min(moves, key=lambda move: move[0])[1] if moves else None


def _rating_flip(
    data: WhatIfData, distance: float, weights: list[float], topic: int, criterion: int
) -> float | None:
    share = shares(weights)[criterion]
    if share <= 0:
        return None
    low, high = data.scale
    needed = data.means[topic][criterion] + distance / share
    return needed if low <= needed <= high else None
