"""What exchanging two people, or moving one, would change: computed for everybody at once.

Breaking a rule that must hold counts as so many points that no wish is worth it.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from zhixing.teams.rules import points
from zhixing.teams.rules.request import Force, Request, Rule
from zhixing.teams.solver.spread import Spread

Whole: TypeAlias = NDArray[np.int64]

BREACH = 1_000_000
NEVER = 1 << 50


class Exchange:
    """A grouping in arrays, with what everything near it would cost more or less.

    Args:
        request: what is asked.
        where: the number of everybody's group; it is changed in place.
    """

    def __init__(self, request: Request, where: Whole) -> None:
        people, slots = request.candidates, request.slots
        self.where = where
        self._everybody = np.arange(len(people))
        self._groups = np.arange(len(slots))
        self._weight = {rule: request.rules.weight(rule) + _breach(request, rule) for rule in Rule}
        even = points.even_size(len(people), len(slots))
        self._sized = [(self._weight[Rule.SIZE], request.rules.size), (self._weight[Rule.EVEN], even)]
        self._alone = alone(request)
        self._unit, self._known = _units(request)
        self._apart = _apart(request)
        is_in = (where[:, None] == self._groups).astype(np.int64)
        self._sizes = is_in.sum(axis=0)
        self._held = [
            (self._weight[rule], has, has @ is_in)
            for rule, has in ((rule, _counting(request, rule)) for rule in points.NEEDED)
            if self._weight[rule]
        ]
        self._by_unit = np.zeros((len(slots), int(self._unit.max()) + 1), dtype=np.int64)
        np.add.at(self._by_unit, (where, self._unit), 1)
        self._near = self._apart @ is_in
        self._spread = Spread(request, self._weight[Rule.EXPERIENCE], is_in)

    def exchanges(self, one: int) -> Whole:
        """Return what exchanging somebody with everybody would change; with the own group it is nothing."""
        here, there = int(self.where[one]), self.where
        others = self._everybody
        change = self._alone[one, there] - self._alone[one, here]
        change = change + self._alone[others, here] - self._alone[others, there]
        for weight, has, held in self._held:
            gain = has - has[one]
            change = change + weight * _lacking(held[here] + gain, held[here])
            change = change + weight * _lacking(held[there] - gain, held[there])
        is_other = self._unit != self._unit[one]
        own = self._by_unit[there, self._unit[one]] - self._by_unit[here, self._unit[one]] + 1
        his = self._by_unit[here, self._unit] - self._by_unit[there, self._unit] + 1
        change = change + self._weight[Rule.UNITS] * is_other * (self._known[one] * own + self._known * his)
        near = self._near[one, there] - self._near[one, here] + self._near[others, here]
        near = near - self._near[others, there] - 2 * self._apart[one]
        change = change + self._weight[Rule.APART] * near + self._spread.exchanges(one, here, there)
        return np.where(there == here, 0, change)

    def moves(self, one: int) -> Whole:
        """Return what moving somebody to each group would change."""
        here, there = int(self.where[one]), self._groups
        change = self._alone[one] - self._alone[one, here]
        for weight, size in self._sized:
            come = _off(self._sizes + 1, size) - _off(self._sizes, size)
            left = _off(self._sizes[here] - 1, size) - _off(self._sizes[here], size)
            change = change + weight * (come + left)
        for need, has, held in self._held:
            change = change + need * _lacking(held[here] - has[one], held[here])
            change = change + need * _lacking(held + has[one], held)
        own = self._by_unit[:, self._unit[one]]
        change = change + self._weight[Rule.UNITS] * self._known[one] * (own - own[here] + 1)
        change = change + self._weight[Rule.APART] * (self._near[one] - self._near[one, here])
        change = change + self._spread.moves(one, here, there)
        return np.where(there == here, NEVER, change)

    def exchange(self, one: int, other: int) -> None:
        """Exchange two people."""
        here, there = int(self.where[one]), int(self.where[other])
        self.move(one, there)
        self.move(other, here)

    def move(self, one: int, slot: int) -> None:
        """Move somebody to a group."""
        here = int(self.where[one])
        self.where[one] = slot
        for group, by in ((here, -1), (slot, 1)):
            self._sizes[group] += by
            for _, has, held in self._held:
                held[group] += by * has[one]
            self._by_unit[group, self._unit[one]] += by
            self._near[:, group] += by * self._apart[one]
            self._spread.add(one, group, by)


def _lacking(after: Whole, before: Whole) -> Whole:
    return (after <= 0).astype(np.int64) - (before <= 0)


def _off(count: Whole, size: tuple[int, int]) -> Whole:
    low, high = size
    return np.maximum(0, low - count) + np.maximum(0, count - high)


def alone(request: Request) -> Whole:
    """Return what each group costs for each person whoever else is in it, people × groups.

    Where a rule that must hold would be broken it is ``BREACH`` and more.
    """
    wishing = points.wishing(request)
    locks = request.locks
    weight = request.rules.weight
    must = {rule: _breach(request, rule) for rule in (Rule.RELEVANCE, Rule.WISHES, Rule.LOCKED)}
    cost = np.zeros((len(request.candidates), len(request.slots)), dtype=np.int64)
    for row, each in enumerate(request.candidates):
        for column, slot in enumerate(request.slots):
            cost[row, column] = (
                weight(Rule.RELEVANCE) * points.relevance_points(each, slot)
                + must[Rule.RELEVANCE] * points.is_foreign(each, slot)
                + weight(Rule.WISHES) * wishing.points(each, slot)
                + must[Rule.WISHES] * wishing.is_missed(each, slot)
                + (weight(Rule.LOCKED) + must[Rule.LOCKED]) * (locks.get(each.id, slot.key) != slot.key)
            )
    return cost


def _breach(request: Request, rule: Rule) -> int:
    """Return what breaking a rule costs beyond its weight."""
    return BREACH * (request.rules.force(rule) is Force.MUST)


def _units(request: Request) -> tuple[Whole, Whole]:
    """Return a number for everybody's unit, and whether the unit is known."""
    units = [each.unit for each in request.candidates]
    numbers = {unit: number for number, unit in enumerate(dict.fromkeys(units))}
    return np.array([numbers[unit] for unit in units]), np.array([int(bool(unit)) for unit in units])


def _counting(request: Request, rule: Rule) -> Whole:
    return np.array([int(points.NEEDED[rule](each)) for each in request.candidates], dtype=np.int64)


def _apart(request: Request) -> Whole:
    rows = {each.id: row for row, each in enumerate(request.candidates)}
    apart = np.zeros((len(rows), len(rows)), dtype=np.int64)
    for one, other in request.pairs:
        apart[rows[one], rows[other]] = apart[rows[other], rows[one]] = 1
    return apart
