"""Forming groups as its page sees and does it: findings, effects, doors; nobody kept apart is named."""

import json

import pytest

from factories import CountedQueries, did, make_actor, make_class, make_key, make_solo, seen
from team_factory import make_draft, make_grouping_room, make_people, put_draft
from zhixing.actor import Role
from zhixing.classroom.people import unit_named
from zhixing.errors import ConflictError, InputError, RefusedError
from zhixing.teams.activities.grouping import Grouping, GroupingCompare
from zhixing.teams.activities.grouping_draft import GroupingDraft, Solve
from zhixing.teams.rules.request import Rule
from zhixing.teams.tables import GroupingRow, TeamMemberRow


@pytest.fixture
def room(store):
    return make_grouping_room(store)


def _view(room, actor=None, grouping=None):
    params = {"grouping": grouping or room.grouping}
    return seen(room, GroupingDraft(), actor or room.facilitator, params)["grouping"]


def _do(room, actor=None, grouping=None, **action):
    params = {"grouping": grouping or room.grouping}
    return GroupingDraft().act(room.store, actor or room.facilitator, params, make_key(), action)


def test_groups_stand_side_by_side_with_what_each_lacks(room):
    view = _view(room)
    assert [slot["number"] for slot in view["slots"]] == [1, 2, 3]
    assert [len(slot["people"]) for slot in view["slots"]] == [3, 3, 3]
    found = {each["rule"]: each for each in view["slots"][1]["findings"]}
    assert not found["leader"]["met"]
    assert found["size"]["met"]
    standing = {each["rule"]: each for each in view["standings"]}
    assert (standing["leader"]["force"], standing["leader"]["missed"], standing["leader"]["groups"]) == (
        "must",
        2,
        2,
    )


def test_people_stand_in_establishment_order_without_a_score(room):
    view = _view(room)
    order = [person["id"] for person in view["people"]]
    for slot in view["slots"]:
        assert slot["people"] == [person for person in order if person in slot["people"]]
    assert set(view["people"][0]) == {"id", "name", "unit", "post", "level", "outlook", "specialty"}


def test_who_is_kept_apart_is_counted_and_never_named(room):
    one, other = room.people[0].person, room.people[1].person
    _do(room, kind="move", moves=[{"person": other, "slot": room.keys[0]}], version=1)
    view = _view(room)
    apart = [each for slot in view["slots"] for each in slot["findings"] if each["rule"] == Rule.APART.value]
    assert all(each["people"] == [] for each in apart)
    assert next(each for each in view["standings"] if each["rule"] == "apart")["missed"] == 1
    for person in (one, other):
        said = json.dumps(_do(room, kind="why", person=person), ensure_ascii=False)
        assert "apart" not in said
        assert "不宜同组" not in said


def test_a_move_answers_with_its_effect_and_the_next_version(room):
    reply = _do(room, kind="move", moves=[{"person": room.people[0].person, "slot": room.keys[1]}], version=1)
    assert reply["version"] == 2
    assert {each["rule"] for each in reply["changes"]} >= {"leader"}
    assert _view(room)["steps"] == 1
    assert _do(room, kind="undo", version=2)["version"] == 3
    assert _view(room)["steps"] == 0


def test_the_same_move_sent_twice_moves_once(room):
    key = make_key()
    action = {
        "kind": "move",
        "moves": [{"person": room.people[0].person, "slot": room.keys[1]}],
        "version": 1,
    }
    params = {"grouping": room.grouping}
    for _ in range(2):
        GroupingDraft().act(room.store, room.facilitator, params, key, action)
    assert _view(room)["version"] == 2


def test_solving_is_slow_and_its_outcome_is_taken(room):
    assert GroupingDraft().is_slow({"kind": "solve"})
    assert _do(room, kind="solve", version=1) == {"version": 2}
    view = _view(room)
    assert (view["found"]["status"], view["found"]["is_moved"], view["found"]["is_current"]) == (
        "optimal",
        False,
        True,
    )
    assert all(each["missed"] == 0 for each in view["standings"] if each["force"] == "must")
    with room.store.work() as db:
        make_people(db, room.id, 1)
    view = _view(room)
    assert not view["found"]["is_current"]
    assert len(view["unplaced"]) == 1


