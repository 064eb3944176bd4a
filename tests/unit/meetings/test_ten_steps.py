"""A group's way through the ten steps: who reads, who writes, and that two writers do not collide."""

import pytest

from factories import CountedQueries, make_actor, make_key, make_solo, seen, worded
from group_room import make_group_room
from zhixing.actor import Role
from zhixing.decisions.service import working_paper
from zhixing.errors import ConflictError, InputError, MissingError, RefusedError
from zhixing.meetings.activities.ten_steps import TenSteps
from zhixing.meetings.rules.way import TEXT_AT_MOST

TRIAL = {"text": "先在一个窗口试", "affected": "窗口同志", "trial": "试两周"}


@pytest.fixture
def room(store):
    return make_group_room(store)


def view(room, actor, **params):
    return seen(room, TenSteps(), actor, params)


def acts(room, actor, params=None, **action):
    return TenSteps().act(room.store, actor, params or {}, make_key(), action)


def saves(room, actor, part, fields, seen_mark="", **params):
    return acts(room, actor, params, kind="save", part=part, fields=fields, seen=seen_mark)


def test_any_member_writes_and_the_whole_group_reads(room):
    saves(room, room.first.people[3], "purpose", {"text": "办事少跑一趟"})
    for actor in room.first.people:
        assert view(room, actor)["way"]["parts"]["purpose"] == {"text": "办事少跑一趟"}
    with room.store.read() as db:
        assert working_paper(db, room.id, f"way/{room.first.team}").version == 1


def test_two_people_who_write_different_parts_do_not_collide(room):
    one, other = room.first.people[1:3]
    marks = view(room, one)["marks"]
    first = saves(room, one, "problem", {"text": "排队太长"}, marks.get("problem", ""))
    second = saves(
        room, other, "goal-person", {"goal": "会问", "sign": "组员说"}, marks.get("goal-person", "")
    )
    assert (first["paper"], second["paper"]) == (1, 2)
    parts = view(room, one)["way"]["parts"]
    assert set(parts) == {"problem", "goal-person"}


def test_two_people_who_write_the_same_part_learn_of_each_other(room):
    one, other = room.first.people[1:3]
    saves(room, one, "problem", {"text": "排队太长"})
    with pytest.raises(ConflictError) as refusal:
        saves(room, other, "problem", {"text": "人手不够"})
    assert refusal.value.code == "steps.error.part-changed"
    assert all(worded(refusal.value))
    assert view(room, other)["way"]["parts"]["problem"]["text"] == "排队太长"
    mark = view(room, other)["marks"]["problem"]
    saves(room, other, "problem", {"text": "人手不够"}, mark)
    assert view(room, one)["way"]["parts"]["problem"]["text"] == "人手不够"


def test_the_same_words_twice_are_no_conflict(room):
    one, other = room.first.people[1:3]
    first = saves(room, one, "problem", {"text": "排队太长"})
    assert saves(room, other, "problem", {"text": "排队太长"})["mark"] == first["mark"]


def test_a_strategy_taken_out_meanwhile_is_said(room):
    one, other = room.first.people[1:3]
    mark = saves(room, one, "s-1", TRIAL)["mark"]
    acts(room, other, kind="remove", part="s-1", seen=mark)
    with pytest.raises(ConflictError) as refusal:
        saves(room, one, "s-1", {**TRIAL, "trial": "试一周"}, mark)
    assert refusal.value.code == "steps.error.part-gone"
    assert all(worded(refusal.value))
    saves(room, one, "s-1", {**TRIAL, "trial": "试一周"})
    assert view(room, other)["way"]["strategies"] == [{"id": "s-1", **TRIAL, "trial": "试一周"}]


def test_a_strategy_changed_meanwhile_is_not_taken_out(room):
    one, other = room.first.people[1:3]
    mark = saves(room, one, "s-1", TRIAL)["mark"]
    saves(room, one, "s-1", {**TRIAL, "trial": "试一周"}, mark)
    with pytest.raises(ConflictError, match="part-changed"):
        acts(room, other, kind="remove", part="s-1", seen=mark)


def test_both_wordings_of_the_problem_stand_side_by_side(room):
    one = room.first.people[1]
    saves(room, one, "problem", {"text": "群众排队太久"})
    assert view(room, one)["compared"] is None
    saves(room, one, "reframed", {"text": "群众跑得太久", "why": "真正费时的是来回跑"})
    compared = view(room, one)["compared"]
    assert [part["text"] for part in compared["before"] if part["own"]] == ["排队"]
    assert [part["text"] for part in compared["after"] if part["own"]] == ["跑得"]


