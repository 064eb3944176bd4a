"""How far a weight must move before another alternative wins the weighted sum."""

from math import inf
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from zhixing.measures import intake
from zhixing.measures.intake import Array
from zhixing.measures.ranking.scoring import Normalisation, normalised


class Flip(NamedTuple):
    """The smallest change of one weight after which the winner is overtaken.

    Attributes:
        change: what to add to the weight, in the unit of the weights; infinite when no change can do it.
        challenger: row of the alternative that takes over, None when there is none.
    """

    change: float
    challenger: int | None


def flips(
    scores: ArrayLike, weights: ArrayLike, senses: ArrayLike, normalisation: Normalisation | None = None
) -> tuple[Flip, ...]:
    """Return for each criterion the signed change of its weight at which the first place is tied.

    The other weights stay as they are; rescaling all of them afterwards, so that they sum to one again,
    changes no rank. A weight can rise without bound but must stay above zero. With a tie for the first place
    the first of the tied alternatives counts as the winner and the change is zero where they differ.

    Args:
        scores: alternatives × criteria.
        weights: one per criterion.
        senses: +1 benefit, -1 cost, per criterion.
        normalisation: as in `weighted_sum`.

    Raises:
        MeasureError: as `weighted_sum`.

    Source: Triantaphyllou & Sánchez (1997), Decision Sciences 28:151–194 ("absolute-top" criterion).
    """
    grid = intake.table(scores)
    given = intake.weights(weights, grid.shape[1])
    oriented = normalised(grid, intake.senses(senses, grid.shape[1]), normalisation)
    values = oriented @ given
    winner = int(values.argmax())
    return tuple(
        _flip(values[winner] - values, oriented[winner, column] - oriented[:, column], given[column])
        for column in range(grid.shape[1])
    )


def flip_distance(
    scores: ArrayLike, weights: ArrayLike, senses: ArrayLike, normalisation: Normalisation | None = None
) -> Array:
    """Return per criterion the size of the smallest weight change that changes the winner; inf if none does.

    Arguments, errors and source are those of `flips`, which also tells direction and challenger.
    """
    return np.array([abs(flip.change) for flip in flips(scores, weights, senses, normalisation)])


def _flip(lead: Array, advantage: Array, weight: float) -> Flip:
    with np.errstate(divide="ignore", invalid="ignore"):
        changes = -lead / advantage
    reachable = (advantage < 0) | ((advantage > 0) & (changes > -weight * (1 - 1e-12)))
    if not reachable.any():
        return Flip(inf, None)
    challenger = int(np.where(reachable, np.abs(changes), inf).argmin())
    return Flip(float(changes[challenger]) + 0.0, challenger)
