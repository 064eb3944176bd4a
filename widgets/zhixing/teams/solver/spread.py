"""What an exchange or a move does to the means of experience, for everybody at once."""

import numpy as np
from numpy.typing import NDArray

from zhixing.teams.rules import points
from zhixing.teams.rules.request import Request

_FAR = 1 << 40


class Spread:
    """The means of experience of all groups.

    Args:
        request: what is asked.
        weight: of a year by which they differ too much.
        is_in: people × groups, one where somebody is.
    """

    def __init__(self, request: Request, weight: int, is_in: NDArray[np.int64]) -> None:
        far = points.deviations(request.candidates)
        self._far = np.array([far[each.id] for each in request.candidates], dtype=np.int64)
        self._slack = points.TENTHS * request.rules.years
        self._weight = weight if self._far.any() else 0
        self._sizes, self._sums = is_in.sum(axis=0), self._far @ is_in
        self._tops, self._bottoms = _top(self._sums, self._sizes), _bottom(self._sums, self._sizes)

    def add(self, one: int, slot: int, by: int) -> None:
        """Let somebody come to a group, or leave it with ``by`` -1."""
        self._sizes[slot] += by
        self._sums[slot] += by * self._far[one]
        self._tops[slot] = _top(self._sums[slot], self._sizes[slot])
        self._bottoms[slot] = _bottom(self._sums[slot], self._sizes[slot])

    def exchanges(self, one: int, here: int, there: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return what exchanging somebody with each person changes; ``there`` is where these are."""
        gain = self._far - self._far[one]
        return self._change(
            here,
            there,
            (self._sums[here] + gain, np.full_like(gain, self._sizes[here])),
            (self._sums[there] - gain, self._sizes[there]),
        )

    def moves(self, one: int, here: int, there: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return what moving somebody to each group changes."""
        left = np.full_like(there, self._sums[here] - self._far[one])
        return self._change(
            here,
            there,
            (left, np.full_like(there, self._sizes[here] - 1)),
            (self._sums + self._far[one], self._sizes + 1),
        )

    def _change(
        self,
        here: int,
        there: NDArray[np.int64],
        left: tuple[NDArray[np.int64], NDArray[np.int64]],
        come: tuple[NDArray[np.int64], NDArray[np.int64]],
    ) -> NDArray[np.int64]:
        if not self._weight:
            return np.zeros_like(there)
        top = np.maximum(np.maximum(_top(*left), _top(*come)), _highest_but(self._tops, here)[there])
        lowest = -_highest_but(-self._bottoms, here)[there]
        bottom = np.minimum(np.minimum(_bottom(*left), _bottom(*come)), lowest)
        change: NDArray[np.int64] = self._weight * (
            self._years(top, bottom) - self._years(self._tops.max(), self._bottoms.min())
        )
        return change

    def _years(self, top: NDArray[np.int64], bottom: NDArray[np.int64]) -> NDArray[np.int64]:
        years: NDArray[np.int64] = np.maximum(0, -((self._slack + bottom - top) // points.TENTHS))
        return years


def _top(sums: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.where(sizes > 0, -(-sums // np.maximum(sizes, 1)), -_FAR)


def _bottom(sums: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.where(sizes > 0, sums // np.maximum(sizes, 1), _FAR)


def _highest_but(values: NDArray[np.int64], here: int) -> NDArray[np.int64]:
    """Return for every group the highest value of all groups but that one and ``here``."""
    others = values.copy()
    others[here] = -_FAR
    first = int(others.argmax())
    second = np.delete(others, first).max(initial=-_FAR)
    highest = np.full_like(others, others[first])
    highest[first] = second
    return highest
