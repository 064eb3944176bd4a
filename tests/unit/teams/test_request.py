"""Requests: rules in their bounds, pairs and locks of those who are there, and a mark of the whole."""

import json
from dataclasses import replace

import pytest

from factories import worded
from grouping_requests import make_rules, make_slots, people, request_by_chance
from zhixing.errors import InputError
from zhixing.teams.rules.request import Force, Request, Rule, Rules


def test_usual_rules_name_every_rule():
    rules = Rules.usual((4, 8))
    assert {rule for force in Force for rule in rules.having(force)} == set(Rule)
    assert Rule.APART in rules.having(Force.MUST)
    assert all(rules.weight(rule) for rule in Rule)


def test_a_rule_that_is_off_weighs_nothing():
    rules = make_rules((4, 8), musts=[Rule.SIZE])
    assert rules.force(Rule.UNITS) is Force.OFF
    assert rules.weight(Rule.UNITS) == 0
    assert rules.but(Rule.UNITS, Force.WISH).weight(Rule.UNITS) == 4


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: Rules((6, 4), {}), "size"),
        (lambda: Rules((0, 4), {}), "size"),
        (lambda: Rules((1, 4), {}, {Rule.SIZE: -1}), "weight"),
        (lambda: Rules((1, 4), {}, {Rule.SIZE: 101}), "weight"),
        (lambda: Rules((1, 4), {}, years=-1), "years"),
        (lambda: Rules.parse({"size": [1, 2]}), "rules"),
        (
            lambda: Rules.parse({"size": "14", "forces": {"height": "must"}, "weights": {}, "years": 1}),
            "rules",
        ),
        (lambda: Rules.parse({"size": [1], "forces": {}, "weights": {}, "years": 1}), "rules"),
        (lambda: Request((), make_slots(1), Rules((1, 2), {})), "nobody"),
        (lambda: Request(people(1), (), Rules((1, 2), {})), "no-groups"),
        (lambda: Request(people(601), make_slots(9), Rules((1, 2), {})), "too-many"),
        (lambda: Request(people(9), make_slots(101), Rules((1, 2), {})), "too-many"),
        (lambda: Request(people(2) + people(1), make_slots(1), Rules((1, 2), {})), "twice"),
        (lambda: Request(people(2), make_slots(1) + make_slots(1), Rules((1, 2), {})), "twice"),
    ],
)
def test_what_cannot_be_is_a_sentence(make, code):
    with pytest.raises(InputError) as caught:
        make()
    assert caught.value.code == f"grouping.error.{code}"
    assert all(worded(caught.value))


def test_pairs_and_locks_are_of_those_who_are_there():
    request = Request(
        people(3),
        make_slots(1),
        make_rules((1, 3)),
        (("p001", "p000"), ("p000", "p001"), ("p002", "p002"), ("p000", "left")),
        {"left": "s1", "p002": "s1"},
    )
    assert request.pairs == (("p000", "p001"),)
    assert request.locks == {"p002": "s1"}


@pytest.mark.parametrize("seed", range(6))
def test_a_request_comes_back_from_json(seed):
    request = request_by_chance(seed)
    again = Request.parse(json.loads(json.dumps(request.json())))
    assert again.json() == request.json()
    assert again.fingerprint() == request.fingerprint()


def test_the_mark_changes_with_anything_a_grouping_depends_on():
    request = Request(people(3), make_slots(2), make_rules((1, 3)))
    others = [
        replace(request, candidates=people(4)),
        replace(request, candidates=people(3, unit="u")),
        replace(request, slots=make_slots(3)),
        replace(request, rules=make_rules((1, 2))),
        replace(request, rules=make_rules((1, 3), wishes=[Rule.UNITS])),
        replace(request, apart=(("p000", "p001"),)),
        replace(request, locked={"p000": "s1"}),
    ]
    marks = {each.fingerprint() for each in (request, *others)}
    assert len(marks) == len(others) + 1
