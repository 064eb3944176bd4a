"""Individual assignments: who writes them, who is told that somebody has none, and what is refused."""

import pytest

from factories import make_actor, worded
from group_room import make_group_room
from zhixing.actor import Role
from zhixing.errors import ConflictError, InputError, MissingError, RefusedError
from zhixing.teams.rules.task import GOAL_AT_MOST, TASK_AT_MOST
from zhixing.teams.service import tasks
from zhixing.teams.tables import TeamMemberRow


@pytest.fixture
def room(store):
    return make_group_room(store, size=4)


def _write(room, actor, person, task="把材料减到一套", goal="", due=None, version=1):
    with room.store.work() as db:
        return tasks.set_task(db, actor, person.person, task=task, goal=goal, due=due, version=version)


def _row(room, person):
    with room.store.read() as db:
        return db.get_one(TeamMemberRow, person.person)


def test_a_member_writes_their_own_and_the_leader_anybodys(room):
    leader, member, *_ = room.first.people
    assert _write(room, member, member, goal="六月底前试行", due="2027-06-30") == 2
    assert _write(room, leader, member, task="改过的", version=2) == 3
    row = _row(room, member)
    assert (row.task, row.goal, row.due, row.version) == ("改过的", "", None, 3)


@pytest.mark.parametrize("who", ["another member", "leader of another group", "expert"])
def test_others_do_not_write_it(room, who):
    target = room.first.people[1]
    with room.store.work() as db:
        expert = make_actor(db, room.id, Role.EXPERT, name="专家")
    actor = {
        "another member": room.first.people[2],
        "leader of another group": room.second.leader,
        "expert": expert,
    }[who]
    with pytest.raises(RefusedError):
        _write(room, actor, target)
    assert _row(room, target).task == ""


def test_what_somebody_wrote_meanwhile_is_not_overwritten(room):
    leader, member, *_ = room.first.people
    _write(room, leader, member, task="组长写的")
    with pytest.raises(ConflictError, match="task-changed") as refused:
        _write(room, member, member, task="自己写的")
    assert all(worded(refused.value))
    assert _row(room, member).task == "组长写的"


def test_the_same_words_sent_twice_are_no_conflict(room):
    member = room.first.people[1]
    assert _write(room, member, member) == 2
    assert _write(room, member, member) == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({"task": "长" * (TASK_AT_MOST + 1)}, "task-long"),
        ({"task": "短", "goal": "长" * (GOAL_AT_MOST + 1)}, "goal-long"),
        ({"task": "", "goal": "没有任务"}, "goal-alone"),
        ({"task": "短", "due": "2027-02-30"}, "bad-date"),
        ({"task": "短", "due": "20270228"}, "bad-date"),
    ],
)
def test_what_cannot_be_stored_is_refused_with_a_sentence(room, content, code):
    member = room.first.people[1]
    with pytest.raises(InputError, match=code) as refused:
        _write(room, member, member, **content)
    assert all(worded(refused.value))
    assert _row(room, member).version == 1


def test_an_assignment_can_be_taken_back(room):
    member = room.first.people[1]
    _write(room, member, member)
    _write(room, member, member, task="", version=2)
    assert _row(room, member).task == ""


def test_several_people_carry_one_task(room):
    leader, one, two, three = room.first.people
    _write(room, one, one, goal="一半", due="2027-06-30")
    with room.store.work() as db:
        tasks.share_task(db, leader, one.person, [two.person, two.person])
    assert _row(room, two).task == _row(room, one).task
    assert _row(room, two).due == "2027-06-30"
    with room.store.work() as db, pytest.raises(RefusedError):
        tasks.share_task(db, one, one.person, [three.person])


def test_sharing_overwrites_nobody(room):
    leader, one, two, _ = room.first.people
    _write(room, one, one, task="甲")
    _write(room, two, two, task="乙")
    with room.store.work() as db, pytest.raises(ConflictError, match="has-task"):
        tasks.share_task(db, leader, one.person, [two.person])
    with room.store.work() as db, pytest.raises(MissingError, match="no-member"):
        tasks.share_task(db, leader, one.person, [room.second.leader.person])
    with room.store.work() as db, pytest.raises(InputError, match="no-task"):
        tasks.share_task(db, leader, room.first.people[3].person, [two.person])
    assert _row(room, two).task == "乙"


def test_somebody_in_no_group_has_no_assignment(room):
    with pytest.raises(MissingError, match="no-member"):
        _write(room, room.facilitator, room.office)
