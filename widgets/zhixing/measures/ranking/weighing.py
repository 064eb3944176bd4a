"""Criterion weights from the scores themselves: CRITIC and entropy."""

import numpy as np
from numpy.typing import ArrayLike

from zhixing.errors import MeasureError
from zhixing.measures import intake
from zhixing.measures.intake import Array
from zhixing.measures.ranking.scoring import normalised


def critic_weights(scores: ArrayLike, senses: ArrayLike) -> Array:
    """Return one weight per criterion, summing to one: contrast times conflict with the other criteria.

    A criterion on which all alternatives are equal gets weight zero and does not count as conflict.

    Args:
        scores: alternatives × criteria, at least two alternatives.
        senses: +1 benefit, -1 cost, per criterion.

    Raises:
        MeasureError: bad input, or no criterion that both varies and conflicts with another.

    Source: Diakoulaki, Mavrotas & Papayannakis (1995), Computers & Operations Research 22:763–770.
    """
    grid = intake.table(scores, rows=2)
    stretched = normalised(grid, intake.senses(senses, grid.shape[1]), "minmax")
    varying = np.ptp(grid, axis=0) > 0
    information = np.zeros(grid.shape[1])
    if varying.sum() == 1:
        information[varying] = 1.0
    elif varying.any():
        lively = stretched[:, varying]
        conflict = 1.0 - np.corrcoef(lively, rowvar=False)
        information[varying] = lively.std(axis=0, ddof=1) * conflict.sum(axis=0)
    return _shares(information)


def entropy_weights(scores: ArrayLike) -> Array:
    """Return one weight per criterion, summing to one: the less even its scores, the more it weighs.

    Args:
        scores: alternatives × criteria, non-negative, at least two alternatives.

    Raises:
        MeasureError: bad input, negative scores, an all-zero criterion, or only criteria without variation.

    Source: Hwang & Yoon (1981), Multiple Attribute Decision Making, Springer, after Shannon (1948).
    """
    grid = intake.table(scores, rows=2)
    intake.refuse_where(grid < 0, "measures.error.negative")
    totals = grid.sum(axis=0)
    intake.refuse_where((totals == 0)[None, :], "measures.error.not-positive")
    parts = grid / totals
    entropy = -(parts * np.log(np.where(parts > 0, parts, 1.0))).sum(axis=0) / np.log(len(grid))
    return _shares(1.0 - entropy)


def _shares(information: Array) -> Array:
    settled = np.where(information > 1e-12, information, 0.0)  # rounding leaves ±1e-16 where nothing varies
    if not settled.any():
        raise MeasureError("measures.error.no-variation")
    result: Array = settled / settled.sum()
    return result
