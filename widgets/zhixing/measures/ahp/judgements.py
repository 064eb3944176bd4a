"""Judgements of one person, and of a group together."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from zhixing.errors import MeasureError
from zhixing.measures import intake
from zhixing.measures.intake import Array

_RECIPROCITY = 1e-6


def combine(matrices: Sequence[ArrayLike]) -> Array:
    """Return the group's judgements: the geometric mean of each comparison over those who gave it.

    Args:
        matrices: at least one n × n reciprocal matrix, all of one size; nan = judgement not given.

    Raises:
        MeasureError: as `priorities`, no matrix, or different sizes.

    Source: Aczél & Saaty (1983), Procedures for synthesizing ratio judgements, Journal of Mathematical
    Psychology 27:93–102.
    """
    if not len(matrices):
        raise MeasureError("measures.error.no-matrices")
    read = [reciprocal(matrix) for matrix in matrices]
    if len({matrix.shape for matrix in read}) > 1:
        raise MeasureError("measures.error.matrix-sizes")
    stack = np.log(np.stack(read))
    judges = (~np.isnan(stack)).sum(axis=0)
    total = np.where(np.isnan(stack), 0.0, stack).sum(axis=0)
    result: Array = np.where(judges > 0, np.exp(total / np.maximum(judges, 1)), np.nan)
    return result


def reciprocal(matrix: ArrayLike) -> Array:
    """Return the judgements with both directions of each: what is given in one only counts in the other.

    Raises:
        MeasureError: not square, not positive, or not reciprocal.
    """
    grid = intake.table(matrix, missing=True)
    if grid.shape[0] != grid.shape[1]:
        raise MeasureError("measures.error.not-square", {"rows": grid.shape[0], "columns": grid.shape[1]})
    intake.refuse_where(grid <= 0, "measures.error.not-positive")
    intake.refuse_where(np.abs(grid * grid.T - 1) > _RECIPROCITY, "measures.error.not-reciprocal")
    filled = np.where(np.isnan(grid), 1 / grid.T, grid)
    np.fill_diagonal(filled, 1.0)
    return filled
