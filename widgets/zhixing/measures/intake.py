"""What every measure demands of its numbers before it computes."""

from collections.abc import Collection

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhixing.errors import MeasureError

Array = NDArray[np.float64]


def table(values: ArrayLike, *, rows: int = 1, columns: int = 1, missing: bool = False) -> Array:
    """Return a rows × columns array of floats.

    Args:
        values: anything numpy reads as a table.
        rows: the fewest rows that make sense.
        columns: the fewest columns that make sense.
        missing: whether nan may stand for a value that was not given.

    Raises:
        MeasureError: not numbers, not a table, too small, or not finite.
    """
    array = _floats(values)
    if array.ndim != 2:
        raise MeasureError("measures.error.not-a-table", {"dimensions": array.ndim})
    if array.shape[0] < rows:
        raise MeasureError("measures.error.too-few-rows", {"least": rows, "found": array.shape[0]})
    if array.shape[1] < columns:
        raise MeasureError("measures.error.too-few-columns", {"least": columns, "found": array.shape[1]})
    refuse_where(np.isinf(array) if missing else ~np.isfinite(array), "measures.error.not-finite")
    return array


def row(values: ArrayLike, length: int) -> Array:
    """Return one finite number for each of `length` criteria."""
    array = _floats(values)
    if array.shape != (length,):
        raise MeasureError("measures.error.length", {"expected": length, "found": array.size})
    _refuse_at(~np.isfinite(array), "measures.error.not-finite-at")
    return array


def weights(values: ArrayLike, length: int) -> Array:
    """Return non-negative weights, not all zero, as they were given: they are not rescaled."""
    array = row(values, length)
    _refuse_at(array < 0, "measures.error.weight-negative")
    if not array.any():
        raise MeasureError("measures.error.weights-zero")
    return array


def senses(values: ArrayLike, length: int) -> Array:
    """Return +1 for each benefit criterion and -1 for each cost criterion."""
    array = row(values, length)
    _refuse_at(np.abs(array) != 1, "measures.error.sense")
    return array


def refuse_where(faulty: NDArray[np.bool_], code: str) -> None:
    """Raise `code` with the first faulty cell, row and column counted from one."""
    if faulty.any():
        at_row, at_column = np.argwhere(faulty)[0]
        raise MeasureError(code, {"row": int(at_row) + 1, "column": int(at_column) + 1})


def choose(choice: object, allowed: Collection[object]) -> None:
    """Refuse a name that is not among the allowed ones."""
    if choice not in allowed:
        known = ", ".join(str(name) for name in allowed)
        raise MeasureError("measures.error.unknown-choice", {"choice": str(choice), "allowed": known})


def is_linked(neighbours: NDArray[np.bool_]) -> bool:
    """Say whether every node of a symmetric n × n graph can be reached from the first."""
    reached = np.zeros(len(neighbours), dtype=bool)
    reached[0] = True
    fresh = reached
    while fresh.any():
        fresh = neighbours[fresh].any(axis=0) & ~reached
        reached = reached | fresh
    return bool(reached.all())


def _refuse_at(faulty: NDArray[np.bool_], code: str) -> None:
    if faulty.any():
        raise MeasureError(code, {"position": int(np.argmax(faulty)) + 1})


def _floats(values: ArrayLike) -> Array:
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise MeasureError("measures.error.not-numeric") from error