def test_an_outcome_is_refused_when_somebody_moved_people_meanwhile(room):
    act = Solve(kind="solve", version=1)
    params = {"grouping": room.grouping}
    outcome = act.work_out(room.store, room.facilitator, params)
    _do(room, room.office, kind="lock", people=[room.people[0].person], locked=True, version=1)
    with room.store.work() as db, pytest.raises(ConflictError, match="solved-meanwhile"):
        act.finish(db, room.facilitator, params, outcome)


def test_rules_that_clash_are_shown_with_a_button_for_each_way_out(room):
    _do(room, kind="set-rules", low=2, high=4, years=3, count=4, forces={"leader": "must"}, version=1)
    _do(room, kind="solve", version=2)
    clash = _view(room)["clash"]
    assert clash["rules"]
    assert all(way["detail"]["zh"] and way["detail"]["en"] for way in clash["ways"])
    _do(room, kind="relax", rule=clash["ways"][0]["rule"], version=3)
    view = _view(room)
    assert view["clash"] is None
    assert view["rules"]["forces"][clash["ways"][0]["rule"]] == "wish"


def test_every_person_has_a_reason_in_both_languages(room):
    _do(room, kind="solve", version=1)
    for person in room.people:
        told = _do(room, kind="why", person=person.person)
        assert told["reasons"]
        assert all(reason["zh"] and reason["en"] for reason in told["reasons"])


def test_proposed_duties_come_with_a_reason_and_leave_what_people_chose(room):
    chosen = room.people[0].person
    _do(room, kind="solve", version=1)
    _do(room, kind="set-duty", person=chosen, duty="leader", version=2)
    reply = _do(room, kind="propose-duties", version=3)
    view = _view(room)
    assert view["duties"][chosen] == "leader"
    assert sorted(view["duties"].values()) == ["leader"] * 3 + ["liaison"] * 3
    assert all(each["why"]["zh"] and each["why"]["en"] for each in reply["given"])
    assert chosen not in {each["person"] for each in reply["given"]}
    assert len(reply["given"]) == 5
    assert view["effects"]["no_leader"] == view["effects"]["no_liaison"] == []


def test_a_liaison_is_found_even_where_the_proposed_one_was_made_leader(room):
    _do(room, kind="solve", version=1)
    _do(room, kind="propose-duties", version=2)
    liaison = next(person for person, duty in _view(room)["duties"].items() if duty == "liaison")
    _do(room, kind="set-duty", person=liaison, duty="leader", version=3)
    _do(room, kind="propose-duties", version=4)
    assert sorted(_view(room)["duties"].values()) == ["leader"] * 3 + ["liaison"] * 3


def test_a_locked_person_is_where_they_were_after_solving(room):
    person = room.people[4].person
    _do(room, kind="lock", people=[person], locked=True, version=1)
    _do(room, kind="solve", version=2)
    view = _view(room)
    assert person in view["slots"][1]["people"]
    assert view["locked"] == [person]


def test_two_groupings_are_compared_rule_by_rule_with_who_moves(room):
    _do(room, kind="solve", version=1)
    made = did(room, Grouping(), room.facilitator, kind="copy", grouping=room.grouping, name="另一个")
    copy = made["grouping"]
    person = _view(room)["slots"][0]["people"][0]
    key = _view(room)["slots"][1]["key"]
    _do(room, grouping=copy, kind="move", moves=[{"person": person, "slot": key}], version=1)
    view = seen(room, GroupingCompare(), room.facilitator, {"one": room.grouping, "other": copy})
    found = view["found"]
    assert (view["one"], view["other"]) == ("方案甲", "另一个")
    assert [(move["from"], move["to"]) for move in found["moves"]] == [(1, 2)]
    assert found["has_same_rules"]
    assert {each["rule"] for each in found["rules"]} >= {"size", "units"}
    assert "apart" in {each["rule"] for each in found["rules"]}


