"""What one person's comparisons say: weights, how far they agree, and what would mend them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np

from zhixing.measures import ahp
from zhixing.measures.intake import Array
from zhixing.topics.rules.weighing import RANDOM_INDEX, STRONGEST, Pairs, matrix_of, priorities_of

_STEPS = tuple(
    chain((1 / step for step in range(STRONGEST, 1, -1)), (float(s) for s in range(1, STRONGEST + 1)))
)
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Mend:
    """A comparison to look at again: what was said, and which step of the scale would fit the others.

    Args:
        first: criterion.
        second: the criterion it is compared with.
        given: how many times as important the first was said to be; below one where it is the second.
        fitting: the same, as the other comparisons would have it.
        cr_after: the consistency ratio then.
    """

    first: str
    second: str
    given: float
    fitting: float
    cr_after: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What one person's comparisons say.

    Args:
        given: how many comparisons were made.
        possible: how many there are.
        shares: the weights they give, None while some criteria are not linked with the others.
        cr: consistency ratio.
        random_index: of the table in use.
        mends: the comparison that disturbs most; several where they disturb alike, as with three criteria.
    """

    given: int
    possible: int
    shares: dict[str, float] | None
    cr: float | None
    random_index: float
    mends: tuple[Mend, ...]

    def json(self) -> dict[str, Any]:
        """Return the form the person's own page shows."""
        return {
            "given": self.given,
            "possible": self.possible,
            "shares": self.shares and {name: round(share, 4) for name, share in self.shares.items()},
            "cr": None if self.cr is None else round(self.cr, 3),
            "random_index": self.random_index,
            "mends": [
                {
                    "first": mend.first,
                    "second": mend.second,
                    "given": signed(mend.given),
                    "fitting": signed(mend.fitting),
                    "cr_after": round(mend.cr_after, 3),
                }
                for mend in self.mends
            ],
        }


def signed(judgement: float) -> int:
    """Return a step of the scale as pages write it: 1 to 9, or −2 to −9 where the second weighs more."""
    return round(judgement) if judgement >= 1 else -round(1 / judgement)


def read_pairs(pairs: Pairs, criteria: Sequence[str]) -> Reading:
    """Read one person's comparisons.

    Args:
        pairs: a checked ballot.
        criteria: ids, in their order.
    """
    matrix = matrix_of(pairs, criteria)
    size = len(criteria)
    found = priorities_of(matrix)
    return Reading(
        given=int((~np.isnan(np.triu(matrix, 1))).sum() - size * (size + 1) // 2),
        possible=size * (size - 1) // 2,
        shares=None if found is None else dict(zip(criteria, map(float, found.weights), strict=True)),
        cr=None if found is None else found.cr,
        random_index=ahp.random_index(size, RANDOM_INDEX),
        mends=() if found is None else _mends(matrix, criteria),
    )


def _mends(matrix: Array, criteria: Sequence[str]) -> tuple[Mend, ...]:
    """Return the first disturbing comparison that a step of the scale can mend, and those that equal it."""
    found: list[tuple[float, Mend]] = []
    for each in ahp.disturbances(matrix, RANDOM_INDEX):
        if found and each.cr_after - found[0][0] > _SAME:
            break
        fitting = min(_STEPS, key=lambda step: abs(np.log(step / each.suggested)))
        after = _cr_with(matrix, each.row, each.column, fitting)
        if each.cr - after > _SAME:
            mend = Mend(criteria[each.row], criteria[each.column], each.given, fitting, after)
            found.append((each.cr_after, mend))
    return tuple(mend for _, mend in found)


def _cr_with(matrix: Array, row: int, column: int, judgement: float) -> float:
    changed = matrix.copy()
    changed[row, column], changed[column, row] = judgement, 1 / judgement
    return ahp.priorities(changed, ri=RANDOM_INDEX).cr
