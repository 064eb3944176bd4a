"""The solver: against trying everything, against a planted optimum, every rule alone."""

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
from zhixing.teams.rules.candidate import Candidate
from zhixing.teams.rules.request import Force, Request, Rule, Rules
from zhixing.teams.solver.search import best


@pytest.mark.parametrize("seed", range(24))
def test_the_best_is_what_trying_everything_finds(seed):
    request = request_by_chance(seed, count=6 + seed % 2)
    least = cheapest_by_trying(request)
    found = best(request, 20)
    if least is None:
        assert found.status == "impossible"
        assert found.places == {}
        return
    assert (found.status, found.cost, found.bound, found.gap) == ("optimal", least, least, 0)
    judged = assess(request, found.places)
    assert (judged.cost, judged.broken, judged.unplaced) == (least, (), ())


def test_the_cases_tried_are_possible_and_impossible():
    least = [cheapest_by_trying(request_by_chance(seed, count=6)) for seed in range(0, 24, 2)]
    assert None in least
    assert any(cost for cost in least)


def planted():
    """Return 24 people of four units in six groups of four that suit each other without any cost."""
    candidates, places = [], {}
    for group in range(6):
        for place in range(4):
            person = f"p{(group * 4 + place) * 7 % 24:03}"
            places[person] = f"s{group + 1}"
            candidates.append(
                Candidate(
                    person,
                    f"u{place}",
                    "leader" if place == 0 else "front-line",
                    "theory" if place == 1 else "practice",
                    "",
                    (2, 20, 8, 10)[place],
                    {f"t{group + 1}": 3} | {f"t{(group + place) % 6 + 1}": 3},
                    (f"t{group + 1}",),
                )
            )
    topics = [f"t{number}" for number in range(1, 7)]
    candidates.sort(key=lambda each: each.id)
    rules = replace(Rules.usual((4, 4)), years=0)
    return Request(tuple(candidates), make_slots(6, topics), rules), places


def test_a_planted_optimum_is_found():
    request, places = planted()
    assert assess(request, places).cost == 0
    found = best(request, 20)
    assert (found.status, found.cost) == ("optimal", 0)
    assert found.places == places


def test_the_cost_is_the_assessments_at_class_size_and_below_no_bound():
    request = class_by_chance(40, 7, 3)
    found = best(request, 30)
    judged = assess(request, found.places)
    assert (judged.cost, judged.broken) == (found.cost, ())
    assert found.bound <= found.cost


def test_what_is_not_proven_says_by_how_much_it_might_be_better():
    request = class_by_chance(120, 17, 1)
    found = best(request, 3)
    assert found.status == "feasible"
    assert assess(request, found.places).cost == found.cost
    assert 0 < found.gap == (found.cost - found.bound) / found.cost < 0.5


def test_the_same_request_gets_the_same_answer():
    request = class_by_chance(40, 7, 5)
    one, other = best(request, 30), best(Request.parse(request.json()), 30)
    assert one.status == "optimal"
    assert one.places == other.places


def solved(candidates, slots, rules, **more):
    found = best(Request(candidates, slots, rules, **more), 10)
    assert found.status == "optimal"
    return found


def test_sizes_alone():
    rules = make_rules((3, 4), musts=[Rule.SIZE])
    found = solved(people(10), make_slots(3), rules)
    sizes = sorted(list(found.places.values()).count(key) for key in ("s1", "s2", "s3"))
    assert sizes == [3, 3, 4]
    assert solved(people(10), make_slots(2), make_rules((3, 4), wishes=[Rule.SIZE])).cost == 2 * 20


def test_sizes_are_even_unless_something_weighs_more():
    rules = make_rules((4, 8), musts=[Rule.SIZE], wishes=[Rule.EVEN, Rule.RELEVANCE])
    fond = tuple(replace(each, relevance={"t1": 3, "t2": 2}) for each in people(12))
    found = solved(fond, make_slots(2, ["t1", "t2"]), rules)
    assert [list(found.places.values()).count(key) for key in ("s1", "s2")] == [6, 6]
    foreign = tuple(replace(each, relevance={"t1": 3, "t2": 0}) for each in people(12))
    found = solved(foreign, make_slots(2, ["t1", "t2"]), rules)
    assert [list(found.places.values()).count(key) for key in ("s1", "s2")] == [8, 4]


