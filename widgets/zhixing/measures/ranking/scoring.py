"""One value per alternative from scores on weighted criteria: weighted sum and TOPSIS."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from zhixing.errors import MeasureError
from zhixing.measures import intake
from zhixing.measures.intake import Array

Normalisation = Literal["minmax", "vector", "sum"]


def normalised(scores: Array, senses: Array, normalisation: Normalisation | None) -> Array:
    """Return scores of which more is better on every criterion.

    Args:
        scores: alternatives × criteria.
        senses: +1 benefit, -1 cost, per criterion.
        normalisation: None changes only the sign of costs; "minmax" stretches each criterion over 0–1 (1 when
            all scores are equal); "vector" divides by the Euclidean length, costs become 1 - x; "sum" makes
            each criterion sum to one, costs through their reciprocals.

    Raises:
        MeasureError: unknown normalisation, or "sum" of scores that are not positive.
    """
    intake.choose(normalisation, (None, "minmax", "vector", "sum"))
    if normalisation is None:
        return scores * senses
    if normalisation == "minmax":
        oriented = scores * senses
        low, high = oriented.min(axis=0), oriented.max(axis=0)
        spread = high - low
        return np.where(spread > 0, (oriented - low) / np.where(spread > 0, spread, 1.0), 1.0)
    if normalisation == "vector":
        length = np.sqrt((scores**2).sum(axis=0))
        unit = scores / np.where(length > 0, length, 1.0)
        return np.where(senses > 0, unit, 1.0 - unit)
    intake.refuse_where(scores <= 0, "measures.error.not-positive")
    oriented = scores**senses
    result: Array = oriented / oriented.sum(axis=0)
    return result


def weighted_sum(
    scores: ArrayLike, weights: ArrayLike, senses: ArrayLike, normalisation: Normalisation | None = None
) -> Array:
    """Return the weighted sum of each alternative; more is better.

    Args:
        scores: alternatives × criteria.
        weights: one per criterion, used as given; shares that sum to one keep the result on the scores'
            scale.
        senses: +1 benefit, -1 cost, per criterion.
        normalisation: see `normalised`; None for scores that share a scale, such as an anchored 1–5 rubric.

    Raises:
        MeasureError: bad shapes, non-finite scores, negative or all-zero weights.

    Source: Fishburn (1967), Additive utilities with incomplete product sets, Operations Research 15:537–542.
    """
    grid = intake.table(scores)
    shares = intake.weights(weights, grid.shape[1])
    result: Array = normalised(grid, intake.senses(senses, grid.shape[1]), normalisation) @ shares
    return result


def topsis(
    scores: ArrayLike,
    weights: ArrayLike,
    senses: ArrayLike,
    normalisation: Literal["vector", "minmax"] = "vector",
) -> Array:
    """Return each alternative's closeness to the ideal, from 0 to 1; more is better.

    Args:
        scores: alternatives × criteria, at least two alternatives.
        weights: one per criterion; their scale does not matter.
        senses: +1 benefit, -1 cost, per criterion.
        normalisation: "vector" as in the original method, or "minmax".

    Raises:
        MeasureError: bad input, or alternatives that do not differ on any weighted criterion.

    Source: Hwang & Yoon (1981), Multiple Attribute Decision Making, Springer.
    """
    grid = intake.table(scores, rows=2)
    shares = intake.weights(weights, grid.shape[1])
    intake.choose(normalisation, ("vector", "minmax"))
    weighted = normalised(grid, intake.senses(senses, grid.shape[1]), normalisation) * shares
    to_best = np.sqrt(((weighted - weighted.max(axis=0)) ** 2).sum(axis=1))
    to_worst = np.sqrt(((weighted - weighted.min(axis=0)) ** 2).sum(axis=1))
    if not (to_best + to_worst).all():
        raise MeasureError("measures.error.no-variation")
    result: Array = to_worst / (to_best + to_worst)
    return result
