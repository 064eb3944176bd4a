"""Searching: one worker, one seed, so that the same request gets the same answer."""

import time
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from ortools.sat.python import cp_model

from zhixing.teams.rules.assessment import assess
from zhixing.teams.rules.request import Force, Places, Request, Rule
from zhixing.teams.solver.answer import Solved, Status
from zhixing.teams.solver.floor import floor
from zhixing.teams.solver.model import Model
from zhixing.teams.solver.start import start

SEED = 20

STEADY = 0.25
"""Units of the solver's own clock for each second of the limit: on an idle machine they run out first, so
that even an answer that is not proven best is the same every time."""

_STATUS: dict[Any, Status] = {
    cp_model.OPTIMAL: "optimal",
    cp_model.FEASIBLE: "feasible",
    cp_model.INFEASIBLE: "impossible",
}


def best(request: Request, seconds: float) -> Solved:
    """Return the best grouping found in the given seconds, and what no grouping can cost less than."""
    began = time.monotonic()
    least = floor(request)
    first = start(request, began + seconds / 2)
    known = found = _as_it_is(request, first, least)
    if known.status != "optimal":
        found = cheapest(request, request.rules.having(Force.MUST), first, began + seconds, least=least)
    if found.status == "unknown":
        found = known
    return replace(found, seconds=round(time.monotonic() - began, 3))


def cheapest(
    request: Request,
    musts: Collection[Rule],
    first: Places,
    until: float,
    giving: tuple[Rule, int] | None = None,
    *,
    least: int = 0,
) -> Solved:
    """Return the cheapest grouping in which some rules hold.

    Args:
        request: what is asked.
        musts: the rules that hold.
        first: the grouping to begin with.
        until: when to stop, by the monotonic clock.
        giving: a rule that may be broken, and by how much at most.
        least: what no grouping costs less than, as far as that is known already.
    """
    model = modelled(request, musts, first)
    if giving is not None:
        model.cp.add(model.breach(giving[0]) <= giving[1])
    model.cp.minimize(model.cost())
    found = solver(until - time.monotonic())
    status = run(found, model)
    if status not in ("optimal", "feasible"):
        return Solved(status)
    bound = -int(-found.best_objective_bound // 1)
    return _answered(model.places(found), round(found.objective_value), max(bound, least))


def _answered(places: Places, cost: int, bound: int) -> Solved:
    status: Status = "feasible" if cost > bound else "optimal"
    return Solved(status, places, cost, bound, (cost - bound) / cost if cost else 0.0)


def modelled(request: Request, musts: Collection[Rule], first: Places) -> Model:
    """Return a model of every rule that is not off, in which some hold."""
    looked_at = [rule for rule in Rule if request.rules.force(rule) is not Force.OFF]
    model = Model(request, looked_at, first, is_sized=Rule.SIZE in musts)
    for rule in musts:
        model.hold(rule)
    return model


def solver(seconds: float) -> cp_model.CpSolver:
    """Return a solver that stops in time and goes the same way every time."""
    found = cp_model.CpSolver()
    found.parameters.max_time_in_seconds = max(seconds, 0.05)
    found.parameters.max_deterministic_time = max(seconds, 0.05) * STEADY
    found.parameters.random_seed = SEED
    found.parameters.num_workers = 1
    found.parameters.use_objective_lb_search = True
    return found


def run(found: cp_model.CpSolver, model: Model) -> Status:
    """Solve a model and return what came of it."""
    return _STATUS.get(found.solve(model.cp), "unknown")


def _as_it_is(request: Request, places: Places, least: int) -> Solved:
    """Return the grouping to begin with, if it keeps the rules; it is the best where none can cost less."""
    found = assess(request, places)
    return Solved("unknown") if found.broken else _answered(places, found.cost, least)
