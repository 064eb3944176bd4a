"""How far raters agree: on the whole and on each criterion, with what the numbers cannot say left out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from zhixing.errors import MeasureError
from zhixing.measures import agreement
from zhixing.measures.agreement import IccInterval, Level, W
from zhixing.topics.rules.rating import Array, Ratings

Measured = TypeVar("Measured")


@dataclass(frozen=True, slots=True)
class Coefficients:
    """Agreement of the raters; each number is None where it does not exist.

    Args:
        complete: raters who have rated every topic; w and the correlations are theirs.
        w: Kendall's W with its chi-square test.
        icc_single: intraclass correlation "2,1", of one rater.
        icc_mean: intraclass correlation "2,k", of the mean of these raters.
        icc_bounds: the 95 % intervals of both, and the F test.
        alpha_interval: Krippendorff's alpha over all ratings given, differences counting in points.
        alpha_ordinal: the same with differences counting in ranks.
    """

    complete: int
    w: W | None
    icc_single: float | None
    icc_mean: float | None
    icc_bounds: IccInterval | None
    alpha_interval: float | None
    alpha_ordinal: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement on the whole, by the raters' weighted totals, and on each criterion."""

    overall: Coefficients
    by_criterion: tuple[tuple[str, Coefficients], ...]


def agreement_of(ratings: Ratings, weights: Array) -> Agreement:
    """Return how far the raters agree."""
    columns = enumerate(ratings.criteria)
    return Agreement(
        _coefficients(ratings.totals(weights), ratings.cube.reshape(ratings.raters, -1)),
        tuple(
            (name, _coefficients(ratings.cube[:, :, column], ratings.cube[:, :, column]))
            for column, name in columns
        ),
    )


def _coefficients(totals: Array, marks: Array) -> Coefficients:
    """Return the coefficients of raters × topics totals and raters × units single marks."""
    complete = totals[~np.isnan(totals).any(axis=1)]
    table = np.round(complete.T, 9)
    icc = _or_none(lambda: agreement.icc(table)) or {}
    return Coefficients(
        complete=len(complete),
        w=_or_none(lambda: agreement.kendall_w(table)),
        icc_single=icc.get("2,1"),
        icc_mean=None if np.isnan(icc.get("2,k", np.nan)) else icc["2,k"],
        icc_bounds=_or_none(lambda: agreement.icc_interval(table)),
        alpha_interval=_alpha(marks, "interval"),
        alpha_ordinal=_alpha(marks, "ordinal"),
    )


def _alpha(marks: Array, level: Level) -> float | None:
    return _or_none(lambda: agreement.krippendorff_alpha(marks, level))


def _or_none(measure: Callable[[], Measured]) -> Measured | None:
    """Return what a measure says, or None where it is not defined: one rater, one topic, no variation."""
    try:
        return measure()
    except MeasureError:
        return None
