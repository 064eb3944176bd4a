"""Through a case choice by choice, on a real database."""

import json
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from factories import make_actor, make_class, make_key, worded
from zhixing.course.activities import ItemActivity
from zhixing.course.service import attempts, item_of, kept_tries, restart_walk, take_step, walk_of
from zhixing.course.tables import WalkRow
from zhixing.errors import ConflictError, MissingError, RefusedError

CASE = "t01-b01"
PARAMS = {"item": CASE}


@pytest.fixture
def room(store, trial):
    with store.work() as db:
        classroom = make_class(db)
        return SimpleNamespace(store=store, me=make_actor(db, classroom), other=make_actor(db, classroom))


def step(room, at, choice, actor=None):
    with room.store.work() as db:
        take_step(db, actor or room.me, CASE, at, choice)


def seen(room, actor=None):
    with room.store.read() as db:
        return ItemActivity().view(db, actor or room.me, PARAMS)


def test_a_case_is_gone_through_by_acts_and_its_ending_is_kept(room):
    def act(**content):
        ItemActivity().act(room.store, room.me, PARAMS, make_key(), content)

    opening = seen(room)
    assert opening["walk"]["now"]["state"] == "door"
    assert opening["max_tries"] == 0
    assert "score" not in json.dumps(opening["walk"]["now"])
    assert "大厅" not in json.dumps(opening, ensure_ascii=False)

    act(kind="step", at=0, choice="in")
    inside = seen(room)
    assert [one["consequence"]["zh"] for one in inside["walk"]["visited"]] == ["进来了"]
    assert inside["walk"]["visited"][0]["score"] is None
    assert inside["tries"] == 0

    act(kind="step", at=1, choice="ask")
    ended = seen(room)
    assert ended["walk"]["ending"]["title"]["zh"] == "办成"
    assert (ended["correct"], ended["score"], ended["tries"]) == (True, 1.0, 1)
    assert ended["walk"]["found"] == [{"zh": "办成", "en": "Done"}]
    assert ended["may_answer"] is True

    act(kind="restart")
    assert seen(room)["walk"]["now"]["state"] == "door"
    act(kind="step", at=0, choice="away")
    again = seen(room)
    assert again["walk"]["ending"]["title"]["zh"] == "没办成"
    assert len(again["walk"]["found"]) == 2
    assert (again["correct"], again["tries"]) == (False, 2)


def test_nobody_walks_for_somebody_else(room):
    step(room, 0, "in")
    assert seen(room, room.other)["walk"]["visited"] == []


def test_a_page_that_is_behind_changes_nothing(room):
    step(room, 0, "in")
    with pytest.raises(ConflictError) as caught:
        step(room, 0, "in")
    assert all(worded(caught.value))
    with room.store.read() as db:
        assert walk_of(db, room.me, item_of(CASE)) == ("in",)


def test_what_is_not_offered_is_refused_and_the_way_stays(room):
    step(room, 0, "in")
    with pytest.raises(MissingError) as caught:
        step(room, 1, "away")
    assert all(worded(caught.value))
    with pytest.raises(MissingError):
        step(room, 1, "fly")
    with room.store.work() as db, pytest.raises(MissingError) as none:
        take_step(db, room.me, "t01-c01", 0, "in")
    assert none.value.code == "course.error.no-case"
    with room.store.read() as db:
        assert walk_of(db, room.me, item_of(CASE)) == ("in",)


def test_after_the_ending_one_begins_anew_or_not_at_all(room):
    step(room, 0, "away")
    with pytest.raises(RefusedError) as caught:
        step(room, 1, "in")
    assert all(worded(caught.value))
    with room.store.work() as db:
        restart_walk(db, room.me, CASE)
    step(room, 0, "in")
    with room.store.read() as db:
        assert attempts(db, room.me, item_of(CASE)).answered == (("away",),)
        assert [row.answer for row in kept_tries(db, room.me, CASE)] == [{"path": ["away"]}]


def test_a_way_that_the_case_no_longer_knows_is_kept_as_far_as_it_goes(room):
    step(room, 0, "in")
    with room.store.work() as db:
        row = db.scalars(select(WalkRow)).one()
        row.path = ["in", "gone", "ask"]
    with room.store.read() as db:
        assert walk_of(db, room.me, item_of(CASE)) == ("in",)
    step(room, 1, "ask")
    assert seen(room)["correct"] is True
