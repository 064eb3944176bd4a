"""My group as each role sees it: what is there, and what a learner must not see."""

import json

import pytest

from factories import CountedQueries, did, make_actor, make_solo, seen
from group_room import make_group_room
from zhixing.actor import Role
from zhixing.errors import MissingError, RefusedError
from zhixing.teams.activities.my_group import MyGroup
from zhixing.teams.tables import CommitmentRow, KeepApartRow, ProfileRow, TeamFacilitatorRow, TeamRow


@pytest.fixture
def room(store):
    room = make_group_room(store, size=4)
    one, other = room.first.people[1].person, room.first.people[2].person
    with store.work() as db:
        db.add(
            ProfileRow(
                person_id=other,
                classroom_id=room.id,
                specialty="秘密专长",
                wishes=["w-secret"],
                relevance={"w-secret": {"level": 3, "by": "self"}},
            )
        )
        db.add(CommitmentRow(person_id=other, classroom_id=room.id, answer="talk", needs="秘密顾虑"))
        pair = sorted((one, other))
        db.add(KeepApartRow(one=pair[0], other=pair[1], classroom_id=room.id))
    return room


def _group(room, actor, **params):
    return seen(room, MyGroup(), actor, params)["group"]


def test_a_member_sees_who_is_in_the_group_and_what_it_works_on(room):
    leader, one, two, _ = room.first.people
    did(room, MyGroup(), one, kind="set-task", person=one.person, task="减材料", goal="", due="", version=1)
    group = _group(room, two)
    assert [member["id"] for member in group["members"]] == [each.person for each in room.first.people]
    assert group["members"][0]["duty"] == "leader"
    assert group["tasks"] == [{"task": "减材料", "goal": "", "due": None, "people": [one.person]}]
    assert leader.person in json.dumps(group)


def test_a_learner_sees_nothing_private_of_the_others(room):
    said = json.dumps(seen(room, MyGroup(), room.first.people[1]), ensure_ascii=False)
    for private in ("秘密", "w-secret", "relevance", "wishes", "talk", "apart", "specialty"):
        assert private not in said, private


def test_who_has_no_assignment_is_told_to_leader_and_liaison_and_to_nobody_else(room):
    leader, one, *_ = room.first.people
    did(room, MyGroup(), one, kind="set-task", person=one.person, task="减材料", goal="", due="", version=1)
    everybody = {each.person for each in room.first.people}
    assert set(_group(room, leader)["without"]) == everybody - {one.person}
    assert set(_group(room, room.facilitator, team=room.first.team)["without"]) == everybody - {one.person}
    member = _group(room, one)
    assert member["without"] is None
    assert list(member["forms"]) == [one.person]
    assert not member["assigns"]


def test_a_learner_does_not_look_into_another_group(room):
    with pytest.raises(RefusedError, match="other-team"):
        seen(room, MyGroup(), room.first.people[1], {"team": room.second.team})
    with room.store.work() as db:
        expert = make_actor(db, room.id, Role.EXPERT, name="专家")
    with pytest.raises(RefusedError, match="other-team"):
        seen(room, MyGroup(), expert, {"team": room.first.team})
    assert seen(room, MyGroup(), expert)["group"] is None


def test_whoever_looks_into_every_group_chooses_one(room):
    with room.store.work() as db:
        boss = make_actor(db, room.id, Role.LEADER, name="领导")
    view = seen(room, MyGroup(), room.office)
    assert view["chooses"]
    assert [(team["number"], team["people"], team["without"]) for team in view["teams"]] == [
        (1, 4, 4),
        (2, 4, 4),
    ]
    assert "without" not in seen(room, MyGroup(), boss)["teams"][0]
    group = _group(room, boss, team=room.second.team)
    assert group["number"] == 2
    assert group["without"] is None
    assert group["forms"] == {}


def test_a_group_that_is_gone_is_said_to_be(room):
    with room.store.work() as db:
        db.get_one(TeamRow, room.second.team).seat = None
    with pytest.raises(MissingError, match="no-team"):
        seen(room, MyGroup(), room.facilitator, {"team": room.second.team})
    assert seen(room, MyGroup(), room.second.leader)["group"] is None


def test_the_leader_writes_the_charter_and_everybody_reads_it(room):
    leader, one, *_ = room.first.people
    charter = {
        "problem": " 窗口排队太久 ",
        "agreements": ["准时到会", ""],
        "rhythm": "",
        "support": "",
        "milestones": [{"what": "走访", "by": "2027-03-31"}],
        "sub_groups": [{"name": "调研", "purpose": "", "people": [one.person]}],
    }
    made = did(room, MyGroup(), leader, kind="save-charter", team=room.first.team, version=0, **charter)
    assert made == {"version": 1}
    group = _group(room, one)
    assert group["charter"]["problem"] == "窗口排队太久"
    assert group["charter"]["agreements"] == ["准时到会"]
    assert group["paper"] == 1
    with pytest.raises(RefusedError):
        did(room, MyGroup(), one, kind="save-charter", team=room.first.team, version=1, **charter)


def test_facilitators_of_the_group_are_named(room):
    with room.store.work() as db:
        db.add(
            TeamFacilitatorRow(
                team_id=room.first.team, person_id=room.facilitator.person, classroom_id=room.id
            )
        )
    assert _group(room, room.first.leader)["guides"] == ["促进师甲"]


def test_somebody_alone_without_groups_has_none_to_choose(store, room):
    with store.work() as db:
        actor = make_solo(db)
    view = seen(room, MyGroup(), actor)
    assert (view["teams"], view["group"], view["chooses"], view["solo"]) == ([], None, True, True)


def test_as_many_queries_however_many_people(store):
    small, large = make_group_room(store, size=3), make_group_room(store, size=30)
    counts = []
    for room in (small, large):
        with CountedQueries(store) as counted:
            seen(room, MyGroup(), room.first.leader)
        counts.append(counted.count)
    assert counts[0] == counts[1]
