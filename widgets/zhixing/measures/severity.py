"""Rater severity: what remains of items when generous and strict raters are put on one footing."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from zhixing.errors import MeasureError
from zhixing.measures import intake
from zhixing.measures.intake import Array


class Severity(NamedTuple):
    """An additive account of ratings: rating ≈ item + rater.

    Attributes:
        items: adjusted mean of each item, in the unit of the ratings, as if every rater had rated it.
        raters: what each rater adds, summing to zero: negative = stricter than the others, positive = more
            generous.
    """

    items: Array
    raters: Array


def rater_severity(table: ArrayLike) -> Severity:
    """Return item means adjusted for who rated them, and each rater's deviation, by least squares.

    Args:
        table: items × raters, nan = not rated; every item and rater has a rating, and all are linked through
            common ratings.

    Raises:
        MeasureError: bad input, an item or rater without ratings, or groups of items and raters without a
            link.

    Source: the additive two-way layout: Scheffé (1959), The Analysis of Variance, Wiley, ch. 4; for missing
    cells Yates (1933), Empire Journal of Experimental Agriculture 1:129–142.
    """
    grid = intake.table(table, missing=True)
    rated = ~np.isnan(grid)
    items, raters = grid.shape
    if not rated.any(axis=1).all():
        raise MeasureError("measures.error.empty-row", {"row": int(np.argmin(rated.any(axis=1))) + 1})
    if not rated.any(axis=0).all():
        raise MeasureError("measures.error.empty-column", {"column": int(np.argmin(rated.any(axis=0))) + 1})
    neighbours = np.zeros((items + raters, items + raters), dtype=bool)
    neighbours[:items, items:] = rated
    if not intake.is_linked(neighbours | neighbours.T):
        raise MeasureError("measures.error.not-linked")
    at_item, at_rater = np.nonzero(rated)
    design = np.zeros((len(at_item), items + raters))
    design[np.arange(len(at_item)), at_item] = 1.0
    design[np.arange(len(at_item)), items + at_rater] = 1.0
    effects = np.linalg.lstsq(design, grid[rated], rcond=None)[0]
    level = effects[items:].mean()
    return Severity(effects[:items] + level, effects[items:] - level)
