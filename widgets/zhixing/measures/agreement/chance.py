"""Agreement beyond chance: Fleiss' kappa and Krippendorff's alpha."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from zhixing.errors import MeasureError
from zhixing.measures import intake
from zhixing.measures.intake import Array

Level = Literal["nominal", "ordinal", "interval", "ratio"]


def fleiss_kappa(counts: ArrayLike) -> float:
    """Return the agreement of equally many raters per item on categories, beyond chance.

    Args:
        counts: items × categories: how many raters put the item there; at least two categories and two
            raters.

    Raises:
        MeasureError: bad input, rows with different sums, or every rating in one category.

    Source: Fleiss (1971), Measuring nominal scale agreement among many raters, Psychological Bulletin
    76:378–382.
    """
    grid = intake.table(counts, columns=2)
    intake.refuse_where(grid < 0, "measures.error.negative")
    intake.refuse_where(grid != np.floor(grid), "measures.error.not-whole")
    sums = grid.sum(axis=1)
    raters = sums[0]
    if (sums != raters).any():
        first = int(np.argmax(sums != raters))
        raise MeasureError(
            "measures.error.unequal-raters",
            {"row": first + 1, "expected": int(raters), "found": int(sums[first])},
        )
    if raters < 2:
        raise MeasureError("measures.error.too-few-raters", {"least": 2, "found": int(raters)})
    observed = float(((grid**2).sum() - grid.sum()) / (len(grid) * raters * (raters - 1)))
    expected = float(((grid.sum(axis=0) / grid.sum()) ** 2).sum())
    if expected == 1:
        raise MeasureError("measures.error.no-variation")
    return (observed - expected) / (1 - expected)


def krippendorff_alpha(table: ArrayLike, level: Level = "nominal") -> float:
    """Return the reliability of ratings by any number of raters, on four levels, with missing values.

    Args:
        table: raters × units, nan = missing; units with fewer than two values are left out.
        level: how values differ; "ratio" needs non-negative values.

    Raises:
        MeasureError: bad input, no unit with two values, or no variation at all.

    Source: Krippendorff (2011), Computing Krippendorff's alpha-reliability, University of Pennsylvania.
    """
    intake.choose(level, ("nominal", "ordinal", "interval", "ratio"))
    grid = intake.table(table, rows=2, missing=True)
    if level == "ratio":
        intake.refuse_where(grid < 0, "measures.error.negative")
    values = np.unique(grid[~np.isnan(grid)])
    counts = (grid[:, :, None] == values).sum(axis=0).astype(np.float64)
    counts = counts[counts.sum(axis=1) >= 2]
    if not len(counts):
        raise MeasureError("measures.error.no-pairs")
    spread = counts / (counts.sum(axis=1, keepdims=True) - 1)
    coincidences = spread.T @ counts - np.diag(spread.sum(axis=0))
    margins = coincidences.sum(axis=0)
    distances = _squared_distances(values, margins, level)
    expected = float(margins @ distances @ margins)
    if expected == 0:
        raise MeasureError("measures.error.no-variation")
    return 1 - (float(margins.sum()) - 1) * float((coincidences * distances).sum()) / expected


def _squared_distances(values: Array, margins: Array, level: Level) -> Array:
    if level == "nominal":
        return 1.0 - np.eye(len(values))
    if level == "ordinal":
        middle = margins.cumsum() - margins / 2
        result: Array = (middle[:, None] - middle[None, :]) ** 2
        return result
    differences = values[:, None] - values[None, :]
    if level == "ratio":
        sums = values[:, None] + values[None, :]
        differences = differences / np.where(sums > 0, sums, 1.0)
    squared: Array = differences**2
    return squared
