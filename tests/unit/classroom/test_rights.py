"""The one table of rights, door by door and role by role."""

import pytest

from zhixing.actor import Actor, Role
from zhixing.classroom.rules import Door, may, require
from zhixing.errors import RefusedError

COLUMNS = (
    Role.LEARNER,
    Role.LIAISON,
    Role.GROUP_LEADER,
    Role.FACILITATOR,
    Role.CONVENOR,
    Role.LEADER,
    Role.EXPERT,
    Role.OFFICE,
    Role.OWNER,
)
# In the order of the columns: the door opens (x) or it does not (.).
RIGHTS = {
    Door.PROPOSE_TOPIC: "xxxxxx.xx",
    Door.JUDGE_CONDITIONS: ".x.......",
    Door.CAST_BALLOT: "xxx......",
    Door.COMPARE_CRITERIA: "......x..",
    Door.ANSWER_ITEMS: "xxxxxxxxx",
    Door.RUN_SESSION: "...x....x",
    Door.ENTER_PAPER: "...x...xx",
    Door.MANAGE_PEOPLE: "...x...xx",
    Door.WRITE_RECOMMENDATION: ".x.x...xx",
    Door.WRITE_SCHEME: ".x.xx..xx",
    Door.SUBMIT: "...x...xx",
    Door.DECIDE: ".....x...",
    Door.COMMENT: "....xxx..",
    Door.RECORD_DECISION: "...x...x.",
    Door.SEE_EXPORTS: "...xxx.xx",
    Door.FORM_GROUPS: "...x...xx",
    Door.ASSIGN_TASKS: ".xxxx..xx",
    Door.PLAN_MEETINGS: "..xxx..xx",
    Door.LEAD_MEETING: ".xxx....x",
    Door.TAKE_PART: "xxx......",
    Door.COACH: "...x....x",
    Door.WRITE_MINUTES: ".xxx...xx",
    Door.KEEP_LEDGER: "xxxx...xx",
}
CASES = [
    (door, role, mark == "x")
    for door, marks in RIGHTS.items()
    for role, mark in zip(COLUMNS, marks, strict=True)
]


def test_the_table_names_every_door_and_every_role():
    assert set(RIGHTS) == set(Door)
    assert set(COLUMNS) == set(Role)


@pytest.mark.parametrize(("door", "role", "opens"), CASES)
def test_a_role_goes_through_its_own_doors_only(door, role, opens):
    actor = Actor("p", "c", frozenset({role}))
    assert may(actor, door) is opens
    if opens:
        require(actor, door)
    else:
        with pytest.raises(RefusedError) as refused:
            require(actor, door)
        assert refused.value.code == "classroom.error.not-allowed"


@pytest.mark.parametrize("door", Door)
def test_nobody_goes_through_a_door_without_a_role(door):
    assert not may(Actor("p", "c", frozenset()), door)


@pytest.mark.parametrize("door", Door)
def test_somebody_alone_holds_every_role(door):
    assert may(Actor("p", "c", frozenset(Role), solo=True), door)


def test_two_roles_open_the_doors_of_both():
    actor = Actor("p", "c", frozenset({Role.LIAISON, Role.LEADER}))
    assert {door for door in Door if may(actor, door)} == {
        door for door, marks in RIGHTS.items() if marks[1] == "x" or marks[5] == "x"
    }
