"""How a grouping stands: rule by rule, what changes, and why somebody is where they are."""

import time
from dataclasses import replace

import numpy as np
import pytest

from grouping_requests import class_by_chance, make_rules, make_slots, people, request_by_chance
from zhixing.actor import Locale
from zhixing.teams.rules.assessment import assess, compare, difference, together
from zhixing.teams.rules.candidate import Candidate
from zhixing.teams.rules.reasons import reasons
from zhixing.teams.rules.request import Force, Request, Rule, Rules
from zhixing.teams.rules.saying import worded
from zhixing.teams.solver.exchange import BREACH, Exchange

TEAM = (
    Candidate("boss", "a", "leader", "practice", "", 20, {"t1": 3}, ("t1",)),
    Candidate("clerk", "a", "front-line", "practice", "", 4, {"t1": 0, "t2": 3}, ("t2",)),
    Candidate("scholar", "b", "", "theory", "", 8, {"t2": 2}, ("t2", "t1")),
    Candidate("new", "", "front-line", "", "", None, {}, ()),
)
PLACES = {"boss": "s1", "clerk": "s1", "scholar": "s2", "new": "s2"}


def team(**more):
    return Request(TEAM, make_slots(2, ["t1", "t2"]), replace(Rules.usual((2, 2)), years=1), **more)


def found(request, places, rule):
    return [each for each in assess(request, places).findings if each.rule is rule]


def test_every_rule_is_judged_where_it_speaks():
    request = team(apart=(("boss", "clerk"),), locked={"new": "s1"})
    by_rule = {
        rule: [(each.slot, each.breach, each.amount, each.people) for each in found(request, PLACES, rule)]
        for rule in Rule
    }
    assert by_rule == {
        Rule.SIZE: [("s1", 0, 0, ()), ("s2", 0, 0, ())],
        Rule.EVEN: [("s1", 0, 0, ()), ("s2", 0, 0, ())],
        Rule.RELEVANCE: [("s1", 1, 3, ("clerk",)), ("s2", 0, 3, ())],
        Rule.LEADER: [("s1", 0, 0, ()), ("s2", 1, 1, ())],
        Rule.FRONT_LINE: [("s1", 0, 0, ()), ("s2", 0, 0, ())],
        Rule.THEORY: [("s1", 1, 1, ()), ("s2", 0, 0, ())],
        Rule.PRACTICE: [("s1", 0, 0, ()), ("s2", 1, 1, ())],
        Rule.UNITS: [("s1", 1, 1, ("boss", "clerk")), ("s2", 0, 0, ())],
        Rule.EXPERIENCE: [("", 2, 2, ())],
        Rule.WISHES: [("s1", 1, 4, ("clerk",)), ("s2", 0, 0, ())],
        Rule.APART: [("", 1, 1, ())],
        Rule.LOCKED: [("", 1, 1, ("new",))],
    }


def test_cost_and_what_is_broken_follow_from_the_standings():
    request = team(apart=(("boss", "clerk"),))
    judged = assess(request, PLACES)
    assert judged.broken == (Rule.LEADER, Rule.APART)
    assert judged.cost == sum(each.cost for each in judged.standings)
    off = request.under(request.rules.but(Rule.LEADER, Force.OFF))
    assert Rule.LEADER not in {each.rule for each in assess(off, PLACES).standings}
    assert assess(off, PLACES).cost == judged.cost - 20


def test_pairs_kept_apart_are_named_only_where_asked_for():
    request = team(apart=(("boss", "clerk"),))
    assert [each.people for each in found(request, PLACES, Rule.APART)] == [()]
    assert together(request, PLACES) == (("boss", "clerk"),)
    assert together(request, PLACES | {"clerk": "s2"}) == ()
    told = {str(reason.saying.params) for each in TEAM for reason in reasons(request, PLACES, each.id)}
    assert not any("clerk" in params for params in told)


def test_people_without_a_place_and_places_that_do_not_exist_are_left_out():
    judged = assess(team(), {"boss": "s1", "clerk": "nowhere", "stranger": "s1"})
    assert judged.unplaced == ("clerk", "scholar", "new")
    assert assess(team(), {}).unplaced == tuple(each.id for each in TEAM)


