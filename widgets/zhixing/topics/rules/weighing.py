"""Weights of the criteria: points shared out, comparisons in pairs, what a group makes of both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from zhixing.errors import InputError, Location, MeasureError
from zhixing.measures import ahp
from zhixing.measures.intake import Array
from zhixing.topics.rules.criteria import Criterion

TOTAL = 100
STRONGEST = 9
RANDOM_INDEX: ahp.RandomIndex = "saaty1980"
LEAST_ADOPTED = 2
"""The fewest experts whose comparisons the facilitator sees and may adopt: one alone is no panel."""
LEAST_SHOWN = 3
"""The fewest experts whose comparisons the class and the wall see: of two, each knows the other's from it.

What it does not cover: weights that are in force are seen by everybody, on however few experts they rest.
"""

Points = Mapping[str, int]
"""One ballot: criterion to points, a hundred in all."""
Pairs = Mapping[str, Mapping[str, int]]
"""One ballot: criterion to another it weighs as much as, or more than, to how many times as much (1 to 9)."""


class Way(StrEnum):
    """How weights come about."""

    EQUAL = "equal"
    POINTS = "points"
    PAIRS = "pairs"


class Hidden(StrEnum):
    """Why shares are not shown."""

    FEW = "few"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a group's ballots make of the weights.

    Args:
        raters: how many ballots there are.
        shares: weight of each criterion, summing to one; None where they cannot be told or may not be shown.
        spread: lower and upper quartile of the single ballots' weights; None with few ballots.
        cr: consistency ratio of the group's judgements, of comparisons in pairs only.
        linked: False where comparisons leave some criteria without any link to the others.
        hidden: why there are no shares although they could be told.
        least: the fewest ballots that are told together.
    """

    raters: int
    shares: Mapping[str, float] | None
    spread: Mapping[str, tuple[float, float]] | None = None
    cr: float | None = None
    linked: bool = True
    hidden: Hidden | None = None
    least: int = 1

    def told(self, least: int, *, late: bool) -> "Weighed":
        """Return what may be shown of it.

        Args:
            least: the fewest ballots that are told together.
            late: fewer than that have come, or gone, since shares were shown: they could be computed.
        """
        hidden = Hidden.FEW if self.raters < least else Hidden.LATE if late else None
        if hidden is None:
            return replace(self, least=least)
        return replace(self, shares=None, spread=None, cr=None, hidden=hidden, least=least)


def check_points(raw: object, criteria: Sequence[Criterion]) -> dict[str, int]:
    """Return a ballot of points, by phone or paper, as it is stored.

    Args:
        raw: what was entered, criterion to points.
        criteria: the criteria of the window.

    Raises:
        InputError: something is missing, no whole number, negative or unknown, or the sum is not a hundred.
    """
    if not isinstance(raw, Mapping):
        raise InputError("weights.error.points-form")
    if not set(raw) <= {criterion.id for criterion in criteria}:
        raise InputError("weights.error.other-criteria")
    points = {criterion.id: _whole_points(raw.get(criterion.id), criterion) for criterion in criteria}
    total = sum(points.values())
    if total > TOTAL:
        raise InputError("weights.error.points-over", {"found": total, "total": TOTAL, "over": total - TOTAL})
    if total < TOTAL:
        raise InputError(
            "weights.error.points-under", {"found": total, "total": TOTAL, "left": TOTAL - total}
        )
    return points


def _whole_points(raw: object, criterion: Criterion) -> int:
    place = Location(field=criterion.id)
    if raw is None or raw == "":
        raise InputError("weights.error.point-missing", {"criterion": criterion.name}, place)
    if not isinstance(raw, int) or isinstance(raw, bool):
        found = {"criterion": criterion.name, "found": str(raw)[:20]}
        raise InputError("weights.error.point-not-whole", found, place)
    if raw < 0:
        raise InputError("weights.error.point-negative", {"criterion": criterion.name, "found": raw}, place)
    return raw


