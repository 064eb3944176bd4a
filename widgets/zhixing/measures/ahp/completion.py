"""Judgements that were not given, completed as consistently as the given ones allow."""

import numpy as np
from numpy.typing import NDArray

from zhixing.errors import MeasureError
from zhixing.measures import intake
from zhixing.measures.intake import Array

_MOST_STEPS = 100


def completed(given: Array) -> Array:
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
        value = principal(filled)[0]
        gradient, hessian = _curvature(filled, rows, columns)
        step = -np.linalg.solve(hessian, gradient)
        if np.abs(step).max() < 1e-10:
            break
        length = 1.0
        while length > 1e-6 and principal(fill(logs + length * step))[0] > value + 1e-4 * length * (
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
    value, right = principal(filled)
    left = principal(filled.T)[1]
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


def principal(judgements: Array) -> tuple[float, Array]:
    """Return the principal eigenvalue of complete judgements and its vector."""
    values, vectors = np.linalg.eig(judgements)
    place = int(values.real.argmax())
    return float(values[place].real), np.abs(vectors[:, place].real)
