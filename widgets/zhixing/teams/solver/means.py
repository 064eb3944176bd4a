"""Means of experience without division: for every size a group may have, a bound that holds at that size."""

from typing import TYPE_CHECKING, Any

from ortools.sat.python import cp_model

from zhixing.teams.rules import points

if TYPE_CHECKING:
    from zhixing.teams.solver.model import Model


def experience(model: "Model") -> list[tuple[Any, int]]:
    """Return the years by which the groups' means lie farther apart than allowed, as at most one variable."""
    request, cp = model.request, model.cp
    far = points.deviations(request.candidates)
    if not any(far.values()):
        return []
    least, most = min(far.values()), max(far.values())
    began = [[far[each.id] for each in model.began(slot)] for slot in request.slots]
    highest = max((-(-sum(group) // len(group)) for group in began if group), default=0)
    lowest = min((sum(group) // len(group) for group in began if group), default=0)
    top, bottom = model.whole(most, highest, least), model.whole(most, lowest, least)
    low, high = request.rules.size if model.is_sized else (0, len(request.candidates))
    for slot in request.slots:
        filled = len(model.began(slot))
        sizes = {
            size: model.whole(1, int(size == filled))
            for size in range(low, min(high, len(request.candidates)) + 1)
        }
        cp.add_exactly_one(sizes.values())
        cp.add(model.among(request.candidates, slot) == _weighted(list(sizes.values()), list(sizes)))
        people = [each for each in request.candidates if far[each.id]]
        sum_ = _weighted([model.at(each, slot) for each in people], [far[each.id] for each in people])
        for size, is_so in sizes.items():
            if size:
                cp.add(size * top >= sum_).only_enforce_if(is_so)
                cp.add(size * bottom <= sum_).only_enforce_if(is_so)
    sums = [(sum(group), len(group)) for group in began]
    years = points.experience_points(sums, request.rules.years)
    amount = model.whole(-(-(most - least) // points.TENTHS), years)
    cp.add(points.TENTHS * (amount + request.rules.years) >= top - bottom)
    return [(amount, 1)]


def _weighted(variables: list[Any], times: list[int]) -> Any:
    return cp_model.LinearExpr.weighted_sum(variables, times)
