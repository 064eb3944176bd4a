"""Rules that cannot hold together: which, why, and what relaxing each would cost; every kind."""

from dataclasses import replace

import pytest

from grouping_requests import class_by_chance, make_rules, make_slots, people, request_by_chance
from zhixing.actor import Locale
from zhixing.teams.rules.assessment import assess
from zhixing.teams.rules.candidate import Candidate
from zhixing.teams.rules.clash import Clash
from zhixing.teams.rules.obvious import obvious
from zhixing.teams.rules.request import Force, Request, Rule
from zhixing.teams.rules.saying import worded
from zhixing.teams.solver.search import best
from zhixing.teams.solver.unravel import unravel


def with_levels(count, leaders, blank=0):
    levels = ["leader"] * leaders + [""] * blank + ["front-line"] * (count - leaders - blank)
    return tuple(replace(each, level=level) for each, level in zip(people(count), levels, strict=True))


def asked(candidates, groups, size, *musts, topics=(), years=3, **more):
    rules = make_rules(size, musts, years=years)
    return Request(candidates, make_slots(groups, topics), rules, **more)


def said(request, clash):
    told = [*clash.because, *(way.detail for way in clash.ways)]
    return "\n".join(worded(each, request, {"u": "规划处"}).to(Locale.ZH) for each in told)