def check_pairs(raw: object, criteria: Sequence[Criterion]) -> dict[str, dict[str, int]]:
    """Return a ballot of comparisons as it is stored; a comparison may be left out, not all of them.

    Args:
        raw: what was entered: criterion, the other, how many times as important; None = not given.
        criteria: the criteria of the window.

    Raises:
        InputError: unknown criteria, a value off the scale, two directions that contradict each other, or
            nothing at all.
    """
    if not isinstance(raw, Mapping) or not all(isinstance(row, Mapping) for row in raw.values()):
        raise InputError("weights.error.pairs-form")
    names = {criterion.id: criterion.name for criterion in criteria}
    pairs: dict[str, dict[str, int]] = {}
    for first, row in raw.items():
        for second, value in row.items():
            if first not in names or second not in names or first == second:
                raise InputError("weights.error.other-criteria")
            if value is None:
                continue
            place = {"first": names[first], "second": names[second]}
            if type(value) is not int or not 1 <= value <= STRONGEST:
                found = {**place, "found": str(value)[:20], "most": STRONGEST}
                raise InputError("weights.error.pair-range", found)
            other = pairs.get(second, {}).get(first)
            if other is not None and other * value != 1:
                raise InputError("weights.error.pair-contradicts", place)
            pairs.setdefault(first, {})[second] = value
    if not pairs:
        raise InputError("weights.error.pairs-empty")
    return pairs


def matrix_of(pairs: Pairs, criteria: Sequence[str]) -> Array:
    """Return a ballot of comparisons as a reciprocal matrix, nan where none was given."""
    place = {criterion: index for index, criterion in enumerate(criteria)}
    matrix = np.full((len(criteria), len(criteria)), np.nan)
    np.fill_diagonal(matrix, 1.0)
    for first, row in pairs.items():
        for second, value in row.items():
            matrix[place[first], place[second]] = value
            matrix[place[second], place[first]] = 1 / value
    return matrix


def weigh_points(ballots: Sequence[Points], criteria: Sequence[str], least_spread: int) -> Weighed:
    """Return the mean of the points.

    Args:
        ballots: checked ballots of points.
        criteria: ids, in their order.
        least_spread: the fewest ballots whose spread may be shown.
    """
    if not ballots:
        return Weighed(0, None)
    table = np.array([[ballot[criterion] for criterion in criteria] for ballot in ballots]) / TOTAL
    return _shown(criteria, table.mean(axis=0), table, raters=len(ballots), least=least_spread)


def weigh_pairs(ballots: Sequence[Pairs], criteria: Sequence[str], least_spread: int) -> Weighed:
    """Return the priorities of the group's comparisons, each the geometric mean over those who gave it.

    Args:
        ballots: checked ballots of comparisons.
        criteria: ids, in their order.
        least_spread: the fewest ballots whose spread may be shown.
    """
    if not ballots:
        return Weighed(0, None)
    matrices = [matrix_of(ballot, criteria) for ballot in ballots]
    group = priorities_of(ahp.combine(matrices))
    if group is None:
        return Weighed(len(ballots), None, linked=False)
    single = [found.weights for matrix in matrices if (found := priorities_of(matrix)) is not None]
    table = np.array(single).reshape(len(single), len(criteria))
    return _shown(criteria, group.weights, table, raters=len(ballots), least=least_spread, cr=group.cr)


def priorities_of(matrix: Array) -> ahp.Priorities | None:
    """Return the priorities of a matrix, None where some criteria are not linked with the others."""
    try:
        return ahp.priorities(matrix, ri=RANDOM_INDEX)
    except MeasureError as error:
        if error.code != "measures.error.not-connected":
            raise
        return None


def _shown(
    criteria: Sequence[str], shares: Array, single: Array, *, raters: int, least: int, cr: float | None = None
) -> Weighed:
    low, high = np.percentile(single, [25, 75], axis=0) if len(single) >= max(least, 1) else (None, None)
    spread = (
        None
        if low is None or high is None
        else {name: (float(low[at]), float(high[at])) for at, name in enumerate(criteria)}
    )
    return Weighed(raters, dict(zip(criteria, map(float, shares), strict=True)), spread, cr)