def test_a_change_is_better_or_worse_rule_by_rule():
    request = team()
    swapped = PLACES | {"clerk": "s2", "scholar": "s1"}
    changes = {each.rule: each.change for each in compare(request, PLACES, swapped)}
    assert changes[Rule.RELEVANCE] == "better"
    assert changes[Rule.UNITS] == "better"
    assert changes[Rule.FRONT_LINE] == "worse"
    assert changes[Rule.SIZE] == "same"
    one, other = assess(request, PLACES), assess(request, swapped)
    back = {each.rule: (each.change, each.after, each.before) for each in difference(other, one)}
    assert back[Rule.UNITS] == ("worse", 1, 0)


@pytest.mark.parametrize("seed", range(12))
def test_exchanges_and_moves_cost_what_the_assessment_says(seed):
    """The search for a first grouping computes changes only; they must be those of the assessment."""
    request = request_by_chance(seed, count=9)
    chance = np.random.default_rng(seed)
    keys, ids = [slot.key for slot in request.slots], [each.id for each in request.candidates]
    where = chance.integers(3, size=9)

    def price(places):
        judged = assess(request, {ids[row]: keys[slot] for row, slot in enumerate(places)})
        return judged.cost + BREACH * sum(
            each.breach for each in judged.standings if each.force is Force.MUST
        )

    exchange = Exchange(request, where.copy())
    for one in range(9):
        before = price(exchange.where)
        for other, change in enumerate(exchange.exchanges(one)):
            after = exchange.where.copy()
            after[[one, other]] = after[[other, one]]
            assert price(after) - before == change
        for slot, change in enumerate(exchange.moves(one)):
            after = exchange.where.copy()
            after[one] = slot
            if slot != exchange.where[one]:
                assert price(after) - before == change
        exchange.exchange(one, (one + 4) % 9)
        exchange.move(one, int(chance.integers(3)))


def test_a_large_class_is_judged_at_once():
    request = class_by_chance(300, 40, 1)
    places = {each.id: f"s{number % 40 + 1}" for number, each in enumerate(request.candidates)}
    taken = []
    for _ in range(5):
        began = time.process_time()
        assess(request, places)
        taken.append(time.process_time() - began)
    assert min(taken) < 0.02


def kinds(request, places, person):
    return [reason.kind.removeprefix("grouping.reason.") for reason in reasons(request, places, person)]


def test_why_somebody_is_in_a_group():
    request = team(locked={"boss": "s1"})
    assert kinds(request, PLACES, "boss") == [
        "locked",
        "own-duty",
        "first-wish",
        "only-leader",
        "experience",
    ]
    assert kinds(request, PLACES, "clerk") == ["wish-missed", "only-front-line", "experience"]
    assert kinds(request, PLACES, "scholar") == ["relevant", "first-wish", "only-theory", "only-unit"]
    assert kinds(request, PLACES, "new") == ["only-front-line"]
    assert kinds(request, PLACES | {"scholar": "s1"}, "scholar")[:2] == ["second-wish", "only-theory"]


def test_somebody_nothing_is_known_of_has_a_reason_too():
    request = Request(people(4), make_slots(2), make_rules((2, 2), [Rule.SIZE]))
    assert kinds(request, {"p000": "s1"}, "p000") == ["size"]
    assert reasons(request, {}, "p000") == ()
    assert reasons(request, {"p000": "s1"}, "nobody") == ()


def test_rules_that_are_off_give_no_reason():
    request = replace(team(), rules=make_rules((2, 2), wishes=[Rule.UNITS]))
    assert kinds(request, PLACES, "scholar") == ["only-unit"]


def test_reasons_read_in_both_languages():
    request = team(locked={"boss": "s1"})
    names = {"t1": "简化流程", "t2": "共享数据", "b": "信息中心"}
    for each in TEAM:
        for reason in reasons(request, PLACES, each.id):
            text = worded(reason.saying, request, names)
            assert text.to(Locale.ZH).endswith("。")
            assert text.to(Locale.EN).endswith(".")
    told = " ".join(worded(each.saying, request, names).zh for each in reasons(request, PLACES, "scholar"))
    assert "信息中心" in told
    assert "共享数据" in told