S, L, F, U, A, K = Rule.SIZE, Rule.LEADER, Rule.FRONT_LINE, Rule.UNITS, Rule.APART, Rule.LOCKED
CASES = {
    "too few people": (asked(people(26), 7, (4, 6), S, K), {S}, ["26", "28", "6 组"], {S: 2}),
    "too many people": (asked(people(45), 7, (4, 6), S), {S}, ["42", "45", "8 组"], {S: 3}),
    "too few leaders": (
        asked(with_levels(40, 5), 7, (4, 6), S, L),
        {L},
        ["领导只有 5 人，要分 7 组", "只容得下 30 人", "有 2 个组没有领导"],
        {L: 2},
    ),
    "fewer groups would do": (asked(with_levels(14, 2), 3, (4, 7), S, L), {L}, ["如果只分 2 组"], {L: 1}),
    "levels not stated": (
        asked(with_levels(9, 0, 9), 3, (3, 3), F),
        {F},
        ["一线人员只有 0 人", "9 人没有填写"],
        {F: 3},
    ),
    "no theory": (
        asked(people(6, outlook="practice"), 2, (3, 3), Rule.THEORY),
        {Rule.THEORY},
        ["2 组"],
        None,
    ),
    "no practice": (
        asked(people(6), 2, (3, 3), Rule.PRACTICE),
        {Rule.PRACTICE},
        ["实务见长的只有 0 人"],
        None,
    ),
    "locked over the size": (
        asked(people(8), 2, (3, 5), S, K, locked={f"p{n:03}": "s1" for n in range(6)}),
        {S, K},
        ["第 1 组锁定了 6 人", "最多 5 人"],
        {S: 2, K: 1},
    ),
    "a locked pair kept apart": (
        asked(people(4), 2, (2, 2), A, K, apart=(("p000", "p001"),), locked={"p000": "s2", "p001": "s2"}),
        {A, K},
        ["1 对不宜同组的人"],
        {A: 1, K: 1},
    ),
    "locked nowhere": (
        asked(people(4), 2, (2, 2), S, K, locked={"p000": "gone"}),
        {K},
        ["已经不存在的组"],
        {K: 1},
    ),
    "leaders locked together": (
        asked(with_levels(6, 2), 2, (2, 4), S, L, K, locked={"p000": "s1", "p001": "s1"}),
        {L, K},
        ["“每组至少一名领导”与锁定", "第 2 组", "0 名"],
        {L: 1, K: 1},
    ),
    "a large unit": (asked(people(4, unit="u"), 3, (1, 4), U), {U}, ["规划处有 4 人，只有 3 个组"], {U: 1}),
    "nothing to do with any sub-topic": (
        asked(
            (Candidate("p", relevance={"t1": 0}), Candidate("q")), 1, (1, 4), Rule.RELEVANCE, topics=["t1"]
        ),
        {Rule.RELEVANCE},
        ["p填写的结果", "1 人会分到"],
        {Rule.RELEVANCE: 1},
    ),
    "sizes against wishes": (
        asked(people(6, wishes=("t1",)), 2, (3, 3), S, Rule.WISHES, K, topics=["t1", "t2"]),
        {S, Rule.WISHES},
        ["每组 3 人”与“照顾个人志愿", "3 人分到的组"],
        {S: 6, Rule.WISHES: 3},
    ),
    "three kept apart in two groups": (
        asked(people(3), 2, (1, 2), S, A, apart=(("p000", "p001"), ("p001", "p002"), ("p000", "p002"))),
        {A},
        ["不宜同组的人分开”做不到"],
        {A: 1},
    ),
    "experience too far apart": (
        asked(tuple(Candidate(f"p{n}", experience=n * 10) for n in range(2)), 2, (1, 1), S, Rule.EXPERIENCE),
        {S, Rule.EXPERIENCE},
        ["放宽到 10 年，比现在多 7 年"],
        {Rule.EXPERIENCE: 7},
    ),
    "one unit locked into one group": (
        asked(
            people(6, unit="")[:4] + people(6, unit="u")[4:],
            3,
            (2, 2),
            S,
            U,
            K,
            locked={"p004": "s2", "p005": "s2"},
        ),
        {U, K},
        ["在第 2 组"],
        {U: 1, K: 1},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_clash_is_explained(case):
    request, rules, words, amounts = CASES[case]
    clash = unravel(request, 20)
    assert set(clash.rules) == rules
    assert clash.is_least
    text = said(request, clash)
    assert [word for word in words if word not in text] == []
    given = {way.rule: way.amount for way in clash.ways}
    assert set(given) == rules
    for rule, amount in (amounts or {}).items():
        assert given[rule] == amount
    assert Clash.parse(clash.json()) == clash


@pytest.mark.parametrize("case", CASES)
def test_the_set_is_least_and_each_way_leads_out(case):
    request, _, _, _ = CASES[case]
    clash = unravel(request, 20)
    off = replace(request.rules, forces=dict.fromkeys(clash.rules, Force.MUST))
    assert best(request.under(off), 10).status == "impossible"
    for way in clash.ways:
        assert best(request.under(off.but(way.rule, Force.OFF)), 10).status == "optimal"
        relaxed = request.under(request.rules.but(way.rule, Force.WISH))
        judged = assess(relaxed, way.places)
        assert judged.broken == ()
        assert judged.cost == way.cost
        standing = next(each for each in judged.standings if each.rule is way.rule)
        assert standing.breach == way.amount


def test_what_is_worded_reads_in_both_languages_without_a_gap():
    for request, _, _, _ in CASES.values():
        clash = unravel(request, 20)
        for saying in (*clash.because, *(way.detail for way in clash.ways)):
            text = worded(saying, request, {})
            assert not {"{", "}"} & set(text.zh + text.en)


def test_people_kept_apart_are_never_named():
    for case in ("a locked pair kept apart", "three kept apart in two groups"):
        request = CASES[case][0]
        clash = unravel(request, 20)
        assert "p00" not in said(request, clash)
        assert clash.slots == ()


def test_two_clashes_at_once_say_that_one_way_is_not_enough():
    request = asked(with_levels(6, 1), 2, (3, 3), L, Rule.THEORY)
    clash = unravel(request, 20)
    assert clash.rules == (L,)
    assert clash.ways[0].amount is None
    assert "还不够" in said(request, clash)


def test_rules_that_can_hold_do_not_clash():
    assert unravel(class_by_chance(24, 4, 1), 10) == Clash(())


def test_time_that_is_over_is_said():
    request = CASES["sizes against wishes"][0]
    assert unravel(request, 0.0) == Clash((), is_least=False)


@pytest.mark.parametrize("seed", range(60))
def test_what_counting_shows_is_true(seed):
    request = request_by_chance(seed, count=6)
    clash = obvious(request)
    if clash is not None:
        only = replace(request.rules, forces=dict.fromkeys(clash.rules, Force.MUST))
        assert best(request.under(only), 10).status == "impossible"
        for rule in clash.rules:
            assert best(request.under(only.but(rule, Force.OFF)), 10).status == "optimal"


def test_counting_shows_something_in_some_of_these():
    found = [obvious(request_by_chance(seed, count=6)) for seed in range(60)]
    assert 5 < sum(clash is not None for clash in found) < 55
