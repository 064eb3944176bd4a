"""What no grouping can cost less than, found at once: people flow to groups, past all that can be counted.

Costs of single people, sizes of groups and colleagues in one group are weighed exactly and together, as the
cheapest flow; of needs only how many people there are. Pairs kept apart and means of experience are left out,
so that a grouping may cost more, but never less.
"""

from collections import Counter
from itertools import pairwise

import numpy as np
from ortools.graph.python import min_cost_flow

from zhixing.teams.rules import points
from zhixing.teams.rules.request import Force, Request, Rule
from zhixing.teams.solver.exchange import BREACH, alone


def floor(request: Request) -> int:
    """Return the weighted points that every grouping which keeps the rules has at least; 0 if none does."""
    flow = _Flow(request)
    return 0 if flow.cost is None else flow.cost + _needs(request)


def _needs(request: Request) -> int:
    """Return what it costs that there are fewer of some people than groups."""
    lacking = {
        rule: max(0, len(request.slots) - sum(map(counts, request.candidates)))
        for rule, counts in points.NEEDED.items()
    }
    return sum(request.rules.weight(rule) * count for rule, count in lacking.items())


class _Flow:
    """People flow through the colleagues of their unit in a group to the group, and on to a common end.

    Args:
        request: what is asked.
    """

    def __init__(self, request: Request) -> None:
        self._request = request
        self._arcs: list[tuple[int, int, int, int]] = []
        self._supplies: list[int] = [1] * len(request.candidates)
        self._constant = 0
        groups = [self._node() for _ in request.slots]
        self._end = self._node()
        self._supplies[self._end] = -len(request.candidates)
        for group in groups:
            self._close(group)
        self._place(groups)
        self.cost = self._cheapest()

    def _node(self) -> int:
        self._supplies.append(0)
        return len(self._supplies) - 1

    def _close(self, group: int) -> None:
        """Let a group hold as many as it may, each one more at its price."""
        rules, people, groups = self._request.rules, len(self._request.candidates), len(self._request.slots)
        sizes = {Rule.SIZE: rules.size, Rule.EVEN: points.even_size(people, groups)}
        must = [size for rule, size in sizes.items() if rules.force(rule) is Force.MUST]
        least = max((low for low, _ in must), default=0)
        most = max(least, min((high for _, high in must), default=people))
        prices = [
            sum(rules.weight(rule) * points.size_points(count, size) for rule, size in sizes.items())
            for count in range(most + 1)
        ]
        self._constant += prices[least]
        self._supplies[group] -= least
        self._supplies[self._end] += least
        more = Counter(after - before for before, after in pairwise(prices[least:]))
        self._arcs.extend((group, self._end, count, price) for price, count in more.items())

    def _place(self, groups: list[int]) -> None:
        """Let everybody go where the rules allow it, colleagues side by side."""
        candidates = self._request.candidates
        units = Counter(each.unit for each in candidates if each.unit)
        joined: dict[tuple[str, int], int] = {}
        for person, costs in enumerate(alone(self._request)):
            unit = candidates[person].unit
            for group, cost in zip(groups, costs.tolist(), strict=True):
                if cost >= BREACH:
                    continue
                to = group
                if units[unit] > 1:
                    if (unit, group) not in joined:
                        joined[unit, group] = self._join(group, units[unit])
                    to = joined[unit, group]
                self._arcs.append((person, to, 1, cost))

    def _join(self, group: int, colleagues: int) -> int:
        """Return where colleagues come together: the second costs one pair, the third two more."""
        rules = self._request.rules
        node, weight = self._node(), rules.weight(Rule.UNITS)
        if not weight:
            self._arcs.append((node, group, colleagues, 0))
            return node
        most = 1 if rules.force(Rule.UNITS) is Force.MUST else colleagues
        self._arcs.extend((node, group, 1, weight * before) for before in range(most))
        return node

    def _cheapest(self) -> int | None:
        """Return what the cheapest flow costs; None where there is none."""
        solver = min_cost_flow.SimpleMinCostFlow()
        tails, heads, capacities, costs = np.array(self._arcs, dtype=np.int64).T
        solver.add_arcs_with_capacity_and_unit_cost(tails, heads, capacities, costs)
        nodes = np.arange(len(self._supplies))
        solver.set_nodes_supplies(nodes, np.array(self._supplies, dtype=np.int64))
        if solver.solve() != solver.OPTIMAL:
            return None
        return int(solver.optimal_cost()) + self._constant
