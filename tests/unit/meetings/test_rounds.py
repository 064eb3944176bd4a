"""Rounds of a structured discussion: each choice gets its own wall, nothing written goes; table roles."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhixing.errors import ConflictError, MissingError
from zhixing.meetings.rules.ranking import Method
from zhixing.meetings.rules.rounds import (
    Board,
    Discussion,
    Stage,
    TableRole,
    Wall,
    proposed_roles,
    rotated_roles,
)

PROBLEM = Wall("problem", Board.PROBLEM, stage=Stage.RESULT)
choices = st.lists(st.sampled_from(["p1", "p2", "p3", "p4"]), unique=True)


def causes(whole):
    return {wall.about: wall.key for wall in whole.of(Board.CAUSE) if wall.about}


def test_each_chosen_problem_gets_a_wall_of_causes():
    whole = Discussion().sent_on(PROBLEM, ["p2", "p1"], set())
    assert [(wall.key, wall.about) for wall in whole.of(Board.CAUSE)] == [
        ("cause-1", "p2"),
        ("cause-2", "p1"),
    ]
    assert whole.wall(Board.PROBLEM, "problem").chosen == ("p2", "p1")
    assert whole.at(Board.CAUSE).about == "p2"


def test_a_problem_no_longer_chosen_loses_its_wall_only_while_it_is_blank():
    whole = Discussion().sent_on(PROBLEM, ["p1", "p2"], set())
    wall = whole.wall(Board.PROBLEM, "problem")
    assert causes(whole.sent_on(wall, ["p3"], {"cause-1"})) == {"p1": "cause-1", "p3": "cause-3"}


@given(st.lists(choices, max_size=6), st.sets(st.sampled_from([f"cause-{n}" for n in range(1, 9)])))
def test_however_often_the_choice_changes_keys_are_unique_and_written_walls_stay(rounds, written):
    whole = Discussion()
    for ids in rounds:
        before = {wall.key for wall in whole.walls if wall.key in written}
        whole = whole.sent_on(whole.at(Board.PROBLEM), ids, written)
        keys = [wall.key for wall in whole.walls]
        assert len(keys) == len(set(keys))
        assert all(len(key) <= 24 for key in keys)
        assert before <= set(keys)
        assert set(ids) <= set(causes(whole))


def test_a_wall_that_belongs_to_nothing_gives_way_unless_something_is_on_it():
    loose = Discussion().put(Wall("cause", Board.CAUSE, stage=Stage.COLLECT))
    assert set(causes(loose.sent_on(PROBLEM, ["p1"], set()))) == {"p1"}
    assert len(loose.sent_on(PROBLEM, ["p1"], set()).of(Board.CAUSE)) == 1
    assert len(loose.sent_on(PROBLEM, ["p1"], {"cause"}).of(Board.CAUSE)) == 2


def test_causes_chosen_on_two_walls_all_get_walls_of_remedies():
    whole = Discussion().sent_on(PROBLEM, ["p1", "p2"], set())
    for key, cause in (("cause-1", "c1"), ("cause-2", "c2")):
        whole = whole.sent_on(whole.wall(Board.CAUSE, key), [cause], {"cause-1", "cause-2"})
    assert [(wall.key, wall.about) for wall in whole.of(Board.REMEDY)] == [
        ("remedy-1", "c1"),
        ("remedy-2", "c2"),
    ]


def test_a_discussion_comes_back_as_it_was_stored():
    wall = replace(
        PROBLEM, apart=(("a", "b"),), ends="2025-03-01T01:00:00+00:00", method=Method.DOTS, expected=7, page=2
    )
    whole = Discussion((wall,), {Board.PROBLEM: "problem"}, {TableRole.HOST: "someone"})
    assert Discussion.parse(json.loads(json.dumps(whole.json()))) == whole


def test_who_moves_a_step_that_somebody_else_has_moved_is_told():
    moved = replace(PROBLEM, ends="x", page=3).moved(Stage.RANK, Stage.RESULT)
    assert (moved.stage, moved.ends, moved.page) == (Stage.RANK, None, None)
    with pytest.raises(ConflictError):
        moved.moved(Stage.RESULT, Stage.RESULT)


def test_a_wall_of_another_board_is_not_found():
    assert Discussion().wall(Board.IDEAS, "ideas").stage is Stage.WRITE
    with pytest.raises(MissingError):
        Discussion().wall(Board.CAUSE, "problem")


def test_the_group_leader_hosts_the_liaison_records_and_others_follow():
    assert proposed_roles("b", "d", ["a", "b", "c", "d", "e"]) == {
        TableRole.HOST: "b",
        TableRole.RECORDER: "d",
        TableRole.TIMEKEEPER: "a",
        TableRole.REPORTER: "c",
    }
    assert proposed_roles(None, None, ["a", "b"])[TableRole.REPORTER] == "b"
    assert proposed_roles(None, None, []) == {}


@given(st.lists(st.sampled_from("abcdefgh"), min_size=4, unique=True), st.integers(1, 20))
def test_roles_go_round_without_two_falling_to_one_person(order, turns):
    roles = proposed_roles(None, None, order)
    for _ in range(turns):
        roles = rotated_roles(roles, order)
        assert len(set(roles.values())) == len(TableRole)
    assert set(roles.values()) <= set(order)


def test_whoever_has_left_hands_the_role_to_the_first():
    assert rotated_roles({TableRole.HOST: "gone"}, ["a", "b"]) == {TableRole.HOST: "a"}
    assert rotated_roles({TableRole.HOST: "gone"}, []) == {}
