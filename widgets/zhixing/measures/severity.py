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
    return _solved(np.where(rated, grid, 0.0), rated.astype(np.float64))


def _solved(points: Array, rated: Array) -> Severity:
    """Solve the normal equations for the raters alone: items follow, so hundreds of items cost little."""
    per_item, per_rater = rated.sum(axis=1), rated.sum(axis=0)
    laplacian = np.diag(per_rater) - rated.T @ (rated / per_item[:, None])
    surplus = points.sum(axis=0) - rated.T @ (points.sum(axis=1) / per_item)
    raters = np.linalg.lstsq(laplacian, surplus, rcond=None)[0]
    raters = raters - raters.mean()
    items = (points.sum(axis=1) - rated @ raters) / per_item
    return Severity(items, raters)
