"""The way through a unit: steps that wait, what the facilitator opens and closes, what somebody can do."""

from types import SimpleNamespace

import pytest

from factories import CountedQueries, make_actor, make_class, make_solo, worded
from zhixing.actor import Role
from zhixing.course.service import (
    answer_item,
    class_mastery,
    mastery,
    set_step,
    standing,
    step_states,
)
from zhixing.errors import InputError, MissingError, RefusedError


@pytest.fixture
def room(store, trial):
    with store.work() as db:
        classroom = make_class(db)
        return SimpleNamespace(
            store=store,
            id=classroom,
            unit=trial,
            alone=make_solo(db),
            facilitator=make_actor(db, classroom, Role.FACILITATOR),
            learners=[make_actor(db, classroom) for _ in range(3)],
        )


def answer(room, actor, item, **content):
    with room.store.work() as db:
        return answer_item(db, actor, item, content)


def states(room, actor):
    with room.store.read() as db:
        return [each.state for each in standing(db, actor, room.unit).steps]


def now(room, actor):
    with room.store.read() as db:
        at = standing(db, actor, room.unit).now
    return None if at is None else at.step.id


def test_alone_each_waiting_step_holds_what_comes_after_it(room):
    me = room.alone
    assert states(room, me) == ["open", "waiting", "waiting", "waiting"]
    answer(room, me, "t01-c01", option="b")
    assert states(room, me)[1] == "waiting"
    answer(room, me, "t01-c01", option="a")
    assert states(room, me) == ["open", "open", "waiting", "waiting"]
    assert now(room, me) == "think"
    answer(room, me, "t01-f01", text="今天想到了这些")
    assert states(room, me) == ["open"] * 4


def test_two_wrong_tries_end_a_step_as_well_as_a_right_one(room):
    me = room.learners[0]
    answer(room, me, "t01-c01", option="b")
    answer(room, me, "t01-c01", option="c")
    with room.store.read() as db:
        assert standing(db, me, room.unit).steps[0].done


def test_in_a_class_a_reflection_holds_nobody(room):
    me = room.learners[0]
    answer(room, me, "t01-c01", option="a")
    assert states(room, me) == ["open"] * 4
    with room.store.read() as db:
        at = standing(db, me, room.unit)
    assert (at.done, at.total) == (1, 3)
    assert at.steps[1].missing == ("t01-f01",)


def test_the_facilitator_opens_closes_and_lets_go(room):
    me, boss = room.learners[0], room.facilitator

    def say(step, state):
        with room.store.work() as db:
            set_step(db, boss, "t01", step, state)

    say("check", "open")
    assert states(room, me) == ["open", "waiting", "open", "waiting"]
    say("case", "closed")
    assert states(room, me)[0] == "closed"
    with pytest.raises(RefusedError) as caught:
        answer(room, me, "t01-c01", option="a")
    assert caught.value.code == "course.error.step-closed"
    assert all(worded(caught.value))
    say("case", None)
    assert answer(room, me, "t01-c01", option="a").correct
    with room.store.read() as db:
        assert step_states(db, room.id, room.unit) == {"check": "open"}


def test_only_who_runs_the_class_says_so_and_only_of_what_there_is(room):
    with room.store.work() as db:
        with pytest.raises(RefusedError):
            set_step(db, room.learners[0], "t01", "check", "open")
        for unit, step in (("t09", "check"), ("t01", "nowhere")):
            with pytest.raises(MissingError) as caught:
                set_step(db, room.facilitator, unit, step, "open")
            assert all(worded(caught.value))
        with pytest.raises(InputError) as bad:
            set_step(db, room.facilitator, "t01", "check", "ajar")
        assert all(worded(bad.value))


def test_an_objective_is_held_by_its_last_marks(room):
    me = room.learners[0]

    def first():
        with room.store.read() as db:
            return mastery(db, me, room.unit)[0]

    assert (first().state, first().score, first().answered, first().total) == ("new", None, 0, 2)
    answer(room, me, "t01-c01", option="b")
    assert (first().state, first().score, first().again) == ("weak", 0.0, ("t01-c01",))
    answer(room, me, "t01-c01", option="a")
    assert (first().state, first().score) == ("growing", 1.0)  # one right answer is not enough to say so
    answer(room, me, "t01-c02", option="b")
    assert (first().state, first().score, first().again) == ("growing", 0.5, ("t01-c02",))
    answer(room, me, "t01-c02", option="a")
    assert (first().state, first().again) == ("can", ())


def test_a_reflection_counts_for_no_objective(room):
    me = room.learners[0]
    answer(room, me, "t01-f01", text="今天想到了这些")
    with room.store.read() as db:
        second = mastery(db, me, room.unit)[1]
    assert (second.state, second.total) == ("new", 1)  # the case


def test_a_class_is_looked_at_with_as_many_queries_as_one_person(room):
    for me, option in zip(room.learners, "abc", strict=True):
        answer(room, me, "t01-c01", option=option)
    with room.store.read() as db:
        class_mastery(db, room.id, room.unit)  # a connection's first statement begins its transaction
        with CountedQueries(room.store) as counted:
            found = class_mastery(db, room.id, room.unit)
    assert counted.count == 2
    assert [found[me.person][0].score for me in room.learners] == [1.0, 0.0, 0.0]
    assert room.facilitator.person not in found
    assert room.alone.person not in found
