"""Which judgement disturbs the others most, and what would fit them."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from zhixing.measures import intake
from zhixing.measures.ahp.completion import completed
from zhixing.measures.ahp.judgements import reciprocal
from zhixing.measures.ahp.priority import priorities
from zhixing.measures.ahp.random_index import RandomIndex
from zhixing.measures.intake import Array

_FALL = 1e-9


class Disturbance(NamedTuple):
    """A judgement that does not fit the others, and the one that would.

    Attributes:
        row: what is compared, counted from 0; before the column.
        column: what it is compared with.
        given: the judgement, row over column.
        suggested: what the other judgements would have it be; not bound to any scale.
        cr: consistency ratio as given.
        cr_after: consistency ratio with the suggestion in place of the judgement.
    """

    row: int
    column: int
    given: float
    suggested: float
    cr: float
    cr_after: float


def disturbance(matrix: ArrayLike, ri: RandomIndex = "saaty1980") -> Disturbance | None:
    """Return the judgement whose change lowers the consistency ratio most; None where none would.

    Each given judgement in turn is treated as not given and completed from the others. The largest fall of
    the consistency ratio wins, of equal falls the first in reading order: with three things all are equal.

    Args:
        matrix: as `priorities` takes it; judgements may be missing.
        ri: table of random indices.

    Raises:
        MeasureError: as `priorities`.

    Source: Saaty (2003), European Journal of Operational Research 145:85–91, who takes a judgement out by a
    zero and adds one to both diagonal cells; here it is completed as in `priorities`. His example gives the
    same judgement and, within rounding, the same suggestion both ways (see the tests).
    """
    return next(iter(disturbances(matrix, ri)), None)


def disturbances(matrix: ArrayLike, ri: RandomIndex = "saaty1980") -> tuple[Disturbance, ...]:
    """Return every judgement whose change lowers the consistency ratio, the largest fall first.

    Arguments, errors and source are those of `disturbance`.
    """
    given = reciprocal(matrix)
    cr = priorities(given, ri=ri).cr
    found = [each for each in _each(given, cr, ri) if each.cr - each.cr_after > _FALL]
    # Falls that differ by rounding errors only are equal, and equal ones stay in reading order.
    return tuple(sorted(found, key=lambda each: round(each.cr_after, 9)))


def deviations(matrix: ArrayLike) -> Array:
    """Return a_ij · w_j / w_i for every judgement: 1 where it fits the priorities, nan where none was given.

    Source: Saaty (2003), as `disturbance`.
    """
    given = reciprocal(matrix)
    weights = priorities(given).weights
    result: Array = given * weights[None, :] / weights[:, None]
    return result


def _each(given: Array, cr: float, ri: RandomIndex) -> Iterator[Disturbance]:
    for row, column in np.argwhere(np.triu(~np.isnan(given), 1)):
        without = given.copy()
        without[row, column] = without[column, row] = np.nan
        if not intake.is_linked(~np.isnan(without)):
            continue
        mended = completed(without)
        yield Disturbance(
            row=int(row),
            column=int(column),
            given=float(given[row, column]),
            suggested=float(mended[row, column]),
            cr=cr,
            cr_after=priorities(mended, ri=ri).cr,
        )
