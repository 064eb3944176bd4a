"""Internal consistency of a score made of several items: Cronbach's alpha with its interval."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from zhixing.errors import MeasureError
from zhixing.measures import intake
from zhixing.measures.agreement.variance_ratio import f_quantile
from zhixing.measures.intake import Array


class Alpha(NamedTuple):
    """Cronbach's alpha and the bounds of its confidence interval."""

    value: float
    low: float
    high: float


def cronbach_alpha(table: ArrayLike, confidence: float = 0.95) -> Alpha:
    """Return the internal consistency of the sum of some items, and how sure it is.

    Covariances are taken over the people who have values for both items; people without any value are left
    out. The interval counts everybody else, so that it is somewhat too narrow where much is missing.

    Args:
        table: people × items, nan = missing; at least two of each.
        confidence: share of samples whose interval holds the true value, between 0 and 1.

    Raises:
        MeasureError: bad input, two items that fewer than two people have in common, no variation, or
            so much missing that the covariances contradict each other.

    Source: Cronbach (1951), Psychometrika 16:297-334; the interval as in `feldt_interval`.
    """
    grid = intake.table(table, rows=2, columns=2, missing=True)
    grid = grid[~np.isnan(grid).all(axis=1)]
    if len(grid) < 2:
        raise MeasureError("measures.error.too-few-rows", {"least": 2, "found": len(grid)})
    covariances = _covariances(grid)
    items = len(covariances)
    own, total = float(np.trace(covariances)), float(covariances.sum())
    if own <= 0 or (total <= 1e-12 * own and not np.isnan(grid).any()):
        raise MeasureError("measures.error.no-variation")
    if total <= 1e-12 * own:
        raise MeasureError("measures.error.missing-contradicts")
    value = items / (items - 1) * (1 - own / total)
    return Alpha(value, *feldt_interval(value, len(grid), items, confidence))


def feldt_interval(value: float, people: int, items: int, confidence: float = 0.95) -> tuple[float, float]:
    """Return the bounds of the confidence interval of an alpha or KR-20.

    Args:
        value: the coefficient found, at most 1.
        people: how many people it was found with, at least 2.
        items: how many items the score is made of, at least 2.
        confidence: share of samples whose interval holds the true value, between 0 and 1.

    Raises:
        MeasureError: too few people or items, or a confidence that is not between 0 and 1.

    Source: Feldt (1965), Psychometrika 30:357-370; Feldt, Woodruff & Salih (1987), Applied Psychological
    Measurement 11:93-103, formulas 6 and 7.
    """
    if people < 2:
        raise MeasureError("measures.error.too-few-rows", {"least": 2, "found": people})
    if items < 2:
        raise MeasureError("measures.error.too-few-columns", {"least": 2, "found": items})
    if not 0 < confidence < 1:
        raise MeasureError("measures.error.confidence", {"found": confidence})
    df1 = people - 1
    df2 = df1 * (items - 1)
    tail = (1 - confidence) / 2
    error = max(0.0, 1 - value)
    return 1 - error * f_quantile(tail, df1, df2), 1 - error * f_quantile(1 - tail, df1, df2)


def _covariances(grid: Array) -> Array:
    """Return the covariance of each two columns over the rows that have values in both."""
    given = ~np.isnan(grid)
    empty = ~given.any(axis=0)
    if empty.any():
        raise MeasureError("measures.error.empty-column", {"column": int(np.argmax(empty)) + 1})
    known = given.astype(np.float64)
    common = known.T @ known
    if (common < 2).any():
        first, second = np.argwhere(common < 2)[0]
        raise MeasureError(
            "measures.error.too-few-common", {"first": int(first) + 1, "second": int(second) + 1}
        )
    centred = np.where(given, grid - np.nanmean(grid, axis=0), 0.0)
    sums = centred.T @ known
    found: Array = (centred.T @ centred - sums * sums.T / common) / (common - 1)
    return found
