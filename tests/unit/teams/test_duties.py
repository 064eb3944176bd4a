"""Proposals of leader and liaison."""

from grouping_requests import class_by_chance, make_rules, make_slots, people
from zhixing.teams.rules.assessment import members
from zhixing.teams.rules.candidate import Candidate
from zhixing.teams.rules.duties import propose_duties
from zhixing.teams.rules.request import Request
from zhixing.teams.rules.saying import worded


def proposed(*candidates, topic="t"):
    request = Request(candidates, make_slots(1, [topic]), make_rules((1, 9)))
    (duties,) = propose_duties(request, {each.id: "s1" for each in candidates})
    for why in (duties.leader_why, duties.liaison_why):
        if why is not None:
            assert all(worded(why, request, {}).json().values())
    codes = [
        why and why.code.removeprefix("grouping.duty.") for why in (duties.leader_why, duties.liaison_why)
    ]
    return duties.leader, codes[0], duties.liaison, codes[1]


def test_a_leader_leads_even_when_others_know_the_sub_topic_better():
    expert = Candidate("expert", "b", relevance={"t": 3}, experience=30)
    boss = Candidate("boss", "a", "leader", relevance={"t": 0})
    assert proposed(expert, boss) == ("boss", "leader", "expert", "liaison-other-unit")


def test_of_several_leaders_the_one_whose_duty_it_is():
    chief = Candidate("chief", "a", "leader", experience=30)
    boss = Candidate("boss", "b", "leader", relevance={"t": 3})
    clerk = Candidate("clerk", "b", relevance={"t": 3})
    assert proposed(chief, boss, clerk) == ("boss", "leader-close", "clerk", "liaison-colleague")


def test_the_liaison_comes_from_another_unit_where_there_is_one():
    boss, near = Candidate("boss", "a", "leader"), Candidate("near", "a", relevance={"t": 3})
    assert proposed(boss, near, Candidate("far", "b"))[2:] == ("far", "liaison-other-unit")
    assert proposed(boss, near, Candidate("blank"))[2:] == ("blank", "liaison-colleague")


def test_without_a_leader_relevance_then_experience_then_order_decide():
    near, old = Candidate("near", relevance={"t": 2}), Candidate("old", experience=30)
    assert proposed(old, near)[:2] == ("near", "relevant")
    assert proposed(Candidate("young", experience=3), old)[:2] == ("old", "first")
    assert proposed(Candidate("one"), Candidate("two"))[:3:2] == ("one", "two")


def test_a_group_of_leaders_one_or_nobody():
    two = (Candidate("one", level="leader"), Candidate("two", level="leader"))
    assert proposed(*two) == ("one", "leader", "two", "liaison")
    assert proposed(Candidate("one")) == ("one", "first", None, None)
    request = Request(people(1), make_slots(1), make_rules((1, 1)))
    (empty,) = propose_duties(request, {})
    assert (empty.leader, empty.liaison) == (None, None)


def test_leader_and_liaison_are_two_members_of_their_group():
    request = class_by_chance(40, 7, 2)
    places = {each.id: f"s{number % 7 + 1}" for number, each in enumerate(request.candidates)}
    groups = members(request, places)
    for duties in propose_duties(request, places):
        ids = {each.id for each in groups[duties.slot]}
        assert duties.leader != duties.liaison
        assert {duties.leader, duties.liaison} <= ids