def test_the_leader_says_where_the_group_is_and_a_member_does_not(room):
    acts(room, room.first.leader, kind="stand", step="reframe")
    found = view(room, room.first.people[1])
    assert found["way"]["parts"]["here"] == {"step": "reframe"}
    assert (found["may_write"], found["may_stand"]) == (True, False)
    with pytest.raises(RefusedError):
        acts(room, room.first.people[1], kind="stand", step="act")
    with pytest.raises(InputError, match="no-part"):
        saves(room, room.first.people[1], "here", {"step": "act"})
    acts(room, room.first.leader, kind="stand", step="")
    assert view(room, room.first.people[1])["way"]["parts"]["here"] == {"step": ""}


def test_a_step_that_is_none_is_refused_with_a_sentence(room):
    with pytest.raises(InputError) as refusal:
        acts(room, room.first.leader, kind="stand", step="eleventh")
    assert refusal.value.code == "steps.error.no-step"
    assert all(worded(refusal.value))


def test_ten_thousand_characters_are_refused_and_nothing_is_stored(room):
    with pytest.raises(InputError) as refusal:
        saves(room, room.first.people[1], "purpose", {"text": "长" * 10_000})
    assert all(str(TEXT_AT_MOST) in sentence and "10000" in sentence for sentence in worded(refusal.value))
    assert view(room, room.first.people[1])["way"]["parts"] == {}


def test_another_group_neither_reads_nor_writes(room):
    saves(room, room.first.people[1], "purpose", {"text": "只给本组看"})
    found = view(room, room.second.people[1], team=room.first.team)
    assert found["way"] is None
    assert "只给本组看" not in str(found)
    for part, fields in (("purpose", {"text": "x"}), ("s-1", TRIAL)):
        with pytest.raises(RefusedError) as refusal:
            saves(room, room.second.people[1], part, fields, team=room.first.team)
        assert all(worded(refusal.value))
    with pytest.raises(RefusedError):
        acts(room, room.second.leader, {"team": room.first.team}, kind="stand", step="act")
    with pytest.raises(RefusedError):
        acts(room, room.second.leader, {"team": room.first.team}, kind="remove", part="s-1", seen="")


def test_a_facilitator_chooses_a_group_and_writes_there(room):
    assert [group["name"] for group in view(room, room.facilitator)["groups"]] == ["第1组", "第2组"]
    assert view(room, room.facilitator)["way"] is None
    saves(room, room.facilitator, "purpose", {"text": "少跑一趟"}, team=room.second.team)
    assert view(room, room.second.leader)["way"]["parts"]["purpose"] == {"text": "少跑一趟"}
    chosen = view(room, room.facilitator, team=room.second.team)
    assert (chosen["groups"], chosen["group"], chosen["may_stand"]) == ([], "第2组", True)


def test_the_office_reads_every_group_and_writes_in_none(room):
    saves(room, room.first.people[1], "purpose", {"text": "少跑一趟"})
    found = view(room, room.office, team=room.first.team)
    assert (found["way"]["parts"]["purpose"]["text"], found["may_write"]) == ("少跑一趟", False)
    with pytest.raises(RefusedError):
        saves(room, room.office, "problem", {"text": "x"}, team=room.first.team)


@pytest.mark.parametrize("role", [Role.LEADER, Role.EXPERT, Role.LEARNER])
def test_whoever_is_in_no_group_has_the_picture_only(room, role):
    with room.store.work() as db:
        actor = make_actor(db, room.id, role, name="另一位")
    found = view(room, actor)
    assert (len(found["steps"]), found["way"]) == (10, None)


def test_a_group_that_is_none_is_said(room):
    with pytest.raises(MissingError) as refusal:
        view(room, room.facilitator, team="nothing")
    assert all(worded(refusal.value))


def test_somebody_alone_writes_for_everybody_together(store):
    with store.work() as db:
        alone = make_solo(db)
    TenSteps().act(
        store,
        alone,
        {},
        make_key(),
        {"kind": "save", "part": "purpose", "fields": {"text": "自学"}, "seen": ""},
    )
    with store.read() as db:
        found = TenSteps().view(db, alone, {})
        assert working_paper(db, alone.classroom, "way/class").version == 1
    assert (found["way"]["parts"]["purpose"], found["may_write"], found["may_stand"]) == (
        {"text": "自学"},
        True,
        True,
    )


def test_what_is_written_takes_no_more_queries(room):
    with CountedQueries(room.store) as blank:
        view(room, room.first.leader)
    for number in range(8):
        saves(room, room.first.leader, f"s-{number}", TRIAL)
    with CountedQueries(room.store) as full:
        view(room, room.first.leader)
    assert full.count == blank.count
