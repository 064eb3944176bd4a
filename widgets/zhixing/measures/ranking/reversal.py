"""What a ranking owes to its normalisation and to the company an alternative keeps."""

from collections.abc import Callable
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from zhixing.errors import MeasureError
from zhixing.measures import intake
from zhixing.measures.intake import Array
from zhixing.measures.ranking.scoring import Normalisation, topsis, weighted_sum

Rule = Normalisation | Literal["topsis"]
"""A weighted sum under a normalisation, or TOPSIS."""

_NORMALISATIONS: tuple[Normalisation | None, ...] = (None, "minmax", "vector", "sum")
_SAME = 1e-9


class Reversal(NamedTuple):
    """Two alternatives that change places when a third is left out.

    Attributes:
        dropped: row of the alternative left out.
        ahead: row of the one that was ahead with it.
        behind: row of the one that is ahead without it.
        changes_first: whether another of the remaining alternatives is first without it.
    """

    dropped: int
    ahead: int
    behind: int
    changes_first: bool


def normalised_values(
    scores: ArrayLike, weights: ArrayLike, senses: ArrayLike
) -> dict[Normalisation | None, Array]:
    """Return the weighted sums under every normalisation that these scores allow; None is without any.

    Arguments and errors are those of `weighted_sum`.
    """
    grid = intake.table(scores)
    found: dict[Normalisation | None, Array] = {None: weighted_sum(grid, weights, senses)}
    for normalisation in _NORMALISATIONS[1:]:
        if normalisation == "sum" and (grid <= 0).any():
            continue
        found[normalisation] = weighted_sum(grid, weights, senses, normalisation)
    return found


def reversals(
    scores: ArrayLike, weights: ArrayLike, senses: ArrayLike, rule: Rule | None
) -> tuple[Reversal, ...]:
    """Return for each alternative without which two others change places the first such two.

    A weighted sum without normalisation (None) has none: its values do not depend on the others.

    Args:
        scores: alternatives × criteria.
        weights: one per criterion.
        senses: +1 benefit, -1 cost, per criterion.
        rule: a normalisation of the weighted sum, or "topsis".

    Raises:
        MeasureError: bad input, or a rule that these scores do not allow.

    Source: Belton & Gear (1983), On a short-coming of Saaty's method of analytic hierarchies, Omega
    11:228–230 (an alternative added); the same looked at from the other side.
    """
    grid = intake.table(scores)
    intake.choose(rule, (*_NORMALISATIONS, "topsis"))
    value = _valuer(weights, senses, rule)
    if len(grid) <= 2:
        return ()
    everything = value(grid)
    found = (_without(grid, everything, row, value) for row in range(len(grid)))
    return tuple(reversal for reversal in found if reversal is not None)


def _valuer(weights: ArrayLike, senses: ArrayLike, rule: Rule | None) -> Callable[[Array], Array]:
    if rule == "topsis":
        return lambda grid: topsis(grid, weights, senses)
    return lambda grid: weighted_sum(grid, weights, senses, rule)


def _without(
    grid: Array, everything: Array, dropped: int, value: Callable[[Array], Array]
) -> Reversal | None:
    kept = np.delete(np.arange(len(grid)), dropped)
    before = everything[kept]
    try:
        after = value(grid[kept])
    except MeasureError:  # the rest do not differ on any weighted criterion: nothing is ahead of anything
        return None
    order = np.argsort(-np.round(before / _SAME), kind="stable")
    before, after, kept = before[order], after[order], kept[order]
    behind = after[:, None] < after[None, :] - _SAME
    reversed_pairs = np.argwhere(behind & (before[:, None] > before[None, :] + _SAME))
    if not len(reversed_pairs):
        return None
    ahead, overtaking = (int(place) for place in reversed_pairs[0])
    if ahead == 0:  # of all that overtake the first, the new first
        overtaking = int(after.argmax())
    return Reversal(dropped, int(kept[ahead]), int(kept[overtaking]), changes_first=ahead == 0)
