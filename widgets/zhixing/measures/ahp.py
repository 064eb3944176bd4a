"""Priorities from pairwise comparisons (analytic hierarchy process)."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhixing.errors import MeasureError
from zhixing.measures import intake
from zhixing.measures.intake import Array

Method = Literal["eigenvector", "geometric"]
RandomIndex = Literal["saaty1980", "saaty2005", "donegan-dodd"]

# Mean consistency index of random matrices, from size three on; printed tables differ: a report names
# its own.
_RANDOM_INDICES = MappingProxyType(
    {
        # Saaty (1980), The Analytic Hierarchy Process, McGraw-Hill.
        "saaty1980": (0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59),
        # Saaty (2005), Theory and Applications of the Analytic Network Process, RWS, p. 31.
        "saaty2005": (0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59),
        # Donegan & Dodd (1991), Mathematical and Computer Modelling 15:135–137.
        "donegan-dodd": (
            *(0.4914, 0.8286, 1.0591, 1.1797, 1.2519, 1.3171, 1.3733, 1.4055, 1.4213),
            *(1.4497, 1.4643, 1.4822, 1.4969, 1.5078, 1.5153, 1.5262, 1.5313, 1.5371),
        ),
    }
)
_RECIPROCITY = 1e-6
_MOST_STEPS = 100


class Priorities(NamedTuple):
    """Weights that sum to one, and the consistency of the judgements behind them.

    Attributes:
        weights: one per compared thing.
        lambda_max: principal eigenvalue, n when the judgements are consistent.
        ci: consistency index.
        cr: consistency ratio; 0.10 is the customary limit.
    """

    weights: Array
    lambda_max: float
    ci: float
    cr: float


def priorities(
    matrix: ArrayLike, method: Method = "eigenvector", ri: RandomIndex = "saaty1980"
) -> Priorities:
    """Return the priorities of n things compared in pairs.

    Args:
        matrix: n × n, positive and reciprocal; row over column; nan = judgement not given. Missing judgements
            are completed so that the principal eigenvalue is smallest, whichever the method.
        method: principal eigenvector, or geometric mean of rows (its lambda_max is the mean of (Aw)_i / w_i).
        ri: table of random indices; sizes to 15, "donegan-dodd" to 20.

    Raises:
        MeasureError: not square, not positive, not reciprocal, too large for the table, or so incomplete that
            some things are not connected with the others by any chain of judgements.

    Source: Saaty (1980), The Analytic Hierarchy Process; Crawford & Williams (1985), Journal of Mathematical
    Psychology 29:387–405 (geometric mean); completion: Bozóki, Fülöp & Rónyai (2010), Mathematical and
    Computer Modelling 52:318–333.
    """
    intake.choose(method, ("eigenvector", "geometric"))
    intake.choose(ri, tuple(_RANDOM_INDICES))
    given = _reciprocal(matrix)
    size = len(given)
    largest = len(_RANDOM_INDICES[ri]) + 2
    if size > largest:
        raise MeasureError("measures.error.no-random-index", {"size": size, "largest": largest})
    judgements = _completed(given)
    if method == "eigenvector":
        lambda_max, weights = _principal(judgements)
    else:
        weights = np.exp(np.log(judgements).mean(axis=1))
        lambda_max = float((judgements @ weights / weights).mean())
    ci = max(0.0, (lambda_max - size) / (size - 1)) if size > 2 else 0.0
    cr = ci / _RANDOM_INDICES[ri][size - 3] if size > 2 else 0.0
    return Priorities(weights / weights.sum(), lambda_max, ci, cr)


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
    read = [_reciprocal(matrix) for matrix in matrices]
    if len({matrix.shape for matrix in read}) > 1:
        raise MeasureError("measures.error.matrix-sizes")
    stack = np.log(np.stack(read))
    judges = (~np.isnan(stack)).sum(axis=0)
    total = np.where(np.isnan(stack), 0.0, stack).sum(axis=0)
    result: Array = np.where(judges > 0, np.exp(total / np.maximum(judges, 1)), np.nan)
    return result


def _reciprocal(matrix: ArrayLike) -> Array:
    grid = intake.table(matrix, missing=True)
    if grid.shape[0] != grid.shape[1]:
        raise MeasureError("measures.error.not-square", {"rows": grid.shape[0], "columns": grid.shape[1]})
    intake.refuse_where(grid <= 0, "measures.error.not-positive")
    intake.refuse_where(np.abs(grid * grid.T - 1) > _RECIPROCITY, "measures.error.not-reciprocal")
    filled = np.where(np.isnan(grid), 1 / grid.T, grid)
    np.fill_diagonal(filled, 1.0)
    return filled


def _principal(judgements: Array) -> tuple[float, Array]:
    values, vectors = np.linalg.eig(judgements)
    place = int(values.real.argmax())
    return float(values[place].real), np.abs(vectors[:, place].real)


def _completed(given: Array) -> Array:
    """Fill missing judgements by Newton's method on the logarithms, in which lambda_max is convex.

    Ábele-Nagy (2015), Minimization of the Perron eigenvalue of incomplete pairwise comparison matrices by
    Newton iteration, Acta Universitatis Sapientiae, Informatica 7:58–71.
    """
    known = ~np.isnan(given)
    if known.all():
        return given
    if not intake.is_linked(known):
        raise MeasureError("measures.error.not-connected")
    rows, columns = np.nonzero(np.triu(~known))
    logs = _least_squares_guess(given, known)[rows, columns]

    def fill(logarithms: Array) -> Array:
        filled = given.copy()
        filled[rows, columns] = np.exp(logarithms)
        filled[columns, rows] = np.exp(-logarithms)
        return filled

    for _ in range(_MOST_STEPS):
        filled = fill(logs)
        value = _principal(filled)[0]
        gradient, hessian = _curvature(filled, rows, columns)
        step = -np.linalg.solve(hessian, gradient)
        if np.abs(step).max() < 1e-10:
            break
        length = 1.0
        while length > 1e-6 and _principal(fill(logs + length * step))[0] > value + 1e-4 * length * (
            gradient @ step
        ):
            length /= 2
        logs = logs + length * step
    return fill(logs)


def _least_squares_guess(given: Array, known: NDArray[np.bool_]) -> Array:
    links = known & ~np.eye(len(given), dtype=bool)
    laplacian = np.diag(links.sum(axis=1)) - links
    levels = np.linalg.lstsq(laplacian, np.where(known, np.log(given), 0.0).sum(axis=1), rcond=None)[0]
    result: Array = levels[:, None] - levels[None, :]
    return result


def _curvature(filled: Array, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> tuple[Array, Array]:
    """Return gradient and Hessian of the principal eigenvalue in the logarithms of the named cells."""
    value, right = _principal(filled)
    left = _principal(filled.T)[1]
    left = left / (left @ right)
    projector = np.outer(right, left)
    resolvent = np.linalg.inv(value * np.eye(len(filled)) - filled + projector) - projector
    up = filled[rows, columns]
    down = filled[columns, rows]
    onward = left[rows] * up * right[columns]
    backward = left[columns] * down * right[rows]
    cells = np.arange(len(rows))
    from_left = np.zeros((len(rows), len(filled)))
    from_left[cells, columns] += left[rows] * up
    from_left[cells, rows] -= left[columns] * down
    to_right = np.zeros((len(rows), len(filled)))
    to_right[cells, rows] += up * right[columns]
    to_right[cells, columns] -= down * right[rows]
    crossed = from_left @ resolvent @ to_right.T
    return onward - backward, np.diag(onward + backward) + crossed + crossed.T
