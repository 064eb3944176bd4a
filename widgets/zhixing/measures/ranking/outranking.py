"""Outranking by pairwise preference: PROMETHEE II and its six shapes of preference."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from zhixing.errors import MeasureError
from zhixing.measures import intake
from zhixing.measures.intake import Array

Shape = Literal["usual", "u-shape", "v-shape", "level", "linear", "gaussian"]
_SHAPES = ("usual", "u-shape", "v-shape", "level", "linear", "gaussian")


@dataclass(frozen=True, slots=True)
class Preference:
    """How strongly a difference on one criterion makes the better alternative preferred, from 0 to 1.

    Args:
        shape: one of the six shapes.
        q: indifference up to this difference ("u-shape", "level", "linear"), in the criterion's unit.
        p: full preference from this difference on ("v-shape", "level", "linear"), in the criterion's unit.
        sigma: the inflection point of "gaussian", in the criterion's unit.

    Raises:
        MeasureError: an unknown shape, or thresholds the shape cannot work with.

    Source: Brans & Vincke (1985), A preference ranking organisation method, Management Science 31:647–656.
    """

    shape: Shape = "usual"
    q: float = 0.0
    p: float = 0.0
    sigma: float = 0.0

    def __post_init__(self) -> None:
        intake.choose(self.shape, _SHAPES)
        sound = {
            "usual": True,
            "u-shape": self.q > 0,
            "v-shape": self.p > 0,
            "level": 0 <= self.q < self.p,
            "linear": 0 <= self.q < self.p,
            "gaussian": self.sigma > 0,
        }
        if not sound[self.shape] or not np.isfinite([self.q, self.p, self.sigma]).all():
            raise MeasureError("measures.error.thresholds", {"shape": self.shape})

    def __call__(self, differences: Array) -> Array:
        """Return the preference for each positive difference."""
        if self.shape == "level":
            return np.where(differences > self.p, 1.0, np.where(differences > self.q, 0.5, 0.0))
        if self.shape == "gaussian":
            return -np.expm1(-(differences**2) / (2 * self.sigma**2))
        if self.shape in {"v-shape", "linear"}:
            low = self.q if self.shape == "linear" else 0.0
            return np.clip((differences - low) / (self.p - low), 0.0, 1.0)
        return np.where(differences > (self.q if self.shape == "u-shape" else 0.0), 1.0, 0.0)


Preferences = Sequence[Preference | Shape | Callable[[float], float]]


def preference_indices(
    scores: ArrayLike, weights: ArrayLike, senses: ArrayLike, preferences: Preferences | None = None
) -> Array:
    """Return the alternatives × alternatives array of weighted preference of row over column.

    Args and errors are those of `promethee_ii`.
    """
    grid = intake.table(scores, rows=2)
    criteria = grid.shape[1]
    shares = intake.weights(weights, criteria)
    oriented = grid * intake.senses(senses, criteria)
    chosen = ["usual"] * criteria if preferences is None else list(preferences)
    if len(chosen) != criteria:
        raise MeasureError("measures.error.length", {"expected": criteria, "found": len(chosen)})
    total = np.zeros((len(grid), len(grid)))
    for column, preference in enumerate(chosen):
        differences = oriented[:, column, None] - oriented[None, :, column]
        ahead = differences > 0
        total[ahead] += shares[column] * _preferred(preference, differences[ahead], column)
    indices: Array = total / shares.sum()
    return indices


def promethee_ii(
    scores: ArrayLike, weights: ArrayLike, senses: ArrayLike, preferences: Preferences | None = None
) -> Array:
    """Return each alternative's net flow, from -1 to 1; more is better and the flows sum to zero.

    Args:
        scores: alternatives × criteria, at least two alternatives.
        weights: one per criterion; their scale does not matter.
        senses: +1 benefit, -1 cost, per criterion.
        preferences: per criterion a `Preference`, the name of a shape without thresholds, or a function of
            one positive difference returning 0 to 1; None means the usual criterion everywhere.

    Raises:
        MeasureError: bad input, or a function that leaves 0 to 1.

    Source: Brans & Vincke (1985), Management Science 31:647–656; flows divided by the number of rivals.
    """
    indices = preference_indices(scores, weights, senses, preferences)
    result: Array = (indices.sum(axis=1) - indices.sum(axis=0)) / (len(indices) - 1)
    return result


def _preferred(preference: object, differences: Array, column: int) -> Array:
    if not callable(preference):
        intake.choose(preference, _SHAPES)
        preference = Preference(preference)  # type: ignore[arg-type]  # `choose` made sure
    if isinstance(preference, Preference):
        return preference(differences)
    degrees: Array = np.vectorize(preference, otypes=[np.float64])(differences)
    if not ((degrees >= 0) & (degrees <= 1)).all():
        raise MeasureError("measures.error.preference-range", {"column": column + 1})
    return degrees
