"""Classical analysis of items that are right or wrong."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from zhixing.errors import MeasureError
from zhixing.measures import intake
from zhixing.measures.intake import Array

UPPER_LOWER = 0.27
"""Share of people in the upper and in the lower group."""


class ItemAnalysis(NamedTuple):
    """What a table of right and wrong answers says about its items and about the score.

    Attributes:
        facility: per item the share of people who got it right.
        item_total: per item the correlation with the number right; nan where everybody did the same.
        item_rest: per item the correlation with the number right of the other items; nan likewise.
        discrimination: per item the share right in the upper 27 % less that in the lower 27 %.
        kr20: reliability of the number right.
        sem: standard error of measurement, in items.
    """

    facility: Array
    item_total: Array
    item_rest: Array
    discrimination: Array
    kr20: float
    sem: float


def analyse(responses: ArrayLike) -> ItemAnalysis:
    """Return the facility and discrimination of each item and the reliability of the number right.

    The upper and lower groups are 27 % of the people each, rounded, at least one person; people with the same
    number right share the places that are left to them, so that the order of the rows does not matter.
    The standard error is the standard deviation (n - 1) of the number right times √(1 - KR-20).

    Args:
        responses: people × items, 1 right and 0 wrong; at least two of each; no missing values.

    Raises:
        MeasureError: bad input, or people who all got the same number right.

    Source: Kuder & Richardson (1937), Psychometrika 2:151-160; the groups: Kelley (1939), Journal of
    Educational Psychology 30:17-24; Crocker & Algina (1986), Introduction to Classical and Modern Test
    Theory, ch. 14.
    """
    grid = intake.table(responses, rows=2, columns=2)
    intake.refuse_where((grid != 0) & (grid != 1), "measures.error.not-binary")
    totals = grid.sum(axis=1)
    variance = float(totals.var())
    if variance == 0:
        raise MeasureError("measures.error.no-variation")
    items = grid.shape[1]
    facility = grid.mean(axis=0)
    kr20 = items / (items - 1) * (1 - float((facility * (1 - facility)).sum()) / variance)
    return ItemAnalysis(
        facility=facility,
        item_total=_correlations(grid, np.repeat(totals[:, None], items, axis=1)),
        item_rest=_correlations(grid, totals[:, None] - grid),
        discrimination=_group_share(grid, totals) - _group_share(grid, -totals),
        kr20=kr20,
        sem=float(totals.std(ddof=1)) * math.sqrt(max(0.0, 1 - kr20)),
    )


def _correlations(left: Array, right: Array) -> Array:
    """Return the correlation of each column with the column of the same place; nan where one is constant."""
    first, second = left - left.mean(axis=0), right - right.mean(axis=0)
    spread = np.sqrt((first**2).sum(axis=0) * (second**2).sum(axis=0))
    found = np.full(left.shape[1], np.nan)
    varied = spread > 1e-12 * len(left)
    found[varied] = (first * second).sum(axis=0)[varied] / spread[varied]
    return found


def _group_share(grid: Array, standing: Array) -> Array:
    """Return per item the share right among the 27 % who stand highest."""
    people = len(grid)
    size = max(1, math.floor(UPPER_LOWER * people + 0.5))
    edge = np.sort(standing)[people - size]
    above, level = standing > edge, standing == edge
    weight = above + level * (size - above.sum()) / level.sum()
    share: Array = weight @ grid / size
    return share