def test_a_grouping_that_was_thrown_away_is_said_to_be_gone(room):
    did(room, Grouping(), room.facilitator, kind="remove", grouping=room.grouping, version=1)
    view = seen(room, GroupingDraft(), room.facilitator, {"grouping": room.grouping})
    assert view["grouping"] is None
    assert view["is_gone"]
    gone = seen(room, GroupingCompare(), room.facilitator, {"one": room.grouping, "other": "nothing"})
    assert gone["found"] is None


def test_sizes_outside_the_policy_are_told_with_the_name_of_the_rule(room):
    _do(room, kind="set-rules", low=1, high=9, years=3, count=3, forces={}, version=1)
    moves = [{"person": room.people[n].person, "slot": room.keys[0]} for n in (1, 2)]
    _do(room, kind="move", moves=moves, version=2)
    view = _view(room)
    assert view["effects"]["outside"] == [1]
    assert view["effects"]["limits"] == [2, 4]
    assert view["sizes"]["label"]["zh"] == "小组人数（不含促进师）"
    assert [choice["size"] for choice in view["sizes"]["choices"]] == [[2, 4], [6, 8]]


@pytest.mark.parametrize(
    "action",
    [
        {"kind": "set-rules", "low": 0, "high": 4, "years": 3, "count": 3, "forces": {}},
        {"kind": "set-rules", "low": 5, "high": 4, "years": 3, "count": 3, "forces": {}},
        {"kind": "set-rules", "low": 2, "high": 4, "years": 3, "count": 0, "forces": {}},
        {"kind": "set-rules", "low": 2, "high": 4, "years": 3, "count": 3, "forces": {"luck": "must"}},
        {"kind": "move", "moves": []},
        {"kind": "set-duty", "person": "x", "duty": "king"},
    ],
)
def test_nonsense_is_refused_and_changes_nothing(room, action):
    with pytest.raises(InputError):
        _do(room, **action, version=1)
    assert _view(room)["version"] == 1


@pytest.mark.parametrize("who", ["leader", "convenor", "learner"])
def test_who_does_not_form_groups_sees_nothing_of_it(room, who):
    actor = room.people[0] if who == "learner" else getattr(room, who)
    for activity in (Grouping(), GroupingDraft(), GroupingCompare()):
        with pytest.raises(RefusedError, match="not-allowed"):
            seen(room, activity, actor, {"grouping": room.grouping})
    for action in ({"kind": "undo", "version": 1}, {"kind": "why", "person": room.people[1].person}):
        with pytest.raises(RefusedError, match="not-allowed"):
            _do(room, actor, **action)


def test_adopting_from_the_page_sets_up_the_groups(room):
    assert seen(room, Grouping(), room.facilitator)["teams"] == []
    _do(room, kind="adopt", version=1)
    view = seen(room, Grouping(), room.facilitator)
    assert [team["number"] for team in view["teams"]] == [1, 2, 3]
    assert view["groupings"][0]["state"] == "adopted"
    assert _view(room)["effects"] is None
    with room.store.read() as db:
        assert db.get_one(TeamMemberRow, room.people[0].person).team_id == room.keys[0]
        assert db.get_one(GroupingRow, room.grouping).version == 2


def test_a_class_without_people_says_so(store):
    with store.work() as db:
        facilitator = make_actor(db, make_class(db), Role.FACILITATOR)
        made = put_draft(db, facilitator, make_draft([]))
    with store.read() as db:
        view = GroupingDraft().view(db, facilitator, {"grouping": made})
    assert view["grouping"] is None
    assert not view["is_gone"]


def test_somebody_alone_forms_groups_too(store):
    with store.work() as db:
        actor = make_solo(db)
        for name in ("一科", "二科"):
            unit_named(db, actor.classroom, name)
        people = make_people(db, actor.classroom, 6)
        made = put_draft(db, actor, make_draft(people, groups=2))
    with store.read() as db:
        assert GroupingDraft().view(db, actor, {"grouping": made})["grouping"] is not None
        assert Grouping().view(db, actor, {})["solo"]


def test_as_many_queries_however_many_people(store):
    counts = []
    for count in (9, 60):
        room = make_grouping_room(store, count=count)
        with CountedQueries(store) as counted:
            _view(room)
            seen(room, Grouping(), room.facilitator)
        counts.append(counted.count)
    assert counts[0] == counts[1]
