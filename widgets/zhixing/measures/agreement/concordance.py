"""Kendall's coefficient of concordance."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from zhixing.errors import MeasureError
from zhixing.measures import intake
from zhixing.measures.intake import Array


class W(NamedTuple):
    """Concordance w from 0 to 1, its chi-square statistic, degrees of freedom and p."""

    w: float
    chi2: float
    df: int
    p: float


def kendall_w(table: ArrayLike) -> W:
    """Return the concordance of raters' orderings, corrected for ties.

    The p value is the chi-square approximation, which is rough below about seven items.

    Args:
        table: items × raters, scores or ranks; at least two of each; no missing values.

    Raises:
        MeasureError: bad input, or no rater who tells any two items apart.

    Source: Kendall & Babington Smith (1939), Annals of Mathematical Statistics 10:275–287; ties as in Kendall
    (1948), Rank Correlation Methods, ch. 6.
    """
    grid = intake.table(table, rows=2, columns=2)
    items, raters = grid.shape
    ranks, ties = zip(*(_ranks(column) for column in grid.T), strict=True)
    sums = np.sum(ranks, axis=0)
    deviation = float(((sums - sums.mean()) ** 2).sum())
    largest = raters**2 * (items**3 - items) - raters * sum(ties)
    if largest == 0:
        raise MeasureError("measures.error.no-variation")
    w = min(1.0, 12 * deviation / largest)
    chi2 = raters * (items - 1) * w
    return W(w, chi2, items - 1, chi_square_tail(chi2, items - 1))


def chi_square_tail(statistic: float, df: int) -> float:
    """Return the probability that a chi-square variable exceeds the statistic.

    The finite sums for whole degrees of freedom: Abramowitz & Stegun (1964), 26.4.4 and 26.4.5.
    """
    half = statistic / 2
    if half == 0:
        return 1.0
    odd = df % 2
    tail = math.erfc(math.sqrt(half)) if odd else 0.0
    for step in range(df // 2):
        power = step + odd / 2
        tail += math.exp(power * math.log(half) - half - math.lgamma(power + 1))
    return min(1.0, tail)


def _ranks(values: Array) -> tuple[Array, int]:
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    mean_ranks = counts.cumsum() - (counts - 1) / 2
    return mean_ranks[inverse], int((counts**3 - counts).sum())