def test_relevance_alone():
    candidates = tuple(Candidate(f"p{n}", relevance={f"t{n % 2 + 1}": 3}) for n in range(6))
    found = solved(candidates, make_slots(2, ["t1", "t2"]), make_rules((1, 6), wishes=[Rule.RELEVANCE]))
    assert found.cost == 0
    assert {found.places[f"p{n}"] for n in (0, 2, 4)} == {"s1"}


@pytest.mark.parametrize(
    ("rule", "known"),
    [
        (Rule.LEADER, {"level": "leader"}),
        (Rule.FRONT_LINE, {"level": "front-line"}),
        (Rule.THEORY, {"outlook": "theory"}),
        (Rule.THEORY, {"outlook": "both"}),
        (Rule.PRACTICE, {"outlook": "practice"}),
        (Rule.PRACTICE, {"outlook": "both"}),
    ],
)
def test_one_of_a_kind_in_every_group(rule, known):
    candidates = tuple(replace(each, **known) if each.id < "p003" else each for each in people(9))
    slots = make_slots(3)
    found = solved(candidates, slots, make_rules((1, 9), musts=[rule]))
    assert {found.places[f"p{n:03}"] for n in range(3)} == {"s1", "s2", "s3"}
    fewer = tuple(replace(each, level="", outlook="") if each.id == "p000" else each for each in candidates)
    assert best(Request(fewer, slots, make_rules((1, 9), musts=[rule])), 10).status == "impossible"
    assert solved(fewer, slots, make_rules((1, 9), wishes=[rule])).cost == 1


def test_units_alone_are_spread_evenly():
    candidates = (*people(8, unit="a"), Candidate("x"), Candidate("y"))
    found = solved(candidates, make_slots(3), make_rules((3, 4), musts=[Rule.SIZE], wishes=[Rule.UNITS]))
    own = [sum(found.places[each.id] == key for each in candidates[:8]) for key in ("s1", "s2", "s3")]
    assert sorted(own) == [2, 3, 3]
    assert found.cost == 4 * (1 + 3 + 3)


def test_experience_alone_is_levelled():
    years = (0, 1, 2, 10, 11, 12, 20, 21, 19)
    candidates = tuple(replace(each, experience=year) for each, year in zip(people(9), years, strict=True))
    rules = make_rules((3, 3), musts=[Rule.SIZE, Rule.EXPERIENCE], years=1)
    found = solved(candidates, make_slots(3), rules)
    assert not assess(Request(candidates, make_slots(3), rules), found.places).broken


def test_wishes_alone():
    wishes = (("t1", "t2"), ("t1", "t2"), ("t1",), ())
    candidates = tuple(replace(each, wishes=wish) for each, wish in zip(people(4), wishes, strict=True))
    found = solved(
        candidates,
        make_slots(2, ["t1", "t2"]),
        make_rules((2, 2), musts=[Rule.SIZE], wishes=[Rule.WISHES]),
    )
    assert found.cost == 2 * 1
    assert found.places["p002"] == "s1"


def test_pairs_kept_apart_alone():
    pairs = (("p000", "p001"), ("p001", "p002"))
    found = solved(people(4), make_slots(2), make_rules((2, 2), [Rule.SIZE, Rule.APART]), apart=pairs)
    assert found.places["p000"] == found.places["p002"] != found.places["p001"]


def test_locks_hold_and_are_wishes_when_unlocked():
    lock = {"p000": "s1", "p001": "s1", "p002": "s1"}
    musts = make_rules((2, 2), [Rule.SIZE, Rule.LOCKED])
    two = {person: slot for person, slot in lock.items() if person != "p002"}
    found = solved(people(4), make_slots(2), musts, locked=two)
    assert found.places == {"p000": "s1", "p001": "s1", "p002": "s2", "p003": "s2"}
    assert best(Request(people(4), make_slots(2), musts, locked=lock), 5).status == "impossible"
    assert solved(people(4), make_slots(2), musts.but(Rule.LOCKED, Force.WISH), locked=lock).cost == 1


def test_nothing_known_of_anybody_breaks_nothing():
    rules = Rules.usual((2, 3)).but(Rule.LEADER, Force.WISH).but(Rule.FRONT_LINE, Force.WISH)
    found = solved(people(7), make_slots(3, ["t1", "t2", ""]), rules)
    assert len(found.places) == 7
