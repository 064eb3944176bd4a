"""What no grouping can cost less than: never too much, exact where only counts matter, known at once."""

import random
from dataclasses import replace

import pytest

from grouping_requests import (
    cheapest_by_trying,
    class_by_chance,
    make_rules,
    make_slots,
    people,
    request_by_chance,
)
from zhixing.teams.rules.assessment import assess
from zhixing.teams.rules.request import Force, Request, Rule, Rules
from zhixing.teams.solver import search
from zhixing.teams.solver.floor import floor

COUNTED = (Rule.SIZE, Rule.EVEN, Rule.RELEVANCE, Rule.UNITS, Rule.WISHES, Rule.LOCKED)


def counted_by_chance(seed):
    """Return a small request in which only rules count that are weighed exactly, each at any force."""
    request = request_by_chance(seed, count=6)
    chance = random.Random(seed)
    forces = {rule: chance.choice(list(Force)) for rule in COUNTED}
    return request.under(Rules(request.rules.size, forces, request.rules.weights))


@pytest.mark.parametrize("seed", range(40))
def test_no_grouping_costs_less(seed):
    request = request_by_chance(seed, count=6)
    least = cheapest_by_trying(request)
    if least is not None:
        assert 0 <= floor(request) <= least


@pytest.mark.parametrize("seed", range(40))
def test_where_only_counts_matter_it_is_what_the_best_costs(seed):
    request = counted_by_chance(seed)
    least = cheapest_by_trying(request)
    if least is not None:
        assert floor(request) == least


def test_the_cases_tried_cost_something():
    least = [cheapest_by_trying(counted_by_chance(seed)) for seed in range(0, 40, 4)]
    assert sum(bool(cost) for cost in least) > 5


def test_fewer_of_a_kind_than_groups_cost_their_weight():
    candidates = (replace(people(1)[0], level="leader"), *people(6)[1:])
    request = Request(candidates, make_slots(3), make_rules((2, 2), [Rule.SIZE], [Rule.LEADER]))
    assert floor(request) == 2 == search.best(request, 5).cost


def test_rules_that_cannot_hold_have_no_floor():
    assert floor(Request(people(5), make_slots(2), make_rules((3, 3), [Rule.SIZE]))) == 0


def test_a_large_class_knows_how_near_the_best_it_is_though_the_search_ends_at_once(monkeypatch):
    def hurried(_seconds):
        found = whole(1.0)
        found.parameters.max_deterministic_time = 1e-6
        return found

    whole = search.solver
    monkeypatch.setattr(search, "solver", hurried)
    request = class_by_chance(120, 17, 1)
    found = search.best(request, 20)
    judged = assess(request, found.places)
    assert (found.status, judged.cost, judged.broken) == ("feasible", found.cost, ())
    assert 0 < found.gap == (found.cost - found.bound) / found.cost < 0.1


def test_what_nothing_can_be_cheaper_than_is_not_searched_for(monkeypatch):
    monkeypatch.setattr(search, "cheapest", None)
    found = search.best(Request(people(9), make_slots(3), make_rules((3, 3), [Rule.SIZE])), 5)
    assert (found.status, found.cost, found.bound, found.gap) == ("optimal", 0, 0, 0)
